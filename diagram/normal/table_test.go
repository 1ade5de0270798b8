package normal_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/normal"
)

// Only keys over columns that refuse NULL tell all rows apart.
func TestKeysOfATable(t *testing.T) {
	column := func(id diagram.ID, notNull bool) *diagram.Column {
		return &diagram.Column{ID: id, Name: string(id), NotNull: notNull}
	}
	table := &diagram.Table{
		Columns: []*diagram.Column{column("id", false), column("email", true), column("phone", false), column("code", true), column("name", false)},
		Keys: []*diagram.Key{
			{ID: "k1", Columns: []diagram.ID{"email"}},
			{ID: "k2", Columns: []diagram.ID{"id"}, Primary: true},
			{ID: "k3", Columns: []diagram.ID{"phone"}},
			{ID: "k4", Columns: []diagram.ID{"gone"}},
		},
		Indexes: []*diagram.Index{
			{ID: "x1", Unique: true, Parts: []diagram.IndexPart{{Column: "code"}}},
			{ID: "x2", Unique: true, Parts: []diagram.IndexPart{{Column: "name"}}},
			{ID: "x3", Unique: true, Where: "name = ''", Parts: []diagram.IndexPart{{Column: "email"}, {Column: "code"}}},
			{ID: "x4", Unique: true, Parts: []diagram.IndexPart{{Expression: "lower(name)"}}},
		},
		Dependencies: []*diagram.Dependency{
			{ID: "d1", Determinant: []diagram.ID{"phone"}, Dependent: []diagram.ID{"name"}},
			{ID: "d2", Determinant: nil, Dependent: []diagram.ID{"name"}},
			{ID: "d3", Determinant: []diagram.ID{"gone"}, Dependent: []diagram.ID{"name"}},
		},
	}
	n := normal.Of(table)
	var keys [][]string
	for _, k := range n.Keys {
		keys = append(keys, n.Names(k))
	}
	require.Equal(t, [][]string{{"id"}, {"email"}, {"code"}}, keys)
	require.True(t, n.AllKeys)
	require.Len(t, n.Declared, 1)
	require.Equal(t, []string{"id"}, n.Names(n.Primary))
	require.Equal(t, normal.Second, n.Form)
	require.Equal(t, []string{"phone"}, n.Names(n.Violations[0].From))

	bare := normal.Of(&diagram.Table{Columns: []*diagram.Column{column("a", false), column("b", false)}})
	require.Equal(t, []string{"a", "b"}, bare.Names(bare.Keys[0]))
	require.Equal(t, normal.BoyceCodd, bare.Form)
	require.Empty(t, normal.Of(&diagram.Table{}).Violations)
}
