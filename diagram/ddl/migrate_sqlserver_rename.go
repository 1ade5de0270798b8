package ddl

import (
	"cmp"
	"slices"
	"strings"
)

// renames gives everything its new name. Tables, keys, checks, foreign keys and defaults
// of a schema share one set of names, the indexes of a table another one.
func (m *sqlserverMigrator) renames(aside map[*tableChange]*tablePlan) {
	shared := map[string][]*rename{}
	called := m.transfers(aside)
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		schema, id := t.new.schema, t.new.t.ID
		call := func(place, to, what string) {
			m.do(id, "EXEC sp_rename "+m.to.literal(place)+", "+m.to.literal(to)+", N'"+what+"'")
		}
		object := func(from, to string) { call(m.new.objectName(sqlserverHome(schema), from), to, "OBJECT") }
		add := func(from, to string) {
			shared[schema] = append(shared[schema], &rename{from: called(t, from), to: to, do: object})
		}
		table := &rename{from: called(t, t.old.name), to: t.new.name, do: object}
		shared[schema] = append(shared[schema], table)
		inside := func(what string) func(from, to string) {
			return func(from, to string) {
				call(m.new.objectName(sqlserverHome(schema), table.from)+"."+m.to.identifier(from, true), to, what)
			}
		}
		var columns, indexes []*rename
		for _, c := range t.columns {
			if !c.replaced {
				columns = append(columns, &rename{from: c.old.name, to: c.new.name, do: inside("COLUMN")})
			}
		}
		for _, c := range t.parts.kept {
			if c.new.kind == partIndex {
				indexes = append(indexes, &rename{from: c.old.name, to: c.new.name, do: inside("INDEX")})
			}
		}
		m.eachConstraint(t, add)
		m.rename(columns, strings.ToLower)
		m.rename(indexes, strings.ToLower)
	}
	for _, schema := range append([]string{""}, m.new.schemasOf()...) {
		m.rename(shared[schema], strings.ToLower)
	}
}

// eachConstraint tells the names, before and afterwards, of the constraints of a table that
// stay and are not called as the server likes.
func (m *sqlserverMigrator) eachConstraint(t *tableChange, say func(from, to string)) {
	for _, c := range t.columns {
		if !c.replaced && c.old.def != "" && c.new.def != "" && !m.changesDefault(c) && !m.old.same {
			say(c.old.defaultName, c.new.defaultName)
		}
	}
	for _, c := range slices.Concat(t.parts.kept, m.foreign.kept) {
		if c.new.table == t.new && c.new.kind != partIndex && (!m.old.same || c.old.named) {
			say(c.old.name, c.new.name)
		}
	}
}

// transfers moves tables to other schemas, where they and their constraints must not meet
// others of their names, nor those that wait aside: they step aside first. The result says
// what something is called then that was called from.
func (m *sqlserverMigrator) transfers(waiting map[*tableChange]*tablePlan) (called func(t *tableChange, from string) string) {
	type object struct{ schema, name string }
	taken := map[object]bool{}
	aside := map[*tableChange]map[string]string{}
	each := func(t *tableChange, say func(name string)) {
		say(t.old.name)
		m.eachConstraint(t, func(from, _ string) { say(from) })
	}
	for _, t := range m.tables {
		each(t, func(name string) { taken[object{t.old.schema, m.to.sameName(name)}] = true })
	}
	for _, t := range waiting {
		taken[object{t.schema, m.to.sameName(t.name)}] = true
	}
	for _, t := range m.tables {
		if t.remade || t.old.schema == t.new.schema {
			continue
		}
		names := map[string]string{}
		each(t, func(name string) {
			other := name
			for i := 1; taken[object{t.new.schema, m.to.sameName(other)}] || other != name && taken[object{t.old.schema, m.to.sameName(other)}]; i++ {
				other = m.asideName(name, i)
			}
			if other != name {
				m.do(t.new.t.ID, "EXEC sp_rename "+m.to.literal(m.old.objectName(sqlserverHome(t.old.schema), name))+", "+m.to.literal(other)+", N'OBJECT'")
				names[name] = other
			}
			delete(taken, object{t.old.schema, m.to.sameName(name)})
			taken[object{t.new.schema, m.to.sameName(other)}] = true
		})
		aside[t] = names
		old := *t.old
		old.name = cmp.Or(names[old.name], old.name)
		m.do(t.new.t.ID, "ALTER SCHEMA "+m.new.id(sqlserverHome(t.new.schema))+" TRANSFER "+m.old.table(&old))
	}
	return func(t *tableChange, from string) string { return cmp.Or(aside[t][from], from) }
}
