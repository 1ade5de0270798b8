package web_test

import (
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
	"crowsfoot/web"
)

// Texts of other tools become diagrams at once, laid out as SQL is, and go out again.
func TestTextFormats(t *testing.T) {
	a := start(t)
	shop, err := os.ReadFile("../testdata/dbml/shop.dbml")
	require.NoError(t, err)
	url := a.imported("shop.dbml", shop)
	d, _ := a.diagram(url)
	require.Equal(t, "web_shop", d.Name)
	require.Len(t, d.Tables, 6)
	places := map[diagram.Point]bool{}
	for _, x := range d.Tables {
		places[x.Pos] = true
	}
	require.Len(t, places, 6, "the tables are laid out")
	for _, n := range d.Notes {
		for _, x := range d.Tables {
			require.False(t, x.Box().Meets(diagram.Rect{X: n.Pos.X, Y: n.Pos.Y, W: n.Size.W, H: n.Size.H}), "a note hides a table")
		}
	}
	for name, part := range map[string]string{
		"dbml": "Table orders {", "mermaid": "erDiagram", "plantuml": "@startuml", "prisma": "model orders {",
	} {
		w := a.get(url + "/export/" + name)
		require.Equal(t, 200, w.status, name)
		require.Contains(t, w.body, part, name)
		require.Contains(t, w.header.Get("Content-Disposition"), "shop.", name)
		var losses struct{ Losses []diagram.Loss }
		a.get(url+"/export/"+name+"/losses").decode(t, &losses)
		require.Equal(t, name == "dbml", len(losses.Losses) == 0, "%s: %v", name, losses.Losses)
	}
	require.Equal(t, 404, a.get(url+"/export/csv").status)

	visits := a.imported("x.mmd", []byte("erDiagram\n  a {\n    int id PK\n  }\n  a ||--o{ b : has"))
	d, _ = a.diagram(visits)
	require.Equal(t, "x", d.Name)
	require.Len(t, d.Relationships, 1)
}

// Of a spreadsheet only what was read is kept, and a newer edition of it merges.
func TestSpreadsheet(t *testing.T) {
	var st store.Store
	a := start(t, func(c *web.Config) { st = c.Store })
	const cells = "id,name,born\n1,Secretname,2000-01-31\n2,Other,\n"
	url := a.imported("people.csv", []byte(cells))
	d, _ := a.diagram(url)
	people := tableNamed(t, d, "people")
	require.Equal(t, []string{"id", "name", "born"}, people.Names([]diagram.ID{people.Columns[0].ID, people.Columns[1].ID, people.Columns[2].ID}))
	require.Equal(t, "date", people.Columns[2].Type)
	files, err := st.Sources(t.Context(), diagram.ID(path.Base(url)))
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.Equal(t, "people.csv", files[0].Name)
	require.NotContains(t, string(files[0].Content), "Secretname")
	require.NotContains(t, string(files[0].Content), "2000-01-31")

	merge := a.mergeInto(url, "people.csv", []byte(strings.Replace(cells, "born", "born,city", 1)))
	require.Contains(t, merge, "merge")
	require.Contains(t, a.get(url+"/report").body, "people.csv")
}
