package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/static"
	"crowsfoot/web"
)

// gate holds the lines of a snapshot back after so many, until it is opened.
type gate struct {
	http.Handler
	after  int
	opened chan struct{}
	open   func()
}

func newGate(h http.Handler, after int) *gate {
	g := &gate{Handler: h, after: after, opened: make(chan struct{})}
	g.open = sync.OnceFunc(func() { close(g.opened) })
	return g
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/snapshot") {
		w = &heldBack{ResponseWriter: w, gate: g, left: g.after}
	}
	g.Handler.ServeHTTP(w, r)
}

// heldBack is one answer behind the gate; each line is flushed by itself.
type heldBack struct {
	http.ResponseWriter
	gate *gate
	left int
}

func (h *heldBack) Flush() {
	h.ResponseWriter.(http.Flusher).Flush()
	if h.left--; h.left == 0 {
		<-h.gate.opened
	}
}

func (h *heldBack) Unwrap() http.ResponseWriter { return h.ResponseWriter }

// halfOpen opens a diagram of a thousand tables, of which the head and the first 400 come;
// the rest comes when the gate is opened.
func halfOpen(t *testing.T) (*tab, *gate, *room.Room) {
	t.Helper()
	st := store.NewMemory()
	hub := room.NewHub(room.Options{Store: st})
	assets, err := static.New(static.Embedded)
	require.NoError(t, err)
	g := newGate(web.New(web.Config{Hub: hub, Store: st, Assets: assets, Version: "test"}), 3)
	srv := httptest.NewServer(g)
	t.Cleanup(func() {
		g.open()
		srv.CloseClientConnections()
		srv.Close()
		require.NoError(t, hub.Close(context.Background()))
	})
	id, err := hub.Create(t.Context(), room.New{Name: "Grid", Label: "Make", Actor: "owner", Ops: op.FromDiagram(grid(1000))})
	require.NoError(t, err)
	w := startBrowser(t).open("about:blank")
	_, err = chromedp.Call(w.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: fmt.Sprintf(`if (location.pathname.startsWith("/diagrams/")) sessionStorage.setItem("view:%s", '{"x":60,"y":60,"k":1}')`, id),
	})
	require.NoError(t, err)
	w.run(chromedp.Navigate(srv.URL + "/diagrams/" + string(id)))
	r, err := hub.Room(t.Context(), id)
	require.NoError(t, err)
	return w, g, r
}

// A thousand tables are there and can be edited before all of them have come, and what is
// edited meanwhile is kept.
func TestEditWhileItOpens(t *testing.T) {
	w, g, r := halfOpen(t)
	w.clickHeader("table_0")
	w.key(kb.F2)
	w.typed("beginning")
	w.key(kb.Enter)
	w.sees(table("beginning"))
	require.True(t, eval[bool](w, `document.querySelector("#canvas[data-ready]") === null`), "all has come before the edit")

	g.open()
	w.sees(`#canvas[data-cards][data-ready]`)
	w.saved()
	w.sees(table("beginning"))
	require.Equal(t, 1000, eval[int](w, `Number(getComputedStyle(document.querySelector("#outline .pad")).height.replace("px", "")) / 26`), "rows of the outline")
	d, _, err := r.Snapshot(t.Context())
	require.NoError(t, err)
	require.Equal(t, "beginning", d.Tables["t0"].Name)

	w.run(chromedp.Reload())
	w.sees(table("beginning"))
}

// What is selected while lines still come stands out with all of them, as it does when it
// is selected later.
func TestSelectWhileItOpens(t *testing.T) {
	w, g, _ := halfOpen(t)
	w.clickHeader("table_0")
	require.True(t, eval[bool](w, `document.querySelector("#canvas[data-ready]") === null`), "all has come before the click")
	g.open()
	w.sees(`#canvas[data-cards][data-ready]`)
	w.saved()
	picture := func() string {
		t.Helper()
		return eval2[string](w, fmt.Sprintf(`(async () => {
			await new Promise(done => setTimeout(done, 600));
			const digest = await crypto.subtle.digest("SHA-256", %s());
			return [...new Uint8Array(digest)].map(b => b.toString(16)).join(" ");
		})()`, pixels))
	}
	early := picture()
	w.key(kb.Escape)
	require.NotEqual(t, early, picture(), "nothing stands out")
	w.clickHeader("table_0")
	require.Equal(t, early, picture())
}

// pixels are those of the picture on the canvas.
const pixels = `(() => {
	const from = document.querySelector("#canvas canvas"), c = from.cloneNode();
	const to = c.getContext("2d", {willReadFrequently: true});
	to.drawImage(from, 0, 0);
	return new Uint32Array(to.getImageData(0, 0, c.width, c.height).data.buffer);
})`

// While something moves, and when it is put back, only parts of the picture are painted; at
// rest all is painted anew, and nothing may look different then. While the zoom changes
// letters are a little too large or too small. What is seen at rest is always the picture
// that would be painted from nothing.
func TestPartsMakeTheSamePicture(t *testing.T) {
	a := start(t)
	id, err := a.hub.Create(t.Context(), room.New{Name: "Grid", Label: "Make", Actor: "owner", Ops: op.FromDiagram(grid(100))})
	require.NoError(t, err)
	a.derived(id)
	w := startBrowser(t).open(a.URL + "/diagrams/" + string(id))
	w.sees(`#canvas[data-ready]`)
	for _, zoom := range []string{"100", "out", "fit"} {
		w.run(chromedp.Click(fmt.Sprintf(`#zoom [data-zoom="%s"]`, zoom)))
		w.box(table("table_55"))
		for name, step := range map[string]string{
			"pan":  `c.dispatchEvent(new WheelEvent("wheel", {deltaX: 17, deltaY: i % 2 ? 12 : -30, bubbles: true, cancelable: true}))`,
			"zoom": `c.dispatchEvent(new WheelEvent("wheel", {deltaY: i < 5 ? 7 : -9, ctrlKey: true, clientX: at.x, clientY: at.y, bubbles: true, cancelable: true}))`,
			"drag": `host.dispatchEvent(new PointerEvent(i ? "pointermove" : "pointerdown", {pointerId: 9, button: 0, buttons: 1, bubbles: true, clientX: at.x + at.width / 2 + 9 * i, clientY: at.y + 4 + 5 * i}))`,
		} {
			w.sees(table("table_55"))
			differ := eval2[[]string](w, fmt.Sprintf(`(async () => {
				const host = document.querySelector("#canvas"), c = host.querySelector("canvas"), pixels = %s;
				const at = document.querySelector('%s').getBoundingClientRect();
				host.setPointerCapture = () => {};
				for (let i = 0; i < 9; i++) {
					%s;
					await new Promise(requestAnimationFrame);
				}
				await new Promise(requestAnimationFrame);
				const differ = [];
				// Smooth edges come out a little otherwise when they are cut.
				const far = (a, b) => [0, 8, 16].some(n => Math.abs((a >> n & 255) - (b >> n & 255)) > 24);
				const compare = (when, before, after, far) =>
					before.forEach((p, i) => far(p, after[i]) && differ.push(when + i %% c.width + "," + Math.floor(i / c.width) + ": " + p.toString(16) + " " + after[i].toString(16)));
				const rest = async when => {
					const moving = pixels();
					await new Promise(done => setTimeout(done, 400));
					const resting = pixels();
					if (%q !== "zoom") compare(when, moving, resting, far);
					c.dispatchEvent(new Event("contextrestored"));
					await new Promise(requestAnimationFrame);
					await new Promise(requestAnimationFrame);
					compare(when + "anew ", resting, pixels(), (a, b) => a !== b);
				};
				await rest("moved ");
				host.dispatchEvent(new PointerEvent("pointercancel", {pointerId: 9, bubbles: true}));
				await new Promise(requestAnimationFrame);
				await new Promise(requestAnimationFrame);
				await rest("put back ");
				return differ;
			})()`, pixels, table("table_55"), step, name))
			require.Less(t, len(differ), 20, "%s at %s: %.20s", name, zoom, differ)
		}
	}
}
