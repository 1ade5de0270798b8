package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I002", Name: "duplicate-index", Severity: lint.Warning, Since: "0.1",
	What: "Two indexes or keys of a table are the same.",
	Why: "The second one answers nothing that the first does not, but every insert and update writes both, and both take room on " +
		"disk and in memory.",
	How: "Drop one of them. A primary key is unique already; a unique key makes its own index.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL);
CREATE INDEX customers_email_idx ON customers (email);
CREATE INDEX customers_mail ON customers (email);`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL);
CREATE INDEX customers_email_idx ON customers (email);`,
	Table: duplicateIndex,
})

func duplicateIndex(p *lint.Pass, t *diagram.Table) {
	if len(t.Keys)+len(t.Indexes) < 2 {
		return
	}
	all := sorters(t)
	for i, s := range all {
		for _, first := range all[:i] {
			if s.unique() != first.unique() || s.method() != first.method() || s.where() != first.where() ||
				!sameParts(s, first) || !diagram.SameColumns(s.include(), first.include()) {
				continue
			}
			p.Report(lint.Finding{
				Objects:  []lint.Object{p.TableObject(t), s.object(p, t), first.object(p, t)},
				Message:  fmt.Sprintf("%s is the same as %s.", s.onTable(p, t), first.title(t)),
				Evidence: []string{"Both hold " + listed(partNames(t, s.parts))},
				Fixes:    []lint.Fix{s.drop(t, true)},
			})
			break
		}
	}
}
