package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S005", Name: "single-column-table", Severity: lint.Info, Since: "0.1",
	What: "A table has one column only, which refers to nothing and which nothing refers to.",
	Why:  "The table says that a value exists, and nothing about it. Mostly columns or a relationship were forgotten.",
	How: "Add what is known of the thing, or the foreign keys that refer to it; or delete the table. Lists of allowed values " +
		"that other tables refer to, and lists of rows of another table, are not complained about.",
	Bad: `CREATE TABLE colors (id int PRIMARY KEY);`,
	Good: `CREATE TABLE colors (name text PRIMARY KEY);
CREATE TABLE cars (id int PRIMARY KEY, color text REFERENCES colors (name));`,
	Table: singleColumnTable,
})

func singleColumnTable(p *lint.Pass, t *diagram.Table) {
	if len(t.Columns) != 1 || p.IsLinked(t.ID) || p.IsSuspected(t.ID) {
		return
	}
	if standsAlone(p, t) {
		return // a version, a lock, a sequence
	}
	if _, ok := p.Suspected(t.Columns[0].ID); ok {
		return
	}
	p.Report(lint.Finding{
		Objects: []lint.Object{p.TableObject(t)},
		Message: fmt.Sprintf("%s has no column but %s.", p.TableName(t), t.Columns[0].Name),
	})
}
