package diagram_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

func TestPartHoldsWhatItsTablesUse(t *testing.T) {
	d := diagram.New()
	d.Dialect = "postgres"
	used, unused := d.AddSchema(&diagram.Schema{Name: "sales"}), d.AddSchema(&diagram.Schema{Name: "hr"})
	state := d.AddDomain(&diagram.Domain{Name: "state", Values: []string{"draft", "paid"}})
	mood := d.AddDomain(&diagram.Domain{Name: "mood", Values: []string{"sad", "ok"}})
	d.AddDomain(&diagram.Domain{Name: "grade", Values: []string{"a"}, Schema: unused.ID})
	orders := d.AddTable(&diagram.Table{Name: "orders", Schema: used.ID, Columns: []*diagram.Column{{Name: "id"}, {Name: "state", Type: " state"}, {Name: "moods", Type: "mood[]"}}})
	items := d.AddTable(&diagram.Table{Name: "items"})
	staff := d.AddTable(&diagram.Table{Name: "staff"})
	among := d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(items.ID, diagram.Many, orders.ID, diagram.One)})
	d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(orders.ID, diagram.Many, staff.ID, diagram.One)})

	p := d.Part([]diagram.ID{orders.ID, items.ID, "gone"})
	require.Equal(t, "postgres", p.Dialect)
	require.ElementsMatch(t, []diagram.ID{orders.ID, items.ID}, slices.Collect(maps.Keys(p.Tables)))
	require.Equal(t, map[diagram.ID]*diagram.Schema{used.ID: used}, p.Schemas)
	require.Equal(t, map[diagram.ID]*diagram.Domain{state.ID: state, mood.ID: mood}, p.Domains)
	require.Equal(t, map[diagram.ID]*diagram.Relationship{among.ID: among}, p.Relationships)
	require.Len(t, d.Tables, 3, "the whole stays as it is")
}
