package rule

import (
	"slices"
	"strconv"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// moveColumns builds the operations that move columns into another table, which is there
// already or made before. Keys, indexes, checks, dependencies and foreign keys that speak
// of moved columns only go with them; what speaks of others as well is deleted, because
// it can't be said across two tables.
func moveColumns(p *lint.Pass, from, to *diagram.Table, columns []*diagram.Column) []op.Op {
	var ops []op.Op
	order := afterLast(to.Columns, func(c *diagram.Column) string { return c.Order })
	var placed []*diagram.Column
	for _, c := range columns {
		ops = append(ops, op.Op{Verb: op.Order, ID: c.ID, Parent: to.ID, Order: order})
		order = diagram.OrderBetween(order, "")
		name := freeName(c.Name, func(n string) bool { return hasColumn(to.Columns, n) || hasColumn(placed, n) })
		if name != c.Name {
			ops = append(ops, op.SetTo(c.ID, "name", name))
		}
		placed = append(placed, &diagram.Column{Name: name})
	}
	moved := ids(columns)
	// carry moves a part of the table, deletes it, or leaves it where it is.
	carry := func(id diagram.ID, speaksOf []diagram.ID, order string) {
		switch n := countIn(speaksOf, moved); {
		case n == 0:
		case n == len(speaksOf):
			ops = append(ops, op.Op{Verb: op.Order, ID: id, Parent: to.ID, Order: order})
		default:
			ops = append(ops, op.DeleteOf(id))
		}
	}
	for i, k := range from.Keys {
		carry(k.ID, k.Columns, orderAfter(afterLast(to.Keys, keyOrder), i))
	}
	for _, x := range from.Indexes {
		carry(x.ID, indexColumns(from, x), x.Order)
	}
	for _, c := range from.Checks {
		carry(c.ID, mentioned(from, c.Expression), c.Order)
	}
	for _, d := range from.Dependencies {
		carry(d.ID, append(slices.Clone(d.Determinant), d.Dependent...), d.Order)
	}
	for _, k := range p.ForeignKeysOf(from.ID) {
		ops = append(ops, moveEnd(k, 0, ids(k.Columns), moved, to)...)
	}
	for _, k := range p.ForeignKeysTo(from.ID) {
		ops = append(ops, moveEnd(k, 1, ids(k.ParentColumns), moved, to)...)
	}
	return ops
}

// moveEnd makes an end of a foreign key follow its columns into another table.
func moveEnd(k *lint.ForeignKey, end int, columns, moved []diagram.ID, to *diagram.Table) []op.Op {
	switch n := countIn(columns, moved); {
	case n == 0:
		return nil
	case n < len(columns):
		return []op.Op{op.DeleteOf(k.ID)}
	}
	ends := slices.Clone(k.Ends)
	ends[end].Table = to.ID
	return []op.Op{op.SetTo(k.ID, "ends", ends)}
}

func countIn(list, set []diagram.ID) int {
	n := 0
	for _, id := range list {
		if slices.Contains(set, id) {
			n++
		}
	}
	return n
}

// indexColumns returns the columns that an index is built on, stores or mentions.
func indexColumns(t *diagram.Table, x *diagram.Index) []diagram.ID {
	var list []diagram.ID
	for _, c := range t.Columns {
		if indexHolds(x, c) {
			list = append(list, c.ID)
		}
	}
	return list
}

// mentioned returns the columns of a table that an SQL expression speaks of.
func mentioned(t *diagram.Table, expression string) []diagram.ID {
	var list []diagram.ID
	for _, c := range t.Columns {
		if mentions(expression, c.Name) {
			list = append(list, c.ID)
		}
	}
	return list
}

// splitOff builds the operations that move columns into a new table with the same key,
// which refers to the old one: a row there has one row here or none.
func splitOff(p *lint.Pass, t *diagram.Table, name string, columns []*diagram.Column, nth int) []op.Op {
	plan := planKey(p, t)
	ops := append([]op.Op{}, plan.ops...)
	source := string(columns[0].ID)
	part := &diagram.Table{
		ID:     diagram.DerivedID("fix", "split table", source),
		Name:   freeName(name, p.HasTable),
		Schema: t.Schema, Module: t.Module,
		Order: orderAfter(afterLast(p.Diagram.SortedTables(), func(t *diagram.Table) string { return t.Order }), nth),
		Pos:   besides(p, t, len(plan.columns)+len(columns)),
	}
	part.Pos.X = diagram.Clamp(part.Pos.X + float64(nth)*(diagram.CardWidth+4*diagram.GridSize))
	link := &diagram.Relationship{
		ID:       diagram.DerivedID("fix", "split link", source),
		Order:    orderAfter(afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order }), nth),
		Ends:     diagram.Between(part.ID, diagram.ZeroOne, t.ID, diagram.One),
		Directed: true, Identifying: true, OnDelete: diagram.ActionCascade,
	}
	for i, k := range plan.columns {
		c := &diagram.Column{
			ID: diagram.DerivedID("fix", "split column", source, strconv.Itoa(i)), Name: referenceName(p, t, k),
			Type: referenceType(k.Type), NotNull: true, Order: diagram.OrderAt(i),
		}
		part.Columns = append(part.Columns, c)
		link.Pairs = append(link.Pairs, diagram.Pair{From: c.ID, To: k.ID})
	}
	part.Keys = []*diagram.Key{newKey(part, ids(part.Columns), true)}
	ops = append(ops, op.PutTable(part)...)
	ops = append(ops, op.PutOf("", link))
	return append(ops, moveColumns(p, t, part, columns)...)
}

// orderAfter returns the nth order key behind one, from 0.
func orderAfter(order string, nth int) string {
	for range nth {
		order = diagram.OrderBetween(order, "")
	}
	return order
}

// splitOut builds the operations that move columns into a new table whose key is what
// they depend on; the table refers to it.
func splitOut(p *lint.Pass, t *diagram.Table, name string, determinant, dependent []*diagram.Column) []op.Op {
	source := string(determinant[0].ID)
	parent := &diagram.Table{
		ID:     diagram.DerivedID("fix", "split parent", source),
		Name:   freeName(name, p.HasTable),
		Schema: t.Schema, Module: t.Module,
		Order: afterLast(p.Diagram.SortedTables(), func(t *diagram.Table) string { return t.Order }),
		Pos:   besides(p, t, len(determinant)+len(dependent)),
	}
	for i, c := range determinant {
		k := *c
		k.ID = diagram.DerivedID("fix", "split key", source, strconv.Itoa(i))
		k.NotNull, k.Order, k.Default, k.Identity, k.Type = true, diagram.OrderAt(i), "", diagram.IdentityNone, referenceType(c.Type)
		parent.Columns = append(parent.Columns, &k)
	}
	parent.Keys = []*diagram.Key{newKey(parent, ids(parent.Columns), true)}
	ops := op.PutTable(parent)
	ops = append(ops, moveColumns(p, t, parent, dependent)...)
	return append(ops, op.PutOf("", foreignKey(p, "split out", t, determinant, parent, parent.Columns)))
}
