package web

import (
	"context"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/store"
)

// databaseSize stands for the size of a file, where reading waits for its turn.
const databaseSize = 4 << 20

// importDatabase reads the schema of a database. It becomes a diagram as a file of text
// does: at once, or with "into", the ID of an open diagram, as a draft to merge. The
// answer is lines of JSON: {"done", "total"} while it reads, at last {"url"}, or
// {"error": {"message"}}. The password is used once and kept nowhere.
func (s *Server) importDatabase(c echo.Context) error {
	var in struct {
		Address, Password string
		Into              diagram.ID
	}
	if err := readJSON(c, &in); err != nil {
		return err
	}
	a, password, err := engine.ParseAddress(in.Address)
	if err != nil {
		return err
	}
	if in.Password != "" {
		password = in.Password
	}
	if err := s.mayConnect(c, a); err != nil {
		return err
	}
	into, err := s.target(c, in.Into)
	if err != nil {
		return err
	}
	return s.working(c, func(ctx context.Context, progress func(done, total int)) (any, error) {
		leave, err := s.imports.take(ctx, databaseSize)
		if err != nil {
			return nil, err
		}
		defer leave()
		source, err := engine.Inspect(ctx, a, password, engine.InspectOptions{Progress: func(p engine.Progress) {
			if p.Total > 0 {
				progress(p.Done, p.Total)
			}
		}})
		if err != nil {
			return nil, err
		}
		id, err := s.keepDatabase(c, a, source, into)
		switch {
		case err != nil:
			return nil, err
		case into != "":
			return map[string]string{"url": mergeURL(into, id)}, nil
		}
		return map[string]string{"url": diagramURL(id)}, nil
	})
}

// keepDatabase makes a diagram of what was read. The diagram itself is kept as the file
// that it came from: a database is another one tomorrow.
func (s *Server) keepDatabase(c echo.Context, a engine.Address, source *diagram.Source, into diagram.ID) (diagram.ID, error) {
	number, err := firstPage(source)
	if err != nil {
		return "", diagram.Errorf(diagram.Unreadable, "The database was read, but it holds no table that this user may see.")
	}
	page := source.Pages[number]
	if err := page.Diagram.CheckLimits(); err != nil {
		return "", err
	}
	d, err := layout.Placed(c.Request().Context(), page)
	if err != nil {
		return "", err
	}
	text, err := ownForm(d)
	if err != nil {
		return "", err
	}
	group := diagram.ID("")
	if into != "" {
		group = diagram.NewID()
	}
	file := store.Source{Name: diagram.CutName(a.Title()), Format: "crowsfoot", Content: text, Added: s.Now()}
	return s.keep(c, file, source, number, group)
}
