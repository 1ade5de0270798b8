package ddl

import (
	"slices"
	"unicode/utf8"
)

// schemasOf are the schemas that a script makes, in order; the first that is called so.
func (w *writer) schemasOf() []string {
	var list []string
	for _, s := range w.d.SortedSchemas() {
		if name := w.schemaNames[s.ID]; name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// renameSchemas renames and creates schemas.
func (p *postgresMigrator) renameSchemas() {
	old, made := p.old.schemasOf(), p.new.schemasOf()
	for _, s := range p.new.d.SortedSchemas() {
		was, is := p.old.schemaNames[s.ID], p.new.schemaNames[s.ID]
		if was == "" || is == "" || was == is || slices.Contains(old, is) || slices.Contains(made, was) || !slices.Contains(old, was) {
			continue
		}
		p.do(s.ID, "ALTER SCHEMA "+p.old.id(was)+" RENAME TO "+p.new.id(is))
		old[slices.Index(old, was)] = is
		p.moveSchema(was, is)
	}
	for _, name := range made {
		if !slices.Contains(old, name) {
			p.do("", "CREATE SCHEMA "+p.new.id(name))
		}
	}
}

// moveSchema notes that all in a schema is in it under another name now.
func (p *postgresMigrator) moveSchema(was, is string) {
	for _, t := range slices.Concat(p.old.tables, p.old.views) {
		if t.schema == was {
			t.schema = is
		}
	}
	for _, t := range p.old.types {
		if t.schema == was {
			t.schema = is
		}
	}
	for id, name := range p.old.schemaNames {
		if name == was {
			p.old.schemaNames[id] = is
		}
	}
}

func (p *postgresMigrator) dropSchemas() {
	made := p.new.schemasOf()
	for _, name := range p.old.schemasOf() {
		if !slices.Contains(made, name) {
			p.warnf(SeverityInfo, "schema-dropped", "", "The schema %s goes, if nothing else is in it.", name)
			p.do("", "DROP SCHEMA "+p.old.id(name))
		}
	}
}

// relation is a thing with a name in a schema: a table, an index, a sequence or a type.
type relation struct {
	*rename
	schema, target string
	// owner is the table that it moves with, or nil.
	owner *relation
	move  func(r *relation) // to the target schema, for what has no owner
}

// renameRelations gives tables, keys, indexes, sequences and types their new names. They
// share one set of names in each schema.
func (p *postgresMigrator) renameRelations() {
	var all []*relation
	add := func(schema, target, from, to string, owner *relation, do func(r *relation, from, to string)) *relation {
		r := &relation{rename: &rename{from: from, to: to}, schema: schema, target: target, owner: owner}
		r.do = func(from, to string) { do(r, from, to) }
		all = append(all, r)
		return r
	}
	for _, t := range p.tables {
		if t.remade {
			continue
		}
		id := t.new.t.ID
		table := add(t.old.schema, t.new.schema, t.old.name, t.new.name, nil, func(r *relation, from, to string) {
			p.do(id, "ALTER TABLE "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
		})
		table.move = func(r *relation) {
			p.do(id, "ALTER TABLE "+p.new.qualified(r.schema, r.from)+" SET SCHEMA "+p.schemaName(r.target))
		}
		for _, c := range t.parts.kept {
			switch c.new.kind {
			case partPrimary, partUnique:
				add(t.old.schema, t.new.schema, c.old.name, c.new.name, table, func(r *relation, from, to string) {
					p.do(id, "ALTER TABLE "+p.new.qualified(r.owner.schema, r.owner.from)+" RENAME CONSTRAINT "+p.new.id(from)+" TO "+p.new.id(to))
				})
			case partIndex:
				add(t.old.schema, t.new.schema, c.old.name, c.new.name, table, func(r *relation, from, to string) {
					p.do(id, "ALTER INDEX "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
				})
			}
		}
		for _, c := range t.columns {
			if c.mid.identity != "" && c.new.identity != "" && !c.replaced {
				add(t.old.schema, t.new.schema, postgresSequence(t.old, c.old), postgresSequence(t.new, c.new), table, func(r *relation, from, to string) {
					p.do(id, "ALTER SEQUENCE "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
				})
			}
		}
	}
	addType := func(o *typePlan, target, to string) {
		r := add(o.schema, target, o.name, to, nil, func(r *relation, from, to string) {
			p.do(o.object(), "ALTER "+o.word()+" "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
			o.name = to
		})
		r.move = func(r *relation) {
			p.do(o.object(), "ALTER "+o.word()+" "+p.new.qualified(r.schema, r.from)+" SET SCHEMA "+p.schemaName(r.target))
			o.schema = r.target
		}
	}
	for _, t := range p.types {
		addType(t.old, t.new.schema, t.new.name)
	}
	for _, o := range p.goneTypes {
		addType(o, o.schema, "")
	}
	p.moveRelations(all)
	bySchema := map[string][]*rename{}
	var schemas []string
	for _, r := range all {
		if bySchema[r.schema] == nil {
			schemas = append(schemas, r.schema)
		}
		bySchema[r.schema] = append(bySchema[r.schema], r.rename)
	}
	for _, s := range schemas {
		for _, r := range bySchema[s] {
			// What goes later leaves its name to what is made before.
			if taken := p.new.relationsOf(s); r.to == "" && taken.has(r.from) {
				r.to = p.freeName(bySchema[s], taken, r.from)
			}
		}
		p.rename(bySchema[s], func(name string) string { return name })
	}
}

// freeName is a name like another one that nothing in the list has or gets, and that
// nothing of the new diagram takes.
func (g *migrator) freeName(list []*rename, taken *names, name string) string {
	for suffix := "_old"; ; suffix += "_" {
		free := g.to.shortenFor(name, suffix)
		if !taken.has(free) && !slices.ContainsFunc(list, func(r *rename) bool { return r.from == free || r.to == free }) {
			return free
		}
	}
}

// moveRelations moves tables and types to other schemas, with what moves along with them.
func (p *postgresMigrator) moveRelations(all []*relation) {
	for _, r := range all {
		if r.owner != nil || r.schema == r.target {
			continue
		}
		group := []*relation{r}
		for _, o := range all {
			if o.owner == r {
				group = append(group, o)
			}
		}
		for _, o := range group {
			// What has its name there steps aside.
			i := slices.IndexFunc(all, func(x *relation) bool { return x.schema == r.target && x.from == o.from })
			if i >= 0 {
				var there []*rename
				for _, x := range all {
					if x.schema == r.target || x.schema == r.schema {
						there = append(there, x.rename)
					}
				}
				free := p.freeName(there, p.new.relationsOf(r.target), all[i].from)
				all[i].do(all[i].from, free)
				all[i].from = free
			}
		}
		r.move(r)
		for _, o := range group {
			o.schema = r.target
		}
	}
}

// schemaName writes a schema where a statement can't do without it.
func (p *postgresMigrator) schemaName(name string) string {
	if name == "" {
		name = "public"
	}
	return p.new.id(name)
}

// postgresSequence is the name of the sequence of a column that numbers rows: the one
// that PostgreSQL chooses by itself, unless the script names it.
func postgresSequence(t *tablePlan, c *columnPlan) string {
	if c.identityName != "" {
		return c.identityName
	}
	return postgresObjectName(t.name, c.name, "seq")
}

// postgresObjectName joins names as PostgreSQL does for what it names itself: the longer
// one is cut until all fits in 63 bytes.
func postgresObjectName(a, b, label string) string {
	room := 63 - len(label) - 2
	if b == "" {
		room++
	}
	x, y := len(a), len(b)
	for x+y > room {
		if x > y {
			x--
		} else {
			y--
		}
	}
	clip := func(s string, n int) string {
		for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		return s[:n]
	}
	a, b = clip(a, x), clip(b, y)
	if b == "" {
		return a + "_" + label
	}
	return a + "_" + b + "_" + label
}

// renameConstraints renames columns, checks and foreign keys, and the checks of domains.
func (p *postgresMigrator) renameConstraints() {
	for _, t := range p.tables {
		if t.remade {
			continue
		}
		table := "ALTER TABLE " + p.new.table(t.new)
		var columns, constraints []*rename
		for _, c := range t.columns {
			if !c.replaced {
				columns = append(columns, &rename{from: c.old.name, to: c.new.name, do: func(from, to string) {
					p.do(t.new.t.ID, table+" RENAME COLUMN "+p.new.id(from)+" TO "+p.new.id(to))
				}})
			}
		}
		p.rename(columns, func(name string) string { return name })
		kept := slices.DeleteFunc(slices.Clone(t.parts.kept), func(c partChange) bool { return c.new.kind != partCheck })
		for _, c := range p.foreign.kept {
			if c.new.table == t.new {
				kept = append(kept, c)
			}
		}
		for _, c := range kept {
			constraints = append(constraints, &rename{from: c.old.name, to: c.new.name, do: func(from, to string) {
				p.do(t.new.t.ID, table+" RENAME CONSTRAINT "+p.new.id(from)+" TO "+p.new.id(to))
			}})
		}
		p.rename(constraints, func(name string) string { return name })
	}
}
