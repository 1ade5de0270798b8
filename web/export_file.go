package web

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/store"
)

// exportFile writes the diagram as a file of another program. A drawing goes back into the
// file that it was read from, unless the request asks for a new one: then what was not
// changed here is there as it was.
func (s *Server) exportFile(c echo.Context) error {
	w, err := s.written(c)
	if err != nil {
		return err
	}
	return attach(c, fileName(w.name)+w.format.Extensions[0], "application/octet-stream", w.body)
}

// exportLosses answers what such a file would not hold, before it is taken.
func (s *Server) exportLosses(c echo.Context) error {
	w, err := s.written(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"losses": nonNil(w.losses)})
}

// written is a file that was made of a diagram.
type written struct {
	format *format.Format
	name   string // without its ending
	body   []byte
	losses []diagram.Loss // what got lost on the way
}

// written makes the file that a request asks for.
func (s *Server) written(c echo.Context) (*written, error) {
	f := format.Named(c.Param("format"))
	if f == nil || f.Write == nil {
		return nil, diagram.Errorf(diagram.NotFound, "There is no format %q to write.", c.Param("format"))
	}
	d, _, err := s.snapshot(c)
	if err != nil {
		return nil, err
	}
	w := &written{format: f, name: d.Name}
	o := format.Options{Dialect: d.Dialect}
	if c.QueryParam("new") == "" {
		from, err := s.origin(c, f.Name, d)
		if err != nil {
			return nil, err
		}
		if from != nil {
			o.Origin = &format.Origin{Content: from.Content, Page: from.Page, Scale: from.Scale}
			w.name = withoutEnding(from.Name)
		}
	}
	var b bytes.Buffer
	if w.losses, err = f.Write(&b, d, o); err != nil {
		return nil, fmt.Errorf("write %q as %s: %w", d.Name, f.Name, err)
	}
	w.body = b.Bytes()
	return w, nil
}

// origin returns the file of a format that the diagram goes back into: the one that most
// of its tables come from, the newest of equals. It is nil when there is none.
func (s *Server) origin(c echo.Context, name string, d *diagram.Diagram) (*store.Source, error) {
	ctx := c.Request().Context()
	files, err := s.Store.Sources(ctx, infoOf(c).ID)
	if err != nil {
		return nil, err
	}
	var best *store.Source
	most := 0
	for _, f := range files {
		if f.Format != name || f.Page < 0 {
			continue
		}
		read, err := s.readAgain(ctx, f)
		if err != nil {
			continue // it was readable once; without it a new file must do
		}
		p := pageOf(read, f)
		if p == nil {
			continue
		}
		shared := 0
		for id, t := range p.Diagram.Tables {
			if now := d.Tables[id]; now != nil && now.Source == t.Source {
				shared++
			}
		}
		if shared >= most && shared > 0 {
			best, most = &f, shared
		}
	}
	return best, nil
}
