package ddl_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/diagramtest"

	"github.com/stretchr/testify/require"
)

// BenchmarkWrite writes 1,000 tables of ten columns with 1,500 foreign keys: full ones with
// unique keys, indexes, comments, defaults and checks, and plain ones with primary keys
// alone.
func BenchmarkWrite(b *testing.B) {
	full, plain := manyTables(1000), manyTables(1000)
	for _, t := range plain.Tables {
		t.Keys, t.Indexes, t.Comment = t.Keys[:1], nil, ""
		for _, c := range t.Columns {
			c.Check, c.Comment, c.Default = "", "", ""
		}
	}
	for name, d := range map[string]*diagram.Diagram{"full": full, "plain": plain} {
		for _, to := range ddl.All() {
			b.Run(name+"/"+to.Name, func(b *testing.B) {
				b.ReportAllocs()
				diagramtest.PerCPU(b, func() { ddl.Write(d, to, ddl.Options{}) })
			})
		}
	}
}

// BenchmarkWriteReal writes the real schemas of twenty tables and more, one after the other:
// 511 tables with their views.
func BenchmarkWriteReal(b *testing.B) {
	var all []*diagram.Diagram
	for _, dialect := range []string{"postgres", "mysql", "sqlite"} {
		files, err := filepath.Glob(corpus + "ddl/" + dialect + "/*.sql")
		require.NoError(b, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(b, err)
			if d := ddl.Parse(data, dialect).Pages[0].Diagram; len(d.Tables) >= 20 {
				all = append(all, d)
			}
		}
	}
	if len(all) == 0 {
		b.Skip("the corpus of scripts is not here")
	}
	for _, to := range ddl.All() {
		b.Run(to.Name, func(b *testing.B) {
			diagramtest.PerCPU(b, func() {
				for _, d := range all {
					ddl.Write(d, to, ddl.Options{})
				}
			})
		})
	}
}

// manyTables is a diagram of n tables in the words of PostgreSQL.
func manyTables(n int) *diagram.Diagram {
	s := newSketch("postgres")
	for i := range n {
		t := s.table(fmt.Sprintf("table_%d", i), "id bigint pk always", "parent_id bigint nn", "other_id bigint", "code character varying(20) nn unique", "name text nn",
			"made timestamp with time zone nn = now()", "active boolean nn = true", "price numeric(10,2) = 0", "kind text = 'new'::text", "data jsonb")
		t.Comment = "What is kept of things of this kind"
		t.Columns[7].Check = "price >= 0"
		t.Columns[4].Comment = "What people call it"
		t.Indexes = []*diagram.Index{
			{ID: t.ID + "-x", Parts: []diagram.IndexPart{{Column: t.Columns[1].ID}, {Column: t.Columns[5].ID, Descending: true}}},
			{ID: t.ID + "-y", Unique: true, Parts: []diagram.IndexPart{{Column: t.Columns[1].ID}, {Column: t.Columns[3].ID}}, Where: "active"},
		}
	}
	tables := s.SortedTables()
	for i, t := range tables {
		add := func(column int, parent *diagram.Table, action diagram.Action) {
			s.AddRelationship(&diagram.Relationship{ID: diagram.DerivedID("r", t.Name, fmt.Sprint(column)), Directed: true, OnDelete: action,
				Ends: diagram.Between(t.ID, diagram.Many, parent.ID, diagram.One), Pairs: []diagram.Pair{{From: t.Columns[column].ID, To: parent.Columns[0].ID}}})
		}
		add(1, tables[i/3], diagram.ActionCascade)
		if i%2 == 0 {
			add(2, tables[(i*7)%n], diagram.ActionSetNull)
		}
	}
	return s.Diagram
}
