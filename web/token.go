package web

import (
	"crypto/subtle"
	"net/http"

	"github.com/labstack/echo/v4"
)

const tokenCookie = "crowsfoot-token"

// needToken lets in only who came with the secret of the printed address once. The
// secret moves into a cookie and out of the address at the first request.
func (s *Server) needToken(next echo.HandlerFunc) echo.HandlerFunc {
	same := func(text string) bool { return subtle.ConstantTimeCompare([]byte(text), []byte(s.Token)) == 1 }
	return func(c echo.Context) error {
		if c.Path() == "/healthz" {
			return next(c)
		}
		if cookie, err := c.Cookie(tokenCookie); err == nil && same(cookie.Value) {
			return next(c)
		}
		if c.Request().Method == http.MethodGet && same(c.QueryParam("token")) {
			c.SetCookie(&http.Cookie{Name: tokenCookie, Value: s.Token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			return c.Redirect(http.StatusSeeOther, c.Request().URL.Path)
		}
		return echo.NewHTTPError(http.StatusForbidden, "This server wants the address that it printed when it started.")
	}
}
