package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/web/page"
	"crowsfoot/web/say"
)

// statuses maps the codes of errors that people may read to HTTP.
var statuses = map[diagram.Code]int{
	diagram.Invalid:     http.StatusBadRequest,
	diagram.Unreadable:  http.StatusUnprocessableEntity,
	diagram.TooLarge:    http.StatusRequestEntityTooLarge,
	diagram.NotFound:    http.StatusNotFound,
	diagram.Conflict:    http.StatusConflict,
	diagram.Forbidden:   http.StatusForbidden,
	diagram.Unsupported: http.StatusUnprocessableEntity,
	diagram.StorageFull: http.StatusInsufficientStorage,
}

// explain turns an error into a status, a code and a sentence for people. Errors that
// are not meant for people are logged here, once, and shown as "Internal error".
func (s *Server) explain(c echo.Context, err error) (status int, code diagram.Code, message string) {
	var de *diagram.Error
	if errors.As(err, &de) {
		return statuses[de.Code], de.Code, de.Message
	}
	var he *echo.HTTPError
	if errors.As(err, &he) {
		message, ok := he.Message.(string)
		if !ok || message == http.StatusText(he.Code) {
			message = sentences[he.Code]
		}
		if message == "" {
			message = http.StatusText(he.Code) + "."
		}
		return he.Code, diagram.Code(strings.ReplaceAll(strings.ToLower(http.StatusText(he.Code)), " ", "_")), message
	}
	s.Log.Error("request failed", "method", c.Request().Method, "path", c.Request().URL.Path, "error", err)
	return http.StatusInternalServerError, "internal", "Internal error. Nothing was changed; the log of the server says more."
}

var sentences = map[int]string{
	http.StatusNotFound:              "There is nothing at this address.",
	http.StatusMethodNotAllowed:      "This address does not take requests of that kind.",
	http.StatusRequestEntityTooLarge: "The file is too large; the limit is 32 MB.",
}

// handleError answers a failed request: JSON for modules and scripts, a page for people.
func (s *Server) handleError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status, code, message := s.explain(c, err)
	if wantsPage(c.Request()) {
		shell := s.shell(say.Text(c.Request().Context(), "Error"), "css/doc.css")
		shell.Scripts = nil
		if s.render(c, status, page.ErrorPage(page.Error{Shell: shell, Status: http.StatusText(status), Message: message})) == nil {
			return
		}
	}
	body := map[string]any{"error": map[string]any{"code": code, "message": message}}
	if err := c.JSON(status, body); err != nil {
		s.Log.Warn("send error", "error", err)
	}
}

func wantsPage(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html")
}
