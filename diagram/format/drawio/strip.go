package drawio

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// findStrips takes tables that are drawn as text books write relations: the name, and
// beside or below it one row of boxes, a box for each column. Other drawings have rows of
// boxes, too; a table has a name, and a key that is underlined or named as one.
func (r *reader) findStrips() {
	left := corners{} // by the upper left corner
	texts := newIndex()
	for c := range r.cells {
		switch {
		case r.isStripBox(c):
			left[corner(c.X, c.Y)] = c
		case c.Vertex && !c.OnEdge && !r.taken[c] && c.Style.Is("text") && len(c.Label().Lines) == 1:
			texts.add(c)
		}
	}
	if len(left) < 2 || len(texts.squares) == 0 {
		return
	}
	hasLeft := map[*mxgraph.Cell]bool{}
	for c := range r.cells {
		if r.isStripBox(c) {
			if next := left.rightOf(c); next != nil {
				hasLeft[next] = true
			}
		}
	}
	touched := r.countTouches()
	for c := range r.cells {
		if r.isStripBox(c) && !hasLeft[c] {
			r.strip(c, left, texts, touched)
		}
	}
}

func (r *reader) isStripBox(c *mxgraph.Cell) bool {
	return isBox(c) && !c.Style.Is("text") && !r.taken[c] && !c.Has(isShape) && c.W > 0 && c.H <= maxRowHeight && len(c.Label().Lines) == 1
}

// strip reads a row of boxes that begins at one.
func (r *reader) strip(first *mxgraph.Cell, left corners, texts *index, touched map[*mxgraph.Cell]touch) {
	var boxes []*mxgraph.Cell
	box := boxOf(first)
	ovals := 0
	for c := first; c != nil && len(boxes) < maxStack; c = left.rightOf(c) {
		boxes = append(boxes, c)
		box = box.Union(boxOf(c))
		ovals += touched[c].ovals + touched[c].rhombs
	}
	name := stripName(texts, first)
	if len(boxes) < 2 || name == nil || r.taken[name] || ovals > 0 {
		return
	}
	e := &entity{cell: name, form: formStack, name: title(name), named: true, box: box.Union(boxOf(name)),
		why: "a row of boxes with a name, read as a table"}
	key := false
	rows := map[*mxgraph.Cell]*column{}
	for _, c := range boxes {
		col := e.addRow(readRow(joined(c), r.ambiguous), c, 0)
		if col == nil {
			return
		}
		col.underlined, _ = emphasis(c)
		key = key || col.underlined || namedAsKey(col.name)
		rows[c] = col
	}
	if !key {
		return
	}
	r.takeRows(e, name, rows)
}

// stripName finds the text that names a row of boxes: right above its first box, or to
// the left of it.
func stripName(texts *index, first *mxgraph.Cell) *mxgraph.Cell {
	const gap = 30.0
	var best *mxgraph.Cell
	far := gap
	area := diagram.Rect{X: first.X - gap, Y: first.Y - gap, W: first.W + gap, H: first.H + gap}
	texts.meeting(area, func(c *mxgraph.Cell) {
		above := first.Y - c.Bottom()
		beside := first.X - c.Right()
		d := math.Inf(1)
		switch {
		case above >= -cornerStep && c.X < first.Right() && c.X > first.X-gap:
			d = math.Abs(above)
		case beside >= -cornerStep && math.Abs(c.Y+c.H/2-first.Y-first.H/2) <= first.H/2:
			d = math.Abs(beside)
		}
		if d < far {
			best, far = c, d
		}
	})
	return best
}
