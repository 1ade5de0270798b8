package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M008", Name: "same-concept-different-name", Severity: lint.Info, Since: "0.1",
	What: "A column says the same as columns of nearly all other tables, under another name.",
	Why: "Whoever writes a query has to look up how the thing is called in this table, and code that handles all tables " +
		"alike (time stamps, references) misses it.",
	How: "Rename it like the others. Where the two names do mean two things, ignore the finding.",
	Bad: `CREATE TABLE users (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE orders (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE invoices (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE payments (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE shipments (id int PRIMARY KEY, creation_date timestamp);`,
	Good: `CREATE TABLE users (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE orders (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE invoices (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE payments (id int PRIMARY KEY, created_at timestamp);
CREATE TABLE shipments (id int PRIMARY KEY, created_at timestamp);`,
	Table: sameConcept,
})

func sameConcept(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		meaning := p.Meaning(t, c)
		if meaning == "" {
			continue
		}
		usual, ok := p.UsualName(meaning)
		if !ok || usual.Key == p.ConceptKey(c.Name) || p.TypeFamily(c.Type) != usual.Family {
			continue
		}
		// In a table that has two such columns the names tell them apart.
		if slices.ContainsFunc(t.Columns, func(o *diagram.Column) bool { return o != c && p.Meaning(t, o) == meaning }) {
			continue
		}
		why := "Both names mean " + meaning
		if keys := p.ForeignKeysFrom(c.ID); len(keys) > 0 {
			why = "Both refer to " + p.TableName(keys[0].Parent) + " under its own name"
		}
		p.Report(lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s is called %s in most other tables.", columnPath(p, t, c), usual.Name),
			Tier:    lint.Likely, Confidence: .8,
			Evidence: []string{why, fmt.Sprintf("%d %% of such columns are called %s", usual.Percent, usual.Name)},
			Fixes:    fixColumn(p, t, c, usual.Name, false),
		})
	}
}
