package web_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

// A whole schema of five tables with foreign keys, from the library on, without a mouse.
func TestSchemaByKeyboardAlone(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	w.wait(`document.querySelector("#new-first")`)
	w.press("n")
	strokes := 1
	w.wait(`location.pathname.startsWith("/diagrams/")`)
	w.sees(`#canvas[data-ready]`)
	w.saved()
	for _, lines := range [][]string{
		{"users", "id bigint pk auto", "email text !u", "name text !"},
		{"products", "id bigint pk auto", "title text !", "price numeric(10,2) ! = 0"},
		{"orders", "id bigint pk auto", "user_id ! -> users", "placed_at timestamp !"},
		{"order_items", "order_id pk -> orders", "product_id pk -> products", "quantity integer ! = 1"},
		{"reviews", "id bigint pk auto", "product_id ! -> products", "user_id -> users", "stars integer !"},
	} {
		w.press("t")
		strokes++
		for _, line := range lines {
			w.wait(`document.activeElement?.dataset.testid === "inline-edit"`)
			if lines[0] == line {
				w.wait(`document.activeElement.selectionEnd > 0`) // the name is there to be typed over
			}
			strokes += w.types(line)
			w.key(kb.Enter)
			strokes++
			w.wait(`document.activeElement?.value === ""`)
		}
		w.key(kb.Escape)
		strokes++
		w.sees(row(lines[0], "id") + "," + row(lines[0], "order_id"))
		w.wait(`document.activeElement?.dataset.testid !== "inline-edit"`)
	}
	w.saved()
	url := eval[string](w, "location.pathname")
	d, _ := a.diagram(url)
	require.Len(t, d.Tables, 5)
	require.Equal(t, []string{
		"orders.user_id -> users.id", "order_items.order_id -> orders.id", "order_items.product_id -> products.id",
		"reviews.product_id -> products.id", "reviews.user_id -> users.id",
	}, foreignKeys(d))
	require.Equal(t, []string{"order_id", "product_id"}, tableNamed(t, d, "order_items").Names(tableNamed(t, d, "order_items").PrimaryKey().Columns))
	require.Equal(t, "bigint", tableNamed(t, d, "reviews").ColumnNamed("user_id").Type)
	require.False(t, tableNamed(t, d, "reviews").ColumnNamed("user_id").NotNull)
	for _, x := range d.Tables {
		for _, y := range d.Tables {
			require.True(t, x == y || !x.Box().Meets(y.Box()), "%s lies on %s", x.Name, y.Name)
		}
	}

	// Tidied, the last relationship reached, turned to "exactly one", all by keys.
	w.chord("T", 1+8)
	strokes += 3
	moved := a.until(url, func(now *diagram.Diagram) bool {
		return tableNamed(t, now, "users").Pos != tableNamed(t, d, "users").Pos || tableNamed(t, now, "orders").Pos != tableNamed(t, d, "orders").Pos
	})
	require.Len(t, moved.Tables, 5)
	w.press("l")
	w.says("A product has many reviews, a review has exactly one product.")
	w.press("l")
	w.says("A user has many reviews, a review has at most one user.")
	w.chord("C", 8)
	strokes += 4
	a.until(url, func(now *diagram.Diagram) bool {
		return tableNamed(t, now, "reviews").ColumnNamed("user_id").NotNull
	})
	t.Logf("keystrokes for 5 tables, 16 columns and 5 foreign keys: %d", strokes)
	runOnEngines(t, w, 5)
}
