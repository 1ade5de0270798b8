package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K002", Name: "no-primary-key", Severity: lint.Error, Since: "0.1",
	What: "A table has no primary key.",
	Why: "Two equal rows cannot be told apart: one of them cannot be changed or deleted alone, no other table can " +
		"refer to a row, and replication tools refuse the table.",
	How: "Make a unique column that is never NULL the key, make the foreign keys of a junction table the key together, " +
		"or add an id column. Tables that only take in raw data may do without; ignore the finding there.",
	Bad:   `CREATE TABLE orders (number varchar(20) NOT NULL UNIQUE, total numeric(10,2));`,
	Good:  `CREATE TABLE orders (number varchar(20) NOT NULL PRIMARY KEY, total numeric(10,2));`,
	Table: noPrimaryKey,
})

// rawWords name tables that take in rows as they come.
var rawWords = []string{"log", "staging", "stage", "stg", "tmp", "temp", "import", "raw", "backup", "audit", "history", "archive", "dump", "deleted", "aged", "old"}

func noPrimaryKey(p *lint.Pass, t *diagram.Table) {
	if t.PrimaryKey() != nil {
		return
	}
	f := lint.Finding{
		Objects: []lint.Object{p.TableObject(t)},
		Message: fmt.Sprintf("%s has no primary key.", p.TableName(t)),
	}
	if w := rawWord(p, t); w != "" {
		f.Severity = lint.Warning
		f.Evidence = append(f.Evidence, fmt.Sprintf("The name says %s: such tables sometimes do without", w))
	}
	if pair := junctionColumns(p, t); pair != nil {
		f.Fixes = append(f.Fixes, lint.Fix{
			Title: "Make " + path(p.TableName(t), names(pair)) + " the primary key", Safe: true,
			Ops: func() []op.Op { return makePrimary(p, t, pair) },
		})
	}
	plan := planKey(p, t)
	f.Fixes = append(f.Fixes, lint.Fix{Title: plan.title, Safe: true, Ops: func() []op.Op { return plan.ops }})
	p.Report(f)
}

// rawWord returns the word of the table's name that says that rows come unchecked.
func rawWord(p *lint.Pass, t *diagram.Table) string {
	for _, w := range p.Names.Words(t.Name) {
		if slices.Contains(rawWords, w) {
			return w
		}
	}
	return ""
}

// junctionColumns returns the columns of the foreign keys of a table that holds nothing
// but two or more of them, or nil.
func junctionColumns(p *lint.Pass, t *diagram.Table) []*diagram.Column {
	keys := p.ForeignKeysOf(t.ID)
	if len(keys) < 2 {
		return nil
	}
	var columns []*diagram.Column
	for _, c := range t.Columns {
		if len(p.ForeignKeysFrom(c.ID)) > 0 {
			columns = append(columns, c)
		} else if !isBookkeeping(p, t, c) {
			return nil
		}
	}
	return columns
}
