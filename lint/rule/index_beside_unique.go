package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I006", Name: "index-beside-unique", Severity: lint.Warning, Since: "0.1",
	What: "A plain index holds the same columns as a key.",
	Why:  "Primary and unique keys have an index of their own, which every look-up can use; the plain one is written for nothing.",
	How:  "Drop the plain index.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, email varchar(200) NOT NULL UNIQUE);
CREATE INDEX customers_email_idx ON customers (email);`,
	Good:  `CREATE TABLE customers (id int PRIMARY KEY, email varchar(200) NOT NULL UNIQUE);`,
	Table: indexBesideUnique,
})

func indexBesideUnique(p *lint.Pass, t *diagram.Table) {
	if len(t.Indexes) == 0 || len(t.Keys)+len(t.Indexes) < 2 {
		return
	}
	all := sorters(t)
	for _, s := range all {
		if s.unique() || s.method() != "" || s.where() != "" || len(s.include()) > 0 {
			continue
		}
		for _, key := range all {
			if !key.unique() || key.where() != "" || !sameParts(s, key) {
				continue
			}
			p.Report(lint.Finding{
				Objects:  []lint.Object{p.TableObject(t), s.object(p, t), key.object(p, t)},
				Message:  fmt.Sprintf("%s holds the same columns as %s.", s.onTable(p, t), key.title(t)),
				Evidence: []string{"Both hold " + listed(partNames(t, s.parts))},
				Fixes:    []lint.Fix{s.drop(t, true)},
			})
			break
		}
	}
}
