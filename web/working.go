package web

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"
)

// working answers with lines of JSON: how far the work is, then its outcome or its error.
// The work ends with the request.
func (s *Server) working(c echo.Context, work func(ctx context.Context, progress func(done, total int)) (any, error)) error {
	w := c.Response()
	w.Header().Set(echo.HeaderContentType, "application/x-ndjson; charset=utf-8")
	w.WriteHeader(http.StatusOK)
	out := json.NewEncoder(w)
	send := func(v any) {
		// Who has gone reads nothing; the context ends the work.
		_ = out.Encode(v)
		w.Flush()
	}
	outcome, err := work(c.Request().Context(), func(done, total int) { send(map[string]int{"done": done, "total": total}) })
	if err != nil {
		_, code, message := s.explain(c, err)
		outcome = map[string]any{"error": map[string]any{"code": code, "message": message}}
	}
	send(outcome)
	return nil
}
