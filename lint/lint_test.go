package lint_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
)

// tooMany is a rule that finds every table of more than two columns.
var tooMany = &lint.Rule{
	Code: "S999", Name: "too-many-columns", Severity: lint.Warning, Since: "0.1",
	What: "What.", Why: "Why.", How: "How.", Bad: "bad", Good: "good",
	Watches: lint.Tables | lint.Columns,
	Diagram: func(p *lint.Pass) {
		// From the last table to the first: the engine has to sort.
		for _, t := range slices.Backward(p.Tables) {
			if len(t.Columns) > 2 {
				p.Report(lint.Finding{
					Objects: p.ColumnObjects(t, t.Columns[2]),
					Message: p.TableName(t) + " has too many columns.",
				})
			}
		}
	},
}

// unsure is a rule whose findings are hints, likely or certain by the name of the table.
var unsure = &lint.Rule{
	Code: "S998", Name: "unsure", Severity: lint.Error, Since: "0.1",
	What: "What.", Why: "Why.", How: "How.", Bad: "bad", Good: "good",
	Table: func(p *lint.Pass, t *diagram.Table) {
		p.Report(lint.Finding{
			Tier: lint.Tier(t.Comment), Confidence: .5, Objects: []lint.Object{p.TableObject(t)}, Message: p.TableName(t) + " is odd.",
		})
	},
}

const shop = `CREATE SCHEMA sales;
CREATE TABLE customers (id int, name text, city text);
CREATE TABLE plain (id int, name text);
CREATE TABLE sales.orders (
  id int,
  total int,
  note text,
  more text
);
CREATE VIEW all_orders AS SELECT id, total, note FROM sales.orders;`

func read(t *testing.T, sql string) *diagram.Page {
	t.Helper()
	s := ddl.Parse([]byte(sql), "postgres")
	require.Len(t, s.Pages, 1)
	return s.Pages[0]
}

func run(d *diagram.Diagram, c lint.Config, rules ...*lint.Rule) []lint.Finding {
	return lint.Run(context.Background(), d, rules, c)
}

func messages(findings []lint.Finding) []string {
	list := []string{}
	for _, f := range findings {
		list = append(list, f.Message)
	}
	return list
}

func TestRunFillsInAndSorts(t *testing.T) {
	d := read(t, shop).Diagram
	found := run(d, lint.Config{}, tooMany)
	require.Equal(t, []string{"customers has too many columns.", "sales.orders has too many columns."}, messages(found))
	f := found[1]
	require.Equal(t, "S999", f.Rule)
	require.Equal(t, "too-many-columns", f.Name)
	require.Equal(t, "Structure", f.Family)
	require.Equal(t, lint.Warning, f.Severity)
	require.Equal(t, lint.Certain, f.Tier)
	require.Equal(t, 1.0, f.Confidence)
	require.Equal(t, "note", f.Objects[0].Column)
	require.Equal(t, "sales.orders", f.Objects[0].Table)
	require.Equal(t, found, run(d, lint.Config{}, tooMany))
}

func TestFingerprintFollowsNamesNotPlaces(t *testing.T) {
	before := run(read(t, shop).Diagram, lint.Config{}, tooMany)
	after := run(read(t, "CREATE TABLE zero (id int);\n\n"+shop).Diagram, lint.Config{}, tooMany)
	require.Equal(t, before[0].Fingerprint, after[0].Fingerprint)
	require.NotEqual(t, before[0].Fingerprint, before[1].Fingerprint)
	require.True(t, diagram.ID(before[0].Fingerprint).Valid(), "safe in a URL")

	// Two tables of one name are told apart.
	d := diagram.New()
	for range 2 {
		d.AddTable(&diagram.Table{Name: "twin", Columns: []*diagram.Column{{Name: "a"}, {Name: "b"}, {Name: "c"}}})
	}
	twins := run(d, lint.Config{}, tooMany)
	require.NotEqual(t, twins[0].Fingerprint, twins[1].Fingerprint)
}

func TestLevelsAndPresets(t *testing.T) {
	odd := func(tier lint.Tier) *diagram.Diagram {
		d := diagram.New()
		d.AddTable(&diagram.Table{Name: "a", Comment: string(tier)})
		return d
	}
	for _, c := range []struct {
		name     string
		tier     lint.Tier
		config   lint.Config
		own      diagram.LintSettings
		severity lint.Severity
		want     lint.Tier
	}{
		{"as the rule says", lint.Likely, lint.Config{}, diagram.LintSettings{}, lint.Error, lint.Likely},
		{"a hint is shown as info", lint.Hint, lint.Config{}, diagram.LintSettings{}, lint.Info, lint.Hint},
		{"level of the caller", lint.Likely, lint.Config{Levels: map[string]string{"S998": "info"}}, diagram.LintSettings{}, lint.Info, lint.Likely},
		{"level of the diagram", lint.Likely, lint.Config{}, diagram.LintSettings{Levels: map[string]string{"S998": "warning"}}, lint.Warning, lint.Likely},
		{"the caller's counts first", lint.Likely, lint.Config{Levels: map[string]string{"S998": "info"}},
			diagram.LintSettings{Levels: map[string]string{"S998": "warning"}}, lint.Info, lint.Likely},
		{"level hint", lint.Certain, lint.Config{Levels: map[string]string{"S998": "hint"}}, diagram.LintSettings{}, lint.Info, lint.Hint},
		{"a hint stays one", lint.Hint, lint.Config{Levels: map[string]string{"S998": "error"}}, diagram.LintSettings{}, lint.Info, lint.Hint},
		{"teaching is mild to guesses", lint.Likely, lint.Config{Preset: lint.Teaching}, diagram.LintSettings{}, lint.Warning, lint.Likely},
		{"teaching is strict on facts", lint.Certain, lint.Config{Preset: lint.Teaching}, diagram.LintSettings{}, lint.Error, lint.Certain},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := odd(c.tier)
			d.Lint = c.own
			found := run(d, c.config, unsure)
			require.Len(t, found, 1)
			require.Equal(t, c.severity, found[0].Severity)
			require.Equal(t, c.want, found[0].Tier)
		})
	}
	strict := run(read(t, shop).Diagram, lint.Config{Preset: lint.Strict}, tooMany)
	require.Equal(t, lint.Error, strict[0].Severity)
	require.Empty(t, run(read(t, shop).Diagram, lint.Config{Levels: map[string]string{"S999": "off"}}, tooMany))
}

func TestIgnores(t *testing.T) {
	d := read(t, shop).Diagram
	all := run(d, lint.Config{}, tooMany)
	orders := all[1].Objects[0]
	for _, c := range []struct {
		name   string
		ignore diagram.Ignore
		today  string
		want   int
		unused int
	}{
		{"on the column", diagram.Ignore{Rule: "S999", Object: orders.ID}, "", 1, 0},
		{"on the table", diagram.Ignore{Rule: "S999", Object: orders.TableID}, "", 1, 0},
		{"of one finding", diagram.Ignore{Rule: "S999", Object: orders.ID, Fingerprint: all[1].Fingerprint}, "", 1, 0},
		{"of another finding", diagram.Ignore{Rule: "S999", Object: orders.ID, Fingerprint: all[0].Fingerprint}, "", 2, 1},
		{"of another rule that did not run", diagram.Ignore{Rule: "S998", Object: orders.ID}, "", 2, 0},
		{"on its last day", diagram.Ignore{Rule: "S999", Object: orders.ID, Until: "2026-03-01"}, "2026-03-01", 1, 0},
		{"after its last day", diagram.Ignore{Rule: "S999", Object: orders.ID, Until: "2026-03-01"}, "2026-03-02", 2, 1},
		{"nobody knows the day", diagram.Ignore{Rule: "S999", Object: orders.ID, Until: "2026-03-01"}, "", 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := d.Snapshot()
			d.AddIgnore(&c.ignore)
			report := lint.Examine(context.Background(), d, []*lint.Rule{tooMany}, lint.Config{Today: c.today})
			require.Len(t, report.Findings, c.want)
			require.Len(t, report.Ignored, len(all)-c.want)
			require.Len(t, report.Unused, c.unused)
		})
	}
}

func TestRunStopsWhenNobodyWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.Empty(t, lint.Run(ctx, read(t, shop).Diagram, []*lint.Rule{tooMany}, lint.Config{}))
}

func TestThresholds(t *testing.T) {
	of := func(s lint.Severity, tier lint.Tier) []lint.Finding { return []lint.Finding{{Severity: s, Tier: tier}} }
	require.True(t, lint.Fails(of(lint.Error, lint.Certain), "error"))
	require.False(t, lint.Fails(of(lint.Warning, lint.Certain), "error"))
	require.True(t, lint.Fails(of(lint.Warning, lint.Likely), "warning"))
	require.True(t, lint.Fails(of(lint.Error, lint.Certain), "info"))
	require.False(t, lint.Fails(of(lint.Error, lint.Certain), "never"))
	require.False(t, lint.Fails(of(lint.Info, lint.Hint), "info"), "hints never fail a run")
	require.Empty(t, lint.Shown(of(lint.Info, lint.Hint), false))
	require.Len(t, lint.Shown(of(lint.Info, lint.Hint), true), 1)
}

func TestRulesThatAreNotComplete(t *testing.T) {
	require.NoError(t, tooMany.Complete())
	for name, spoil := range map[string]func(*lint.Rule){
		"code":      func(r *lint.Rule) { r.Code = "S1" },
		"family":    func(r *lint.Rule) { r.Code = "Z001" },
		"name":      func(r *lint.Rule) { r.Name = "Too Many" },
		"severity":  func(r *lint.Rule) { r.Severity = "fatal" },
		"text":      func(r *lint.Rule) { r.Why = "" },
		"example":   func(r *lint.Rule) { r.Good = "" },
		"nothing":   func(r *lint.Rule) { r.Diagram, r.Watches = nil, 0 },
		"two":       func(r *lint.Rule) { r.Table = unsure.Table },
		"blind":     func(r *lint.Rule) { r.Watches = 0 },
		"watches":   func(r *lint.Rule) { r.Diagram, r.Table = nil, unsure.Table },
		"threshold": func(r *lint.Rule) { r.Thresholds = []lint.Threshold{{Name: "columns", Default: 3}} },
		"twice": func(r *lint.Rule) {
			r.Thresholds = []lint.Threshold{{Name: "columns", What: "One."}, {Name: "columns", What: "Two."}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := *tooMany
			spoil(&r)
			require.Error(t, r.Complete())
		})
	}
}
