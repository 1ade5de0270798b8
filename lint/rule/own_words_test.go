package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/lint"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

// TestOwnWords shows what people's own words and numbers do to rules, kept with the
// diagram or given by the caller.
func TestOwnWords(t *testing.T) {
	for _, c := range []struct {
		name, code, sql string
		settings        diagram.LintSettings
	}{
		{"IDs of another system", "K001", `CREATE TABLE accounts (id int PRIMARY KEY); CREATE TABLE orders (id int PRIMARY KEY, account_id int);`,
			diagram.LintSettings{Dictionaries: &diagram.Dictionaries{External: []string{"account"}}}},
		{"lists of them", "P002", `CREATE TABLE ledgers (id int PRIMARY KEY); CREATE TABLE orders (id int PRIMARY KEY, ledger_ids int[]);`,
			diagram.LintSettings{Dictionaries: &diagram.Dictionaries{External: []string{"ledger"}}}},
		{"copies on purpose", "N301", `CREATE TABLE stations (id int PRIMARY KEY, name text); CREATE TABLE tickets (id int PRIMARY KEY, station_id int REFERENCES stations (id), station_name text);`,
			diagram.LintSettings{Dictionaries: &diagram.Dictionaries{Snapshots: []string{"tickets"}}}},
		{"a number", "N101", `CREATE TABLE customers (id int PRIMARY KEY, phone1 text, phone2 text, phone3 text);`,
			diagram.LintSettings{Thresholds: map[string]map[string]int{"N101": {"columns": 4}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rule.Find(c.code)
			d := linttest.Read(t, c.sql, "", "postgres").Diagram
			require.NotEmpty(t, lint.Shown(linttest.Check(d, r), false), "without it")
			given := lint.Config{Dictionaries: c.settings.Dictionaries, Thresholds: c.settings.Thresholds}
			require.Empty(t, lint.Shown(lint.Run(t.Context(), d, []*lint.Rule{r}, given), false), "given by the caller")
			d.Lint = c.settings
			require.Empty(t, lint.Shown(linttest.Check(d, r), false), "kept with the diagram")
		})
	}
}
