package ddl

import "strings"

// renameInExpressions gives a column its new name in what the table's own checks, computed
// columns and indexes say.
func (r *sqlReader) renameInExpressions(t *sqlTable, old, name string) {
	rename := func(text *string) {
		if *text != "" && r.spend(len(*text)) {
			*text = r.renameIn(*text, old, name)
		}
	}
	for _, c := range t.Columns {
		rename(&c.Check)
		rename(&c.Generated)
	}
	for _, k := range t.Checks {
		rename(&k.Expression)
	}
	for _, x := range t.Indexes {
		rename(&x.Where)
		for i := range x.Parts {
			rename(&x.Parts[i].Expression)
		}
	}
}

// renameIn replaces the name of a column in an expression, but not that of a function.
func (r *sqlReader) renameIn(text, old, name string) string {
	if !strings.Contains(strings.ToLower(text), strings.ToLower(old)) {
		return text
	}
	var b strings.Builder
	l := newSQLLexer(text, r.dialect)
	done := int32(0)
	for t := l.next(); t.kind != sqlEnd; t = l.next() {
		bare := text[t.start:t.end]
		if t.kind == sqlQuoted {
			bare = bare[1 : len(bare)-1]
		} else if t.kind != sqlWord || strings.HasPrefix(strings.TrimLeft(text[t.end:], " "), "(") {
			continue
		}
		if !strings.EqualFold(bare, old) {
			continue
		}
		b.WriteString(text[done:t.start])
		switch {
		case t.kind == sqlQuoted:
			b.WriteString(text[t.start:t.start+1] + name + text[t.end-1:t.end])
		case isPlainName(name):
			b.WriteString(name)
		default:
			b.WriteString(`"` + strings.ReplaceAll(name, `"`, `""`) + `"`)
		}
		done = t.end
	}
	return b.String() + text[done:]
}

func isPlainName(name string) bool {
	for i := range len(name) {
		if c := name[i]; !sqlNamePart(c) || i == 0 && c >= '0' && c <= '9' {
			return false
		}
	}
	return name != ""
}
