package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

const oldShop = `CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id), placed timestamp);`

// migrated is what the server answers about a migration.
type migrated struct {
	Up, Down struct {
		SQL      string
		Warnings []struct{ Severity, Message string }
	}
	Renames []map[string]any
}

// migrate asks for a migration from a file.
func (a *app) migrate(url, name, content, renames string) (m migrated) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	require.NoError(a.t, err)
	_, err = io.WriteString(part, content)
	require.NoError(a.t, err)
	require.NoError(a.t, form.WriteField("renames", renames))
	require.NoError(a.t, form.Close())
	answer := a.do(http.MethodPost, url+"/migration?dialect=postgres&since=file", &body, "Content-Type", form.FormDataContentType())
	answer.decode(a.t, &m)
	return m
}

func TestMigration(t *testing.T) {
	a := start(t)
	url := a.imported("shop.sql", []byte(oldShop))
	d, _ := a.diagram(url)
	orders := tableNamed(t, d, "orders")
	placed := orders.ColumnNamed("placed")
	a.submit(url, op.SetTo(placed.ID, "name", "placed_at"), op.PutOf(orders.ID, &diagram.Column{ID: "total0000000000a", Order: "zz", Name: "total", Type: "numeric(10,2)"}))

	var m migrated
	a.post(url+"/migration?dialect=postgres&since=first", "").decode(t, &m)
	require.Contains(t, m.Up.SQL, "RENAME COLUMN placed TO placed_at", "the column is the same, whatever it is called")
	require.Contains(t, m.Down.SQL, "DROP COLUMN total")
	require.NotEmpty(t, m.Down.Warnings, "the way back loses what is in the new column")

	a.post(url+"/migration?dialect=postgres&since="+time.Now().Add(time.Hour).UTC().Format(time.RFC3339), "").decode(t, &m)
	require.Empty(t, m.Up.SQL, "from now to now there is nothing to do")

	// A file has no identity of its own: what looks like a rename is asked about.
	m = a.migrate(url, "old.sql", oldShop, "")
	require.Contains(t, m.Up.SQL, "DROP COLUMN placed")
	require.Len(t, m.Renames, 1)
	accepted, err := json.Marshal(m.Renames)
	require.NoError(t, err)
	m = a.migrate(url, "old.sql", oldShop, string(accepted))
	require.Contains(t, m.Up.SQL, "RENAME COLUMN placed TO placed_at")

	require.Equal(t, 400, a.post(url+"/migration?dialect=postgres&since=yesterday", "").status)
	require.Equal(t, 400, a.post(url+"/migration?dialect=postgres&since=file", "").status)
	require.Equal(t, 400, a.post(url+"/migration?dialect=cobol&since=first", "").status)
}

func TestMigrationPanel(t *testing.T) {
	a := start(t)
	url := a.imported("shop.sql", []byte(oldShop))
	w := startBrowser(t).open(a.URL + url)
	w.sees(table("orders"))
	w.click("#tab-sql")
	w.sees("#proof svg")
	d, _ := a.diagram(url)
	w.do(`(s => { s.value = "first"; s.dispatchEvent(new Event("change")); })(document.querySelector("#sql-since"))`)
	w.wait(scriptHas("Nothing to do"))
	a.submit(url, op.SetTo(tableNamed(t, d, "orders").ID, "name", "sales"))
	w.wait(scriptHas("RENAME TO sales"))
	w.click(`#sql-way [value="down"]`)
	w.wait(scriptHas("RENAME TO orders"))
	require.Contains(t, eval[string](w, `document.querySelector("#download-sql").download`), "migration.down.postgres.sql")

	// From a database: the dialog asks for its address.
	w.click(`#sql-way [value="up"]`)
	w.do(`(s => { s.value = "database"; s.dispatchEvent(new Event("change")); })(document.querySelector("#sql-since"))`)
	w.sees("dialog.import-database[open]")
	w.typed("sqlite:" + shopDatabase(t))
	w.key(kb.Enter)
	w.wait(scriptHas("ALTER TABLE customers"))
	require.Contains(t, eval[string](w, `document.querySelector("#sql-since").selectedOptions[0].textContent`), "shop")
	w.do(`(s => { s.value = "database"; s.dispatchEvent(new Event("change")); })(document.querySelector("#sql-since"))`)
	w.sees("dialog.import-database[open]")
	w.key(kb.Escape)
	w.wait(`document.querySelector("#sql-since").value === ""`)
	w.wait(scriptHas("CREATE TABLE sales"))

	// From a file: a question, and its answer.
	w.do(fmt.Sprintf(`
		const input = document.querySelector("#sql-old"), since = document.querySelector("#sql-since"), files = new DataTransfer();
		files.items.add(new File([%q], "old.sql"));
		input.click = () => {};
		since.value = "file"; since.dispatchEvent(new Event("change"));
		input.files = files.files; input.dispatchEvent(new Event("change"))`, oldShop))
	w.wait(scriptHas("DROP TABLE orders"))
	w.wait(`document.querySelector("#sql-renames p")?.innerText.includes("sales")`)
	w.run(chromedp.Sleep(50 * time.Millisecond))
	w.click("#sql-renames button")
	w.wait(scriptHas("RENAME TO sales"))
	w.do(`(s => { s.value = ""; s.dispatchEvent(new Event("change")); })(document.querySelector("#sql-since"))`)
	w.wait(scriptHas("CREATE TABLE sales"))
	w.sees("#proof svg")
}
