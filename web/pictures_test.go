package web_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// TestPictures takes the pictures of the README when CROWSFOOT_PICTURES names a folder;
// "make pictures" does.
func TestPictures(t *testing.T) {
	folder := os.Getenv("CROWSFOOT_PICTURES")
	if folder == "" {
		t.Skip("CROWSFOOT_PICTURES names no folder")
	}
	require.NoError(t, os.MkdirAll(folder, 0o755))
	a := start(t)
	b := startBrowser(t)
	urls := map[string]string{}
	for _, name := range []string{"flawed", "saas", "library", "clinic", "shop"} {
		urls[name] = a.URL + a.sample(name)
	}
	picture := func(w *tab, name string) {
		t.Helper()
		w.run(chromedp.Sleep(900 * time.Millisecond)) // motion ends
		w.shot(filepath.Join(folder, name+".png"))
	}
	theme := func(w *tab, name string) {
		t.Helper()
		w.run(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.documentElement.dataset.theme = %q; localStorage.setItem("theme", %q)`, name, name)))
	}
	// Findings are counted once the rooms have looked.
	for _, url := range urls {
		a.findings(url)
	}
	w := b.open(a.URL)
	w.wait(`[...document.querySelectorAll("img.light")].every(i => i.complete)`)
	picture(w, "library")

	w = b.open(urls["shop"])
	w.sees(table("orders"))
	w.clickHeader("orders")
	picture(w, "editor-light")
	w.click(`[data-testid="finding"]`)
	w.sees(`[data-testid="ddl-diff"] .add`)
	picture(w, "finding")

	theme(w, "dark")
	w.run(chromedp.Navigate(urls["saas"]))
	w.sees(table("tasks"))
	w.click("#tab-sql")
	w.sees("#proof svg")
	picture(w, "editor-dark")
	theme(w, "light")

	w.run(chromedp.Navigate(a.URL))
	w.review("drawio/chen.drawio")
	w.sees(`[data-testid="remark"]`)
	picture(w, "review")

	shop := read(t, "drawio/shop.drawio")
	w.run(chromedp.Navigate(a.URL + a.imported("shop.drawio", shop)))
	w.sees(`#canvas[data-ready]`)
	newer := bytes.ReplaceAll(bytes.ReplaceAll(shop, []byte(`value="users"`), []byte(`value="customers"`)), []byte("rating"), []byte("stars"))
	w.upload("shop.drawio", newer)
	w.wait(`location.pathname.endsWith("/review")`)
	w.sees(table("customers"))
	w.click("#merge")
	w.click(`.menu [role="menuitem"]`) // the one with an earlier edition
	w.sees(`[data-testid="change"]`)
	picture(w, "merge")
}
