package web_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

var snippet = regexp.MustCompile(`(?s)<pre class="box" data-file="([^"]+)">(.*?)</pre>`)

// The files that the help offers to copy are read as those who copy them would have them
// read.
func TestFilesOfTheHelp(t *testing.T) {
	files := map[string]string{}
	for _, m := range snippet.FindAllStringSubmatch(start(t).get("/help").body, -1) {
		files[m[1]] = html.UnescapeString(m[2])
	}
	require.Len(t, files, 3)

	config, err := lint.ReadConfig([]byte(files[".crowsfoot.toml"]), rule.All())
	require.NoError(t, err)
	require.Equal(t, "warning", config.FailOn)
	require.True(t, ddl.Reads(config.Dialect))
	require.NotEmpty(t, config.Config.Ignores)
	require.NotEmpty(t, config.Config.Thresholds)

	for name, form := range map[string]string{".github/workflows/schema.yml": "sarif", ".gitlab-ci.yml": "junit"} {
		var tree map[string]any
		require.NoError(t, yaml.Unmarshal([]byte(files[name]), &tree), name)
		require.NotEmpty(t, tree)
		m := regexp.MustCompile(`crowsfoot lint --format (\w+) \S+ > (\S+)`).FindStringSubmatch(files[name])
		require.NotNil(t, m, name)
		require.Equal(t, form, m[1])
		require.Contains(t, lint.Formats(), m[1])
		require.Equal(t, 2, strings.Count(files[name], m[2]), "what is written is what is taken up")
	}
}

func TestRulePageTellsItsNumbers(t *testing.T) {
	body := start(t).get("/rules/repeating-group").body
	require.Contains(t, body, "columns = 2")
	require.Contains(t, body, "[thresholds.N101]")
}
