package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// remarkWith is an expression for the open remark that says a text, or null.
func remarkWith(text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll('[data-testid="remark"]')].find(x => x.innerText.includes(%q))`, text)
}

// correct presses the button of a remark.
func (w *tab) correct(remark, button string) {
	w.t.Helper()
	w.wait(remarkWith(remark))
	press := fmt.Sprintf(`(() => { const b = [...%s.querySelectorAll("button")].find(b => b.innerText.trim() === %q); b.click(); })()`, remarkWith(remark), button)
	w.run(chromedp.Evaluate[chromedp.Void](press))
}

// upload picks a file that the test has written.
func (w *tab) upload(name string, content []byte) {
	w.t.Helper()
	file := filepath.Join(w.t.TempDir(), name)
	require.NoError(w.t, os.WriteFile(file, content, 0o600))
	w.run(chromedp.SetUploadFiles("#import-file", []string{file}))
}

// A drawing is looked at beside what was read of it, a guess is corrected and undone, and
// only then it is in the library.
func TestReviewAndCorrect(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	w.review("drawio/loose_ends.drawio")
	for _, name := range []string{"north", "west", "east", "south"} {
		w.sees(table(name))
	}
	w.sees(`#picture svg g[data-source]`)
	require.Positive(t, eval[int](w, `document.querySelectorAll('#picture g[data-source]').length`))
	w.wait(`document.querySelector("#accept").innerText.includes("4 tables")`)

	// What is picked on one side is lit on the other.
	w.clickHeader("west")
	w.sees(`#picture g.lit`)
	w.key(kb.Escape)

	// A guess is corrected with one click, and that is undone like any edit.
	w.sees(`[data-testid="remark"][data-code="guessed"]`)
	open := eval[int](w, `Number(document.querySelector("#open-count").innerText)`)
	before := w.ddl("postgres")
	flip := `[...document.querySelectorAll('[data-testid="remark"][data-code="guessed"] button')].find(b => b.innerText.trim() === "Flip side")`
	w.wait(flip)
	w.run(chromedp.Evaluate[chromedp.Void](flip + `.click()`))
	w.wait(fmt.Sprintf(`Number(document.querySelector("#open-count").innerText) === %d`, open-1))
	w.saved()
	require.NotEqual(t, before, w.ddl("postgres"))
	w.click("#undo")
	w.wait(fmt.Sprintf(`(() => { const r = new XMLHttpRequest(); r.open("GET", location.pathname.replace("/review", "") + "/ddl.sql?dialect=postgres", false); r.send(); return r.responseText.length === %d; })()`, len(before)))
	require.Equal(t, before, w.ddl("postgres"))

	// What was looked at is still looked at after a reload.
	w.run(chromedp.Reload())
	w.wait(fmt.Sprintf(`Number(document.querySelector("#open-count").innerText) === %d`, open-1))
	w.click(`[data-remarks="settled"]`)
	w.wait(`document.querySelectorAll('[data-testid="remark"]').length === 1`)
	w.click(`[data-remarks="open"]`)
	for eval[bool](w, `!!document.querySelector('[data-testid="remark"]')`) {
		w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-testid="remark"] button').click()`))
	}
	w.wait(`document.querySelector("#remarks").innerText.includes("All looked at")`)

	require.NotContains(t, a.library(), `data-name="loose_ends"`)
	w.accept()
	w.sees(table("north"))
	w.sees("#tab-report")
	require.Contains(t, a.library(), `data-name="loose_ends"`)
}

// A text that was a table, a table that was a text.
func TestReviewTablesAndNotes(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	w.upload("notes.drawio", []byte(`<mxfile><diagram name="P"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="t" value="users" style="shape=table;startSize=30;container=1;childLayout=tableLayout;" vertex="1" parent="1"><mxGeometry x="40" y="40" width="180" height="60" as="geometry"/></mxCell>
<mxCell id="r" style="shape=tableRow;" vertex="1" parent="t"><mxGeometry y="30" width="180" height="30" as="geometry"/></mxCell>
<mxCell id="k" value="PK" style="shape=partialRectangle;" vertex="1" parent="r"><mxGeometry width="30" height="30" as="geometry"/></mxCell>
<mxCell id="n" value="id int" style="shape=partialRectangle;" vertex="1" parent="r"><mxGeometry x="30" width="150" height="30" as="geometry"/></mxCell>
<mxCell id="x" value="ask Ann about invoices" style="text;" vertex="1" parent="1"><mxGeometry x="300" y="40" width="180" height="60" as="geometry"/></mxCell>
</root></mxGraphModel></diagram></mxfile>`))
	w.wait(`location.pathname.endsWith("/review")`)
	w.sees(table("users"))
	w.correct("ask Ann about invoices", "This is a table")
	w.sees(table("ask Ann about invoices"))
	w.wait(`!document.querySelector("#undo").disabled`)
	w.click("#undo")
	w.wait(fmt.Sprintf("!document.querySelector(%q)", table("ask Ann about invoices")))
	w.accept()
	require.NotContains(t, w.ddl("postgres"), "ask Ann")
}

// A newer edition of a file is merged into the open diagram: previewed, in one step, and
// taken back in one.
func TestMergeIntoAnOpenDiagram(t *testing.T) {
	a := start(t)
	shop := read(t, "drawio/shop.drawio")
	url := a.imported("shop.drawio", shop)
	w := startBrowser(t).open(a.URL + url)
	w.sees(table("users"))
	w.sees(`#canvas[data-ready]`)
	before := w.ddl("postgres")

	newer := strings.ReplaceAll(string(shop), `value="users"`, `value="customers"`)
	w.upload("shop.drawio", []byte(newer))
	w.wait(`location.pathname.endsWith("/review")`)
	w.sees(table("customers"))
	w.wait(`document.querySelector("#merge").innerText.includes("Merge into shop")`)
	w.click("#merge")
	w.wait(`location.hash.startsWith("#merge=")`)
	w.sees(`[data-testid="change"][data-kind="renamed"]`)
	w.wait(`document.querySelector("#merge .changes").innerText.includes("A newer edition of shop.drawio")`)
	w.sees(table("customers")) // the preview
	require.Equal(t, before, w.ddl("postgres"), "nothing has changed yet")

	w.click(`[data-testid="merge-take"]`)
	w.wait(`location.hash === ""`)
	w.sees(table("customers"))
	require.Contains(t, w.ddl("postgres"), "CREATE TABLE customers")
	w.click("#undo")
	w.sees(table("users"))
	require.Equal(t, before, w.ddl("postgres"))
	w.click("#redo")
	w.sees(table("customers"))
}

// A script that is dropped on an open diagram is compared first, and changes that are not
// wanted are left out.
func TestMergeAScriptInTheEditor(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL + a.imported("shop.drawio", read(t, "drawio/shop.drawio")))
	w.sees(`#canvas[data-ready]`)
	w.upload("more.sql", []byte("CREATE TABLE suppliers (id int PRIMARY KEY); CREATE TABLE depots (id int PRIMARY KEY);"))
	w.wait(`document.querySelectorAll('[data-testid="change"][data-kind="new"]').length === 2`)
	w.sees(table("depots"))
	w.run(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll('[data-testid="change"]')].find(x => x.innerText.includes("depots")).querySelector("input").click()`))
	w.wait(fmt.Sprintf("!document.querySelector(%q)", table("depots")))
	w.wait(`document.querySelector('[data-testid="merge-take"]').innerText.includes("1 change")`)
	w.click(`[data-testid="merge-take"]`)
	w.wait(`location.hash === ""`)
	w.sees(table("suppliers"))
	script := w.ddl("postgres")
	require.Contains(t, script, "suppliers")
	require.NotContains(t, script, "depots")
}
