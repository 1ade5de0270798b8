package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M009", Name: "column-repeats-table-name", Severity: lint.Info, Since: "0.1",
	What: "Columns bear the name of their own table in front, which the diagram does not do elsewhere.",
	Why:  "customers.customer_name says customer twice: queries get longer and the columns of like tables different names.",
	How: "Leave the table's name out; keys such as customer_id keep it, because they bear it in other tables, too. Where all " +
		"columns of a table have one prefix, it is taken as a convention and not complained about.",
	Bad:   `CREATE TABLE customers (id int PRIMARY KEY, customer_name text, customer_phone text, city text, notes text);`,
	Good:  `CREATE TABLE customers (id int PRIMARY KEY, name text, phone text, city text, notes text);`,
	Table: columnRepeatsTable,
})

func columnRepeatsTable(p *lint.Pass, t *diagram.Table) {
	repeating := p.Repeating(t)
	if len(repeating) < 2 {
		return
	}
	percent, isConvention := p.RepeatsTables()
	if isConvention {
		return
	}
	own := p.Names.Words(t.Name)
	var list []renaming
	for _, c := range repeating {
		rest := parts(c.Name)
		if len(rest) > len(own) && slices.EqualFunc(rest[:len(own)], own, func(part, word string) bool { return naming.Singular(part) == word }) {
			list = append(list, renaming{c, columnCase(p).Join(rest[len(own):]...)})
		}
	}
	p.Report(lint.Finding{
		Objects: p.ColumnObjects(t, repeating...),
		Message: fmt.Sprintf("%s repeat the name of the table.", path(p.TableName(t), names(repeating))),
		Tier:    lint.Likely, Confidence: .8,
		Evidence: []string{fmt.Sprintf("%d %% of the tables have such columns", percent)},
		Fixes:    fixColumns(p, t, list, "without the table's name", false),
	})
}
