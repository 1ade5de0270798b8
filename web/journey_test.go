package web_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/engine/enginetest"
)

func TestMain(m *testing.M) { os.Exit(enginetest.Run(m)) }

// review drops a drawing of testdata into the page, as the file picker does, and waits for
// its review.
func (w *tab) review(name string) {
	w.t.Helper()
	file, err := filepath.Abs(filepath.Join("..", "testdata", name))
	require.NoError(w.t, err)
	w.run(chromedp.SetUploadFiles("#import-file", []string{file}))
	w.wait(`location.pathname.endsWith("/review")`)
	w.sees(`#canvas[data-ready]`)
}

// accept takes what is reviewed into the library.
func (w *tab) accept() {
	w.t.Helper()
	w.click("#accept")
	w.wait(`location.pathname.startsWith("/diagrams/") && !location.pathname.endsWith("/review")`)
}

// importFile takes a drawing of testdata as it is read.
func (w *tab) importFile(name string) {
	w.t.Helper()
	w.review(name)
	w.accept()
}

// ddl fetches the script of the open diagram, as the download button does.
func (w *tab) ddl(dialect string) string {
	w.t.Helper()
	return eval[string](w, fmt.Sprintf(`(() => { const r = new XMLHttpRequest(); r.open("GET", location.pathname.replace("/review", "") + "/ddl.sql?dialect=%s", false); r.send(); return r.responseText; })()`, dialect))
}

// The main job, end to end: a drawing is imported, edited, related, fixed, undone,
// reloaded, and its DDL runs on the real databases.
func TestTheWholeJob(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)

	w.wait(`document.body.innerText.includes("Design a database before you build it")`)
	w.importFile("drawio/shop.drawio")
	for _, name := range []string{"users", "orders", "order_items", "products", "reviews"} {
		w.sees(table(name))
	}
	require.InDelta(t, 5, eval[int](w, `document.querySelectorAll('[data-testid="table"]').length`), 0)

	// Rename a table.
	w.clickHeader("users")
	w.key(kb.F2)
	w.wait(`document.activeElement?.tagName === "INPUT"`)
	w.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`))
	w.typed("customers")
	w.key(kb.Enter)
	w.sees(table("customers"))
	w.key(kb.Escape)
	w.key(kb.Escape)

	// Relate two rows by dragging: a new column of orders to reviews' product.
	w.clickHeader("orders")
	w.saved()
	before := w.ddl("postgres")
	require.Contains(t, before, "CREATE TABLE customers")
	x0, y0 := w.box(row("reviews", "rating")).middle()
	x1, y1 := w.box(row("orders", "id")).middle()
	w.drag(x0, y0, x1, y1)
	w.saved()
	w.wait(fmt.Sprintf("!%s", fetches("REFERENCES orders (id)", strings.Count(before, "REFERENCES orders (id)"))))
	related := w.ddl("postgres")
	require.Contains(t, related, "FOREIGN KEY (rating) REFERENCES orders (id)")
	w.key("z", kb.ModifierCtrl)
	w.wait(fetches("REFERENCES orders (id)", strings.Count(before, "REFERENCES orders (id)")))

	// Fix the missing foreign key that the linter found.
	w.click("#tab-findings")
	w.click(`[data-testid="finding"][data-rule="K001"]`)
	w.sees(`[data-testid="finding-detail"] [data-testid="ddl-diff"] .add`)
	w.click(`[data-testid="fix"]`)
	w.wait(`!document.querySelector('[data-testid="finding"][data-rule="K001"]') && !document.querySelector('[data-testid="finding-detail"]')`)
	w.saved()
	fixed := w.ddl("postgres")
	require.Contains(t, fixed, "FOREIGN KEY (user_id) REFERENCES customers (id)")
	require.Greater(t, strings.Count(fixed, "FOREIGN KEY"), strings.Count(before, "FOREIGN KEY"))

	// Undo, and do it again.
	w.click("#undo")
	w.sees(`[data-testid="finding"][data-rule="K001"]`)
	w.saved()
	require.Equal(t, strings.Count(before, "FOREIGN KEY"), strings.Count(w.ddl("postgres"), "FOREIGN KEY"))
	w.click("#redo")
	w.wait(`!document.querySelector('[data-testid="finding"][data-rule="K001"]')`)
	w.saved()

	// After a reload all of it is still there, and so is the history.
	w.run(chromedp.Reload())
	w.sees(table("customers"))
	require.Equal(t, fixed, w.ddl("postgres"))
	w.wait(`!document.querySelector("#undo").disabled`)

	runOnEngines(t, w, 5)
}

// fetches is an expression that tells whether the DDL holds a text n times.
func fetches(text string, n int) string {
	quoted, _ := json.Marshal(text)
	return fmt.Sprintf(`(() => { const r = new XMLHttpRequest(); r.open("GET", location.pathname + "/ddl.sql?dialect=postgres", false); r.send(); return r.responseText.split(%s).length - 1 === %d; })()`, quoted, n)
}

// runOnEngines executes the DDL of the open diagram on the real databases.
func runOnEngines(t *testing.T, w *tab, tables int) {
	t.Helper()
	// The drivers take one statement at a time.
	execute := func(db *sql.DB, script string) {
		t.Helper()
		for statement := range strings.SplitSeq(script, ";\n") {
			if strings.TrimSpace(statement) == "" {
				continue
			}
			_, err := db.Exec(statement)
			require.NoError(t, err, statement)
		}
	}
	count := func(db *sql.DB, query string) {
		t.Helper()
		var n int
		require.NoError(t, db.QueryRow(query).Scan(&n))
		require.Equal(t, tables, n)
	}
	t.Run("PostgreSQL", func(t *testing.T) {
		db := enginetest.PostgreSQL(t).Fresh(t)
		execute(db, w.ddl("postgres"))
		count(db, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
	})
	t.Run("MariaDB", func(t *testing.T) {
		for _, dialect := range []string{"mysql", "mariadb"} {
			db := enginetest.MariaDB(t).Fresh(t)
			execute(db, w.ddl(dialect))
			count(db, "SELECT count(*) FROM information_schema.tables WHERE table_schema = database()")
		}
	})
	t.Run("SQLite", func(t *testing.T) {
		proof, err := engine.ProveSQLite(t.Context(), w.ddl("sqlite"))
		require.NoError(t, err)
		require.Contains(t, proof.Summary(), fmt.Sprintf("%d tables", tables))
	})
}

// An Edraw file with an odd line: the report says what was not understood.
func TestImportEdraw(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	w.importFile("edraw/clinic.eddx")
	for _, name := range []string{"patients", "doctors", "appointments", "prescriptions"} {
		w.sees(table(name))
	}
	w.click("#tab-report")
	w.sees(`[data-testid="warning"]`)
	w.click("#tab-findings")
	w.click(`[data-testid="finding"][data-rule="K001"]`)
	w.sees(`[data-testid="fix"]`)
	w.click(`[data-testid="fix"]`)
	w.wait(`!document.querySelector('[data-testid="finding"][data-rule="K001"]') && !document.querySelector('[data-testid="finding-detail"]')`)
	w.saved()
	require.Contains(t, w.ddl("postgres"), "REFERENCES appointments")
	runOnEngines(t, w, 4)
}

// Edits of one window show up in the other, and both undo.
func TestTwoWindows(t *testing.T) {
	a := start(t)
	b := startBrowser(t)
	shop := a.URL + a.sample("shop")
	one, two := b.open(shop), b.open(shop)
	one.sees(table("orders"))
	two.sees(table("orders"))
	one.clickHeader("coupons")
	one.key(kb.F2)
	one.wait(`document.activeElement?.tagName === "INPUT"`)
	one.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`))
	one.typed("vouchers")
	one.key(kb.Enter)
	two.wait(fmt.Sprintf("!document.querySelector(%q)", table("coupons")))
	two.wait(`document.querySelector("#outline").innerText.includes("vouchers")`)
	two.click("#undo")
	one.wait(`document.querySelector("#outline").innerText.includes("coupons")`)
}

// A table drawn from nothing by keyboard, with typed columns.
func TestDrawByKeyboard(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	w.wait(`document.querySelector("#new-first")`)
	w.press("n")
	w.wait(`location.pathname.startsWith("/diagrams/")`)
	w.sees("#canvas")
	w.wait(`document.querySelector("#save-state")?.dataset.state === "saved"`)
	w.click("#canvas")
	w.press("t")
	for _, line := range []string{"invoices", "id uuid pk", "number varchar(20) !u", "total decimal(10,2) = 0"} {
		w.wait(`document.activeElement?.tagName === "INPUT"`)
		w.typed(line)
		w.key(kb.Enter)
	}
	w.key(kb.Escape)
	w.key(kb.Escape)
	w.sees(row("invoices", "total"))
	w.saved()
	script := w.ddl("postgres")
	require.Contains(t, script, "number varchar(20) NOT NULL")
	require.Contains(t, script, "UNIQUE (number)")
	require.Contains(t, script, "PRIMARY KEY (id)")
	require.Contains(t, script, "DEFAULT 0")
}

// What a diagram says is text, wherever it is shown.
func TestLabelsAreText(t *testing.T) {
	a := start(t)
	script := "CREATE TABLE \"<img src=x onerror=alert(1)>\" (\"</script><svg onload=alert(2)>\" int PRIMARY KEY, \"{{constructor}}\" text);"
	b := startBrowser(t)
	w := b.open(a.URL + a.imported("<b>.sql", []byte(script)))
	w.wait(`document.querySelector('[data-testid="table"]')?.dataset.tableName === "<img src=x onerror=alert(1)>"`)
	w.click("#tab-inspector")
	w.clickHeader("<img src=x onerror=alert(1)>")
	w.wait(`document.querySelector("#inspector").innerText.includes("<img")`)
	w.click("#tab-sql")
	w.wait(`document.querySelector("#sql-text").innerText.includes("onload")`)
	require.Equal(t, 0, eval[int](w, `document.querySelectorAll("img[src=x], #editor script, [onerror], [onload]").length`))
	b.open(a.URL).wait(`document.querySelector(".card[data-id]")`)
}
