package drawio

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"crowsfoot/diagram/format/internal/mxgraph"
)

// nativeTable reads shape=table: rows are shape=tableRow, or shape=partialRectangle in
// files of 2020 and 2021, and cells are the children of rows. Tables of other uses
// (cross-functional flow charts, grids of words) give nil.
func (r *reader) nativeTable(c *mxgraph.Cell) *entity {
	var rows []*mxgraph.Cell
	for _, child := range c.Children {
		if !child.Vertex {
			continue
		}
		if child.Style.Is("table") || child.Style.Is("swimlane") && child.Has(isShape) {
			return nil
		}
		for _, cell := range child.Children {
			if cell.Style.Is("swimlane") || cell.Has(isShape) {
				return nil
			}
		}
		rows = append(rows, child)
	}
	sortByY(rows)
	e := &entity{cell: c, form: formTable, name: title(c), box: boxOf(c)}
	e.named = e.name != ""
	g := grid{}
	for _, row := range rows {
		g.rows = append(g.rows, splitRow(gridRowOf(row))...)
	}
	if !e.named {
		g.takeTitle(e, r.joined[c])
	}
	g.takeHeader()
	g.vote()
	if !e.named && !g.hasKeys && !g.hasTypes {
		return nil
	}
	r.takeAll(e, c)
	g.columns(r, e)
	return e
}

func isShape(c *mxgraph.Cell) bool { return c.Vertex }

func sortByY(cells []*mxgraph.Cell) {
	slices.SortStableFunc(cells, func(a, b *mxgraph.Cell) int { return cmp.Compare(a.Y, b.Y) })
}

func sortByX(cells []*mxgraph.Cell) {
	slices.SortStableFunc(cells, func(a, b *mxgraph.Cell) int { return cmp.Compare(a.X, b.X) })
}

// grid is the rows and cells of a table before it is known what each column of cells
// holds.
type grid struct {
	rows              []gridRow
	key, name, typ    int // places of the key, name and type cells; -1 for none
	hasKeys, hasTypes bool
	roles             []string // by header words, for tables of many cells
}

type gridRow struct {
	cell  *mxgraph.Cell
	cells []gridCell
	line  int
}

type gridCell struct {
	text                string
	underline, emphatic bool
	cell                *mxgraph.Cell
}

// gridRowOf reads a row shape. A row without cells is one cell itself, as other
// programs write it.
func gridRowOf(row *mxgraph.Cell) gridRow {
	g := gridRow{cell: row}
	cells := make([]*mxgraph.Cell, 0, len(row.Children))
	for _, c := range row.Children {
		if c.Vertex {
			cells = append(cells, c)
		}
	}
	sortByX(cells)
	if own := joined(row); own != "" {
		if len(cells) > 0 && allKeys(cells) {
			// The row holds the name and its child the key cell, as in lists.
			for _, c := range cells {
				g.cells = append(g.cells, gridCellOf(c))
			}
			cells = nil
		}
		g.cells = append(g.cells, gridCellOf(row))
	}
	for _, c := range cells {
		g.cells = append(g.cells, gridCellOf(c))
	}
	return g
}

// minLine is the least height in pixels of a line of text.
const minLine = 13

// splitRow makes several rows of a tall one whose name cell holds several names, one on
// each line, as people do who don't know how to add rows. Line breaks beside a single
// key are wrapping.
func splitRow(row gridRow) []gridRow {
	if len(row.cells) < 2 || row.cell == nil {
		return []gridRow{row}
	}
	height, texts := 0, 0
	for _, c := range row.cells {
		if n := len(c.cell.Label().Lines); n > 0 {
			texts++
			height = max(height, n)
		}
	}
	key, name := row.cells[0].cell.Label().Lines, row.cells[1].cell.Label().Lines
	if len(name) < 2 || height != len(name) || row.cell.H < float64(minLine*height) || len(key) > 0 && len(key) != len(name) {
		return []gridRow{row}
	}
	for _, l := range name {
		if t := readRow(l.Text, true); t.name == "" || modifierAt(splitTokens(l.Text), 0) > 0 || isBracketed(l.Text) || len(strings.Fields(t.name)) > 3 {
			return []gridRow{row}
		}
	}
	var out []gridRow
	for y := range height {
		part := gridRow{cell: row.cell, line: y}
		for _, c := range row.cells {
			cell := gridCell{cell: c.cell}
			if lines := c.cell.Label().Lines; y < len(lines) {
				cell.text = lines[y].Text
				font := c.cell.Style.Font()
				cell.underline = lines[y].Underline || font&mxgraph.Underline != 0
				cell.emphatic = cell.underline && (lines[y].Bold || font&mxgraph.Bold != 0)
			}
			part.cells = append(part.cells, cell)
		}
		out = append(out, part)
	}
	return out
}

func gridCellOf(c *mxgraph.Cell) gridCell {
	underline, bold := emphasis(c)
	return gridCell{text: joined(c), underline: underline, emphatic: underline && bold, cell: c}
}

// emphasis tells whether a cell's whole text is underlined and bold, by its style or by
// its markup.
func emphasis(c *mxgraph.Cell) (underline, bold bool) {
	font := c.Style.Font()
	lines := c.Label().Lines
	underline, bold = len(lines) > 0, len(lines) > 0
	for _, l := range lines {
		underline = underline && l.Underline
		bold = bold && l.Bold
	}
	return underline || font&mxgraph.Underline != 0, bold || font&mxgraph.Bold != 0
}

// joined is a cell's text on one line; line breaks in a cell are wrapping.
func joined(c *mxgraph.Cell) string {
	if len(c.Label().Lines) == 1 {
		return c.Text()
	}
	return strings.Join(strings.Fields(c.Text()), " ")
}

func allKeys(cells []*mxgraph.Cell) bool {
	for _, c := range cells {
		if _, ok := readKeyMark(c.Text()); !ok {
			return false
		}
	}
	return true
}

// takeTitle takes a first row that holds nothing but one text as the table's name: where
// other rows have more cells, or, if all have one, where lines join the table.
func (g *grid) takeTitle(e *entity, isJoined bool) {
	if len(g.rows) < 2 {
		return
	}
	first := g.rows[0]
	texts := 0
	for _, c := range first.cells {
		if c.text != "" {
			texts++
		}
	}
	wide := 0
	for _, row := range g.rows[1:] {
		if len(row.cells) > len(first.cells) {
			wide++
		}
	}
	if texts != 1 || len(first.cells) != 1 || wide == 0 && !isJoined || e.cell.Style.Number("startSize") > 0 {
		return
	}
	e.name, e.named, e.titleRow = first.cells[0].text, true, first.cell
	g.rows = g.rows[1:]
}

var headerWords = regexp.MustCompile(`^(?i)(?:(keys?|pk|pk ?/ ?fk|constraints?|indexe?s?)|((?:column|field|attribute)s?(?: ?_?names?)?|names?|title)|((?:data|column|field)? ?_?types?)|(length|size|nulls?|nullable|not null|default(?: value)?|descriptions?|comments?|extra|notes?|unique|references?|required|examples?|meaning))$`)

// takeHeader drops a first row of the words key, name, type, and remembers which stood
// where.
func (g *grid) takeHeader() {
	if len(g.rows) < 2 || len(g.rows[0].cells) == 0 {
		return
	}
	roles := make([]string, len(g.rows[0].cells))
	words, names := 0, 0
	for i, c := range g.rows[0].cells {
		if c.text == "" {
			continue
		}
		m := headerWords.FindStringSubmatch(c.text)
		if m == nil {
			return
		}
		words++
		switch {
		case m[1] != "":
			roles[i] = "key"
		case m[2] != "":
			roles[i] = "name"
			names++
		case m[3] != "":
			roles[i] = "type"
		default:
			roles[i] = strings.ToLower(c.text)
		}
	}
	mark, isMark := readKeyMark(g.rows[0].cells[0].text)
	if words < 2 || names != 1 || isMark && mark.isSet() && words == 2 {
		return
	}
	g.rows = g.rows[1:]
	g.roles = roles
}

// vote finds out which cells hold keys, names and types, by what most rows have there.
func (g *grid) vote() {
	width := 0
	for _, row := range g.rows {
		width = max(width, len(row.cells))
	}
	marks, types, texts := make([]int, width), make([]int, width), make([]int, width)
	for _, row := range g.rows {
		for i, c := range row.cells {
			if c.text == "" {
				continue
			}
			texts[i]++
			if _, ok := readKeyMark(c.text); ok {
				marks[i]++
			}
			if looksTyped(c.text) {
				types[i]++
			}
		}
	}
	g.key, g.name, g.typ = -1, -1, -1
	role := func(name string) int { return slices.Index(g.roles, name) }
	if g.roles != nil {
		g.key, g.name, g.typ = role("key"), role("name"), role("type")
	}
	for i := range width {
		if g.key < 0 && (g.roles == nil || i >= len(g.roles) || g.roles[i] == "") && width > 1 && 2*marks[i] >= texts[i] && (marks[i] > 0 || i == 0) {
			g.key = i
		}
	}
	if g.name < 0 {
		for i := range width {
			if i == g.key || texts[i] == 0 {
				continue
			}
			next := i + 1
			if next == g.key {
				next++
			}
			if width > 1 && 5*types[i] >= 3*texts[i] && next < width && texts[next] > 0 && 2*types[next] < texts[next] {
				g.typ = i // the type stands first
				continue
			}
			g.name = i
			break
		}
	}
	for i := g.name + 1; i < width && g.typ < 0; i++ {
		if i != g.key && texts[i] > 0 && 2*marks[i] < texts[i] {
			g.typ = i
		}
	}
	if g.key >= 0 {
		g.hasKeys = marks[g.key] > 0
	}
	for _, row := range g.rows {
		for i, c := range row.cells {
			if i == g.typ && looksTyped(c.text) || i == g.name && readRow(c.text, false).typeIsCertain {
				g.hasTypes = true
			}
		}
	}
}

var untouched = regexp.MustCompile(`^(?i)(?:row|item|field|attribute|value) ?\d+$`)

// columns adds a column for each row.
func (g *grid) columns(r *reader, e *entity) {
	for n, row := range g.rows {
		at := func(i int) gridCell {
			if i >= 0 && i < len(row.cells) {
				return row.cells[i]
			}
			return gridCell{}
		}
		key, name, typ := at(g.key), at(g.name), at(g.typ)
		if len(row.cells) == 1 {
			key, name, typ = gridCell{}, row.cells[0], gridCell{}
		}
		mark, isMark := readKeyMark(key.text)
		if name.text == "" && key.text != "" && !isMark {
			name = key // a text that slipped into the key cell
		}
		if name.text == "" {
			if mark.isSet() || typ.text != "" {
				r.warn("dropped-row", row.cell, "A row of the table %q has no name and was left out.", e.name)
			}
			continue
		}
		if isRuler(name.text) || strings.HasPrefix(name.text, "...") {
			r.warn("dropped-row", row.cell, "The row %q of the table %q stands for rows that are not drawn and was left out.", name.text, e.name)
			continue
		}
		if untouched.MatchString(name.text) && !mark.isSet() && typ.text == "" {
			r.warn("dropped-row", row.cell, "The row %q of the table %q is a placeholder and was left out.", name.text, e.name)
			continue
		}
		if inner, ok := readKeyMark(name.text); ok && mark.primary && inner.foreign {
			e.keyIsForeign = true // "PK | FK, FK": the foreign keys make up the key
			continue
		}
		t := readRow(name.text, r.ambiguous)
		t.mark = t.mark.or(mark)
		if t.isConstraint {
			t.mark.primary = t.mark.primary || mark.primary
		}
		if len(t.composite) == 0 && mark.primary {
			if inner, ok := wholeParens(name.text); ok {
				t.composite = splitNames(inner)
			}
		}
		if typ.text != "" {
			t.typ = ""
			t.typed(splitTokens(typ.text), 0, true)
		}
		for i, c := range row.cells {
			if i != g.key && i != g.name && i != g.typ && c.text != "" && len(row.cells) > 1 {
				role := ""
				if i < len(g.roles) {
					role = g.roles[i]
				}
				t.extra(role, c.text)
			}
		}
		line := row.line
		if row.cell == e.cell {
			line = n + 1
		}
		col := e.addRow(t, row.cell, line)
		if col == nil {
			continue
		}
		col.underlined, col.emphatic = name.underline, name.emphatic
		col.keyCell, col.nameCell, col.typeCell = key.cell, name.cell, typ.cell
		if row.cell == e.cell {
			continue // rows of a label have no shape
		}
		if row.line > 0 {
			continue // a line in a row stands for its first name
		}
		r.rows[row.cell] = col
		for _, c := range row.cells {
			r.rows[c.cell] = col
		}
	}
}
