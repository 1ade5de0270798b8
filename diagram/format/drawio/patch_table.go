package drawio

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// changeTable brings a table from what the page says to what it should say.
func (p *patch) changeTable(e *entity, old, now *diagram.Table) {
	if e == nil {
		return // kept in the data of a cell, but not read from the drawing
	}
	if old.Name != now.Name && (p.first == nil || p.first.renamed[e.cell.ID]) {
		p.rename(e, now.Name)
		p.renamed[e.cell.ID] = true
	}
	p.columnsOf(e, old, now)
	if dx, dy := now.Pos.X-old.Pos.X, now.Pos.Y-old.Pos.Y; dx != 0 || dy != 0 {
		p.moveTable(e, dx, dy)
	}
	if old.Width != now.Width && now.Width != 0 && old.Width != 0 {
		p.widen(e, now.Width-e.box.W)
	}
}

// cellsOf are the cells of an entity, with the texts laid over them and, in Chen's
// notation, its attributes.
func (p *patch) cellsOf(e *entity) []*mxgraph.Cell {
	var cells []*mxgraph.Cell
	for _, c := range p.page.Cells {
		if at := p.r.owner[p.r.shape(c)]; at != nil && at.whole() == e {
			cells = append(cells, c)
		}
	}
	for _, c := range e.columns {
		if e.form == formChen && c.cell != e.cell && p.r.owner[c.cell] == nil {
			cells = append(cells, c.cell)
		}
	}
	if e.form != formChen && len(p.r.chen.joined[e.cell]) == 0 {
		return cells
	}
	seen := map[*mxgraph.Cell]bool{e.cell: true}
	for _, c := range cells {
		seen[c] = true
	}
	for open := []*mxgraph.Cell{e.cell}; len(open) > 0; open = open[1:] {
		for _, n := range p.r.chen.joined[open[0]] {
			if !seen[n.shape] && p.r.isAttribute(n.shape) {
				seen[n.shape] = true
				cells = append(cells, n.shape)
				open = append(open, n.shape)
			}
		}
	}
	return cells
}

// outermost leaves out the cells that lie in another one of them.
func outermost(cells []*mxgraph.Cell) []*mxgraph.Cell {
	in := map[*mxgraph.Cell]bool{}
	for _, c := range cells {
		in[c] = true
	}
	return slices.DeleteFunc(slices.Clone(cells), func(c *mxgraph.Cell) bool {
		for up := c.Parent; up != nil; up = up.Parent {
			if in[up] {
				return true
			}
		}
		return false
	})
}

// moveTable moves all cells of an entity, and the loose ends of lines at it.
func (p *patch) moveTable(e *entity, dx, dy float64) {
	for _, c := range outermost(p.cellsOf(e)) {
		if !p.gone[c] {
			p.shift(c, dx, dy)
		}
	}
	for _, l := range p.r.lines {
		for i, end := range l.ends {
			if end.glued || end.shape == nil || p.gone[l.cell] || p.r.owner[end.shape].whole() != e {
				continue
			}
			as := endKeys[i] + "Point"
			for _, point := range geometry(l.cell.Core()).SelectElements("mxPoint") {
				if point.SelectAttrValue("as", "") == as {
					p.add(point, "x", dx)
					p.add(point, "y", dy)
				}
			}
		}
	}
}

// widen makes a table wider, with what is as wide as it: titles, rows and the last cells
// of them.
func (p *patch) widen(e *entity, by float64) {
	for _, c := range outermost(p.cellsOf(e)) {
		if c.Vertex && !p.gone[c] && c.W >= e.cell.W-cornerStep {
			p.widenCell(c, by)
		}
	}
}

func (p *patch) widenCell(c *mxgraph.Cell, by float64) {
	p.add(geometry(c.Core()), "width", by)
	var last *mxgraph.Cell
	for _, child := range c.Children {
		switch {
		case !child.Vertex || p.gone[child]:
		case child.W >= c.W-cornerStep:
			p.widenCell(child, by)
		case last == nil || child.X > last.X:
			last = child
		}
	}
	if last != nil && (c.Style.Is("tableRow") || c.Style.Is("partialRectangle")) {
		p.widenCell(last, by)
	}
}

// rename writes another name where the table's title stands.
func (p *patch) rename(e *entity, name string) {
	want := titleText(shown(name))
	var at []*mxgraph.Cell // the places where a title may stand, the likeliest first
	if e.titleRow != nil {
		at = append(at, e.titleRow)
		at = append(at, e.titleRow.Children...)
	}
	at = append(at, e.cell)
	for _, c := range p.cellsOf(e) {
		if p.r.rows[c] == nil && c != e.cell {
			at = append(at, c)
		}
	}
	for _, c := range at {
		c = p.textOf(c)
		text := p.text(c)
		for i, l := range text.Lines() {
			if readTitle([]string{strings.TrimSuffix(l.Text, ":")}) != e.name {
				continue
			}
			line := strings.Replace(l.Text, e.name, want, 1)
			if readTitle([]string{strings.TrimSuffix(line, ":")}) != shown(name) {
				line = want
			}
			p.setText(c, text.Replace(i, line))
			return
		}
	}
	for _, c := range at {
		if c = p.textOf(c); title(c) == e.name && (e.name != "" || c == e.cell && (e.form == formTable || e.form == formList)) {
			p.replaceAll(c, want)
			return
		}
	}
}

// deleteTable takes an entity off the page, and what was read as a part of it.
func (p *patch) deleteTable(e *entity) {
	if e == nil {
		return
	}
	for _, c := range p.cellsOf(e) {
		p.remove(c)
	}
}
