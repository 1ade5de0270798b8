package merge

import (
	"maps"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// defaultSchemas are the namespaces that databases take where none is named.
var defaultSchemas = []string{"public", "dbo", "main"}

// tables matches tables: by what the file says of their shape while the name is the same,
// then also under another name, then by name.
func (m *matcher) tables() {
	source := func(t *diagram.Table) string { return t.Source }
	named := func(a, b *diagram.Table) bool { return strings.EqualFold(a.Name, b.Name) }
	name := func(d *diagram.Diagram, t *diagram.Table) string { return fullName(d, t.Schema, t.Name) }
	plain := func(d *diagram.Diagram, t *diagram.Table) string {
		if s := d.Schemas[t.Schema]; s != nil && slices.Contains(defaultSchemas, strings.ToLower(s.Name)) {
			return fullName(d, "", t.Name)
		}
		return fullName(d, t.Schema, t.Name)
	}
	meet(m, &tables, m.fromTables, m.toTables,
		byID(m, &tables, named), bySource(m, source, named),
		byID(m, &tables, alikeTables), bySource(m, source, alikeTables),
		// Of several tables of one name, those with the same columns are met first.
		rule[diagram.Table]{key: func(d *diagram.Diagram, t *diagram.Table) string {
			return name(d, t) + "\x00" + strings.Join(slices.Sorted(maps.Keys(columnNames(t))), "\x00")
		}},
		rule[diagram.Table]{key: name}, rule[diagram.Table]{key: plain},
		// A drawing seldom names schemas.
		rule[diagram.Table]{
			key:    func(_ *diagram.Diagram, t *diagram.Table) string { return strings.ToLower(t.Name) },
			alike:  func(a, b *diagram.Table) bool { return a.Schema == "" || b.Schema == "" },
			unique: true,
		}, lastly(m, &tables))
}

// alikeTables tells whether two tables of one shape have anything in common: the name, or
// a column. A table without columns has not been filled yet, or is drawn as a box.
func alikeTables(a, b *diagram.Table) bool {
	if conclusive(a.Source, b.Source) || strings.EqualFold(a.Name, b.Name) || len(a.Columns) == 0 || len(b.Columns) == 0 {
		return true
	}
	return slices.ContainsFunc(a.Columns, func(c *diagram.Column) bool { return columnNamed(b, c.Name) != nil })
}

// columnNamed returns the first column of this name without regard to case.
func columnNamed(t *diagram.Table, name string) *diagram.Column {
	for _, c := range t.Columns {
		if strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return nil
}

func columnSource(c *diagram.Column) string { return c.Source }

// sameColumns matches the columns of two tables that are as they were.
func (m *matcher) sameColumns(from, to *diagram.Table) {
	meetSame(m, &columns, from.Columns, to.Columns, func(a, b *diagram.Column) bool { return a.Name == b.Name && a.Type == b.Type })
}

// columns matches the columns of two tables that are one. Names come before sources,
// because where a shape holds several columns a source is the place of a line, and lines
// move when one is inserted.
func (m *matcher) columns(from, to *diagram.Table) {
	byName := rule[diagram.Column]{key: func(_ *diagram.Diagram, c *diagram.Column) string { return strings.ToLower(c.Name) }}
	exactly := rule[diagram.Column]{key: func(_ *diagram.Diagram, c *diagram.Column) string { return c.Name + "\x00" + c.Type }}
	rules := []rule[diagram.Column]{exactly, byName, byID(m, &columns, alikeColumns), bySource(m, columnSource, alikeColumns)}
	if m.kin && conclusive(from.Source, to.Source) && from.ID == to.ID {
		rules = slices.Insert(rules, 0, byID(m, &columns, nil))
	}
	meet(m, &columns, from.Columns, to.Columns, rules...)
}

// alikeColumns tells whether two columns of one row of a drawing may be one: nothing speaks
// against it but another sort of values under a name that shares no word.
func alikeColumns(a, b *diagram.Column) bool {
	return conclusive(a.Source, b.Source) || a.Type == "" || b.Type == "" || sameFamily(a, b) || shareWord(a.Name, b.Name)
}

func sameFamily(a, b *diagram.Column) bool {
	if a.Type == "" || b.Type == "" {
		return false
	}
	return strings.EqualFold(a.Type, b.Type) || diagram.ParseType(a.Type).Family() == diagram.ParseType(b.Type).Family()
}

// keptColumns matches columns that have their IDs still in the open diagram, in whatever
// table they stand now.
func (m *matcher) keptColumns() {
	if !m.open {
		return
	}
	from, to := m.unmatched()
	if len(from) == 0 || len(to) == 0 {
		return
	}
	before, now := columnHomes(m.from), columnHomes(m.to)
	meet(m, &columns, from, to, byID(m, &columns, func(a, b *diagram.Column) bool {
		home := before[a.ID]
		return strings.EqualFold(a.Name, b.Name) || home == now[b.ID] && m.twin(diagram.KindTable, home) == home
	}))
}

// movedColumns matches columns that stand in another table now.
func (m *matcher) movedColumns() {
	if !m.kin {
		return
	}
	named := func(a, b *diagram.Column) bool { return strings.EqualFold(a.Name, b.Name) }
	from, to := m.unmatched()
	meet(m, &columns, from, to, byID(m, &columns, named), bySource(m, columnSource, named), lastly(m, &columns))
}

// unmatched lists the columns of all tables that have no twin yet.
func (m *matcher) unmatched() (from, to []*diagram.Column) {
	for _, t := range m.fromTables {
		for _, c := range t.Columns {
			if m.twin(diagram.KindColumn, c.ID) == "" {
				from = append(from, c)
			}
		}
	}
	for _, t := range m.toTables {
		for _, c := range t.Columns {
			if !m.isTaken(diagram.KindColumn, c.ID) {
				to = append(to, c)
			}
		}
	}
	return from, to
}

// parts matches keys, indexes, checks and dependencies of two tables whose columns are
// matched: by what they say, then by name.
func (m *matcher) parts(from, to *diagram.Table) {
	if m.kin {
		meetSame(m, &keys, from.Keys, to.Keys, func(a, b *diagram.Key) bool { return !differ(a, b, nil) })
		meetSame(m, &indexes, from.Indexes, to.Indexes, func(a, b *diagram.Index) bool { return !differ(a, b, nil) })
	}
	meet(m, &keys, from.Keys, to.Keys,
		rule[diagram.Key]{key: func(d *diagram.Diagram, k *diagram.Key) string {
			return map[bool]string{true: "primary ", false: "unique "}[k.Primary] + m.columnSet(d, k.Columns)
		}},
		rule[diagram.Key]{key: func(_ *diagram.Diagram, k *diagram.Key) string {
			return map[bool]string{true: "primary"}[k.Primary]
		}},
		rule[diagram.Key]{key: func(d *diagram.Diagram, k *diagram.Key) string { return m.columnSet(d, k.Columns) }},
		rule[diagram.Key]{key: func(_ *diagram.Diagram, k *diagram.Key) string { return strings.ToLower(k.Name) }},
		byID(m, &keys, nil))
	meet(m, &indexes, from.Indexes, to.Indexes,
		rule[diagram.Index]{key: func(_ *diagram.Diagram, x *diagram.Index) string { return strings.ToLower(x.Name) }},
		rule[diagram.Index]{key: func(d *diagram.Diagram, x *diagram.Index) string {
			return map[bool]string{true: "unique "}[x.Unique] + m.columnSet(d, x.ColumnIDs())
		}, alike: func(a, b *diagram.Index) bool { return len(a.ColumnIDs()) > 0 }},
		byID(m, &indexes, nil))
	meet(m, &checks, from.Checks, to.Checks,
		rule[diagram.Check]{key: func(_ *diagram.Diagram, c *diagram.Check) string {
			return strings.Join(strings.Fields(strings.ToLower(c.Expression)), " ")
		}},
		rule[diagram.Check]{key: func(_ *diagram.Diagram, c *diagram.Check) string { return strings.ToLower(c.Name) }},
		byID(m, &checks, nil))
	meet(m, &dependencies, from.Dependencies, to.Dependencies,
		rule[diagram.Dependency]{key: func(d *diagram.Diagram, f *diagram.Dependency) string { return m.columnSet(d, f.Determinant) }},
		byID(m, &dependencies, nil))
}

// columnSet names columns in any order by their IDs in to.
func (m *matcher) columnSet(d *diagram.Diagram, ids []diagram.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = m.name(d, diagram.KindColumn, id)
	}
	slices.Sort(words)
	return strings.Join(words, ",")
}

// name is an object's ID in to; one of from that has no twin gets a word of its own.
func (m *matcher) name(d *diagram.Diagram, kind diagram.Kind, id diagram.ID) string {
	if d == m.to {
		return string(id)
	}
	if twin := m.twin(kind, id); twin != "" {
		return string(twin)
	}
	return "?" + string(id)
}
