package decompose

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/normal"
)

// keys takes the keys of the old table where their columns went.
func (m *maker) keys() {
	main := m.parts[0]
	main.table.Keys = nil
	replaced := false // the primary key, by one that was unique perhaps
	for _, k := range m.t.Keys {
		s := m.set(k.Columns)
		if s.Within(main.Columns) {
			if replaced && s.Equal(main.Key) {
				continue
			}
			main.table.Keys = append(main.table.Keys, k)
			continue
		}
		if k.Primary && k == m.t.PrimaryKey() {
			replaced = true
			own := *k
			own.Columns = ids(main.columns(main.Key))
			main.table.Keys = slices.DeleteFunc(main.table.Keys, func(k *diagram.Key) bool { return diagram.SameColumns(k.Columns, own.Columns) })
			main.table.Keys = append(main.table.Keys, &own)
			m.note("The primary key of %s becomes (%s), because %s are not in one table any more.", m.t.Name, strings.Join(m.n.Names(main.Key), ", "), listed(m.n.Names(s)))
			continue
		}
		p := m.partWith(s, nil)
		if p == nil {
			m.note("The unique key over %s is gone: its columns are in several tables now.", listed(m.n.Names(s)))
			continue
		}
		if columns := p.moved(m.n, k.Columns); !p.table.IsUnique(columns) {
			own := *k
			own.Columns, own.Primary = columns, false
			own.Order = afterLast(p.table.Keys, func(k *diagram.Key) string { return k.Order })
			p.table.Keys = append(slices.Clone(p.table.Keys), &own)
		}
	}
	if m.n.Primary == nil {
		return
	}
	for _, k := range main.Others {
		if columns := ids(main.columns(k)); !main.table.IsUnique(columns) {
			main.table.Keys = append(main.table.Keys, &diagram.Key{
				ID: m.id("key", main, k), Order: afterLast(main.table.Keys, func(k *diagram.Key) string { return k.Order }), Columns: columns,
			})
		}
	}
}

// indexes takes the indexes of the old table where their columns went.
func (m *maker) indexes() {
	main := m.parts[0]
	main.table.Indexes = nil
	for _, x := range m.t.Indexes {
		s := m.set(x.Include).Union(m.mentioned(x.Where))
		plain := x.Where == ""
		for _, p := range x.Parts {
			if p.Column != "" {
				s = s.Union(m.set([]diagram.ID{p.Column}))
			} else {
				s, plain = s.Union(m.mentioned(p.Expression)), false
			}
		}
		if s.Within(main.Columns) {
			main.table.Indexes = append(main.table.Indexes, x)
			continue
		}
		p := m.partWith(s, nil)
		if p == nil || !plain && p.renamed {
			m.note("The index over %s is gone: its columns are in several tables now.", listed(m.n.Names(s)))
			continue
		}
		own := *x
		own.Parts = nil
		for _, part := range x.Parts {
			if part.Column != "" {
				now := p.moved(m.n, []diagram.ID{part.Column})
				if len(now) == 0 {
					continue // the old table lacks it, too
				}
				part.Column = now[0]
			}
			own.Parts = append(own.Parts, part)
		}
		own.Include = p.moved(m.n, x.Include)
		if covered(p.table, &own) {
			continue
		}
		own.Order = afterLast(p.table.Indexes, func(x *diagram.Index) string { return x.Order })
		p.table.Indexes = append(slices.Clone(p.table.Indexes), &own)
	}
}

// covered tells whether a key or an index of the table begins with the columns of an index
// already.
func covered(t *diagram.Table, x *diagram.Index) bool {
	columns := x.ColumnIDs()
	if columns == nil || x.Where != "" || len(x.Include) > 0 {
		return false
	}
	if x.Unique {
		return t.IsUnique(columns)
	}
	begins := func(list []diagram.ID) bool {
		return len(list) >= len(columns) && slices.Equal(list[:len(columns)], columns)
	}
	return slices.ContainsFunc(t.Keys, func(k *diagram.Key) bool { return begins(k.Columns) }) ||
		slices.ContainsFunc(t.Indexes, func(o *diagram.Index) bool { return o.Where == "" && o.Method == x.Method && begins(o.ColumnIDs()) })
}

// checks takes the conditions of the old table where their columns went.
func (m *maker) checks() {
	main := m.parts[0]
	main.table.Checks = nil
	for _, c := range m.t.Checks {
		s := m.mentioned(c.Expression)
		if s.Within(main.Columns) {
			main.table.Checks = append(main.table.Checks, c)
			continue
		}
		p := m.partWith(s, nil)
		if p == nil || p.renamed {
			m.note("The condition %s is gone: it speaks of columns that are elsewhere or have another name now.", c.Expression)
			continue
		}
		own := *c
		own.Order = afterLast(p.table.Checks, func(c *diagram.Check) string { return c.Order })
		p.table.Checks = append(slices.Clone(p.table.Checks), &own)
	}
}

// dependencies keeps the declared dependencies that no key says after all.
func (m *maker) dependencies() {
	main := m.parts[0]
	main.table.Dependencies = nil
	for _, f := range m.t.Dependencies {
		if !slices.Contains(m.n.Declared, f) {
			if m.set(append(slices.Clone(f.Determinant), f.Dependent...)).Within(main.Columns) {
				main.table.Dependencies = append(main.table.Dependencies, f) // being declared
			}
			continue
		}
		from, to := m.set(f.Determinant), m.set(f.Dependent)
		parts := m.parts
		if p := m.partWith(from.Union(to), nil); p != nil {
			parts = []*part{p}
		}
		used := false
		for _, p := range parts {
			held := to.And(p.Columns).Minus(from)
			if !from.Within(p.Columns) || held.Empty() || p.reused || m.isImplied(p, from) {
				continue
			}
			own := *f
			own.Determinant, own.Dependent = p.moved(m.n, f.Determinant), ids(p.columns(held))
			if used {
				own.ID = m.id("dependency", p, from)
			}
			used = true
			p.declare(&own)
		}
	}
	for _, f := range m.n.Cover {
		if p := m.partWith(f.From.Union(f.To), nil); p != nil {
			m.declareMore(p, f.From, f.To)
		}
	}
	for _, p := range m.parts {
		for _, k := range append([]normal.Set{p.Key}, p.Others...) {
			m.declareMore(p, k, p.Columns.Minus(k))
		}
	}
}

func (p *part) declare(f *diagram.Dependency) {
	f.Order = afterLast(p.table.Dependencies, func(f *diagram.Dependency) string { return f.Order })
	p.table.Dependencies = append(slices.Clone(p.table.Dependencies), f)
}

// declareMore declares a dependency that the table of a part does not know: it may have
// followed from one that is in several tables now, or it is a key whose columns may be NULL,
// so that no key of the table says it.
func (m *maker) declareMore(p *part, from, to normal.Set) {
	if p.reused || to.Empty() || m.isImplied(p, from) {
		return
	}
	n := normal.Of(p.table)
	have := setOf(n, ids(p.columns(from)))
	want := setOf(n, ids(p.columns(to)))
	if missing := want.Minus(n.Closure(have)); !missing.Empty() {
		p.declare(&diagram.Dependency{ID: m.id("more", p, from), Determinant: ids(n.Columns(have)), Dependent: ids(n.Columns(missing))})
	}
}

func setOf(n *normal.Table, ids []diagram.ID) normal.Set {
	s, _ := n.Set(ids)
	return s
}

// isImplied tells whether a key of the part's table says what depends on these attributes.
func (m *maker) isImplied(p *part, from normal.Set) bool {
	have := p.columns(from)
	for _, k := range p.table.Keys {
		if len(k.Columns) == 0 {
			continue
		}
		sure := true
		for _, id := range k.Columns {
			at := slices.IndexFunc(have, func(c *diagram.Column) bool { return c.ID == id })
			sure = sure && at >= 0 && p.table.NotNull(have[at])
		}
		if sure {
			return true
		}
	}
	return false
}

// mentioned returns the attributes whose names stand in an SQL expression.
func (m *maker) mentioned(expression string) normal.Set {
	s := normal.NewSet(m.n.Size)
	if expression == "" {
		return s
	}
	names := wordsOf(expression)
	for i, c := range m.t.Columns {
		if names[lower(c.Name)] {
			s = s.Union(normal.NewSet(m.n.Size, i))
		}
	}
	return s
}
