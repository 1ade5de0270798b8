package lint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

func TestExampleWithLinesAndModules(t *testing.T) {
	sql := "CREATE TABLE orders (id int);\nCREATE TABLE items (id int);\nCREATE TABLE products (id int);"
	page, err := lint.Example{SQL: sql, Lines: "orders ??--o{ items : holds", Modules: "sales: orders, items -> shop\n\nshop: products", Dialect: "postgres"}.Read()
	require.NoError(t, err)
	d := page.Diagram
	modules := d.SortedModules()
	require.Len(t, modules, 2)
	require.Equal(t, []string{"sales", "shop"}, []string{modules[0].Name, modules[1].Name})
	require.Equal(t, []diagram.ID{modules[1].ID}, modules[0].Allows)
	require.Empty(t, modules[1].Allows)
	owners := map[string]diagram.ID{}
	for _, table := range d.Tables {
		owners[table.Name] = table.Module
	}
	require.Equal(t, map[string]diagram.ID{"orders": modules[0].ID, "items": modules[0].ID, "products": modules[1].ID}, owners)
	line := d.SortedRelationships()[0]
	require.Equal(t, []diagram.Cardinality{diagram.Unknown, diagram.ZeroMany}, []diagram.Cardinality{line.Ends[0].Card, line.Ends[1].Card})

	for name, c := range map[string]struct{ lines, modules string }{
		"no module":     {"", "orders, items"},
		"no name":       {"", ": orders"},
		"unknown table": {"", "sales: orders, carts"},
		"unknown other": {"", "sales: orders -> shop"},
		"no line":       {"orders -- items", ""},
		"no table":      {"orders ||--o{ carts", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := lint.Example{SQL: sql, Lines: c.lines, Modules: c.modules, Dialect: "postgres"}.Read()
			require.Error(t, err)
		})
	}
}
