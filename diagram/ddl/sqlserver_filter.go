package ddl

import (
	"slices"
	"strings"
)

// sqlserverFilter says why a condition can't choose the rows of an index: it compares
// columns with constants behind them, joined by AND.
// https://learn.microsoft.com/sql/t-sql/statements/create-index-transact-sql
func sqlserverFilter(w *writer, t *tablePlan, x *indexPlan) (why string) {
	list, why := w.to.lexing.atomize(x.where)
	if why != "" {
		return why
	}
	for _, c := range w.mentions(t, x.x.Where) {
		switch {
		case strings.TrimSpace(c.c.Generated) != "":
			return "an index is not filtered by a computed column"
		case slices.Contains([]string{"geometry", "geography", "hierarchyid"}, c.typeName):
			return "an index is not filtered by a column of type " + c.typeName
		case strings.HasPrefix(c.typeName, "varchar") && slices.ContainsFunc(list, func(a atom) bool { return a.kind == atomString }):
			return "a column of type " + c.typeName + " is not compared with Unicode" // 10611
		}
	}
	f := filterReader{truthWriter: truthWriter{list: unwrapped(list)}}
	for f.comparison() && f.word("and") {
	}
	if f.bad || f.at < len(f.list) {
		return "an index is filtered by plain comparisons of columns with constants, joined by AND only"
	}
	return ""
}

// filterReader goes through the condition of an index.
type filterReader struct {
	truthWriter
	bad bool
}

// comparison reads one comparison, or several in brackets.
func (f *filterReader) comparison() bool {
	if f.sign("(") {
		for f.comparison() && f.word("and") {
		}
		f.bad = f.bad || !f.sign(")")
		return !f.bad
	}
	if a := f.peek(); a.kind != atomName && (a.kind != atomWord || a.isWord(notColumns...)) {
		f.bad = true
		return false
	}
	f.take()
	switch {
	case f.word("is"):
		f.word("not")
		f.bad = !f.word("null")
	case f.word("in"):
		f.bad = !f.sign("(") || !f.constant()
		for !f.bad && f.sign(",") {
			f.bad = !f.constant()
		}
		f.bad = f.bad || !f.sign(")")
	default:
		f.bad = !f.sign("=", "<>", "!=", "<", ">", "<=", ">=") || !f.constant()
	}
	return !f.bad
}

func (f *filterReader) constant() bool {
	f.sign("-", "+")
	if k := f.peek().kind; f.at >= len(f.list) || k != atomNumber && k != atomString {
		return false
	}
	f.take()
	return true
}
