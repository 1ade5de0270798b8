package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/op"
)

// typing waits until a line or a name can be typed.
const typing = `document.activeElement?.dataset.testid === "inline-edit"`

// T or a double click makes a table under the pointer, and its name is typed at once.
func TestNewTable(t *testing.T) {
	a, w, url := edit(t, shopScript)
	c := w.box("#canvas")
	x, y := c.X+c.Width*.8, c.Y+c.Height*.75
	w.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	w.press("t")
	w.wait(typing)
	w.types("carts")
	w.key(kb.Enter)
	w.wait(typing + ` && document.activeElement.classList.contains("line")`)
	w.types("id uuid pk")
	w.key(kb.Enter)
	w.key(kb.Escape)
	b := w.box(table("carts"))
	require.InDelta(t, x, b.X+b.Width/2, 30)
	require.InDelta(t, y, b.Y+18, 30)

	x, y = c.X+c.Width*.2, c.Y+c.Height*.8
	w.run(chromedp.MouseClickXY(x, y), chromedp.MouseClickXY(x, y, chromedp.ClickCount(2)))
	w.wait(typing)
	w.types("coupons")
	w.key(kb.Enter)
	w.wait(typing + ` && document.activeElement.classList.contains("line")`)
	w.key(kb.Escape)
	b = w.box(table("coupons"))
	require.InDelta(t, x, b.X+b.Width/2, 30)
	w.saved()
	d, _ := a.diagram(url)
	require.True(t, tableNamed(t, d, "carts").InPrimaryKey(tableNamed(t, d, "carts").Columns[0].ID))
	require.Len(t, d.Tables, 5)
}

// One line is one column: with completion, with a hint of how it is understood, by Tab from
// cell to cell, and many at once.
func TestColumnsByTypingALine(t *testing.T) {
	a, w, url := edit(t, shopScript)
	w.clickHeader("orders")
	w.key(kb.Enter, kb.ModifierCtrl)
	w.wait(typing)
	w.types("paid_on da")
	w.wait(`document.querySelector(".inline-popup .option .option-label")?.innerText === "date"`)
	w.key(kb.Tab)
	w.wait(`document.activeElement.value === "paid_on date"`)
	w.types(" ! = now()")
	w.wait(`document.querySelector(".inline-popup .say").innerText === "date, not null, default now()"`)
	w.key(kb.Enter)
	w.wait(typing + ` && document.activeElement.value === ""`)
	w.types("buyer_id -> us")
	w.wait(`document.querySelector(".inline-popup .option.on .option-label")?.innerText === "users.id"`)
	w.wait(`document.querySelector(".inline-popup .say").innerText.startsWith("A user has many orders")`)
	w.key(kb.Enter)
	w.wait(typing + ` && document.activeElement.value === ""`)
	w.types("status enum(draft,paid)")
	w.key(kb.Enter)
	w.wait(typing + ` && document.activeElement.value === ""`)
	// Twenty lines, and cells of a spreadsheet, are that many columns.
	var lines []string
	for i := range 20 {
		lines = append(lines, fmt.Sprintf("c%02d int", i))
	}
	w.pastes(strings.Join(lines, "\n"))
	w.sees(row("orders", "c19"))
	w.wait(typing)
	w.key(kb.Escape)
	w.goTo("tags")
	w.pastes("color\tvarchar(20)\tnot null\nsize\tint\tnull")
	w.sees(row("tags", "size"))
	// Tab goes from cell to cell, and behind the last one to the next row.
	w.click(row("tags", "label"))
	w.key(kb.Enter)
	w.wait(typing + ` && document.activeElement.value === "label text !"`)
	for _, selected := range []string{"text", "!"} {
		w.key(kb.Tab)
		w.wait(fmt.Sprintf(`document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd) === %q`, selected))
	}
	w.key(kb.Tab)
	w.wait(typing + ` && document.activeElement.value === "color varchar(20) !"`)
	w.key(kb.Escape)
	w.saved()
	d, _ := a.diagram(url)
	orders := tableNamed(t, d, "orders")
	require.Len(t, orders.Columns, 26)
	paid := orders.ColumnNamed("paid_on")
	require.Equal(t, []any{"date", "now()", true}, []any{paid.Type, paid.Default, paid.NotNull})
	require.Equal(t, "bigint", orders.ColumnNamed("buyer_id").Type)
	require.Equal(t, "enum('draft','paid')", orders.ColumnNamed("status").Type)
	require.Equal(t, []string{"orders.buyer_id -> users.id"}, foreignKeys(d))
	require.True(t, tableNamed(t, d, "tags").ColumnNamed("color").NotNull)
}

// Arrows walk over cells and cards; letters act only when no cell has the focus; columns are
// moved, made key and nullable, and deleted with what goes along.
func TestMoveAbout(t *testing.T) {
	a, w, url := edit(t, `CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text);
		CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total int);`)
	d, _ := a.diagram(url)
	a.submit(url, op.SetTo(tableNamed(t, d, "orders").ID, "pos", diagram.Point{X: 0, Y: 0}), op.SetTo(tableNamed(t, d, "users").ID, "pos", diagram.Point{X: 400, Y: 0}))
	focus := func(name string) {
		t.Helper()
		w.wait(fmt.Sprintf(`(document.activeElement?.dataset.columnName ?? document.activeElement?.dataset.tableName) === %q`, name))
	}
	w.clickHeader("users")
	w.key(kb.ArrowDown)
	focus("id")
	w.key(kb.ArrowDown)
	focus("email")
	w.key(kb.ArrowLeft)
	focus("user_id")
	w.key(kb.Enter)
	w.wait(typing)
	w.types("t") // no new table: the cell has the focus
	w.wait(`document.activeElement.value.startsWith("t ")`)
	w.key(kb.Escape)
	focus("user_id")
	require.Equal(t, 2, eval[int](w, `document.querySelectorAll('[data-testid="table"]').length`))

	w.key(kb.ArrowUp, kb.ModifierAlt)
	a.until(url, func(d *diagram.Diagram) bool {
		return slices.Equal(columnNames(tableNamed(t, d, "orders")), []string{"user_id", "id", "total"})
	})
	w.chord("n", 1)
	a.until(url, func(d *diagram.Diagram) bool {
		return !tableNamed(t, d, "orders").ColumnNamed("user_id").NotNull
	})
	w.chord("k", 1)
	a.until(url, func(d *diagram.Diagram) bool {
		return len(tableNamed(t, d, "orders").PrimaryKey().Columns) == 2
	})
	// Shift and an arrow take in the next column, and both move.
	w.key(kb.ArrowDown, kb.ModifierShift)
	w.says("2 columns selected.")
	w.key(kb.ArrowDown, kb.ModifierAlt)
	a.until(url, func(d *diagram.Diagram) bool {
		return slices.Equal(columnNames(tableNamed(t, d, "orders")), []string{"total", "user_id", "id"})
	})
	// The cascade is shown, and taken back from there.
	w.click(row("users", "id"))
	w.key(kb.Delete)
	w.toasts("Deleted column users.id. With it went: relationship orders – users, primary key of users.")
	a.until(url, func(d *diagram.Diagram) bool { return len(d.Relationships) == 0 })
	w.run(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("#toasts button")].find(b => b.innerText === "Undo").click()`))
	a.until(url, func(d *diagram.Diagram) bool {
		return len(d.Relationships) == 1 && tableNamed(t, d, "users").PrimaryKey() != nil
	})
}

// Lines are drawn from row to row, from row to card, and with R; what they will mean is said
// before the drop, and X swaps the sides.
func TestRelate(t *testing.T) {
	a, w, url := edit(t, shopScript)
	x0, y0 := w.box(row("orders", "user_id")).middle()
	x1, y1 := w.box(row("users", "id")).middle()
	w.hold(input.MouseButtonLeft, x0, y0, x1, y1)
	w.wait(`document.querySelector("#canvas").dataset.says === "orders.user_id → users.id: a user has many orders"`)
	w.press("x")
	w.wait(`document.querySelector("#canvas").dataset.says.startsWith("users.id → orders.user_id:")`)
	w.press("x")
	w.release(input.MouseButtonLeft, x1, y1)
	a.until(url, func(d *diagram.Diagram) bool {
		return slices.Equal(foreignKeys(d), []string{"orders.user_id -> users.id"})
	})
	w.says("Related: orders.user_id → users.id: a user has many orders")

	// A key on a card makes the column there.
	x0, y0 = w.box(row("users", "id")).middle()
	card := w.box(table("tags"))
	w.hold(input.MouseButtonLeft, x0, y0, card.X+card.Width/2, card.Y+10)
	w.wait(`document.querySelector("#canvas").dataset.says === "new tags.user_id → users.id: a user has many tags"`)
	w.release(input.MouseButtonLeft, card.X+card.Width/2, card.Y+10)
	d := a.until(url, func(d *diagram.Diagram) bool { return len(foreignKeys(d)) == 2 })
	require.Equal(t, "bigint", tableNamed(t, d, "tags").ColumnNamed("user_id").Type)

	// Escape before the drop leaves everything as it was.
	w.hold(input.MouseButtonLeft, x0, y0, x0+200, y0+200)
	w.key(kb.Escape)
	w.release(input.MouseButtonLeft, x0+200, y0+200)

	// Two cards and R.
	w.clickHeader("tags")
	b := w.box(table("orders"))
	w.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, b.X+b.Width/2, b.Y+10, shifted), chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, b.X+b.Width/2, b.Y+10, shifted))
	w.press("r")
	w.toasts("a tag has many orders")
	d = a.until(url, func(d *diagram.Diagram) bool { return len(foreignKeys(d)) == 3 })
	require.Equal(t, "orders.tag_id -> tags.id", foreignKeys(d)[2])
}

// Many-to-many: Alt-drag or M makes a pivot table, Shift+M a line of it, each in one step.
func TestManyToMany(t *testing.T) {
	a, w, url := edit(t, shopScript)
	from, to := w.box(table("orders")), w.box(table("tags"))
	w.drag(from.X+from.Width/2, from.Y+10, to.X+to.Width/2, to.Y+10, chromedp.ModifierAlt)
	d := a.until(url, func(d *diagram.Diagram) bool { return len(d.Tables) == 4 })
	made := tableNamed(t, d, "order_tags")
	require.Equal(t, []string{"order_id", "tag_id"}, columnNames(made))
	require.Equal(t, []string{"order_id", "tag_id"}, made.Names(made.PrimaryKey().Columns))
	require.Equal(t, []string{"tag_id"}, made.Names(made.Indexes[0].ColumnIDs()), "the way back has an index")
	require.Equal(t, []string{"order_tags.order_id -> orders.id", "order_tags.tag_id -> tags.id"}, foreignKeys(d))

	w.clickHeader("order_tags")
	w.chord("M", 8)
	d = a.until(url, func(d *diagram.Diagram) bool { return len(d.Tables) == 3 })
	require.Len(t, d.Relationships, 1)
	require.True(t, d.SortedRelationships()[0].IsManyToMany())
	w.press("m") // the line is selected
	d = a.until(url, func(d *diagram.Diagram) bool { return len(d.Tables) == 4 })
	require.Equal(t, []string{"order_id", "tag_id"}, columnNames(tableNamed(t, d, "order_tags")))
	for _, tables := range []int{3, 4, 3} { // table, line, table
		w.chord("z", 2)
		a.until(url, func(d *diagram.Diagram) bool { return len(d.Tables) == tables })
	}
}

// A click on an end of the selected line cycles its cardinality; NULL and unique follow, both
// ways.
func TestCardinality(t *testing.T) {
	a, w, url := edit(t, strings.Replace(shopScript, "user_id bigint NOT NULL", "user_id bigint NOT NULL REFERENCES users (id)", 1))
	d, _ := a.diagram(url)
	line := d.SortedRelationships()[0].ID
	cards := func(d *diagram.Diagram) string {
		e := d.Relationships[line].Ends
		return fmt.Sprintf("%s %s", e[0].Card, e[1].Card)
	}
	require.Equal(t, "zero_many one", cards(d))
	x, y := w.at(d, "orders", lineAt(t, d, line, .5))
	w.run(chromedp.MouseClickXY(x, y))
	w.press("l") // the same line again: it is the only one
	w.says("A user has many orders, an order has exactly one user.")
	x, y = w.at(d, "orders", lineAt(t, d, line, .98))
	w.run(chromedp.MouseClickXY(x, y))
	d = a.until(url, func(d *diagram.Diagram) bool { return cards(d) == "zero_many zero_one" })
	require.False(t, tableNamed(t, d, "orders").ColumnNamed("user_id").NotNull)
	x, y = w.at(d, "orders", lineAt(t, d, line, .02))
	w.run(chromedp.MouseClickXY(x, y))
	d = a.until(url, func(d *diagram.Diagram) bool { return cards(d) == "one zero_one" })
	orders := tableNamed(t, d, "orders")
	require.True(t, orders.IsUnique([]diagram.ID{orders.ColumnNamed("user_id").ID}))
	w.press("c")
	w.press("c")
	a.until(url, func(d *diagram.Diagram) bool { return cards(d) == "many zero_one" })

	// The other way: what the column says is what the line says.
	w.click(row("orders", "user_id"))
	w.chord("n", 1)
	a.until(url, func(d *diagram.Diagram) bool { return cards(d) == "many one" })
	w.chord("u", 1)
	a.until(url, func(d *diagram.Diagram) bool { return cards(d) == "zero_one one" })
}

// Things are selected by click, Shift-click, marquee and Ctrl+A, dragged on the grid, put in
// line, spaced and tidied, each in one step to undo.
func TestSelectAndArrange(t *testing.T) {
	a, w, url := edit(t, `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, x int, a_id int REFERENCES a (id));
		CREATE TABLE c (id int PRIMARY KEY, b_id int REFERENCES b (id)); CREATE TABLE d (id int PRIMARY KEY, a_id int REFERENCES a (id));`)
	selected := func(n int) {
		t.Helper()
		w.wait(fmt.Sprintf(`document.querySelectorAll('#outline [aria-selected="true"]').length === %d`, n))
	}
	c := w.box("#canvas")
	w.key("a", kb.ModifierCtrl)
	selected(4)
	w.key(kb.Escape)
	selected(0)
	w.drag(c.X+4, c.Y+4, c.X+c.Width-4, c.Y+c.Height-90)
	selected(4)
	w.clickHeader("a")
	selected(1)

	before, _ := a.diagram(url)
	b := w.box(table("a"))
	w.drag(b.X+b.Width/2, b.Y+10, b.X+b.Width/2+33, b.Y+10+190)
	a.until(url, func(d *diagram.Diagram) bool {
		return tableNamed(t, d, "a").Pos != tableNamed(t, before, "a").Pos
	})
	w.chord("z", 2)
	w.shows(a.until(url, func(d *diagram.Diagram) bool {
		return tableNamed(t, d, "a").Pos == tableNamed(t, before, "a").Pos
	}))

	boxes := func(d *diagram.Diagram) (list []diagram.Rect) {
		for _, name := range []string{"a", "b", "c", "d"} {
			list = append(list, tableNamed(t, d, name).Box())
		}
		return list
	}
	all := func(ok func(b diagram.Rect) float64) func(*diagram.Diagram) bool {
		return func(d *diagram.Diagram) bool {
			list := boxes(d)
			for _, b := range list {
				if diff := ok(b) - ok(list[0]); diff > 1 || diff < -1 {
					return false
				}
			}
			return true
		}
	}
	w.key("a", kb.ModifierCtrl)
	for _, c := range []struct {
		key string
		ok  func(b diagram.Rect) float64
	}{
		{"a", func(b diagram.Rect) float64 { return b.X }},
		{"d", diagram.Rect.Right},
		{"h", func(b diagram.Rect) float64 { return b.X + b.W/2 }},
		{"w", func(b diagram.Rect) float64 { return b.Y }},
		{"s", diagram.Rect.Bottom},
		{"v", func(b diagram.Rect) float64 { return b.Y + b.H/2 }},
	} {
		was, _ := a.diagram(url)
		w.chord(c.key, 1)
		now := a.until(url, all(c.ok))
		if fmt.Sprint(boxes(was)) == fmt.Sprint(boxes(now)) {
			continue // they stood like that already
		}
		w.chord("z", 2)
		w.shows(a.until(url, func(d *diagram.Diagram) bool { return fmt.Sprint(boxes(d)) == fmt.Sprint(boxes(was)) }))
	}
	w.chord("h", 1+8)
	a.until(url, func(d *diagram.Diagram) bool {
		list := boxes(d)
		slices.SortFunc(list, func(a, b diagram.Rect) int { return int(a.X + a.W/2 - b.X - b.W/2) })
		gap := list[1].X - list[0].Right()
		for i := range len(list) - 1 {
			if diff := list[i+1].X - list[i].Right() - gap; diff > 2 || diff < -2 {
				return false
			}
		}
		return true
	})
	w.chord("T", 1+8)
	a.until(url, func(d *diagram.Diagram) bool {
		for i, x := range boxes(d) {
			for _, y := range boxes(d)[i+1:] {
				if x.Meets(y) {
					return false
				}
			}
		}
		return true
	})
}

// The menu of what is under the pointer, by mouse and by keys, with a menu in the menu.
func TestContextMenu(t *testing.T) {
	a, w, url := edit(t, shopScript)
	items := func() string {
		return eval[string](w, `[...document.querySelectorAll('.menu [role="menuitem"]')].map(b => b.innerText.split("\n")[0]).join("|")`)
	}
	menuAt := func(x, y float64) {
		w.run(chromedp.MouseClickXY(x, y, chromedp.ButtonRight))
		w.sees(`.menu [role="menuitem"]`)
	}
	x, y := w.box(row("orders", "user_id")).middle()
	menuAt(x, y)
	for _, text := range []string{"Rename", "Primary key on or off", "NULL allowed or not", "Unique on or off", "Move column up", "Edit properties", "Delete"} {
		require.Contains(t, items(), text)
	}
	require.NotContains(t, items(), "Un-pivot")
	w.key(kb.Escape)
	w.wait(`!document.querySelector(".menu")`)

	w.key("a", kb.ModifierCtrl)
	b := w.box(table("orders"))
	menuAt(b.X+b.Width/2, b.Y+10)
	require.Contains(t, items(), "Arrange")
	require.NotContains(t, items(), "Align")
	at := func(text string) {
		t.Helper()
		for range 30 {
			if eval[bool](w, fmt.Sprintf(`document.activeElement.innerText.startsWith(%q)`, text)) {
				return
			}
			w.key(kb.ArrowDown)
		}
		require.Fail(t, "the menu has no "+text)
	}
	at("Arrange")
	w.key(kb.ArrowRight)
	require.Contains(t, items(), "Equal gaps across")
	w.key(kb.ArrowLeft)
	require.Contains(t, items(), "Duplicate")
	at("Arrange")
	w.key(kb.Enter)
	at("Align top edges")
	w.key(kb.Enter)
	a.until(url, func(d *diagram.Diagram) bool {
		return tableNamed(t, d, "users").Pos.Y == tableNamed(t, d, "orders").Pos.Y && tableNamed(t, d, "tags").Pos.Y == tableNamed(t, d, "orders").Pos.Y
	})
}

// Tidying lines moves cards a little, and lines get no more bends by it.
func TestTidyLines(t *testing.T) {
	a := start(t)
	b := startBrowser(t)
	for _, name := range []string{"shop", "library", "clinic"} {
		url := a.sample(name)
		w := b.open(a.URL + url)
		w.sees(`#canvas[data-ready]`)
		before, _ := a.diagram(url)
		w.runsCommand("Tidy lines")
		w.wait(`/Straighten lines|No line becomes/.test(document.querySelector("#canvas [aria-live]").textContent)`)
		w.saved()
		after, _ := a.diagram(url)
		require.LessOrEqual(t, bends(t, after), bends(t, before), name)
		for id, tb := range after.Tables {
			require.InDelta(t, before.Tables[id].Pos.Y, tb.Pos.Y, 100)
			require.InDelta(t, before.Tables[id].Pos.X, tb.Pos.X, 0)
		}
		t.Logf("%s: %d bends, then %d", name, bends(t, before), bends(t, after))
	}
}

// bends counts the corners of all lines.
func bends(t *testing.T, d *diagram.Diagram) (n int) {
	t.Helper()
	routes, err := layout.Routes(t.Context(), d)
	require.NoError(t, err)
	for _, r := range routes {
		n += max(0, len(r.Points)-2)
	}
	return n
}

// The wheel pans, with Ctrl it zooms at the pointer; Space and the middle button drag the
// view; keys fit it.
func TestCanvasByMouseAndKeys(t *testing.T) {
	_, w, _ := edit(t, shopScript)
	b := w.box(table("users"))
	x, y := b.middle()
	wheel := func(dx, dy float64, modifiers int64) {
		w.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, x, y, func(p *input.DispatchMouseEventParams) {
			p.DeltaX, p.DeltaY, p.Modifiers = dx, dy, modifiers
		}))
	}
	wheel(30, 50, 0)
	w.wait(fmt.Sprintf(`(b => Math.abs(b.x - %g) < 2 && Math.abs(b.y - %g) < 2)(document.querySelector(%q).getBoundingClientRect())`, b.X-30, b.Y-50, table("users")))
	was := w.box(table("users"))
	wheel(1, -200, 2)
	now := w.box(table("users"))
	require.Greater(t, now.Width, was.Width*1.2)
	require.InDelta(t, (x-was.X)/was.Width, (x-now.X)/now.Width, .01, "what is under the pointer stays there")
	require.InDelta(t, (y-was.Y)/was.Height, (y-now.Y)/now.Height, .01)

	w.hold(input.MouseButtonMiddle, x, y, x+60, y+40)
	w.release(input.MouseButtonMiddle, x+60, y+40)
	moved := w.box(table("users"))
	require.InDelta(t, now.X+60, moved.X, 2)
	require.InDelta(t, now.Y+40, moved.Y, 2)

	w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector("#canvas").focus()`))
	w.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	_, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: " ", Code: "Space", WindowsVirtualKeyCode: 32})
	require.NoError(t, err)
	w.drag(x, y, x-50, y-30)
	_, err = chromedp.Call(w.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: " ", Code: "Space", WindowsVirtualKeyCode: 32})
	require.NoError(t, err)
	panned := w.box(table("users"))
	require.InDelta(t, moved.X-50, panned.X, 2)
	require.InDelta(t, moved.Y-30, panned.Y, 2)

	w.chord("0", 2)
	w.wait(`document.querySelector("#zoom [data-zoom-label]").textContent === "100 %"`)
	w.box(table("users"))
	w.clickHeader("users")
	w.chord("2", 8)
	w.wait(`parseInt(document.querySelector("#zoom [data-zoom-label]").textContent) > 100`)
	w.chord("1", 8)
	w.wait(`parseInt(document.querySelector("#zoom [data-zoom-label]").textContent) <= 100`)
	c := w.box("#canvas")
	for _, name := range []string{"users", "orders", "tags"} {
		b := w.box(table(name))
		require.True(t, b.X >= c.X && b.Y >= c.Y && b.X+b.Width <= c.X+c.Width && b.Y+b.Height <= c.Y+c.Height, name)
	}
}

// One finger pans, two pinch, and a finger that rests opens the menu of what is there.
func TestTouch(t *testing.T) {
	a, w, url := edit(t, shopScript)
	b := w.box(table("users"))
	c := w.box("#canvas")
	x, y := c.X+20, c.Y+20
	w.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	for i := 1; i <= 10; i++ {
		w.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x + float64(i)*8, y + float64(i)*5})
	}
	w.touch(input.DispatchTouchEventTypeTouchEnd)
	panned := w.box(table("users"))
	require.InDelta(t, b.X+80, panned.X, 3)
	require.InDelta(t, b.Y+50, panned.Y, 3)

	// A finger on a card that is not selected pans, too; the card stays where it is.
	d, _ := a.diagram(url)
	x, y = panned.X+panned.Width/2, panned.Y+10
	w.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	for i := 1; i <= 10; i++ {
		w.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x - float64(i)*8, y - float64(i)*5})
	}
	w.touch(input.DispatchTouchEventTypeTouchEnd)
	back := w.box(table("users"))
	require.InDelta(t, b.X, back.X, 3)
	now, _ := a.diagram(url)
	require.Equal(t, tableNamed(t, d, "users").Pos, tableNamed(t, now, "users").Pos)

	zoom := w.zoom()
	x, y = back.middle()
	w.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x - 20, y}, [2]float64{x + 20, y})
	for i := 1; i <= 10; i++ {
		f := float64(i)
		w.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x - 20 - 3*f, y}, [2]float64{x + 20 + 3*f, y})
	}
	w.touch(input.DispatchTouchEventTypeTouchEnd)
	pinched := w.box(table("users"))
	require.Greater(t, w.zoom(), zoom*2)
	require.InDelta(t, x, pinched.X+pinched.Width/2, 12, "it zooms between the fingers")

	// A tap selects, and then the finger moves the card.
	w.chord("1", 8)
	b = w.box(table("tags"))
	tap := [2]float64{b.X + b.Width/2, b.Y + 10}
	w.touch(input.DispatchTouchEventTypeTouchStart, tap)
	w.touch(input.DispatchTouchEventTypeTouchEnd)
	w.wait(`document.querySelector('#outline [aria-selected="true"]')?.innerText.includes("tags")`)
	w.touch(input.DispatchTouchEventTypeTouchStart, tap)
	for i := 1; i <= 10; i++ {
		w.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{tap[0] + float64(i)*6, tap[1] + float64(i)*6})
	}
	w.touch(input.DispatchTouchEventTypeTouchEnd)
	a.until(url, func(d *diagram.Diagram) bool {
		return tableNamed(t, d, "tags").Pos != tableNamed(t, now, "tags").Pos
	})

	// A long press opens the menu; what is tapped there is done.
	b = w.box(row("tags", "label"))
	x, y = b.middle()
	w.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	w.sees(`.menu [role="menuitem"]`)
	w.touch(input.DispatchTouchEventTypeTouchEnd)
	require.True(t, eval[bool](w, `document.querySelector(".menu") !== null`), "letting go leaves the menu open")
	item := `[...document.querySelectorAll('.menu [role="menuitem"]')].find(b => b.innerText.startsWith("Unique on or off"))`
	at := eval[box](w, `(({x, y, width, height}) => ({x, y, width, height}))(`+item+`.getBoundingClientRect())`)
	x, y = at.middle()
	w.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	w.touch(input.DispatchTouchEventTypeTouchEnd)
	a.until(url, func(d *diagram.Diagram) bool {
		tags := tableNamed(t, d, "tags")
		return tags.IsUnique([]diagram.ID{tags.ColumnNamed("label").ID})
	})
}

// Undo says what it takes back, and goes on after a reload; F2 renames and the references
// stay; / searches, ? shows the keys, the palette holds everything.
func TestEditEverywhere(t *testing.T) {
	a, w, url := edit(t, strings.Replace(shopScript, "user_id bigint NOT NULL", "user_id bigint NOT NULL REFERENCES users (id)", 1))
	w.clickHeader("users")
	w.key(kb.F2)
	w.wait(typing)
	w.types("customers")
	w.key(kb.Enter)
	d := a.until(url, func(d *diagram.Diagram) bool {
		return slices.Equal(foreignKeys(d), []string{"orders.user_id -> customers.id"})
	})
	w.key(kb.Escape)
	w.click(row("customers", "name"))
	w.key(kb.Delete)
	a.until(url, func(d *diagram.Diagram) bool { return len(tableNamed(t, d, "customers").Columns) == 2 })
	w.saved()

	w.run(chromedp.Reload())
	w.sees(table("customers"))
	w.wait(`document.querySelector("#undo").title === "Undo: Delete column customers.name (Ctrl+Z)"`)
	w.chord("z", 2)
	w.toasts("Undone: Delete column customers.name")
	a.until(url, func(d *diagram.Diagram) bool { return len(tableNamed(t, d, "customers").Columns) == 3 })
	w.wait(`document.querySelector("#undo").title === "Undo: Rename table users (Ctrl+Z)"`)
	w.chord("z", 2)
	w.sees(table("users"))
	w.chord("z", 2+8)
	w.sees(table("customers"))
	w.wait(`document.querySelector("#redo").title.startsWith("Redo: Delete column customers.name")`)
	require.Len(t, d.Tables, 3)

	w.press("/")
	w.wait(`document.activeElement?.id === "outline-filter"`)
	w.types("tot")
	w.wait(`document.querySelectorAll("#outline [role=treeitem]").length === 2`) // orders and its column
	w.key(kb.Escape)
	w.run(chromedp.KeyEvent("?"))
	w.wait(`document.querySelector("dialog.help-dialog")`)
	for _, text := range []string{"Align left edges", "Next cardinality at the first end", "Copy as SQL", "Un-pivot"} {
		require.Contains(t, eval[string](w, `document.querySelector("dialog.help-dialog").innerText`), text)
	}
	w.key(kb.Escape)
	w.wait(`!document.querySelector("dialog.help-dialog[open]")`)
	w.chord("k", 2)
	w.wait(`document.activeElement?.closest(".palette-dialog")`)
	for _, text := range []string{"customers", "orders.total", "Export: DBML", "Tidy lines", "Show the DDL"} {
		w.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`))
		w.typed(text)
		w.wait(fmt.Sprintf(`[...document.querySelectorAll(".palette-dialog .option-label")].some(o => o.innerText === %q)`, text))
	}
	w.key(kb.Escape)
}

// What is copied in one diagram is pasted in another as what it was, in a text editor as
// lines, and SQL and lines are pasted as tables.
func TestCopyBetweenDiagrams(t *testing.T) {
	a := start(t)
	from := a.imported("from.sql", []byte(`CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);
		CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE); CREATE INDEX ON orders (user_id) WHERE id > 7;`))
	to := a.imported("to.sql", []byte(`CREATE TABLE tags (id bigint PRIMARY KEY);`))
	b := startBrowser(t)
	one := b.open(a.URL + from)
	one.sees(`#canvas[data-ready]`)
	one.mayUseClipboard()
	one.key("a", kb.ModifierCtrl)
	one.command("c", "Copy")
	one.says("Copied.")
	require.Contains(t, one.clipboard(), "users\n  id bigint pk\n  email text !u")
	require.Contains(t, one.clipboard(), "  user_id bigint ! -> users.id")

	two := b.open(a.URL + to)
	two.sees(`#canvas[data-ready]`)
	two.mayUseClipboard()
	two.command("v", "Paste")
	d := a.until(to, func(d *diagram.Diagram) bool { return len(d.Tables) == 3 })
	require.Equal(t, []string{"orders.user_id -> users.id"}, foreignKeys(d))
	require.Equal(t, diagram.ActionCascade, d.SortedRelationships()[0].OnDelete, "all of it came along")
	require.Equal(t, "id > 7", tableNamed(t, d, "orders").Indexes[0].Where)
	two.chord("z", 2)
	a.until(to, func(d *diagram.Diagram) bool { return len(d.Tables) == 1 })
	two.wait(`document.querySelectorAll('[data-testid="table"]').length === 1`)

	// As SQL: only what is selected, and again as a table.
	two.saved()
	one.clickHeader("orders")
	one.runsCommand("Copy as SQL")
	sql := one.clipboard()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(sql, "CREATE TABLE") && time.Now().Before(end); sql = one.clipboard() {
		time.Sleep(25 * time.Millisecond) // the server writes it
	}
	require.Contains(t, sql, "CREATE TABLE orders")
	require.NotContains(t, sql, "CREATE TABLE users")
	two.pastes("CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users (id));")
	d = a.until(to, func(d *diagram.Diagram) bool { return len(d.Tables) == 3 })
	require.Equal(t, []string{"posts.user_id -> users.id"}, foreignKeys(d))
	two.chord("z", 2)
	a.until(to, func(d *diagram.Diagram) bool { return len(d.Tables) == 1 })
	two.wait(`document.querySelectorAll('[data-testid="table"]').length === 1`)

	// As text; junk becomes a note.
	two.pastes("users\n  id int pk\nposts\n  id int pk\n  user_id ! -> users")
	d = a.until(to, func(d *diagram.Diagram) bool { return len(d.Tables) == 3 })
	require.Equal(t, []string{"posts.user_id -> users.id"}, foreignKeys(d))
	two.key(kb.Escape)
	two.pastes("Ask Anna\nabout prices.")
	a.until(to, func(d *diagram.Diagram) bool {
		return len(d.Notes) == 1 && d.SortedNotes()[0].Text == "Ask Anna\nabout prices."
	})

	// Cut and duplicate.
	two.clickHeader("posts")
	two.command("x", "Cut")
	d = a.until(to, func(d *diagram.Diagram) bool { return len(d.Tables) == 2 })
	require.Empty(t, foreignKeys(d))
	two.clickHeader("users")
	two.key("d", kb.ModifierCtrl)
	d = a.until(to, func(d *diagram.Diagram) bool { return len(d.Tables) == 3 })
	require.Equal(t, []string{"id"}, columnNames(tableNamed(t, d, "users_2")))
}

// A line under the pointer, or reached by the keyboard, says both of its directions, and its
// columns light up at both ends.
func TestReadALine(t *testing.T) {
	a, w, url := edit(t, strings.Replace(shopScript, "user_id bigint NOT NULL", "user_id bigint NOT NULL REFERENCES users (id)", 1))
	d, _ := a.diagram(url)
	line := d.SortedRelationships()[0].ID
	sentence := "A user has many orders, an order has exactly one user."
	x, y := w.at(d, "orders", lineAt(t, d, line, .5))
	// The pixel in the left part of a row, beside its name.
	pixel := func(t2, column string) string {
		b := w.box(row(t2, column))
		c := w.box("#canvas")
		return eval[string](w, fmt.Sprintf(`(() => { const c = document.querySelector("#canvas > canvas"), r = c.width / c.clientWidth, p = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
			p.drawImage(c, Math.round(%g * r), Math.round(%g * r), 1, 1, 0, 0, 1, 1);
			return String(p.getImageData(0, 0, 1, 1).data); })()`, b.X-c.X+b.Width-4, b.Y-c.Y+4))
	}
	rows := [][2]string{{"orders", "user_id"}, {"users", "id"}}
	var dark []string
	for _, r := range rows {
		dark = append(dark, pixel(r[0], r[1]))
	}
	other := pixel("users", "name")
	w.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x-3, y), chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	w.wait(fmt.Sprintf(`document.querySelector("#canvas").dataset.says === %q`, sentence))
	for i, r := range rows {
		require.NotEqual(t, dark[i], pixel(r[0], r[1]), "%s.%s is lit", r[0], r[1])
	}
	require.Equal(t, other, pixel("users", "name"))

	w.click(row("orders", "user_id"))
	w.press("l")
	w.says(sentence)
}

// Tidying that takes long shows how far it is, and can be cancelled; then nothing moves.
func TestTidyShowsItsProgress(t *testing.T) {
	a, w, url := edit(t, shopScript)
	// The answer stops half way, as that of a very large diagram would.
	w.do(`
		const send = window.fetch;
		window.fetch = (to, init) => {
			if (!String(to).endsWith("/layout")) return send(to, init);
			window.fetch = send;
			return Promise.resolve(new Response(new ReadableStream({ start(c) {
				c.enqueue(new TextEncoder().encode('{"done":40,"total":100}\n'));
				init.signal.addEventListener("abort", () => c.error(init.signal.reason));
			} })));
		};
	`)
	before, _ := a.diagram(url)
	w.runsCommand("Tidy everything")
	w.wait(`document.querySelector(".toast.working progress")?.value === 40`)
	w.click(".toast.working button")
	w.wait(`!document.querySelector(".toast.working")`)
	w.wait(`!document.querySelector(".toast.error")`)
	after, _ := a.diagram(url)
	for id, tb := range before.Tables {
		require.Equal(t, tb.Pos, after.Tables[id].Pos)
	}
	w.runsCommand("Tidy everything")
	w.wait(`/tidy already|Tidy all/.test(document.querySelector("#canvas [aria-live]").textContent)`)
}

// A hint fits what is selected, and goes for good once a person did what it says.
func TestHintsVanishOnceLearned(t *testing.T) {
	_, w, _ := edit(t, shopScript)
	hint := func(text string) string {
		return fmt.Sprintf(`document.querySelector("#hint").checkVisibility() && document.querySelector("#hint").innerText.includes(%q)`, text)
	}
	const nothing = `!document.querySelector("#hint").innerText.includes("adds columns") || !document.querySelector("#hint").checkVisibility()`
	w.clickHeader("orders")
	w.wait(hint("adds columns"))
	w.key(kb.Enter, kb.ModifierCtrl)
	w.wait(typing)
	w.types("paid_on date")
	w.key(kb.Enter)
	w.wait(nothing)
	w.key(kb.Escape)
	w.saved()
	w.run(chromedp.Reload())
	w.sees("#canvas[data-ready]")
	w.clickHeader("orders")
	w.wait(nothing)
	// Closing one is learning it, too.
	w.key(kb.Escape)
	w.wait(hint("finds every table") + " || " + hint("goes through the findings"))
	first := eval[string](w, `document.querySelector("#hint").innerText`)
	w.click("#hint button")
	w.wait(fmt.Sprintf(`document.querySelector("#hint").innerText !== %q`, first))
}

// A name that is too long is cut with a notice, wherever it is typed; the edit stays.
func TestLongNamesAreCutWithANotice(t *testing.T) {
	a, w, url := edit(t, shopScript)
	long := strings.Repeat("n", 300)
	w.clickHeader("orders")
	w.key(kb.F2)
	w.wait(typing)
	w.typed(long)
	w.key(kb.Enter)
	w.toasts("Cut after 255 characters")
	w.saved()
	d, _ := a.diagram(url)
	require.Len(t, tableNamed(t, d, long[:255]).Columns, 3)
}

// When the browser throws the pictures away, as it may when the GPU is reset, they are
// painted anew.
func TestLostPicturesComeBack(t *testing.T) {
	_, w, _ := edit(t, shopScript)
	for _, picture := range []string{"#canvas canvas", "#minimap canvas"} {
		colours := fmt.Sprintf(`(c => {
			const copy = new OffscreenCanvas(c.width, c.height).getContext("2d", { willReadFrequently: true });
			copy.drawImage(c, 0, 0);
			return new Set(new Uint32Array(copy.getImageData(0, 0, c.width, c.height).data.buffer)).size;
		})(document.querySelector(%q))`, picture)
		w.wait(colours + " > 2")
		w.do(fmt.Sprintf(`const c = document.querySelector(%q); c.getContext("2d").reset(); window.wiped = %s`, picture, colours))
		require.Equal(t, 1, eval[int](w, "window.wiped"))
		w.do(fmt.Sprintf(`document.querySelector(%q).dispatchEvent(new Event("contextrestored"))`, picture))
		w.wait(colours + " > 2")
	}
}
