package diagramtest_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
)

// TestGenerate checks that diagrams equal themselves, and that names can be seen unless
// they may be invisible.
func TestGenerate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true})
		diagramtest.Equal(t, d, d.Snapshot())
		diagramtest.EqualSchema(t, d, d.Snapshot())
		require.NoError(t, d.CheckLimits())
		for _, table := range d.Tables {
			require.NotEmpty(t, diagramtest.Shown(table.Name))
			for _, c := range table.Columns {
				require.NotEmpty(t, diagramtest.Shown(c.Name))
			}
		}
	})
}

// TestSchema holds what counts as a difference.
func TestSchema(t *testing.T) {
	build := func(change func(*diagram.Diagram)) string {
		d := diagram.New()
		parent := d.AddTable(&diagram.Table{ID: "p", Name: "users", Columns: []*diagram.Column{{ID: "pi", Name: "id", Type: "int"}},
			Keys: []*diagram.Key{{ID: "pk", Primary: true, Columns: []diagram.ID{"pi"}}}})
		child := d.AddTable(&diagram.Table{ID: "c", Name: "orders", Columns: []*diagram.Column{{ID: "ci", Name: "user_id", Type: "int"}}})
		d.AddRelationship(&diagram.Relationship{ID: "r", Directed: true, Ends: diagram.Between(child.ID, diagram.Many, parent.ID, diagram.One),
			Pairs: []diagram.Pair{{From: "ci", To: "pi"}}})
		change(d)
		return diagramtest.Schema(d)
	}
	plain := build(func(*diagram.Diagram) {})
	for name, c := range map[string]struct {
		change func(*diagram.Diagram)
		equal  bool
	}{
		"a comment":           {func(d *diagram.Diagram) { d.Tables["p"].Comment = "x" }, true},
		"white space":         {func(d *diagram.Diagram) { d.Tables["p"].Name = " users\n" }, true},
		"a name":              {func(d *diagram.Diagram) { d.Tables["p"].Name = "user" }, false},
		"a type":              {func(d *diagram.Diagram) { d.Tables["c"].Columns[0].Type = "bigint" }, false},
		"a null":              {func(d *diagram.Diagram) { d.Tables["c"].Columns[0].NotNull = true }, false},
		"null in a key":       {func(d *diagram.Diagram) { d.Tables["p"].Columns[0].NotNull = true }, true},
		"a key":               {func(d *diagram.Diagram) { d.Tables["p"].Keys = nil }, false},
		"a cardinality":       {func(d *diagram.Diagram) { d.Relationships["r"].Ends[0].Card = diagram.OneMany }, false},
		"the pairs":           {func(d *diagram.Diagram) { d.Relationships["r"].Pairs = nil }, false},
		"the direction":       {func(d *diagram.Diagram) { d.Relationships["r"].Directed = false }, false},
		"the relationship":    {func(d *diagram.Diagram) { delete(d.Relationships, "r") }, false},
		"a table without all": {func(d *diagram.Diagram) { d.AddTable(&diagram.Table{Name: "x"}) }, false},
	} {
		require.Equal(t, c.equal, plain == build(c.change), name)
	}
}
