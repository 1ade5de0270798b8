package decompose

import (
	"slices"

	"crowsfoot/diagram"
)

// relationships takes the foreign keys from and to the old table where their columns went.
func (m *maker) relationships() {
	for _, r := range m.known.foreign {
		child, parent, _ := m.d.ForeignKey(r)
		own := *r
		own.Ends, own.Pairs = slices.Clone(r.Ends), slices.Clone(r.Pairs)
		if child.ID == m.t.ID && !m.moveChild(&own) || parent.ID == m.t.ID && !m.moveParent(&own) {
			delete(m.after.Relationships, r.ID)
			continue
		}
		m.after.Relationships[r.ID] = &own
	}
}

// moveChild lets a foreign key start where its columns are now. Of a table that holds its
// own key, it is the other parts that refer to it.
func (m *maker) moveChild(r *diagram.Relationship) bool {
	s := m.set(r.FromColumns())
	var p *part
	for _, q := range m.parts {
		if !s.Within(q.Columns) || q.reused && q.table.ID == r.Ends[1].Table && s.Equal(q.Key) {
			continue
		}
		// Where it is at home it goes before where it is but a key.
		if p == nil || p != m.parts[0] && s.Within(p.Key) && !s.Within(q.Key) {
			p = q
		}
	}
	if p == nil {
		m.note("The foreign key from %s to %s is gone: its columns are in several tables now.", listed(m.n.Names(s)), m.d.Tables[r.Ends[1].Table].Name)
		return false
	}
	columns := p.moved(m.n, r.FromColumns())
	if p.reused && m.hasLink(p.table, columns, r.Ends[1].Table, r.ID) {
		return false // it refers to the same already
	}
	r.Ends[0].Table = p.table.ID
	for i := range r.Pairs {
		r.Pairs[i].From = columns[i]
	}
	return true
}

// moveParent lets a foreign key end where the columns are now that it refers to.
func (m *maker) moveParent(r *diagram.Relationship) bool {
	s := m.set(r.ToColumns())
	p := m.partWith(s, func(p, than *part) bool { return than != m.parts[0] && s.Equal(p.Key) && !s.Equal(than.Key) })
	if p == nil {
		m.note("The foreign key from %s is gone: it refers to %s, which are in several tables now.", m.after.Tables[r.Ends[0].Table].Name, listed(m.n.Names(s)))
		return false
	}
	columns := p.moved(m.n, r.ToColumns())
	r.Ends[1].Table = p.table.ID
	for i := range r.Pairs {
		r.Pairs[i].To = columns[i]
	}
	return true
}

// hasLink tells whether these columns refer to a table already, by another foreign key.
func (m *maker) hasLink(child *diagram.Table, columns []diagram.ID, parent, but diagram.ID) bool {
	for _, r := range m.after.Relationships {
		if r.ID != but && r.IsForeignKey() && r.Ends[0].Table == child.ID && r.Ends[1].Table == parent && diagram.SameColumns(r.FromColumns(), columns) {
			return true
		}
	}
	return false
}

// links adds the foreign keys from parts that hold the key of another to it.
func (m *maker) links() {
	for i, p := range m.parts {
		for j, q := range m.parts {
			if i == j || p.table.ID == q.table.ID || !q.Key.Within(p.Columns) {
				continue
			}
			if p.Key.Within(q.Columns) && i < j {
				continue // each holds the key of the other: one foreign key is enough
			}
			from, to := p.columns(q.Key), q.columns(q.Key)
			if m.hasLink(p.table, ids(from), q.table.ID, "") || !q.table.IsUnique(ids(to)) {
				continue
			}
			m.known.lineOrder = diagram.OrderBetween(m.known.lineOrder, "")
			r := &diagram.Relationship{
				ID:       m.id("link", p, q.Key),
				Order:    m.known.lineOrder,
				Directed: true, Identifying: true,
			}
			many, one := diagram.ZeroMany, diagram.One
			if p.table.IsUnique(ids(from)) {
				many = diagram.ZeroOne
			}
			for n, c := range from {
				r.Pairs = append(r.Pairs, diagram.Pair{From: c.ID, To: to[n].ID})
				if !p.table.NotNull(c) {
					one = diagram.ZeroOne
				}
				r.Identifying = r.Identifying && p.table.InPrimaryKey(c.ID)
			}
			r.Ends = diagram.Between(p.table.ID, many, q.table.ID, one)
			m.after.Relationships[r.ID] = r
		}
	}
}
