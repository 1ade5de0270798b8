package web_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/sqlite"
	"crowsfoot/static"
	"crowsfoot/web"
)

// server is a server that can be taken away and come back at the same address, on the
// same store.
type server struct {
	t    *testing.T
	st   store.Store
	addr string
	hub  *room.Hub
	http *httptest.Server
}

func newServer(t *testing.T) *server {
	t.Helper()
	st, err := sqlite.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	s := &server{t: t, st: st, addr: "127.0.0.1:0"}
	s.up()
	t.Cleanup(func() {
		if s.http != nil {
			s.down()
		}
		require.NoError(t, st.Close())
	})
	return s
}

// up starts a process's worth of server: nothing but the store is left of the last one.
func (s *server) up() {
	s.t.Helper()
	assets, err := static.New(static.Embedded)
	require.NoError(s.t, err)
	s.hub = room.NewHub(room.Options{Store: s.st, Derive: web.NewDerive})
	l, err := net.Listen("tcp", s.addr)
	require.NoError(s.t, err)
	s.addr = l.Addr().String()
	handler := web.New(web.Config{Hub: s.hub, Store: s.st, Assets: assets, Version: "test"})
	s.http = &httptest.Server{Listener: l, Config: &http.Server{Handler: handler}}
	s.http.Start()
}

// down ends it, with the connections that are open.
func (s *server) down() {
	s.t.Helper()
	s.http.CloseClientConnections()
	require.NoError(s.t, s.http.Config.Close())
	s.http.Close()
	s.http = nil
	require.NoError(s.t, s.hub.Close(context.Background()))
}

// renames counts the batches in the log that give a table this name.
func (s *server) renames(id diagram.ID, name string) int {
	s.t.Helper()
	entries, err := s.st.Entries(s.t.Context(), id, 0, 1000)
	require.NoError(s.t, err)
	n := 0
	for _, e := range entries {
		for _, o := range e.Ops {
			if o.Verb == op.Set && o.Property == "name" && string(o.Value) == `"`+name+`"` {
				n++
			}
		}
	}
	return n
}

// What is edited while the server is away is kept, and arrives once when it is back; also
// when the tab was closed meanwhile and another one brings it.
func TestOffline(t *testing.T) {
	s := newServer(t)
	d := diagram.New()
	for _, name := range []string{"orders", "coupons"} {
		d.AddTable(&diagram.Table{Name: name, Pos: diagram.Point{X: float64(len(d.Tables)) * 320}})
	}
	id, err := s.hub.Create(t.Context(), room.New{Name: "Offline", Label: "Make", Actor: "owner", Ops: op.FromDiagram(d)})
	require.NoError(t, err)
	b := startBrowser(t)
	w := b.open("http://" + s.addr + "/diagrams/" + string(id))
	rename := func(from, to string) {
		t.Helper()
		w.clickHeader(from)
		w.key(kb.F2)
		w.wait(`document.activeElement?.tagName === "INPUT"`)
		w.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`))
		w.typed(to)
		w.key(kb.Enter)
		w.sees(table(to))
		w.key(kb.Escape)
		w.key(kb.Escape)
	}
	state := func(text string) {
		t.Helper()
		w.wait(`document.querySelector("#save-state").textContent === "` + text + `"`)
	}
	state("Saved")

	s.down()
	rename("orders", "purchases")
	state("Offline, 1 change kept here")
	rename("coupons", "vouchers")
	state("Offline, 2 changes kept here")
	// What is taken back and done again is called by its name.
	says := func(text string) {
		t.Helper()
		w.wait(`document.querySelector("#toasts")?.innerText.includes("` + text + `")`)
	}
	w.click("#undo")
	says("Undone: Rename table coupons")
	state("Offline, 1 change kept here")
	w.click("#redo")
	says("Done again: Rename table coupons")
	state("Offline, 2 changes kept here")
	require.Zero(t, s.renames(id, "purchases"))

	s.up()
	state("Saved")
	require.Equal(t, 1, s.renames(id, "purchases"))
	require.Equal(t, 1, s.renames(id, "vouchers"))
	w.sees(table("purchases"))

	// The history goes on where it was: undo takes the last edit back.
	w.wait(`!document.querySelector("#undo").disabled`)
	w.click("#undo")
	w.sees(table("coupons"))
	w.saved()

	// A tab that is closed offline loses nothing either: the next one brings the edit.
	s.down()
	rename("purchases", "sales")
	state("Offline, 1 change kept here")
	w.run(chromedp.Navigate("about:blank"))
	s.up()
	w = b.open("http://" + s.addr + "/diagrams/" + string(id))
	w.sees(table("sales"))
	state("Saved")
	require.Equal(t, 1, s.renames(id, "sales"))
}
