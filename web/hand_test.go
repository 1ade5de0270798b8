package web_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	browserdomain "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// edit opens a diagram of a script in the editor, on a server and a browser of its own.
func edit(t *testing.T, script string) (a *app, w *tab, url string) {
	t.Helper()
	a = start(t)
	url = a.imported("edited.sql", []byte(script))
	w = startBrowser(t).open(a.URL + url)
	w.sees(`#canvas[data-ready]`)
	return a, w, url
}

// shopScript is a small schema that most tests of the editor begin with.
const shopScript = `
	CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text);
	CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, total numeric(10,2) NOT NULL);
	CREATE TABLE tags (id bigint PRIMARY KEY, label text NOT NULL);`

// until waits until the diagram on the server is as it should be.
func (a *app) until(url string, ok func(d *diagram.Diagram) bool) *diagram.Diagram {
	a.t.Helper()
	d, _ := a.diagram(url)
	for end := time.Now().Add(20 * time.Second); !ok(d) && time.Now().Before(end); d, _ = a.diagram(url) {
		time.Sleep(25 * time.Millisecond)
	}
	require.True(a.t, ok(d), "the diagram never becomes as it should be")
	return d
}

// types presses the keys of a text, one after the other, and returns how many.
func (w *tab) types(text string) int {
	w.t.Helper()
	w.run(chromedp.KeyEvent(text))
	return len([]rune(text))
}

// command presses Ctrl and a letter as the browser's own command: Copy, Cut or Paste.
func (w *tab) command(letter, name string) {
	w.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		p := input.DispatchKeyEventParams{
			Type: kind, Key: letter, Code: "Key" + strings.ToUpper(letter), WindowsVirtualKeyCode: int64(strings.ToUpper(letter)[0]), Modifiers: 2,
		}
		if kind == input.DispatchKeyEventTypeRawKeyDown {
			p.Commands = []string{name}
		}
		_, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, p)
		require.NoError(w.t, err)
	}
}

// chord presses a key with modifiers where the place of the key counts: Alt=1, Ctrl=2, Shift=8.
func (w *tab) chord(letter string, modifiers int64) {
	w.t.Helper()
	code := "Key" + strings.ToUpper(letter)
	if letter >= "0" && letter <= "9" {
		code = "Digit" + letter
	}
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		_, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: kind, Key: letter, Code: code, WindowsVirtualKeyCode: int64(strings.ToUpper(letter)[0]), Modifiers: modifiers,
		})
		require.NoError(w.t, err)
	}
}

// mayUseClipboard allows the page what a person would be asked for.
func (w *tab) mayUseClipboard() {
	w.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(w.ctx, browserdomain.SetPermission, browserdomain.SetPermissionParams{
			Permission: &browserdomain.PermissionDescriptor{Name: name}, Setting: browserdomain.PermissionSettingGranted,
		})
		require.NoError(w.t, err)
	}
}

// clipboard is the text on the clipboard.
func (w *tab) clipboard() string {
	w.t.Helper()
	w.run(chromedp.Evaluate[chromedp.Void](`navigator.clipboard.readText().then(t => { window.copiedText = t; }, e => { window.copiedText = String(e); })`))
	w.wait(`window.copiedText !== undefined`)
	return eval[string](w, `(() => { const t = window.copiedText; delete window.copiedText; return t; })()`)
}

// pastes gives the page a text as the paste event does.
func (w *tab) pastes(text string) {
	w.t.Helper()
	w.run(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => { const d = new DataTransfer(); d.setData("text/plain", %q);
		document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true})); })()`, text)))
}

// says waits until screen readers are told something with this text.
func (w *tab) says(text string) {
	w.t.Helper()
	w.wait(fmt.Sprintf(`document.querySelector("#canvas [aria-live]").textContent.includes(%q)`, text))
}

// toasts waits for a message with this text.
func (w *tab) toasts(text string) {
	w.t.Helper()
	w.wait(fmt.Sprintf(`document.querySelector("#toasts").innerText.includes(%q)`, text))
}

// runsCommand runs a command of the palette by its label.
func (w *tab) runsCommand(label string) {
	w.t.Helper()
	w.chord("k", 2)
	w.wait(`document.activeElement?.closest(".palette-dialog")`)
	w.typed(label)
	w.wait(fmt.Sprintf(`document.querySelector(".palette-dialog .option.on .option-label")?.innerText === %q`, label))
	w.key("\r")
	w.wait(`document.querySelector(".palette-dialog[open]") === null`)
}

// at is where a point of the diagram is on the screen, told by the card of a table.
func (w *tab) at(d *diagram.Diagram, name string, p diagram.Point) (x, y float64) {
	w.t.Helper()
	card := tableNamed(w.t.(*testing.T), d, name).Box()
	b := w.box(table(name))
	k := b.Width / card.W
	return b.X + (p.X-card.X)*k, b.Y + (p.Y-card.Y)*k
}

// shows waits until the cards stand on the screen as they do in a diagram: what was undone
// comes from the server.
func (w *tab) shows(d *diagram.Diagram) {
	w.t.Helper()
	tables := d.SortedTables()
	first := tables[0].Box()
	for _, t := range tables {
		b := t.Box()
		w.wait(fmt.Sprintf(`(() => { const [a, b] = [%q, %q].map(s => document.querySelector(s)?.getBoundingClientRect());
			const k = a?.width / %g; return Math.abs((b?.x - a?.x) / k - %g) < 3 && Math.abs((b?.y - a?.y) / k - %g) < 3; })()`,
			table(tables[0].Name), table(t.Name), first.W, b.X-first.X, b.Y-first.Y))
	}
}

// lineAt is a point on the line of a relationship, from 0 at its first end to 1 at its last.
func lineAt(t *testing.T, d *diagram.Diagram, id diagram.ID, part float64) diagram.Point {
	t.Helper()
	routes, err := layout.Routes(t.Context(), d)
	require.NoError(t, err)
	for _, r := range routes {
		if r.Relationship != id {
			continue
		}
		length := 0.
		for i := range len(r.Points) - 1 {
			length += math.Abs(r.Points[i+1].X-r.Points[i].X) + math.Abs(r.Points[i+1].Y-r.Points[i].Y)
		}
		left := length * part
		for i := range len(r.Points) - 1 {
			a, b := r.Points[i], r.Points[i+1]
			piece := math.Abs(b.X-a.X) + math.Abs(b.Y-a.Y)
			if left <= piece {
				f := left / piece
				return diagram.Point{X: a.X + (b.X-a.X)*f, Y: a.Y + (b.Y-a.Y)*f}
			}
			left -= piece
		}
	}
	require.Fail(t, "no line")
	return diagram.Point{}
}

// jump drags with the main button, in one single move.
func (w *tab) jump(x0, y0, x1, y1 float64) {
	w.t.Helper()
	w.move(input.MouseButtonLeft, x0, y0, x1, y1, 1)
	w.release(input.MouseButtonLeft, x1, y1)
}

// hold presses a mouse button at a place, moves to another and keeps it pressed.
func (w *tab) hold(button input.MouseButton, x0, y0, x1, y1 float64) {
	w.t.Helper()
	w.move(button, x0, y0, x1, y1, 10)
}

// move presses a mouse button at a place and moves to another in n steps.
func (w *tab) move(button input.MouseButton, x0, y0, x1, y1 float64, n int) {
	w.t.Helper()
	buttons := map[input.MouseButton]int64{input.MouseButtonLeft: 1, input.MouseButtonMiddle: 4}[button]
	at := func(kind input.DispatchMouseEventType, x, y float64, held int64) chromedp.Action[chromedp.Void] {
		return chromedp.MouseEvent(kind, x, y, func(p *input.DispatchMouseEventParams) {
			p.Button, p.Buttons = button, held
			if kind != input.DispatchMouseEventTypeMouseMoved {
				p.ClickCount = 1
			}
		})
	}
	steps := []chromedp.Action[chromedp.Void]{
		at(input.DispatchMouseEventTypeMouseMoved, x0, y0, 0), at(input.DispatchMouseEventTypeMousePressed, x0, y0, buttons),
	}
	for i := 1; i <= n; i++ {
		f := float64(i) / float64(n)
		steps = append(steps, at(input.DispatchMouseEventTypeMouseMoved, x0+(x1-x0)*f, y0+(y1-y0)*f, buttons), chromedp.Sleep(16*time.Millisecond))
	}
	w.run(steps...)
}

// release lets a mouse button go.
func (w *tab) release(button input.MouseButton, x, y float64) {
	w.t.Helper()
	w.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, func(p *input.DispatchMouseEventParams) {
		p.Button, p.ClickCount = button, 1
	}))
}

// touch is one event of the fingers at these places; none ends the touch.
func (w *tab) touch(kind input.DispatchTouchEventType, places ...[2]float64) {
	w.t.Helper()
	points := []*input.TouchPoint{}
	for i, p := range places {
		id := float64(i)
		points = append(points, &input.TouchPoint{X: p[0], Y: p[1], ID: &id})
	}
	_, err := chromedp.Call(w.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
	require.NoError(w.t, err)
}

// zoom is what the zoom box says, in percent.
func (w *tab) zoom() int {
	w.t.Helper()
	return eval[int](w, `parseInt(document.querySelector("#zoom [data-zoom-label]").textContent)`)
}

// foreignKeys are the foreign keys as "child.column -> parent.column", sorted by the order of
// the relationships.
func foreignKeys(d *diagram.Diagram) (list []string) {
	for _, r := range d.SortedRelationships() {
		if child, parent, ok := d.ForeignKey(r); ok {
			list = append(list, fmt.Sprintf("%s.%s -> %s.%s", child.Name, strings.Join(child.Names(r.FromColumns()), ","), parent.Name, strings.Join(parent.Names(r.ToColumns()), ",")))
		}
	}
	return list
}
