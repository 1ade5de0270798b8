package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I001", Name: "unindexed-fk", Severity: lint.Warning, Since: "0.1",
	What: "No index begins with the columns of a foreign key.",
	Why: "Deleting a parent row, or changing its key, reads the whole child table to see whether a child is left; so does every " +
		"join from the parent to its children.",
	How: "Add an index on the columns of the foreign key. A key or index that begins with them serves as well. MySQL and MariaDB " +
		"make one by themselves. For a small table, or a parent that never changes, ignore the finding.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL);
CREATE INDEX customers_email_idx ON customers (email);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL);
CREATE INDEX customers_email_idx ON customers (email);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id));
CREATE INDEX orders_customer_id_idx ON orders (customer_id);`,
	Relationship: unindexedForeignKey,
})

func unindexedForeignKey(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil || k.Child.Kind == diagram.KindView {
		return
	}
	if can, ok := p.Capability(); ok && can.IndexesForeignKeys {
		return
	}
	columns := k.FromColumns()
	if lint.IsLed(k.Child, columns) || isRepeated(p, k) || isReverseOfJunction(p, k) {
		return
	}
	target := path(p.TableName(k.Child), names(k.Columns))
	f := lint.Finding{
		Objects: append(p.ColumnObjects(k.Child, k.Columns...), p.TableObject(k.Parent)),
		Message: target + " refers to " + p.TableName(k.Parent) + ", and no index begins with it.",
		Fixes: []lint.Fix{{
			Title: "Add index on " + target, Safe: true,
			Ops: func() []op.Op { return []op.Op{op.PutOf(k.Child.ID, newIndex(k.Child, columns...))} },
		}},
	}
	switch {
	case !p.DeclaresIndexes():
		f.Tier = lint.Hint
		f.Evidence = []string{"No table of the diagram has an index: perhaps they are not drawn"}
	case k.OnDelete == diagram.ActionCascade || k.OnDelete == diagram.ActionSetNull:
		f.Evidence = []string{fmt.Sprintf("Deleting from %s changes rows of %s", p.TableName(k.Parent), p.TableName(k.Child))}
	case p.IndexesForeignKeys():
		f.Evidence = []string{"Most foreign keys of the diagram have one"}
	default:
		f.Severity = lint.Info
		f.Evidence = []string{"Other tables of the diagram have indexes"}
	}
	p.Report(f)
}

// isRepeated tells whether an earlier foreign key holds the same columns.
func isRepeated(p *lint.Pass, k *lint.ForeignKey) bool {
	for _, o := range p.ForeignKeysOf(k.Child.ID) {
		if o == k {
			return false
		}
		if diagram.SameColumns(o.FromColumns(), k.FromColumns()) {
			return true
		}
	}
	return false
}

// isReverseOfJunction tells whether the foreign key is the second half of a junction's
// primary key, which has a rule of its own.
func isReverseOfJunction(p *lint.Pass, k *lint.ForeignKey) bool {
	keys := p.ForeignKeysOf(k.Child.ID)
	pk := k.Child.PrimaryKey()
	if pk == nil || len(keys) != 2 {
		return false
	}
	both := append(keys[0].FromColumns(), keys[1].FromColumns()...)
	return diagram.SameColumns(pk.Columns, both)
}
