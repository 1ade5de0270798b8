package rule_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

const fixtures = "../../testdata/lint"

func TestRulesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rule.All() {
		t.Run(r.Name, func(t *testing.T) {
			require.NoError(t, r.Complete())
			require.False(t, seen[r.Code] || seen[r.Name], "code or name is taken")
			seen[r.Code], seen[r.Name] = true, true
			require.FileExists(t, filepath.Join(fixtures, r.Name+".txtar"))
			require.FileExists(t, strings.ReplaceAll(r.Name, "-", "_")+".go")
			require.Same(t, r, rule.Find(r.Name))
			require.Same(t, r, rule.Find(strings.ToLower(r.Code)))
		})
	}
	require.NotEmpty(t, seen)
	require.Nil(t, rule.Find("K999"))
}

func TestBadExampleTriggersAndGoodDoesNot(t *testing.T) {
	for _, r := range rule.All() {
		t.Run(r.Name, func(t *testing.T) {
			bad := linttest.ReadExample(t, r.BadExample())
			require.NotEmpty(t, linttest.Check(bad.Diagram, r, beside(r)...), "Bad")
			good := linttest.ReadExample(t, r.GoodExample())
			require.Empty(t, linttest.Check(good.Diagram, r, beside(r)...), "Good")
		})
	}
}

// beside are the rules that run with a rule: those of bookkeeping speak of what others find.
func beside(r *lint.Rule) []*lint.Rule {
	if !slices.Contains(lint.Bookkeeping, r) {
		return nil
	}
	return slices.DeleteFunc(rule.All(), func(o *lint.Rule) bool { return o == r })
}

func TestFixtures(t *testing.T) {
	files, err := os.ReadDir(fixtures)
	require.NoError(t, err)
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".txtar")
		t.Run(name, func(t *testing.T) {
			// A rule may have several fixtures: missing-foreign-key.self.txtar.
			code, _, _ := strings.Cut(name, ".")
			r := rule.Find(code)
			require.NotNil(t, r, "no rule is called %q", code)
			linttest.Run(t, r, filepath.Join(fixtures, f.Name()), beside(r)...)
		})
	}
}
