package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M006", Name: "name-collision", Severity: lint.Error, Since: "0.1",
	What: "Two tables of a schema, or two columns of a table, have the same name or differ in capitals only.",
	Why: "Databases compare names without regard to case, unless quotes force them: the second one is refused, or each " +
		"statement that lacks quotes means one of the two by chance.",
	How:   "Rename or remove one of the two.",
	Bad:   `CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2), "Total" numeric(10,2));`,
	Good:  `CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2), total_net numeric(10,2));`,
	Table: nameCollision,
})

func nameCollision(p *lint.Pass, t *diagram.Table) {
	rules := ddl.NameRulesOf(p.Diagram.Dialect)
	report := func(what, name, other string, objects []lint.Object, fixes []lint.Fix) {
		f := lint.Finding{Objects: objects, Fixes: fixes, Message: fmt.Sprintf("There is another %s called %s.", what, other)}
		if name != other {
			f.Message = fmt.Sprintf("The %s %s and %s have the same name for a database.", what, name, other)
			f.Evidence = []string{rules.Title + " compares names without regard to case"}
			if rules.KeepsCase {
				f.Severity = lint.Warning
				f.Evidence = []string{rules.Title + " tells them apart in quotes only"}
			}
		}
		p.Report(f)
	}
	// The first of several keeps its name.
	if other := p.Namesakes(t)[0]; other != t {
		to := freeName(t.Name, p.HasTable)
		report("table", t.Name, other.Name, []lint.Object{p.TableObject(t), p.TableObject(other)}, fixTable(p, t, to, false))
	}
	if !mayCollide(t.Columns) {
		return
	}
	seen := make(map[string]*diagram.Column, len(t.Columns))
	for _, c := range t.Columns {
		key := c.Name
		if !isPlainLower(key) {
			key = rules.Same(key)
		}
		other := seen[key]
		if other == nil {
			seen[key] = c
			continue
		}
		to := freeName(c.Name, func(n string) bool { return hasColumn(t.Columns, n) })
		report("column", c.Name, other.Name, p.ColumnObjects(t, c, other), fixColumn(p, t, c, to, false))
	}
}

// mayCollide looks for two names that are the same to most databases, without memory of
// its own for tables as wide as most are.
func mayCollide(columns []*diagram.Column) bool {
	if len(columns) > 24 {
		return true
	}
	for i, c := range columns {
		for _, o := range columns[:i] {
			if strings.EqualFold(o.Name, c.Name) {
				return true
			}
		}
		for j := range len(c.Name) {
			if c.Name[j] >= 0x80 {
				return true
			}
		}
	}
	return false
}

// isPlainLower tells whether a name is what every database folds it to.
func isPlainLower(name string) bool {
	for i := range len(name) {
		if c := name[i]; c >= 0x80 || c >= 'A' && c <= 'Z' || c == ' ' {
			return false
		}
	}
	return true
}
