package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I007", Name: "no-index-at-all", Severity: lint.Info, Since: "0.1",
	What: "A table has neither a key nor an index.",
	Why:  "Whatever is looked for in it, the whole table is read.",
	How: "Give it a primary key, or an index on what it is searched by. Tables that are only ever read whole (queues of raw rows, " +
		"single rows of settings) may do without.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
CREATE INDEX customers_name_idx ON customers (name);
CREATE TABLE prices (product text NOT NULL, valid_from date NOT NULL, price numeric(10,2));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
CREATE INDEX customers_name_idx ON customers (name);
CREATE TABLE prices (product text NOT NULL, valid_from date NOT NULL, price numeric(10,2));
CREATE INDEX prices_product_idx ON prices (product, valid_from);`,
	Table: noIndexAtAll,
})

func noIndexAtAll(p *lint.Pass, t *diagram.Table) {
	if len(t.Indexes) > 0 || len(t.Columns) == 0 || !p.DeclaresIndexes() {
		return
	}
	for _, k := range t.Keys {
		if len(k.Columns) > 0 {
			return
		}
	}
	f := lint.Finding{
		Objects:  []lint.Object{p.TableObject(t)},
		Message:  fmt.Sprintf("%s has neither a key nor an index.", p.TableName(t)),
		Evidence: []string{"Other tables of the diagram have indexes"},
	}
	words := p.Names.Words(t.Name)
	if w := rawWord(p, t); w != "" {
		f.Tier = lint.Hint
		f.Evidence = append(f.Evidence, fmt.Sprintf("The name says %s: such tables sometimes do without", w))
	} else if n := len(words); n > 1 && strings.Trim(words[n-1], "0123456789") == "" {
		f.Tier = lint.Hint
		f.Evidence = append(f.Evidence, "The name ends in a number: a partition has the keys of its whole")
	}
	plan := planKey(p, t)
	f.Fixes = []lint.Fix{{Title: plan.title, Safe: true, Ops: func() []op.Op { return plan.ops }}}
	p.Report(f)
}
