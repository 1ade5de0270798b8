package rule

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// childTable builds the operations that move values of a table into rows of a new table:
// a reference to the row, a position when the values are counted, and the values
// themselves; then the old columns go.
func childTable(p *lint.Pass, t *diagram.Table, name string, counted bool, values []*diagram.Column, old []*diagram.Column) []op.Op {
	plan := planKey(p, t)
	ops := append([]op.Op{}, plan.ops...)
	source := string(old[0].ID)
	child := &diagram.Table{
		ID:     childTableID(old[0]),
		Name:   freeName(name, p.HasTable),
		Schema: t.Schema, Module: t.Module,
		Order: afterLast(p.Diagram.SortedTables(), func(t *diagram.Table) string { return t.Order }),
	}
	box := t.Box()
	child.Pos = freePlace(p, diagram.Point{X: box.Right() + 4*diagram.GridSize, Y: box.Y},
		diagram.HeaderHeight+diagram.RowHeight*float64(len(plan.columns)+len(values)+1))
	link := &diagram.Relationship{
		ID:       diagram.DerivedID("fix", "child link", source),
		Order:    afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order }),
		Ends:     diagram.Between(child.ID, diagram.ZeroMany, t.ID, diagram.One),
		Directed: true, Identifying: true, OnDelete: diagram.ActionCascade,
	}
	for _, k := range plan.columns {
		c := &diagram.Column{
			ID: childColumnID(old[0], k), Name: referenceName(p, t, k),
			Type: referenceType(k.Type), NotNull: true,
		}
		child.Columns = append(child.Columns, c)
		link.Pairs = append(link.Pairs, diagram.Pair{From: c.ID, To: k.ID})
	}
	if counted {
		child.Columns = append(child.Columns, &diagram.Column{
			ID: diagram.DerivedID("fix", "child position", source), Name: p.Names.ColumnStyle().Join("position"), Type: "int", NotNull: true,
		})
	}
	key := ids(child.Columns)
	for _, v := range values {
		c := *v
		c.Name = freeName(v.Name, func(n string) bool { return hasColumn(child.Columns, n) })
		child.Columns = append(child.Columns, &c)
		if !counted {
			key = append(key, c.ID)
		}
	}
	for i, c := range child.Columns {
		c.Order = diagram.OrderAt(i)
	}
	child.Keys = []*diagram.Key{newKey(child, key, true)}
	ops = append(ops, op.PutTable(child)...)
	ops = append(ops, op.PutOf("", link))
	for _, c := range old {
		ops = append(ops, dropColumn(p, t, c)...)
	}
	return ops
}

// childTableID is the ID of the table that childTable makes of this column and others.
func childTableID(first *diagram.Column) diagram.ID {
	return diagram.DerivedID("fix", "child table", string(first.ID))
}

// childColumnID is the ID of that table's column for a column of the parent's key.
func childColumnID(first, key *diagram.Column) diagram.ID {
	return diagram.DerivedID("fix", "child column", string(first.ID), string(key.ID))
}

// holds tells whether an index speaks of a column.
func holds(x *diagram.Index, c *diagram.Column) bool {
	return slices.Contains(x.Include, c.ID) || mentions(x.Where, c.Name) ||
		slices.ContainsFunc(x.Parts, func(part diagram.IndexPart) bool { return part.Column == c.ID || mentions(part.Expression, c.Name) })
}

// dropColumn deletes a column together with the keys, indexes, checks and foreign keys
// that hold it, and the foreign keys that refer to it.
func dropColumn(p *lint.Pass, t *diagram.Table, c *diagram.Column) []op.Op {
	var ops []op.Op
	for _, k := range t.Keys {
		if slices.Contains(k.Columns, c.ID) {
			// A key over fewer columns would say something else.
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	for _, x := range t.Indexes {
		if holds(x, c) {
			ops = append(ops, op.DeleteOf(x.ID))
		}
	}
	for _, k := range t.Checks {
		if mentions(k.Expression, c.Name) {
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	for _, k := range p.ForeignKeysFrom(c.ID) {
		ops = append(ops, op.DeleteOf(k.ID))
	}
	for _, k := range p.ForeignKeysTo(t.ID) {
		if slices.Contains(k.ParentColumns, c) {
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	return append(ops, op.DeleteOf(c.ID))
}

// partName names a table of parts: order + phone numbers.
func partName(p *lint.Pass, t *diagram.Table, part []string) string {
	words := append([]string{}, p.Names.Words(t.Name)...)
	n := len(part)
	for i, w := range part {
		if i == n-1 {
			w = naming.Plural(naming.Singular(w))
		}
		words = append(words, w)
	}
	return p.Names.TableStyle().Join(words...)
}
