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
	Code: "M005", Name: "identifier-too-long", Severity: lint.Error, Since: "0.1",
	What: "A name is longer than the database allows.",
	Why: "PostgreSQL cuts it without an error, so that two long names may become one; other databases refuse the " +
		"statement. Oracle before 12.2 allows 30 bytes only.",
	How:   "Shorten it. The limit is that of the diagram's dialect, or of PostgreSQL.",
	Bad:   `CREATE TABLE monthly_customer_satisfaction_questionnaire_answer_statistics_by_region (id int PRIMARY KEY);`,
	Good:  `CREATE TABLE questionnaire_answers_by_region (id int PRIMARY KEY);`,
	Table: identifierTooLong,
})

func identifierTooLong(p *lint.Pass, t *diagram.Table) {
	rules := ddl.NameRulesOf(p.Diagram.Dialect)
	if rules.Limit == "" {
		return
	}
	report := func(what, name string, o lint.Object, fixes []lint.Fix) {
		f := lint.Finding{
			Objects: []lint.Object{o}, Fixes: fixes,
			Message:  fmt.Sprintf("The name of the %s %s is too long for %s.", what, name, rules.Title),
			Evidence: []string{fmt.Sprintf("%s allows %s", rules.Title, rules.Limit)},
		}
		if rules.Truncates {
			f.Severity = lint.Warning
		}
		p.Report(f)
	}
	if !rules.Fits(t.Name) {
		report("table", t.Name, p.TableObject(t), fixTable(p, t, shortened(t.Name, rules), false))
	}
	for _, c := range t.Columns {
		if !rules.Fits(c.Name) {
			report("column", c.Name, p.ColumnObjects(t, c)[0], fixColumn(p, t, c, shortened(c.Name, rules), false))
		}
	}
	part := func(kind diagram.Kind, what string, id diagram.ID, name string) {
		if name == "" || rules.Fits(name) {
			return
		}
		o := lint.Object{Kind: kind, ID: id, Table: p.TableName(t), TableID: t.ID, Label: name}
		short := shortened(name, rules)
		report(what, name, o, []lint.Fix{{
			Title: fmt.Sprintf("Rename the %s to %s", what, short), Safe: true,
			Ops: func() []op.Op { return []op.Op{op.SetTo(id, "name", short)} },
		}})
	}
	for _, k := range t.Keys {
		part(diagram.KindKey, "key", k.ID, k.Name)
	}
	for _, x := range t.Indexes {
		part(diagram.KindIndex, "index", x.ID, x.Name)
	}
	for _, c := range t.Checks {
		part(diagram.KindCheck, "check", c.ID, c.Name)
	}
}

// shortened abbreviates the longest words of a name, each to its first letters, until it
// is short enough.
func shortened(name string, rules ddl.NameRules) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == ' ' })
	join := func() string { return strings.Join(words, "_") }
	for !rules.Fits(join()) {
		longest := 0
		for i, w := range words {
			if len([]rune(w)) > len([]rune(words[longest])) {
				longest = i
			}
		}
		w := []rune(words[longest])
		if len(w) > 4 {
			words[longest] = string(w[:len(w)-1])
		} else if len(words) > 1 {
			words = words[:len(words)-1]
		} else {
			break
		}
	}
	return join()
}
