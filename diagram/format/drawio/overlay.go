package drawio

import (
	"crowsfoot/diagram/format/internal/mxgraph"
)

// adoptTexts gives shapes without a text the one text that lies over them. Lines that end
// at the text end at the shape then. Shapes with several texts or with other shapes in
// them are frames and keep none.
func (r *reader) adoptTexts() {
	r.under, r.over = map[*mxgraph.Cell]*mxgraph.Cell{}, map[*mxgraph.Cell]bool{}
	texts, shapes := newIndex(), newIndex()
	var empty []*mxgraph.Cell
	for c := range r.cells {
		switch {
		case !c.Vertex || r.taken[c] || c.OnEdge || c.W == 0 || c.H == 0 || c.Has(isShape):
		case c.Text() != "" && c.Style.Is("text"):
			texts.add(c)
		case c.Text() != "":
			shapes.add(c)
		case isBox(c) || isOval(c) && !isJoint(c) || isRhomb(c):
			empty = append(empty, c)
		}
	}
	for _, c := range empty {
		var inside []*mxgraph.Cell
		texts.meeting(boxOf(c), func(t *mxgraph.Cell) {
			if r.under[t] == nil && overlap(boxOf(t), boxOf(c)) >= .7*t.W*t.H {
				inside = append(inside, t)
			}
		})
		if len(inside) != 1 {
			continue
		}
		framed := false
		shapes.meeting(boxOf(c), func(s *mxgraph.Cell) {
			framed = framed || overlap(boxOf(s), boxOf(c)) >= .7*s.W*s.H
		})
		if framed {
			continue
		}
		c.TakeLabel(inside[0])
		r.under[inside[0]], r.over[c] = c, true
		r.taken[inside[0]] = true
	}
}

// shape returns the shape under a text that was laid over it, or the cell itself.
func (r *reader) shape(c *mxgraph.Cell) *mxgraph.Cell {
	if s := r.under[c]; s != nil {
		return s
	}
	return c
}

// adopted tells whether the text of a shape was laid over it.
func (r *reader) adopted(c *mxgraph.Cell) bool { return r.over[c] }

// overlaid is why what such a shape says is a guess.
const overlaid = "the text that lies over the shape is read as its own"
