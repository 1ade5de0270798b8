package web

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/render"
)

// asked returns the request's diagram as it is now, and the dialect that it asks for.
func (s *Server) asked(c echo.Context) (d *diagram.Diagram, seq int64, dialect *ddl.Dialect, err error) {
	if dialect, err = ddl.Find(c.QueryParam("dialect")); err != nil {
		return nil, 0, nil, err
	}
	d, seq, err = s.snapshot(c)
	return d, seq, dialect, err
}

func (s *Server) showDDL(c echo.Context) error {
	d, seq, dialect, err := s.asked(c)
	if err != nil {
		return err
	}
	script := ddl.Write(d, dialect, scriptOptions(c))
	return c.JSON(http.StatusOK, map[string]any{
		"sql": script.SQL, "notes": nonNil(script.Notes), "statements": statementLines(script.SQL, script.Statements), "seq": seq,
	})
}

// scriptOptions reads what a request says about its script beside the dialect.
func scriptOptions(c echo.Context) ddl.Options {
	opt := ddl.Options{
		IfNotExists: c.QueryParam("if_not_exists") != "",
		Drop:        c.QueryParam("drop") != "",
		Module:      diagram.ID(c.QueryParam("module")),
	}
	if c.QueryParam("quote") == string(ddl.QuoteAll) {
		opt.Quote = ddl.QuoteAll
	}
	return opt
}

// statementLine says which lines of a script a statement takes, from 0 and up to the one
// behind its last, and what it makes.
type statementLine struct {
	From   int        `json:"from"`
	To     int        `json:"to"`
	Object diagram.ID `json:"object"`
}

// statementLines finds the lines of the statements of a script.
func statementLines(script string, statements []ddl.Statement) []statementLine {
	list := make([]statementLine, 0, len(statements))
	rest, line := script, 0
	for _, s := range statements {
		before, after, found := strings.Cut(rest, s.Text)
		if !found {
			continue
		}
		from := line + strings.Count(before, "\n")
		line = from + strings.Count(s.Text, "\n")
		list = append(list, statementLine{from, line + 1, s.Object})
		rest = after
	}
	return list
}

func (s *Server) downloadDDL(c echo.Context) error {
	d, seq, dialect, err := s.asked(c)
	if err != nil {
		return err
	}
	opt := scriptOptions(c)
	script := ddl.Write(d, dialect, opt)
	name := fileName(d.Name)
	if m := d.Modules[opt.Module]; m != nil {
		name += "." + fileName(m.Name)
	}
	text := s.stamped(c.Request().Context(), provenScript{infoOf(c).ID, seq, dialect.Name, opt}, d, dialect, script.SQL)
	return attach(c, name+"."+dialect.Name+".sql", "application/sql; charset=utf-8", []byte(text))
}

func (s *Server) exportSVG(c echo.Context) error {
	d, _, err := s.snapshot(c)
	if err != nil {
		return err
	}
	look, err := diagram.LookNamed(c.QueryParam("notation"), c.QueryParam("display"), c.QueryParam("density"))
	if err != nil {
		return err
	}
	svg, err := draw(c.Request().Context(), d, render.Options{Theme: theme(c), Look: look})
	if err != nil {
		return err
	}
	return attach(c, fileName(d.Name)+".svg", "image/svg+xml", svg)
}

// exportJSON writes the whole diagram in the product's own form.
func (s *Server) exportJSON(c echo.Context) error {
	d, _, err := s.snapshot(c)
	if err != nil {
		return err
	}
	text, err := ownForm(d)
	if err != nil {
		return err
	}
	return attach(c, fileName(d.Name)+".crowsfoot.json", "application/json", text)
}

// ownForm writes a diagram in the product's own form.
func ownForm(d *diagram.Diagram) ([]byte, error) {
	var b bytes.Buffer
	_, err := format.Named("crowsfoot").Write(&b, d, format.Options{})
	return b.Bytes(), err
}

func (s *Server) thumbnail(c echo.Context) error {
	d, _, err := s.snapshot(c)
	if err != nil {
		return err
	}
	return s.picture(c, d, smallPicture(c))
}

// smallPicture is a picture for a card of the library.
func smallPicture(c echo.Context) render.Options {
	return render.Options{Theme: theme(c), Thumbnail: thumbnailSize}
}

// thumbnailSize is the room that a card of the library has for a picture.
var thumbnailSize = diagram.Size{W: 300, H: 156}

// picture answers the small picture of a diagram. Its address names the version, so it
// may be kept for ever.
func (s *Server) picture(c echo.Context, d *diagram.Diagram, opt render.Options) error {
	svg, err := draw(c.Request().Context(), d, opt)
	if err != nil {
		return err
	}
	if c.QueryParam("v") != "" {
		c.Response().Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	}
	c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	return c.Blob(http.StatusOK, "image/svg+xml", svg)
}

func draw(ctx context.Context, d *diagram.Diagram, opt render.Options) ([]byte, error) {
	routes, err := layout.Routes(ctx, d)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := render.SVG(&b, d, routes, opt); err != nil {
		return nil, fmt.Errorf("draw %q: %w", d.Name, err)
	}
	return b.Bytes(), nil
}

func theme(c echo.Context) render.Theme { return render.ThemeNamed(c.QueryParam("theme")) }

// pagePicture draws a page that is not kept, laid out when it has no places.
func (s *Server) pagePicture(c echo.Context, p *diagram.Page) error {
	d, err := layout.Placed(c.Request().Context(), p)
	if err != nil {
		return err
	}
	return s.picture(c, d, render.Options{Theme: theme(c), Padding: 24})
}

// arrange answers the operations that tidy the whole diagram, or only the tables that the
// body names: {"tables": ["id"]}; with "keep": true it starts from where the cards are. The
// browser sends the operations as one batch, so that they are undone in one step. The answer
// is lines of JSON, see working: {"done", "total"} in hundredths, at last {"seq", "ops"}.
func (s *Server) arrange(c echo.Context) error {
	d, seq, err := s.snapshot(c)
	if err != nil {
		return err
	}
	var opt layout.Options
	if c.Request().ContentLength != 0 {
		var body struct {
			Tables []diagram.ID `json:"tables"`
			Keep   bool         `json:"keep"`
		}
		if err := readJSON(c, &body); err != nil {
			return err
		}
		opt.Only, opt.Keep = body.Tables, body.Keep
	}
	return s.working(c, func(ctx context.Context, progress func(done, total int)) (any, error) {
		opt.Progress = func(done float64) { progress(int(100*done), 100) }
		to, err := layout.Tidy(ctx, d, opt)
		if err != nil {
			return nil, err
		}
		return map[string]any{"seq": seq, "ops": tidy(d, to)}, nil
	})
}

// tidy moves tables, and the frames and notes that go with them.
func tidy(d *diagram.Diagram, to layout.Places) []op.Op {
	ops := []op.Op{}
	for _, t := range d.SortedTables() {
		if p, ok := to.Tables[t.ID]; ok {
			ops = append(ops, op.SetTo(t.ID, "pos", p))
		}
	}
	for _, f := range d.SortedFrames() {
		if r, ok := to.Frames[f.ID]; ok {
			ops = append(ops, op.SetTo(f.ID, "pos", diagram.Point{X: r.X, Y: r.Y}), op.SetTo(f.ID, "size", diagram.Size{W: r.W, H: r.H}))
		}
	}
	for _, n := range d.SortedNotes() {
		if p, ok := to.Notes[n.ID]; ok {
			ops = append(ops, op.SetTo(n.ID, "pos", p))
		}
	}
	return ops
}

// attach sends a download that no browser opens as a page.
func attach(c echo.Context, name, contentType string, body []byte) error {
	h := c.Response().Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox")
	return c.Blob(http.StatusOK, contentType, body)
}

// fileName makes a name that every file system takes.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			return r
		case unicode.IsSpace(r) || r == '.':
			return '-'
		}
		return -1
	}, name)
	name = strings.Trim(name, "-")
	if r := []rune(name); len(r) > 80 {
		name = string(r[:80])
	}
	if name == "" {
		return "diagram"
	}
	return name
}
