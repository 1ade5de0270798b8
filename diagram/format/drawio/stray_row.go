package drawio

import (
	"math"

	"crowsfoot/diagram/format/internal/mxgraph"
)

// findStrayRows gives rows that were dragged out of their table back to it: loose texts
// and row shapes that lie in a table where it has no row with a text, or that stand
// right below it with the same width.
func (r *reader) findStrayRows() {
	tables := newIndex()
	byCell := map[*mxgraph.Cell]*entity{}
	below := map[[2]int]*entity{} // by the lower left corner
	for _, e := range r.entities {
		if (e.form == formTable || e.form == formList) && e.into == nil {
			tables.add(e.cell)
			byCell[e.cell] = e
			below[corner(e.cell.X, e.cell.Bottom())] = e
		}
	}
	if len(byCell) == 0 {
		return
	}
	var strays []*mxgraph.Cell
	for c := range r.cells {
		if c.Vertex && !r.taken[c] && !c.OnEdge && !c.Has(isShape) && len(c.Label().Lines) == 1 && c.H <= 60 &&
			(c.Style.Is("text") || c.Style.Is("partialRectangle")) {
			strays = append(strays, c)
		}
	}
	marks := corners{} // stray key cells by their upper right corner
	for _, c := range strays {
		if m, ok := readKeyMark(joined(c)); ok && m.isSet() {
			marks[corner(c.Right(), c.Y)] = c
		}
	}
	sortByY(strays) // so that one row below another finds the first in its place
	for _, c := range strays {
		if marks[corner(c.Right(), c.Y)] == c {
			continue
		}
		if e := below[corner(c.X, c.Y)]; e != nil && math.Abs(c.W-e.cell.W) <= cornerStep && c.Style.Has("portConstraint") {
			r.stray(e, c, marks[corner(c.X, c.Y)], "a loose row that stands below the table")
			below[corner(c.X, c.Bottom())] = e
			continue
		}
		box := boxOf(c)
		tables.meeting(box, func(table *mxgraph.Cell) {
			if r.taken[c] || overlap(box, boxOf(table)) < .7*box.W*box.H || c.W < table.W/4 {
				return
			}
			middle := c.Y + c.H/2
			if e := byCell[table]; middle >= table.Y+table.Style.Number("startSize") && e.at(middle) == nil {
				r.stray(e, c, marks[corner(c.X, c.Y)], "a loose text that lies in the table")
			}
		})
	}
}

// stray makes a loose row a column. Mark is a loose key cell to the left of it, or nil.
func (r *reader) stray(e *entity, c, mark *mxgraph.Cell, why string) {
	t := readRow(joined(c), r.ambiguous)
	if t.name == "" {
		return
	}
	if mark != nil {
		m, _ := readKeyMark(joined(mark))
		t.mark = t.mark.or(m)
		r.take(e, mark)
	}
	if col := e.addRow(t, c, 0); col != nil {
		col.why = why
		r.rows[c] = col
		r.take(e, c)
		e.inOrder()
	}
}
