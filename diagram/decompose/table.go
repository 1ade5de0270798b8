package decompose

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/normal"
)

// reuse lets a table that the key of the part refers to already hold the part: what it has
// is dropped from the old table, the rest moves to it.
func (m *maker) reuse(p *part) bool {
	parent, pairs := m.referred(p)
	if parent == nil {
		if parent, pairs = m.named(p); parent == nil {
			return false
		}
	}
	p.reused = true
	if p.table = m.after.Tables[parent.ID]; p.table == parent { // else another part came to it before
		own := *parent
		own.Columns = slices.Clone(parent.Columns)
		p.table = &own
		m.after.Tables[own.ID] = &own
	}
	for _, pair := range pairs {
		i, _ := m.n.Place(pair.From)
		p.in[i] = parent.Column(pair.To)
	}
	base := m.keyWords(p)
	for _, i := range p.Columns.Minus(p.Key).Members() {
		m.bring(p, i, base)
	}
	return true
}

// referred returns the table that a foreign key over the key of the part refers to.
func (m *maker) referred(p *part) (*diagram.Table, []diagram.Pair) {
	for _, r := range m.known.foreign {
		child, parent, _ := m.d.ForeignKey(r)
		if child.ID != m.t.ID || parent.ID == m.t.ID || parent.Kind == diagram.KindView {
			continue
		}
		if m.set(r.FromColumns()).Equal(p.Key) && parent.IsUnique(r.ToColumns()) {
			return parent, r.Pairs
		}
	}
	return nil, nil
}

// named returns the one table that the key of the part is named for, when its primary key
// can hold the same: customers for customer_id. The foreign key will be new.
func (m *maker) named(p *part) (*diagram.Table, []diagram.Pair) {
	if p.Key.Len() != 1 {
		return nil, nil
	}
	from := m.n.Columns(p.Key)[0]
	name := m.names.ColumnName(from.ID)
	if !name.Strong || len(name.Base) == 0 {
		return nil, nil
	}
	tables := m.names.TablesNamed(name.Base)
	if len(tables) != 1 || tables[0].ID == m.t.ID || tables[0].Kind == diagram.KindView {
		return nil, nil
	}
	parent := tables[0]
	k := parent.PrimaryKey()
	if k == nil || len(k.Columns) != 1 {
		return nil, nil
	}
	to := parent.Column(k.Columns[0])
	if to == nil || !sameFamily(from, to) {
		return nil, nil
	}
	m.note("%s becomes a foreign key to %s, which is there already.", m.path(m.t, from), m.path(parent, to))
	return parent, []diagram.Pair{{From: from.ID, To: to.ID}}
}

// bring finds an attribute in a table that is there, or takes its column there.
func (m *maker) bring(p *part, i int, base []string) {
	c := m.t.Columns[i]
	words := m.names.ColumnName(c.ID).Words
	short := words
	for _, prefix := range [][]string{base, m.names.TableWords(p.table.ID)} {
		if rest := behind(words, prefix); len(rest) < len(short) {
			short = rest
		}
	}
	for _, have := range p.table.Columns {
		own := m.names.ColumnName(have.ID).Words
		if m.t.Column(have.ID) != nil {
			own = naming.Words(have.Name) // it came here just now, under this name
		}
		if (slices.Equal(own, words) || slices.Equal(own, short)) && sameFamily(have, c) {
			p.in[i] = have
			p.dropped = p.dropped.Union(normal.NewSet(m.n.Size, i))
			m.note("%s goes, because %s says the same already.", m.path(m.t, c), m.path(p.table, have))
			return
		}
	}
	m.place(p, i, short)
}

func sameFamily(a, b *diagram.Column) bool {
	fa, fb := diagram.ParseType(a.Type).Family(), diagram.ParseType(b.Type).Family()
	return fa == fb || fa == diagram.FamilyUnknown || fb == diagram.FamilyUnknown
}

// newTable makes a table for a part, named for what determines it.
func (m *maker) newTable(p *part) {
	base := m.keyWords(p)
	m.known.tableOrder = diagram.OrderBetween(m.known.tableOrder, "")
	t := &diagram.Table{
		ID:     m.id("table", p, p.Columns),
		Order:  m.known.tableOrder,
		Name:   m.tableName(base),
		Schema: m.t.Schema, Module: m.t.Module,
	}
	if m.t.Kind == diagram.KindEntity || m.t.Kind == diagram.KindClass {
		t.Kind = m.t.Kind
	}
	p.table = t
	single := p.Key.Len() == 1
	for _, i := range append(p.Key.Members(), p.Columns.Minus(p.Key).Members()...) {
		words := m.names.ColumnName(m.t.Columns[i].ID).Words
		// A key keeps its name where keys tell of their tables.
		if single && (!p.Key.Has(i) || m.known.plainKeys && m.names.ColumnName(m.t.Columns[i].ID).Strong) {
			words = behind(words, base)
		}
		m.place(p, i, words)
	}
	primary := ids(p.columns(p.Key))
	t.Keys = []*diagram.Key{{ID: m.id("key", p, p.Key), Order: diagram.OrderAt(0), Primary: true, Columns: primary}}
	for _, k := range p.Others {
		t.Keys = append(t.Keys, &diagram.Key{ID: m.id("key", p, k), Order: diagram.OrderAt(len(t.Keys)), Columns: ids(p.columns(k))})
	}
	box := m.t.Box()
	t.Pos = m.after.FreePlace(diagram.Point{X: box.Right() + 5*diagram.GridSize, Y: box.Y}, diagram.HeaderHeight+diagram.RowHeight*float64(len(t.Columns)))
	m.after.Tables[t.ID] = t
}

// place puts a column into the table of a part: the column itself where it is at home, else
// a copy. The words are its name there.
func (m *maker) place(p *part, i int, words []string) {
	old := m.t.Columns[i]
	c := *old
	if m.home[i] != p {
		c = diagram.Column{ID: m.id("column", p, normal.NewSet(m.n.Size, i)), Name: old.Name, Type: old.Type, Check: old.Check, Collation: old.Collation, Comment: old.Comment}
	}
	// What refused NULL as part of a key goes on to.
	c.NotNull = m.t.NotNull(old)
	if p.Key.Has(i) && !p.reused {
		c.NotNull, c.Default, c.Identity = true, "", diagram.IdentityNone
	}
	if len(words) > 0 && !m.spoken.Has(i) && !slices.Equal(words, m.names.ColumnName(old.ID).Words) {
		c.Name = m.names.ColumnStyle().Join(words...)
	}
	c.Name = freeName(c.Name, func(name string) bool {
		return slices.ContainsFunc(p.table.Columns, func(o *diagram.Column) bool { return strings.EqualFold(o.Name, name) })
	})
	p.renamed = p.renamed || m.spoken.Has(i) && c.Name != old.Name
	c.Order = afterLast(p.table.Columns, func(c *diagram.Column) string { return c.Order })
	p.in[i] = &c
	p.table.Columns = append(p.table.Columns, &c)
}

// keyWords are the words that name what the key of a part identifies: {"customer"} for
// customer_id, {"product", "region"} for both.
func (m *maker) keyWords(p *part) []string {
	var words []string
	for _, c := range m.n.Columns(p.Key) {
		name := m.names.ColumnName(c.ID)
		own := name.Base
		if len(own) == 0 {
			own = name.Single
		}
		for _, w := range own {
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}

// behind returns the words behind a prefix, or all when they do not begin so, or are no
// longer.
func behind(words, prefix []string) []string {
	if len(words) <= len(prefix) {
		return words
	}
	for i, w := range prefix {
		if naming.Singular(words[i]) != naming.Singular(w) {
			return words
		}
	}
	return words[len(prefix):]
}

// tableName makes the name of a table of these things, in the style of the others.
func (m *maker) tableName(base []string) string {
	taken := func(name string) bool { return m.known.tables[strings.ToLower(name)] }
	build := func(words []string) string {
		words = slices.Clone(words)
		if n := len(words) - 1; n >= 0 && m.known.plural {
			words[n] = naming.Plural(words[n])
		}
		return m.names.TableStyle().Join(words...)
	}
	name := build(base)
	if name == "" || taken(name) {
		name = build(append(slices.Clone(m.names.TableWords(m.t.ID)), base...))
	}
	name = freeName(name, taken)
	m.known.tables[strings.ToLower(name)] = true
	return name
}

// freeName returns the name, or the name with a number behind it when it is taken.
func freeName(name string, taken func(string) bool) string {
	out := name
	for i := 2; taken(out); i++ {
		out = name + "_" + strconv.Itoa(i)
	}
	return out
}

// id makes the ID of a new thing of a part, the same each time, and one that nothing in the
// diagram has.
func (m *maker) id(what string, p *part, s normal.Set) diagram.ID {
	parts := []string{"decompose", what, string(m.t.ID)}
	for _, set := range []normal.Set{p.Columns, s} {
		parts = append(parts, "of")
		for _, c := range m.n.Columns(set) {
			parts = append(parts, string(c.ID))
		}
	}
	id := diagram.DerivedID(parts...)
	for m.known.ids[id] {
		parts = append(parts, "again")
		id = diagram.DerivedID(parts...)
	}
	m.known.ids[id] = true
	return id
}
