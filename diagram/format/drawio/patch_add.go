package drawio

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// addColumn adds a column to a table behind another one; nil stands for the beginning.
func (p *patch) addColumn(e *entity, t *diagram.Table, c *diagram.Column, before *column) {
	at := before
	if at == nil {
		if i := slices.IndexFunc(e.columns, func(c *column) bool { return !p.gone[c.cell] }); i >= 0 {
			at = e.columns[i]
		}
	}
	switch {
	case e.form == formChen:
		p.addOval(e, c, before, t.InPrimaryKey(c.ID))
	case at != nil && p.hasRow(at):
		p.addRow(e, t, c, at, before == nil)
	case at == nil && (e.form == formTable || e.form == formList):
		p.addFirstRow(e, t, c)
	default:
		p.addLine(e, t, c, at, before == nil)
	}
	p.changed = true
}

// template is the row that a new one is made like: the last one that is in the primary key
// as the new one is, else the last.
func (p *patch) template(e *entity, table *mxgraph.Cell, primary bool) *column {
	var last, best *column
	for _, c := range e.columns {
		if !p.gone[c.cell] && p.hasRow(c) && c.cell.Parent == table {
			last = c
			if c.mark.primary == primary {
				best = c
			}
		}
	}
	if best != nil {
		return best
	}
	return last
}

// addRow adds a row right behind another one, or as the first one of its table.
func (p *patch) addRow(e *entity, t *diagram.Table, c *diagram.Column, at *column, first bool) {
	table := at.cell.Parent
	like := p.template(e, table, t.InPrimaryKey(c.ID))
	height := measure(geometry(like.cell.Core()), "height")
	y := measure(geometry(at.cell.Core()), "y")
	if first {
		for _, o := range e.columns {
			if !p.gone[o.cell] && o.cell.Parent == table {
				y = min(y, measure(geometry(o.cell.Core()), "y"))
			}
		}
	} else {
		y += measure(geometry(at.cell.Core()), "height")
	}
	p.shiftRows(e, table, y, height)

	id := p.fresh(cellID(c.ID))
	p.sheet.cells[c.ID] = id
	after := at.cell.Element()
	for _, cell := range at.cell.Children {
		if !p.gone[cell] && cell.Element().Index() > after.Index() {
			after = cell.Element()
		}
	}
	if first {
		after = table.Element()
	}
	put := func(e *etree.Element) {
		p.root.InsertChildAt(after.Index()+1, e)
		after = e
	}
	row := copyOf(like.cell, id, table.ID)
	geometry(core(row)).CreateAttr("y", number(y))
	put(row)
	text := p.newTexts(e, t, c, like)
	if like.textCell() == like.cell {
		fillText(row, like.cell, text.name)
	}
	for _, cell := range like.cell.Children {
		if !cell.Vertex || p.gone[cell] {
			continue
		}
		suffix, with := ".cell", ""
		switch cell {
		case like.keyCell:
			suffix, with = ".key", text.key
		case like.nameCell:
			suffix, with = ".name", text.name
		case like.typeCell:
			suffix, with = ".type", text.typ
		}
		copied := copyOf(cell, p.fresh(id+suffix), id)
		fillText(copied, cell, with)
		put(copied)
	}
}

// fillText gives the copy of a cell another text, in the markup of the first line of the
// one that it was copied from.
func fillText(copied *etree.Element, from *mxgraph.Cell, text string) {
	t := from.RawText()
	for len(t.Lines()) > 1 {
		t = t.Remove(len(t.Lines()) - 1)
	}
	if len(t.Lines()) > 0 || text != "" {
		t = t.Replace(0, text)
	}
	copied.CreateAttr(textKey(from), xmlText(t.Value))
}

// addFirstRow adds a row to a table without rows that could be copied.
func (p *patch) addFirstRow(e *entity, t *diagram.Table, c *diagram.Column) {
	y := max(e.cell.Style.Number("startSize"), 0)
	id := p.fresh(cellID(c.ID))
	p.sheet.cells[c.ID] = id
	if e.form == formTable {
		p.shiftRows(e, e.cell, y, tableRow)
		p.sheet.boxes[t.ID] = e.box
		p.sheet.row(t, c, y, false)
		return
	}
	p.shiftRows(e, e.cell, y, listRow)
	p.sheet.vertex("", id, label(p.newTexts(e, t, c, nil).name), listRowStyle, e.cell.ID, diagram.Rect{Y: y, W: e.box.W, H: listRow})
}

// The rows of draw.io's lists.
const (
	listRow      = 26.0
	listRowStyle = "text;align=left;verticalAlign=top;spacingLeft=4;spacingRight=4;overflow=hidden;rotatable=0;points=[[0,0.5],[1,0.5]];portConstraint=eastwest;html=1;"
)

// addLine adds a line to a text that holds columns, or that of a bare box.
func (p *patch) addLine(e *entity, t *diagram.Table, c *diagram.Column, at *column, first bool) {
	cell, n := e.cell, -1
	if at != nil {
		cell, n = at.textCell(), p.lineOf(e, at)
	}
	cell = p.textOf(cell)
	text := p.text(cell)
	lines := text.Lines()
	fresh := p.newTexts(e, t, c, at)
	before, row, after, isGrid := text.Row(n)
	switch {
	case at == nil:
		n = 0 // behind the title
	case n < 0:
		n = len(lines) - 1
	}
	if at != nil && first && !isGrid {
		p.setText(cell, text.InsertBefore(n, fresh.name))
	} else if isGrid {
		p.setText(cell, mxgraph.Text{Value: before + htmlRow(row, at, fresh, first) + after, HTML: text.HTML})
	} else {
		p.setText(cell, text.Insert(n, fresh.name))
	}
	if len(lines) > 0 && cell.H > 0 {
		p.add(geometry(cell.Core()), "height", min(max(cell.H/float64(len(lines)), minLine), 2*minLine))
	}
}

// htmlRow adds a row to an HTML table, made like another one, behind it or before it.
func htmlRow(row mxgraph.Text, like *column, fresh rowTexts, first bool) string {
	copied, lines, name := row, row.Lines(), fresh.name
	isType := func(l mxgraph.Line) bool { return like.typ != "" && shownType(l.Text) == like.typ }
	if slices.ContainsFunc(lines, isType) {
		name = fresh.bare
	}
	for i, l := range slices.Backward(lines) {
		_, isKey := readKeyMark(l.Text)
		with := ""
		switch {
		case readRow(l.Text, true).column().name == like.name:
			with = name
		case isKey:
			with = fresh.key
		case isType(l):
			with = fresh.plainType
		}
		copied = copied.Replace(i, with)
	}
	if first {
		return copied.Value + row.Value
	}
	return row.Value + copied.Value
}

// rowTexts are what the cells of a new row say.
type rowTexts struct {
	key, name, typ string
	// bare is the name with modifiers, without the type, plainType the type.
	bare, plainType string
}

// newTexts writes a column for a row that looks like another one, or like draw.io's own
// when like is nil.
func (p *patch) newTexts(e *entity, t *diagram.Table, c *diagram.Column, like *column) rowTexts {
	out := rowTexts{key: p.sheet.keyText(t, c), plainType: shownType(c.Type)}
	untyped := *c
	untyped.Type = ""
	out.bare = p.sheet.rowText(t, &untyped)
	out.name = p.sheet.rowText(t, c)
	if like == nil || like.nameCell == nil {
		out.name = p.inStyle(e, t, c, like, out.name)
	}
	if like != nil && like.typeCell != nil {
		out.name, out.typ = out.bare, out.plainType
	}
	return out
}

// inStyle writes a row of one text as its siblings are written: with a bullet, a colon
// before the type, and a mark of the primary key.
func (p *patch) inStyle(e *entity, t *diagram.Table, c *diagram.Column, like *column, text string) string {
	var lines []string
	if like != nil {
		for _, l := range p.text(p.textOf(like.textCell())).Lines() {
			if like.name == readRow(l.Text, p.r.ambiguous).column().name {
				lines = append(lines, l.Text)
			}
		}
	}
	if t.InPrimaryKey(c.ID) {
		text = "PK " + text
	}
	if len(lines) == 0 {
		return text
	}
	sample := lines[0]
	if _, _, colon := splitColon(sample); colon && c.Type != "" && like.typ != "" {
		if with := strings.Replace(text, shown(c.Name)+" "+shownType(c.Type), shown(c.Name)+": "+shownType(c.Type), 1); p.means(with, text) {
			text = with
		}
	}
	if b := bullet.FindString(sample); b != "" && p.means(b+text, text) {
		text = b + text
	}
	return text
}

// means tells whether two texts are read as the same column.
func (p *patch) means(a, b string) bool {
	x, y := readRow(a, p.r.ambiguous).column(), readRow(b, p.r.ambiguous).column()
	return *x == *y
}

// addOval adds an attribute to an entity of Chen's notation: below its last one, and
// looking like it.
func (p *patch) addOval(e *entity, c *diagram.Column, before *column, primary bool) {
	box := diagram.Rect{X: e.box.X + e.box.W/2 - ovalWidth/2, Y: e.box.Bottom() + ovalGap, W: ovalWidth, H: ovalHeight}
	style, line := ovalStyle, legStyle+"endArrow=none;"
	for _, o := range e.columns {
		if p.gone[o.cell] || o.cell == e.cell {
			continue
		}
		box = diagram.Rect{X: o.cell.X, Y: max(box.Y, o.cell.Bottom()+ovalGap), W: o.cell.W, H: o.cell.H}
		style = styleWith(styleWith(o.cell.Core().SelectAttrValue("style", style), "dashed", ""), "double", "")
		style = strings.Replace(style, "doubleEllipse", "ellipse", 1)
		for _, n := range p.r.chen.joined[o.cell] {
			line = n.line.cell.Core().SelectAttrValue("style", line)
		}
	}
	text, _ := columnText(column{name: shown(c.Name), typ: shownType(c.Type)}, nil)
	if mxgraph.ReadStyle(style).Get("html") == "1" {
		text = label(text)
	}
	id := p.fresh(cellID(c.ID))
	p.sheet.vertex("", id, text, withFont(style, primary), p.sheet.layer, box)
	edge := p.sheet.edge("", p.fresh(id+".line"), "", line, e.cell.ID, id)
	p.sheet.cells[c.ID] = e.cell.ID
	// The order of the lines is that of the columns.
	if before != nil {
		if after := p.ovalLine(e, before); after != nil {
			p.root.InsertChildAt(after.Element().Index()+1, edge)
		}
	} else if i := slices.IndexFunc(e.columns, func(c *column) bool { return p.ovalLine(e, c) != nil }); i >= 0 {
		p.root.InsertChildAt(p.ovalLine(e, e.columns[i]).Element().Index(), edge)
	}
}

// withFont sets whether the text of a style is underlined.
func withFont(style string, underline bool) string {
	font := mxgraph.ReadStyle(style).Font() &^ mxgraph.Underline
	if underline {
		font |= mxgraph.Underline
	}
	value := ""
	if font != 0 {
		value = number(float64(font))
	}
	return styleWith(style, "fontStyle", value)
}
