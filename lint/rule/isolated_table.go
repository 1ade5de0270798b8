package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S001", Name: "isolated-table", Severity: lint.Info, Since: "0.1",
	What: "A table has no relationship at all, while most others have.",
	Why: "Either a relationship is missing, so that the database does not guard it and the diagram does not show it, or the " +
		"table is left over.",
	How: "Draw the relationship, or delete the table. Settings, logs and tables that only take in raw data may stand alone; " +
		"they are not complained about when their name says so.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE payments (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE vouchers (id int PRIMARY KEY, value numeric(10,2));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE payments (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE vouchers (id int PRIMARY KEY, order_id int REFERENCES orders (id), value numeric(10,2));`,
	Table: isolatedTable,
})

// aloneWords name tables that belong to the whole system or to no row of another table.
var aloneWords = vocab(`setting settings config configuration option options preference parameter param property properties version migration
	migrations schema log logs session sessions cache queue job jobs lock locks sequence sequences counter system info metadata meta temp
	tmp staging stage stg import export raw backup audit history archive dump old deleted statistic statistics stat stats translation
	i18n locale calendar date holiday email mail template token nonce feature flag databasechangelog databasechangeloglock changelog sequelizemeta knex alembic gate
	test dual numbers health heartbeat task tasks event events outbox inbox webhook blacklist whitelist blocklist denylist error errors
	search index tracking monitor report reports spatial ref sys geometry columns install plugin plugins module modules lookup`)

// standsAlone tells whether the name says that the table belongs to no row of another one.
func standsAlone(p *lint.Pass, t *diagram.Table) bool {
	for _, w := range p.Names.Words(t.Name) {
		if aloneWords[w] {
			return true
		}
		// Words that are written together: systemsetting, metadataaudit.
		for i := 3; i+5 <= len(w); i++ {
			if aloneWords[w[i:]] {
				return true
			}
		}
	}
	return false
}

// hasOpenReference tells whether a pair of columns refers to rows of several tables:
// owner_type and owner_id. No foreign key can say so; K007 speaks of it.
func hasOpenReference(p *lint.Pass, t *diagram.Table) bool {
	for _, c := range t.Columns {
		n := p.Names.ColumnName(c.ID).Single
		if len(n) < 2 || n[len(n)-1] != "type" {
			continue
		}
		for _, o := range t.Columns {
			if ref := p.Names.ColumnName(o.ID); ref.Strong && slices.Equal(ref.Base, n[:len(n)-1]) {
				return true
			}
		}
	}
	return false
}

func isolatedTable(p *lint.Pass, t *diagram.Table) {
	if p.IsLinked(t.ID) || p.IsSuspected(t.ID) || len(t.Columns) < 2 {
		return
	}
	percent, isUsual := p.LinkedTables()
	if !isUsual {
		return
	}
	if standsAlone(p, t) || hasOpenReference(p, t) {
		return
	}
	for _, c := range t.Columns {
		if _, ok := p.Suspected(c.ID); ok {
			return
		}
	}
	p.Report(lint.Finding{
		Objects: []lint.Object{p.TableObject(t)},
		Message: fmt.Sprintf("%s has no relationship to any other table.", p.TableName(t)),
		Tier:    lint.Likely, Confidence: .6,
		Evidence: []string{
			fmt.Sprintf("%d %% of the tables have relationships", percent),
			"No column here or elsewhere looks like a reference",
		},
	})
}
