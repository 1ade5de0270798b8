package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X003", Name: "unsupported-deferrable", Severity: lint.Warning, Since: "0.1",
	What: "A foreign key is deferrable, and the chosen database checks all keys at once.",
	Why: "Programs that insert a child before its parent, or a circle of rows, inside one transaction work elsewhere and fail " +
		"here at the first statement.",
	How: "Insert parents first; of a circle let one reference be NULL at first. MySQL, MariaDB and SQL Server have no deferrable " +
		"keys.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED
);`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));`,
	Dialect:      "sqlserver",
	Relationship: unsupportedDeferrable,
})

func unsupportedDeferrable(p *lint.Pass, r *diagram.Relationship) {
	if !r.Deferrable && !r.InitiallyDeferred {
		return
	}
	can, ok := p.Capability()
	k := p.ForeignKey(r.ID)
	if !ok || can.Deferrable || k == nil {
		return
	}
	target := path(p.TableName(k.Child), names(k.Columns))
	f := lint.Finding{
		Objects: append([]lint.Object{p.RelationshipObject(r)}, p.ColumnObjects(k.Child, k.Columns...)...),
		Message: fmt.Sprintf("The foreign key of %s is deferrable, but %s checks it at once.", target, can.Title),
		Fixes: []lint.Fix{{
			Title: "Check the foreign key of " + target + " at once",
			Ops: func() []op.Op {
				var ops []op.Op
				if r.Deferrable {
					ops = append(ops, op.SetTo(r.ID, "deferrable", false))
				}
				if r.InitiallyDeferred {
					ops = append(ops, op.SetTo(r.ID, "initially_deferred", false))
				}
				return ops
			},
		}},
	}
	if r.InitiallyDeferred {
		f.Evidence = []string{"It is deferred unless a transaction says otherwise, so that programs may rely on it"}
	} else {
		f.Severity = lint.Info
		f.Evidence = []string{"It is checked at once unless a transaction says otherwise"}
	}
	p.Report(f)
}
