package web

import (
	"github.com/labstack/echo/v4"

	"crowsfoot/web/say"
)

// languageCookie keeps the language that a person chose; static/js/language.js writes it.
const languageCookie = "language"

// inLanguage puts the language of the reader into the context of the request: the one
// chosen on a page, or else what the browser asks for.
func inLanguage(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		chosen := ""
		if cookie, err := c.Cookie(languageCookie); err == nil {
			chosen = cookie.Value
		}
		code := say.Match(chosen, r.Header.Get("Accept-Language"))
		c.SetRequest(r.WithContext(say.In(r.Context(), code)))
		return next(c)
	}
}
