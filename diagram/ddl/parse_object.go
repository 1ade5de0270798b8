package ddl

import (
	"cmp"
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
	kind := c.word()
	c.i++
	r.commentOn(kind, c)
}

func (r *sqlReader) commentOn(kind string, c *sqlCursor) {
	p, ok := c.path()
	if !ok || !c.accept("is") {
		return
	}
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

// drop reads DROP of tables, views, indexes, types and domains.
func (r *sqlReader) drop(c *sqlCursor) {
	c.accept("materialized")
	kind := c.word()
	c.i++
	c.accept("concurrently")
	c.accept("if", "exists")
	for _, part := range r.parts(c.t[min(c.i, len(c.t)):]) {
		p, ok := r.on(part).path()
		if !ok {
			continue
		}
		switch kind {
		case "table", "view":
			if t := r.table(p); t != nil {
				r.dropTable(t)
			}
		case "index":
			r.dropIndex(p)
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

func (r *sqlReader) dropIndex(p sqlPath) {
	for _, t := range r.tables {
		if !r.spend(len(t.Indexes)) {
			return
		}
		t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool { return x.Name != "" && strings.EqualFold(x.Name, p.name) })
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
}

func (r *sqlReader) free(id diagram.ID) {
	delete(r.live, id)
	delete(r.used, id)
	delete(r.page.Places, id)
}

// renameTables reads RENAME TABLE a TO b, c TO d of MySQL.
func (r *sqlReader) renameTables(c *sqlCursor) {
	if !c.accept("table") {
		return
	}
	for _, part := range r.parts(c.t[c.i:]) {
		pc := r.on(part)
		old, ok := pc.path()
		if !ok || !pc.accept("to") {
			continue
		}
		name, ok := pc.path()
		if t := r.table(old); t != nil && ok {
			r.renameTable(t, name)
		}
	}
}

// execute reads sp_addextendedproperty of SQL Server, which holds comments.
func (r *sqlReader) execute(c *sqlCursor) {
	p, ok := c.path()
	if !ok || !strings.EqualFold(p.name, "sp_addextendedproperty") {
		return
	}
	var words []string
	for _, part := range r.parts(c.t[c.i:]) {
		if len(part) == 0 {
			continue
		}
		last := part[len(part)-1]
		words = append(words, r.bounded(r.stringOf(last), diagram.MaxText, last))
	}
	// name, value, then pairs of level and name: SCHEMA dbo TABLE t COLUMN c
	if len(words) < 6 || !strings.EqualFold(words[0], "MS_Description") {
		return
	}
	level := map[string]string{}
	for i := 2; i+1 < len(words); i += 2 {
		level[strings.ToLower(words[i])] = words[i+1]
	}
	t := r.table(sqlPath{schema: level["schema"], name: cmp.Or(level["table"], level["view"]), at: p.at})
	if t == nil {
		return
	}
	if column := level["column"]; column == "" {
		t.Comment = words[1]
	} else if col := t.column(column); col != nil {
		col.Comment = words[1]
	}
}
