package edraw

import (
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"
)

// addTable reads a Table shape. Its cells are bare boxes in any order, so rows and
// columns are rebuilt from their places. The layouts that are known:
//
//	header, one cell with a line per column ("Entity")
//	header, rows of name and type ("Entity 2")
//	header, narrow cells with PK and FK beside names ("Entity 3")
//	header, cells below each other: the key first, then the rest
//	header, attributes, methods (a class drawn as a table)
//	header over an empty cell, on which rows of boxes lie
func (r *reader) addTable(s *shape) {
	rows := gridRows(s.cells)
	if len(rows) == 0 {
		return
	}
	master := strings.ToLower(s.nameU)
	known := entityMasters[master] || master == "view" || master == "class" || master == "interface" || master == "object"
	header := rows[0]
	if len(header) > 1 && known {
		// A header whose cell was split: the first text is the name.
		header = []cell{{box: header[0].box, lines: joinCells(header)}}
	}
	if len(header) != 1 || !known && header[0].box.W < .9*s.box.W {
		r.addForeignTable(s, rows)
		return
	}
	n := r.add(entity, s, header[0].lines)
	n.physical, n.named, n.tableKind = true, known, kindOfMaster(master)
	body := rows[1:]
	if n.tableKind == diagram.KindClass && len(body) > 0 && len(body[0]) == 1 {
		body = body[:1] // attributes over methods
	}
	if len(body) == 0 && len(header[0].lines) > 1 {
		n.name = diagram.CutName(lineText(firstLine(header[0].lines)))
		i := slices.IndexFunc(header[0].lines, func(l eddx.Line) bool { return lineText(l) != "" })
		body = [][]cell{{{box: header[0].box, lines: header[0].lines[i+1:]}}}
	}
	n.columns = readBody(body, n.tableKind == diagram.KindClass)
	for _, c := range n.columns {
		if c.middle != 0 {
			c.middle += s.box.Y
		}
	}
	markUnderlined(n.columns, false)
	switch {
	case known || looksLikeColumns(n.columns):
	case len(n.columns) == 0 && len(s.cells) <= 3 && len(strings.Fields(n.name)) <= 4:
		n.doubtful = true
	default:
		r.nodes = r.nodes[:len(r.nodes)-1]
		r.addForeignTable(s, rows)
	}
}

// settleDoubts decides on the tables that show nothing but a header: with rows of boxes on
// them, or beside a table with columns, they are tables, too.
func (r *reader) settleDoubts() {
	company := slices.ContainsFunc(r.nodes, func(n *node) bool { return n.physical && len(n.columns) > 0 })
	for _, n := range slices.Clone(r.nodes) {
		if n.doubtful && !company {
			n.hidden = true
			r.addForeignTable(n.shape, gridRows(n.shape.cells))
		}
	}
	r.nodes = slices.DeleteFunc(r.nodes, func(n *node) bool { return n.hidden })
}

// addForeignTable notes a table that holds prose or figures rather than columns.
func (r *reader) addForeignTable(s *shape, rows [][]cell) {
	delete(r.of, s)
	r.foreign["table of text"]++
	var lines []eddx.Line
	for _, row := range rows {
		for _, c := range row {
			lines = append(lines, c.lines...)
		}
	}
	if plain(lines) != "" {
		r.add(label, s, lines)
	}
}

// looksLikeColumns tells columns from prose: names are short and have few words.
func looksLikeColumns(columns []*column) bool {
	prose := 0
	for _, c := range columns {
		if len(strings.Fields(c.name)) > 4 || len([]rune(c.name)) > 40 || strings.HasSuffix(c.name, ".") {
			prose++
		}
	}
	return len(columns) > 0 && prose*4 <= len(columns)
}

func joinCells(cells []cell) []eddx.Line {
	var lines []eddx.Line
	for _, c := range cells {
		if plain(c.lines) != "" {
			lines = append(lines, c.lines...)
		}
	}
	return lines
}

// gridRows returns the cells from top to bottom, those of one row from left to right.
func gridRows(cells []cell) [][]cell {
	const tolerance = 2
	sorted := slices.Clone(cells)
	slices.SortStableFunc(sorted, func(a, b cell) int { return compare(a.box.Y, b.box.Y) })
	var rows [][]cell
	for _, c := range sorted {
		if n := len(rows); n > 0 && c.box.Y-rows[n-1][0].box.Y <= tolerance {
			rows[n-1] = append(rows[n-1], c)
			continue
		}
		rows = append(rows, []cell{c})
	}
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b cell) int { return compare(a.box.X, b.box.X) })
	}
	return rows
}

// readBody reads the cells below the header.
func readBody(rows [][]cell, class bool) []*column {
	keys := keyColumn(rows)
	var out []*column
	for i, row := range rows {
		switch {
		case len(row) == 1:
			columns := readLines(row[0].lines, class)
			if i == 0 && len(columns) == 1 && !class && len(rows) == 2 && len(rows[1]) == 1 && len(rows[1][0].lines) > 1 {
				// One line in a cell of its own above all others is the key by habit.
				if c := columns[0]; !c.pk {
					c.pk, c.guessed = true, "It stands alone in the first cell."
				}
			}
			out = append(out, columns...)
		case keys:
			out = append(out, readMarked(row[0], row[1:])...)
		default:
			out = append(out, readPairs(row, class)...)
		}
	}
	return out
}

// keyColumn tells whether the leftmost cells hold marks of keys only.
func keyColumn(rows [][]cell) bool {
	marks := 0
	for _, row := range rows {
		if len(row) < 2 {
			continue
		}
		for _, l := range row[0].lines {
			t := lineText(l)
			if t == "" {
				continue
			}
			if !keyMarks(t) {
				return false
			}
			marks++
		}
	}
	return marks > 0
}

// readLines reads a cell with one column in each line.
func readLines(lines []eddx.Line, class bool) []*column {
	m := mode{class: class, typed: mostlyTyped(lines)}
	var out []*column
	for _, l := range lines {
		if c, ok := readColumn(l, m); ok {
			out = append(out, &c)
		}
	}
	return out
}

// mostlyTyped tells whether half of the lines name a type beyond doubt, so that a
// doubtful word behind a name is one too.
func mostlyTyped(lines []eddx.Line) bool {
	typed, all := 0, 0
	for _, l := range lines {
		text := ascii(lineText(l))
		if text == "" {
			continue
		}
		all++
		if strings.ContainsAny(text, ":\t") {
			typed++
			continue
		}
		for i, p := range wordStarts(text) {
			if i > 0 && isType(strings.TrimLeft(text[p:], "("), false) {
				typed++
				break
			}
		}
	}
	return typed > 0 && typed*2 >= all
}

// readMarked reads names with a cell of marks beside them. Both texts are centred in
// their cells, and blank lines move the marks to their names: so they are matched by
// the middle of the cells, not by the number of the line.
func readMarked(marks cell, names []cell) []*column {
	lines := names[0].lines
	typed := mostlyTyped(lines)
	first, last := 0, len(marks.lines)
	shift := (float64(len(lines)) - float64(last-first)) / 2
	byLine := map[int]string{}
	for i := first; i < last; i++ {
		if t := lineText(marks.lines[i]); t != "" {
			byLine[nearestReference(lines, float64(i)+shift)] += " " + t
		}
	}
	whole := ""
	if len(marks.lines) == 1 {
		whole = lineText(marks.lines[0])
	}
	var out []*column
	for i, l := range lines {
		c, ok := readColumn(l, mode{typed: typed})
		if !ok {
			continue
		}
		if whole != "" {
			c.applyMarks(strings.Trim(ascii(whole), "()[] "))
		} else {
			c.applyMarks(strings.Trim(ascii(byLine[i]), "()[] "))
		}
		for _, extra := range names[1:] {
			if i < len(extra.lines) && len(extra.lines) >= len(lines) {
				c.typeCell(lineText(extra.lines[i]))
			}
		}
		out = append(out, &c)
	}
	return out
}

// nearestReference returns the line at a place; exactly between two lines the one that
// ends like a reference wins.
func nearestReference(lines []eddx.Line, at float64) int {
	low := int(math.Floor(at))
	if at == float64(low) || low+1 >= len(lines) || low < 0 {
		return int(math.Round(at))
	}
	if !referenceLike(lineText(lines[low])) && referenceLike(lineText(lines[low+1])) {
		return low + 1
	}
	return low
}

func referenceLike(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, "id") || strings.HasSuffix(name, "code") || strings.HasSuffix(name, "no")
}

// readPairs reads a row of name and type, with a cell of marks before, between or behind
// them. Cells with as many lines as names are read line by line.
func readPairs(row []cell, class bool) []*column {
	name := 0
	for name < len(row)-1 && (plain(row[name].lines) == "" || keyMarks(plain(row[name].lines))) {
		name++
	}
	lines := row[name].lines
	if plain(lines) == "" {
		return nil
	}
	var out []*column
	rest := append(slices.Clone(row[:name]), row[name+1:]...)
	each := len(lines) > 1
	for _, c := range rest {
		if len(c.lines) > 0 && len(c.lines) != len(lines) {
			each = false
		}
	}
	if !each {
		lines = []eddx.Line{joinLines(lines)}
	}
	for i, l := range lines {
		c, ok := readColumn(l, mode{class: class, typed: true})
		if !ok {
			continue
		}
		if !each {
			c.middle = row[name].box.Y + row[name].box.H/2
		}
		for _, other := range rest {
			switch {
			case len(other.lines) == 0:
			case each:
				c.typeCell(lineText(other.lines[i]))
			default:
				c.typeCell(strings.ReplaceAll(plain(other.lines), "\n", " "))
			}
		}
		out = append(out, &c)
	}
	return out
}

// joinLines makes one line of several, with spaces between them.
func joinLines(lines []eddx.Line) eddx.Line {
	var out eddx.Line
	for _, l := range lines {
		if lineText(l) == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, eddx.Run{Text: " ", Underline: out[len(out)-1].Underline})
		}
		out = append(out, l...)
	}
	return out
}
