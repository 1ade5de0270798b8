package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T014", Name: "wrong-default", Severity: lint.Error, Since: "0.1",
	What: "The default of a column is no value of its type.",
	Why: "The database refuses the table, or, in SQLite and older MySQL, takes it and stores something else: zero, an empty text, " +
		"a value that no program expects.",
	How:   "Give a value of the type, or another type.",
	Bad:   `CREATE TABLE orders (id int PRIMARY KEY, quantity int NOT NULL DEFAULT 'many');`,
	Good:  `CREATE TABLE orders (id int PRIMARY KEY, quantity int NOT NULL DEFAULT 1);`,
	Table: wrongDefault,
})

func wrongDefault(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if c.Default == "" || c.Generated != "" || c.Identity != diagram.IdentityNone || isNullText(c.Default) {
			continue
		}
		why := ddl.DefaultMisfit(p.Diagram.Dialect, p.Type(c.Type), c.Default)
		if why == "" {
			continue
		}
		f := lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("The default of %s is %s, but the type is %s.", columnPath(p, t, c), shortText(c.Default), typeLabel(c)),
			Evidence: []string{upper(strings.Replace(why, "it is", "the default is", 1))},
			Fixes: []lint.Fix{{
				Title: "Drop the default of " + columnPath(p, t, c),
				Ops:   func() []op.Op { return []op.Op{op.SetTo(c.ID, "default", "")} },
			}},
		}
		if p.Diagram.Dialect == "sqlite" {
			f.Severity = lint.Warning // SQLite takes anything
		}
		p.Report(f)
	}
}

// shortText cuts a text to what fits into a sentence.
func shortText(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}
