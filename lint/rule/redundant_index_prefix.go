package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I003", Name: "redundant-index-prefix", Severity: lint.Info, Since: "0.1",
	What: "An index is the beginning of another one.",
	Why:  "An index on (a, b) finds rows by a as well, so that one on (a) alone costs writes and room and rarely brings anything.",
	How:  "Drop the shorter one. Where the longer one is very much wider and the shorter one is read all the time, keep both.",
	Bad: `CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, ordered_on date NOT NULL);
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE INDEX orders_customer_date_idx ON orders (customer_id, ordered_on);`,
	Good: `CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, ordered_on date NOT NULL);
CREATE INDEX orders_customer_date_idx ON orders (customer_id, ordered_on);`,
	Table: redundantPrefix,
})

func redundantPrefix(p *lint.Pass, t *diagram.Table) {
	if len(t.Indexes) == 0 || len(t.Keys)+len(t.Indexes) < 2 {
		return
	}
	all := sorters(t)
	for _, s := range all {
		if s.unique() || s.method() != "" || len(s.include()) > 0 {
			continue
		}
		for _, longer := range all {
			n := len(s.parts)
			if len(longer.parts) <= n || longer.method() != "" || longer.where() != s.where() ||
				!slices.EqualFunc(s.parts, longer.parts[:n], samePart) {
				continue
			}
			p.Report(lint.Finding{
				Objects:  []lint.Object{p.TableObject(t), s.object(p, t), longer.object(p, t)},
				Message:  fmt.Sprintf("%s is the beginning of %s.", s.onTable(p, t), longer.title(t)),
				Evidence: []string{fmt.Sprintf("(%s) begins (%s)", strings.Join(partNames(t, s.parts), ", "), strings.Join(partNames(t, longer.parts), ", "))},
				Fixes:    []lint.Fix{s.drop(t, true)},
			})
			break
		}
	}
}
