package ddl_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// Dependencies go out as comments, and come back as they were, in every dialect.
func TestDependenciesComeBack(t *testing.T) {
	d := diagram.New()
	column := func(id diagram.ID, name string) *diagram.Column {
		return &diagram.Column{ID: id, Name: name, Type: "int"}
	}
	d.AddTable(&diagram.Table{
		ID: "t", Name: "orders", Comment: "all of them",
		Columns: []*diagram.Column{column("a", "customer id"), column("b", "Name"), column("c", "a;b -> c"), column("e", "order")},
		Dependencies: []*diagram.Dependency{
			{ID: "f", Determinant: []diagram.ID{"a"}, Dependent: []diagram.ID{"b", "c"}, Comment: "one\nname; for -> each"},
			{ID: "g", Determinant: []diagram.ID{"c", "b"}, Dependent: []diagram.ID{"e"}},
			{ID: "h", Determinant: []diagram.ID{"c"}},
			{ID: "i", Determinant: []diagram.ID{"gone"}, Dependent: []diagram.ID{"a"}},
		},
	})
	d.AddTable(&diagram.Table{ID: "u", Name: "other", Columns: []*diagram.Column{column("x", "x")}})
	for _, to := range ddl.All() {
		t.Run(to.Name, func(t *testing.T) {
			script := ddl.Write(d, to, ddl.Options{}).SQL
			read := ddl.Parse([]byte(script), to.Name)
			require.Empty(t, read.Warnings, script)
			var got [][2][]string
			for _, table := range read.Pages[0].Diagram.SortedTables() {
				for _, f := range table.Dependencies {
					got = append(got, [2][]string{table.Names(f.Determinant), table.Names(f.Dependent)})
				}
			}
			require.Equal(t, [][2][]string{{{"customer id"}, {"Name", "a;b -> c"}}, {{"a;b -> c", "Name"}, {"order"}}}, got)
			back := read.Pages[0].Diagram.SortedTables()[0]
			require.Equal(t, "one name; for -> each", back.Dependencies[0].Comment)
		})
	}
}
