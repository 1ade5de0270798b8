package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/op"
)

// partDDL answers the script of some tables, to be copied: {"dialect", "tables": ["id"]}.
func (s *Server) partDDL(c echo.Context) error {
	var body struct {
		Dialect string       `json:"dialect"`
		Tables  []diagram.ID `json:"tables"`
	}
	if err := readJSON(c, &body); err != nil {
		return err
	}
	dialect, err := ddl.Find(body.Dialect)
	if err != nil {
		return err
	}
	d, _, err := s.snapshot(c)
	if err != nil {
		return err
	}
	script := ddl.Write(d.Part(body.Tables), dialect, ddl.Options{})
	return c.JSON(http.StatusOK, map[string]any{"sql": script.SQL})
}

// readText answers the objects that a pasted text describes, laid out, as operations that
// put them: {"name", "text"}. The name says what format is likely. Nothing is kept.
func (s *Server) readText(c echo.Context) error {
	var body struct{ Name, Text string }
	if err := readJSON(c, &body); err != nil {
		return err
	}
	name := diagram.CutName(body.Name)
	source, err := s.read(c.Request().Context(), name, "", int64(len(body.Text)), func() ([]byte, error) { return []byte(body.Text), nil })
	if err != nil {
		return err
	}
	number, err := firstPage(source)
	if err != nil {
		return err
	}
	page := source.Pages[number]
	if err := page.Diagram.CheckLimits(); err != nil {
		return err
	}
	d, err := layout.Placed(c.Request().Context(), page)
	if err != nil {
		return err
	}
	puts := []op.Op{}
	for _, o := range op.FromDiagram(d) {
		if o.Verb == op.Put {
			puts = append(puts, o)
		}
	}
	return c.JSON(http.StatusOK, map[string]any{"ops": puts})
}
