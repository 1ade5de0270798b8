package web

import (
	"bytes"
	"fmt"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"crowsfoot/web/component"
	"crowsfoot/web/page"
)

// render writes a page into a buffer first, so that an error never leaves half a page.
func (s *Server) render(c echo.Context, status int, p templ.Component) error {
	var b bytes.Buffer
	ctx := component.WithAssets(c.Request().Context(), s.Assets.URL)
	if err := p.Render(ctx, &b); err != nil {
		return fmt.Errorf("render page: %w", err)
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	c.Response().Header().Add("Vary", "Accept-Language, Cookie")
	return c.HTMLBlob(status, b.Bytes())
}

// shell returns the frame of a page with its style sheets.
func (s *Server) shell(title string, styles ...string) page.Shell {
	return page.Shell{Title: title, Styles: styles, Scripts: []string{"js/doc.js"}, Databases: s.databases()}
}

// module makes name the page's script.
func (s *Server) module(shell page.Shell, name string) (page.Shell, error) {
	script, err := s.Assets.Script(name)
	shell.Scripts = []string{script}
	return shell, err
}
