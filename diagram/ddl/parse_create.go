package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

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
		case "fulltext", "spatial", "vector", "bitmap", "columnstore":
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
		case "policy", "rule", "aggregate", "operator", "synonym", "cast", "collation", "statistics":
			r.left[word]++
			return
		case "virtual":
			r.left["virtual table"]++
			return
		case "sequence", "database", "extension", "role", "user", "login", "tablespace", "server", "publication", "subscription", "text", "":
			if at.kind == sqlWord {
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
	if temporary || strings.HasPrefix(p.name, "#") && (r.dialect == "sqlserver" || !p.quoted) {
		r.left["temporary table"]++
		return
	}
	if !r.makeRoom(p, "table", replace, ifNot) {
		return
	}
	t := r.addTable(p, diagram.KindPlain)
	switch {
	case c.accept("partition", "of"):
		r.copyFrom(t, c, true)
	case c.accept("like"):
		r.copyFrom(t, c, true)
	case c.accept("of"):
		c.path()
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

func (r *sqlReader) fromQuery(t *sqlTable) {
	r.warn("sql-query-table", t.at, t.ID, "The table %q is made from a query, so its columns are not known.", t.Name)
}

// tableOptions reads what stands behind the columns of a table.
func (r *sqlReader) tableOptions(t *sqlTable, c *sqlCursor) {
	for !c.done() {
		switch {
		case c.accept("inherits"):
			inside, _ := c.group()
			own := t.Columns
			t.Columns = nil
			for _, part := range r.parts(inside) {
				r.copyFrom(t, r.on(part), false)
			}
			t.Columns = append(t.Columns, own...) // inherited columns come first
		case c.accept("comment"):
			c.acceptMark('=')
			t.Comment = c.comment()
		case c.accept("as"):
			if len(t.Columns) == 0 {
				r.fromQuery(t)
			}
			return
		case c.is("select") && len(t.Columns) == 0:
			r.fromQuery(t)
			return
		case c.is("partition", "by"):
			return
		default:
			c.one()
		}
	}
}

// copyFrom copies the columns, and where asked the keys, of another table: LIKE,
// INHERITS and PARTITION OF.
func (r *sqlReader) copyFrom(t *sqlTable, c *sqlCursor, keys bool) {
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the table whose columns are to be copied is not named")
		return
	}
	from := r.table(p)
	if from == nil || from == t {
		r.warn("unresolved-reference", p.at, t.ID, "The table %q takes its columns from %q, which is not in the script.", t.Name, p.name)
		return
	}
	if r.copied += len(from.Columns) + len(from.Keys); r.copied > maxSQLCopied {
		r.warn("too-large", p.at, t.ID, "The columns of %q are not copied to %q, because the script copies more than %d.", p.name, t.Name, maxSQLCopied)
		return
	}
	for _, old := range from.Columns {
		if t.columns[old.Name] != nil {
			continue
		}
		col := *old
		col.ID, col.Order = r.id(t.schema, t.Name, old.Name), ""
		t.Columns = append(t.Columns, &col)
		t.index(&col)
		r.page.Places[col.ID] = r.place(p.at.start)
	}
	if !keys {
		return
	}
	for _, k := range from.Keys {
		r.addKey(t, "", k.Primary, r.columnIDs(t, from.Names(k.Columns)), p.at)
	}
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
			r.copyFrom(t, c, false)
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
	if c.accept("as") && !c.done() {
		t.Definition = r.bounded(strings.TrimSpace(r.src[c.tok().start:c.t[len(c.t)-1].end]), diagram.MaxText, c.tok())
	}
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
		return
	}
	r.inside = r.schemaName(name)
	r.schemaID(r.inside, at)
}

// createType reads CREATE TYPE: enumerations, and the named types of SQL Server.
func (r *sqlReader) createType(c *sqlCursor) {
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
	default:
		r.left["composite type"]++
	}
}

// createDomain reads CREATE DOMAIN name AS type and its constraints.
func (r *sqlReader) createDomain(c *sqlCursor) {
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a domain")
		return
	}
	c.accept("as")
	o := &diagram.Domain{Name: p.name, Type: r.typeText(c)}
	var checks []string
	for !c.done() {
		switch {
		case c.accept("not", "null"):
			o.NotNull = true
		case c.accept("default"):
			o.Default = r.expression(c.expressionEnd(), false)
		case c.accept("check"):
			inside, _ := c.group()
			checks = append(checks, r.expression(inside, true))
		case c.accept("constraint"):
			c.name()
		case c.accept("collate"):
			c.path()
		default:
			c.one()
		}
	}
	o.Check = strings.Join(checks, " AND ")
	if len(checks) > 1 {
		o.Check = "(" + strings.Join(checks, ") AND (") + ")"
	}
	o.Check = r.bounded(o.Check, diagram.MaxText, p.at)
	r.addDomain(o, p)
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
