package decompose_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/decompose"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/normal"
	"crowsfoot/diagram/op"
)

// withDependencies gives a table of the diagram more columns, a primary key or none,
// dependencies, and a foreign key to another table.
func withDependencies(t *rapid.T, d *diagram.Diagram) *diagram.Table {
	table := &diagram.Table{ID: "subject", Name: "subjects", Order: "zzV"}
	for i := range rapid.IntRange(1, 7).Draw(t, "columns") {
		c := &diagram.Column{ID: diagram.ID(fmt.Sprintf("s%d", i)), Order: diagram.OrderAt(i), Name: fmt.Sprintf("thing%d_%s", i%3, []string{"id", "name", "code"}[i/3%3]), Type: "int"}
		c.NotNull = rapid.Bool().Draw(t, "not null")
		table.Columns = append(table.Columns, c)
	}
	some := func(label string, least int) []diagram.ID {
		var list []diagram.ID
		for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(table.Columns)-1), least, 3, rapid.ID[int]).Filter(func(l []int) bool { return len(l) <= len(table.Columns) }).Draw(t, label) {
			list = append(list, table.Columns[i].ID)
		}
		return list
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "keys") {
		table.Keys = append(table.Keys, &diagram.Key{ID: diagram.ID(fmt.Sprintf("sk%d", i)), Order: diagram.OrderAt(i), Primary: i == 0, Columns: some("key", 1)})
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "indexes") {
		x := &diagram.Index{ID: diagram.ID(fmt.Sprintf("sx%d", i)), Order: diagram.OrderAt(i), Unique: rapid.Bool().Draw(t, "unique")}
		for _, id := range some("index", 1) {
			x.Parts = append(x.Parts, diagram.IndexPart{Column: id})
		}
		table.Indexes = append(table.Indexes, x)
	}
	for i := range rapid.IntRange(0, 5).Draw(t, "dependencies") {
		table.Dependencies = append(table.Dependencies, &diagram.Dependency{
			ID: diagram.ID(fmt.Sprintf("sd%d", i)), Order: diagram.OrderAt(i), Determinant: some("determinant", 1), Dependent: some("dependent", 1),
		})
	}
	d.AddTable(table)
	tables := d.SortedTables()
	for i := range rapid.IntRange(0, 3).Draw(t, "foreign keys") {
		other := rapid.SampledFrom(tables).Draw(t, "other")
		var key []diagram.ID
		for _, k := range other.Keys {
			key = k.Columns
		}
		own := some("foreign", 1)
		r := &diagram.Relationship{ID: diagram.ID(fmt.Sprintf("sr%d", i)), Order: "zz" + diagram.OrderAt(i), Directed: true, Ends: diagram.Between(table.ID, diagram.ZeroMany, other.ID, diagram.ZeroOne)}
		swap := rapid.Bool().Draw(t, "to the subject")
		if swap {
			r.Ends = diagram.Between(other.ID, diagram.ZeroMany, table.ID, diagram.ZeroOne)
		}
		for j := range min(len(key), len(own)) {
			p := diagram.Pair{From: own[j], To: key[j]}
			if swap {
				p = diagram.Pair{From: key[j], To: own[j]}
			}
			r.Pairs = append(r.Pairs, p)
		}
		d.AddRelationship(r)
	}
	return table
}

// Whatever is taken apart: nothing of the table is lost without a word, everything refers
// to what is there, each part has the form, and it can be taken back.
func TestAnyTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true})
		table := withDependencies(t, d)
		n := normal.Of(table)
		parts := n.ThirdNormalForm()
		if rapid.Bool().Draw(t, "Boyce-Codd") {
			parts = n.BoyceCoddForm()
		}
		doc := op.NewDocument()
		_, err := doc.Apply(op.FromDiagram(d))
		require.NoError(t, err)
		before := diagramtest.Objects(doc.Snapshot())

		plan := decompose.Make(d, naming.Look(d), n, parts)
		require.Equal(t, before, diagramtest.Objects(d), "the plan changed the diagram")
		inverse, err := doc.Apply(plan.Ops)
		require.NoError(t, err)
		after := doc.Snapshot()
		require.Equal(t, diagramtest.Objects(plan.After), diagramtest.Objects(after))
		require.NoError(t, after.CheckLimits())

		checkReferences(t, d, after)
		checkParts(t, d, after, plan, parts)
		checkColumns(t, table, d, after)
		_ = ddl.Write(after, ddl.All()[0], ddl.Options{})

		_, err = doc.Apply(inverse)
		require.NoError(t, err)
		require.Equal(t, before, diagramtest.Objects(doc.Snapshot()), "not to be undone")
		require.Equal(t, plan.Ops, decompose.Make(d, naming.Look(d), n, parts).Ops, "twice the same")
	})
}

// checkReferences requires that keys, indexes, dependencies and foreign keys speak of
// columns that are there, as far as they did before.
func checkReferences(t *rapid.T, before, after *diagram.Diagram) {
	for _, table := range after.Tables {
		var list []diagram.ID
		for _, k := range table.Keys {
			list = append(list, k.Columns...)
		}
		for _, x := range table.Indexes {
			list = append(append(list, x.ColumnIDs()...), x.Include...)
		}
		for _, f := range table.Dependencies {
			list = append(append(list, f.Determinant...), f.Dependent...)
		}
		for _, id := range list {
			require.NotNil(t, table.Column(id), "%s: %s", table.Name, id)
		}
		names := map[string]bool{}
		for _, c := range table.Columns {
			if had := before.Tables[table.ID]; had == nil {
				require.False(t, names[c.Name], "two columns %s", c.Name)
			}
			names[c.Name] = true
		}
	}
	for _, r := range after.Relationships {
		if old := before.Relationships[r.ID]; old != nil {
			if _, _, ok := before.ForeignKey(old); !ok {
				continue
			}
		}
		_, _, ok := after.ForeignKey(r)
		require.True(t, ok, "a broken foreign key")
	}
}

// checkParts requires that the new tables have the form by what is declared of them.
func checkParts(t *rapid.T, before, after *diagram.Diagram, plan *decompose.Plan, parts *normal.Decomposition) {
	require.Equal(t, diagram.ID("subject"), plan.Tables[0])
	for i, id := range plan.Tables {
		require.NotNil(t, after.Tables[id])
		if i == 0 || before.Tables[id] == nil {
			n := normal.Of(after.Tables[id])
			require.GreaterOrEqual(t, n.Form, parts.Form, "%s\nbecomes %s", said(before.Tables["subject"]), said(after.Tables[id]))
		}
	}
}

// said writes down what a table says of its columns.
func said(table *diagram.Table) string {
	text := fmt.Sprintf("%s (", table.Name)
	for _, c := range table.Columns {
		text += fmt.Sprintf("%s not null: %v, ", c.ID, c.NotNull)
	}
	for _, k := range table.Keys {
		text += fmt.Sprintf("\n  key %v primary: %v", k.Columns, k.Primary)
	}
	for _, x := range table.Indexes {
		text += fmt.Sprintf("\n  index %v unique: %v", x.ColumnIDs(), x.Unique)
	}
	for _, f := range table.Dependencies {
		text += fmt.Sprintf("\n  %v -> %v", f.Determinant, f.Dependent)
	}
	return text + ")"
}

// checkColumns requires that each column of the table is somewhere, as itself or as one of
// a table that was there.
func checkColumns(t *rapid.T, table *diagram.Table, before, after *diagram.Diagram) {
	there := map[diagram.ID]int{}
	for _, o := range after.Tables {
		for _, c := range o.Columns {
			there[c.ID]++
		}
	}
	reused := slices.ContainsFunc(before.SortedRelationships(), func(r *diagram.Relationship) bool { return r.Ends[0].Table == table.ID })
	for _, c := range table.Columns {
		require.LessOrEqual(t, there[c.ID], 1, "%s twice", c.Name)
		require.True(t, there[c.ID] == 1 || reused, "%s is lost", c.Name)
	}
}
