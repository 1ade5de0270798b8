package merge_test

import (
	"fmt"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/merge"
)

// schemaOf makes n tables of ten columns, each with a foreign key to the one before.
// Every tenth differs with the edition.
func schemaOf(n int, edition string) *diagram.Diagram {
	d := diagram.New()
	for i := range n {
		t := &diagram.Table{ID: diagram.ID(fmt.Sprintf("t%d", i)), Name: fmt.Sprintf("table_%d", i), Source: fmt.Sprintf("cell%d", i),
			Pos: diagram.Point{X: float64(i%70) * 300, Y: float64(i/70) * 400}}
		for j, name := range []string{"id", "parent_id", "name", "email", "price", "created_at", "updated_at", "state", "comment", "total"} {
			c := &diagram.Column{ID: diagram.ID(fmt.Sprintf("t%dc%d", i, j)), Name: name, Type: "int", Source: fmt.Sprintf("cell%d.%d", i, j)}
			if i%10 == 0 && j > 6 {
				c.Name += edition
			}
			t.Columns = append(t.Columns, c)
		}
		t.Keys = []*diagram.Key{{ID: diagram.ID(fmt.Sprintf("t%dk", i)), Primary: true, Columns: []diagram.ID{t.Columns[0].ID}}}
		d.AddTable(t)
		if i > 0 {
			d.AddRelationship(&diagram.Relationship{ID: diagram.ID(fmt.Sprintf("r%d", i)), Directed: true, Source: fmt.Sprintf("edge%d", i),
				Ends:  diagram.Between(t.ID, diagram.ZeroMany, diagram.ID(fmt.Sprintf("t%d", i-1)), diagram.One),
				Pairs: []diagram.Pair{{From: t.Columns[1].ID, To: diagram.ID(fmt.Sprintf("t%dc0", i-1))}}})
		}
	}
	return d
}

const benchTables = 5_000

func BenchmarkThree(b *testing.B) {
	base, mine, theirs := schemaOf(benchTables, ""), schemaOf(benchTables, ""), schemaOf(benchTables, "_2")
	for b.Loop() {
		merge.Three(base, mine, theirs)
	}
}

func BenchmarkAlign(b *testing.B) {
	base, mine, theirs := schemaOf(benchTables, ""), schemaOf(benchTables, ""), schemaOf(benchTables, "_2")
	for b.Loop() {
		merge.Align(base, mine, theirs)
	}
}

func BenchmarkPlan(b *testing.B) {
	base, mine, theirs := schemaOf(benchTables, ""), schemaOf(benchTables, ""), schemaOf(benchTables, "_2")
	for b.Loop() {
		merge.Make(base, mine, theirs, merge.Choices{}).Ops()
	}
}

// The IDs of an unrelated file are all taken, and its tables are much like those that are
// there.
func BenchmarkPlanWithoutBase(b *testing.B) {
	mine, theirs := schemaOf(benchTables, ""), schemaOf(benchTables, "_2")
	for _, t := range theirs.Tables {
		t.Name = "other_" + t.Name
	}
	for b.Loop() {
		merge.Make(nil, mine, theirs, merge.Choices{}).Ops()
	}
}
