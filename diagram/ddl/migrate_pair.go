package ddl

import (
	"slices"

	"crowsfoot/diagram"
)

// tableChange is a table that is in both diagrams.
type tableChange struct {
	old, mid, new *tablePlan
	columns       []*columnChange // in both, in the new order
	gone          []*columnPlan   // of mid
	made          []*columnPlan   // of new
	parts         partChanges     // keys, indexes and checks
	// remade tables are dropped and created anew: none of their columns stays.
	remade bool
	// rebuilt ones are, too, but take their rows along.
	rebuilt bool
}

// columnChange is a column that is in both.
type columnChange struct {
	old, mid, new *columnPlan
	// retyped columns get another type; replaced ones are dropped and added anew, because
	// the database can't turn the one into the other; the values of moved ones go over to a
	// new column that takes the name.
	retyped, replaced, moved bool
	// loses tells that values may be changed for good.
	loses bool
}

// where names a column for people.
func (t *tableChange) where(c *columnPlan) string { return t.new.name + "." + c.name }

// columnOf returns the change of a column of mid or of new, or nil for one that goes or is
// made.
func (t *tableChange) columnOf(c *columnPlan) *columnChange {
	for _, x := range t.columns {
		if x.mid == c || x.new == c {
			return x
		}
	}
	return nil
}

// freeColumn returns a name that no column of the table has before or after.
func (g *migrator) freeColumn(t *tableChange, name string) string {
	taken := newNames(g.to)
	for _, o := range slices.Concat(t.new.columns, t.mid.columns) {
		taken.reserve(o.name)
	}
	return taken.take(name)
}

// typeChange is a named type that is in both and can be turned from one into the other.
type typeChange struct {
	old, new *typePlan
	called   string // before
}

// key is the ID by which a named type is one with another.
func (p *typePlan) key() diagram.ID {
	if p.domain != nil {
		return p.domain.ID
	}
	return p.root
}

// pairTypes finds the named types that stay. What the database can't change in place, it
// has to make anew: then the columns change over.
func (g *migrator) pairTypes() {
	twin := map[*typePlan]*typePlan{} // of new → of old
	taken := map[*typePlan]bool{}
	for _, same := range []func(o, n *typePlan) bool{
		func(o, n *typePlan) bool { return o.key() == n.key() },
		// The type of an enumeration that stands in a column is a domain to a live database.
		func(o, n *typePlan) bool { return o.name == n.name && o.schema == n.schema },
	} {
		for _, n := range g.new.types {
			if twin[n] != nil {
				continue
			}
			i := slices.IndexFunc(g.old.types, func(o *typePlan) bool { return same(o, n) && o.isEnum() == n.isEnum() && !taken[o] })
			if i >= 0 && g.turns(g.old.types[i], n) {
				twin[n], taken[g.old.types[i]] = g.old.types[i], true
			}
		}
	}
	for _, n := range g.new.types {
		if o := twin[n]; o != nil {
			g.types = append(g.types, &typeChange{old: o, new: n, called: o.name})
		} else {
			g.madeTypes = append(g.madeTypes, n)
		}
	}
	for _, o := range g.old.types {
		if !taken[o] {
			g.goneTypes = append(g.goneTypes, o)
		}
	}
}

// turns tells whether a type can be changed into another by ALTER TYPE or ALTER DOMAIN.
func (g *migrator) turns(o, n *typePlan) bool {
	if n.isEnum() {
		return holdsInOrder(n.base.values, o.base.values)
	}
	was, is := g.old.planDomain(o), g.new.planDomain(n)
	return g.to.typeForm(was.columns[0].typeName) == g.to.typeForm(is.columns[0].typeName) &&
		slices.EqualFunc(was.checks, is.checks, func(a, b checkPlan) bool { return g.to.form(a.sql) == g.to.form(b.sql) })
}

// holdsInOrder tells whether all holds the values of some in the same order.
func holdsInOrder(all, some []string) bool {
	for _, v := range all {
		if len(some) > 0 && some[0] == v {
			some = some[1:]
		}
	}
	return len(some) == 0
}

// given are the names of mid.
func (g *migrator) given() map[givenKey]string {
	names := map[givenKey]string{}
	for _, t := range slices.Concat(g.old.tables, g.old.views) {
		named := t
		if n := g.new.byID[t.t.ID]; n != nil && !t.isView() {
			named = n
		}
		names[givenKey{"table", t.t.ID}], names[givenKey{"table schema", t.t.ID}] = named.name, named.schema
		for _, c := range t.columns {
			name := c.name
			if n := named.byID(c.c.ID); n != nil {
				name = n.name
			}
			names[givenKey{"column", c.c.ID}] = name
		}
	}
	for _, p := range g.old.types {
		names[givenKey{"type", p.key()}], names[givenKey{"type schema", p.key()}] = p.name, p.schema
	}
	for _, c := range g.types {
		names[givenKey{"type", c.old.key()}], names[givenKey{"type schema", c.old.key()}] = c.new.name, c.new.schema
	}
	return names
}

// pairTables finds the tables and columns that stay.
func (g *migrator) pairTables() {
	for _, n := range g.new.tables {
		o := g.old.byID[n.t.ID]
		if o == nil {
			g.made = append(g.made, n)
			continue
		}
		t := &tableChange{old: o, mid: g.mid.byID[n.t.ID], new: n}
		g.tables = append(g.tables, t)
		g.byID[n.t.ID] = t
		for _, c := range n.columns {
			if i := slices.IndexFunc(o.columns, func(x *columnPlan) bool { return x.c.ID == c.c.ID }); i >= 0 {
				t.columns = append(t.columns, &columnChange{old: o.columns[i], mid: t.mid.columns[i], new: c})
			} else {
				t.made = append(t.made, c)
			}
		}
		for _, c := range t.mid.columns {
			if n.byID(c.c.ID) == nil {
				t.gone = append(t.gone, c)
			}
		}
	}
	for _, o := range g.old.tables {
		if g.new.byID[o.t.ID] == nil {
			g.gone = append(g.gone, o)
		}
	}
}

// ownNames are the names that keys, indexes, checks and foreign keys have, for a diagram
// that leaves them open; without those that it gives to others.
func (w *writer) ownNames(to *diagram.Diagram) map[givenKey]string {
	names := map[givenKey]string{}
	said := saidNames(to)
	add := func(id diagram.ID, name string) {
		if id != "" && !said[name] {
			names[givenKey{"constraint", id}] = name
		}
	}
	for _, t := range w.tables {
		if t.primary != nil {
			add(t.primary.id, t.primary.name)
		}
		for _, k := range t.uniques {
			add(k.id, k.name)
		}
		for _, x := range t.indexes {
			// Which of two over the same columns is which, their IDs don't tell.
			if !slices.ContainsFunc(t.indexes, func(o *indexPlan) bool { return o != x && diagram.SameColumns(o.x.ColumnIDs(), x.x.ColumnIDs()) }) {
				add(x.x.ID, x.name)
			}
		}
		for _, k := range t.checks {
			add(k.id, k.name)
		}
		for _, f := range t.foreign {
			add(f.r.ID, f.name)
		}
	}
	return names
}

// saidNames are the names that a diagram says of keys, indexes, checks and foreign keys.
func saidNames(d *diagram.Diagram) map[string]bool {
	said := map[string]bool{}
	for _, t := range d.Tables {
		for _, k := range t.Keys {
			said[k.Name] = true
		}
		for _, x := range t.Indexes {
			said[x.Name] = true
		}
		for _, k := range t.Checks {
			said[k.Name] = true
		}
	}
	for _, r := range d.Relationships {
		said[r.Name] = true
	}
	return said
}

// namedType is the type of CREATE TYPE or CREATE DOMAIN that a column has, or nil.
func (w *writer) namedType(c *columnPlan) *typePlan {
	if p := c.sql.domain; p != nil && p.name != "" {
		return p
	}
	if w.to.namedTypes && c.sql.kind == typeEnum && w.enumFits(c.sql.values) {
		return w.enumType(c)
	}
	return nil
}

// sameType tells whether a column of mid has the type that it has in new.
func (g *migrator) sameType(m, n *columnPlan) bool {
	p, q := g.mid.namedType(m), g.new.namedType(n)
	if p == nil || q == nil {
		return p == nil && q == nil && g.to.typeForm(m.typeName) == g.to.typeForm(n.typeName)
	}
	return m.typeName == n.typeName && slices.ContainsFunc(g.types, func(c *typeChange) bool { return c.new == q && c.old.key() == p.key() })
}
