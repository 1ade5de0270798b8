package ddl

import (
	"slices"
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
				c.leaveAll("CREATE "+strings.ToUpper(diagram.CutName(word)), r.createReason(word))
				return
			}
		}
	}
}

// createReason says why what CREATE makes here is left out.
func (r *sqlReader) createReason(word string) *sqlReason {
	if objectReasons[word] == nil {
		return becauseUnknown
	}
	return objectReasons[word]
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

// sqlCopy says what of another table is copied besides names, types and NOT NULL of its
// columns.
type sqlCopy struct{ keys, indexes, checks, defaults, identity, generated, comments bool }

// What is copied by which clause.
var (
	copyAll       = sqlCopy{true, true, true, true, true, true, true}
	copyPart      = sqlCopy{keys: true, checks: true, defaults: true, identity: true, generated: true}
	copyInherited = sqlCopy{checks: true, defaults: true, generated: true}
)

// copying copies the same whatever stands in the script.
func copying(what sqlCopy) func(*sqlCursor) sqlCopy {
	return func(*sqlCursor) sqlCopy { return what }
}

// including reads what behind LIKE of PostgreSQL says what is copied.
func (c *sqlCursor) including() (what sqlCopy) {
	for {
		on := c.accept("including")
		if !on && !c.accept("excluding") {
			return what
		}
		switch c.word() {
		case "all":
			what = sqlCopy{}
			if on {
				what = copyAll
			}
		case "indexes":
			what.keys, what.indexes = on, on
		case "constraints":
			what.checks = on
		case "defaults":
			what.defaults = on
		case "identity":
			what.identity = on
		case "generated":
			what.generated = on
		case "comments":
			what.comments = on
		}
		c.one()
	}
}

// copyFrom copies the columns, and what is asked for, of another table: LIKE, INHERITS
// and PARTITION OF.
func (r *sqlReader) copyFrom(t *sqlTable, c *sqlCursor, what func(*sqlCursor) sqlCopy) {
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the table whose columns are to be copied is not named")
		return
	}
	kept := what(c)
	from := r.table(p)
	if from == nil || from == t {
		r.warn("unresolved-reference", p.at, t.ID, "The table %q takes its columns from %q, which is not in the script.", t.Name, p.name)
		return
	}
	if r.copied += len(from.Columns) + len(from.Keys) + len(from.Indexes) + len(from.Checks); r.copied > maxSQLCopied {
		r.warn("too-large", p.at, t.ID, "The columns of %q are not copied to %q, because the script copies more than %d.", p.name, t.Name, maxSQLCopied)
		return
	}
	r.did()
	for _, old := range from.Columns {
		if t.columns[old.Name] == nil {
			r.copyColumn(t, old, kept, p.at)
		}
	}
	if kept.keys {
		for _, k := range from.Keys {
			r.addKey(t, "", k.Primary, r.columnIDs(t, from.Names(k.Columns)), p.at)
		}
	}
	if kept.indexes {
		for _, x := range from.Indexes {
			r.copyIndex(t, from, x, p.at)
		}
	}
	if kept.checks {
		for _, k := range from.Checks {
			r.addCheck(t, k.Name, k.Expression, p.at)
		}
	}
}

func (r *sqlReader) copyColumn(t *sqlTable, old *diagram.Column, kept sqlCopy, at sqlToken) {
	col := *old
	col.ID, col.Order = r.id(t.schema, t.Name, old.Name), ""
	if !kept.checks {
		col.Check = ""
	}
	if !kept.defaults {
		col.Default = ""
	}
	if !kept.identity {
		col.Identity = diagram.IdentityNone
	}
	if !kept.generated {
		col.Generated, col.Stored = "", false
	}
	if !kept.comments {
		col.Comment = ""
	}
	t.Columns = append(t.Columns, &col)
	t.index(&col)
	r.page.Places[col.ID] = r.place(at.start)
}

// copyIndex copies an index to a table that took over the columns.
func (r *sqlReader) copyIndex(t, from *sqlTable, old *diagram.Index, at sqlToken) {
	x := *old
	x.Order, x.Parts = "", slices.Clone(old.Parts)
	if !r.mysql() {
		x.Name = "" // PostgreSQL gives the copy a name of its own
	}
	for i, p := range x.Parts {
		if p.Column == "" {
			continue
		}
		ids := r.columnIDs(t, from.Names([]diagram.ID{p.Column}))
		if len(ids) != 1 {
			return
		}
		x.Parts[i].Column = ids[0]
	}
	x.Include = r.columnIDs(t, from.Names(old.Include))
	r.addIndex(t, &x, at)
}

// columnIDs returns the IDs of the columns of these names that the table has.
func (r *sqlReader) columnIDs(t *sqlTable, names []string) []diagram.ID {
	var ids []diagram.ID
	for _, name := range names {
		if c := t.column(name); c != nil {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

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

// createView reads CREATE VIEW behind these words.
func (r *sqlReader) createView(c *sqlCursor, replace bool) {
	ifNot := c.accept("if", "not", "exists")
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a view")
		return
	}
	r.did()
	if !r.makeRoom(p, "view", replace, ifNot) {
		return
	}
	t := r.addTable(p, diagram.KindView)
	if inside, ok := c.group(); ok {
		for _, part := range r.parts(inside) {
			pc := r.on(part)
			at := pc.tok()
			if name, ok := pc.name(); ok && t.columns[name] == nil {
				r.addColumn(t, &diagram.Column{Name: name}, at)
			}
		}
	}
	for !c.done() && !c.is("as") {
		c.one()
	}
	if c.accept("as") {
		t.Definition = r.definition(c)
	}
}

// definition returns the query of a view, to the end of the statement.
func (r *sqlReader) definition(c *sqlCursor) string {
	if c.done() {
		return ""
	}
	last := len(c.t) - 1
	if r.on(c.t[max(last-1, 0):]).is("with", "data") {
		last -= 2 // of a materialized view; neither is part of the query
	} else if r.on(c.t[max(last-2, 0):]).is("with", "no", "data") {
		last -= 3
	}
	if last < c.i {
		return ""
	}
	return r.bounded(strings.TrimSpace(r.src[c.tok().start:c.t[last].end]), diagram.MaxText, c.tok())
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

// createType reads CREATE TYPE: enumerations, and the named types of SQL Server.
func (r *sqlReader) createType(c *sqlCursor) {
	c.accept("if", "not", "exists")
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a type")
		return
	}
	switch {
	case c.accept("as", "enum"):
		o := &diagram.Domain{Name: p.name}
		inside, _ := c.group()
		for _, t := range inside {
			if t.kind == sqlString {
				o.Values = append(o.Values, r.bounded(r.stringOf(t), diagram.MaxName, t))
			}
		}
		if len(o.Values) > diagram.MaxColumns {
			r.warn("too-large", p.at, "", "The type %q has %d values; only the first %d are kept.", p.name, len(o.Values), diagram.MaxColumns)
			o.Values = o.Values[:diagram.MaxColumns]
		}
		r.addDomain(o, p)
	case c.accept("from"):
		o := &diagram.Domain{Name: p.name, Type: r.typeText(c)}
		o.NotNull = c.accept("not", "null")
		r.addDomain(o, p)
	case c.done():
		c.leaveAll("CREATE TYPE", becauseShell)
	default:
		r.createComposite(p, c)
		c.leaveAll("CREATE TYPE", becauseComposite)
	}
}

// createComposite remembers the columns of a type made of several parts, for tables that
// are made of it.
func (r *sqlReader) createComposite(p sqlPath, c *sqlCursor) {
	if !c.accept("as") {
		return // a type of a form that only C knows
	}
	inside, ok := c.group()
	if !ok || len(r.composites) >= diagram.MaxOthers {
		return
	}
	t := &sqlTable{Table: &diagram.Table{Name: p.name}, schema: r.home(p), columns: map[string]*diagram.Column{}, dropped: true}
	r.tableBody(t, inside)
	for _, col := range t.Columns {
		r.free(col.ID)
	}
	r.composites[strings.ToLower(sqlTableKey(t.schema, p.name))] = t
}

// copyType gives a table the columns of the type that it is made of.
func (r *sqlReader) copyType(t *sqlTable, c *sqlCursor) {
	p, _ := c.path()
	from := r.composites[strings.ToLower(sqlTableKey(r.home(p), p.name))]
	if from == nil {
		r.warn("unresolved-reference", p.at, t.ID, "The table %q takes its columns from the type %q, which is not in the script.", t.Name, p.name)
		return
	}
	if r.copied += len(from.Columns); r.copied > maxSQLCopied {
		r.warn("too-large", p.at, t.ID, "The columns of %q are not copied to %q, because the script copies more than %d.", p.name, t.Name, maxSQLCopied)
		return
	}
	for _, old := range from.Columns {
		r.copyColumn(t, old, copyAll, p.at)
	}
}

var (
	becauseShell     = &sqlReason{text: "it says nothing of the type but its name", list: 3}
	becauseComposite = &sqlReason{text: "a diagram has no types made of several parts; columns keep the name of the type", list: 20}
)

// createDomain reads CREATE DOMAIN name AS type and its constraints.
func (r *sqlReader) createDomain(c *sqlCursor) {
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a domain")
		return
	}
	c.accept("as")
	o := &diagram.Domain{Name: p.name, Type: r.typeText(c)}
	var checks []sqlCondition
	name := ""
	for !c.done() {
		switch {
		case c.accept("not", "null"):
			o.NotNull = true
		case c.accept("null"):
		case c.accept("default"):
			o.Default = r.expression(c.expressionEnd(), false)
		case c.accept("check"):
			inside, _ := c.group()
			checks = append(checks, sqlCondition{name, r.expression(inside, true)})
			name = ""
		case c.accept("constraint"):
			name, _ = c.name()
		case c.accept("collate"):
			c.path()
		default:
			c.one()
		}
	}
	o.Check = r.bounded(joinConditions(checks), diagram.MaxText, p.at)
	r.addDomain(o, p)
	if len(checks) > 0 && r.page.Diagram.Domains[o.ID] == o {
		r.conditions[o.ID] = checks
	}
}

// sqlCondition is one check of a domain, with its name if it has one.
type sqlCondition struct{ name, text string }

// joinConditions writes several conditions as one.
func joinConditions(list []sqlCondition) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0].text
	}
	texts := make([]string, len(list))
	for i, c := range list {
		texts[i] = "(" + c.text + ")"
	}
	return strings.Join(texts, " AND ")
}

func (r *sqlReader) addDomain(o *diagram.Domain, p sqlPath) {
	schema := r.home(p)
	if old := r.domains[strings.ToLower(sqlTableKey(schema, p.name))]; old != nil {
		r.warn("duplicate-type", p.at, old.ID, "The type %q is created a second time; the first one counts.", p.name)
		return
	}
	if len(r.page.Diagram.Domains) >= diagram.MaxOthers {
		r.once("The script has more types than a diagram can hold; the rest is left out.")
		return
	}
	o.ID = r.id("domain", schema, p.name)
	o.Schema = r.schemaID(schema, p.at)
	r.page.Diagram.AddDomain(o)
	r.domains[strings.ToLower(sqlTableKey(schema, p.name))] = o
	r.domains[strings.ToLower(p.name)] = o
	r.page.Places[o.ID] = r.place(p.at.start)
}
