package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

// sqlCreateWords may stand between CREATE and the sort of what is made.
var sqlCreateWords = map[string]bool{
	"or": true, "replace": true, "alter": true, "global": true, "local": true, "private": true, "unlogged": true, "external": true, "foreign": true, "recursive": true,
	"materialized": true, "force": true, "noforce": true, "no": true, "editionable": true, "noneditionable": true, "public": true,
	"clustered": true, "nonclustered": true, "multivalue": true, "algorithm": true, "undefined": true, "merge": true, "definer": true,
	"current_user": true, "sql": true, "security": true, "invoker": true, "constraint": true, "default": true, "trusted": true, "procedural": true, "immutable": true,
	"duplicated": true, "sharded": true, "blockchain": true, "immediate": true, "online": true, "offline": true, "user": false, "search": true, "primary": true, "json": true,
	"hybrid": true, "vector": true, "hadoop": true, "dynamic": true, "transient": true,
}

// create reads what stands behind CREATE.
func (r *sqlReader) create(c *sqlCursor) {
	replace, temporary, unique, method := false, false, false, ""
	for !c.done() {
		at := c.tok()
		word := c.word()
		c.one()
		switch word {
		case "or":
			replace = c.accept("replace") || c.accept("alter")
		case "temp", "temporary":
			temporary = true
		case "unique":
			unique = true
		case "fulltext", "spatial", "vector", "bitmap", "columnstore", "xml":
			method = word
		case "table":
			r.createTable(c, replace, temporary)
			return
		case "view":
			r.createView(c, replace)
			return
		case "index":
			r.createIndex(c, unique, method)
			return
		case "type":
			r.createType(c)
			return
		case "domain":
			r.createDomain(c)
			return
		case "schema":
			r.createSchema(c)
			return
		case "sequence":
			r.createSequence(c)
			return
		case "definer":
			for more := c.acceptMark('='); more; more = c.acceptMark('@') { // user@host
				c.one()
			}
		case "algorithm":
			if c.acceptMark('=') {
				c.one()
			}
		default:
			if at.kind == sqlWord && !sqlCreateWords[word] && !strings.HasPrefix(word, "@") {
				c.leaveAll("CREATE "+strings.ToUpper(word), objectReason(word))
				return
			}
		}
	}
}

// createTable reads CREATE TABLE behind these words.
func (r *sqlReader) createTable(c *sqlCursor, replace, temporary bool) {
	ifNot := c.accept("if", "not", "exists")
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a table")
		return
	}
	if r.full() {
		return
	}
	if temporary && r.dialect != "oracle" || strings.HasPrefix(p.name, "#") && (r.dialect == "sqlserver" || !p.quoted) {
		c.leaveAll("CREATE TEMPORARY TABLE", becauseTemporary)
		return
	}
	r.did()
	if !r.makeRoom(p, "table", replace, ifNot) {
		return
	}
	t := r.addTable(p, diagram.KindPlain)
	if temporary { // in Oracle it is there for good, only its rows are not
		c.leaveFrom(0, "TEMPORARY", becauseRowsGone)
	}
	from := c.i
	switch {
	case c.accept("partition", "of"):
		r.copyFrom(t, c, copying(copyPart))
		c.leaveFrom(from, "PARTITION OF", becausePart)
		if inside, ok := c.group(); ok {
			r.partBody(t, inside)
		}
		r.tableOptions(t, c)
		return
	case c.accept("like"):
		r.copyFrom(t, c, copying(copyAll))
	case c.accept("of"):
		r.copyType(t, c)
		if inside, ok := c.group(); ok {
			r.partBody(t, inside)
		}
	case c.accept("as", "filetable"), c.accept("as", "node"), c.accept("as", "edge"):
		c.leaveFrom(from, "AS FILETABLE", becauseServer)
	}
	if c.isMark('(') {
		open := c.tok()
		inside, closed := c.group()
		if !closed {
			r.syntax(open, "its closing parenthesis is missing, and the table ends with the statement")
		}
		if w := r.word(r.on(inside).tok()); w == "select" || w == "with" {
			r.fromQuery(t)
		} else {
			r.tableBody(t, inside)
		}
	}
	r.tableOptions(t, c)
}

// makeRoom tells whether a table or view of this name can be made: there is none yet, or
// OR REPLACE drops it. A second one without IF NOT EXISTS is reported.
func (r *sqlReader) makeRoom(p sqlPath, what string, replace, ifNot bool) bool {
	old := r.tableExactly(p)
	switch {
	case old == nil:
		return true
	case replace:
		r.dropTable(old)
		return true
	case !ifNot:
		r.warn("duplicate-table", p.at, old.ID, "The %s %q is created a second time; the first one counts.", what, p.name)
	}
	return false
}

// tableExactly finds the table that would be in the way of a new one of this name.
func (r *sqlReader) tableExactly(p sqlPath) *sqlTable {
	if r.dialect == "sqlite" || r.dialect == "sqlserver" {
		return r.folded[strings.ToLower(sqlTableKey(r.home(p), p.name))]
	}
	return r.exact[sqlTableKey(r.home(p), r.sameName(p))]
}

var (
	becauseRowsGone  = &sqlReason{text: "a diagram does not say that the rows of a table are gone when the session ends", list: 3}
	becauseTemporary = &sqlReason{text: "a temporary table is gone when the session ends", list: 20}
)

// partBody reads what PARTITION OF adds to the columns that it takes over.
func (r *sqlReader) partBody(t *sqlTable, inside []sqlToken) {
	for _, part := range r.parts(inside) {
		c := r.on(part)
		if r.isConstraint(c) {
			r.tableConstraint(t, c)
			continue
		}
		at := c.tok()
		name, _ := c.name()
		if col := t.column(name); col != nil {
			c.accept("with", "options")
			r.columnRest(t, col, c)
		} else {
			r.noColumn(t, name, at, "its definition as a part")
		}
	}
}

func (r *sqlReader) fromQuery(t *sqlTable) {
	r.warn("sql-query-table", t.at, t.ID, "The table %q is made from a query, so its columns are not known.", t.Name)
}

// tableOptions reads what stands behind the columns of a table.
func (r *sqlReader) tableOptions(t *sqlTable, c *sqlCursor) {
	for !c.done() {
		switch {
		case c.accept("inherits"):
			from := c.i - 1
			inside, _ := c.group()
			c.leaveFrom(from, "INHERITS", becauseInherits)
			own := t.Columns
			t.Columns = nil
			for _, part := range r.parts(inside) {
				r.copyFrom(t, r.on(part), copying(copyInherited))
			}
			t.Columns = append(t.Columns, own...) // inherited columns come first
		case c.accept("comment"):
			c.acceptMark('=')
			t.Comment = c.comment()
		case c.accept("as"):
			w := c.word()
			if w == "node" || w == "edge" {
				c.i++
				c.leaveFrom(c.i-2, "AS NODE", becauseServer)
			}
			if w == "select" || w == "with" || w == "values" || w == "table" || w == "execute" || c.isMark('(') {
				if len(t.Columns) == 0 {
					r.fromQuery(t)
				}
				return
			}
		case c.is("select") && len(t.Columns) == 0:
			r.fromQuery(t)
			return
		case c.is("partition", "by"):
			from := c.i
			c.i = len(c.t)
			c.leaveFrom(from, "PARTITION BY", becauseParts)
		case c.is("with", "system", "versioning"), c.is("with") && c.markAt(1, '(') && r.word(c.peek(2)) == "system_versioning":
			from := c.i
			c.i++
			for c.accept("system") || c.accept("versioning") {
			}
			c.group()
			c.leaveFrom(from, "SYSTEM VERSIONING", becauseHistory)
		default:
			c.one()
		}
	}
}

var (
	becauseInherits = &sqlReason{text: "a diagram does not say which table inherits from which; the columns are copied", list: 3}
	becauseParts    = &sqlReason{text: "a diagram does not say how a table is divided", list: 3}
	becauseHistory  = &sqlReason{text: "a diagram does not say which rows keep their history", list: 3}
)

// tableBody reads the columns, then the constraints, of CREATE TABLE.
func (r *sqlReader) tableBody(t *sqlTable, inside []sqlToken) {
	var later []*sqlCursor
	for _, part := range r.parts(inside) {
		c := r.on(part)
		if c.done() {
			continue // a comma too many
		}
		if c.is("like") && r.isConstraint(c) {
			c.i++
			if r.mysql() {
				r.copyFrom(t, c, copying(copyAll)) // CREATE TABLE t (LIKE other)
			} else {
				r.copyFrom(t, c, (*sqlCursor).including)
			}
			continue
		}
		if r.isConstraint(c) {
			later = append(later, c)
			continue
		}
		for !c.done() && !r.full() {
			before := c.i
			r.column(t, c)
			if c.i == before {
				c.i++
			}
		}
	}
	for _, c := range later {
		if r.full() {
			return
		}
		r.tableConstraint(t, c)
	}
}

// isConstraint tells whether a part of a table is a constraint or an index rather than a
// column. KEY and INDEX may also be names of columns.
func (r *sqlReader) isConstraint(c *sqlCursor) bool {
	switch c.word() {
	case "constraint":
		return c.peek(1).kind != sqlEnd
	case "primary":
		return r.word(c.peek(1)) == "key"
	case "foreign":
		return r.word(c.peek(1)) == "key"
	case "unique", "check", "exclude":
		next := c.peek(1)
		return c.markAt(1, '(') || next.kind == sqlQuoted || r.word(next) != "" && !sqlTypeLike[r.word(next)]
	case "like":
		return c.peek(1).kind == sqlWord || c.peek(1).kind == sqlQuoted
	case "fulltext", "spatial":
		next := r.word(c.peek(1))
		return next == "key" || next == "index" || r.mysql()
	case "vector":
		next := r.word(c.peek(1))
		return next == "key" || next == "index"
	case "key", "index":
		return r.isIndex(c)
	case "period":
		return r.word(c.peek(1)) == "for"
	case "supplemental":
		return r.word(c.peek(1)) == "log"
	case "not":
		return r.word(c.peek(1)) == "null"
	}
	return false
}

// sqlTypeLike are types that may follow a column called unique or check.
var sqlTypeLike = map[string]bool{
	"int": true, "integer": true, "bigint": true, "text": true, "varchar": true, "boolean": true, "bool": true, "char": true, "date": true, "timestamp": true,
}

// isIndex tells apart "KEY name (column)" and a column "key varchar(255)".
func (r *sqlReader) isIndex(c *sqlCursor) bool {
	i := 1
	if c.markAt(i, '(') {
		return true
	}
	if c.peek(i).kind == sqlQuoted || c.peek(i).kind == sqlWord {
		i++
	}
	if r.word(c.peek(i)) == "using" {
		return true
	}
	for r.dialect == "sqlserver" && (c.peek(i).kind == sqlWord) {
		i++ // INDEX name UNIQUE NONCLUSTERED (column)
	}
	return c.markAt(i, '(') && c.peek(i+1).kind != sqlNumber && !strings.EqualFold(c.text(c.peek(i+1)), "max")
}

// createSchema reads CREATE SCHEMA. In MySQL that is another word for a database.
func (r *sqlReader) createSchema(c *sqlCursor) {
	c.accept("if", "not", "exists")
	at := c.tok()
	if c.accept("authorization") {
		at = c.tok()
	}
	name, ok := c.name()
	if !ok || r.mysql() {
		c.leaveAll("CREATE SCHEMA", becauseServer)
		return
	}
	r.did()
	r.inside = r.schemaName(name)
	r.schemaID(r.inside, at)
}
