package lint_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var update = flag.Bool("update", false, "rewrite the reports in testdata/report")

// outcome is two files of findings, one silenced, one hidden by a baseline with an entry
// that is gone, and a configuration file with a finding of its own.
func outcome(t *testing.T) *lint.Outcome {
	page := read(t, "-- lint:ignore S999 it is what it is\nCREATE TABLE plans (id int, a int, b int);\n"+shop)
	config := lint.Config{Today: "2026-01-01", Ignores: []*lint.NamedIgnore{{Rule: "S999", Table: "plain", At: diagram.Position{Line: 3, Column: 3}}}}
	rules := append([]*lint.Rule{tooMany}, lint.Bookkeeping...)
	report := lint.Examine(t.Context(), page.Diagram, rules, config)
	require.Len(t, report.Findings, 2)
	require.Len(t, report.Ignored, 1)
	first := report.Findings[0]
	first.Fixes = []lint.Fix{{Title: "Split customers", Safe: true}, {Title: "Drop city"}}
	first.Evidence = []string{"It has 3", "Most have 2"}
	first.Suggestion = &lint.Suggestion{Kind: lint.AddForeignKey, Table: "a", Columns: []string{"b_id"}, RefTable: "b", RefColumns: []string{"id"}}
	other := read(t, "CREATE TABLE c (id int, x int, y int);")
	hidden := lint.Examine(t.Context(), other.Diagram, rules, config)
	return &lint.Outcome{
		Files: []lint.Checked{
			{File: "db/shop.sql", Page: page, Findings: []lint.Finding{first, report.Findings[1]}, Ignored: report.Ignored, FailOn: "warning"},
			{File: "-", Page: other, Hidden: hidden.Findings},
			lint.CheckedConfig(".crowsfoot.toml", lint.CheckIgnores(config, rules, []*lint.Report{report, hidden})),
		},
		Rules: rules, Version: "1.2.3", Baseline: "known.json",
		Gone: []lint.Known{{File: "db/shop.sql", Rule: "S999", Message: "old_table has too many columns.", Fingerprint: "f"}},
	}
}

func TestReports(t *testing.T) {
	o := outcome(t)
	for _, form := range lint.Formats() {
		t.Run(form, func(t *testing.T) {
			var b, again bytes.Buffer
			require.NoError(t, lint.Write(&b, form, o))
			require.NoError(t, lint.Write(&again, form, outcome(t)))
			require.Equal(t, b.String(), again.String(), "the same outcome gives the same bytes")
			golden := filepath.Join("../testdata/report", form+".golden")
			if *update {
				require.NoError(t, os.WriteFile(golden, b.Bytes(), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), b.String())
		})
	}
	var b bytes.Buffer
	require.ErrorContains(t, lint.Write(&b, "yaml", o), `no report format "yaml". Take text, json, sarif, markdown or junit.`)
	for extension, want := range map[string]string{"json": "json", "sarif": "sarif", "md": "markdown", "xml": "junit"} {
		form, contentType, ok := lint.FormatOf(extension)
		require.True(t, ok)
		require.Equal(t, want, form)
		require.NotEmpty(t, contentType)
	}
	_, _, ok := lint.FormatOf("exe")
	require.False(t, ok)
}

func TestEmptyReports(t *testing.T) {
	for form, want := range map[string]string{
		"text":     "0 errors, 0 warnings, 0 infos; score 100 of 100\n",
		"markdown": "# Findings\n\n0 errors, 0 warnings, 0 infos; score 100 of 100.\n",
		"json":     `{"findings": [],"summary": {"error": 0,"warning": 0,"info": 0},"score": 100,"files": [],"ignored": []}`,
		"junit":    xml.Header + `<testsuites name="crowsfoot lint" tests="0" failures="0" skipped="0"></testsuites>` + "\n",
	} {
		var b bytes.Buffer
		require.NoError(t, lint.Write(&b, form, &lint.Outcome{}))
		if form == "json" {
			require.JSONEq(t, want, b.String())
			continue
		}
		require.Equal(t, want, b.String())
	}
	validSARIF(t, &lint.Outcome{})
}

// hostileNames are names that would break out of a report that does not take care.
var hostileNames = []string{
	"a\nb", "a\r\n::error::b", "\x1b[31mred\x1b]0;title\x07", `"quoted" 'single'`, "]]>", "<script>alert(1)</script>", "<![CDATA[x]]>",
	"[link](http://example.com)", "@everyone", "| a | b |", "# head", "`tick` ``` fence", "\u202egnp.exe", "😀 emoji 👩‍👩‍👧", "\xff\xfe", "\x00", "\u009b31m",
	"&amp; &", "a\u2028b", "{{7*7}}", "$x$", "--><!--", "www.example.com",
}

// hostile is an outcome whose every text holds a hostile name.
func hostile(name string) *lint.Outcome {
	page := diagram.NewPage("p")
	t := page.Diagram.AddTable(&diagram.Table{Name: name})
	c := page.Diagram.AddTable(&diagram.Table{Name: name + "2", Columns: []*diagram.Column{{Name: name}}})
	page.Places[t.ID] = diagram.Position{Line: 2, Column: 1}
	f := lint.Finding{
		Rule: "S999", Name: "too-many-columns", Family: "Structure", Severity: lint.Error, Tier: lint.Certain, Message: name + " is odd.", Evidence: []string{name},
		Objects: []lint.Object{
			{Kind: diagram.KindTable, ID: t.ID, Table: name, TableID: t.ID}, {Kind: diagram.KindTable, ID: c.ID, Table: name, TableID: c.ID}, {Kind: diagram.KindColumn, Table: name, Column: name}, {Kind: diagram.KindRelationship, Label: name},
		},
		Fixes: []lint.Fix{{Title: "Drop " + name}}, Fingerprint: string(c.ID),
	}
	quiet := f
	quiet.Reason = name
	return &lint.Outcome{
		Files: []lint.Checked{{File: name + ".sql", Page: page, Findings: []lint.Finding{f}, Ignored: []lint.Finding{quiet}}},
		Rules: []*lint.Rule{tooMany}, Baseline: name, Gone: []lint.Known{{File: name, Rule: name, Message: name}},
	}
}

// links finds what GitHub makes a link or a mention of.
var links = regexp.MustCompile(`(^|[^\\])\]\(|://|@|www\.`)

func TestHostileNames(t *testing.T) {
	for _, name := range hostileNames {
		t.Run(strconv.QuoteToASCII(name), func(t *testing.T) {
			o := hostile(name)
			write := func(form string) string {
				var b bytes.Buffer
				require.NoError(t, lint.Write(&b, form, o))
				return b.String()
			}
			text := write("text")
			require.NotContains(t, strings.ReplaceAll(text, "\n", ""), "\x1b")
			for _, r := range text {
				require.False(t, r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r == 0x2028, "%U in a report for a terminal", r)
			}
			require.Equal(t, 1+1+1+2+1, strings.Count(text, "\n"), "a name breaks no line:\n%s", text)
			o.Color = true
			colored := write("text")
			require.Equal(t, text, regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(colored, ""), "colors are all that escapes")
			require.Greater(t, strings.Count(colored, "\x1b["), 3)

			require.True(t, json.Valid([]byte(write("json"))))
			validSARIF(t, o)

			md := write("markdown")
			require.NotContains(t, md, "<")
			require.NotRegexp(t, links, md)
			require.NotContains(t, strings.ReplaceAll(md, "`S999`", ""), "```")
			require.Equal(t, 3, strings.Count(md, "\n#")-strings.Count(md, "\n## Gone"), "only our own headings:\n%s", md)

			var suites struct {
				Suites []struct {
					Cases []struct {
						Failure *struct {
							Message string `xml:"message,attr"`
							Text    string `xml:",chardata"`
						} `xml:"failure"`
					} `xml:"testcase"`
				} `xml:"testsuite"`
			}
			require.NoError(t, xml.Unmarshal([]byte(write("junit")), &suites))
			require.Len(t, suites.Suites, 1)
			require.Len(t, suites.Suites[0].Cases, 1)
			require.True(t, strings.HasSuffix(suites.Suites[0].Cases[0].Failure.Message, " is odd."))
		})
	}
}

// validSARIF checks a report against the official schema of SARIF 2.1.0 and returns it.
func validSARIF(t *testing.T, o *lint.Outcome) map[string]any {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, lint.WriteSARIF(&b, o))
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.NoError(t, sarifSchema(t).Validate(instance))
	return instance.(map[string]any)
}

var compiled *jsonschema.Schema

// sarifSchema is the official schema, which the library that we write with holds in its
// source.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	if compiled != nil {
		return compiled
	}
	pkg, err := build.Import("github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif", ".", build.FindOnly)
	require.NoError(t, err)
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, "schema.go"), nil, 0)
	require.NoError(t, err)
	text := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && v.Names[0].Name == "schema" {
			text, err = strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
		}
		return true
	})
	require.Contains(t, text, "docs.oasis-open.org/sarif/sarif/v2.1.0", "the official schema")
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("sarif.json", doc))
	compiled, err = c.Compile("sarif.json")
	require.NoError(t, err)
	return compiled
}

func TestSARIF(t *testing.T) {
	report := validSARIF(t, outcome(t))
	run := report["runs"].([]any)[0].(map[string]any)
	results := run["results"].([]any)
	require.Len(t, results, 5, "two findings, the ignored one, two of the configuration; none of the baseline")

	first := results[0].(map[string]any)
	require.Equal(t, "S999", first["ruleId"])
	require.Equal(t, "warning", first["level"])
	require.NotContains(t, first, "suppressions")
	location := first["locations"].([]any)[0].(map[string]any)
	physical := location["physicalLocation"].(map[string]any)
	require.Equal(t, "db/shop.sql", physical["artifactLocation"].(map[string]any)["uri"])
	require.Equal(t, json.Number("4"), physical["region"].(map[string]any)["startLine"])
	require.Equal(t, "customers.city", location["logicalLocations"].([]any)[0].(map[string]any)["fullyQualifiedName"])

	quiet := results[2].(map[string]any)["suppressions"].([]any)[0].(map[string]any)
	require.Equal(t, "inSource", quiet["kind"])
	require.Equal(t, "it is what it is", quiet["justification"])

	rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
	for _, r := range results {
		index, err := r.(map[string]any)["ruleIndex"].(json.Number).Int64()
		require.NoError(t, err)
		require.Equal(t, r.(map[string]any)["ruleId"], rules[index].(map[string]any)["id"])
	}

	// The schema refuses what is wrong.
	first["level"] = "fatal"
	require.Error(t, sarifSchema(t).Validate(report))
}

func TestSARIFNamesFilesAsURIs(t *testing.T) {
	for name, want := range map[string]string{
		"a b/ü.sql": "a%20b/%C3%BC.sql", "-": "stdin", "/tmp/x.sql": "file:///tmp/x.sql", "./c:d.sql": "./c:d.sql", "../up.sql": "../up.sql", "50%.sql": "50%25.sql",
	} {
		o := hostile("x")
		o.Files[0].File = name
		run := validSARIF(t, o)["runs"].([]any)[0].(map[string]any)
		location := run["results"].([]any)[0].(map[string]any)["locations"].([]any)[0].(map[string]any)
		require.Equal(t, want, location["physicalLocation"].(map[string]any)["artifactLocation"].(map[string]any)["uri"], name)
	}
}

func TestScore(t *testing.T) {
	of := func(severities ...lint.Severity) []lint.Finding {
		var list []lint.Finding
		for _, s := range severities {
			list = append(list, lint.Finding{Severity: s, Tier: lint.Certain})
		}
		return list
	}
	require.Equal(t, 100, lint.Score(nil, 0))
	require.Equal(t, 100, lint.Score(nil, 500))
	require.Equal(t, 50, lint.Score(of(lint.Error), 1))
	require.Equal(t, 71, lint.Score(of(lint.Warning), 1))
	require.Equal(t, 90, lint.Score(of(lint.Info), 1))
	require.Equal(t, 99, lint.Score(of(lint.Info), 5000), "100 is only for none")
	require.Equal(t, 100, lint.Score([]lint.Finding{{Severity: lint.Info, Tier: lint.Hint}}, 1), "hints do not count")
	require.Equal(t, lint.Score(of(lint.Error, lint.Warning), 10), lint.Score(of(lint.Error, lint.Warning, lint.Error, lint.Warning), 20), "per table")
	require.Equal(t, 33, lint.Score(of(lint.Error, lint.Error), 1))
	d := read(t, shop).Diagram
	require.Equal(t, 3, lint.CountTables(d), "without the view")
}
