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
		if !p.stays(c, now == nil) {
			continue
		}
		if n.Text != now.Text {
			t := p.text(c)
			if t.Value = now.Text; t.HTML {
				t.Value = linesLabel(now.Text)
			}
			p.setText(c, t)
		}
		p.place(c, boxAt(n.Pos, n.Size), boxAt(now.Pos, now.Size))
	}
	for _, f := range p.base.SortedFrames() {
		c, now := p.cellOf(f.ID, f.Source), p.d.Frames[f.ID]
		if !p.stays(c, now == nil) {
			continue
		}
		if f.Title != now.Title {
			p.replaceAll(c, shown(now.Title))
		}
		p.place(c, boxAt(f.Pos, f.Size), boxAt(now.Pos, now.Size))
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

// stays tells whether there is a cell to change. That of an object which is gone is removed
// in the first round.
func (p *patch) stays(c *mxgraph.Cell, gone bool) bool {
	if c != nil && gone && p.first == nil {
		p.remove(c)
	}
	return c != nil && !gone
}

func boxAt(pos diagram.Point, size diagram.Size) diagram.Rect {
	return diagram.Rect{X: pos.X, Y: pos.Y, W: size.W, H: size.H}
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
