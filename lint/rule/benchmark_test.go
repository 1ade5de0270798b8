package rule_test

import (
	"bytes"
	"context"
	"encoding/json"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// The open benchmark: schemas of real systems with their foreign keys, and hand labels.
// It is third-party data and not part of this repository; the tests skip without it.
const benchmark = "../../../shared/corpus/lint"

// benchSchema is one schema of the benchmark; the raw fields go to the reader as they are.
type benchSchema struct {
	Name    string                       `json:"name"`
	Scored  *bool                        `json:"fk_scored,omitempty"`
	Dialect json.RawMessage              `json:"dialect,omitempty"`
	Tables  []map[string]json.RawMessage `json:"tables"`
}

// benchKey is a foreign key of the benchmark.
type benchKey struct {
	Columns    []string `json:"columns"`
	RefTable   string   `json:"ref_table"`
	RefColumns []string `json:"ref_columns"`
}

func readBenchmark(t *testing.T) map[string]*benchSchema {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(benchmark, "schemas", "*.json"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the benchmark is not here: " + benchmark)
	}
	all := map[string]*benchSchema{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var s benchSchema
		require.NoError(t, json.Unmarshal(data, &s))
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = &s
	}
	return all
}

// keys returns the foreign keys by table.
func (s *benchSchema) keys(t *testing.T) map[string][]benchKey {
	t.Helper()
	all := map[string][]benchKey{}
	for _, table := range s.Tables {
		var name string
		require.NoError(t, json.Unmarshal(table["name"], &name))
		var list []benchKey
		require.NoError(t, json.Unmarshal(table["foreign_keys"], &list))
		all[name] = append(all[name], list...)
	}
	return all
}

// stripped returns the schema without foreign keys.
func (s *benchSchema) stripped() *benchSchema {
	return s.with(func(string) json.RawMessage { return json.RawMessage("[]") })
}

// without returns the schema without some of its foreign keys.
func (s *benchSchema) without(t *testing.T, hidden func(table string, k benchKey) bool) *benchSchema {
	t.Helper()
	keys := s.keys(t)
	return s.with(func(table string) json.RawMessage {
		data, err := json.Marshal(slices.DeleteFunc(keys[table], func(k benchKey) bool { return hidden(table, k) }))
		require.NoError(t, err)
		return data
	})
}

// with returns the schema with other foreign keys.
func (s *benchSchema) with(keys func(table string) json.RawMessage) *benchSchema {
	out := *s
	out.Tables = nil
	for _, table := range s.Tables {
		copied := maps.Clone(table)
		var name string
		if json.Unmarshal(table["name"], &name) == nil {
			copied["foreign_keys"] = keys(name)
		}
		out.Tables = append(out.Tables, copied)
	}
	return &out
}

func (s *benchSchema) read(t *testing.T) *diagram.Page {
	t.Helper()
	data, err := json.Marshal(s)
	require.NoError(t, err)
	source, err := format.Read(s.Name+".json", data, "schema-json")
	require.NoError(t, err)
	require.Len(t, source.Pages, 1)
	return source.Pages[0]
}

func check(d *diagram.Diagram, rules ...*lint.Rule) []lint.Finding {
	return lint.Run(context.Background(), d, rules, lint.Config{})
}

// fact is a foreign key as one comparable text.
func fact(table string, columns []string, refTable string, refColumns []string) string {
	pairs := make([]string, len(columns))
	for i, c := range columns {
		pairs[i] = c + "=" + at(refColumns, i)
	}
	sort.Strings(pairs)
	return strings.ToLower(table + "|" + strings.Join(pairs, ",") + "|" + refTable)
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// measure is precision, recall and F1.
type measure struct{ p, r, f1 float64 }

func measured(tp, fp, fn float64) measure {
	m := measure{1, 1, 0}
	if tp+fp > 0 {
		m.p = tp / (tp + fp)
	} else if fn > 0 {
		m.p = 0
	}
	if tp+fn > 0 {
		m.r = tp / (tp + fn)
	}
	if m.p+m.r > 0 {
		m.f1 = 2 * m.p * m.r / (m.p + m.r)
	}
	return m
}

// tally counts references that were found, wrong, and lost.
type tally struct{ tp, fp, fn float64 }

func (t *tally) add(o tally, weight float64) {
	t.tp, t.fp, t.fn = t.tp+o.tp*weight, t.fp+o.fp*weight, t.fn+o.fn*weight
}

func (t tally) measure() measure { return measured(t.tp, t.fp, t.fn) }

// truth holds the foreign keys of a schema, and the single pairs of those of several
// columns, which count neither way.
func (s *benchSchema) truth(t *testing.T, hidden func(table string, k benchKey) bool) (gold, parts map[string]bool) {
	t.Helper()
	gold, parts = map[string]bool{}, map[string]bool{}
	for table, keys := range s.keys(t) {
		for _, k := range keys {
			if hidden(table, k) {
				gold[fact(table, k.Columns, k.RefTable, k.RefColumns)] = true
			}
			for i := range k.Columns {
				if len(k.Columns) > 1 && i < len(k.RefColumns) {
					parts[fact(table, k.Columns[i:i+1], k.RefTable, k.RefColumns[i:i+1])] = true
				}
			}
		}
	}
	return gold, parts
}

// compare counts the findings that propose a foreign key.
func compare(found []lint.Finding, gold, parts map[string]bool, counts func(lint.Finding) bool) tally {
	var c tally
	for _, f := range lint.Shown(found, true) {
		if f.Suggestion == nil || !counts(f) {
			continue
		}
		is := fact(f.Suggestion.Table, f.Suggestion.Columns, f.Suggestion.RefTable, f.Suggestion.RefColumns)
		switch {
		case gold[is]:
			c.tp++
		case !parts[is]:
			c.fp++
		}
	}
	c.fn = float64(len(gold)) - c.tp
	return c
}

// TestMissingForeignKeysOnBenchmark strips all foreign keys and looks how many are found
// again, hints counted. The floors are what was reached; they may only rise.
func TestMissingForeignKeysOnBenchmark(t *testing.T) {
	all := readBenchmark(t)
	out := os.Getenv("CROWSFOOT_LINT_OUT") // for the scorer's own figures
	var micro, capped, sure, told tally
	var macro, scored, real, reals float64
	for name, s := range all {
		found := check(s.stripped().read(t).Diagram, rule.All()...)
		if out != "" {
			writePredictions(t, filepath.Join(out, name+".json"), found)
		}
		if s.Scored != nil && !*s.Scored {
			continue
		}
		gold, parts := s.truth(t, func(string, benchKey) bool { return true })
		c := compare(found, gold, parts, func(lint.Finding) bool { return true })
		micro.add(c, 1)
		capped.add(c, min(1, 100/max(1, float64(len(gold)))))
		sure.add(compare(found, gold, parts, func(f lint.Finding) bool { return f.Tier == lint.Certain }), 1)
		told.add(compare(found, gold, parts, func(f lint.Finding) bool { return f.Tier == lint.Likely }), 1)
		if len(gold) > 0 {
			macro += c.measure().f1
			scored++
			if !strings.HasPrefix(name, "spider_") {
				real += c.measure().f1
				reals++
			}
		}
	}
	macro, real = macro/scored, real/reals
	t.Logf("macro F1 %.3f, of real systems %.3f, capped F1 %.3f, micro %.3f, certain %.3f, likely P %.3f", macro, real, capped.measure().f1, micro.measure(), sure.measure(), told.measure().p)
	require.GreaterOrEqual(t, macro, .855)
	require.GreaterOrEqual(t, real, .825)
	require.GreaterOrEqual(t, capped.measure().f1, .815)
	require.GreaterOrEqual(t, micro.measure().f1, .80)
	require.GreaterOrEqual(t, sure.measure().p, .93)
	require.GreaterOrEqual(t, sure.measure().r, .50)
}

// TestHiddenForeignKeysOnBenchmark strips a fifth of the foreign keys: the others teach.
func TestHiddenForeignKeysOnBenchmark(t *testing.T) {
	var all tally
	for _, s := range readBenchmark(t) {
		if s.Scored != nil && !*s.Scored {
			continue
		}
		hidden := func(table string, k benchKey) bool {
			h := fnv.New32a()
			h.Write([]byte(s.Name + fact(table, k.Columns, k.RefTable, k.RefColumns)))
			return h.Sum32()%5 == 0
		}
		gold, parts := s.truth(t, hidden)
		found := check(s.without(t, hidden).read(t).Diagram, rule.All()...)
		all.add(compare(found, gold, parts, func(lint.Finding) bool { return true }), 1)
	}
	t.Logf("%.0f hidden: recall %.3f", all.tp+all.fn, all.measure().r)
	require.GreaterOrEqual(t, all.measure().r, .90)
}

// writePredictions writes what the scorer reads.
func writePredictions(t *testing.T, file string, found []lint.Finding) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, lint.WriteJSON(&b, &lint.Outcome{Files: []lint.Checked{{File: file, Findings: lint.Shown(found, false)}}}))
	require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
}

// label is one hand-made judgement of the benchmark.
type label struct {
	Schema, Table, Family, Label, Reason string
	Columns                              []string
}

// labelled says which rules answer which family of labels, and the F1 that was reached.
var labelled = map[string]struct {
	rules []string
	floor float64
}{
	"multi_valued":       {[]string{"N102"}, 1},
	"missing_pivot":      {[]string{"P002", "P009"}, .98},
	"junction_no_unique": {[]string{"P004", "P006"}, .98},
	"polymorphic":        {[]string{"K007"}, .98},
	"repeating_group":    {[]string{"N101", "N103", "P008"}, 1},
	"transitive":         {[]string{"N301", "N302"}, 1},
	"derived":            {[]string{"N303"}, 0}, // counter-examples only: the precision counts
	"eav":                {[]string{"N401"}, 1},
	"metadata_tribbles":  {[]string{"N402", "N403"}, 1},
	"god_table":          {[]string{"N404"}, 1},
}

// leastPrecision is the share of findings on labelled objects that must be right.
const leastPrecision = .85

// TestLabelsOnBenchmark compares findings with hand labels.
func TestLabelsOnBenchmark(t *testing.T) {
	all := readBenchmark(t)
	data, err := os.ReadFile(filepath.Join(benchmark, "labels.json"))
	require.NoError(t, err)
	var labels []label
	require.NoError(t, json.Unmarshal(data, &labels))
	findings := map[string][]lint.Finding{}
	for _, l := range labels {
		if _, done := findings[l.Schema]; !done {
			findings[l.Schema] = lint.Shown(check(all[l.Schema].read(t).Diagram, rule.All()...), false)
		}
	}
	for family, want := range labelled {
		var tp, fp, fn float64
		for _, l := range labels {
			if l.Family != family {
				continue
			}
			hit := slices.ContainsFunc(findings[l.Schema], func(f lint.Finding) bool {
				return slices.Contains(want.rules, f.Rule) && touches(f, l)
			})
			switch {
			case hit && l.Label == "positive":
				tp++
			case hit:
				fp++
				t.Logf("%s: false: %s.%s %v: %s", family, l.Schema, l.Table, l.Columns, l.Reason)
			case l.Label == "positive":
				fn++
				t.Logf("%s: missed: %s.%s %v: %s", family, l.Schema, l.Table, l.Columns, l.Reason)
			}
		}
		m := measured(tp, fp, fn)
		t.Logf("%s: P %.2f R %.2f F1 %.2f", family, m.p, m.r, m.f1)
		if m.p < leastPrecision {
			t.Errorf("%s: precision %.2f is below %.2f", family, m.p, leastPrecision)
		}
		if m.f1 < want.floor {
			t.Errorf("%s: F1 %.2f is below %.2f", family, m.f1, want.floor)
		}
	}
}

// touches tells whether a finding speaks of a column of the label, or either names none.
func touches(f lint.Finding, l label) bool {
	for _, o := range f.Objects {
		if strings.EqualFold(o.Table, l.Table) && (o.Column == "" || len(l.Columns) == 0 ||
			slices.ContainsFunc(l.Columns, func(c string) bool { return strings.EqualFold(c, o.Column) })) {
			return true
		}
	}
	return false
}
