package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K006", Name: "duplicate-fk", Severity: lint.Warning, Since: "0.1",
	What: "The same columns have two foreign keys: twice to one table, or to two tables.",
	Why: "Twice to one table costs a second check of every row and tells nothing new. To two tables means that a value " +
		"must exist in both at once, which is hardly ever what was meant.",
	How: "Drop the foreign key that is not meant. Where a row refers to either of two tables, give it a column for each. " +
		"Keys of subtypes, which refer to all their supertypes, are fine.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE suppliers (id int PRIMARY KEY);
CREATE TABLE invoices (id int PRIMARY KEY, partner_id int,
  FOREIGN KEY (partner_id) REFERENCES customers (id),
  FOREIGN KEY (partner_id) REFERENCES suppliers (id));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE suppliers (id int PRIMARY KEY);
CREATE TABLE invoices (id int PRIMARY KEY,
  customer_id int REFERENCES customers (id),
  supplier_id int REFERENCES suppliers (id));`,
	Relationship: duplicateForeignKey,
})

func duplicateForeignKey(p *lint.Pass, r *diagram.Relationship) {
	b := p.ForeignKey(r.ID)
	if b == nil {
		return
	}
	for _, a := range p.ForeignKeysOf(b.Child.ID) {
		if a.ID == b.ID {
			return
		}
		if len(a.Pairs) != len(b.Pairs) || !diagram.SameColumns(a.FromColumns(), b.FromColumns()) {
			continue
		}
		if samePairs(a.Pairs, b.Pairs) {
			reportDuplicate(p, a, b)
			return
		}
		if reportTwoTargets(p, a, b) {
			return
		}
	}
}

// samePairs tells whether two foreign keys match the same columns, in any order.
func samePairs(a, b []diagram.Pair) bool {
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x == y
		}
		if !found {
			return false
		}
	}
	return len(a) == len(b)
}

func reportDuplicate(p *lint.Pass, a, b *lint.ForeignKey) {
	from := path(p.TableName(b.Child), names(b.Columns))
	f := lint.Finding{
		Objects: append(p.ColumnObjects(b.Child, b.Columns...), p.RelationshipObject(b.Relationship)),
		Message: fmt.Sprintf("%s refers to %s twice.", from, path(p.TableName(b.Parent), names(b.ParentColumns))),
		Evidence: []string{
			"Two foreign keys match the same columns",
		},
	}
	drop := lint.Fix{
		Title: "Drop the second foreign key of " + from, Safe: sameActions(a, b),
		Ops: func() []op.Op { return []op.Op{op.DeleteOf(b.ID)} },
	}
	if !drop.Safe {
		f.Evidence = append(f.Evidence, "They differ in what happens when the parent row goes or changes")
	}
	f.Fixes = []lint.Fix{drop}
	p.Report(f)
}

func sameActions(a, b *lint.ForeignKey) bool {
	return a.OnDelete == b.OnDelete && a.OnUpdate == b.OnUpdate && a.Deferrable == b.Deferrable
}

// reportTwoTargets speaks of columns that refer to two keys, unless the one parent itself
// refers to the other: a subtype.
func reportTwoTargets(p *lint.Pass, a, b *lint.ForeignKey) bool {
	if refersTo(p, a.Parent, b.Parent) || refersTo(p, b.Parent, a.Parent) {
		return false
	}
	from := path(p.TableName(b.Child), names(b.Columns))
	ta, tb := path(p.TableName(a.Parent), names(a.ParentColumns)), path(p.TableName(b.Parent), names(b.ParentColumns))
	f := lint.Finding{
		Objects:  append(p.ColumnObjects(b.Child, b.Columns...), p.TableObject(a.Parent), p.TableObject(b.Parent)),
		Message:  fmt.Sprintf("%s refers to %s and to %s.", from, ta, tb),
		Evidence: []string{"Each value must exist in both", "Neither of the two refers to the other"},
	}
	for _, k := range []*lint.ForeignKey{a, b} {
		f.Fixes = append(f.Fixes, lint.Fix{
			Title: fmt.Sprintf("Drop the foreign key to %s", path(p.TableName(k.Parent), names(k.ParentColumns))),
			Ops:   func() []op.Op { return []op.Op{op.DeleteOf(k.ID)} },
		})
	}
	p.Report(f)
	return true
}

// refersTo tells whether the primary key of a table refers to another: it is a subtype.
// A table that refers to itself counts as well.
func refersTo(p *lint.Pass, sub, super *diagram.Table) bool {
	for _, k := range p.ForeignKeysOf(sub.ID) {
		if k.Parent == super && sub.IsUnique(k.FromColumns()) {
			return true
		}
	}
	return false
}
