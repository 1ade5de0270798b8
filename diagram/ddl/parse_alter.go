package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// alter reads what stands behind ALTER.
func (r *sqlReader) alter(c *sqlCursor) {
	c.accept("foreign")
	switch {
	case c.accept("table"):
		r.alterTable(c)
	case c.accept("type"):
		r.alterType(c)
	case c.accept("sequence"):
		r.alterSequence(c)
	}
}

// alterTable reads ALTER TABLE behind these words: actions with commas between.
func (r *sqlReader) alterTable(c *sqlCursor) {
	c.accept("if", "exists")
	c.accept("only")
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a table")
		return
	}
	c.acceptMark('*')
	t := r.table(p)
	if t == nil {
		if w := c.word(); w == "add" || w == "alter" || w == "modify" || w == "with" {
			r.warn("unresolved-reference", p.at, "", "The table %q, which is altered here, is not in the script; the statement is left out.", p.name)
		}
		return
	}
	adding := false // SQL Server: ADD a int, b int
	for _, part := range r.parts(c.t[c.i:]) {
		a := r.on(part)
		if a.done() {
			continue
		}
		adding = r.alterAction(t, a, adding)
	}
}

// alterAction reads one action. adding says that the one before it added something; the
// result says whether this one did.
func (r *sqlReader) alterAction(t *sqlTable, c *sqlCursor, adding bool) bool {
	if c.is("with", "check") || c.is("with", "nocheck") {
		c.i += 2
	}
	switch {
	case c.accept("add"):
		r.alterAdd(t, c)
		return true
	case c.accept("drop"):
		r.alterDrop(t, c)
	case c.is("alter", "index"), c.is("alter", "constraint"), c.is("alter", "check"):
	case c.accept("alter"):
		c.accept("column")
		r.alterColumn(t, c)
	case c.accept("modify"):
		c.accept("column")
		r.redefine(t, c)
	case c.accept("change"):
		c.accept("column")
		c.accept("if", "exists")
		at := c.tok()
		old, _ := c.name()
		if col := t.column(old); col == nil {
			r.noColumn(t, old, at, "this statement")
		} else if name := r.nameOf(c.tok()); c.isName() {
			r.renameColumn(t, col, name)
			r.redefine(t, c)
		}
	case c.accept("rename"):
		r.alterRename(t, c)
	case c.accept("comment"):
		c.acceptMark('=')
		t.Comment = c.comment()
	case c.accept("inherit"):
		r.copyFrom(t, c, false)
	case adding && c.isName() && !sqlAlterActions[c.word()]:
		r.alterAdd(t, c)
		return true
	}
	return false
}

// sqlAlterActions begin an action that says nothing a diagram keeps.
var sqlAlterActions = map[string]bool{
	"owner": true, "enable": true, "disable": true, "set": true, "reset": true, "cluster": true, "attach": true, "detach": true,
	"validate": true, "replica": true, "no": true, "force": true, "engine": true, "auto_increment": true, "convert": true,
	"default": true, "character": true, "collate": true, "order": true, "partition": true, "check": true, "nocheck": true, "algorithm": true, "lock": true,
}

// alterAdd reads ADD: a constraint, an index, a column, or several in parentheses.
func (r *sqlReader) alterAdd(t *sqlTable, c *sqlCursor) {
	if c.is("partition") || c.is("value") {
		return
	}
	if c.is("column") && c.markAt(1, '(') {
		c.i++
	}
	if !r.eachInGroup(c, func(part *sqlCursor) { r.addOne(t, part) }) {
		r.addOne(t, c)
	}
}

// addOne reads one thing that is added.
func (r *sqlReader) addOne(t *sqlTable, c *sqlCursor) {
	if !c.is("column") && (r.isConstraint(c) || c.is("default")) {
		r.tableConstraint(t, c)
		return
	}
	c.accept("column")
	ifNot := c.accept("if", "not", "exists")
	if name := c.tok(); ifNot && c.isName() && t.column(r.nameOf(name)) != nil {
		return
	}
	r.column(t, c)
}

// eachInGroup reads the parts of a group in parentheses one by one; it tells whether
// there was a group.
func (r *sqlReader) eachInGroup(c *sqlCursor, read func(*sqlCursor)) bool {
	if !c.isMark('(') {
		return false
	}
	inside, _ := c.group()
	for _, part := range r.parts(inside) {
		if pc := r.on(part); !pc.done() {
			read(pc)
		}
	}
	return true
}

// alterDrop reads DROP of a column, a constraint, a key or an index.
func (r *sqlReader) alterDrop(t *sqlTable, c *sqlCursor) {
	kind := ""
	if !r.spend(len(t.Keys) + len(t.Indexes) + len(t.Checks) + len(t.Columns) + len(r.references)) {
		return
	}
	defer func() { t.keyKnown = false }()
	switch {
	case c.accept("primary", "key"):
		t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool { return k.Primary })
		return
	case c.accept("foreign", "key"), c.accept("constraint"), c.accept("check"):
		kind = "constraint"
	case c.accept("index"), c.accept("key"):
		kind = "index"
	case c.accept("partition"), c.accept("default"), c.accept("period"):
		return
	default:
		c.accept("column")
	}
	c.accept("if", "exists")
	name, ok := c.name()
	if !ok {
		if inside, _ := c.group(); kind == "" {
			for _, n := range r.nameList(inside) {
				r.dropColumn(t, n)
			}
		}
		return
	}
	if kind == "" {
		r.dropColumn(t, name)
		return
	}
	same := func(n string) bool { return n != "" && strings.EqualFold(n, name) }
	t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool { return same(k.Name) })
	t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool { return same(x.Name) })
	if kind == "constraint" {
		t.Checks = slices.DeleteFunc(t.Checks, func(k *diagram.Check) bool { return same(k.Name) })
		r.references = slices.DeleteFunc(r.references, func(f *sqlReference) bool { return f.child == t && same(f.name) })
	}
}

// dropColumn removes a column and what is built on it, as databases do.
func (r *sqlReader) dropColumn(t *sqlTable, name string) {
	col := t.column(name)
	if col == nil {
		return
	}
	t.Columns = slices.DeleteFunc(t.Columns, func(c *diagram.Column) bool { return c == col })
	t.unindex(col)
	r.free(col.ID)
	t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool { return slices.Contains(k.Columns, col.ID) })
	t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool {
		return slices.ContainsFunc(x.Parts, func(p diagram.IndexPart) bool { return p.Column == col.ID }) || slices.Contains(x.Include, col.ID)
	})
	t.Checks = slices.DeleteFunc(t.Checks, func(k *diagram.Check) bool {
		return r.spend(len(k.Expression)) && speaksOf(k.Expression, col.Name)
	})
	r.references = slices.DeleteFunc(r.references, func(f *sqlReference) bool {
		return f.child == t && slices.ContainsFunc(f.from, func(n string) bool { return strings.EqualFold(n, col.Name) })
	})
}

// speaksOf tells whether an expression names a column.
func speaksOf(expression, column string) bool {
	l := newSQLLexer(expression, "")
	for {
		t := l.next()
		switch t.kind {
		case sqlEnd:
			return false
		case sqlWord, sqlQuoted:
			if strings.EqualFold(strings.Trim(expression[t.start:t.end], "\"`[]"), column) {
				return true
			}
		}
	}
}

// alterColumn reads ALTER COLUMN behind these words.
func (r *sqlReader) alterColumn(t *sqlTable, c *sqlCursor) {
	at := c.tok()
	name, _ := c.name()
	col := t.column(name)
	if col == nil {
		r.noColumn(t, name, at, "this statement")
		return
	}
	switch {
	case c.accept("set", "default"):
		r.defaultValue(col, c)
	case c.accept("drop", "default"):
		col.Default = ""
	case c.accept("set", "not", "null"):
		col.NotNull = true
	case c.accept("drop", "not", "null"):
		col.NotNull = false
	case c.accept("drop", "identity"):
		col.Identity = diagram.IdentityNone
	case c.accept("drop", "expression"):
		col.Generated, col.Stored = "", false
	case c.accept("add", "generated"):
		c.i--
		r.generated(col, c)
	case c.accept("type"), c.accept("set", "data", "type"):
		col.Type = r.typeText(c)
	case c.is("set"), c.is("add"), c.is("drop"), c.is("reset"), c.is("restart"):
	default: // SQL Server: the new type, and whether it may be NULL
		col.Type = r.typeText(c)
		col.NotNull = false
		r.columnRest(t, col, c)
	}
}

// redefine reads MODIFY and CHANGE: a whole new definition of a column. Oracle's MODIFY
// may leave out the type, which then stays.
func (r *sqlReader) redefine(t *sqlTable, c *sqlCursor) {
	if !r.eachInGroup(c, func(part *sqlCursor) { r.redefineOne(t, part) }) {
		r.redefineOne(t, c)
	}
}

func (r *sqlReader) redefineOne(t *sqlTable, c *sqlCursor) {
	c.accept("if", "exists")
	at := c.tok()
	name, _ := c.name()
	col := t.column(name)
	if col == nil {
		r.noColumn(t, name, at, "this statement")
		return
	}
	if text := r.typeText(c); text != "" {
		col.Type = text
		if r.mysql() {
			col.NotNull, col.Default, col.Identity, col.Comment = false, "", diagram.IdentityNone, ""
		}
	}
	r.columnRest(t, col, c)
}

// alterRename reads RENAME of the table, a column or a constraint.
func (r *sqlReader) alterRename(t *sqlTable, c *sqlCursor) {
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
		if ok && r.spend(len(t.Keys)+len(t.Indexes)+len(t.Checks)) {
			renameParts(t, old, name)
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

// renameParts gives a key, check or index another name.
func renameParts(t *sqlTable, old, name string) {
	for _, k := range t.Keys {
		if strings.EqualFold(k.Name, old) {
			k.Name = name
		}
	}
	for _, x := range t.Indexes {
		if strings.EqualFold(x.Name, old) {
			x.Name = name
		}
	}
	for _, k := range t.Checks {
		if strings.EqualFold(k.Name, old) {
			k.Name = name
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

// alterType reads ALTER TYPE … ADD VALUE of PostgreSQL.
func (r *sqlReader) alterType(c *sqlCursor) {
	p, ok := c.path()
	if !ok || !c.accept("add", "value") {
		return
	}
	c.accept("if", "not", "exists")
	o := r.domain(p)
	if o == nil || !r.spend(len(o.Values)) || c.tok().kind != sqlString {
		return
	}
	value := r.bounded(r.stringOf(c.tok()), diagram.MaxName, c.tok())
	c.i++
	at := len(o.Values)
	if before := c.is("before"); before || c.is("after") {
		c.i++
		if i := slices.Index(o.Values, r.stringOf(c.tok())); i >= 0 && before {
			at = i
		} else if i >= 0 {
			at = i + 1
		}
	}
	if !slices.Contains(o.Values, value) && len(o.Values) < diagram.MaxColumns {
		o.Values = slices.Insert(o.Values, at, value)
	}
}

// alterSequence reads OWNED BY, which says what a sequence numbers; the default of the
// column says so, too.
func (r *sqlReader) alterSequence(c *sqlCursor) {
	for !c.done() && !c.accept("owned", "by") {
		c.one()
	}
}
