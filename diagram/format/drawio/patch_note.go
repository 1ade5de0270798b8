package drawio

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// notes changes, adds and deletes notes and frames.
func (p *patch) notes() {
	for _, n := range p.base.SortedNotes() {
		c, now := p.cellOf(n.ID, n.Source), p.d.Notes[n.ID]
		switch {
		case c == nil:
		case now == nil:
			if p.first == nil {
				p.remove(c)
			}
		default:
			if n.Text != now.Text {
				t := p.text(c)
				if t.Value = now.Text; t.HTML {
					t.Value = linesLabel(now.Text)
				}
				p.setText(c, t)
			}
			p.place(c, diagram.Rect{X: n.Pos.X, Y: n.Pos.Y, W: n.Size.W, H: n.Size.H}, diagram.Rect{X: now.Pos.X, Y: now.Pos.Y, W: now.Size.W, H: now.Size.H})
		}
	}
	for _, f := range p.base.SortedFrames() {
		c, now := p.cellOf(f.ID, f.Source), p.d.Frames[f.ID]
		switch {
		case c == nil:
		case now == nil:
			if p.first == nil {
				p.remove(c)
			}
		default:
			if f.Title != now.Title {
				p.replaceAll(c, shown(now.Title))
			}
			p.place(c, diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H}, diagram.Rect{X: now.Pos.X, Y: now.Pos.Y, W: now.Size.W, H: now.Size.H})
		}
	}
	if p.first != nil {
		return
	}
	for _, n := range p.d.SortedNotes() {
		if p.base.Notes[n.ID] == nil && strings.TrimSpace(n.Text) != "" {
			p.sheet.note(n)
			p.changed = true
		}
	}
	for _, f := range p.d.SortedFrames() {
		if p.base.Frames[f.ID] == nil {
			p.sheet.frame(f)
			p.changed = true
		}
	}
}

// cellOf returns the cell of a note or a frame: the one that keeps it, else the one that
// it was read from.
func (p *patch) cellOf(id diagram.ID, source string) *mxgraph.Cell {
	for _, c := range p.page.Cells {
		if keeps, ok := p.r.kept[c.ID]; ok && keeps == id {
			return c
		}
	}
	if _, ok := p.r.kept[source]; ok {
		return nil // of another object
	}
	return p.byID[source]
}

// place moves a shape and changes its size.
func (p *patch) place(c *mxgraph.Cell, from, to diagram.Rect) {
	p.shift(c, to.X-from.X, to.Y-from.Y)
	g := geometry(c.Core())
	p.add(g, "width", to.W-from.W)
	p.add(g, "height", to.H-from.H)
}
