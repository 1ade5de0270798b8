package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// comment reads COMMENT ON object IS 'text'.
func (r *sqlReader) comment(c *sqlCursor) {
	if !c.accept("on") {
		return
	}
	if c.accept("materialized") {
		c.accept("view")
		r.commentOn("table", c)
		return
	}
	c.accept("foreign") // COMMENT ON FOREIGN TABLE
	kind := c.word()
	c.i++
	r.commentOn(kind, c)
}

func (r *sqlReader) commentOn(kind string, c *sqlCursor) {
	switch kind {
	case "table", "view", "column", "type", "domain", "schema", "database":
	default:
		c.leaveAll("COMMENT ON", becauseComment)
		return
	}
	p, ok := c.path()
	if !ok || !c.accept("is") {
		return
	}
	r.did()
	text := c.comment()
	switch kind {
	case "table", "view":
		if t := r.table(p); t != nil {
			t.Comment = text
			return
		}
		r.warn("unresolved-reference", p.at, "", "The table %q, which is commented on here, is not in the script.", p.name)
	case "column":
		t := r.table(sqlPath{schema: p.before, name: p.schema, quoted: c.quotedBefore(), at: p.at})
		if t == nil {
			r.warn("unresolved-reference", p.at, "", "The table %q, whose column is commented on here, is not in the script.", p.schema)
			return
		}
		if col := t.column(p.name); col != nil {
			col.Comment = text
		} else if t.Kind != diagram.KindView {
			r.noColumn(t, p.name, p.at, "a comment")
		}
	case "type", "domain":
		if o := r.domain(p); o != nil {
			o.Comment = text
		}
	case "schema":
		if s := r.page.Diagram.Schemas[r.schemas[strings.ToLower(p.name)]]; s != nil {
			s.Comment = text
		}
	case "database":
		r.page.Diagram.Comment = text
	}
}

// quotedBefore tells whether the last but one name of the path just read, the name of a
// column's table, stands in quotes. The cursor is behind IS.
func (c *sqlCursor) quotedBefore() bool { return c.i >= 4 && c.peek(-4).kind == sqlQuoted }

// domain finds a domain or enumeration.
func (r *sqlReader) domain(p sqlPath) *diagram.Domain {
	if o := r.domains[strings.ToLower(sqlTableKey(r.home(p), p.name))]; o != nil || p.schema != "" {
		return o
	}
	return r.domains[strings.ToLower(p.name)]
}

// drop reads DROP of tables, views, indexes, types and domains. Dropping what is not
// there has no effect, as in a script that begins with DROP TABLE IF EXISTS.
func (r *sqlReader) drop(c *sqlCursor) {
	for c.accept("materialized") || c.accept("foreign") || c.accept("temporary") || c.accept("external") {
	}
	kind := c.word()
	switch kind {
	case "table", "view", "index", "type", "domain", "tables":
	case "schema":
		r.dropSchema(c)
		return
	case "sequence":
		c.leaveAll("DROP SEQUENCE", becauseDropped)
		return
	default:
		reason := becauseUnknown
		if objectReasons[kind] != nil {
			reason = becauseDropped
		}
		c.leaveAll("DROP "+strings.ToUpper(kind), reason)
		return
	}
	c.i++
	c.accept("concurrently")
	c.accept("if", "exists")
	for _, part := range r.parts(c.t[min(c.i, len(c.t)):]) {
		pc := r.on(part)
		p, ok := pc.path()
		if !ok {
			continue
		}
		r.did()
		switch kind {
		case "table", "view", "tables":
			if t := r.table(p); t != nil && (p.schema == "" || t.schema == r.home(p)) {
				r.dropTable(t)
			}
		case "index":
			r.dropIndex(p, pc)
		case "type", "domain":
			if o := r.domain(p); o != nil {
				delete(r.page.Diagram.Domains, o.ID)
				r.free(o.ID)
				delete(r.domains, strings.ToLower(sqlTableKey(r.home(p), p.name)))
				delete(r.domains, strings.ToLower(p.name))
			}
		}
	}
}

// dropSchema reads DROP SCHEMA; CASCADE takes the tables along, without it the schema must
// be empty.
func (r *sqlReader) dropSchema(c *sqlCursor) {
	c.i++
	c.accept("if", "exists")
	name, ok := c.name()
	id, known := r.schemas[strings.ToLower(name)]
	inside := func(t *sqlTable) bool { return !t.dropped && t.Schema == id }
	holds := func() bool {
		if slices.ContainsFunc(r.tables, inside) {
			return true
		}
		for _, o := range r.domains {
			if o.Schema == id {
				return true
			}
		}
		return false
	}
	if !ok || !known || !r.spend(len(r.tables)+len(r.domains)) || !c.accept("cascade") && holds() {
		c.leaveAll("DROP SCHEMA", becauseDropped)
		return
	}
	r.did()
	for _, t := range slices.Clone(r.tables) {
		if inside(t) {
			r.dropTable(t)
		}
	}
	for key, o := range r.domains {
		if o.Schema == id {
			delete(r.domains, key)
			delete(r.page.Diagram.Domains, o.ID)
			r.free(o.ID)
		}
	}
	delete(r.page.Diagram.Schemas, id)
	delete(r.schemas, strings.ToLower(name))
	r.free(id)
	if strings.EqualFold(r.current, name) {
		r.current = ""
	}
}

// dropIndex drops the indexes of a name, of the table that ON names if it does.
func (r *sqlReader) dropIndex(p sqlPath, c *sqlCursor) {
	var on *sqlTable
	if c.accept("on") {
		if table, ok := c.path(); ok {
			on = r.table(table)
		}
	}
	for _, t := range r.tables {
		if t.dropped || on != nil && t != on {
			continue
		}
		if !r.spend(len(t.Indexes)) {
			return
		}
		t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool { return x.Name != "" && strings.EqualFold(x.Name, p.name) })
		if on != nil { // MySQL and SQL Server drop unique keys like this, too
			t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool { return !k.Primary && k.Name != "" && strings.EqualFold(k.Name, p.name) })
		}
	}
}

// dropTable removes a table; finish leaves out its foreign keys. A table made anew under
// the name is the same table again, so IDs and places become free.
func (r *sqlReader) dropTable(t *sqlTable) {
	t.dropped = true
	r.dropped++
	r.unfile(t)
	r.free(t.ID)
	for _, c := range t.Columns {
		r.free(c.ID)
	}
	for _, k := range t.Keys {
		r.free(k.ID)
	}
	for _, x := range t.Indexes {
		r.free(x.ID)
	}
	for _, k := range t.Checks {
		r.free(k.ID)
	}
	if r.dropped > 1000 && r.dropped > len(r.tables)/2 {
		r.forgetDropped()
	}
}

// forgetDropped lets go of the tables that were dropped, and of their foreign keys.
func (r *sqlReader) forgetDropped() {
	r.tables = slices.DeleteFunc(r.tables, func(t *sqlTable) bool { return t.dropped })
	r.references = slices.DeleteFunc(r.references, func(f *sqlReference) bool { return f.child.dropped })
	r.dropped = 0
}

func (r *sqlReader) free(id diagram.ID) {
	delete(r.live, id)
	delete(r.used, id)
	delete(r.page.Places, id)
}

// renameTables reads RENAME TABLE a TO b, c TO d of MySQL.
func (r *sqlReader) renameTables(c *sqlCursor) {
	if !c.accept("table") && !c.accept("tables") {
		c.leaveAll("RENAME", becauseServer)
		return
	}
	for _, part := range r.parts(c.t[c.i:]) {
		pc := r.on(part)
		old, ok := pc.path()
		if !ok || !pc.accept("to") {
			continue
		}
		name, ok := pc.path()
		t := r.table(old)
		if t == nil {
			r.warn("unresolved-reference", old.at, "", "The table %q, which is renamed here, is not in the script.", old.name)
			continue
		}
		if ok {
			r.did()
			r.renameTable(t, name)
		}
	}
}
