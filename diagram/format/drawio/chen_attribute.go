package drawio

import (
	"slices"
	"strings"

	"crowsfoot/diagram/format/internal/mxgraph"
)

// isAttribute tells ovals, and boxes that stand for ovals.
func (r *reader) isAttribute(c *mxgraph.Cell) bool {
	return isOval(c) && !isSplit(c) || r.chen.attributes[c]
}

// boxesForOvals finds boxes that are attributes, on pages without ovals (drawings that
// come from other programs): boxes whose one line goes to a box at a rhomb, and boxes of
// their size whose one line goes to a rhomb.
func (r *reader) boxesForOvals() {
	type size struct{ w, h float64 }
	atRhomb := func(c *mxgraph.Cell) bool {
		return slices.ContainsFunc(r.chen.joined[c], func(n neighbour) bool { return isRhomb(n.shape) || isTriangle(n.shape) })
	}
	found := map[*mxgraph.Cell]bool{}
	small, large := map[size]bool{}, map[size]bool{}
	for c := range r.cells {
		if !isChenBox(c) || r.taken[c] {
			continue
		}
		joined := r.chen.joined[c]
		if len(joined) == 1 && isChenBox(joined[0].shape) && !r.taken[joined[0].shape] && atRhomb(joined[0].shape) && !joined[0].line.isER {
			found[c] = true
			small[size{c.W, c.H}] = true
			large[size{joined[0].shape.W, joined[0].shape.H}] = true
		}
	}
	if len(found) < 3 {
		return
	}
	for c := range r.cells {
		s := size{c.W, c.H}
		if joined := r.chen.joined[c]; isChenBox(c) && !r.taken[c] && len(joined) == 1 && isRhomb(joined[0].shape) && small[s] && !large[s] {
			found[c] = true
		}
	}
	r.chen.attributes = found
}

// boxesAtRhombs finds boxes that hold attributes of a relationship, on pages whose
// entities are lists: they hang on one rhomb that has its two entities already.
func (r *reader) boxesAtRhombs(rhombs []*mxgraph.Cell) {
	for _, c := range rhombs {
		tables := 0
		for _, n := range r.chen.joined[c] {
			if r.owner[n.shape] != nil {
				tables++
			}
		}
		if tables < 2 {
			continue
		}
		for _, n := range r.chen.joined[c] {
			if !r.taken[n.shape] && isChenBox(n.shape) && len(r.chen.joined[n.shape]) == 1 {
				r.chen.attributes[n.shape] = true
			}
		}
	}
}

// ovalsOf makes columns of the ovals at an entity.
func (r *reader) ovalsOf(e *entity) {
	for _, n := range r.chen.joined[e.cell] {
		if !r.isAttribute(n.shape) || r.taken[n.shape] {
			continue
		}
		for _, leaf := range r.leaves(n.shape, e.cell) {
			c := r.ovalColumn(leaf)
			if c == nil {
				continue
			}
			if leaf != n.shape {
				c.comment = joinRemarks(c.comment, "part of "+joined(n.shape))
			}
			e.columns = append(e.columns, c)
			r.rows[leaf], r.chen.ovals[leaf] = c, e
		}
	}
}

// leaves are the ovals at the ends of an attribute that is made of others, or the oval
// itself. All of them are taken.
func (r *reader) leaves(oval, from *mxgraph.Cell) []*mxgraph.Cell {
	if r.taken[oval] {
		return nil
	}
	r.taken[oval] = true
	var out []*mxgraph.Cell
	for _, n := range r.chen.joined[oval] {
		if n.shape != from && r.isAttribute(n.shape) && !r.taken[n.shape] {
			out = append(out, r.leaves(n.shape, oval)...)
		}
	}
	if len(out) == 0 {
		return []*mxgraph.Cell{oval}
	}
	return out
}

func (r *reader) ovalColumn(c *mxgraph.Cell) *column {
	text := joined(c)
	if text == "" {
		return nil
	}
	t := readRow(text, false)
	if t.isMethod || t.name == "" {
		t = rowText{name: strings.TrimSuffix(text, "()")}
	}
	col := t.column()
	col.cell = c
	switch {
	case r.chen.attributes[c]:
		col.why = "a box that hangs on one other shape, read as an attribute"
	case r.adopted(c):
		col.why = overlaid
	}
	underline, _ := emphasis(c)
	if underline {
		col.mark.primary = true
	}
	if c.Style.Is("doubleEllipse") || c.Style.Get("double") == "1" {
		col.comment = joinRemarks(col.comment, "multi-valued")
	}
	if c.Style.Get("dashed") == "1" {
		col.comment = joinRemarks(col.comment, "derived")
	}
	return col
}

func joinRemarks(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}
