package ddl

import (
	"bytes"
	"strings"

	"crowsfoot/diagram"
)

// span is where a statement stands in what is written.
type span struct {
	from, to int // bytes
	object   diagram.ID
}

// put writes text.
func (w *writer) put(parts ...string) {
	for _, s := range parts {
		w.out = append(w.out, s...)
	}
}

// statement writes a statement, which its parts make together.
func (w *writer) statement(object diagram.ID, parts ...string) {
	w.begin()
	w.put(parts...)
	w.end(object)
}

// begin begins a statement, the text of which is what is put until its end.
func (w *writer) begin() {
	w.out = append(w.out, '\n')
	w.start = len(w.out)
}

// end ends the statement.
func (w *writer) end(object diagram.ID) {
	w.to.breakLines(w.out[w.start:])
	w.spans = append(w.spans, span{w.start, len(w.out), object})
	w.out = append(w.out, ";\n"...)
	w.batch = true
}

// block writes a block of PL/SQL, which ends with a line of its own.
func (w *writer) block(object diagram.ID, text string) {
	w.begin()
	w.put(text)
	w.spans = append(w.spans, span{w.start, len(w.out), object})
	w.put("\n/\n")
}

// create writes a statement that creates something, in a form that is harmless where that
// exists, if asked to. write puts its text.
func (w *writer) create(o made, object diagram.ID, write func()) {
	w.begin()
	write()
	if !w.opt.IfNotExists || w.to.unless == nil {
		w.end(object)
		return
	}
	w.to.breakLines(w.out[w.start:])
	text := w.to.unless(w, o, string(w.out[w.start:]))
	w.out = w.out[:w.start-1]
	if strings.HasSuffix(text, ";") {
		w.block(object, text)
		return
	}
	w.statement(object, text)
}

// breakLines breaks the lines of a statement that are too long, at spaces behind commas or
// before AND and OR, and never inside of quotes.
func (d *Dialect) breakLines(text []byte) {
	if d.maxLine == 0 || len(text) <= d.maxLine {
		return
	}
	var quote byte
	for i, start, space := 0, 0, 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n':
			start, space = i+1, i+1
		case quote != 0:
			if c == quote {
				quote = 0 // a doubled one opens again
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '-' && bytes.HasPrefix(text[i:], []byte("--")):
			end := bytes.IndexByte(text[i:], '\n')
			if end < 0 {
				return
			}
			i += end - 1
		case c == ' ' && (text[max(i-1, 0)] == ',' || hasWord(text[i+1:], "AND") || hasWord(text[i+1:], "OR")) && !d.unsafeBreak(string(text[start:i]), string(text[i+1:min(i+3, len(text))])):
			space = i
		}
		if i-start > d.maxLine && space > start {
			text[space] = '\n'
			start = space + 1
		}
	}
}

// hasWord tells whether a text begins with a word in capitals or not.
func hasWord(text []byte, word string) bool {
	n := len(word)
	return len(text) > n && text[n] == ' ' && strings.EqualFold(string(text[:n]), word)
}

// textOf returns what is put, instead of writing it.
func (w *writer) textOf(write func()) string {
	from := len(w.out)
	write()
	text := string(w.out[from:])
	w.out = w.out[:from]
	return text
}

// statementsOf returns the statements that are written, instead of writing them.
func (w *writer) statementsOf(write func()) []Statement {
	from, first := len(w.out), len(w.spans)
	write()
	var list []Statement
	for _, s := range w.spans[first:] {
		list = append(list, Statement{Text: string(w.out[s.from:s.to]), Object: s.object})
	}
	w.out, w.spans = w.out[:from], w.spans[:first]
	return list
}

// finish makes the script of what is written. Its statements are parts of one text.
func (w *writer) finish() {
	w.script.SQL = string(w.out)
	w.script.Statements = make([]Statement, len(w.spans))
	for i, s := range w.spans {
		w.script.Statements[i] = Statement{Text: w.script.SQL[s.from:s.to], Object: s.object}
	}
	out := w.out
	w.out = nil
	buffers.Put(&out)
}

// ids lists columns for SQL.
func (w *writer) ids(columns []*columnPlan) string {
	return w.textOf(func() { w.putIDs(columns) })
}

func (w *writer) putIDs(columns []*columnPlan) {
	for i, c := range columns {
		if i > 0 {
			w.put(", ")
		}
		w.put(w.id(c.name))
	}
}

// columnText writes a column as CREATE TABLE has it.
func (w *writer) columnText(t *tablePlan, c *columnPlan) string {
	return w.textOf(func() { w.to.column(w, t, c) })
}
