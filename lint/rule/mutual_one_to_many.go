package rule

import (
	"cmp"
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P003", Name: "mutual-one-to-many", Severity: lint.Warning, Since: "0.1",
	What: "Two tables refer to each other, each with many rows of the other.",
	Why: "Two one-to-many relationships do not make a many-to-many one: each row still has a single partner in each " +
		"direction, and the two columns may contradict each other.",
	How: "For a many-to-many relationship put a junction table between the two; for one-to-many keep the foreign key on " +
		"the side of many. A second key with a role of its own (the head of a department, the current version) is fine.",
	Bad: `CREATE TABLE authors (id int PRIMARY KEY, book_id int);
CREATE TABLE books (id int PRIMARY KEY, author_id int REFERENCES authors (id));
ALTER TABLE authors ADD FOREIGN KEY (book_id) REFERENCES books (id);`,
	Good: `CREATE TABLE authors (id int PRIMARY KEY);
CREATE TABLE books (id int PRIMARY KEY);
CREATE TABLE book_authors (
  book_id int NOT NULL REFERENCES books (id),
  author_id int NOT NULL REFERENCES authors (id),
  PRIMARY KEY (book_id, author_id)
);
CREATE INDEX ON book_authors (author_id);`,
	Relationship: mutualOneToMany,
})

func mutualOneToMany(p *lint.Pass, r *diagram.Relationship) {
	a := p.ForeignKey(r.ID)
	if a == nil || !isPlainMany(p, a) {
		return
	}
	for _, b := range p.ForeignKeysOf(a.Parent.ID) {
		// Each pair is told once, at the relationship that comes first.
		if b.Parent == a.Child && cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID)) < 0 && isPlainMany(p, b) {
			reportMutual(p, a, b)
			return
		}
	}
}

// isPlainMany tells whether many child rows share a parent row and the columns are named
// after the parent alone: a role in front (head, current, manager) means one chosen row.
func isPlainMany(p *lint.Pass, k *lint.ForeignKey) bool {
	if k.Child == k.Parent || len(k.Columns) != 1 || atMostOne(k) || k.Child.InPrimaryKey(k.Columns[0].ID) {
		return false
	}
	base := p.Names.ColumnName(k.Columns[0].ID).Base
	own := p.Names.TableWords(k.Parent.ID)
	// item_id for order_items is plain as well.
	return len(base) > 0 && len(base) <= len(own) && slices.Equal(own[len(own)-len(base):], base)
}

func reportMutual(p *lint.Pass, a, b *lint.ForeignKey) {
	na, nb := p.TableName(a.Child), p.TableName(b.Child)
	fa, fb := path(na, names(a.Columns)), path(nb, names(b.Columns))
	members := []member{{table: a.Child, card: diagram.ZeroMany}, {table: b.Child, card: diagram.ZeroMany}}
	name := freeName(junctionName(p, members, ""), p.HasTable)
	without := func(keys ...*lint.ForeignKey) []op.Op {
		var ops []op.Op
		for _, k := range keys {
			ops = append(ops, dropColumn(p, k.Child, k.Columns[0])...)
		}
		return ops
	}
	p.Report(lint.Finding{
		Tier: lint.Likely, Confidence: .8,
		Objects: append(p.ColumnObjects(a.Child, a.Columns...), p.ColumnObjects(b.Child, b.Columns...)...),
		Message: fmt.Sprintf("%s and %s refer to each other, each with many rows of the other.", na, nb),
		Evidence: []string{
			fmt.Sprintf("%s refers to %s and is not unique", fa, nb),
			fmt.Sprintf("%s refers to %s and is not unique", fb, na),
			"Neither name says a role of its own",
		},
		Fixes: []lint.Fix{
			{Title: "Create junction table " + name, Ops: func() []op.Op {
				return append(junction(p, name, a.ID, members, nil), without(a, b)...)
			}},
			{Title: "Drop " + fb, Ops: func() []op.Op { return without(b) }},
			{Title: "Drop " + fa, Ops: func() []op.Op { return without(a) }},
		},
	})
}
