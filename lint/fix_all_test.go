package lint_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

func drawn(t testing.TB, sql, lines string) *diagram.Diagram {
	t.Helper()
	page, err := lint.Example{SQL: sql, Lines: lines, Dialect: "postgres"}.Read()
	require.NoError(t, err)
	return page.Diagram
}

func fixAll(t testing.TB, d *diagram.Diagram, rules []*lint.Rule) *lint.Mending {
	t.Helper()
	m, err := lint.FixAll(context.Background(), d, rules, lint.Config{}, nil)
	require.NoError(t, err)
	// The operations are one batch that applies to the diagram as it was, gives what was
	// promised, and can be taken back.
	doc := op.NewDocument()
	_, err = doc.Apply(op.FromDiagram(d))
	require.NoError(t, err)
	before := op.FromDiagram(doc.Snapshot())
	inverse, err := doc.Apply(m.Ops)
	require.NoError(t, err)
	require.Empty(t, op.Diff(doc.Snapshot(), m.Diagram))
	_, err = doc.Apply(inverse)
	require.NoError(t, err)
	require.Equal(t, before, op.FromDiagram(doc.Snapshot()))
	require.Equal(t, fingerprints(m.After), fingerprints(lint.Run(context.Background(), m.Diagram, rules, lint.Config{})))
	require.LessOrEqual(t, lint.Count(m.After).Error, lint.Count(m.Before).Error)
	had := map[string]bool{}
	for _, f := range m.Before {
		had[f.Rule+f.Fingerprint] = true
	}
	for _, f := range m.After {
		if f.Severity == lint.Error && !had[f.Rule+f.Fingerprint] {
			t.Errorf("there is a new error: %s", f.Message)
		}
	}
	return m
}

func fingerprints(findings []lint.Finding) []string {
	list := make([]string, len(findings))
	for i, f := range findings {
		list[i] = f.Fingerprint
	}
	return list
}

func TestFixAll(t *testing.T) {
	// The missing key of warehouses is found twice: by itself, and by what refers to it.
	d := drawn(t, `CREATE TABLE warehouses (code varchar(8) NOT NULL, city text);
CREATE TABLE stock_log (changed_at timestamp, amount int);
CREATE TABLE deliveries (id int PRIMARY KEY, warehouse_code varchar(8) REFERENCES warehouses (code));`, "")
	m := fixAll(t, d, rule.All())
	require.NotEmpty(t, m.Done)
	require.Empty(t, m.Left)
	require.Zero(t, lint.Mendable(m.After))
	script := ddl.Write(m.Diagram, dialectNamed(t, "postgres"), ddl.Options{}).SQL
	require.Equal(t, 3, strings.Count(script, "PRIMARY KEY"), script)
	// The given diagram stays as it is.
	require.Len(t, tableOf(t, d, "warehouses").Keys, 0)
}

func dialectNamed(t testing.TB, name string) *ddl.Dialect {
	t.Helper()
	d, err := ddl.Find(name)
	require.NoError(t, err)
	return d
}

// Two findings whose fixes would each make the key that both need: the second is built on
// what the first left.
func TestFixAllBuildsFixesOnEachOther(t *testing.T) {
	d := drawn(t, `CREATE TABLE lookups (id int, name text);
CREATE TABLE a (id int PRIMARY KEY, lookup_id int);
CREATE TABLE b (id int PRIMARY KEY, lookup_id int);`, "")
	add := relateAll("K901")
	m := fixAll(t, d, []*lint.Rule{add})
	require.Len(t, m.Done, 2)
	lookups := tableOf(t, m.Diagram, "lookups")
	require.Len(t, lookups.Keys, 1, "the key is made once")
	require.Len(t, m.Diagram.Relationships, 2)
	orders := map[string]bool{}
	for _, r := range m.Diagram.Relationships {
		orders[r.Order] = true
	}
	require.Len(t, orders, 2, "two new relationships do not stand at one place")
}

// A fix that leaves its finding, and one that brings a new error, are taken back; what
// stood in the same round with them is mended all the same.
func TestFixAllTakesBackWhatDoesNotMend(t *testing.T) {
	d := drawn(t, `CREATE TABLE lookups (id int PRIMARY KEY);
CREATE TABLE a (id int PRIMARY KEY, lookup_id int);
CREATE TABLE b (id int PRIMARY KEY, lookup_id int);
CREATE TABLE idle (id int PRIMARY KEY);
CREATE TABLE worse (id int PRIMARY KEY);`, "")
	idle := tableRule("K902", "idle", lint.Warning, func(t *diagram.Table) []op.Op {
		return []op.Op{op.SetTo(t.ID, "comment", "touched")}
	})
	worse := tableRule("K903", "worse", lint.Warning, func(t *diagram.Table) []op.Op {
		return []op.Op{op.SetTo(t.ID, "name", "broken")}
	})
	broken := tableRule("K904", "broken", lint.Error, nil)
	m := fixAll(t, d, []*lint.Rule{relateAll("K901"), idle, worse, broken})
	require.Len(t, m.Done, 2)
	require.Len(t, m.Left, 2)
	require.Equal(t, "worse", tableOf(t, m.Diagram, "worse").Name)
	require.Empty(t, tableOf(t, m.Diagram, "idle").Comment)
}

// A fix may bring an error that is mended in its turn; when that turns out to be impossible,
// neither is touched.
func TestFixAllTrustsWhatCanBeMended(t *testing.T) {
	rename := func(name string) func(*diagram.Table) []op.Op {
		return func(t *diagram.Table) []op.Op { return []op.Op{op.SetTo(t.ID, "name", name)} }
	}
	first := tableRule("K907", "first", lint.Error, rename("second"))
	second := tableRule("K908", "second", lint.Error, rename("third"))
	d := drawn(t, `CREATE TABLE first (id int PRIMARY KEY);`, "")
	m := fixAll(t, d, []*lint.Rule{first, second})
	require.Len(t, m.Done, 2)
	require.Equal(t, "third", m.Diagram.SortedTables()[0].Name)

	third := tableRule("K909", "third", lint.Error, nil)
	m = fixAll(t, d, []*lint.Rule{first, second, third})
	require.Empty(t, m.Done)
	require.Len(t, m.Left, 1)
	require.Equal(t, "first", m.Diagram.SortedTables()[0].Name)
}

// Findings that are likely, and fixes that are not safe, are left to the person.
func TestFixAllLeavesTheRest(t *testing.T) {
	d := drawn(t, `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);`, "")
	rename := func(t *diagram.Table) []op.Op { return []op.Op{op.SetTo(t.ID, "name", t.Name+"x")} }
	likely := tableRule("K905", "a", lint.Error, rename)
	likely.Table = whenNamed("a", func(p *lint.Pass, t *diagram.Table) {
		p.Report(lint.Finding{Tier: lint.Likely, Objects: []lint.Object{p.TableObject(t)}, Fixes: []lint.Fix{{Title: "x", Safe: true, Ops: func() []op.Op { return rename(t) }}}})
	})
	unsafe := tableRule("K906", "b", lint.Error, rename)
	unsafe.Table = whenNamed("b", func(p *lint.Pass, t *diagram.Table) {
		p.Report(lint.Finding{Objects: []lint.Object{p.TableObject(t)}, Fixes: []lint.Fix{{Title: "x", Ops: func() []op.Op { return rename(t) }}}})
	})
	m := fixAll(t, d, []*lint.Rule{likely, unsafe})
	require.Empty(t, m.Ops)
	require.Empty(t, m.Done)
	require.Empty(t, m.Left)
}

func TestFixAllEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	d := drawn(t, `CREATE TABLE lookups (id int PRIMARY KEY); CREATE TABLE a (id int PRIMARY KEY, lookup_id int);`, "")
	var told []string
	_, err := lint.FixAll(ctx, d, []*lint.Rule{relateAll("K901")}, lint.Config{}, func(done, total int) {
		told = append(told, fmt.Sprint(done, "/", total))
		cancel()
	})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, []string{"0/1"}, told)
}

// Every example of every rule comes out with no more errors than it had.
func TestFixAllExamples(t *testing.T) {
	for _, r := range rule.All() {
		t.Run(r.Code, func(t *testing.T) {
			m := fixAll(t, drawn(t, r.Bad, r.BadLines), rule.All())
			for _, f := range m.Left {
				t.Errorf("%s: its safe fix does not mend it, or brings a new error: %s", f.Rule, f.Message)
			}
		})
	}
}

func tableOf(t testing.TB, d *diagram.Diagram, name string) *diagram.Table {
	t.Helper()
	for _, x := range d.Tables {
		if x.Name == name {
			return x
		}
	}
	t.Fatalf("there is no table %s", name)
	return nil
}

func whenNamed(name string, run func(*lint.Pass, *diagram.Table)) func(*lint.Pass, *diagram.Table) {
	return func(p *lint.Pass, t *diagram.Table) {
		if t.Name == name {
			run(p, t)
		}
	}
}

// tableRule finds the table of a name.
func tableRule(code, name string, severity lint.Severity, fix func(*diagram.Table) []op.Op) *lint.Rule {
	return &lint.Rule{Code: code, Name: "table-" + name, Severity: severity, Table: whenNamed(name, func(p *lint.Pass, t *diagram.Table) {
		f := lint.Finding{Objects: []lint.Object{p.TableObject(t)}}
		if fix != nil {
			f.Fixes = []lint.Fix{{Title: "Mend " + name, Safe: true, Ops: func() []op.Op { return fix(t) }}}
		}
		p.Report(f)
	})}
}

// relateAll finds columns called lookup_id without a foreign key. Its fix makes the key of
// lookups, when there is none, and the foreign key.
func relateAll(code string) *lint.Rule {
	return &lint.Rule{Code: code, Name: "unrelated-lookup", Severity: lint.Error, Table: func(p *lint.Pass, t *diagram.Table) {
		for _, c := range t.Columns {
			if c.Name != "lookup_id" || len(p.ForeignKeysOf(t.ID)) > 0 {
				continue
			}
			var target *diagram.Table
			for _, x := range p.Tables {
				if x.Name == "lookups" {
					target = x
				}
			}
			p.Report(lint.Finding{Objects: p.ColumnObjects(t, c), Fixes: []lint.Fix{{Title: "Relate", Safe: true, Ops: func() []op.Op {
				var ops []op.Op
				id := target.Columns[0].ID
				if !target.IsUnique([]diagram.ID{id}) {
					ops = append(ops, op.PutOf(target.ID, &diagram.Key{ID: diagram.DerivedID("key", string(t.ID)), Order: diagram.OrderAt(0), Primary: true, Columns: []diagram.ID{id}}))
				}
				return append(ops, op.PutOf("", &diagram.Relationship{
					ID: diagram.DerivedID("fk", string(c.ID)), Order: diagram.OrderAt(0), Directed: true,
					Ends:  diagram.Between(t.ID, diagram.ZeroMany, target.ID, diagram.One),
					Pairs: []diagram.Pair{{From: c.ID, To: id}},
				}))
			}}}})
		}
	}}
}

// BenchmarkFixAll mends a diagram of 5,000 tables, every second without a primary key.
func BenchmarkFixAll(b *testing.B) {
	var sql strings.Builder
	for i := range 5000 {
		key := " PRIMARY KEY"
		if i%2 == 0 {
			key = ""
		}
		fmt.Fprintf(&sql, "CREATE TABLE %c%c%c_visits (id int%s, place text NOT NULL, seen_at timestamp);\n", 'a'+i/400, 'a'+i/20%20, 'a'+i%20, key)
	}
	d := drawn(b, sql.String(), "")
	for b.Loop() {
		m, err := lint.FixAll(context.Background(), d, rule.All(), lint.Config{}, nil)
		require.NoError(b, err)
		require.Greater(b, len(m.Done), 2000)
		for _, f := range m.Left {
			b.Log(f.Message)
		}
	}
}

// TestFixAllRealSchemas mends real scripts: nothing is raised, one step takes all of it
// back, and few fixes are given up.
func TestFixAllRealSchemas(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/lint/sql/*.sql")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no real schemas here: ../shared/corpus/lint/sql is missing")
	}
	var done, left int
	given := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		start := time.Now()
		m := fixAll(t, ddl.Parse(data, "").Pages[0].Diagram, rule.All())
		done += len(m.Done)
		left += len(m.Left)
		for _, f := range m.Left {
			given[f.Rule]++
		}
		t.Logf("%s: %d fixed, %d left, errors %d to %d, %s", filepath.Base(file), len(m.Done), len(m.Left),
			lint.Count(m.Before).Error, lint.Count(m.After).Error, time.Since(start).Round(time.Millisecond))
	}
	t.Logf("%d fixed, %d left: %v", done, left, given)
	require.Positive(t, done)
	require.Less(t, float64(left), .1*float64(done+left))
}
