package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N104", Name: "json-blob-of-known-entity", Severity: lint.Info, Since: "0.1",
	What: "A JSON column is named like a table of the diagram.",
	Why: "The same thing then lives in two places: rows of the table have keys, types and constraints, what stands in the " +
		"JSON has none, and the two drift apart.",
	How: "Refer to the row with a foreign key. A copy that freezes the thing at a moment, such as a request or an order as " +
		"it came in, may stay.",
	Bad: `CREATE TABLE addresses (id int PRIMARY KEY, street text NOT NULL, city text NOT NULL);
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, address jsonb);`,
	Good: `CREATE TABLE addresses (id int PRIMARY KEY, street text NOT NULL, city text NOT NULL);
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, address_id int REFERENCES addresses (id));`,
	Table: jsonBlob,
})

func jsonBlob(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if p.Type(c.Type).Family() != diagram.FamilyJSON || c.Generated != "" {
			continue
		}
		name := p.Names.ColumnName(c.ID)
		n := len(name.Words)
		// A plural is a list; other rules speak of those.
		if n == 0 || name.Words[n-1] != name.Single[n-1] || payloads.hasAny(name.Words) || frozen(p, t) != "" {
			continue
		}
		found := p.Names.TablesNamed(name.Words)
		if len(found) != 1 || found[0] == t || found[0].Kind == diagram.KindView || isLinked(p, t, found[0]) {
			continue
		}
		column, table := columnPath(p, t, c), p.TableName(found[0])
		p.Report(lint.Finding{
			Objects:  append(p.ColumnObjects(t, c), p.TableObject(found[0])),
			Message:  fmt.Sprintf("%s seems to hold what %s has rows for.", column, table),
			Evidence: []string{fmt.Sprintf("The name is that of the table %s", table), fmt.Sprintf("The type is %s", c.Type)},
			Tier:     lint.Likely, Confidence: .7,
		})
	}
}

// isLinked tells whether a foreign key joins two tables.
func isLinked(p *lint.Pass, a, b *diagram.Table) bool {
	for _, k := range p.ForeignKeysOf(a.ID) {
		if k.Parent == b {
			return true
		}
	}
	for _, k := range p.ForeignKeysOf(b.ID) {
		if k.Parent == a {
			return true
		}
	}
	return false
}
