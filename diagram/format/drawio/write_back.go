package drawio

import (
	"fmt"
	"io"
	"maps"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// rounds is how often a page is changed and read again until it says what it should. The
// first round changes as little of the drawing as it can, later ones write plainly what
// was not understood.
const rounds = 3

// writeBack puts a diagram back into the file that it was read from. Everything that did
// not change stays as it is: cells, styles, pages, the order of attributes, and what
// draw.io or other programs added. A page that was packed is packed again; a picture is
// not written, but the drawing that was in it.
func writeBack(w io.Writer, d *diagram.Diagram, o Options) ([]diagram.Loss, error) {
	f, err := mxgraph.Read(o.Origin)
	if err != nil {
		return nil, readable(err)
	}
	if o.Page < 0 || o.Page >= len(f.Pages) {
		return nil, diagram.Errorf(diagram.Invalid, "The file has %d pages; there is no page %d.", len(f.Pages), o.Page+1)
	}
	if d, err = atScaleOfFile(d, o); err != nil {
		return nil, err
	}
	page := f.Pages[o.Page]
	if page.Root() == nil {
		s := newSheet(diagram.New())
		s.draw()
		page.Create(s.model)
		page = page.Again()
	}
	before := readBefore(f, o.Page)
	changed := false
	var losses []diagram.Loss
	var first *patch
	for round := range rounds + 1 {
		p := newPatch(page, o.Page, d, before.clone(), first)
		if losses = p.differences(); round == rounds || len(losses) == 0 || !p.apply() {
			break
		}
		if changed = true; first == nil {
			first = p
		}
		page = page.Again()
	}
	if !changed && f.Container == "xml" {
		_, err := w.Write(o.Origin)
		return losses, err
	}
	if changed {
		if err := page.Pack(); err != nil {
			return nil, fmt.Errorf("pack page: %w", err)
		}
	}
	out, err := f.Bytes()
	if err != nil {
		return nil, fmt.Errorf("write drawing: %w", err)
	}
	_, err = w.Write(out)
	return losses, err
}

// atScaleOfFile returns the diagram with the places that it has in the file.
func atScaleOfFile(d *diagram.Diagram, o Options) (*diagram.Diagram, error) {
	one := diagram.Point{X: 1, Y: 1}
	if o.Scale == one || o.Scale == (diagram.Point{}) {
		return d, nil
	}
	src, err := Read(o.Origin)
	if err != nil {
		return nil, err
	}
	return d.Rescaled(src.Pages[o.Page].Diagram, o.Scale, one), nil
}

// readBefore notes the objects of the pages before one, so that its objects get the IDs
// that Read gives them.
func readBefore(f *mxgraph.File, page int) *memory {
	m := &memory{}
	for i, p := range f.Pages[:page] {
		r := newReader(p, i)
		r.read()
		m.restore(r)
	}
	return m
}

func (m *memory) clone() *memory { return &memory{seen: maps.Clone(m.seen)} }
