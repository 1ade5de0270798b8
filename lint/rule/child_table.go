package rule

import (
	"slices"
	"strconv"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// rows are values of a table that are to become rows of a table of their own.
type rows struct {
	name string // of the new table
	// index tells the rows of one parent row apart; nil when the values themselves do.
	index  *diagram.Column
	values []rowValue
	// unlinked leaves foreign keys of the values to the caller.
	unlinked bool
}

// rowValue is a column of the new table with the columns whose values it takes.
type rowValue struct {
	column *diagram.Column
	from   []*diagram.Column
}

// childTable builds the operations that move values of a table into rows of a new table:
// a reference to the row, a position when the values are counted, and the values
// themselves; then the old columns go. What the values refer to is left to the caller.
func childTable(p *lint.Pass, t *diagram.Table, name string, counted bool, values []*diagram.Column, old []*diagram.Column) []op.Op {
	r := rows{name: name, unlinked: true}
	if counted {
		r.index = positionColumn(p, old[0])
	}
	for i, v := range values {
		from := old
		if len(values) > 1 {
			from = old[i : i+1]
		}
		r.values = append(r.values, rowValue{v, from})
	}
	return childRows(p, t, r)
}

// movable returns fixes that move columns of a table into rows of another; none when a
// column tells the rows of the table apart, so that nothing could refer to them any more.
func movable(p *lint.Pass, t *diagram.Table, columns []*diagram.Column, fixes ...lint.Fix) []lint.Fix {
	for _, k := range planKey(p, t).columns {
		if slices.Contains(columns, k) {
			return nil
		}
	}
	return fixes
}

// positionColumn counts the rows of one parent row.
func positionColumn(p *lint.Pass, source *diagram.Column) *diagram.Column {
	return &diagram.Column{
		ID: diagram.DerivedID("fix", "child position", string(source.ID)), Name: p.Names.ColumnStyle().Join("position"), Type: "int",
	}
}

// childRows builds the operations that make the table of the rows: its key is the
// parent's with the index, or with the values when there is none; a value that referred
// to a table still does, and what is searched by has an index. The old columns go.
func childRows(p *lint.Pass, t *diagram.Table, r rows) []op.Op {
	plan := planKey(p, t)
	ops := append([]op.Op{}, plan.ops...)
	source := string(r.values[0].from[0].ID)
	child := &diagram.Table{
		ID:     childTableID(r.values[0].from[0]),
		Name:   freeName(r.name, p.HasTable),
		Schema: t.Schema, Module: t.Module,
		Order: afterLast(p.Diagram.SortedTables(), func(t *diagram.Table) string { return t.Order }),
		Pos:   besides(p, t, len(plan.columns)+len(r.values)+1),
	}
	link := &diagram.Relationship{
		ID:       diagram.DerivedID("fix", "child link", source),
		Order:    afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order }),
		Ends:     diagram.Between(child.ID, diagram.ZeroMany, t.ID, diagram.One),
		Directed: true, Identifying: true, OnDelete: diagram.ActionCascade,
	}
	add := func(c diagram.Column) *diagram.Column {
		c.Name = freeName(c.Name, func(n string) bool { return hasColumn(child.Columns, n) })
		c.Order = diagram.OrderAt(len(child.Columns))
		child.Columns = append(child.Columns, &c)
		return &c
	}
	for _, k := range plan.columns {
		c := add(diagram.Column{
			ID: childColumnID(r.values[0].from[0], k), Name: referenceName(p, t, k),
			Type: referenceType(k.Type), NotNull: true,
		})
		link.Pairs = append(link.Pairs, diagram.Pair{From: c.ID, To: k.ID})
	}
	if r.index != nil {
		index := *r.index
		index.NotNull = true
		add(index)
	}
	key := ids(child.Columns)
	links := []*diagram.Relationship{link}
	for i, v := range r.values {
		c := add(*v.column)
		c.NotNull = len(r.values) == 1 || r.index == nil || allNotNull(t, v.from)
		if r.index == nil {
			key = append(key, c.ID)
			child.Indexes = append(child.Indexes, newIndex(child, c.ID))
		}
		if k := commonReference(p, v.from); k != nil && !r.unlinked {
			links = append(links, referenceLike(k, child, c, link.Order, source, strconv.Itoa(i)))
			if r.index != nil {
				child.Indexes = append(child.Indexes, newIndex(child, c.ID))
			}
		}
	}
	child.Keys = []*diagram.Key{newKey(child, key, true)}
	ops = append(ops, op.PutTable(child)...)
	for i, l := range links {
		if i > 0 {
			l.Order = diagram.OrderBetween(links[i-1].Order, "")
		}
		ops = append(ops, op.PutOf("", l))
	}
	for _, v := range r.values {
		for _, c := range v.from {
			ops = append(ops, dropColumn(p, t, c)...)
		}
	}
	return ops
}

// commonReference returns the foreign key of the first column when all the columns refer
// to the same column of one table, else nil.
func commonReference(p *lint.Pass, columns []*diagram.Column) *lint.ForeignKey {
	var first *lint.ForeignKey
	for _, c := range columns {
		keys := p.ForeignKeysFrom(c.ID)
		if len(keys) != 1 || len(keys[0].Columns) != 1 {
			return nil
		}
		if first == nil {
			first = keys[0]
		} else if keys[0].ParentColumns[0] != first.ParentColumns[0] {
			return nil
		}
	}
	return first
}

// referenceLike builds a foreign key of a new column to what another refers to.
func referenceLike(k *lint.ForeignKey, child *diagram.Table, c *diagram.Column, order string, source ...string) *diagram.Relationship {
	card := diagram.ZeroOne
	if c.NotNull {
		card = diagram.One
	}
	return &diagram.Relationship{
		ID:       diagram.DerivedID(append([]string{"fix", "child reference", string(k.ID)}, source...)...),
		Order:    order,
		Ends:     diagram.Between(child.ID, diagram.ZeroMany, k.Parent.ID, card),
		Pairs:    []diagram.Pair{{From: c.ID, To: k.ParentColumns[0].ID}},
		Directed: true, OnDelete: k.OnDelete, OnUpdate: k.OnUpdate,
	}
}

// besides is a free place for a card of so many rows to the right of a table.
func besides(p *lint.Pass, t *diagram.Table, rows int) diagram.Point {
	box := t.Box()
	return freePlace(p, diagram.Point{X: box.Right() + 4*diagram.GridSize, Y: box.Y}, diagram.HeaderHeight+diagram.RowHeight*float64(rows))
}

// childTableID is the ID of the table that childTable makes of this column and others.
func childTableID(first *diagram.Column) diagram.ID {
	return diagram.DerivedID("fix", "child table", string(first.ID))
}

// childColumnID is the ID of that table's column for a column of the parent's key.
func childColumnID(first, key *diagram.Column) diagram.ID {
	return diagram.DerivedID("fix", "child column", string(first.ID), string(key.ID))
}

// dropColumn deletes a column together with the keys, indexes, foreign keys, checks and
// dependencies that speak of it: over fewer columns they would say something else.
func dropColumn(p *lint.Pass, t *diagram.Table, c *diagram.Column) []op.Op {
	var ops []op.Op
	for _, k := range t.Keys {
		if slices.Contains(k.Columns, c.ID) {
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	for _, x := range t.Indexes {
		if indexHolds(x, c) {
			ops = append(ops, op.DeleteOf(x.ID))
		}
	}
	for _, k := range t.Checks {
		if mentions(k.Expression, c.Name) {
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	for _, d := range t.Dependencies {
		if slices.Contains(d.Determinant, c.ID) || slices.Contains(d.Dependent, c.ID) {
			ops = append(ops, op.DeleteOf(d.ID))
		}
	}
	for _, k := range p.ForeignKeysFrom(c.ID) {
		ops = append(ops, op.DeleteOf(k.ID))
	}
	for _, k := range p.ForeignKeysTo(t.ID) {
		if slices.Contains(k.ParentColumns, c) && !slices.Contains(k.Columns, c) {
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	return append(ops, op.DeleteOf(c.ID))
}

// indexHolds tells whether an index is built on a column, or stores it.
func indexHolds(x *diagram.Index, c *diagram.Column) bool {
	return slices.Contains(x.Include, c.ID) || mentions(x.Where, c.Name) ||
		slices.ContainsFunc(x.Parts, func(part diagram.IndexPart) bool {
			return part.Column == c.ID || mentions(part.Expression, c.Name)
		})
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
