package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// isEnum tells whether the type is an enumeration rather than a domain.
func (p *typePlan) isEnum() bool { return p.base.kind == typeEnum }

// word is what statements call the type: TYPE or DOMAIN.
func (p *typePlan) word() string {
	if p.isEnum() {
		return "TYPE"
	}
	return "DOMAIN"
}

// object is the ID of the domain of the diagram that the type is, or empty.
func (p *typePlan) object() diagram.ID {
	if p.domain == nil {
		return ""
	}
	return p.domain.ID
}

// comment is what people say of the type; enumerations of columns have none.
func (p *typePlan) comment() string {
	if p.domain == nil || strings.TrimSpace(p.domain.Comment) == "" {
		return ""
	}
	return p.domain.Comment
}

// planDomains names the domains and finds their base types. Where a dialect has none,
// columns take the base type and the condition instead.
func (w *writer) planDomains() {
	for _, o := range w.d.SortedDomains() {
		for _, name := range []string{o.Name, w.schemaOf(o.Schema) + "." + o.Name} {
			if key := strings.ToLower(name); w.domainsByName[key] == nil {
				w.domainsByName[key] = o
			}
		}
	}
	for _, o := range w.d.SortedDomains() {
		p := &typePlan{domain: o, schema: w.schemaOf(o.Schema)}
		if !w.schemas {
			p.schema = ""
		}
		p.base = readType(diagram.ParseType(o.Type), w.source)
		p.base.values = w.enumValues(p.base.values)
		if o.IsEnum() {
			p.base = sqlType{kind: typeEnum, precision: -1, scale: -1, values: w.enumValues(o.Values), said: &diagram.DataType{Name: o.Name}}
		}
		w.domains[o.ID] = p
		if !w.to.namedTypes || !w.usesDomain(o) || p.isEnum() && !w.enumFits(p.base.values) {
			continue
		}
		own := o.Name
		if _, taken := w.to.native[strings.ToLower(own)]; taken {
			w.note(&p.notes, o.ID, "name-changed", own, "%s has a type %q of its own.", w.to.Title, own)
			own += "_domain"
		}
		if schema, name, ok := w.givenType(o.ID); ok {
			p.schema, p.name = schema, name
		} else {
			p.name = w.name(w.relationsOf(p.schema), own, "domain", "domain", func() string { return o.Name }, o.ID, &p.notes)
		}
		w.types = append(w.types, p)
	}
}

// usesDomain tells whether the script needs a domain: all are written with the whole
// diagram, those of its columns with a module.
func (w *writer) usesDomain(o *diagram.Domain) bool {
	if w.opt.Module == "" {
		return true
	}
	for _, t := range w.tables {
		for _, c := range t.t.Columns {
			if w.domainOf(c) == o {
				return true
			}
		}
	}
	return false
}

// domainOf returns the domain that a column names as its type, or nil. A domain counts
// before a type of SQL of the same name: a diagram that has one means it.
func (w *writer) domainOf(c *diagram.Column) *diagram.Domain {
	if len(w.domainsByName) == 0 || strings.TrimSpace(c.Type) == "" {
		return nil
	}
	t := diagram.ParseType(c.Type)
	if len(t.Args) > 0 || len(t.Values) > 0 {
		return nil
	}
	if o := w.domainsByName[t.Name]; o != nil {
		return o
	}
	// Names of several words are taken apart by ParseType.
	if o := w.domainsByName[strings.ToLower(strings.TrimSpace(c.Type))]; o != nil {
		return o
	}
	if schema, name, ok := strings.Cut(t.Name, "."); ok && isDefaultSchema(schema) {
		return w.domainsByName[name]
	}
	return nil
}

// enumValues drops values that an engine would call duplicates, and what it can't store.
func (w *writer) enumValues(values []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, v := range values {
		v = strings.ReplaceAll(strings.ToValidUTF8(v, "\ufffd"), "\x00", "")
		key := v
		if w.to.meaning == "mysql" {
			v = strings.TrimRight(v, " ")
			key = foldAccents(v)
		}
		if !seen[key] {
			seen[key] = true
			out = append(out, v)
		}
	}
	return out
}

// enumFits tells whether all values fit PostgreSQL's labels of 63 bytes.
func (w *writer) enumFits(values []string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return len(v) > 63 })
}

// enumType returns the named type of a column's enumeration, one for all columns that
// are joined by foreign keys and hold the same values.
func (w *writer) enumType(c *columnPlan) *typePlan {
	root := c
	for _, o := range w.joined(c) {
		if slices.Equal(o.sql.values, c.sql.values) {
			root = o
			break
		}
	}
	if p := w.enums[root]; p != nil {
		return p
	}
	p := &typePlan{schema: root.table.schema, base: root.sql, root: root.c.ID}
	if schema, name, ok := w.givenType(root.c.ID); ok {
		p.schema, p.name = schema, name
	} else {
		p.name = w.relationsOf(p.schema).take(root.table.name + "_" + root.name)
	}
	w.enums[root] = p
	w.types = append(w.types, p)
	return p
}

// needExtension remembers an extension that a native type needs.
func (w *writer) needExtension(typeName string) {
	name := typeName[strings.LastIndexByte(typeName, '.')+1:]
	if e := extensionFor(name); e != "" {
		w.extend(e)
	}
}

// extend remembers an extension of PostgreSQL.
func (w *writer) extend(e string) {
	if w.to.namedTypes && !slices.Contains(w.extensions, e) {
		w.extensions = append(w.extensions, e)
	}
}
