package drawio

import (
	"crowsfoot/diagram/format/internal/mxgraph"
)

// findStacks takes tables that are drawn as boxes on top of each other: a title, and
// below it a box for each column, all of one width and without a gap. Menus and layers
// are drawn so too; a table has types, marks or a key, or a line with cardinalities.
func (r *reader) findStacks() {
	below := corners{} // by the upper left corner
	for c := range r.cells {
		if r.isStackBox(c) {
			below[corner(c.X, c.Y)] = c
		}
	}
	if len(below) < 3 {
		return
	}
	touched := r.countTouches()
	onTop := map[*mxgraph.Cell]*mxgraph.Cell{}
	for c := range r.cells {
		if r.isStackBox(c) {
			if next := below.below(c); next != nil && onTop[next] == nil {
				onTop[next] = c
			}
		}
	}
	for c := range r.cells {
		if r.isStackBox(c) && onTop[c] == nil && !r.taken[c] {
			r.stack(c, below, touched)
		}
	}
}

func (r *reader) isStackBox(c *mxgraph.Cell) bool {
	return isBox(c) && !r.taken[c] && !c.Has(isShape) && c.W > 0 && c.H <= maxRowHeight && len(c.Label().Lines) == 1
}

// stack reads a title and the boxes below it.
func (r *reader) stack(head *mxgraph.Cell, below corners, touched map[*mxgraph.Cell]touch) {
	e := &entity{cell: head, form: formStack, name: title(head), named: true, box: boxOf(head),
		why: "boxes on top of each other, read as a table"}
	if readRow(head.Text(), r.ambiguous).typ != "" {
		return // a column that lost its table
	}
	lines, er, ovals := touched[head].lines, touched[head].er, touched[head].ovals
	rows := map[*mxgraph.Cell]*column{}
	for c := below.below(head); c != nil && rows[c] == nil && len(rows) < maxStack; c = below.below(c) {
		t := touched[c]
		lines, er, ovals = lines+t.lines, er+t.er, ovals+t.ovals
		col := e.addRow(readRow(joined(c), r.ambiguous), c, 0)
		if col == nil {
			return
		}
		rows[c] = col
		underline, bold := emphasis(c)
		col.underlined, col.emphatic = underline, underline && bold
		e.box = e.box.Union(boxOf(c))
	}
	if len(rows) < 2 || ovals > 0 || er == 0 && !e.looksTyped() && !(lines > 0 && e.looksNamed()) {
		return
	}
	r.takeRows(e, head, rows)
}

// takeRows adds an entity whose name and whose columns are boxes of their own.
func (r *reader) takeRows(e *entity, name *mxgraph.Cell, rows map[*mxgraph.Cell]*column) {
	r.take(e, name)
	for c, col := range rows {
		r.take(e, c)
		r.rows[c] = col
	}
	r.entities = append(r.entities, e)
}

// maxStack is the most boxes of a stack.
const maxStack = 500

// below returns the shape of the same width that stands right under c, or nil.
func (at corners) below(c *mxgraph.Cell) *mxgraph.Cell {
	return at.beside(c, corner(c.X, c.Bottom()))
}
