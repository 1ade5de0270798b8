package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M003", Name: "reserved-word", Severity: lint.Info, Since: "0.1",
	What: "A table or column is named like a reserved word of the database.",
	Why:  "Each statement has to put the name in quotes; where somebody forgets them, it fails or, worse, means something else.",
	How: "Choose a name that says more: orders for order, user_group for group. With a tool that writes all statements and " +
		"quotes all names the name may stay. The words are those of the diagram's dialect, or of PostgreSQL.",
	Bad:   `CREATE TABLE "user" (id int PRIMARY KEY, "order" int);`,
	Good:  `CREATE TABLE users (id int PRIMARY KEY, sort_order int);`,
	Table: reservedWord,
})

func reservedWord(p *lint.Pass, t *diagram.Table) {
	rules := ddl.NameRulesOf(p.Diagram.Dialect)
	why := "It is a reserved word of " + rules.Title
	if rules.IsReserved(t.Name) {
		f := lint.Finding{
			Objects: []lint.Object{p.TableObject(t)},
			Message: fmt.Sprintf("The table %s is named like a reserved word.", p.TableName(t)), Evidence: []string{why},
			Severity: lint.Warning,
		}
		if to := lastWordChanged(t.Name, naming.Plural); !rules.IsReserved(to) {
			f.Fixes = fixTable(p, t, to, false)
		}
		p.Report(f)
	}
	for _, c := range t.Columns {
		if !rules.IsReserved(c.Name) {
			continue
		}
		own := append(append([]string{}, p.Names.TableWords(t.ID)...), parts(c.Name)...)
		p.Report(lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("The column %s is named like a reserved word.", columnPath(p, t, c)),
			Evidence: []string{why},
			Fixes:    fixColumn(p, t, c, columnCase(p).Join(own...), false),
		})
	}
}
