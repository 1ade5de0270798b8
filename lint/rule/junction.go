package rule

import (
	"slices"
	"strconv"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// member is one table that a junction table is to join.
type member struct {
	table *diagram.Table
	role  string
	card  diagram.Cardinality
}

// junction builds the operations that make a junction table: foreign keys to all members,
// a primary key over those of the many ends, an index on each foreign key that the
// primary key does not begin with, and columns for the attributes of the relationship.
func junction(p *lint.Pass, name string, source diagram.ID, members []member, attributes []diagram.Attribute) []op.Op {
	var ops []op.Op
	t := &diagram.Table{
		ID:     diagram.DerivedID("fix", "junction", string(source)),
		Name:   freeName(name, p.HasTable),
		Kind:   diagram.KindJunction,
		Schema: members[0].table.Schema,
		Module: commonModule(members),
		Pos:    between(p, members),
		Order:  afterLast(p.Diagram.SortedTables(), func(t *diagram.Table) string { return t.Order }),
	}
	keys := map[diagram.ID]keyPlan{} // a table that is joined with itself gets one key
	var links []*diagram.Relationship
	var primary []diagram.ID
	for i, m := range members {
		plan, planned := keys[m.table.ID]
		if !planned {
			plan = planKey(p, m.table)
			keys[m.table.ID] = plan
			ops = append(ops, plan.ops...)
		}
		columns := junctionColumnsFor(p, t, source, m, i, plan.columns)
		t.Columns = append(t.Columns, columns...)
		if m.card.IsMany() || len(members) == 2 {
			primary = append(primary, ids(columns)...)
		}
		links = append(links, junctionLink(t, m, i, columns, plan.columns))
	}
	for i, a := range attributes {
		t.Columns = append(t.Columns, &diagram.Column{
			ID:   diagram.DerivedID("fix", "junction attribute", string(source), a.Name),
			Name: freeName(a.Name, func(n string) bool { return hasColumn(t.Columns, n) }),
			Type: a.Type, Order: diagram.OrderAt(len(t.Columns) + i),
		})
	}
	for i, c := range t.Columns {
		c.Order = diagram.OrderAt(i)
	}
	if len(primary) == 0 {
		for _, l := range links {
			primary = append(primary, l.FromColumns()...)
		}
	}
	t.Keys = []*diagram.Key{newKey(t, primary, true)}
	for _, l := range links {
		if !beginsKey(t, l.FromColumns()) {
			t.Indexes = append(t.Indexes, newIndex(t, l.FromColumns()...))
		}
	}
	ops = append(ops, op.PutTable(t)...)
	order := afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order })
	for _, l := range links {
		l.Order = order
		l.Identifying = inKey(t, l.FromColumns())
		l.Ends[0].Card = childCard(t, l.FromColumns())
		order = diagram.OrderBetween(order, "")
		ops = append(ops, op.PutOf("", l))
	}
	return ops
}

// junctionColumnsFor builds the columns that refer to one member's key.
func junctionColumnsFor(p *lint.Pass, t *diagram.Table, source diagram.ID, m member, i int, key []*diagram.Column) []*diagram.Column {
	var columns []*diagram.Column
	for _, k := range key {
		role := naming.Words(m.role)
		name := referenceName(p, m.table, k, role...)
		if hasColumn(t.Columns, name) && len(role) == 0 {
			name = referenceName(p, m.table, k, "other")
		}
		columns = append(columns, &diagram.Column{
			ID:      diagram.DerivedID("fix", "junction column", string(source), string(m.table.ID), string(k.ID), strconv.Itoa(i)),
			Name:    freeName(name, func(n string) bool { return hasColumn(t.Columns, n) || hasColumn(columns, n) }),
			Type:    referenceType(k.Type),
			NotNull: true,
		})
	}
	return columns
}

// junctionLink builds the foreign key from a junction table to a member.
func junctionLink(t *diagram.Table, m member, i int, columns, key []*diagram.Column) *diagram.Relationship {
	r := &diagram.Relationship{
		ID:       diagram.DerivedID("fix", "junction link", string(t.ID), string(m.table.ID), strconv.Itoa(i)),
		Ends:     diagram.Between(t.ID, diagram.ZeroMany, m.table.ID, diagram.One),
		Directed: true,
		OnDelete: diagram.ActionCascade,
	}
	r.Ends[1].Role = m.role
	for j, c := range columns {
		r.Pairs = append(r.Pairs, diagram.Pair{From: c.ID, To: key[j].ID})
	}
	return r
}

// junctionName joins the names of the tables in their own style: student_courses,
// StudentCourses. A table that is joined with itself takes the label of the line
// instead: person_knows.
func junctionName(p *lint.Pass, members []member, label string) string {
	style := p.Names.TableStyle()
	first := p.Names.Words(members[0].table.Name)
	if len(members) == 2 && members[0].table == members[1].table {
		words := naming.Words(label)
		if len(words) == 0 || len(words) > 3 {
			words = []string{"links"}
		}
		return style.Join(append(slices.Clone(first), words...)...)
	}
	words := slices.Clone(first)
	for i, m := range members[1:] {
		own := p.Names.Words(m.table.Name)
		if i == len(members)-2 {
			own = naming.Words(m.table.Name)
		}
		words = append(words, own...)
	}
	return style.Join(words...)
}

// commonModule is the module that owns all members, or none.
func commonModule(members []member) diagram.ID {
	module := members[0].table.Module
	for _, m := range members {
		if m.table.Module != module {
			return ""
		}
	}
	return module
}

// between is a place for a new card halfway between the members' cards, below them when
// the middle is taken.
func between(p *lint.Pass, members []member) diagram.Point {
	var sum diagram.Point
	for _, m := range members {
		b := m.table.Box()
		sum.X += b.X + b.W/2
		sum.Y += b.Y + b.H/2
	}
	n := float64(len(members))
	at := diagram.Point{X: sum.X/n - diagram.CardWidth/2, Y: sum.Y/n - diagram.HeaderHeight}
	return freePlace(p, at, diagram.HeaderHeight+4*diagram.RowHeight)
}

// freePlace is diagram.FreePlace for a card of this height.
func freePlace(p *lint.Pass, at diagram.Point, height float64) diagram.Point {
	return p.Diagram.FreePlace(at, height)
}
