package web

import (
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/engine"
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

// mayConnect decides which databases a person may have the server connect to. On a server
// for its own machine that is every one, as the person could do so without it; on a server
// for others those that the operator allows with --allow-database, and no files.
func (s *Server) mayConnect(_ echo.Context, a engine.Address) error {
	if !s.Remote {
		return nil
	}
	if a.IsLocal() {
		return diagram.Errorf(diagram.Forbidden, "Files and sockets of the server's machine are not read for others.")
	}
	for _, allowed := range s.Databases {
		host, port, err := net.SplitHostPort(allowed)
		if err != nil {
			host, port = strings.Trim(allowed, "[]"), ""
		}
		if strings.EqualFold(host, a.Host) && (port == "" || port == strconv.Itoa(a.Port)) {
			return nil
		}
	}
	return diagram.Errorf(diagram.Forbidden, "This server does not connect to databases at %s. Whoever runs it can allow that with --allow-database.", a.HostPort())
}

// databases says what pages offer: any database, those of listed hosts, or none.
func (s *Server) databases() string {
	switch {
	case !s.Remote:
		return "any"
	case len(s.Databases) > 0:
		return "listed"
	}
	return ""
}

// infoOf returns what mayUse looked up.
func infoOf(c echo.Context) store.Info { return c.Get("info").(store.Info) }
