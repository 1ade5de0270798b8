package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

// alterRename reads RENAME of the table, a column or a constraint.
func (r *sqlReader) alterRename(t *sqlTable, c *sqlCursor) {
	r.did()
	switch {
	case c.accept("to"), c.accept("as"):
		if p, ok := c.path(); ok {
			r.renameTable(t, p)
		}
		return
	case c.accept("constraint"), c.accept("index"), c.accept("key"):
		old, _ := c.name()
		c.accept("to")
		name, ok := c.name()
		if ok {
			r.renameParts(t, old, name)
		}
		return
	}
	c.accept("column")
	at := c.tok()
	old, _ := c.name()
	if !c.accept("to") {
		if p, ok := r.on(c.t[c.i-1:]).path(); ok && c.done() { // MySQL: RENAME name
			r.renameTable(t, p)
		}
		return
	}
	name, ok := c.name()
	if col := t.column(old); col != nil && ok {
		r.renameColumn(t, col, name)
		return
	}
	r.noColumn(t, old, at, "this statement")
}

// renameParts gives the key, index, check, foreign key or default of a name another one,
// in one table or, for nil, in whichever has it; it does nothing where that is too much
// work.
func (r *sqlReader) renameParts(in *sqlTable, old, name string) {
	tables := r.tables
	if in != nil {
		tables = []*sqlTable{in}
	}
	if !r.spend(len(r.references) + len(tables)) {
		return
	}
	for _, f := range r.references {
		if (in == nil || f.child == in) && strings.EqualFold(f.name, old) {
			f.name = name
		}
	}
	for _, t := range tables {
		if t.dropped || !r.spend(len(t.Keys)+len(t.Indexes)+len(t.Checks)) {
			continue
		}
		for _, k := range t.Keys {
			if strings.EqualFold(k.Name, old) {
				k.Name = name
			}
		}
		t.renameIndex(old, name)
		for _, k := range t.Checks {
			if strings.EqualFold(k.Name, old) {
				k.Name = name
			}
		}
		if col := t.defaults[strings.ToLower(old)]; col != nil {
			delete(t.defaults, strings.ToLower(old))
			t.nameDefault(name, col)
		}
	}
}

func (t *sqlTable) renameIndex(old, name string) {
	for _, x := range t.Indexes {
		if strings.EqualFold(x.Name, old) {
			x.Name = name
		}
	}
}

// renameTable gives a table another name, also where foreign keys speak of it.
func (r *sqlReader) renameTable(t *sqlTable, p sqlPath) {
	if !r.spend(len(r.references)) {
		return
	}
	r.unfile(t)
	old := t.Name
	t.Name, t.known = p.name, r.sameName(p)
	r.file(t)
	for _, f := range r.references {
		if strings.EqualFold(f.parent.name, old) && r.table(f.parent) == nil {
			f.parent.name = t.Name
		}
	}
}

// renameColumn gives a column another name, also where foreign keys speak of it.
func (r *sqlReader) renameColumn(t *sqlTable, col *diagram.Column, name string) {
	old := col.Name
	if name == "" || name == old || !r.spend(len(r.references)+len(t.Columns)) {
		return
	}
	t.unindex(col)
	col.Name = name
	t.index(col)
	r.renameInExpressions(t, old, name)
	for _, f := range r.references {
		if f.child == t {
			replaceName(f.from, old, name)
		}
		if r.table(f.parent) == t {
			replaceName(f.to, old, name)
		}
	}
}

func replaceName(names []string, old, name string) {
	for i, n := range names {
		if strings.EqualFold(n, old) {
			names[i] = name
		}
	}
}

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
