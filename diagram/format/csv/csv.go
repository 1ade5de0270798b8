// Package csv reads tables of spreadsheets: comma-separated values (RFC 4180), also with
// semicolons, tabs or bars, as files and as cells that were copied and pasted.
//
// A text is one table or several with blank lines between them. A line of one cell above
// a table names it. The types of columns and whether they hold blanks are guessed from the
// first rows; the rows themselves are not kept.
//
// Start at Read.
package csv

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/plaintext"
)

// maxRows is how many rows of a table are looked at.
const maxRows = 1000

// Read reads a whole text; the name is that of its file and may be empty. Everything but
// the names of columns is guessed, and the page says so. The error is a *diagram.Error,
// for a text without a table.
func Read(name string, data []byte) (*diagram.Source, error) {
	text := plaintext.Read(data)
	r := &reader{page: diagram.NewPage(""), taken: map[string]int{}, opener: newOpener()}
	if text.Latin {
		r.losses.Add(diagram.Loss{Code: "encoding", Where: "file",
			Message: "The file is not UTF-8; its letters were read as Latin-1, so names with other letters may be wrong."})
	}
	if name != "" {
		name = diagram.CutName(strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name)))
	}
	title := ""
	list := blocks(text.String)
	for i, b := range list {
		if line := tooWide(b); line > 0 {
			return nil, diagram.Errorf(diagram.TooLarge, "Line %d has more than %d cells; a table has at most %d columns.", line, maxCells, diagram.MaxColumns).At(line, 1)
		}
		rows, delimiter := r.best(b.text)
		if len(rows) == 0 {
			continue
		}
		// One cell alone names the table below it.
		if len(rows) == 1 && len(rows[0]) == 1 && i+1 < len(list) {
			title = heading(rows[0][0])
			continue
		}
		if err := r.table(b, delimiter, title, name, len(list) > 1); err != nil {
			return nil, err
		}
		title = ""
		if len(r.page.Diagram.Tables) > diagram.MaxTables {
			break
		}
	}
	if len(r.page.Diagram.Tables) == 0 {
		return nil, diagram.Errorf(diagram.Unreadable, "There is no table in this text: it has no line with cells.").At(1, 1)
	}
	if err := r.page.Diagram.CheckLimits(); err != nil {
		return nil, err
	}
	return &diagram.Source{Format: "csv", Pages: []*diagram.Page{r.page}, Warnings: r.losses}, nil
}

// sniffed is how much of a text is looked at to recognise it.
const sniffed = 1 << 16

// maxCells bounds the cells of a line, whatever stands between them.
const maxCells = 10 * diagram.MaxColumns

// tooWide returns the first line of a block with too many cells, from 1, or 0. What stands
// in quotes is one cell.
func tooWide(b block) int {
	line, quoted := b.line+1, false
	var cells [128]int
	for i := range len(b.text) {
		switch c := b.text[i]; c {
		case '"':
			quoted = !quoted
		case '\n':
			line++
			if !quoted {
				cells = [128]int{}
			}
		case ',', ';', '\t', '|':
			if quoted {
				continue
			}
			if cells[c]++; cells[c] > maxCells {
				return line
			}
		}
	}
	return 0
}

// Sniff tells whether a text is a table by its look: two lines or more of the same number
// of cells below short names, or one line with tabs, as spreadsheets copy it.
func Sniff(data []byte) bool {
	cut := len(data) > sniffed
	text := plaintext.Read(data[:min(len(data), sniffed)]).String
	open := newOpener()
	for _, b := range blocks(text) {
		rows, _ := open.best(b.text)
		if len(rows) > 1 && len(rows[0]) == 1 && len(rows[1]) > 1 {
			rows = rows[1:]
		}
		if len(rows) == 0 || len(rows[0]) < 2 {
			if len(rows) == 1 {
				continue // a name
			}
			return false
		}
		for _, cell := range rows[0] {
			// Prose has commas, too, and white space behind them.
			if cell == "" || cell[0] == ' ' || len(strings.Fields(cell)) > 5 || len(cell) > 64 || strings.ContainsAny(cell, "{}<>=:;()") {
				return false
			}
		}
		if cut && len(rows) < peeked && len(rows) > 1 {
			rows = rows[:len(rows)-1] // the last may have been cut
		}
		for _, row := range rows {
			if len(row) != len(rows[0]) {
				return false
			}
		}
		return len(rows) > 1 || strings.Contains(b.text, "\t")
	}
	return false
}

// block is a part of a text between blank lines.
type block struct {
	text string
	line int // of its beginning, from 0
}

// blocks splits a text at blank lines outside of quotes.
func blocks(text string) []block {
	if list, ok := split(text, true); ok {
		return list
	}
	list, _ := split(text, false)
	return list
}

// maxBlocks bounds the blocks of a text: a table and the name above it are two.
const maxBlocks = 2 * diagram.MaxTables

// split cuts the text; ok is false when a quote never closes.
func split(text string, quotes bool) (list []block, ok bool) {
	start, at, line, first := 0, 0, 0, 0
	open := false
	end := func() {
		if s := text[start:at]; strings.TrimSpace(s) != "" && len(list) <= maxBlocks {
			list = append(list, block{s, first})
		}
	}
	for l := range strings.Lines(text) {
		if !open && strings.Trim(l, " \r\n") == "" {
			end()
			start, first = at+len(l), line+1
		} else if quotes && strings.Count(l, `"`)%2 == 1 {
			open = !open
		}
		at += len(l)
		line++
	}
	end()
	return list, !open
}

// delimiters are what may stand between cells.
var delimiters = []rune{'\t', ',', ';', '|'}

// opener opens texts; it keeps the room for reading from one to the next.
type opener struct{ room *bufio.Reader }

func newOpener() opener { return opener{bufio.NewReaderSize(nil, 4096)} }

// records opens a text with a delimiter, and closes the one before.
func (o opener) records(text string, delimiter rune) *csv.Reader {
	o.room.Reset(strings.NewReader(text))
	r := csv.NewReader(o.room)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = delimiter, true, -1
	return r
}

// peeked is how many rows are read to find the delimiter.
const peeked = 30

// best finds the delimiter that gives the most rows of the same number of cells, and of
// those the one with the most cells.
func (o opener) best(text string) (rows [][]string, delimiter rune) {
	score := -1
	for _, d := range delimiters {
		r := o.records(text, d)
		var list [][]string
		for len(list) < peeked {
			row, err := r.Read()
			if err != nil {
				break
			}
			list = append(list, row)
		}
		if len(list) == 0 {
			continue
		}
		widths := map[int]int{}
		for _, row := range list {
			widths[len(row)]++
		}
		width, same := 1, 0
		for w, n := range widths {
			if w > 1 && (n > same || n == same && w > width) {
				width, same = w, n
			}
		}
		if s := same*1000/len(list)*1000 + min(width, 999); s > score {
			rows, delimiter, score = list, d, s
		}
	}
	return rows, delimiter
}

// markedHeading is a heading whatever follows it.
var markedHeading = regexp.MustCompile(`^\s*(#|--|//|(?i:table)\s*:)`)

var headingMarks = regexp.MustCompile(`^(#+|--|//)?\s*((?i:table)\s*:)?\s*`)

// heading is the name in a line above a table: "# orders", "Table: orders", "orders".
func heading(s string) string {
	return diagram.CutName(strings.TrimSuffix(headingMarks.ReplaceAllString(s, ""), ":"))
}

type reader struct {
	opener
	page   *diagram.Page
	taken  map[string]int // how often the name of a table was wanted, in lower case
	losses diagram.Losses
}

func (r *reader) warn(code string, line, column int, object diagram.ID, message string) {
	r.losses.Add(diagram.Loss{Code: code, Message: message, Where: fmt.Sprintf("%d:%d", line, column), Object: object})
}

// table builds a table of one block.
func (r *reader) table(b block, delimiter rune, title, file string, several bool) error {
	in := r.records(b.text, delimiter)
	in.ReuseRecord = true
	row, line, err := r.row(in, b)
	if err != nil {
		return err
	}
	head := append([]string{}, row...)
	if len(head) == 1 {
		next, at, err := r.row(in, b)
		if err == nil && (len(next) > 1 || markedHeading.MatchString(head[0])) {
			title, line = heading(head[0]), at
			head = append([]string{}, next...)
		} else if err == nil {
			in = r.records(b.text, delimiter) // a column of single cells
			in.ReuseRecord = true
			if _, _, err = r.row(in, b); err != nil {
				return err
			}
		}
	}
	for len(head) > 1 && strings.TrimSpace(head[len(head)-1]) == "" {
		head = head[:len(head)-1]
	}
	if len(head) > diagram.MaxColumns {
		return diagram.Errorf(diagram.TooLarge, "The table in line %d has %d columns; the limit is %d.", line, len(head), diagram.MaxColumns).At(line, 1)
	}
	t := &diagram.Table{Name: r.name(title, file, several)}
	t.ID = diagram.DerivedID("csv", t.Name)
	r.page.Places[t.ID] = diagram.Position{Line: line, Column: 1}
	columns := make([]*evidence, len(head))
	for i := range columns {
		columns[i] = &evidence{commas: delimiter != ','}
	}
	if isData(head) {
		r.warn("no-header", line, 1, t.ID, "The first line of the table "+diagram.Short(t.Name)+" holds values and no names, so its columns have numbers.")
		for i, cell := range head {
			columns[i].add(cell)
			head[i] = ""
		}
	}
	r.columns(t, head, line)
	r.rows(in, b, t, columns)
	for i, c := range t.Columns {
		var why string
		if c.Type, why = columns[i].guess(); why != "" {
			r.page.Guess(c.ID, why)
		}
		c.NotNull = columns[i].values > 0 && columns[i].blanks == 0
	}
	r.page.Diagram.AddTable(t)
	return nil
}

// row reads a row and the line that it begins on.
func (r *reader) row(in *csv.Reader, b block) ([]string, int, error) {
	row, err := in.Read()
	if err != nil {
		line := b.line + 1
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			line += bad.Line - 1
		}
		return nil, 0, diagram.Errorf(diagram.Unreadable, "The cells in line %d can't be read.", line).At(line, 1)
	}
	line, _ := in.FieldPos(0)
	return row, line + b.line, nil
}

// name finds a name for a table that no other has.
func (r *reader) name(title, file string, several bool) string {
	name := title
	if name == "" {
		name = file
		if name == "" || several && r.taken[strings.ToLower(name)] > 0 {
			name = "table_" + strconv.Itoa(len(r.page.Diagram.Tables)+1)
		}
	}
	return free(r.taken, name)
}

// free returns the name, or the name with a number, that is not taken, and takes it.
func free(taken map[string]int, name string) string {
	key, try := strings.ToLower(name), name
	for taken[strings.ToLower(try)] > 0 {
		taken[key]++
		try = diagram.NumberedName(name, taken[key])
	}
	taken[strings.ToLower(try)]++
	return try
}

// columns makes columns of the names; those that are blank or there already get a number.
func (r *reader) columns(t *diagram.Table, head []string, line int) {
	taken := map[string]int{}
	for i, cell := range head {
		name := diagram.CutName(cell)
		if name == "" {
			name = "column_" + strconv.Itoa(i+1)
		}
		try := free(taken, name)
		c := &diagram.Column{ID: diagram.DerivedID(string(t.ID), "column", strconv.Itoa(i)), Name: try}
		if try != name {
			r.warn("duplicate-name", line, 1, c.ID, "The table "+diagram.Short(t.Name)+" has two columns named "+diagram.Short(name)+"; the second is now "+diagram.Short(try)+".")
		}
		t.Columns = append(t.Columns, c)
		r.page.Places[c.ID] = diagram.Position{Line: line, Column: 1}
	}
}

// rows looks at the values of the first rows.
func (r *reader) rows(in *csv.Reader, b block, t *diagram.Table, columns []*evidence) {
	ragged, first := 0, 0
	for n := 0; n < maxRows; n++ {
		row, err := in.Read()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.warn("syntax", b.line+1, 1, t.ID, "The rows of the table "+diagram.Short(t.Name)+" can't be read to their end.")
			}
			break
		}
		for i, c := range columns {
			if i < len(row) {
				c.add(row[i])
			} else {
				c.add("")
			}
		}
		if len(row) > len(columns) && strings.TrimSpace(strings.Join(row[len(columns):], "")) != "" {
			if ragged++; ragged == 1 {
				line, _ := in.FieldPos(0)
				first = line + b.line
			}
		}
	}
	if ragged > 0 {
		r.warn("ragged", first, 1, t.ID, fmt.Sprintf("%d rows of the table %s have more cells than it has names; those are left out.", ragged, diagram.Short(t.Name)))
	}
}
