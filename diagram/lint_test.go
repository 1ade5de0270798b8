package diagram_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

func TestLintSettingsNameWhatIsWrong(t *testing.T) {
	many := map[string]string{}
	for i := range diagram.MaxLintRules + 1 {
		many[strings.Repeat("a", i+1)] = "off"
	}
	words := func(list ...string) *diagram.Dictionaries { return &diagram.Dictionaries{External: list} }
	for name, c := range map[string]struct {
		settings diagram.LintSettings
		want     string // empty: fine
	}{
		"nothing":            {diagram.LintSettings{}, ""},
		"code and name":      {diagram.LintSettings{Levels: map[string]string{"K001": "off", "no-primary-key": "hint"}}, ""},
		"preset":             {diagram.LintSettings{Preset: "lax"}, `preset is "lax"; it must be one of recommended, strict or teaching`},
		"level":              {diagram.LintSettings{Levels: map[string]string{"K001": "loud"}}, `levels.K001 is "loud"; it must be one of off, hint, info, warning or error`},
		"rule":               {diagram.LintSettings{Levels: map[string]string{"k001!": "off"}}, "levels.k001! is not the code or name of a rule"},
		"too many":           {diagram.LintSettings{Levels: many}, "more than 1000 rules"},
		"threshold":          {diagram.LintSettings{Thresholds: map[string]map[string]int{"N101": {"columns": 1e7}}}, "thresholds.N101.columns is 10000000; it must be 0 to 1000000"},
		"words":              {diagram.LintSettings{Dictionaries: words("sap", "größe", "名", "tbl_", "two words")}, ""},
		"a word in capitals": {diagram.LintSettings{Dictionaries: words("SAP")}, `dictionaries.external holds "SAP", which is not a word in lower case`},
		"an empty word":      {diagram.LintSettings{Dictionaries: words("")}, "dictionaries.external"},
		"a long word":        {diagram.LintSettings{Dictionaries: words(strings.Repeat("x", diagram.MaxName+1))}, "dictionaries.external"},
		"an escape":          {diagram.LintSettings{Dictionaries: words("a\x1b[31m")}, "dictionaries.external"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.settings.Validate()
			if c.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestDictionariesJoin(t *testing.T) {
	own := &diagram.Dictionaries{Roles: []string{"boss"}, Abbreviations: map[string]string{"cust": "custom", "no": "number"}}
	more := &diagram.Dictionaries{Roles: []string{"owner"}, Abbreviations: map[string]string{"cust": "customer"}}
	both := own.And(more)
	require.Equal(t, []string{"boss", "owner"}, both.Roles)
	require.Equal(t, map[string]string{"cust": "customer", "no": "number"}, both.Abbreviations)
	require.Equal(t, "custom", own.Abbreviations["cust"], "neither is changed")
	require.Same(t, own, own.And(nil))
	require.Same(t, own, (*diagram.Dictionaries)(nil).And(own))
}
