package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// edited is a diagram with one of everything that the inspector edits.
func (a *app) edited() string {
	a.t.Helper()
	url := a.imported("edited.sql", []byte(`
		CREATE SCHEMA sales;
		CREATE TYPE state AS ENUM ('draft', 'paid');
		CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text, deleted_at timestamptz);
		CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE, state state NOT NULL DEFAULT 'draft',
			total numeric(10,2) NOT NULL DEFAULT 0 CHECK (total >= 0), tax numeric(10,2) GENERATED ALWAYS AS (total * 0.19) STORED);
		CREATE TABLE tags (id bigint PRIMARY KEY, label text);
		CREATE INDEX users_email ON users (lower(email), name DESC NULLS LAST) WHERE deleted_at IS NULL;
		CREATE VIEW paid AS SELECT id, total FROM orders WHERE state = 'paid';`))
	return url
}

// field is an expression for the control of the inspector with this label, inside of what is
// named by of when that is not empty.
func field(of, label string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("#inspector input, #inspector select, #inspector textarea")].find(e => {
		const box = e.closest("label");
		const says = e.getAttribute("aria-label") ?? (e.type === "checkbox" ? box?.innerText.trim() : box?.firstChild?.textContent);
		return says === %q && (%q === "" || e.closest("details.item, section.part")?.innerText.includes(%q) || e.closest("[data-of=" + JSON.stringify(%q) + "]"));
	})`, label, of, of, of)
}

// fills puts a text into a field of the inspector, as one who types it does.
func (w *tab) fills(of, label, text string) {
	w.t.Helper()
	w.wait(field(of, label))
	w.run(chromedp.Evaluate[chromedp.Void](field(of, label) + `.focus(); ` + field(of, label) + `.select?.()`))
	if text == "" {
		w.key(kb.Delete)
	} else {
		w.typed(text)
	}
	w.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
}

// picks chooses an entry of a list of the inspector by what it says.
func (w *tab) picks(of, label, entry string) {
	w.t.Helper()
	w.wait(field(of, label))
	w.wait(fmt.Sprintf(`(() => { const l = %s; const o = [...l.options].find(o => o.text === %q); if (!o) return false; l.value = o.value; l.dispatchEvent(new Event("change", {bubbles: true})); return true; })()`, field(of, label), entry))
}

// ticks clicks a box of the inspector.
func (w *tab) ticks(of, label string) {
	w.t.Helper()
	w.wait(field(of, label))
	w.run(chromedp.Evaluate[chromedp.Void](field(of, label) + `.click()`))
}

// presses clicks a button of the inspector by its label.
func (w *tab) presses(label string) {
	w.t.Helper()
	button := fmt.Sprintf(`[...document.querySelectorAll("#inspector button")].find(b => (b.getAttribute("aria-label") ?? b.innerText.trim()) === %q)`, label)
	w.wait(button)
	w.run(chromedp.Evaluate[chromedp.Void](button + `.click()`))
}

// unfolds opens what unfolds in the inspector, by what its line says.
func (w *tab) unfolds(name string) {
	w.t.Helper()
	item := fmt.Sprintf(`[...document.querySelectorAll("#inspector details.item")].find(d => d.querySelector("summary").innerText.includes(%q))`, name)
	w.wait(item)
	w.run(chromedp.Evaluate[chromedp.Void](item + `.open = true`))
}

// selectLine selects the relationship of a table by the keyboard.
func (w *tab) selectLine(name string) {
	w.t.Helper()
	w.clickHeader(name)
	w.press("l")
	w.wait(`document.querySelector("#inspector .sentence")`)
}

// Pictures of the inspector are taken when CROWSFOOT_SHOTS names a folder.
func TestPicturesOfTheInspector(t *testing.T) {
	folder := os.Getenv("CROWSFOOT_SHOTS")
	if folder == "" {
		t.Skip("CROWSFOOT_SHOTS names no folder")
	}
	a := start(t)
	url := a.edited()
	d, _ := a.diagram(url)
	module := diagram.NewID()
	a.submit(url, op.Op{Verb: op.Put, ID: module, Kind: diagram.KindModule, Order: diagram.OrderAt(0), Props: map[string]json.RawMessage{"name": []byte(`"Sales"`), "color": []byte(`"teal"`)}},
		op.SetTo(tableNamed(t, d, "orders").ID, "module", module))
	w := startBrowser(t).open(a.URL + url)
	w.sees(`#canvas[data-ready]`)
	w.click("#tab-inspector")
	for _, theme := range []string{"light", "dark"} {
		w.run(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.documentElement.dataset.theme = %q; dispatchEvent(new Event("storage"))`, theme)))
		shot := func(name string) {
			w.run(chromedp.Sleep(500 * time.Millisecond))
			w.shot(filepath.Join(folder, name+"-"+theme+".png"))
		}
		w.key(kb.Escape)
		w.key(kb.Escape)
		w.unfolds("state")
		w.unfolds("Sales")
		shot("diagram")
		w.clickHeader("users")
		w.unfolds("users_email")
		shot("table")
		w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector("#inspector").scrollTop = 420`))
		shot("table-more")
		w.click(row("orders", "tax"))
		shot("column")
		w.selectLine("users")
		shot("relationship")
		w.key("a", kb.ModifierCtrl)
		shot("several")
		w.click(row("orders", "total"))
		w.key(kb.ArrowUp, kb.ModifierShift)
		shot("columns")
		w.clickHeader("paid")
		shot("view")
	}
}
