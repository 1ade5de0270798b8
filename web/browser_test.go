package web_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// browser is one running Chromium; its windows are tabs.
type browser struct {
	t   testing.TB
	ctx context.Context
}

// tab is a window on the app. Whatever a page complains of (an exception, a message on
// the console, a violation of the content policy) fails the test when the tab closes.
type tab struct {
	t     testing.TB
	ctx   context.Context
	close func() // may be called again
}

// startBrowser starts Chromium, or skips the test when there is none; under make test a
// missing one fails.
func startBrowser(t testing.TB) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CROWSFOOT_REQUIRE_BROWSER") != "" {
			t.Fatal("chromium is not installed; make setup installs it")
		}
		t.Skip("chromium is not installed")
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path),
		chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.WindowSize(1440, 900),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-sync", true),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(func() {
		stop()
		stopAlloc()
	})
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate("about:blank")))
	version, err := exec.Command(path, "--version").Output()
	require.NoError(t, err)
	fmt.Printf("browser: %s\n", strings.TrimSpace(string(version)))
	return &browser{t, ctx}
}

// open opens a tab at an address.
func (b *browser) open(url string) *tab {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	w := &tab{t: b.t, ctx: ctx}
	messages := chromedp.Console(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m, err := range messages {
			if err != nil {
				return
			}
			w.hear(m)
		}
	}()
	w.close = sync.OnceFunc(func() {
		cancel()
		<-done
	})
	b.t.Cleanup(w.close)
	w.run(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(url))
	return w
}

func (w *tab) hear(m chromedp.ConsoleMessage) {
	if !m.IsException() && m.Type != "error" && m.Type != "warning" {
		return
	}
	if strings.Contains(m.String(), "ERR_CONNECTION_REFUSED") {
		return // a server that is away is no fault of the page
	}
	w.t.Errorf("the page complains: %s %s", m, m.URL)
}

func (w *tab) run(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, time.Minute)
	defer cancel()
	require.NoError(w.t, chromedp.Do(ctx, steps...))
}

// eval runs an expression in the page.
func eval[T any](w *tab, expression string) T {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	require.NoError(w.t, err, expression)
	return v
}

// wait waits until an expression is true, also across a change of page, and says which
// when it never is.
func (w *tab) wait(expression string) {
	w.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		ok, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err == nil && ok {
			return
		}
	}
	text, _ := chromedp.Run(w.ctx, chromedp.Evaluate[string]("document.body.innerText"))
	w.t.Fatalf("waited in vain for %s; the page says: %.600s", expression, text)
}

// table is the selector of a card by name.
func table(name string) string {
	return fmt.Sprintf(`[data-testid="table"][data-table-name="%s"]`, name)
}

// row is the selector of a column's row.
func row(t, column string) string {
	return table(t) + fmt.Sprintf(` [data-testid="column"][data-column-name="%s"]`, column)
}

// sees waits until an element is there.
func (w *tab) sees(selector string) {
	w.t.Helper()
	w.wait(fmt.Sprintf("document.querySelector(%q)", selector))
}

// box is where an element is on the screen.
type box struct{ X, Y, Width, Height float64 }

// box waits until an element is there and stands still.
func (w *tab) box(selector string) box {
	w.t.Helper()
	var last box
	for range 100 {
		w.sees(selector)
		b := eval[box](w, fmt.Sprintf("(({x, y, width, height}) => ({x, y, width, height}))(document.querySelector(%q)?.getBoundingClientRect() ?? {x: 0, y: 0, width: 0, height: 0})", selector))
		if b == last && b.Width > 0 {
			return b
		}
		last = b
		time.Sleep(60 * time.Millisecond)
	}
	w.t.Fatalf("%s does not stand still", selector)
	return last
}

func (b box) middle() (x, y float64) { return b.X + b.Width/2, b.Y + b.Height/2 }

// click presses the main button in the middle of an element.
func (w *tab) click(selector string) {
	w.t.Helper()
	x, y := w.box(selector).middle()
	w.run(chromedp.MouseClickXY(x, y))
}

// clickHeader presses the main button in the header of a card.
func (w *tab) clickHeader(name string) {
	w.t.Helper()
	b := w.box(table(name))
	w.run(chromedp.MouseClickXY(b.X+b.Width/2, b.Y+10))
}

// press presses the key of a letter, as a shortcut.
func (w *tab) press(letter string) {
	w.t.Helper()
	code := int64(strings.ToUpper(letter)[0])
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		_, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: kind, Key: letter, Code: "Key" + strings.ToUpper(letter), WindowsVirtualKeyCode: code,
		})
		require.NoError(w.t, err)
	}
}

// drag moves the mouse with the button down, in steps, as a hand does.
func (w *tab) drag(x0, y0, x1, y1 float64, modifiers ...chromedp.Modifier) {
	w.t.Helper()
	var held chromedp.Modifier
	for _, m := range modifiers {
		held |= m
	}
	at := func(kind input.DispatchMouseEventType, x, y float64, buttons int64) chromedp.Action[chromedp.Void] {
		return chromedp.MouseEvent(kind, x, y, func(p *input.DispatchMouseEventParams) {
			p.Button, p.Buttons, p.Modifiers = input.MouseButtonLeft, buttons, int64(held)
			p.ClickCount = 1
			if kind == input.DispatchMouseEventTypeMouseMoved {
				p.ClickCount = 0
			}
		})
	}
	steps := []chromedp.Action[chromedp.Void]{
		at(input.DispatchMouseEventTypeMouseMoved, x0, y0, 0),
		at(input.DispatchMouseEventTypeMousePressed, x0, y0, 1),
	}
	const n = 12
	for i := 1; i <= n; i++ {
		f := float64(i) / n
		steps = append(steps, at(input.DispatchMouseEventTypeMouseMoved, x0+(x1-x0)*f, y0+(y1-y0)*f, 1), chromedp.Sleep(16*time.Millisecond))
	}
	w.run(append(steps, at(input.DispatchMouseEventTypeMouseReleased, x1, y1, 0))...)
}

// key presses a key, with modifiers.
func (w *tab) key(key string, modifiers ...chromedp.Modifier) {
	w.t.Helper()
	w.run(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// typed types a text into what has the focus.
func (w *tab) typed(text string) {
	w.t.Helper()
	_, err := chromedp.Call(w.ctx, input.InsertText, input.InsertTextParams{Text: text})
	require.NoError(w.t, err)
}

// saved waits until the server has everything.
func (w *tab) saved() {
	w.t.Helper()
	w.wait(`document.querySelector("#save-state")?.dataset.state === "saved"`)
}

// shot takes a picture of the window.
func (w *tab) shot(file string) {
	w.t.Helper()
	png, err := chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
	require.NoError(w.t, err)
	require.NoError(w.t, os.WriteFile(file, png, 0o644))
}
