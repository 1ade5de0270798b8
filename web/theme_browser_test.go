package web_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// prefers tells the page what the person set in the system.
func (w *tab) prefers(name, value string) {
	w.t.Helper()
	_, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: name, Value: value}},
	})
	require.NoError(w.t, err)
}

// pixel is an expression for the colour that the canvas shows at the middle of an element.
func pixel(selector string) string {
	return `(() => {
		const canvas = document.querySelector("#canvas > canvas"), at = canvas.getBoundingClientRect();
		const b = document.querySelector(` + "`" + selector + "`" + `).getBoundingClientRect();
		const s = canvas.width / at.width;
		return [...canvas.getContext("2d").getImageData((b.x + b.width * .7 - at.x) * s, (b.y + 5 - at.y) * s, 1, 1).data.slice(0, 3)].join();
	})()`
}

// system is an expression for a colour of the system.
func system(name string) string {
	return `(() => {
		const e = document.createElement("i");
		e.style.color = "` + name + `";
		document.body.append(e);
		const found = getComputedStyle(e).color.match(/\d+/g).slice(0, 3).join();
		e.remove();
		return found;
	})()`
}

// With the colours that a person forced on all pages, the canvas paints in them too.
func TestForcedColors(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	url := a.URL + a.sample("shop")
	for _, scheme := range []string{"light", "dark"} {
		_, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: scheme},
		}})
		require.NoError(t, err)
		w.run(chromedp.Evaluate[chromedp.Void](`localStorage.setItem("theme", "`+scheme+`")`), chromedp.Navigate(url))
		w.box(table("users"))
		require.Equal(t, eval[string](w, system("Canvas")), eval[string](w, pixel(table("users"))))
		require.Equal(t, "CanvasText", eval[string](w, `getComputedStyle(document.querySelector("#canvas")).getPropertyValue("--line").trim()`))
	}
}

// A person who wants no motion sees the end of it at once.
func TestReducedMotion(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL)
	url := a.URL + a.sample("shop")
	zooms := func(motion string) int {
		w.prefers("prefers-reduced-motion", motion)
		w.run(chromedp.Navigate(url))
		w.box(table("users"))
		w.run(chromedp.Evaluate[chromedp.Void](`{
			const label = document.querySelector("[data-zoom-label]");
			window.seen = new Set();
			new MutationObserver(() => window.seen.add(label.textContent)).observe(label, {childList: true, characterData: true, subtree: true});
		}`))
		w.click(`[data-zoom="in"]`)
		w.wait(`seen.size > 0`)
		w.box(table("users"))
		return eval[int](w, "seen.size")
	}
	// A busy machine may paint a flight in one frame, but not five of them.
	most := 0
	for i := 0; i < 5 && most < 2; i++ {
		most = max(most, zooms("no-preference"))
	}
	require.Greater(t, most, 1, "it flies")
	require.Equal(t, 1, zooms("reduce"))
}

// Each look is chosen by keyboard, kept, and taken along into the picture; the elements for
// screen readers and the ends of lines are where it has them.
func TestLooks(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL + a.sample("shop"))
	full := w.box(table("orders"))
	choose := func(label string) {
		t.Helper()
		w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector("#look").focus()`))
		w.key(kb.Enter)
		w.wait(`document.activeElement?.closest(".menu")`)
		for range 12 {
			if eval[string](w, `document.activeElement.innerText.trim()`) == label {
				break
			}
			w.key(kb.ArrowDown)
		}
		w.key(kb.Enter)
		w.wait(`!document.querySelector(".menu")`)
	}
	rows := func() int {
		t.Helper()
		w.box(table("orders"))
		return eval[int](w, `document.querySelectorAll('[data-table-name="orders"] [data-testid="column"]').length`)
	}

	choose("Keys only")
	w.wait(`document.querySelectorAll('[data-table-name="orders"] [data-testid="column"]').length === 4`)
	keys := w.box(table("orders"))
	require.Less(t, keys.Height, full.Height)
	require.InDelta(t, keys.Y, full.Y, 1)

	choose("Names only")
	w.wait(`document.querySelectorAll('[data-table-name="orders"] [data-testid="column"]').length === 0`)
	names := w.box(table("orders"))
	require.Less(t, names.Height, keys.Height)

	choose("IDEF1X")
	choose("Compact")
	w.run(chromedp.Reload())
	require.Zero(t, rows())
	require.Less(t, w.box(table("orders")).Height, names.Height)
	w.click("#look")
	w.wait(`[...document.querySelectorAll('.menu [aria-checked="true"]')].map(e => e.innerText.trim()).join() === "IDEF1X,Names only,Compact,Light theme"`)
	w.key(kb.Escape)
	require.Equal(t, "?theme=light&notation=idef1x&display=names&density=compact", eval[string](w, exported))

	// Typing a column unfolds the table; what is hidden is hidden again when that ends.
	w.clickHeader("orders")
	w.run(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl)))
	w.wait(`document.activeElement?.tagName === "INPUT" && document.activeElement.closest("#canvas")`)
	require.Greater(t, w.box(table("orders")).Height, names.Height)
	w.key(kb.Escape)
	w.wait(`document.activeElement?.tagName !== "INPUT"`)
	require.Zero(t, rows())

	choose("All columns")
	choose("Chen")
	w.wait(`document.querySelectorAll('[data-table-name="orders"] [data-testid="column"]').length === 6`)
	one, other := w.box(row("orders", "id")), w.box(row("orders", "number"))
	require.InDelta(t, one.Y, other.Y, 1, "ovals stand beside each other")
	require.Greater(t, other.X, one.X+one.Width)
}

// exported is an expression for what the picture is asked for.
const exported = `(() => {
	let asked = "";
	const click = HTMLAnchorElement.prototype.click;
	HTMLAnchorElement.prototype.click = function () { asked = new URL(this.href).search; };
	document.querySelector("#export").click();
	[...document.querySelectorAll(".menu button")].find(b => b.innerText.includes("SVG")).click();
	HTMLAnchorElement.prototype.click = click;
	return asked;
})()`
