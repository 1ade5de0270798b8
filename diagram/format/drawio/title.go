package drawio

import (
	"crowsfoot/diagram/format/internal/mxgraph"
)

// findTitles names the tables that have no title of their own: by a titled rectangle
// that they lie in, or by a text just above them. Tables in one rectangle are one
// entity, drawn in parts.
func (r *reader) findTitles() {
	if len(r.entities) == 0 {
		return
	}
	var nameless []*entity
	for _, e := range r.entities {
		if !e.named {
			nameless = append(nameless, e)
		}
	}
	if len(nameless) == 0 {
		return
	}
	frames, texts := newIndex(), newIndex()
	for c := range r.cells {
		if !c.Vertex || r.taken[c] || c.OnEdge || len(c.Label().Lines) == 0 || len(c.Label().Lines) > 2 {
			continue
		}
		if c.Style.Is("text") {
			texts.add(c)
		} else if isRowShape(c) {
			frames.add(c)
		}
	}
	byFrame := map[*mxgraph.Cell]*entity{}
	for _, e := range nameless {
		if f := frames.around(e.box); f != nil {
			if first := byFrame[f]; first != nil {
				r.merge(first, e)
				continue
			}
			byFrame[f] = e
			r.nameBy(e, f, "the text of the box around it is read as its title")
			e.box = e.box.Union(boxOf(f))
			continue
		}
		above := e.box
		above.Y, above.H = e.box.Y-titleGap, titleGap
		best := texts.nearestAbove(above)
		if best == nil {
			best = frames.nearestAbove(above)
		}
		if best != nil && !r.taken[best] {
			r.nameBy(e, best, "the text above it is read as its title")
			e.box = e.box.Union(boxOf(best))
		}
	}
}

// titleGap is how far above a table in pixels a text may stand to be its title.
const titleGap = 40

func (r *reader) nameBy(e *entity, c *mxgraph.Cell, why string) {
	e.name, e.named, e.why = title(c), true, why
	r.take(e, c)
}

// merge makes b a part of a; the columns of the upper one come first.
func (r *reader) merge(a, b *entity) {
	b.into = a
	if b.cell.Y < a.cell.Y {
		a.columns = append(b.columns, a.columns...)
	} else {
		a.columns = append(a.columns, b.columns...)
	}
	a.box = a.box.Union(b.box)
}
