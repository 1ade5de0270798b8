package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K005", Name: "fk-to-missing-object", Severity: lint.Error, Since: "0.1",
	What: "A relationship has no column, or speaks of a table or column that is gone.",
	Why: "No database can hold it: a foreign key needs a column on each side. DDL for the diagram leaves the relationship " +
		"out, so that nothing keeps its rows together.",
	How: "Add the foreign key column, refer to the key that is there now, or delete what has nothing left to hold. " +
		"In a conceptual drawing a line may do without columns until the tables are made.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY);`,
	BadLines: `orders }o--|| customers : places`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id));`,
	Relationship: missingObject,
})

func missingObject(p *lint.Pass, r *diagram.Relationship) {
	for _, e := range r.Ends {
		if p.TableAt(e.Table) == nil {
			reportLostTable(p, r)
			return
		}
	}
	switch {
	case len(r.Ends) != 2:
	case len(r.Pairs) == 0:
		reportLine(p, r)
	case p.ForeignKey(r.ID) == nil:
		reportLostColumns(p, r)
	}
}

// reportLostTable speaks of a relationship one of whose tables is gone.
func reportLostTable(p *lint.Pass, r *diagram.Relationship) {
	f := lint.Finding{
		Objects:  []lint.Object{p.RelationshipObject(r)},
		Message:  "A relationship leads to a table that is gone.",
		Evidence: []string{"The diagram holds no table at one of its ends"},
		Fixes: []lint.Fix{{
			Title: "Delete the relationship", Safe: true,
			Ops: func() []op.Op { return []op.Op{op.DeleteOf(r.ID)} },
		}},
	}
	for _, e := range r.Ends {
		if t := p.TableAt(e.Table); t != nil {
			f.Message = fmt.Sprintf("A relationship of %s leads to a table that is gone.", p.TableName(t))
			f.Objects = append(f.Objects, p.TableObject(t))
			break
		}
	}
	p.Report(f)
}

// reportLostColumns speaks of a foreign key between tables that are there, some of whose
// columns are gone.
func reportLostColumns(p *lint.Pass, r *diagram.Relationship) {
	child, parent := p.TableAt(r.Ends[0].Table), p.TableAt(r.Ends[1].Table)
	var left []diagram.Pair
	lostChild, lostParent := 0, 0
	for _, pair := range r.Pairs {
		from, to := child.Column(pair.From), parent.Column(pair.To)
		if from == nil {
			lostChild++
		}
		if to == nil {
			lostParent++
		}
		if from != nil && to != nil {
			left = append(left, pair)
		}
	}
	f := lint.Finding{
		Objects: []lint.Object{p.RelationshipObject(r)},
		Message: fmt.Sprintf("The foreign key from %s to %s speaks of a column that is gone.", p.TableName(child), p.TableName(parent)),
	}
	if lostChild > 0 {
		f.Evidence = append(f.Evidence, fmt.Sprintf("%d of its %s not in %s", lostChild, pairs(len(r.Pairs)), p.TableName(child)))
	}
	if lostParent > 0 {
		f.Evidence = append(f.Evidence, fmt.Sprintf("%d of its %s not in %s", lostParent, pairs(len(r.Pairs)), p.TableName(parent)))
	}
	if lostChild == 0 {
		if again := keyFor(p, parent, columnsOf(child, r.FromColumns())); again != nil {
			f.Fixes = append(f.Fixes, lint.Fix{
				Title: "Refer to " + path(p.TableName(parent), names(again)),
				Ops: func() []op.Op {
					pairs := make([]diagram.Pair, len(again))
					for i, c := range again {
						pairs[i] = diagram.Pair{From: r.Pairs[i].From, To: c.ID}
					}
					return []op.Op{op.SetTo(r.ID, "pairs", pairs)}
				},
			})
		}
	} else if len(left) == 0 {
		f.Fixes = append(f.Fixes, addReferenceColumns(p, r, child, parent))
	}
	if len(left) > 0 && parent.IsUnique(toColumns(left)) {
		f.Fixes = append(f.Fixes, lint.Fix{
			Title: "Keep " + path(p.TableName(child), child.Names(fromColumns(left))),
			Ops:   func() []op.Op { return []op.Op{op.SetTo(r.ID, "pairs", left)} },
		})
	}
	f.Fixes = append(f.Fixes, lint.Fix{
		Title: "Delete the foreign key",
		Ops:   func() []op.Op { return []op.Op{op.DeleteOf(r.ID)} },
	})
	p.Report(f)
}

func pairs(n int) string {
	if n == 1 {
		return "1 column is"
	}
	return fmt.Sprintf("%d columns are", n)
}

func fromColumns(pairs []diagram.Pair) []diagram.ID {
	return (&diagram.Relationship{Pairs: pairs}).FromColumns()
}

func toColumns(pairs []diagram.Pair) []diagram.ID {
	return (&diagram.Relationship{Pairs: pairs}).ToColumns()
}

// keyFor returns the columns of the primary key when child columns could refer to it in
// this order, or nil.
func keyFor(p *lint.Pass, parent *diagram.Table, columns []*diagram.Column) []*diagram.Column {
	k := parent.PrimaryKey()
	if k == nil {
		return nil
	}
	key := columnsOf(parent, k.Columns)
	if len(key) != len(columns) {
		return nil
	}
	for i, c := range key {
		if _, severity := typesDiffer(p, columns[i], c); severity == lint.Error {
			return nil
		}
	}
	return key
}

// reportLine speaks of a line between two tables that holds no columns. A line whose
// columns are there, only not tied to it, belongs to missing-foreign-key; one that is
// many-to-many to direct-many-to-many.
func reportLine(p *lint.Pass, r *diagram.Relationship) {
	child, parent := sidesOf(p, r)
	if child == nil || child.Kind == diagram.KindView || parent.Kind == diagram.KindView || r.IsManyToMany() {
		return
	}
	for _, c := range child.Columns {
		if s, ok := p.Suspected(c.ID); ok && s.Parent == parent && s.Confidence >= likelyReference {
			return
		}
	}
	childName, parentName := p.TableName(child), p.TableName(parent)
	f := lint.Finding{
		Severity: lint.Warning,
		Objects:  []lint.Object{p.RelationshipObject(r), p.TableObject(child), p.TableObject(parent)},
		Message:  fmt.Sprintf("The relationship of %s to %s has no foreign key column.", childName, parentName),
		Evidence: []string{"The line holds no columns"},
	}
	if isConceptual(child) || isConceptual(parent) {
		f.Severity = lint.Info
		f.Evidence = append(f.Evidence, "The drawing speaks of things, not of columns, so that the column may come later")
	}
	if there := foreignKeyBetween(p, child.ID, parent.ID); there != nil {
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s refers to %s already", path(childName, names(there.Columns)), parentName))
		f.Fixes = append(f.Fixes, lint.Fix{
			Title: fmt.Sprintf("Delete the line, %s is the foreign key", path(childName, names(there.Columns))),
			Ops:   func() []op.Op { return []op.Op{op.DeleteOf(r.ID)} },
		})
	}
	add := addReferenceColumns(p, r, child, parent)
	// A second reference, or one whose side is a guess, is for people to judge.
	add.Safe = add.Safe && len(f.Fixes) == 0 && (r.Directed || r.Inheritance || r.Ends[0].Card.IsMany() != r.Ends[1].Card.IsMany())
	f.Fixes = append(f.Fixes, add)
	p.Report(f)
}

// isConceptual tells whether a table is an entity or a class of a drawing, or has no
// columns yet.
func isConceptual(t *diagram.Table) bool {
	return t.Kind == diagram.KindEntity || t.Kind == diagram.KindClass || len(t.Columns) == 0
}

// sidesOf returns the table that holds the foreign key of a line and the one it refers
// to, or nothing when the line does not tell: the side of many rows, or of those that
// need not be there, refers to the other.
func sidesOf(p *lint.Pass, r *diagram.Relationship) (child, parent *diagram.Table) {
	a, b := r.Ends[0], r.Ends[1]
	ta, tb := p.TableAt(a.Table), p.TableAt(b.Table)
	switch {
	case r.Directed || r.Inheritance:
		return ta, tb
	case a.Card.IsMany() && !b.Card.IsMany():
		return ta, tb
	case b.Card.IsMany() && !a.Card.IsMany():
		return tb, ta
	case !a.Card.IsOne() || !b.Card.IsOne():
		return nil, nil
	case b.Card == diagram.ZeroOne && a.Card == diagram.One:
		return tb, ta
	}
	return ta, tb
}

// foreignKeyBetween returns the first foreign key from one table to another, or nil.
func foreignKeyBetween(p *lint.Pass, child, parent diagram.ID) *lint.ForeignKey {
	for _, k := range p.ForeignKeysOf(child) {
		if k.Parent.ID == parent {
			return k
		}
	}
	return nil
}

// addReferenceColumns makes a relationship a foreign key: columns in the child for the
// parent's key, which is made when there is none. A subtype takes its own key instead
// when that can refer to the parent's.
func addReferenceColumns(p *lint.Pass, r *diagram.Relationship, child, parent *diagram.Table) lint.Fix {
	plan := planKey(p, parent)
	childEnd, parentEnd := r.Ends[0], r.Ends[1]
	if childEnd.Table != child.ID {
		childEnd, parentEnd = parentEnd, childEnd
	}
	if r.Inheritance {
		if own := ownKeyFor(p, child, plan.columns); own != nil {
			return lint.Fix{
				Title: fmt.Sprintf("Let %s refer to %s", path(p.TableName(child), names(own)), path(p.TableName(parent), names(plan.columns))),
				Ops: func() []op.Op {
					ops := append([]op.Op{}, plan.ops...)
					return append(ops, becomeForeignKey(r, childEnd, parentEnd, own, plan.columns, true)...)
				},
			}
		}
	}
	role := naming.Words(parentEnd.Role)
	var columns []*diagram.Column
	order := afterLast(child.Columns, func(c *diagram.Column) string { return c.Order })
	for _, k := range plan.columns {
		name := referenceName(p, parent, k, role...)
		if child == parent && len(role) == 0 {
			name = referenceName(p, parent, k, "parent")
		}
		columns = append(columns, &diagram.Column{
			ID: diagram.DerivedID("fix", "reference column", string(r.ID), string(k.ID)), Order: order,
			Name: freeName(name, func(n string) bool { return hasColumn(child.Columns, n) || hasColumn(columns, n) }),
			Type: referenceType(k.Type), Collation: k.Collation,
			NotNull: parentEnd.Card == diagram.One && child != parent,
		})
		order = diagram.OrderBetween(order, "")
	}
	title := "Add column " + path(p.TableName(child), names(columns))
	if len(columns) > 1 {
		title = "Add columns " + path(p.TableName(child), names(columns))
	}
	return lint.Fix{
		// Rows that are there already need a value for a column that refuses NULL.
		Title: title, Safe: len(columns) == 0 || !columns[0].NotNull,
		Ops: func() []op.Op {
			ops := append([]op.Op{}, plan.ops...)
			for _, c := range columns {
				ops = append(ops, op.PutOf(child.ID, c))
			}
			primary := child.PrimaryKey() == nil && (r.Identifying || r.Inheritance) && childEnd.Card.IsOne()
			if childEnd.Card.IsOne() {
				ops = append(ops, op.PutOf(child.ID, newKey(child, ids(columns), primary)))
			} else {
				ops = append(ops, op.PutOf(child.ID, newIndex(child, ids(columns)...)))
			}
			return append(ops, becomeForeignKey(r, childEnd, parentEnd, columns, plan.columns, primary)...)
		},
	}
}

// ownKeyFor returns the primary key of a subtype when it can refer to the key of its
// supertype, or nil.
func ownKeyFor(p *lint.Pass, child *diagram.Table, key []*diagram.Column) []*diagram.Column {
	k := child.PrimaryKey()
	if k == nil || len(k.Columns) != len(key) {
		return nil
	}
	own := columnsOf(child, k.Columns)
	if len(own) != len(key) {
		return nil
	}
	for i, c := range own {
		if why, _ := typesDiffer(p, c, key[i]); why != "" || len(p.ForeignKeysFrom(c.ID)) > 0 {
			return nil
		}
	}
	return own
}

// becomeForeignKey turns a relationship into the foreign key over these columns.
func becomeForeignKey(r *diagram.Relationship, child, parent diagram.End, columns, key []*diagram.Column, identifying bool) []op.Op {
	pairs := make([]diagram.Pair, len(columns))
	for i, c := range columns {
		pairs[i] = diagram.Pair{From: c.ID, To: key[i].ID}
	}
	if child.Table == parent.Table && parent.Card == diagram.One {
		parent.Card = diagram.ZeroOne // the first row has no other to refer to
	}
	ops := []op.Op{
		op.SetTo(r.ID, "ends", []diagram.End{child, parent}),
		op.SetTo(r.ID, "pairs", pairs),
		op.SetTo(r.ID, "directed", true),
	}
	if identifying != r.Identifying {
		ops = append(ops, op.SetTo(r.ID, "identifying", identifying))
	}
	return ops
}
