package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T015", Name: "null-as-text", Severity: lint.Error, Since: "0.1",
	What: "The default of a column is the text NULL instead of no value.",
	Why: "New rows hold the four letters N, U, L, L: IS NULL does not find them, and they are shown as if they were a value. A " +
		"column of another type refuses the table.",
	How:   "Drop the default: a column without one is NULL by itself.",
	Bad:   `CREATE TABLE customers (id int PRIMARY KEY, nickname varchar(50) DEFAULT 'NULL');`,
	Good:  `CREATE TABLE customers (id int PRIMARY KEY, nickname varchar(50) DEFAULT NULL);`,
	Table: nullAsText,
})

func nullAsText(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if c.Default == "" || !isNullText(c.Default) {
			continue
		}
		typ := p.Type(c.Type)
		if p.TypeFamily(c.Type) == diagram.FamilyJSON || hasNullValue(typ) {
			continue // null is a value of JSON
		}
		p.Report(lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("The default of %s is the text %s instead of no value.", columnPath(p, t, c), c.Default),
			Fixes: []lint.Fix{{
				Title: "Drop the default of " + columnPath(p, t, c), Safe: true,
				Ops: func() []op.Op { return []op.Op{op.SetTo(c.ID, "default", "")} },
			}},
		})
	}
}

// isNullText tells whether a default is the word NULL in quotes.
func isNullText(text string) bool {
	text, _, _ = strings.Cut(text, "::")
	text = strings.Trim(text, " ()")
	if len(text) != 6 && len(text) != 8 {
		return false
	}
	quote := text[0]
	if quote != '\'' && quote != '"' || text[len(text)-1] != quote {
		return false
	}
	return strings.EqualFold(strings.Trim(text, `'"`), "null")
}

// hasNullValue tells whether an enumeration lists the text NULL itself.
func hasNullValue(t diagram.DataType) bool {
	for _, v := range t.Values {
		if strings.EqualFold(v, "null") {
			return true
		}
	}
	return false
}
