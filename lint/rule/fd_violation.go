package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/decompose"
	"crowsfoot/diagram/normal"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N304", Name: "fd-violation", Severity: lint.Warning, Since: "0.1",
	What: "Columns depend on something that is not a key of the table, as its declared dependencies say.",
	Why: "The same fact is stored in many rows: a change has to find them all, a row that is missed contradicts the others, " +
		"and a fact that no row speaks of yet cannot be stored at all.",
	How: "Take the table apart: third normal form keeps all dependencies, Boyce-Codd normal form may lose some, which the fix " +
		"names. The workbench of the table shows keys, normal form and both decompositions. When a dependency does not always hold, delete it; " +
		"when the copy is wanted, ignore the finding with the reason.",
	Bad: `-- dependency: customer_id -> customer_name, customer_phone
CREATE TABLE orders (
  id int PRIMARY KEY,
  placed_at timestamp NOT NULL,
  customer_id int NOT NULL,
  customer_name text NOT NULL,
  customer_phone text
);`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, phone text);
CREATE TABLE orders (
  id int PRIMARY KEY,
  placed_at timestamp NOT NULL,
  customer_id int NOT NULL REFERENCES customers (id)
);`,
	Table: fdViolation,
})

// fdViolation reports a table whose declared dependencies keep it below Boyce-Codd normal
// form. It is exact; only of tables with very many keys it may say too low a form.
func fdViolation(p *lint.Pass, t *diagram.Table) {
	if len(t.Dependencies) == 0 {
		return
	}
	n := normal.Of(t)
	if len(n.Violations) == 0 {
		return
	}
	worst := n.Violations[0]
	table := p.TableName(t)
	f := lint.Finding{
		Objects: append(p.ColumnObjects(t, n.Columns(worst.To)...), p.ColumnObjects(t, n.Columns(worst.From)...)...),
		Message: fmt.Sprintf("%s is only in %s: %s", table, n.Form.Title(), n.Reason(worst)),
	}
	if n.Form == normal.Third {
		f.Severity = lint.Info // nothing is stored twice but parts of keys
	}
	if !n.AllKeys {
		f.Tier, f.Confidence = lint.Likely, .9
	}
	for i, v := range n.Violations {
		if i == maxListed {
			f.Evidence = append(f.Evidence, fmt.Sprintf("And %d more dependencies", len(n.Violations)-i))
			break
		}
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s keeps it out of %s", n.Arrow(v.Dependency), v.Breaks.Title()))
	}
	f.Evidence = append(f.Evidence, "Candidate keys: "+n.KeyNames())
	third, boyceCodd := n.ThirdNormalForm(), n.BoyceCoddForm()
	if n.Form < normal.Third && third.Sure {
		f.Fixes = append(f.Fixes, decomposition(p, n, third))
	}
	if boyceCodd.Sure && (n.Form == normal.Third || !boyceCodd.Same(third)) {
		f.Fixes = append(f.Fixes, decomposition(p, n, boyceCodd))
		for _, lost := range boyceCodd.Lost {
			f.Evidence = append(f.Evidence, fmt.Sprintf("%s has no table that could check it in Boyce-Codd normal form", n.Arrow(lost)))
		}
	}
	p.Report(f)
}

// decomposition is the fix that takes a table apart. Rows have to be moved with it.
func decomposition(p *lint.Pass, n *normal.Table, parts *normal.Decomposition) lint.Fix {
	return lint.Fix{
		Title: decompose.Title(p.TableName(n.Table), parts.Form), Safe: false,
		Ops: func() []op.Op { return decompose.Make(p.Diagram, p.Names, n, parts).Ops },
	}
}
