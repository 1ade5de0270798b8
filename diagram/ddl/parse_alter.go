package ddl

import (
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
		c.leaveAll("ALTER "+strings.ToUpper(kind), reason)
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
	if c.accept("drop", "identity") {
		col.Identity = diagram.IdentityNone
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
