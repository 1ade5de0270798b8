package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

func TestListOfIDsThatIsKeptOnPurpose(t *testing.T) {
	for _, c := range []struct {
		table, column string
		severity      lint.Severity
		tier          lint.Tier
	}{
		{"pools", "post_ids int[]", lint.Error, lint.Certain},
		{"pools", "post_ids text", lint.Warning, lint.Certain},
		{"pool_versions", "post_ids int[]", lint.Warning, lint.Likely},
		{"pools", "cached_post_ids int[]", lint.Warning, lint.Likely},
	} {
		t.Run(c.table+" "+c.column, func(t *testing.T) {
			d := linttest.Read(t, "CREATE TABLE posts (id int PRIMARY KEY); CREATE TABLE "+c.table+" (id int PRIMARY KEY, "+c.column+");", "", "postgres").Diagram
			found := linttest.Check(d, rule.Find("P002"))
			require.Len(t, found, 1)
			require.Equal(t, c.severity, found[0].Severity)
			require.Equal(t, c.tier, found[0].Tier)
		})
	}
}
