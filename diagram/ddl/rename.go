package ddl

import "strings"

// Renamed returns an expression or a query with every name from replaced by to: bare in
// any case, or quoted and exact. Strings, comments and calls of functions stay. dialect
// is the one the text is written in; to gets quotes where that one needs them.
func Renamed(text, dialect, from, to string) string {
	d := dialects[strings.ToLower(dialect)]
	if d == nil {
		d = dialects["postgres"]
	}
	var b strings.Builder
	l := newSQLLexer(text, dialect)
	done := 0
	for t := l.next(); t.kind != sqlEnd; t = l.next() {
		raw := text[t.start:t.end]
		switch {
		case t.kind == sqlWord && strings.EqualFold(raw, from) && !strings.HasPrefix(strings.TrimLeft(text[t.end:], " \t"), "("):
		case t.kind == sqlQuoted && len(raw) > 2 && raw[1:len(raw)-1] == from:
		default:
			continue
		}
		b.WriteString(text[done:t.start])
		b.WriteString(d.identifier(to, false))
		done = int(t.end)
	}
	return b.String() + text[done:]
}
