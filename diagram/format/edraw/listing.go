package edraw

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"
)

// readListings reads boxes whose text is a whole table: the name in the first line, a
// column in each of the others. One box proves nothing, as flow charts have texts of
// several lines, too: two must have the marks, types or ids of columns.
func (r *reader) readListings() {
	type listing struct {
		node    *node
		name    string
		columns []*column
	}
	var found []listing
	proven := 0
	for _, n := range r.nodes {
		if n.kind != entity && n.kind != label || n.physical || n.shape.line != nil {
			continue
		}
		var lines []eddx.Line
		for _, l := range n.lines {
			if lineText(l) != "" {
				lines = append(lines, l)
			}
		}
		if len(lines) < 3 || !namesTable(lines) {
			continue
		}
		columns := readLines(lines[1:], false)
		if !looksLikeColumns(columns) {
			continue
		}
		name := diagram.CutName(strings.Trim(ascii(lineText(lines[0])), " :;"))
		found = append(found, listing{n, name, columns})
		if provesTable(columns) {
			proven++
		}
	}
	if proven < 2 || proven*2 < len(found) {
		return
	}
	for _, f := range found {
		n := f.node
		n.kind, n.physical, n.name, n.columns, n.tableKind = entity, true, f.name, f.columns, diagram.KindPlain
		markUnderlined(n.columns, false)
	}
}

// namesTable tells whether the first line can be a name, and no line is a method. A first
// line with a type means that the name stands elsewhere: a class drawn by hand.
func namesTable(lines []eddx.Line) bool {
	for _, l := range lines {
		if method.MatchString(ascii(lineText(l))) && strings.Contains(lineText(l), "()") {
			return false
		}
	}
	first := strings.TrimSuffix(ascii(lineText(lines[0])), ":")
	c, ok := readColumn(eddx.Line{{Text: first}}, mode{})
	return ok && c.typ == "" && !strings.Contains(first, ":") && !strings.HasPrefix(first, "-") && !strings.HasPrefix(first, "+")
}

// provesTable tells whether lines can hardly be anything but columns.
func provesTable(columns []*column) bool {
	for i, c := range columns {
		lower := strings.ToLower(c.name)
		if c.pk || c.fk || c.isUnique() || c.typ != "" || i == 0 && (lower == "id" || strings.HasSuffix(lower, "_id")) {
			return true
		}
	}
	return false
}
