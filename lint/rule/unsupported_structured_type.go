package rule

import (
	"fmt"
	"strconv"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X004", Name: "unsupported-structured-type", Severity: lint.Warning, Since: "0.1",
	What: "A column is a list, a set, an enumeration or JSON, and the chosen database has no such types.",
	Why: "Its values end up in a text, where the database neither checks them nor finds single ones: queries that work elsewhere " +
		"have to be written anew.",
	How: "Make lists and sets rows of a child table. An enumeration becomes a short text with a check, or a reference to a table " +
		"of values; JSON becomes a text.",
	Bad:     `CREATE TABLE articles (id int PRIMARY KEY, title varchar(200), tags text[]);`,
	Good:    `CREATE TABLE articles (id int PRIMARY KEY, title varchar(200), details json);`,
	Dialect: "mysql",
	Table:   unsupportedStructure,
})

func unsupportedStructure(p *lint.Pass, t *diagram.Table) {
	can, ok := p.Capability()
	if !ok {
		return
	}
	for _, c := range t.Columns {
		family := p.TypeFamily(c.Type)
		typ := p.Type(c.Type)
		lacking := lacksStructure(can, typ, family)
		if lacking == "" {
			continue
		}
		f := lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s is %s, but %s has no %s.", columnPath(p, t, c), typeLabel(c), can.Title, plainNoun(lacking)),
		}
		switch {
		case typ.Array > 0 && can.JSON:
			f.Fixes = []lint.Fix{retyping(p, t, c, "json", false)}
			f.Evidence = []string{"A list fits into JSON, but single values are neither checked nor found by a usual index"}
		case typ.Array > 0 || family == diagram.FamilyJSON:
			f.Fixes = []lint.Fix{retyping(p, t, c, longText(p), false)}
			f.Evidence = []string{"It becomes a text"}
			if typ.Array == 0 {
				f.Severity = lint.Info
			}
		case typ.Name == "set":
			f.Fixes = []lint.Fix{retyping(p, t, c, setType(p, typ), false)}
			f.Evidence = []string{"Each row may hold several of the values"}
		default:
			f.Severity = lint.Info
			f.Evidence = []string{"A text with a check allows the same values"}
			f.Fixes = []lint.Fix{textWithCheck(p, t, c, typ)}
		}
		p.Report(f)
	}
}

// plainNoun writes what is lacking behind "has no".
func plainNoun(lacking string) string {
	if lacking == "a type for JSON" {
		return "type for JSON"
	}
	return lacking
}

// longText is a text without a bound in the words of the diagram's dialect.
func longText(p *lint.Pass) string {
	switch p.Diagram.Dialect {
	case "sqlserver":
		return "nvarchar(max)"
	case "oracle":
		return "clob"
	}
	return "text"
}

// setType is what holds several of a few texts.
func setType(p *lint.Pass, typ diagram.DataType) string {
	if p.Diagram.Dialect == "postgres" {
		return "text[]"
	}
	n := 0
	for _, v := range typ.Values {
		n += len([]rune(v)) + 1
	}
	return textType(p, strconv.Itoa(max(n, 1)))
}

// textWithCheck is the fix that turns an enumeration into a text of which a check allows
// the same values.
func textWithCheck(p *lint.Pass, t *diagram.Table, c *diagram.Column, typ diagram.DataType) lint.Fix {
	n := 1
	for _, v := range typ.Values {
		n = max(n, len([]rune(v)))
	}
	to := textType(p, strconv.Itoa(n))
	title := "Change type of " + columnPath(p, t, c) + " to " + to
	checked := len(typ.Values) > 0 && isBareName(c.Name)
	if checked {
		title += " with a check"
	}
	return lint.Fix{Title: title, Ops: func() []op.Op {
		ops := changeType(p, t, c, to)
		if checked {
			check := c.Name + " IN (" + literals(typ.Values) + ")"
			if c.Check != "" {
				check = "(" + c.Check + ") AND " + check
			}
			ops = append(ops, op.SetTo(c.ID, "check", check))
		}
		return ops
	}}
}
