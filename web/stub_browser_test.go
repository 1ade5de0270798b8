package web_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// hubScript is a schema of 160 tables, 25 of which refer to one.
func hubScript() []byte {
	var b strings.Builder
	b.WriteString("CREATE TABLE hub (id int PRIMARY KEY);\n")
	for i := range 159 {
		ref := ""
		if i < 25 {
			ref = ", hub_id int REFERENCES hub (id)"
		}
		fmt.Fprintf(&b, "CREATE TABLE child%03d (id int PRIMARY KEY%s);\n", i, ref)
	}
	return []byte(b.String())
}

// goTo flies to a card by the palette.
func (w *tab) goTo(name string) {
	w.t.Helper()
	w.key("k", kb.ModifierCtrl)
	w.wait(`document.activeElement?.closest(".palette-dialog")`)
	w.typed(name)
	w.wait(fmt.Sprintf(`document.querySelector(".palette-dialog .option.on")?.innerText.includes(%q)`, name))
	w.key(kb.Enter)
	w.sees(table(name))
	w.wait(`document.querySelector(".palette-dialog[open]") === null`)
}

// stubLabel is where the label of the stub beside a row is: on the side that the other table
// stands at.
func (w *tab) stubLabel(d *diagram.Diagram, card, column, other string) (x, y float64) {
	w.t.Helper()
	at := map[string]*diagram.Table{}
	for _, tb := range d.Tables {
		at[tb.Name] = tb
	}
	from, to := at[card].Box(), at[other].Box()
	b := w.box(row(card, column))
	_, y = b.middle()
	beside := (28.0 + 20) * b.Width / from.W
	if to.X+to.W/2 < from.X+from.W/2 {
		return b.X - beside, y
	}
	return b.X + b.Width + beside, y
}

// draws waits until so many relationships say to be drawn as lines.
func (a *app) draws(url string, want int) {
	a.t.Helper()
	a.until(url, func(d *diagram.Diagram) bool {
		lines := 0
		for _, r := range d.Relationships {
			if r.Drawn == diagram.DrawnAsLine {
				lines++
			}
		}
		return lines == want
	})
}

// References to a table that very many refer to are stubs; a click on a label draws the line,
// at the table itself all of them, each in one undo step that is kept.
func TestAClickOnAStubDrawsItsLine(t *testing.T) {
	a := start(t)
	url := a.imported("hub.sql", hubScript())
	d, _ := a.diagram(url)
	w := startBrowser(t).open(a.URL + url)
	w.sees(`#canvas[data-ready]`)

	w.goTo("child003")
	x, y := w.stubLabel(d, "child003", "hub_id", "hub")
	if dir := os.Getenv("CROWSFOOT_SHOTS"); dir != "" {
		w.shot(dir + "/stub.png")
	}
	w.run(chromedp.MouseClickXY(x, y))
	a.draws(url, 1)

	w.goTo("hub")
	x, y = w.stubLabel(d, "hub", "id", "child001")
	if dir := os.Getenv("CROWSFOOT_SHOTS"); dir != "" {
		w.shot(dir + "/hub.png")
	}
	w.run(chromedp.MouseClickXY(x, y))
	a.draws(url, 25)
	if dir := os.Getenv("CROWSFOOT_SHOTS"); dir != "" {
		w.shot(dir + "/lines.png")
	}

	w.key("z", kb.ModifierCtrl)
	a.draws(url, 1)
}

// Two cards on top of each other are tidied by the keyboard, and nothing else moves.
func TestTidySelectionByKeyboard(t *testing.T) {
	a := start(t)
	url := a.imported("shop.sql", []byte(`CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));
		CREATE TABLE c (id int PRIMARY KEY, b_id int REFERENCES b (id)); CREATE TABLE d (id int PRIMARY KEY, a_id int REFERENCES a (id));`))
	before, _ := a.diagram(url)
	heap := tableNamed(t, before, "c").Pos
	heap.X += 60
	heap.Y += 110
	a.submit(url, op.SetTo(tableNamed(t, before, "a").ID, "pos", heap))
	w := startBrowser(t).open(a.URL + url)
	w.sees(`#canvas[data-ready]`)
	w.clickHeader("a")
	b := w.box(table("c"))
	w.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, b.X+b.Width/2, b.Y+10, shifted), chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, b.X+b.Width/2, b.Y+10, shifted))
	w.key("t", kb.ModifierAlt)
	after := a.until(url, func(d *diagram.Diagram) bool {
		return !tableNamed(t, d, "a").Box().Meets(tableNamed(t, d, "c").Box())
	})
	for _, name := range []string{"b", "d"} {
		require.Equal(t, tableNamed(t, before, name).Pos, tableNamed(t, after, name).Pos, name)
	}
}

// shifted is a press of the main button with the Shift key held.
func shifted(p *input.DispatchMouseEventParams) {
	p.Button, p.Buttons, p.ClickCount, p.Modifiers = input.MouseButtonLeft, 1, 1, int64(kb.ModifierShift)
}
