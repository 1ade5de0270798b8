package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// alter reads what stands behind ALTER.
func (r *sqlReader) alter(c *sqlCursor) {
	for c.accept("foreign") || c.accept("online") || c.accept("ignore") || c.accept("materialized") || c.accept("procedural") {
	}
	kind := c.word()
	c.i++
	switch kind {
	case "table", "view":
		r.alterTable(c)
	case "type":
		r.alterType(c)
	case "domain":
		r.alterDomain(c)
	case "sequence":
		r.alterSequence(c)
	case "index":
		r.alterIndex(c)
	case "schema":
		r.alterSchema(c)
	default:
		reason := objectReason(kind)
		if kind == "default" || kind == "session" {
			reason = map[string]*sqlReason{"default": becauseRights, "session": becauseSession}[kind]
		}
		c.leaveAll("ALTER "+strings.ToUpper(diagram.CutName(kind)), reason)
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
			return
		}
		c.leaveAll("ALTER TABLE", becauseAbsent)
		return
	}
	if t.Kind == diagram.KindView && c.accept("as") {
		r.did()
		t.Definition = r.definition(c)
		return
	}
	verb := "" // SQL Server: ADD a int, b int and DROP COLUMN a, b
	for _, part := range r.parts(c.t[c.i:]) {
		a := r.on(part)
		if a.done() {
			continue
		}
		before := r.progress()
		verb = r.alterAction(t, a, verb)
		if r.progress() == before {
			a.leaveAll("unknown statement", becauseUnknown)
		}
	}
}

var becauseAbsent = &sqlReason{text: "the table that it alters is not in the script", list: 20}

// alterAction reads one action. verb is what the one before it did, which goes on where no
// other is said; the result is what this one did.
func (r *sqlReader) alterAction(t *sqlTable, c *sqlCursor, verb string) string {
	if c.is("with", "check") || c.is("with", "nocheck") {
		c.i += 2
	}
	switch {
	case c.accept("add"):
		r.alterAdd(t, c)
		return "add"
	case c.accept("drop"):
		return r.alterDrop(t, c, "")
	case c.is("alter", "index"):
		c.leaveAll("ALTER INDEX", becauseServer)
	case c.is("alter", "constraint"), c.is("alter", "check"):
		c.leaveAll("ALTER CONSTRAINT", becauseChecked)
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
		r.did()
		t.Comment = c.comment()
	case c.accept("inherit"):
		r.copyFrom(t, c, copying(copyInherited))
		c.leaveAll("INHERIT", becauseInherits)
	case c.is("check", "constraint"), c.is("enable", "constraint"), c.is("enable", "keys"), c.is("disable", "keys"):
		r.did() // as it is already, or for the time of the script
	case c.is("enable", "row"), c.is("disable", "row"), c.is("force", "row"), c.is("no", "force"):
		c.leaveAll("ROW LEVEL SECURITY", becauseRights)
	case c.is("enable") && r.word(c.peek(1)) != "novalidate", c.is("disable", "trigger"), c.is("disable", "rule"):
		c.leaveAll("ENABLE TRIGGER", becauseProgram)
	case c.accept("set", "schema"):
		if name, ok := c.name(); ok {
			r.moveTable(t, name, c.tok())
		}
	case verb == "add" && c.isName() && sqlAlterActions[c.word()] == nil:
		r.alterAdd(t, c)
		return verb
	case r.dialect == "sqlserver" && verb != "" && verb != "add" && c.isName():
		return r.alterDrop(t, c, verb)
	default:
		if reason := sqlAlterActions[c.word()]; reason != nil {
			c.leaveAll("ALTER TABLE … "+strings.ToUpper(c.word()), reason)
		}
	}
	return ""
}

// sqlAlterActions begin an action that says nothing a diagram keeps.
var sqlAlterActions = reasonWords(map[*sqlReason]string{
	becauseRights: "owner force policy",
	becauseServer: "set reset cluster replica engine auto_increment convert default character charset collate order algorithm lock row_format key_block_size " +
		"discard import rebuild switch move shrink compress nocompress parallel noparallel logging nologging cache nocache storage pctfree result_cache stats_persistent " +
		"avg_row_length max_rows min_rows pack_keys checksum delay_key_write insert_method compression encryption connection data index tablespace union reorganize analyze optimize repair truncate exchange remove coalesce split merge allocate deallocate upgrade secondary_load secondary_unload read",
	becauseParts:     "partition",
	becausePart:      "attach detach",
	becauseChecked:   "validate check nocheck enable disable with without no not",
	becauseInherits:  "inherit",
	becauseComposite: "of",
})

// alterAdd reads ADD: a constraint, an index, a column, or several in parentheses.
func (r *sqlReader) alterAdd(t *sqlTable, c *sqlCursor) {
	switch {
	case c.is("partition"):
		c.leaveAll("ADD PARTITION", becauseParts)
		return
	case c.is("system", "versioning"), c.is("period"):
		c.leaveAll("SYSTEM VERSIONING", becauseHistory)
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
		r.did()
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

// alterDrop reads DROP of a column, a constraint, a key or an index. kind is the sort of
// what was dropped before it in SQL Server's lists; the result is the sort of this one.
func (r *sqlReader) alterDrop(t *sqlTable, c *sqlCursor, kind string) string {
	at := c.tok()
	if !r.spend(len(t.Keys) + len(t.Indexes) + len(t.Checks) + len(t.Columns) + len(r.references)) {
		return ""
	}
	defer func() { t.keyKnown = false }()
	switch {
	case c.accept("primary", "key"):
		r.did()
		r.dropKeys(t, func(k *diagram.Key) bool { return k.Primary })
		return ""
	case c.accept("foreign", "key"), c.accept("constraint"), c.accept("check"):
		kind = "constraint"
	case c.accept("index"), c.accept("key"):
		kind = "index"
	case c.is("partition"):
		c.leaveAll("DROP PARTITION", becauseParts)
		return ""
	case c.is("period"), c.is("system", "versioning"):
		c.leaveAll("SYSTEM VERSIONING", becauseHistory)
		return ""
	case c.accept("default"):
		r.did()
		return ""
	case c.accept("column"), kind == "":
		kind = "column"
	}
	r.did()
	ifExists := c.accept("if", "exists")
	name, ok := c.name()
	if !ok {
		if inside, _ := c.group(); kind == "column" {
			for _, n := range r.nameList(inside) {
				r.dropColumn(t, n)
			}
		}
		return kind
	}
	switch {
	case kind == "column":
		if !r.dropColumn(t, name) && !ifExists {
			r.noColumn(t, name, at, "this statement")
		}
	case !r.dropNamed(t, name, kind == "constraint") && !ifExists:
		r.warn("unresolved-reference", at, t.ID, "The table %q has no constraint or index %q to drop.", t.Name, name)
	}
	return kind
}

// dropNamed drops the keys and indexes, and if asked for the other constraints, of a
// name; false means that there is none. A name in the very same letters goes before one
// in others, and the name that something was given goes before the one that PostgreSQL
// gives to what has none.
func (r *sqlReader) dropNamed(t *sqlTable, name string, constraints bool) bool {
	exact := func(n, _ string) bool { return n == name }
	folded := func(n, _ string) bool { return n != "" && strings.EqualFold(n, name) }
	implied := func(n, implied string) bool { return n == "" && strings.EqualFold(implied, name) }
	for _, same := range []func(name, implied string) bool{exact, folded, implied} {
		before := len(t.Keys) + len(t.Indexes) + len(t.Checks) + len(r.references)
		r.dropKeys(t, func(k *diagram.Key) bool { return same(k.Name, r.impliedKey(t, k)) })
		t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool { return same(x.Name, "") })
		if constraints {
			t.Checks = slices.DeleteFunc(t.Checks, func(k *diagram.Check) bool { return same(k.Name, t.Name+"_check") })
			r.references = slices.DeleteFunc(r.references, func(f *sqlReference) bool {
				return f.child == t && same(f.name, t.Name+"_"+strings.Join(f.from, "_")+"_fkey")
			})
			for _, c := range t.Columns {
				if c.Check != "" && same("", t.Name+"_"+c.Name+"_check") {
					c.Check = ""
					return true
				}
			}
		}
		if len(t.Keys)+len(t.Indexes)+len(t.Checks)+len(r.references) < before {
			return true
		}
	}
	if col := t.defaults[strings.ToLower(name)]; col != nil && constraints {
		col.Default = ""
		return true
	}
	return false
}

// dropKeys drops keys. The columns of a primary key go on to refuse NULL, but in Oracle.
func (r *sqlReader) dropKeys(t *sqlTable, dropped func(*diagram.Key) bool) {
	t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool {
		if !dropped(k) {
			return false
		}
		if k.Primary && r.dialect != "oracle" {
			for _, id := range k.Columns {
				t.Column(id).NotNull = true
			}
		}
		return true
	})
}

// impliedKey is the name that the database gives to a key without one.
func (r *sqlReader) impliedKey(t *sqlTable, k *diagram.Key) string {
	columns := t.Names(k.Columns)
	switch {
	case r.mysql() && !k.Primary && len(columns) > 0:
		return columns[0]
	case k.Primary:
		return t.Name + "_pkey"
	}
	return t.Name + "_" + strings.Join(columns, "_") + "_key"
}

// dropColumn removes a column and what is built on it, as databases do; false means that
// there is none.
func (r *sqlReader) dropColumn(t *sqlTable, name string) bool {
	col := t.column(name)
	if col == nil {
		return false
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
	return true
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
	if w := c.word(); (w == "set" || w == "reset") && !c.is("set", "default") && !c.is("set", "not", "null") && !c.is("set", "data", "type") &&
		!c.is("set", "generated") && !c.is("set", "expression") {
		c.leaveAll("ALTER COLUMN … SET", becauseServer)
		return
	}
	r.did()
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
	case c.accept("set", "generated"):
		col.Identity = diagram.IdentityAlways
		if c.accept("by", "default") {
			col.Identity = diagram.IdentityByDefault
		}
	case c.accept("set", "expression"):
		c.accept("as")
		inside, _ := c.group()
		col.Generated = r.expression(inside, true)
	case c.accept("add", "generated"):
		c.i--
		r.generated(col, c)
	case c.accept("type"), c.accept("set", "data", "type"):
		col.Type = r.typeText(c)
	case c.is("set"), c.is("add"), c.is("drop"), c.is("restart"):
		c.leaveAll("ALTER COLUMN", becauseServer)
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
	r.did()
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
