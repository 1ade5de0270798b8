package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// edited is a diagram with one of everything that the inspector edits.
func (a *app) edited() string {
	a.t.Helper()
	url := a.imported("edited.sql", []byte(`
		CREATE SCHEMA sales;
		CREATE TYPE state AS ENUM ('draft', 'paid');
		CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text, deleted_at timestamptz);
		CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE, state state NOT NULL DEFAULT 'draft',
			total numeric(10,2) NOT NULL DEFAULT 0 CHECK (total >= 0), tax numeric(10,2) GENERATED ALWAYS AS (total * 0.19) STORED);
		CREATE TABLE tags (id bigint PRIMARY KEY, label text);
		CREATE INDEX users_email ON users (lower(email), name DESC NULLS LAST) WHERE deleted_at IS NULL;
		CREATE VIEW paid AS SELECT id, total FROM orders WHERE state = 'paid';`))
	return url
}

// field is an expression for the control of the inspector with this label, inside of what is
// named by of when that is not empty.
func field(of, label string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("#inspector input, #inspector select, #inspector textarea")].find(e => {
		const box = e.closest("label");
		const says = e.getAttribute("aria-label") ?? (e.type === "checkbox" ? box?.innerText.trim() : box?.firstChild?.textContent);
		return says === %q && (%q === "" || e.closest("details.item")?.querySelector("summary").innerText.includes(%q) || e.closest("[data-of=" + JSON.stringify(%q) + "]"));
	})`, label, of, of, of)
}

// fills puts a text into a field of the inspector, as one who types it does.
func (w *tab) fills(of, label, text string) {
	w.t.Helper()
	w.wait(field(of, label))
	w.run(chromedp.Evaluate[chromedp.Void](field(of, label) + `.focus(); ` + field(of, label) + `.select?.()`))
	if text == "" {
		w.key(kb.Delete)
	} else {
		w.typed(text)
	}
	w.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
}

// picks chooses an entry of a list of the inspector by what it says.
func (w *tab) picks(of, label, entry string) {
	w.t.Helper()
	w.wait(field(of, label))
	w.wait(fmt.Sprintf(`(() => { const l = %s; const o = [...l.options].find(o => o.text === %q); if (!o) return false; l.value = o.value; l.dispatchEvent(new Event("change", {bubbles: true})); return true; })()`, field(of, label), entry))
}

// ticks clicks a box of the inspector.
func (w *tab) ticks(of, label string) {
	w.t.Helper()
	w.wait(field(of, label))
	w.run(chromedp.Evaluate[chromedp.Void](field(of, label) + `.click()`))
}

// presses clicks a button of the inspector by its label.
func (w *tab) presses(label string) {
	w.t.Helper()
	button := fmt.Sprintf(`[...document.querySelectorAll("#inspector button")].find(b => (b.getAttribute("aria-label") ?? b.innerText.trim()) === %q)`, label)
	w.wait(button)
	w.run(chromedp.Evaluate[chromedp.Void](button + `.click()`))
}

// unfolds opens what unfolds in the inspector, by what its line says.
func (w *tab) unfolds(name string) {
	w.t.Helper()
	item := fmt.Sprintf(`[...document.querySelectorAll("#inspector details.item")].find(d => d.querySelector("summary").innerText.includes(%q))`, name)
	w.wait(item)
	w.run(chromedp.Evaluate[chromedp.Void](`(d => d.open || d.querySelector("summary").click())(` + item + `)`))
}

// selectLine selects the relationship of a table by the keyboard.
func (w *tab) selectLine(name string) {
	w.t.Helper()
	w.clickHeader(name)
	w.press("l")
	w.wait(`document.querySelector("#inspector .sentence")`)
}

// Every property that a diagram has can be edited in the inspector, one act for each.
func TestInspectorEditsEverything(t *testing.T) {
	a := start(t)
	url := a.edited()
	w := startBrowser(t).open(a.URL + url)
	w.sees(`#canvas[data-ready]`)
	w.click("#tab-inspector")

	// The diagram, and what belongs to it.
	w.fills("", "Name", "Shop")
	w.picks("", "Types are written for", "MySQL")
	w.picks("", "Types are written for", "PostgreSQL")
	w.fills("", "What is it for?", "Sells things.")
	w.presses("Add a module")
	w.fills("Module 1", "Name", "Sales")
	w.fills("Sales", "Comment", "Takes orders.")
	w.presses("teal")
	w.presses("Add a module")
	w.fills("Module 2", "Name", "Stock")
	w.ticks("Stock", "Sales")
	w.unfolds("sales")
	w.fills("sales", "Comment", "What is sold.")
	w.presses("Add a schema")
	w.fills("schema", "Name", "audit")
	w.unfolds("state")
	w.fills("state", "Values, one a line", "draft\npaid\nsent")
	w.fills("state", "Default", "'draft'")
	w.ticks("state", "Not null")
	w.picks("state", "Schema", "audit")
	w.fills("state", "Comment", "How far an order is.")
	w.fills("state", "Name", "order_state")
	d := a.until(url, func(d *diagram.Diagram) bool {
		return tableNamed(t, d, "orders").ColumnNamed("state").Type == "order_state"
	})
	require.Equal(t, []string{"draft", "paid", "sent"}, d.DomainNamed("audit.order_state").Values)
	w.presses("Add an enumeration or a domain")
	w.fills("type", "Values, one a line", "a\nb")
	a.until(url, func(d *diagram.Diagram) bool {
		o := d.DomainNamed("type")
		return o != nil && o.IsEnum() && o.Type == ""
	})
	w.fills("type", "Values, one a line", "")
	w.fills("type", "Over the type", "varchar(80)")
	w.fills("type", "Check", "value <> ''")
	w.fills("type", "Name", "word")

	// A table with its keys, indexes and checks.
	w.clickHeader("users")
	w.fills("", "Comment", "Who buys.")
	w.picks("", "Module", "Sales")
	w.picks("", "Schema", "sales")
	w.picks("", "Kind", "Entity")
	w.fills("", "Width of the card", "260")
	w.ticks("", "Keeps its place when the diagram is tidied")
	w.presses("Add a unique key")
	w.picks("Unique", "Add a column to: Columns, in order", "name")
	w.fills("Unique", "Name of the constraint", "users_email_key")
	w.ticks("users_email_key", "Primary key")
	d = a.until(url, func(d *diagram.Diagram) bool { return tableNamed(t, d, "users").PrimaryKey().Name != "" })
	require.False(t, tableNamed(t, d, "users").Keys[0].Primary, "the one before is unique only")
	w.chord("z", 2)
	a.until(url, func(d *diagram.Diagram) bool { return tableNamed(t, d, "users").PrimaryKey().Name == "" })
	users := tableNamed(t, d, "users")
	require.Equal(t, []string{"email", "name"}, users.Names(users.Keys[1].Columns))
	w.unfolds("users_email_key")
	w.presses("Delete key")
	w.presses("Add an index")
	w.picks("Index", "Add to the index", "an expression")
	w.presses("email is sorted upwards")
	w.presses("NULLs, length and class of email")
	w.picks("0", "NULLs", "NULLs last")
	w.fills("0", "First … characters", "12")
	w.fills("0", "Operator class", "text_pattern_ops")
	w.fills("email, lower(id)", "Only rows where", "name <> ''")
	w.fills("email, lower(id)", "Method", "btree")
	w.ticks("email, lower(id)", "Unique")
	w.picks("email, lower(id)", "Add a column to: Stored along, not searched", "deleted_at")
	w.fills("", "Name", "users_look_up") // of the first field of that name: the table
	d = a.until(url, func(d *diagram.Diagram) bool {
		u := d.Tables[users.ID]
		return len(u.Indexes) == 2 && len(u.Indexes[1].Include) == 1 && u.Name == "users_look_up"
	})
	x := d.Tables[users.ID].Indexes[1]
	require.Equal(t, diagram.IndexPart{Column: users.ColumnNamed("email").ID, Descending: true, Nulls: "last", Length: 12, Class: "text_pattern_ops"}, x.Parts[0])
	require.Equal(t, "lower(id)", x.Parts[1].Expression)
	require.Equal(t, []any{"name <> ''", "btree", true}, []any{x.Where, x.Method, x.Unique})
	w.fills("Unique index", "Name", "look_up")
	w.presses("Add a check")
	w.fills("", "Rows must meet", "name <> email")
	w.fills("name <> email", "Name", "not_both")
	w.fills("not_both", "Rows must meet", "name is distinct from email")
	d = a.until(url, func(d *diagram.Diagram) bool {
		return len(d.Tables[users.ID].Checks) == 1 && d.Tables[users.ID].Checks[0].Name == "not_both" && d.Tables[users.ID].Indexes[1].Name == "look_up"
	})
	require.Equal(t, []any{"Who buys.", 260.0, true, diagram.KindEntity}, []any{d.Tables[users.ID].Comment, d.Tables[users.ID].Width, d.Tables[users.ID].Pinned, d.Tables[users.ID].Kind})
	w.clickHeader("paid")
	w.fills("", "Query", "select id from orders")

	// A column.
	w.click(row("orders", "tax"))
	w.fills("", "Type", "numeric(12,2)")
	w.ticks("", "Not null")
	w.fills("", "Generated as", "total * 0.2")
	w.ticks("", "Kept in the row, not computed on reading")
	w.fills("", "Check", "tax >= 0")
	w.fills("", "Collation", "C")
	w.fills("", "Comment", "Of the total.")
	w.fills("", "Name", "vat")
	w.click(row("orders", "total"))
	w.fills("", "Default", "7")
	w.click(row("orders", "id"))
	w.picks("", "Numbers itself", "always")
	d = a.until(url, func(d *diagram.Diagram) bool {
		return tableNamed(t, d, "orders").ColumnNamed("id").Identity == diagram.IdentityAlways
	})
	vat := tableNamed(t, d, "orders").ColumnNamed("vat")
	require.Equal(t, []any{"numeric(12,2)", true, "total * 0.2", false, "tax >= 0", "C", "Of the total."},
		[]any{vat.Type, vat.NotNull, vat.Generated, vat.Stored, vat.Check, vat.Collation, vat.Comment})

	// A relationship.
	w.selectLine("orders")
	w.fills("", "Role of orders", "purchases")
	w.picks("", "orders for each users_look_up", "one or many")
	w.fills("", "a users_look_up …", "places")
	w.fills("", "an order …", "is placed by")
	w.wait(`document.querySelector("#inspector .sentence").innerText.startsWith("A users_look_up places one or more orders, an order is placed by")`)
	w.fills("", "Name of the constraint", "orders_of_users")
	w.fills("", "Comment", "Who ordered.")
	w.picks("", "When the parent is deleted", "restrict")
	w.picks("", "When the parent's key changes", "cascade")
	w.ticks("", "May be checked at the end of a transaction")
	w.ticks("", "Is checked there by default")
	w.ticks("", "Identifies the child: part of its key")
	w.ticks("", "an order is a kind of users_look_up")
	w.picks("", "Drawn", "as a line")
	w.presses("Another pair")
	w.picks("pair 1", "Column of orders", "total")
	w.picks("pair 1", "Column of users_look_up", "email")
	d = a.until(url, func(d *diagram.Diagram) bool {
		return slices.Equal(foreignKeys(d), []string{"orders.user_id,total -> users_look_up.id,email"})
	})
	r := d.SortedRelationships()[0]
	require.Equal(t, "purchases", r.Ends[0].Role)
	require.Equal(t, []any{diagram.ActionRestrict, diagram.ActionCascade, true, true, true, true, diagram.DrawnAsLine},
		[]any{r.OnDelete, r.OnUpdate, r.Deferrable, r.InitiallyDeferred, r.Identifying, r.Inheritance, r.Drawn})
	for range 2 {
		w.presses("Leave this pair out")
	}
	w.fills("", "One a line: name and type", "since date\nnote")
	w.presses("Join by columns")
	d = a.until(url, func(d *diagram.Diagram) bool {
		r := d.SortedRelationships()[0]
		return len(r.Pairs) == 1 && len(r.Attributes) == 2
	})
	require.Equal(t, []diagram.Attribute{{Name: "since", Type: "date"}, {Name: "note"}}, d.SortedRelationships()[0].Attributes)
	require.True(t, d.SortedRelationships()[0].Directed)

	// A note and a frame.
	c := w.box("#canvas")
	w.run(chromedp.MouseEvent("mouseMoved", c.X+c.Width/2, c.Y+c.Height/2))
	w.press("n")
	w.run(chromedp.MouseClickXY(c.X+30, c.Y+c.Height-160))
	w.wait(typing)
	w.key(kb.Escape)
	w.fills("", "Text", "Ask Anna.")
	w.fills("", "Speaks of the table", "orders")
	w.presses("amber")
	w.press("f")
	w.drag(c.X+c.Width-200, c.Y+c.Height-200, c.X+c.Width-60, c.Y+c.Height-110)
	w.wait(typing)
	w.key(kb.Escape)
	w.fills("", "Title", "Later")
	w.picks("", "Shows the module", "Stock")
	w.presses("rose")
	d = a.until(url, func(d *diagram.Diagram) bool {
		return len(d.Frames) == 1 && d.SortedFrames()[0].Color == "rose" && len(d.Notes) == 1
	})
	require.Equal(t, []any{"Ask Anna.", tableNamed(t, d, "orders").ID, "amber"}, []any{d.SortedNotes()[0].Text, d.SortedNotes()[0].About, d.SortedNotes()[0].Color})

	// Nothing of the table of all properties was left out.
	elsewhere := map[string]string{
		"diagram.notation": "is a view of the canvas", "diagram.lint": "the settings of the linter",
		"table.pos": "dragged", "note.pos": "dragged", "frame.pos": "dragged", "note.size": "dragged", "frame.size": "dragged",
		"table.source": "of the import", "column.source": "of the import", "relationship.source": "of the import", "note.source": "of the import", "frame.source": "of the import",
		"dependency.determinant": "the workbench", "dependency.dependent": "the workbench", "dependency.comment": "the workbench",
		"relationship.directed": "follows the pairs",
	}
	w.saved()
	entries, err := a.st.Entries(t.Context(), diagram.ID(path.Base(url)), 0, 1000)
	require.NoError(t, err)
	edited, kinds := map[string]bool{}, map[diagram.ID]diagram.Kind{diagram.RootID: diagram.KindDiagram}
	for i, e := range entries {
		for _, o := range e.Ops {
			if o.Verb == op.Put {
				kinds[o.ID] = o.Kind
			}
			if o.Verb == op.Set && i > 0 {
				edited[string(kinds[o.ID])+"."+o.Property] = true
			}
		}
	}
	for _, k := range op.Kinds() {
		if k.Kind == diagram.KindIgnore {
			continue // findings are ignored in their own list
		}
		for _, p := range k.Properties {
			name := string(k.Kind) + "." + p.Name
			if !edited[name] && elsewhere[name] == "" {
				t.Errorf("nothing edits %s", name)
			}
		}
	}
}

// What several things share is changed for all of them at once, in one act.
func TestInspectorEditsSeveral(t *testing.T) {
	a, w, url := edit(t, shopScript)
	d, _ := a.diagram(url)
	module := diagram.NewID()
	a.submit(url, op.Op{Verb: op.Put, ID: module, Kind: diagram.KindModule, Order: diagram.OrderAt(0), Props: map[string]json.RawMessage{"name": []byte(`"Sales"`)}})
	w.click("#tab-inspector")
	w.clickHeader("users")
	w.key("a", kb.ModifierCtrl)
	w.picks("", "Module", "Sales")
	w.picks("", "Kind", "Entity")
	w.ticks("", "Keep their places when the diagram is tidied")
	d = a.until(url, func(now *diagram.Diagram) bool {
		for id := range d.Tables {
			if x := now.Tables[id]; x.Module != module || x.Kind != diagram.KindEntity || !x.Pinned {
				return false
			}
		}
		return true
	})
	w.wait(`document.querySelectorAll("#inspector .arrange button").length === 8`)

	w.click(row("orders", "user_id"))
	w.key(kb.ArrowDown, kb.ModifierShift)
	w.wait(`document.querySelector("#inspector h2").innerText === "2 selected"`)
	require.Equal(t, "several values", eval[string](w, field("", "Type")+`.placeholder`))
	w.fills("", "Type", "numeric(12,2)")
	w.fills("", "Default", "0")
	w.ticks("", "Not null")
	w.ticks("", "Unique together")
	d = a.until(url, func(d *diagram.Diagram) bool { return len(tableNamed(t, d, "orders").Keys) == 2 })
	orders := tableNamed(t, d, "orders")
	for _, name := range []string{"user_id", "total"} {
		c := orders.ColumnNamed(name)
		require.Equal(t, []any{"numeric(12,2)", "0", false}, []any{c.Type, c.Default, c.NotNull}, name)
	}
	require.Equal(t, []string{"user_id", "total"}, orders.Names(orders.Keys[1].Columns))
	w.presses("Delete all")
	a.until(url, func(d *diagram.Diagram) bool {
		return slices.Equal(columnNames(tableNamed(t, d, "orders")), []string{"id"})
	})
	w.chord("z", 2)
	a.until(url, func(d *diagram.Diagram) bool { return len(tableNamed(t, d, "orders").Columns) == 3 })
}

// The cardinality of a foreign key follows what its columns are unique by, whichever field
// or button of a key or an index says so.
func TestInspectorCardinalityFollows(t *testing.T) {
	a, w, url := edit(t, `
		CREATE TABLE users (id bigint PRIMARY KEY, deleted_at date);
		CREATE TABLE seats (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), place int, side int, CONSTRAINT one_seat UNIQUE (user_id));
		CREATE UNIQUE INDEX seats_place ON seats (place, side);`)
	card := func(want diagram.Cardinality) {
		t.Helper()
		a.until(url, func(d *diagram.Diagram) bool { return d.SortedRelationships()[0].Ends[0].Card == want })
	}
	card(diagram.ZeroOne)
	w.click("#tab-inspector")
	w.clickHeader("seats")
	w.unfolds("one_seat")
	w.picks("one_seat", "Add a column to: Columns, in order", "place")
	card(diagram.ZeroMany)
	w.presses("Leave place out")
	card(diagram.ZeroOne)
	w.presses("Delete key")
	card(diagram.ZeroMany)
	w.presses("Add an index")
	w.ticks("Index", "Unique")
	card(diagram.ZeroOne)
	w.fills("Unique index", "Only rows where", "place > 0")
	card(diagram.ZeroMany)
	w.fills("Unique index", "Only rows where", "")
	card(diagram.ZeroOne)
	w.run(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("#inspector details.item[open] button")].find(b => b.innerText.trim() === "Delete index").click()`))
	card(diagram.ZeroMany)

	// An index makes columns unique together as a key does.
	w.click(row("seats", "place"))
	w.key(kb.ArrowDown, kb.ModifierShift)
	w.wait(field("", "Unique together") + `?.checked`)
	w.ticks("", "Unique together")
	a.until(url, func(d *diagram.Diagram) bool { return !tableNamed(t, d, "seats").Indexes[0].Unique })
	w.wait(field("", "Unique together") + `?.checked === false`)
}

// Tables of the outline are dragged into modules, alone or all that are selected.
func TestOutlineDragsIntoModules(t *testing.T) {
	a := start(t)
	url := a.sample("shop")
	w := startBrowser(t).open(a.URL + url)
	w.sees(`#canvas[data-ready]`)
	d, _ := a.diagram(url)
	module := func(name string) diagram.ID {
		for _, m := range d.Modules {
			if m.Name == name {
				return m.ID
			}
		}
		return ""
	}
	line := func(name string) (x, y float64) {
		t.Helper()
		i := eval[string](w, fmt.Sprintf(`[...document.querySelectorAll("#outline [data-i]")].find(r => r.querySelector(".name").innerText === %q).dataset.i`, name))
		b := w.box(`#outline [data-i="` + i + `"]`)
		return b.X + 70, b.Y + b.Height/2
	}
	x0, y0 := line("tags")
	x1, y1 := line("Sales")
	w.drag(x0, y0, x1, y1)
	a.until(url, func(d *diagram.Diagram) bool { return tableNamed(t, d, "tags").Module == module("Sales") })
	// However often the mouse moves: the row that is lit is the one it is dropped on.
	x0, y0 = line("tags")
	x1, y1 = line("Catalog")
	w.jump(x0, y0, x1, y1)
	a.until(url, func(d *diagram.Diagram) bool { return tableNamed(t, d, "tags").Module == module("Catalog") })
	x1, y1 = line("Sales")
	// Escape leaves it where it is; two that are selected go together.
	w.wait(`document.querySelectorAll("#outline .drop-here, .drag-ghost").length === 0`)
	x0, y0 = line("users")
	w.hold("left", x0, y0, x1, y1)
	w.key(kb.Escape)
	w.release("left", x1, y1)
	w.wait(`document.querySelectorAll(".drag-ghost").length === 0`)
	x0, y0 = line("users")
	w.run(chromedp.MouseClickXY(x0, y0))
	x0, y0 = line("addresses")
	w.run(chromedp.MouseEvent("mousePressed", x0, y0, shifted), chromedp.MouseEvent("mouseReleased", x0, y0, shifted))
	w.wait(`document.querySelectorAll('#outline [aria-selected="true"]').length === 2`)
	x1, y1 = line("categories")
	w.drag(x0, y0, x1, y1)
	now := a.until(url, func(d *diagram.Diagram) bool { return tableNamed(t, d, "users").Module == module("Catalog") })
	require.Equal(t, module("Catalog"), tableNamed(t, now, "addresses").Module)
	w.chord("z", 2)
	a.until(url, func(d *diagram.Diagram) bool { return tableNamed(t, d, "users").Module == module("Customers") })
}

// Pictures of the inspector are taken when CROWSFOOT_SHOTS names a folder.
func TestPicturesOfTheInspector(t *testing.T) {
	folder := os.Getenv("CROWSFOOT_SHOTS")
	if folder == "" {
		t.Skip("CROWSFOOT_SHOTS names no folder")
	}
	a := start(t)
	url := a.edited()
	d, _ := a.diagram(url)
	module := diagram.NewID()
	a.submit(url, op.Op{Verb: op.Put, ID: module, Kind: diagram.KindModule, Order: diagram.OrderAt(0), Props: map[string]json.RawMessage{"name": []byte(`"Sales"`), "color": []byte(`"teal"`)}},
		op.SetTo(tableNamed(t, d, "orders").ID, "module", module))
	w := startBrowser(t).open(a.URL + url)
	w.sees(`#canvas[data-ready]`)
	w.click("#tab-inspector")
	for _, theme := range []string{"light", "dark"} {
		w.run(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.documentElement.dataset.theme = %q; dispatchEvent(new Event("storage"))`, theme)))
		shot := func(name string) {
			w.run(chromedp.Sleep(500 * time.Millisecond))
			w.shot(filepath.Join(folder, name+"-"+theme+".png"))
		}
		w.key(kb.Escape)
		w.key(kb.Escape)
		w.unfolds("state")
		w.unfolds("Sales")
		shot("diagram")
		w.clickHeader("users")
		w.unfolds("users_email")
		shot("table")
		w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector("#inspector").scrollTop = 420`))
		shot("table-more")
		w.click(row("orders", "tax"))
		shot("column")
		w.selectLine("users")
		shot("relationship")
		w.key("a", kb.ModifierCtrl)
		shot("several")
		w.click(row("orders", "total"))
		w.key(kb.ArrowUp, kb.ModifierShift)
		shot("columns")
		w.clickHeader("paid")
		shot("view")
	}
}
