package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S007", Name: "wide-table", Severity: lint.Info, Since: "0.1",
	What: "A table has more columns than 99 of 100 tables have, and its names show no groups to split it by.",
	Why: "Nobody keeps forty columns in mind; each query reads rows of which it needs a small part, and each new wish adds " +
		"one more column here.",
	How: "Look for columns that are set together, or by one part of the system, and give them a table of their own with the " +
		"same key. Wide tables whose columns form groups by their names are reported as god-table with the groups.",
	Bad:   wideExample(45),
	Good:  wideExample(12),
	Table: wideTable,
})

// wideExample makes a table of n columns whose names have nothing in common.
func wideExample(n int) string {
	words := []string{
		"name", "title", "street", "city", "country", "phone", "email", "website", "language", "currency", "discount", "budget",
		"industry", "founded", "employees", "revenue", "rating", "notes", "logo", "slogan", "owner", "director", "bank", "iban",
		"latitude", "longitude", "timezone", "newsletter", "segment", "source", "campaign", "referrer", "terms", "delivery", "packaging",
		"insurance", "warranty", "certificate", "audit", "risk", "limit_amount", "reminder", "birthday", "salutation", "nickname", "fax",
	}
	sql := "CREATE TABLE customers (\n  id int PRIMARY KEY"
	for _, w := range words[:n-1] {
		sql += ",\n  " + w + " text"
	}
	return sql + "\n);"
}

// wideColumns is the number of columns that one table in a hundred exceeds, as measured
// on real systems.
const wideColumns = 40

func wideTable(p *lint.Pass, t *diagram.Table) {
	if len(t.Columns) <= wideColumns || mayBeWide(p, t) {
		return
	}
	groups := len(columnGroups(p, t))
	if groups >= 3 || groups == 2 && len(t.Columns) > 2*wideColumns {
		return // N404 speaks of those
	}
	p.Report(lint.Finding{
		Objects: []lint.Object{p.TableObject(t)},
		Message: fmt.Sprintf("%s has %d columns.", p.TableName(t), len(t.Columns)),
		Evidence: []string{
			fmt.Sprintf("One table in a hundred has more than %d columns", wideColumns),
		},
	})
}

// wideWords name tables that are wide by their nature.
var wideWords = vocab(`setting config configuration preference option parameter fact fct dim dimension health medical clinical patient
	examination questionnaire survey answer form census measurement statistic summary import staging stage raw`)

func mayBeWide(p *lint.Pass, t *diagram.Table) bool {
	for _, w := range p.Names.Words(t.Name) {
		if wideWords[w] {
			return true
		}
	}
	return false
}

// columnGroups returns the first words that three or more columns of a table share.
func columnGroups(p *lint.Pass, t *diagram.Table) []string {
	count := map[string]int{}
	for _, c := range t.Columns {
		if words := p.Names.ColumnName(c.ID).Words; len(words) > 1 {
			count[words[0]]++
		}
	}
	var groups []string
	for w, n := range count {
		if n >= 3 {
			groups = append(groups, w)
		}
	}
	slices.Sort(groups)
	return groups
}
