package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// axe returns the source of axe-core, which looks for what keeps people out of a page.
func axe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("..", "static", "node_modules", "axe-core", "axe.min.js"))
	if err != nil && os.Getenv("CROWSFOOT_REQUIRE_BROWSER") == "" {
		t.Skip("axe-core is not installed; make check installs it")
	}
	require.NoError(t, err)
	return string(source)
}

// barrier is what axe-core has against a page.
type barrier struct {
	Rule, Impact, Help string
	Places             []string
}

// barriers lets axe-core look at the page. Only what is serious or critical counts.
func (w *tab) barriers(source string) []barrier {
	w.t.Helper()
	w.run(chromedp.Evaluate[chromedp.Void](source))
	w.run(chromedp.Evaluate[chromedp.Void](`window.looked = null;
		axe.run(document, {resultTypes: ["violations"]}).then(r => (window.looked = JSON.stringify(r.violations
			.filter(v => v.impact === "serious" || v.impact === "critical")
			.map(v => ({Rule: v.id, Impact: v.impact, Help: v.help, Places: v.nodes.map(n => n.target.join(" ") + ": " + n.failureSummary)})))));`))
	w.wait("window.looked")
	var list []barrier
	require.NoError(w.t, json.Unmarshal([]byte(eval[string](w, "window.looked")), &list))
	return list
}

// stand is a state of a page to be looked at: an address, when it is ready, what is done
// there, and when that has been done.
type stand struct{ name, url, ready, do, done string }

// stands are the pages of the app, with their panels, menus and dialogs.
func stands(t *testing.T, a *app) []stand {
	t.Helper()
	flawed, shop := a.sample("flawed"), a.sample("shop")
	a.findings(flawed)
	draft := a.goOn("chen.drawio", read(t, "drawio/chen.drawio"))
	drawn := read(t, "drawio/shop.drawio")
	mine := a.imported("shop.drawio", drawn)
	newer := a.goOn("shop.drawio", bytes.ReplaceAll(drawn, []byte("rating"), []byte("stars")))
	d, _ := a.diagram(flawed)
	const (
		rows    = `document.querySelector('[data-testid="column"]')`
		found   = `document.querySelector('[data-testid="finding"]')`
		cards   = `document.querySelector("#diagrams .card")`
		dialog  = `document.querySelector("dialog[open]")`
		menu    = `document.querySelector(".menu")`
		heading = `document.querySelector("main h1")`
	)
	since := func(value string) string {
		return fmt.Sprintf(`document.querySelector("#tab-sql").click(); const s = document.querySelector("#sql-since"); s.value = %q; s.dispatchEvent(new Event("change"))`, value)
	}
	click := func(selector string) string { return fmt.Sprintf("document.querySelector(%q).click()", selector) }
	shortcut := func(key string) string {
		return fmt.Sprintf("document.dispatchEvent(new KeyboardEvent('keydown', {%s, bubbles: true}))", key)
	}
	return []stand{
		{"library", "/", cards, "", ""},
		{"deleted diagrams", "/?deleted=1", `document.querySelector("#deleted")`, "", ""},
		{"menu of a diagram", "/", cards, click(".more"), menu},
		{"editor", flawed, found, "", ""},
		{"finding", flawed, found, found + ".click()", `document.querySelector('[data-testid="finding-detail"]')`},
		{"inspector", shop, rows, click("#tab-inspector"), `document.querySelector("#inspector:not([hidden])")`},
		{"DDL", shop, rows, click("#tab-sql"), `document.querySelector("#proof svg")`},
		{"migration", mine, rows, since("first"), `document.querySelector("#sql-way:not([hidden])")`},
		{"migration from a database", mine, rows, since("database"), dialog},
		{"merge", newer, rows, click("#merge") + "; " + click(".menu [role='menuitem']"), `document.querySelector('[data-testid="change"]')`},
		{"palette", shop, rows, click("#palette"), dialog},
		{"shortcuts", shop, rows, shortcut(`key: "?"`), dialog},
		{"look", shop, rows, click("#look"), menu},
		{"export", shop, rows, click("#export"), menu},
		{"settings of findings", flawed, found, click(`[data-testid="findings-menu"]`) + "; " + click(".menu [role='menuitem']"), `document.querySelector("dialog[open] [data-rule]")`},
		{"fix all", flawed, found, shortcut(`key: "F", altKey: true, shiftKey: true`), dialog},
		{"import review", draft, `document.querySelector('[data-testid="remark"]')`, "", ""},
		{"rules", "/rules", heading, "", ""},
		{"rule", "/rules/missing-foreign-key", heading, "", ""},
		{"help", "/help", `document.querySelector("main")`, "", ""},
		{"workbench", flawed + "/workbench/" + string(d.SortedTables()[0].ID), `document.querySelector('[data-testid="normal-form"]')`, "", ""},
	}
}

// visit opens a page in a theme and at a width, and does there what makes its state.
func (w *tab) visit(url string, s stand, theme string, width int64) {
	w.t.Helper()
	w.run(chromedp.EmulateViewport(width, 900),
		chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`localStorage.setItem("theme", %q)`, theme)),
		chromedp.Navigate(url+s.url))
	w.wait(s.ready)
	if s.do != "" {
		w.run(chromedp.Evaluate[chromedp.Void]("{" + s.do + "}"))
		w.wait(s.done)
	}
	w.wait(`document.getAnimations().every(a => a.playState === "finished")`)
}

// No page of the app, in no theme and neither on a desk nor on a phone, keeps people out.
func TestNoBarriers(t *testing.T) {
	source := axe(t)
	a := start(t)
	b := startBrowser(t)
	w := b.open(a.URL)
	for _, s := range stands(t, a) {
		t.Run(s.name, func(t *testing.T) {
			w.t = t
			for _, on := range []struct {
				theme string
				width int64
			}{{"light", 1440}, {"light", 390}, {"dark", 1440}, {"contrast", 390}} {
				w.visit(a.URL, s, on.theme, on.width)
				for _, found := range w.barriers(source) {
					t.Errorf("%s, %d px: %s (%s): %s\n\t%s", on.theme, on.width, found.Rule, found.Impact, found.Help, strings.Join(found.Places, "\n\t"))
				}
			}
		})
	}
}

// Tab gets to each control of a page and away from it again; of a tool bar, list, tree or
// menu it gets to one, and arrows do the rest.
func TestTabGetsEverywhere(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	for _, s := range stands(t, a) {
		if s.done == `document.querySelector(".menu")` {
			continue // in a menu Tab goes back to its button
		}
		t.Run(s.name, func(t *testing.T) {
			w.t = t
			w.visit(a.URL, s, "light", 1440)
			w.run(chromedp.Evaluate[chromedp.Void](`{
				const visible = e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && !e.closest("[inert]");
				const within = document.querySelector("dialog[open]") ?? document;
				window.controls = [...within.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
					.filter(e => visible(e) && e.tabIndex >= 0 && !(e.type === "radio" && !e.checked));
				window.reached = new Set();
			}`))
			controls := eval[int](w, "controls.length")
			for range 2*controls + 20 {
				w.key(kb.Tab)
				w.run(chromedp.Evaluate[chromedp.Void]("reached.add(document.activeElement)"))
				if eval[bool](w, "controls.every(e => reached.has(e) || !e.isConnected)") {
					return
				}
			}
			missed := eval[[]string](w, `controls.filter(e => e.isConnected && !reached.has(e)).map(e => e.outerHTML.slice(0, 160))`)
			t.Errorf("Tab does not reach:\n\t%s", strings.Join(missed, "\n\t"))
		})
	}
}

// names are those that a screen reader tells of the page.
func (w *tab) names() (names []string) {
	w.t.Helper()
	tree, err := chromedp.Call(w.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	require.NoError(w.t, err)
	for _, n := range tree.Nodes {
		if n.Name != nil && !n.Ignored {
			var name string
			_ = json.Unmarshal(n.Name.Value, &name)
			names = append(names, name)
		}
	}
	return names
}

// A screen reader hears what is drawn: tables with their columns, and lines as sentences.
func TestNamesForScreenReaders(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL + a.imported("shop.sql", []byte(`CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE);
		CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), note text);
		CREATE INDEX orders_user_id ON orders (user_id);`)))
	w.box(row("orders", "user_id"))
	w.box(`[data-testid="relationship"]`)
	names := w.names()
	for _, want := range []string{
		"orders, 3 columns", "id, int, primary key, not null", "user_id, int, foreign key, not null", "note, text, nullable",
		"users, 2 columns", "email, text, unique, not null",
		"A user has many orders, an order has exactly one user. orders.user_id → users.id.",
		"Tools", "Zoom", "Map of the diagram", "Tables", "Findings",
	} {
		require.Contains(t, names, want)
	}

	// By keyboard: from the table to its line, and to the table at its other end.
	w.run(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.querySelector(%q).focus()", table("orders"))))
	w.press("l")
	w.wait(focused + `.matches('[data-testid="relationship"]')`)
	w.key(kb.ArrowUp)
	w.wait(focused + `.matches('[data-testid="table"]')`)
}
