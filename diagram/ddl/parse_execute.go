package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// execute reads the procedures of SQL Server that say something about a schema:
// sp_addextendedproperty, sp_updateextendedproperty and sp_dropextendedproperty, which
// hold comments, and sp_rename.
func (r *sqlReader) execute(c *sqlCursor) {
	p, ok := c.path()
	name := strings.ToLower(p.name)
	if c.acceptMark('=') { // EXEC @result = procedure
		p, ok = c.path()
		name = strings.ToLower(p.name)
	}
	switch {
	case !ok:
	case name == "sp_addextendedproperty" || name == "sp_updateextendedproperty" || name == "sp_dropextendedproperty":
		order := []string{"name", "value", "level0type", "level0name", "level1type", "level1name", "level2type", "level2name"}
		if name == "sp_dropextendedproperty" {
			order = slices.Delete(order, 1, 2)
		}
		if r.extendedProperty(r.arguments(c, order...)) {
			r.did()
			return
		}
		c.leaveAll("EXEC "+name, becauseProperty)
		return
	case name == "sp_rename":
		if r.spRename(r.arguments(c, "objname", "newname", "objtype")) {
			return
		}
		c.leaveAll("EXEC sp_rename", becauseAbsent)
		return
	}
	c.leaveAll("EXEC", becauseProgram)
}

var becauseProperty = &sqlReason{text: "a diagram holds comments of tables and columns and no other properties", list: 3}

// arguments reads the arguments of a procedure, which stand in this order or are named as
// @name = value.
func (r *sqlReader) arguments(c *sqlCursor, order ...string) map[string]string {
	m := map[string]string{}
	for i, part := range r.parts(c.t[c.i:]) {
		if len(part) == 0 {
			continue
		}
		last, key := part[len(part)-1], ""
		if i < len(order) {
			key = order[i]
		}
		if len(part) > 2 && r.on(part).markAt(1, '=') {
			key = strings.TrimPrefix(r.word(part[0]), "@")
		}
		value := r.bounded(r.stringOf(last), diagram.MaxText, last)
		if text, ok := r.variables[r.word(last)]; ok {
			value = text
		}
		m[key] = value
	}
	return m
}

// extendedProperty keeps a comment; false means that it is another property or about
// something else.
func (r *sqlReader) extendedProperty(a map[string]string) bool {
	if !strings.EqualFold(a["name"], "MS_Description") {
		return false
	}
	level := map[string]string{}
	for _, n := range []string{"0", "1", "2"} {
		level[strings.ToLower(a["level"+n+"type"])] = a["level"+n+"name"]
	}
	name := level["table"]
	if name == "" {
		name = level["view"]
	}
	if name == "" {
		return r.schemaComment(level, a["value"])
	}
	schema := level["schema"]
	if schema == "" {
		schema = level["user"]
	}
	t := r.table(sqlPath{schema: schema, name: name})
	if t == nil {
		return false
	}
	if a["level2type"] == "" || strings.EqualFold(a["level2type"], "null") {
		t.Comment = a["value"]
		return true
	}
	col := t.column(level["column"])
	if col == nil {
		return false // of a constraint or an index
	}
	col.Comment = a["value"]
	return true
}

// schemaComment keeps the comment of a schema or of the whole database.
func (r *sqlReader) schemaComment(level map[string]string, text string) bool {
	if level["schema"] != "" {
		s := r.page.Diagram.Schemas[r.schemas[strings.ToLower(level["schema"])]]
		if s == nil {
			return false
		}
		s.Comment = text
		return true
	}
	for kind := range level {
		if kind != "" && kind != "null" {
			return false
		}
	}
	r.page.Diagram.Comment = text
	return true
}

// spRename gives a table, a column, an index or a constraint another name.
func (r *sqlReader) spRename(a map[string]string) bool {
	p := dottedPath(a["objname"])
	name := diagram.CutName(a["newname"])
	if p.name == "" || name == "" {
		return false
	}
	kind := strings.ToLower(a["objtype"])
	if kind == "" || kind == "object" || kind == "null" {
		if t := r.table(p); t != nil {
			r.did()
			r.renameTable(t, sqlPath{schema: p.schema, name: name, at: p.at})
			return true
		}
	}
	t := r.table(sqlPath{schema: p.before, name: p.schema})
	if kind == "column" {
		if t == nil || t.column(p.name) == nil {
			return false
		}
		r.did()
		r.renameColumn(t, t.column(p.name), name)
		return true
	}
	r.did()
	if kind != "index" {
		t = nil
	}
	r.renameParts(t, p.name, name)
	return kind != ""
}

// dottedPath reads a name that stands in a string: dbo.orders or [dbo].[order lines].
func dottedPath(text string) (p sqlPath) {
	for text != "" {
		var name string
		if rest, ok := strings.CutPrefix(text, "["); ok {
			end := 0
			for end < len(rest) && (rest[end] != ']' || strings.HasPrefix(rest[end:], "]]")) {
				if rest[end] == ']' {
					end++ // ]] is one bracket
				}
				end++
			}
			name = strings.ReplaceAll(rest[:end], "]]", "]")
			text = strings.TrimPrefix(strings.TrimPrefix(rest[end:], "]"), ".")
		} else {
			name, text, _ = strings.Cut(text, ".")
			name = strings.Trim(name, `"`)
		}
		p.before, p.schema, p.name = p.schema, p.name, diagram.CutName(name)
	}
	return p
}
