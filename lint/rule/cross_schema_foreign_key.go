package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S008", Name: "cross-schema-foreign-key", Severity: lint.Info, Since: "0.1", Pedantic: true,
	What: "A foreign key refers to a table of another schema.",
	Why: "The two schemas can no longer be dumped, restored, granted or moved to another server apart; in some databases a " +
		"schema is a database of its own, and the key cannot be made at all.",
	How: "Keep what belongs together in one schema. Where the schemas are modules, put the tables into modules and allow " +
		"the dependency: then this finding goes, and only what was not allowed is reported. The rule runs under the preset " +
		"strict, or where its level is set, because many systems share out one database over schemas on purpose.",
	Bad: `CREATE SCHEMA shop;
CREATE SCHEMA billing;
CREATE TABLE shop.orders (id int PRIMARY KEY);
CREATE TABLE billing.invoices (id int PRIMARY KEY, order_id int REFERENCES shop.orders (id));`,
	Good: `CREATE SCHEMA shop;
CREATE TABLE shop.orders (id int PRIMARY KEY);
CREATE TABLE shop.invoices (id int PRIMARY KEY, order_id int REFERENCES shop.orders (id));`,
	Relationship: crossSchema,
})

func crossSchema(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil || k.Child.Schema == k.Parent.Schema {
		return
	}
	if from, to, ok := crossing(p, r); ok && (slices.Contains(from.Allows, to.ID) || allowsAnything(p.Diagram)) {
		return // allowed, or S009 speaks of it
	}
	p.Report(lint.Finding{
		Objects: []lint.Object{p.RelationshipObject(r)},
		Message: fmt.Sprintf("%s, a table of another schema.", referenceNote(p, r)),
	})
}
