package lint_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// wide is a rule with a number to set, which looks at words of one's own.
var wide = &lint.Rule{
	Code: "S997", Name: "wide", Severity: lint.Warning, Since: "0.1",
	What: "What.", Why: "Why.", How: "How.", Bad: "bad", Good: "good",
	Thresholds: []lint.Threshold{{Name: "columns", Default: 3, What: "Columns from which on a table is wide."}},
	Table: func(p *lint.Pass, t *diagram.Table) {
		if len(t.Columns) >= p.Threshold("columns") {
			p.Report(lint.Finding{Objects: []lint.Object{p.TableObject(t)}, Message: t.Name + strings.Join(p.Dictionary().External, ",")})
		}
	},
}

var configRules = []*lint.Rule{tooMany, unsure, wide}

func TestConfigFile(t *testing.T) {
	file, err := lint.ReadConfig([]byte(`preset = "strict"
fail-on = "info"
hints = true
dialect = "mysql"
baseline = "known.json"
exclude = ["vendor/**", "*.gen.sql"]
[rules]
S999 = "off"
unsure = "hint"
[thresholds]
wide = { columns = 5 }
[dictionaries]
external = ["sap"]
abbreviations = { cust = "customer" }
[[ignore]]
rule = "wide"
table = "Log_*"
reason = "it is a log"
until = 2027-01-31
[[ignore]]
rule = "S999"
table = "a"
column = "b"
until = "2026-02-03"
`), configRules)
	require.NoError(t, err)
	require.Equal(t, "info", file.FailOn)
	require.True(t, file.Hints)
	require.Equal(t, "mysql", file.Dialect)
	require.Equal(t, "known.json", file.Baseline)
	c := file.Config
	require.Equal(t, "strict", c.Preset)
	require.Equal(t, map[string]string{"S999": "off", "S998": "hint"}, c.Levels)
	require.Equal(t, map[string]map[string]int{"S997": {"columns": 5}}, c.Thresholds)
	require.Equal(t, &diagram.Dictionaries{External: []string{"sap"}, Abbreviations: map[string]string{"cust": "customer"}}, c.Dictionaries)
	require.Equal(t, []*lint.NamedIgnore{
		{Rule: "S997", Table: "Log_*", Reason: "it is a log", Until: "2027-01-31", At: diagram.Position{Line: 15, Column: 3}},
		{Rule: "S999", Table: "a", Column: "b", Until: "2026-02-03", At: diagram.Position{Line: 20, Column: 3}},
	}, c.Ignores)
	for name, want := range map[string]bool{
		"vendor/a.sql": true, "vendor/x/y/a.sql": true, "db/vendor/a.sql": false, "a.gen.sql": true, "db/x/a.gen.sql": true, "a.sql": false, "../vendor/a.sql": false, "./vendor/a.sql": true,
	} {
		require.Equal(t, want, file.Excludes(name), name)
	}
}

// TestConfigFileNamesARuleTwice sets one rule by its code and by its name.
func TestConfigFileNamesARuleTwice(t *testing.T) {
	file, err := lint.ReadConfig([]byte("[rules]\nS997 = \"error\"\nwide = \"off\"\n[thresholds]\nS997 = { columns = 5 }\nwide = { columns = 6 }\n"), configRules)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"S997": "error"}, file.Config.Levels)
	require.Equal(t, map[string]map[string]int{"S997": {"columns": 5}}, file.Config.Thresholds)
}

func TestConfigFileErrors(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		line, column int
		message      string
	}{
		{"not TOML", "preset = \n", 1, 10, "unexpected character U+000A"},
		{"unknown key", "presets = \"x\"\n", 1, 1, `There is no setting "presets".`},
		{"unknown key below", "\n[dictionaries]\n  role = []\n", 3, 3, `There is no setting "dictionaries.role".`},
		{"wrong type", "hints = \"yes\"\n", 1, 9, "cannot decode TOML string into"},
		{"preset", "preset = \"lax\"", 1, 1, `preset is "lax"; it must be one of recommended, strict or teaching.`},
		{"fail-on", "\nfail-on = \"often\"", 2, 1, `fail-on is "often"`},
		{"exclude", "exclude = [\"a\", \"[\"]", 1, 1, `exclude.1 is "[", which is not a pattern`},
		{"level", "[rules]\nS999 = \"loud\"", 2, 1, `rules.S999 is "loud"; it must be one of off, hint`},
		{"unknown rule", "[rules]\nS999 = \"off\"\nK777 = \"off\"", 3, 1, `rules.K777 names the rule "K777", which does not exist`},
		{"no rule at all", "[rules]\n\"a b\" = \"off\"", 2, 1, "rules.a b is not the code or name of a rule"},
		{"threshold of a rule without", "[thresholds.S999]\ncolumns = 3", 2, 1, "thresholds.S999.columns is not a number of rule S999, which has none"},
		{"unknown threshold", "[thresholds]\nwide = {rows = 3}", 2, 9, "thresholds.wide.rows is not a number of rule S997, which has columns"},
		{"threshold too high", "[thresholds.wide]\ncolumns = 99999999", 2, 1, "it must be 0 to 1000000"},
		{"word", "[dictionaries]\nroles = [\"Boss\"]", 2, 1, `dictionaries.roles holds "Boss"`},
		{"abbreviation", "[dictionaries.abbreviations]\ncust = \"\"", 2, 1, `dictionaries.abbreviations.cust is ""`},
		{"ignore of an unknown rule", "[[ignore]]\nrule = \"K777\"\ntable = \"a\"", 2, 1, `ignore.0.rule names the rule "K777"`},
		{"ignore of nothing", "[[ignore]]\nrule = \"wide\"\ntable = \"a\"\n\n[[ignore]]\nrule = \"wide\"", 5, 3, "ignore.1.table is missing"},
		{"ignore pattern", "[[ignore]]\nrule = \"wide\"\ntable = \"[\"", 3, 1, `ignore.0.table is "[", which is not a pattern`},
		{"ignore day", "[[ignore]]\nrule = \"wide\"\ntable = \"a\"\nuntil = \"soon\"", 4, 1, "ignore.0.until must be a day as 2027-01-31"},
		{"ignore time", "ignore = [\n {rule = \"wide\", table = \"a\", until = 07:32:00}\n]", 2, 31, "ignore.0.until must be a day"},
		{"twice", "hints = true\nhints = true", 2, 1, "hints"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := lint.ReadConfig([]byte(c.text), configRules)
			var de *diagram.Error
			require.ErrorAs(t, err, &de)
			require.Contains(t, de.Message, c.message)
			require.Equal(t, [2]int{c.line, c.column}, [2]int{de.Line, de.Column}, de.Message)
		})
	}
	_, err := lint.ReadConfig(make([]byte, lint.MaxConfigSize+1), configRules)
	require.ErrorContains(t, err, "the limit is")
}

func TestThresholdsAndWords(t *testing.T) {
	d := read(t, "CREATE TABLE log_a (a int, b int, c int, d int); CREATE TABLE b (a int, b int, c int);").Diagram
	names := func(c lint.Config) []string { return messages(run(d, c, wide)) }
	require.Equal(t, []string{"log_a", "b"}, names(lint.Config{}))
	require.Equal(t, []string{"log_a"}, names(lint.Config{Thresholds: map[string]map[string]int{"S997": {"columns": 4}}}))
	require.Equal(t, []string{"log_a"}, names(lint.Config{Thresholds: map[string]map[string]int{"wide": {"columns": 4}}}))
	d.Lint = diagram.LintSettings{
		Thresholds:   map[string]map[string]int{"wide": {"columns": 4}},
		Dictionaries: &diagram.Dictionaries{External: []string{"sap"}},
		Levels:       map[string]string{"K888": "off", "wide": "error"},
	}
	require.Equal(t, []string{"log_asap"}, names(lint.Config{}), "of the diagram; rules that there are not are passed over")
	require.Equal(t, lint.Error, run(d, lint.Config{}, wide)[0].Severity)
	require.Equal(t, []string{"log_asap,erp", "bsap,erp"}, names(lint.Config{
		Thresholds: map[string]map[string]int{"wide": {"columns": 2}}, Dictionaries: &diagram.Dictionaries{External: []string{"erp"}},
	}), "the caller's numbers count first, words of both hold")
	undeclared := *wide
	undeclared.Thresholds = nil
	require.Panics(t, func() { run(d, lint.Config{}, &undeclared) })
}

func TestNamedIgnores(t *testing.T) {
	page := read(t, shop)
	for _, c := range []struct {
		name   string
		ignore lint.NamedIgnore
		left   int
		books  []string
	}{
		{"a column", lint.NamedIgnore{Table: "customers", Column: "city", Reason: "r"}, 1, nil},
		{"in any case", lint.NamedIgnore{Table: "CUSTOMERS", Column: "City", Reason: "r"}, 1, nil},
		{"a whole table with its schema", lint.NamedIgnore{Table: "sales.*", Reason: "r"}, 1, nil},
		{"everywhere", lint.NamedIgnore{Table: "*", Reason: "r"}, 0, nil},
		{"another column", lint.NamedIgnore{Table: "customers", Column: "name", Reason: "r"}, 2, []string{"S999 finds nothing on customers.name, where it is ignored."}},
		{"a table that was not checked", lint.NamedIgnore{Table: "others", Reason: "r"}, 2, nil},
		{"a pattern", lint.NamedIgnore{Table: "customers", Column: "n?me", Reason: "r"}, 2, []string{"S999 finds nothing on customers.n?me, where it is ignored."}},
		{"a pattern of tables", lint.NamedIgnore{Table: "plain*", Reason: "r"}, 2, nil},
		{"no reason", lint.NamedIgnore{Table: "customers"}, 1, []string{"The ignore of S999 on customers gives no reason."}},
		{"on its last day", lint.NamedIgnore{Table: "customers", Reason: "r", Until: "2026-03-01"}, 1, nil},
		{"after it", lint.NamedIgnore{Table: "customers", Reason: "r", Until: "2026-02-28"}, 2, []string{"The ignore of S999 on customers ended on 2026-02-28."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.ignore.Rule = "S999"
			config := lint.Config{Today: "2026-03-01", Ignores: []*lint.NamedIgnore{&c.ignore}}
			report := lint.Examine(t.Context(), page.Diagram, []*lint.Rule{tooMany}, config)
			require.Len(t, report.Findings, c.left)
			require.Len(t, report.Ignored, 2-c.left)
			var books []string
			for _, f := range lint.CheckIgnores(config, []*lint.Rule{tooMany}, []*lint.Report{report}) {
				books = append(books, f.Message)
			}
			require.Equal(t, c.books, books)
			config.Levels = map[string]string{"L001": "off", "L002": "off", "L003": "off"}
			require.Empty(t, lint.CheckIgnores(config, []*lint.Rule{tooMany}, []*lint.Report{report}))
		})
	}
}

func TestBookkeeping(t *testing.T) {
	d := read(t, shop).Diagram
	city := run(d, lint.Config{}, tooMany)[0].Objects[0]
	rules := append([]*lint.Rule{tooMany}, lint.Bookkeeping...)
	for _, c := range []struct {
		name   string
		ignore diagram.Ignore
		levels map[string]string
		want   []string
	}{
		{"fine", diagram.Ignore{Rule: "S999", Object: city.ID, Reason: "r"}, nil, nil},
		{"no reason", diagram.Ignore{Rule: "S999", Object: city.ID, Reason: " \n"}, nil, []string{"L003 warning The ignore of S999 on customers.city gives no reason."}},
		{"ended", diagram.Ignore{Rule: "S999", Object: city.ID, Reason: "r", Until: "2026-01-01"}, nil,
			[]string{"L002 warning The ignore of S999 on customers.city ended on 2026-01-01.", "S999 warning customers has too many columns."}},
		{"unknown rule", diagram.Ignore{Rule: "K888", Object: city.TableID, Reason: "r"}, map[string]string{"S999": "hint"},
			[]string{"L001 warning There is no rule K888, which is ignored on customers.", "S999 info customers has too many columns."}},
		{"switched off", diagram.Ignore{Rule: "S999", Object: city.ID}, map[string]string{"S999": "off", "L003": "off"}, nil},
		{"louder", diagram.Ignore{Rule: "S999", Object: city.ID}, map[string]string{"ignore-without-reason": "error"},
			[]string{"L003 error The ignore of S999 on customers.city gives no reason."}},
		{"of bookkeeping itself", diagram.Ignore{Rule: "L001", Object: city.TableID, Reason: "r"}, map[string]string{"S999": "off"},
			[]string{"L001 warning L001 finds nothing on customers, where it is ignored."}},
		{"gone", diagram.Ignore{Rule: "S999", Object: "gone", Reason: "r"}, nil,
			[]string{"L001 warning S999 finds nothing on something that is gone, where it is ignored.", "S999 warning customers has too many columns."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := d.Snapshot()
			c.ignore.ID = "ignore"
			d.AddIgnore(&c.ignore)
			var got []string
			for _, f := range lint.Run(t.Context(), d, rules, lint.Config{Today: "2026-02-01", Levels: c.levels}) {
				if f.Objects[0].Table != "sales.orders" {
					got = append(got, f.Rule+" "+string(f.Severity)+" "+f.Message)
				}
			}
			require.ElementsMatch(t, c.want, got)
		})
	}
}

func FuzzReadConfig(f *testing.F) {
	f.Add([]byte(lint.ConfigExample))
	f.Add([]byte("ignore = [{rule = 'wide', table = '*'}, {}]\n[rules]\nS999=\"off\"\n"))
	f.Add([]byte("exclude = ['**/**/**/a', '[']\n[thresholds.wide]\ncolumns = 3"))
	f.Add([]byte("a.b.c = {d = [{e = 1}]}\n[[x.y]]\n[x.y.z]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := lint.ReadConfig(data, configRules)
		if err != nil {
			var de *diagram.Error
			require.True(t, errors.As(err, &de), "%v", err)
			return
		}
		file.Excludes("a/b/c.sql")
		lint.Run(t.Context(), diagram.New(), configRules, file.Config)
	})
}
