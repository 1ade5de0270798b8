package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// reads makes a browser ask for a language, whatever it asked for before.
func (w *tab) reads(language string) {
	w.t.Helper()
	_, err := chromedp.Call(w.ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{
		Headers: network.Headers{"Accept-Language": language},
	})
	require.NoError(w.t, err)
}

// A page is in the language that its reader's browser asks for, or that was chosen on it.
func TestGermanReader(t *testing.T) {
	a := start(t)
	url := a.URL + a.imported("shop.sql", []byte(`CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE);
		CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), note text);
		CREATE INDEX orders_user_id ON orders (user_id);`))
	w := startBrowser(t).open("about:blank")
	w.reads("de-AT,de;q=0.9,en;q=0.8")
	w.run(chromedp.Navigate(url))
	w.box(row("orders", "user_id"))
	w.box(`[data-testid="relationship"]`)
	require.Equal(t, "de", eval[string](w, "document.documentElement.lang"))
	names := w.names()
	for _, want := range []string{
		"orders, 3 Spalten", "id, int, Primärschlüssel, nicht null", "note, text, darf null sein",
		"Je user viele orders, je order genau 1 user. orders.user_id → users.id.",
		"Werkzeuge", "Vergrößern", "Tabellen", "Befunde",
	} {
		require.Contains(t, names, want)
	}

	// Commands are found by either name.
	for typed, found := range map[string]string{"rückg": "Rückgängig", "undo": "Rückgängig", "high contrast": "Design: Hoher Kontrast"} {
		w.click("#palette")
		w.typed(typed)
		w.wait(`document.querySelector("#palette-list .option-label")?.textContent === "` + found + `"`)
		w.key(kb.Escape)
		w.wait(`!document.querySelector("dialog")`)
	}

	// What was just typed stays when the page turns to another language, and that stays, too.
	w.run(chromedp.Evaluate[chromedp.Void](`{
		const name = document.querySelector("#diagram-name");
		name.value = "Laden";
		name.dispatchEvent(new Event("change"));
	}`))
	w.wait(`document.querySelector("#undo").title === "Rückgängig: Diagramm umbenennen (Strg+Z)"`)
	w.click("#language")
	require.Equal(t, []string{"English", "Deutsch"}, eval[[]string](w, `[...document.querySelectorAll(".menu [role]")].map(e => e.textContent.trim())`))
	w.click(".menu [role]")
	w.wait(`document.documentElement.lang === "en" && document.querySelector("#canvas[data-ready]")`)
	w.run(chromedp.Navigate(url))
	w.wait(`document.querySelector("#undo")?.title.startsWith("Undo") && document.querySelector("#diagram-name").value === "Laden"`)
	require.Equal(t, "en", eval[string](w, "document.documentElement.lang"))
	require.Contains(t, w.names(), "Tools")
	w.run(chromedp.Navigate(a.URL))
	require.True(t, strings.HasPrefix(eval[string](w, "document.title"), "Library"))
}

// At no width a page in German is wider than the window, and no button is too narrow for
// its words: German is longer.
func TestGermanFits(t *testing.T) {
	const tooWide = `[
		...document.documentElement.scrollWidth > innerWidth ? ["the page is " + document.documentElement.scrollWidth + " px wide"] : [],
		...[...document.querySelectorAll("button, .btn, [role=tab]")].filter(e => {
			if (!e.checkVisibility({visibilityProperty: true}) || e.textContent.trim() === "" || e.querySelector(".label, .visually-hidden")) return false;
			const words = document.createRange();
			words.selectNodeContents(e);
			const [inner, outer] = [words.getBoundingClientRect(), e.getBoundingClientRect()];
			return inner.right > outer.right + 1 || inner.left < outer.left - 1 || inner.bottom > outer.bottom + 1;
		}).map(e => e.outerHTML.slice(0, 120)),
	]`
	a := start(t)
	w := startBrowser(t).open(a.URL)
	w.reads("de")
	for _, s := range stands(t, a) {
		t.Run(s.name, func(t *testing.T) {
			w.t = t
			for _, width := range []int64{1280, 390} {
				w.visit(a.URL, s, "light", width)
				require.Equal(t, "de", eval[string](w, "document.documentElement.lang"))
				require.Empty(t, eval[[]string](w, tooWide), "at %d px", width)
			}
		})
	}
}
