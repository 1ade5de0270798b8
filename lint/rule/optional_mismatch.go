package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K013", Name: "optional-mismatch", Severity: lint.Warning, Since: "0.1",
	What: "A drawn cardinality says something else than the columns of the foreign key.",
	Why: "People read the line, the database obeys the columns: an order drawn with exactly one customer may be stored " +
		"without any when the column allows NULL.",
	How: "Decide which is meant and let the other follow: NOT NULL for exactly one parent, NULL for at most one; a unique " +
		"key for at most one child, none for many.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, total int NOT NULL);`,
	BadLines: `orders.customer_id }o--|| customers.id : places`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id), total int NOT NULL);`,
	Relationship: optionalMismatch,
})

// Which of the two is meant only people know, so that no fix is safe.
func optionalMismatch(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil || k.Child.Kind == diagram.KindView || k.Parent.Kind == diagram.KindView {
		return
	}
	switch drawn := k.Ends[1].Card; {
	case drawn == diagram.One && !k.NotNull:
		reportDrawnMandatory(p, k)
	case drawn == diagram.ZeroOne && k.NotNull:
		reportDrawnOptional(p, k)
	}
	switch drawn := k.Ends[0].Card; {
	case drawn.IsOne() && !atMostOne(k):
		reportDrawnSingle(p, k)
	case drawn.IsMany() && k.Child.IsUnique(k.FromColumns()):
		reportDrawnMany(p, k)
	}
}

// atMostOne tells whether a parent row can have one child row only: the foreign key's
// columns hold all those of a key.
func atMostOne(k *lint.ForeignKey) bool {
	from := k.FromColumns()
	held := func(columns []diagram.ID) bool {
		return len(columns) > 0 && !slices.ContainsFunc(columns, func(id diagram.ID) bool { return !slices.Contains(from, id) })
	}
	for _, key := range k.Child.Keys {
		if held(key.Columns) {
			return true
		}
	}
	for _, x := range k.Child.Indexes {
		if x.Unique && x.Where == "" && held(x.ColumnIDs()) {
			return true
		}
	}
	return false
}

func reportDrawnMandatory(p *lint.Pass, k *lint.ForeignKey) {
	var open []*diagram.Column
	for _, c := range k.Columns {
		if !k.Child.NotNull(c) {
			open = append(open, c)
		}
	}
	from, parent := path(p.TableName(k.Child), names(k.Columns)), p.TableName(k.Parent)
	f := lint.Finding{
		Objects:  append(p.ColumnObjects(k.Child, open...), p.RelationshipObject(k.Relationship)),
		Message:  fmt.Sprintf("%s is drawn with exactly one of %s, but may be NULL.", from, parent),
		Evidence: []string{"The line says exactly one", fmt.Sprintf("%s allows NULL", listed(names(open)))},
		Fixes: []lint.Fix{
			{Title: "Refuse NULL in " + path(p.TableName(k.Child), names(open)), Ops: func() []op.Op {
				var ops []op.Op
				for _, c := range open {
					ops = append(ops, refuseNull(p, k.Child, c)...)
				}
				return ops
			}},
			{Title: fmt.Sprintf("Draw %s as optional", parent), Ops: func() []op.Op {
				return []op.Op{setCard(k.Relationship, 1, diagram.ZeroOne)}
			}},
		},
	}
	if !saysNotNull(k.Child) {
		f.Tier, f.Confidence = lint.Hint, .5
		f.Evidence = append(f.Evidence, fmt.Sprintf("No column of %s says NOT NULL, so that the line may be all that was said", p.TableName(k.Child)))
	}
	p.Report(f)
}

// saysNotNull tells whether a column outside of the primary key is NOT NULL: in drawings
// often nobody says so of any.
func saysNotNull(t *diagram.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool { return c.NotNull && !t.InPrimaryKey(c.ID) })
}

func reportDrawnOptional(p *lint.Pass, k *lint.ForeignKey) {
	from, parent := path(p.TableName(k.Child), names(k.Columns)), p.TableName(k.Parent)
	f := lint.Finding{
		Objects:  append(p.ColumnObjects(k.Child, k.Columns...), p.RelationshipObject(k.Relationship)),
		Message:  fmt.Sprintf("%s is drawn with at most one of %s, but refuses NULL.", from, parent),
		Evidence: []string{"The line says at most one", "None of the columns allows NULL"},
	}
	if ops := allowNull(p, k.Child, k.Columns); len(ops) > 0 {
		f.Fixes = append(f.Fixes, lint.Fix{Title: "Allow NULL in " + from, Ops: func() []op.Op { return ops }})
	}
	f.Fixes = append(f.Fixes, lint.Fix{
		Title: fmt.Sprintf("Draw %s as mandatory", parent),
		Ops:   func() []op.Op { return []op.Op{setCard(k.Relationship, 1, diagram.One)} },
	})
	p.Report(f)
}

func reportDrawnSingle(p *lint.Pass, k *lint.ForeignKey) {
	child := p.TableName(k.Child)
	from := path(child, names(k.Columns))
	p.Report(lint.Finding{
		Objects:  append([]lint.Object{p.RelationshipObject(k.Relationship)}, p.ColumnObjects(k.Child, k.Columns...)...),
		Message:  fmt.Sprintf("%s is drawn with one row for each of %s, but is not unique.", from, p.TableName(k.Parent)),
		Evidence: []string{"The line says one at most", "No key holds these columns alone"},
		Fixes: []lint.Fix{
			{Title: "Add unique key on " + from, Ops: func() []op.Op {
				return []op.Op{op.PutOf(k.Child.ID, newKey(k.Child, k.FromColumns(), false))}
			}},
			{Title: fmt.Sprintf("Draw %s as many", child), Ops: func() []op.Op {
				return []op.Op{setCard(k.Relationship, 0, diagram.ZeroMany)}
			}},
		},
	})
}

func reportDrawnMany(p *lint.Pass, k *lint.ForeignKey) {
	child := p.TableName(k.Child)
	from := path(child, names(k.Columns))
	f := lint.Finding{
		Objects:  append([]lint.Object{p.RelationshipObject(k.Relationship)}, p.ColumnObjects(k.Child, k.Columns...)...),
		Message:  fmt.Sprintf("%s is drawn with many rows for each of %s, but is unique.", from, p.TableName(k.Parent)),
		Evidence: []string{"The line says many", "A key holds these columns, so that each value comes once"},
		Fixes: []lint.Fix{{
			Title: fmt.Sprintf("Draw %s as one", child),
			Ops:   func() []op.Op { return []op.Op{setCard(k.Relationship, 0, diagram.ZeroOne)} },
		}},
	}
	if ops := dropUnique(k); ops != nil {
		f.Fixes = append(f.Fixes, lint.Fix{Title: "Drop unique key on " + from, Ops: func() []op.Op { return ops }})
	}
	p.Report(f)
}

// dropUnique deletes the one unique key or index over the columns; nothing when it is
// the primary key or there are several.
func dropUnique(k *lint.ForeignKey) []op.Op {
	var ops []op.Op
	for _, key := range k.Child.Keys {
		if diagram.SameColumns(key.Columns, k.FromColumns()) {
			if key.Primary {
				return nil
			}
			ops = append(ops, op.DeleteOf(key.ID))
		}
	}
	for _, x := range k.Child.Indexes {
		if x.Unique && diagram.SameColumns(x.ColumnIDs(), k.FromColumns()) {
			ops = append(ops, op.DeleteOf(x.ID))
		}
	}
	if len(ops) != 1 {
		return nil
	}
	return ops
}
