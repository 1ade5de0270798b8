package dbml

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// relationship keeps foreign keys and many-to-many relationships: DBML has no lines
// without columns.
func (f *fitter) relationship(r *diagram.Relationship) {
	of := "the relationship " + f.between(r)
	var c *diagram.Relationship
	child, parent, isKey := f.d.ForeignKey(r)
	switch {
	case isKey:
		c = f.foreignKey(r, child, parent)
	case r.IsManyToMany():
		c = f.manyToMany(r)
	}
	if c == nil {
		f.lose(r.ID, of, []string{"that it is there, because it has no columns, or the same ones as another"})
		return
	}
	c.ID, c.Name = r.ID, diagram.CutName(r.Name)
	roles := false
	for i, e := range r.Ends {
		roles = roles || e.Role != ""
		roles = roles || e.Table != c.Ends[i].Table
	}
	cards := c.Ends[0].Card != r.Ends[0].Card || c.Ends[1].Card != r.Ends[1].Card
	f.lose(r.ID, of, lost(
		c.Name != r.Name, "its very name", r.Verb != "" || r.Inverse != "", "its verbs", r.Comment != "", "its comment", roles, "its roles",
		cards, "its cardinalities", r.Inheritance, "inheritance", r.Deferrable || r.InitiallyDeferred, "that it is deferrable",
		c.Identifying != r.Identifying, "whether it identifies", c.Directed != r.Directed, "whether it has a direction",
		len(r.Attributes) > 0, "its attributes", isKey != (len(r.Pairs) > 0), "its pairs",
		!isKey && (r.OnDelete != "" || r.OnUpdate != ""), "its actions"))
	f.out.AddRelationship(c)
}

// between names the tables of a relationship.
func (f *fitter) between(r *diagram.Relationship) string {
	var names []string
	for _, e := range r.Ends[:min(3, len(r.Ends))] {
		if t := f.out.Tables[e.Table]; t != nil {
			names = append(names, diagram.Short(t.Name))
		}
	}
	return strings.Join(names, " and ")
}

// foreignKey returns the key as a text says it, or nil when it can't.
func (f *fitter) foreignKey(r *diagram.Relationship, child, parent *diagram.Table) *diagram.Relationship {
	child, parent = f.out.Tables[child.ID], f.out.Tables[parent.ID]
	from, to := columnsOf(child, r.FromColumns()), columnsOf(parent, r.ToColumns())
	if !f.takePairs(from, to) {
		return nil
	}
	c := diagram.Refer(child, parent, r.Pairs)
	c.OnDelete, c.OnUpdate = r.OnDelete, r.OnUpdate
	derived := c.Ends[1].Card
	many, one := r.Ends[0].Card, r.Ends[1].Card
	switch {
	case many.IsMany() && one.IsOne() && (many == diagram.ZeroMany || one == diagram.ZeroOne),
		many.IsOne() && one.IsOne() && (many == diagram.ZeroOne || one == diagram.ZeroOne):
		if many == diagram.Many {
			many = diagram.ZeroMany
		}
		c.Ends[0].Card, c.Ends[1].Card = many, one
	case many == diagram.One || many == diagram.ZeroOne:
		c.Ends[0].Card, c.Ends[1].Card = diagram.ZeroOne, derived
	default:
		c.Ends[0].Card, c.Ends[1].Card = diagram.ZeroMany, derived
	}
	f.ends[r.ID] = [2][]*diagram.Column{from, to}
	return c
}

// manyToMany finds columns for both ends, which DBML wants: the primary keys, or two
// columns that no other relationship joins.
func (f *fitter) manyToMany(r *diagram.Relationship) *diagram.Relationship {
	left, right := f.out.Tables[r.Ends[0].Table], f.out.Tables[r.Ends[1].Table]
	if left == nil || right == nil {
		return nil
	}
	from, to := primaryColumns(left), primaryColumns(right)
	if len(from) == 0 || len(from) != len(to) || !f.takePairs(from, to) {
		if from, to = f.freePair(left, right); from == nil {
			return nil
		}
	}
	a, b := r.Ends[0].Card, r.Ends[1].Card
	if a == diagram.Many || b == diagram.Many || a == diagram.OneMany && b == diagram.OneMany {
		a, b = diagram.Many, diagram.Many
	}
	f.ends[r.ID] = [2][]*diagram.Column{from, to}
	return &diagram.Relationship{Ends: diagram.Between(left.ID, a, right.ID, b)}
}

// freePair returns one column of each table that no relationship joins yet.
func (f *fitter) freePair(left, right *diagram.Table) (from, to []*diagram.Column) {
	for _, a := range left.Columns[:min(8, len(left.Columns))] {
		for _, b := range right.Columns[:min(8, len(right.Columns))] {
			from, to = []*diagram.Column{a}, []*diagram.Column{b}
			if f.takePairs(from, to) {
				return from, to
			}
		}
	}
	return nil, nil
}

func columnsOf(t *diagram.Table, ids []diagram.ID) []*diagram.Column {
	list := make([]*diagram.Column, len(ids))
	for i, id := range ids {
		list[i] = t.Column(id)
	}
	return list
}

func primaryColumns(t *diagram.Table) []*diagram.Column {
	if k := t.PrimaryKey(); k != nil {
		return columnsOf(t, k.Columns)
	}
	return nil
}

// takePairs takes these pairs of columns when they are good for a relationship of a text:
// each column once on its side, not the same columns on both in whatever order, and no other relationship joins
// the same.
func (f *fitter) takePairs(from, to []*diagram.Column) bool {
	ids := func(list []*diagram.Column) []diagram.ID {
		out := make([]diagram.ID, len(list))
		for i, c := range list {
			out[i] = c.ID
		}
		return out
	}
	a, b := ids(from), ids(to)
	for _, list := range [][]diagram.ID{a, b} {
		sorted := slices.Sorted(slices.Values(list))
		if len(slices.Compact(sorted)) != len(list) {
			return false
		}
	}
	key, other := pairKeys(a, b)
	if diagram.SameColumns(a, b) || f.pairs[key] || f.pairs[other] {
		return false
	}
	f.pairs[key] = true
	return true
}
