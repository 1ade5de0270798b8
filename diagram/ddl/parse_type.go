package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

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

var (
	becauseShell     = &sqlReason{text: "it says nothing of the type but its name", list: 3}
	becauseComposite = &sqlReason{text: "a diagram has no types made of several parts; columns keep the name of the type", list: 20}
)

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
