package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
)

// Owner is who everybody is on a server without accounts.
const Owner = "owner"

// actorOf returns who sent the request. On a server without accounts there is one owner.
func actorOf(echo.Context) string { return Owner }

// mayUse is the one place that decides who may do what with a diagram: without accounts
// the owner may do everything with every diagram that there is. What one may not see is
// not found.
func (s *Server) mayUse(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := diagram.ID(c.Param("id"))
		if !id.Valid() {
			return store.NotFound(id)
		}
		info, err := s.Store.Info(c.Request().Context(), id)
		if err != nil {
			return err
		}
		if info.IsDeleted() && c.Request().Method == http.MethodGet && c.Path() == "/diagrams/:id" {
			return diagram.Errorf(diagram.NotFound, "The diagram %q was deleted. Bring it back in the library under Deleted.", info.Name)
		}
		c.Set("info", info)
		return next(c)
	}
}

// infoOf returns what mayUse looked up.
func infoOf(c echo.Context) store.Info { return c.Get("info").(store.Info) }
