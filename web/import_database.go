package web

import (
	"context"
	"encoding/json"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/store"
)

// databaseSize stands for the size of a file, where reading waits for its turn.
const databaseSize = 4 << 20

// databaseAsked is what a page says of a database that it wants to be read.
type databaseAsked struct {
	Address, Password string
	Into              diagram.ID
}

// importDatabase reads the schema of a database. It becomes a diagram as a file of text
// does: at once, or with "into", the ID of an open diagram, as a draft to merge. The
// answer is that of inspecting, and at last {"url"}.
func (s *Server) importDatabase(c echo.Context) error {
	var in databaseAsked
	if err := readJSON(c, &in); err != nil {
		return err
	}
	into, err := s.target(c, in.Into)
	if err != nil {
		return err
	}
	return s.inspecting(c, in, func(a engine.Address, source *diagram.Source) (any, error) {
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

// readDatabase reads the schema of a database and keeps nothing. The answer is that of
// inspecting, and at last {"name", "schema"}: the schema as a diagram in our own form.
func (s *Server) readDatabase(c echo.Context) error {
	var in databaseAsked
	if err := readJSON(c, &in); err != nil {
		return err
	}
	return s.inspecting(c, in, func(a engine.Address, source *diagram.Source) (any, error) {
		number, err := databasePage(source)
		if err != nil {
			return nil, err
		}
		text, err := ownForm(source.Pages[number].Diagram)
		return map[string]any{"name": diagram.CutName(a.Title()), "schema": json.RawMessage(text)}, err
	})
}

// inspecting reads a database and does something with what it holds. The answer is lines
// of JSON: {"done", "total"} while it reads, at last what done returns, or
// {"error": {"message"}}. The password is used once and kept nowhere.
func (s *Server) inspecting(c echo.Context, in databaseAsked, done func(engine.Address, *diagram.Source) (any, error)) error {
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
		return done(a, source)
	})
}

// databasePage returns the number of the page of a database that was read.
func databasePage(source *diagram.Source) (int, error) {
	number, err := firstPage(source)
	if err != nil {
		return 0, diagram.Errorf(diagram.Unreadable, "The database was read, but it holds no table that this user may see.")
	}
	return number, source.Pages[number].Diagram.CheckLimits()
}

// keepDatabase makes a diagram of what was read.
func (s *Server) keepDatabase(c echo.Context, a engine.Address, source *diagram.Source, into diagram.ID) (diagram.ID, error) {
	number, err := databasePage(source)
	if err != nil {
		return "", err
	}
	group := diagram.ID("")
	if into != "" {
		group = diagram.NewID()
	}
	return s.keep(c, store.Source{Name: diagram.CutName(a.Title()), Added: s.Now()}, source, number, group)
}
