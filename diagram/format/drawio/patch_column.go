package drawio

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// columnsOf deletes, changes and adds the columns of a table.
func (p *patch) columnsOf(e *entity, old, now *diagram.Table) {
	for _, c := range old.Columns {
		if now.Column(c.ID) == nil {
			p.deleteColumn(e, p.columns[c.ID])
		}
	}
	for _, c := range now.Columns {
		if was := old.Column(c.ID); was != nil {
			p.changeColumn(e, old, now, was, c)
		}
	}
	// From the last to the first, so that each comes right behind the one that was there.
	for i, c := range slices.Backward(now.Columns) {
		if old.Column(c.ID) == nil && p.first == nil {
			p.addColumn(e, now, c, p.columnBefore(old, now.Columns[:i]))
		}
	}
	p.reorder(e, old, now)
}

// columnBefore returns the last of these columns that the page has, or nil.
func (p *patch) columnBefore(old *diagram.Table, columns []*diagram.Column) *column {
	for _, c := range slices.Backward(columns) {
		if at := p.columns[c.ID]; at != nil && old.Column(c.ID) != nil {
			return at
		}
	}
	return nil
}

// reorder puts the rows of a table into their order, when people changed it.
func (p *patch) reorder(e *entity, old, now *diagram.Table) {
	var was, want []*column
	for _, c := range old.Columns {
		if at := p.columns[c.ID]; at != nil && now.Column(c.ID) != nil {
			was = append(was, at)
		}
	}
	for _, c := range now.Columns {
		if at := p.columns[c.ID]; at != nil && old.Column(c.ID) != nil {
			want = append(want, at)
		}
	}
	if slices.Equal(was, want) || len(was) != len(want) || len(want) < len(old.Columns) || len(want) < len(now.Columns) {
		return // the next round sees where the rows are then
	}
	own := func(c *column) bool { return p.r.rows[c.cell] == c && c.cell != e.cell }
	switch {
	case e.form == formChen:
		p.reorderOvals(e, want)
	case !slices.ContainsFunc(want, func(c *column) bool { return !own(c) }):
		places := make([]float64, len(was))
		for i, c := range was {
			places[i] = c.cell.Y
		}
		slices.Sort(places)
		for i, c := range want {
			p.shift(c.cell, 0, places[i]-c.cell.Y)
		}
	default:
		p.reorderLines(e, was, want)
	}
}

// reorderLines puts the lines of a text into another order. What is around them stays.
func (p *patch) reorderLines(e *entity, was, want []*column) {
	at := was[0].textCell()
	if slices.ContainsFunc(was, func(c *column) bool { return c.textCell() != at }) {
		return
	}
	text := p.text(p.textOf(at))
	lines := text.Lines()
	linesOf := func(c *column) []int { // all lines of a row of a grid
		n := p.lineOf(e, c)
		if n < 0 || lines[n].Row == 0 {
			return []int{n}
		}
		var list []int
		for i, l := range lines {
			if l.Row == lines[n].Row {
				list = append(list, i)
			}
		}
		return list
	}
	places, texts := make([][]int, len(was)), make([][]string, len(want))
	for i := range was {
		places[i] = linesOf(was[i])
		for _, n := range linesOf(want[i]) {
			if n < 0 {
				return
			}
			texts[i] = append(texts[i], lines[n].Text)
		}
	}
	for i, place := range places {
		if len(place) != len(texts[i]) || place[0] < 0 {
			return
		}
		for k, n := range place {
			text = text.Replace(n, texts[i][k])
		}
	}
	p.setText(p.textOf(at), text)
}

// reorderOvals puts the lines from an entity to its attributes into another order in the
// file, which is the order of its columns.
func (p *patch) reorderOvals(e *entity, want []*column) {
	var lines []*mxgraph.Cell
	var places []int
	for _, c := range want {
		line := p.ovalLine(e, c)
		if line == nil {
			return
		}
		lines = append(lines, line)
		places = append(places, line.Element().Index())
	}
	slices.Sort(places)
	for _, at := range slices.Backward(places) {
		p.root.RemoveChildAt(at)
	}
	for i, at := range places {
		p.root.InsertChildAt(at, lines[i].Element())
	}
	p.changed = true
}

// ovalLine is the line from an entity to an attribute of it, or nil.
func (p *patch) ovalLine(e *entity, c *column) *mxgraph.Cell {
	for _, n := range p.r.chen.joined[e.cell] {
		if n.shape == c.cell && !p.gone[n.line.cell] {
			return n.line.cell
		}
	}
	return nil
}

// hasRow tells whether a column is a row of a native table or a list.
func (p *patch) hasRow(c *column) bool {
	up := c.cell.Parent
	return up != nil && p.r.rows[c.cell] == c && (up.Style.Is("table") || up.Style.Is("swimlane"))
}

// sharing are the columns whose text stands in the same cell, in their order.
func (p *patch) sharing(e *entity, text *mxgraph.Cell) []*column {
	return slices.DeleteFunc(slices.Clone(e.columns), func(c *column) bool { return c.textCell() != text })
}

// textCell is the cell with a column's name.
func (c *column) textCell() *mxgraph.Cell {
	if c.nameCell != nil {
		return c.nameCell
	}
	return c.cell
}

// lineOf finds the line of a column in its cell's text; -1 when there is none. The lines
// of a cell are those of its columns in order, with titles and others between them.
func (p *patch) lineOf(e *entity, c *column) int {
	lines := p.text(p.textOf(c.textCell())).Lines()
	from := 0
	for _, other := range p.sharing(e, c.textCell()) {
		at := slices.IndexFunc(lines[min(from, len(lines)):], func(l mxgraph.Line) bool {
			return readRow(l.Text, p.r.ambiguous).column().name == other.name
		})
		if other == c {
			if at < 0 {
				return -1
			}
			return from + at
		}
		if at >= 0 {
			from += at + 1
		}
	}
	return -1
}

// deleteColumn takes a column off a table.
func (p *patch) deleteColumn(e *entity, c *column) {
	switch {
	case c == nil || p.gone[c.cell]:
	case p.hasRow(c):
		height := measure(geometry(c.cell.Core()), "height")
		y := measure(geometry(c.cell.Core()), "y")
		p.remove(c.cell)
		p.shiftRows(e, c.cell.Parent, y, -height)
	case p.r.rows[c.cell] == c && c.cell != e.cell: // an oval or a text of its own
		p.remove(c.cell)
	default:
		at := p.textOf(c.textCell())
		n := p.lineOf(e, c)
		if n < 0 {
			return
		}
		text := p.text(at)
		lines := text.Lines()
		alone := !slices.ContainsFunc(p.sharing(e, c.textCell()), func(o *column) bool {
			i := p.lineOf(e, o)
			return o != c && i >= 0 && lines[i].Row == lines[n].Row
		})
		if before, _, after, ok := text.Row(n); ok && alone {
			text.Value = before + after
		} else {
			text = text.Remove(n)
		}
		p.setText(at, text)
		e.columns = slices.DeleteFunc(e.columns, func(o *column) bool { return o == c })
	}
}

// shiftRows moves all that lies below a height of a table, and makes the table fit.
func (p *patch) shiftRows(e *entity, table *mxgraph.Cell, below, by float64) {
	for _, c := range e.columns {
		if c.cell.Parent != table && !p.gone[c.cell] && p.r.rows[c.cell] == c && c.cell != e.cell && c.cell.Y > table.Y+below-.5 {
			p.shift(c.cell, 0, by) // a row that was dragged out
		}
	}
	for _, at := range p.root.ChildElements() {
		c := core(at)
		if c == nil || c.SelectAttrValue("parent", "") != table.ID || c.SelectAttrValue("vertex", "") != "1" {
			continue
		}
		if g := geometry(c); measure(g, "y") > below-.5 {
			p.add(g, "y", by)
		}
	}
	p.add(geometry(table.Core()), "height", by)
}
