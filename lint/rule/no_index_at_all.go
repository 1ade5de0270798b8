package rule

import (
	"fmt"

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
	Table: noIndexAtAll, Reach: lint.Named, // whether any table has an index
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
	if w := rawWord(p, t); w != "" {
		f.Tier = lint.Hint
		f.Evidence = append(f.Evidence, fmt.Sprintf("The name says %s: such tables sometimes do without", w))
	}
	plan := planKey(p, t)
	f.Fixes = []lint.Fix{{Title: plan.title, Safe: true, Ops: func() []op.Op { return plan.ops }}}
	p.Report(f)
}
