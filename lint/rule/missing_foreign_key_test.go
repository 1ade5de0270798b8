package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// A version number counts versions sooner than it names a row of theirs; where rows are
// named by a number, it does name one.
func TestNumberOfAnotherIsAHint(t *testing.T) {
	for _, c := range []struct {
		name, key string
		tier      lint.Tier
	}{
		{"ID", "id", lint.Hint},
		{"number", "number", lint.Certain},
	} {
		t.Run(c.name, func(t *testing.T) {
			script := "CREATE TABLE versions (" + c.key + " int PRIMARY KEY, label text);\nCREATE TABLE invoices (id int PRIMARY KEY, version_number int NOT NULL);"
			source, err := format.Read("a.sql", []byte(script), "sql")
			require.NoError(t, err)
			found := check(source.Pages[0].Diagram, rule.Find("K001"))
			require.Len(t, found, 1)
			require.Equal(t, c.tier, found[0].Tier, found[0].Evidence)
		})
	}
}
