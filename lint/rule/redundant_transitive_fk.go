package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K012", Name: "redundant-transitive-fk", Severity: lint.Info, Since: "0.1",
	What: "A foreign key says only what two others say together.",
	Why: "The row's parent refers to the same row already, by the same columns: the third key costs a check and an index " +
		"for each row and can never fail. Where each table has a column of its own for it, the two may even disagree.",
	How: "Drop it, when the way over the parent is always there. Keys on a tenant column that all tables share are often " +
		"kept on purpose, and the same name may mean another role: the writer of a comment is not that of the post.",
	Bad: `CREATE TABLE shops (id int PRIMARY KEY);
CREATE TABLE orders (shop_id int REFERENCES shops (id), number int, PRIMARY KEY (shop_id, number));
CREATE TABLE items (shop_id int NOT NULL REFERENCES shops (id), number int NOT NULL, position int,
  PRIMARY KEY (shop_id, number, position),
  FOREIGN KEY (shop_id, number) REFERENCES orders (shop_id, number));`,
	Good: `CREATE TABLE shops (id int PRIMARY KEY);
CREATE TABLE orders (shop_id int REFERENCES shops (id), number int, PRIMARY KEY (shop_id, number));
CREATE TABLE items (shop_id int NOT NULL, number int NOT NULL, position int,
  PRIMARY KEY (shop_id, number, position),
  FOREIGN KEY (shop_id, number) REFERENCES orders (shop_id, number));`,
	Relationship: redundantTransitive,
})

// mostReferred is how often a table is referred to at most that is no tenant and no table
// of users: to those, equal names say nothing.
const mostReferred = 4

func redundantTransitive(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil || k.Child == k.Parent {
		return
	}
	var named []*lint.ForeignKey
	for _, first := range p.ForeignKeysOf(k.Child.ID) {
		if first.ID == k.ID || first.Parent == k.Parent || first.Parent == k.Child {
			continue
		}
		for _, second := range p.ForeignKeysOf(first.Parent.ID) {
			switch {
			case second.Parent != k.Parent:
			case sameWay(k, first, second):
				reportRedundant(p, k, first, second)
				return
			case named == nil && len(p.ForeignKeysTo(k.Parent.ID)) <= mostReferred && sameNames(k, first, second):
				named = []*lint.ForeignKey{first, second}
			}
		}
	}
	if named != nil {
		reportCopied(p, k, named[0], named[1])
	}
}

// sameNames tells whether the child and its parent refer to the same row by columns of
// the same names, always both, and by no way else.
func sameNames(direct, first, second *lint.ForeignKey) bool {
	if len(direct.Columns) != len(second.Columns) || slices.ContainsFunc(direct.Columns, func(c *diagram.Column) bool { return slices.Contains(first.Columns, c) }) {
		return false
	}
	for i, c := range direct.Columns {
		if !strings.EqualFold(c.Name, second.Columns[i].Name) || direct.Pairs[i].To != second.Pairs[i].To {
			return false
		}
	}
	return allNotNull(direct.Child, direct.Columns) && allNotNull(first.Child, first.Columns) && allNotNull(second.Child, second.Columns)
}

// reportCopied speaks of a reference that the row's parent has as well. Whether the two
// always agree only people know.
func reportCopied(p *lint.Pass, k, first, second *lint.ForeignKey) {
	from, middle := path(p.TableName(k.Child), names(k.Columns)), p.TableName(first.Parent)
	p.Report(lint.Finding{
		Tier: lint.Hint, Confidence: .4,
		Objects: append(p.ColumnObjects(k.Child, k.Columns...), p.TableObject(first.Parent), p.TableObject(k.Parent)),
		Message: fmt.Sprintf("%s may only repeat %s.", from, path(middle, names(second.Columns))),
		Evidence: []string{
			fmt.Sprintf("%s refers to %s", path(p.TableName(first.Child), names(first.Columns)), middle),
			fmt.Sprintf("%s has the same name and refers to %s as well", path(middle, names(second.Columns)), p.TableName(k.Parent)),
		},
		Fixes: []lint.Fix{{
			Title: "Drop " + from,
			Ops: func() []op.Op {
				var ops []op.Op
				for _, c := range k.Columns {
					ops = append(ops, dropColumn(p, k.Child, c)...)
				}
				return ops
			},
		}},
	})
}

// sameWay tells whether each child column of the direct key is led to the same parent
// column by the two others, and the first of them always holds.
func sameWay(direct, first, second *lint.ForeignKey) bool {
	for _, pair := range direct.Pairs {
		if !slices.ContainsFunc(first.Pairs, func(a diagram.Pair) bool {
			return a.From == pair.From && slices.Contains(second.Pairs, diagram.Pair{From: a.To, To: pair.To})
		}) {
			return false
		}
	}
	return allNotNull(first.Child, first.Columns) && allNotNull(second.Child, second.Columns)
}

func reportRedundant(p *lint.Pass, k, first, second *lint.ForeignKey) {
	from, to := path(p.TableName(k.Child), names(k.Columns)), p.TableName(k.Parent)
	middle := p.TableName(first.Parent)
	p.Report(lint.Finding{
		Objects: append(p.ColumnObjects(k.Child, k.Columns...), p.TableObject(first.Parent), p.TableObject(k.Parent)),
		Message: fmt.Sprintf("The foreign key from %s to %s says only what the way over %s says.", from, to, middle),
		Evidence: []string{
			fmt.Sprintf("%s refers to %s", path(p.TableName(first.Child), names(first.Columns)), path(middle, names(first.ParentColumns))),
			fmt.Sprintf("%s refers to %s", path(middle, names(second.Columns)), path(to, names(second.ParentColumns))),
			"Both hold for every row, because none of these columns may be NULL",
		},
		Fixes: []lint.Fix{{
			// It may be there on purpose: for a tenant, or for those who read the diagram.
			Title: fmt.Sprintf("Drop the foreign key from %s to %s", from, to),
			Ops:   func() []op.Op { return []op.Op{op.DeleteOf(k.ID)} },
		}},
	})
}
