package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// alterType reads ALTER TYPE of PostgreSQL: another value, another name.
func (r *sqlReader) alterType(c *sqlCursor) {
	p, ok := c.path()
	if !ok {
		return
	}
	o := r.domain(p)
	switch {
	case o == nil:
		c.leaveAll("ALTER TYPE", becauseComposite)
	case c.accept("add", "value"):
		r.did()
		r.addValue(o, c)
	case c.accept("rename", "value"):
		old := r.stringOf(c.tok())
		c.i++
		c.accept("to")
		if i := slices.Index(o.Values, old); i >= 0 && c.tok().kind == sqlString {
			r.did()
			o.Values[i] = r.bounded(r.stringOf(c.tok()), diagram.MaxName, c.tok())
		}
	default:
		r.alterNamedType(o, p, c, "ALTER TYPE")
	}
}

// addValue reads what stands behind ADD VALUE.
func (r *sqlReader) addValue(o *diagram.Domain, c *sqlCursor) {
	c.accept("if", "not", "exists")
	if !r.spend(len(o.Values)) || c.tok().kind != sqlString {
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

// alterNamedType reads what may be done to types and domains alike.
func (r *sqlReader) alterNamedType(o *diagram.Domain, p sqlPath, c *sqlCursor, what string) {
	switch {
	case c.accept("rename", "to"):
		name, ok := c.name()
		if !ok || !r.spend(len(r.tables)) {
			return
		}
		r.did()
		r.refile(o, p, name, r.home(p))
		r.renameTypeOfColumns(p.name, name)
	case c.accept("set", "schema"):
		at := c.tok()
		if schema, ok := c.name(); ok {
			r.did()
			schema = r.schemaName(schema)
			r.refile(o, p, o.Name, schema)
			o.Schema = r.schemaID(schema, at)
		}
	case c.is("owner"):
		c.leaveAll(what+" … OWNER TO", becauseRights)
	}
}

// refile files a type under another name or schema.
func (r *sqlReader) refile(o *diagram.Domain, p sqlPath, name, schema string) {
	for _, key := range []string{sqlTableKey(r.home(p), p.name), p.name} {
		if key = strings.ToLower(key); r.domains[key] == o {
			delete(r.domains, key)
		}
	}
	o.Name = name
	r.domains[strings.ToLower(sqlTableKey(schema, name))] = o
	r.domains[strings.ToLower(name)] = o
}

// renameTypeOfColumns gives columns of a type its new name.
func (r *sqlReader) renameTypeOfColumns(old, name string) {
	for _, t := range r.tables {
		if t.dropped || !r.spend(len(t.Columns)) {
			continue
		}
		for _, c := range t.Columns {
			rest, array := strings.CutSuffix(c.Type, "[]")
			schema, bare, dotted := strings.Cut(rest, ".")
			if !dotted {
				schema, bare = "", rest
			}
			if !strings.EqualFold(bare, old) {
				continue
			}
			if c.Type = name; dotted {
				c.Type = schema + "." + name
			}
			if array {
				c.Type += "[]"
			}
		}
	}
}

// alterDomain reads ALTER DOMAIN of PostgreSQL.
func (r *sqlReader) alterDomain(c *sqlCursor) {
	p, ok := c.path()
	if !ok {
		return
	}
	o := r.domain(p)
	if o == nil {
		c.leaveAll("ALTER DOMAIN", becauseAbsentType)
		return
	}
	switch {
	case c.accept("set", "default"):
		r.did()
		o.Default = r.expression(c.expressionEnd(), false)
	case c.accept("drop", "default"):
		r.did()
		o.Default = ""
	case c.accept("set", "not", "null"):
		r.did()
		o.NotNull = true
	case c.accept("drop", "not", "null"):
		r.did()
		o.NotNull = false
	case c.accept("add"):
		r.addCondition(o, c)
	case c.accept("drop", "constraint"):
		c.accept("if", "exists")
		name, _ := c.name()
		r.did()
		r.setConditions(o, slices.DeleteFunc(r.conditions[o.ID], func(k sqlCondition) bool { return k.name != "" && strings.EqualFold(k.name, name) }), c)
	case c.is("validate"), c.is("rename", "constraint"):
		c.leaveAll("ALTER DOMAIN", becauseChecked)
	default:
		r.alterNamedType(o, p, c, "ALTER DOMAIN")
	}
}

var becauseAbsentType = &sqlReason{text: "the type that it alters is not in the script", list: 20}

// addCondition reads ADD [CONSTRAINT name] CHECK (condition) of a domain.
func (r *sqlReader) addCondition(o *diagram.Domain, c *sqlCursor) {
	name := ""
	if c.accept("constraint") {
		name, _ = c.name()
	}
	if c.accept("not", "null") {
		r.did()
		o.NotNull = true
		return
	}
	if !c.accept("check") {
		return
	}
	inside, ok := c.group()
	if ok && r.spend(len(o.Check)) {
		r.did()
		r.setConditions(o, append(r.conditions[o.ID], sqlCondition{name, r.expression(inside, true)}), c)
	}
}

func (r *sqlReader) setConditions(o *diagram.Domain, list []sqlCondition, c *sqlCursor) {
	r.conditions[o.ID] = list
	o.Check = r.bounded(joinConditions(list), diagram.MaxText, c.tok())
}

// alterIndex reads ALTER INDEX name RENAME TO name.
func (r *sqlReader) alterIndex(c *sqlCursor) {
	c.accept("if", "exists")
	p, ok := c.path()
	if !ok || !c.accept("rename", "to") {
		reason := becauseServer
		if c.is("attach") {
			reason = becausePart
		}
		c.leaveAll("ALTER INDEX", reason)
		return
	}
	name, ok := c.name()
	if !ok {
		return
	}
	r.did()
	if r.dialect != "oracle" {
		r.renameParts(nil, p.name, name)
		return
	}
	if !r.spend(len(r.tables)) {
		return
	}
	for _, t := range r.tables { // a key and the index behind it have names of their own
		if !t.dropped && r.spend(len(t.Indexes)) {
			t.renameIndex(p.name, name)
		}
	}
}

// alterSchema reads ALTER SCHEMA: another name, or SQL Server's way to move a table.
func (r *sqlReader) alterSchema(c *sqlCursor) {
	name, ok := c.name()
	switch {
	case ok && c.accept("rename", "to"):
		if to, ok := c.name(); ok && r.renameSchema(name, to) {
			return
		}
		c.leaveAll("ALTER SCHEMA", becauseAbsentSchema)
	case ok && c.accept("transfer"):
		if p, ok := c.path(); ok {
			if t := r.table(p); t != nil {
				r.moveTable(t, name, c.tok())
				return
			}
		}
		c.leaveAll("ALTER SCHEMA … TRANSFER", becauseAbsent)
	default:
		c.leaveAll("ALTER SCHEMA", becauseRights)
	}
}

var becauseAbsentSchema = &sqlReason{text: "the schema that it alters is not in the script", list: 20}

// renameSchema gives a schema another name; false means that there is none.
func (r *sqlReader) renameSchema(name, to string) bool {
	key := strings.ToLower(name)
	id := r.schemas[key]
	s := r.page.Diagram.Schemas[id]
	if s == nil || !r.spend(len(r.tables)) {
		return false
	}
	r.did()
	s.Name = to
	delete(r.schemas, key)
	r.schemas[strings.ToLower(to)] = id
	for _, t := range r.tables {
		if strings.EqualFold(t.schema, name) && !t.dropped {
			r.unfile(t)
			t.schema = to
			r.file(t)
		}
	}
	return true
}

// moveTable puts a table into another schema.
func (r *sqlReader) moveTable(t *sqlTable, schema string, at sqlToken) {
	r.did()
	r.unfile(t)
	t.schema = r.schemaName(schema)
	t.Schema = r.schemaID(t.schema, at)
	r.file(t)
}
