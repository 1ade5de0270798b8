package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// fewColumns is how many columns beside the key a table may have without being looked at.
const fewColumns = 2

var _ = add(&lint.Rule{
	Code: "N406", Name: "all-nullable", Severity: lint.Info, Since: "0.1",
	What: "Every column of a table but its key may be empty.",
	Why: "The table takes rows that say nothing, and whoever reads it has to expect NULL everywhere. Mostly it was forgotten " +
		"to say what a row can't do without.",
	How: "Set NOT NULL on the columns that make a row what it is. Tables that take in data as it comes may stay.",
	Bad: `CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, price numeric(10,2) NOT NULL);
CREATE TABLE customers (id int PRIMARY KEY, name text, email text, phone text);`,
	Good: `CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, price numeric(10,2) NOT NULL);
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, email text, phone text);`,
	Table: allNullable,
})

func allNullable(p *lint.Pass, t *diagram.Table) {
	n := optionalColumns(t)
	if n <= fewColumns || !allOptional(t, n) || p.Nullable() == lint.MostNullable || loading.hasAny(p.Names.Words(t.Name)) {
		return
	}
	p.Report(lint.Finding{
		Objects:  []lint.Object{p.TableObject(t)},
		Message:  fmt.Sprintf("All %d columns of %s but its key may be empty.", n, p.TableName(t)),
		Evidence: []string{"Elsewhere the diagram says which columns may be empty"},
	})
}

// allOptional tells whether so many optional columns are all but those of the key. A part
// of the key that says something more than a number makes a row on its own.
func allOptional(t *diagram.Table, optional int) bool {
	k := t.PrimaryKey()
	if k == nil {
		return optional == len(t.Columns)
	}
	return len(k.Columns) == 1 && optional == len(t.Columns)-1
}
