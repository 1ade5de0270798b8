package ddl

import (
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
	text := w.to.unless(w, o, string(w.out[w.start:]))
	w.out = w.out[:w.start-1]
	if strings.HasSuffix(text, ";") {
		w.block(object, text)
		return
	}
	w.statement(object, text)
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
