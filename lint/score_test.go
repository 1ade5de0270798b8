package lint_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint"
)

// The browser shows the score while one edits; testdata/score.json holds both to one answer.
func TestScoreFixture(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "testdata", "score.json"))
	require.NoError(t, err)
	var cases []struct{ Tables, Error, Warning, Info, Score int }
	require.NoError(t, json.Unmarshal(text, &cases))
	require.NotEmpty(t, cases)
	for _, c := range cases {
		var findings []lint.Finding
		for severity, n := range map[lint.Severity]int{lint.Error: c.Error, lint.Warning: c.Warning, lint.Info: c.Info} {
			for range n {
				findings = append(findings, lint.Finding{Severity: severity, Tier: lint.Certain})
			}
		}
		findings = append(findings, lint.Finding{Severity: lint.Info, Tier: lint.Hint}) // does not count
		require.Equal(t, c.Score, lint.Score(findings, c.Tables), "%+v", c)
	}
}
