package drawio

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"

	"crowsfoot/diagram"
)

// The styles of native tables, as draw.io 24 writes them.
const (
	tableStyle = "shape=table;startSize=30;container=1;collapsible=1;childLayout=tableLayout;fixedRows=1;rowLines=0;fontStyle=1;align=center;resizeLast=1;html=1;" + hintKey + "=" + hintTable + ";"
	rowStyle   = "shape=tableRow;horizontal=0;startSize=0;swimlaneHead=0;swimlaneBody=0;fillColor=none;collapsible=0;dropTarget=0;points=[[0,0.5],[1,0.5]];portConstraint=eastwest;top=0;left=0;right=0;bottom="
	cellStyle  = "shape=partialRectangle;connectable=0;fillColor=none;top=0;left=0;bottom=0;right=0;"
	cellEnd    = "overflow=hidden;whiteSpace=wrap;html=1;"
)

// tableRow is the height of a title and of a row in pixels.
const tableRow = 30.0

// tableBox is the box of a table as it is drawn.
func tableBox(t *diagram.Table) diagram.Rect {
	w := t.Width
	if w == 0 {
		w = diagram.CardWidth
	}
	return diagram.Rect{X: t.Pos.X, Y: t.Pos.Y, W: w, H: tableRow * float64(1+len(t.Columns))}
}

// table draws a table with a row for each column.
func (s *sheet) table(t *diagram.Table) {
	s.vertex(t.ID, s.cells[t.ID], titleLabel(t), tableStyle, s.layer, s.boxes[t.ID])
	lastKey := -1
	for i, c := range t.Columns {
		if t.InPrimaryKey(c.ID) {
			lastKey = i
		}
	}
	for i, c := range t.Columns {
		s.row(t, c, tableRow*float64(i+1), i == lastKey)
	}
}

// row draws the row of a column. The last row of the primary key has a rule below it.
func (s *sheet) row(t *diagram.Table, c *diagram.Column, y float64, lastKey bool) {
	id, width, key := s.cells[c.ID], s.boxes[t.ID].W, s.keyWidth(t)
	bottom, keyStyle, font := "0;", "editable=1;", ""
	if lastKey {
		bottom = "1;"
	}
	if t.InPrimaryKey(c.ID) {
		keyStyle, font = "fontStyle=1;", "fontStyle=5;"
	}
	s.vertex("", id, "", rowStyle+bottom, s.cells[t.ID], diagram.Rect{Y: y, W: width, H: tableRow})
	alternateBounds(s.vertex("", id+".key", label(s.keyText(t, c)), cellStyle+keyStyle+cellEnd, id, diagram.Rect{W: key, H: tableRow}), key)
	alternateBounds(s.vertex("", id+".name", label(s.rowText(t, c)), cellStyle+"align=left;spacingLeft=6;"+font+cellEnd, id,
		diagram.Rect{X: key, W: width - key, H: tableRow}), width-key)
}

// alternateBounds repeats the size of a cell, as draw.io does in tables.
func alternateBounds(e *etree.Element, width float64) {
	attributes(core(e).SelectElement("mxGeometry").CreateElement("mxRectangle"),
		"width", number(width), "height", number(tableRow), "as", "alternateBounds")
}

// keyWidth is wide enough for all key texts of a table, if its own width allows.
func (s *sheet) keyWidth(t *diagram.Table) float64 {
	width := tableRow
	for _, c := range t.Columns {
		width = max(width, 10*float64(utf8.RuneCountInString(s.keyText(t, c))))
	}
	return min(width, s.boxes[t.ID].W/2)
}

// keyText is what the key cell of a column says: PK, FK2 or both.
func (s *sheet) keyText(t *diagram.Table, c *diagram.Column) string {
	var marks []string
	if t.InPrimaryKey(c.ID) {
		marks = append(marks, "PK")
	}
	return strings.Join(append(marks, s.marks[c.ID]...), ",")
}

// keyMarks gives the columns of foreign keys their marks. The foreign keys of a table are
// numbered where it has several, and the columns of one share a number.
func keyMarks(d *diagram.Diagram) map[diagram.ID][]string {
	of := map[diagram.ID][]*diagram.Relationship{}
	for _, r := range d.SortedRelationships() {
		if child, _, ok := d.ForeignKey(r); ok {
			of[child.ID] = append(of[child.ID], r)
		}
	}
	marks := map[diagram.ID][]string{}
	for _, list := range of {
		for i, r := range list {
			mark := "FK"
			if len(list) > 1 {
				mark += strconv.Itoa(i + 1)
			}
			for _, p := range r.Pairs {
				if have := marks[p.From]; len(have) == 0 || have[len(have)-1] != mark {
					marks[p.From] = append(have, mark)
				}
			}
		}
	}
	return marks
}

// titleLabel is the title of a table as HTML; a view says that it is one.
func titleLabel(t *diagram.Table) string {
	title := label(titleText(shown(t.Name)))
	if t.Kind == diagram.KindView {
		return "«view»<br>" + title
	}
	return title
}

// titleText writes a name so that it is read as a title again: in double quotes where it
// would be taken for something else.
func titleText(name string) string {
	if name == "" || readTitle([]string{name}) == name {
		return name
	}
	return quote(name)
}
