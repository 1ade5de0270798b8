package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// formIs is an expression that tells whether the workbench shows this normal form.
func formIs(form string) string {
	return fmt.Sprintf(`document.querySelector('[data-testid="normal-form"][data-form=%q]')`, form)
}

// offered is an expression that tells whether the workbench offers the step of this name.
func offered(step string) string {
	return fmt.Sprintf(`(b => b?.innerText === %q && !b.closest("[inert]"))(document.querySelector('[data-testid="apply"]'))`, step)
}

// Two dependencies are declared by keyboard, the table is taken apart, and that is taken
// back in one step.
func TestNormalFormsByKeyboard(t *testing.T) {
	a := start(t)
	script := `CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, customer_name text, zip text, city text);`
	w := startBrowser(t).open(a.URL + a.imported("shop.sql", []byte(script)))
	w.sees(`#canvas[data-ready]`)
	w.clickHeader("orders")
	before := w.ddl("postgres")

	// By the palette into the workbench.
	w.key("k", kb.ModifierCtrl)
	w.wait(`document.activeElement?.closest(".palette-dialog")`)
	w.typed("normal forms")
	w.key(kb.Enter)
	w.wait(`location.pathname.includes("/workbench/")`)
	w.wait(formIs("BCNF"))
	w.wait(`document.activeElement?.id === "line"`)

	// The first with names from the list, the second typed out.
	w.typed("customer_i")
	w.sees(`#line-choices:not([hidden])`)
	w.key(kb.Tab)
	w.typed(" -> customer")
	w.key(kb.Enter)
	w.wait(`document.querySelector("#line").value === "customer_id -> customer_name"`)
	w.key(kb.Enter)
	w.wait(`document.querySelectorAll('[data-testid="dependency"]').length === 1`)
	w.wait(formIs("2NF"))
	w.typed("zip -> zip")
	w.key(kb.Enter)
	w.wait(`document.querySelector("#line-hint").innerText.includes("decides itself")`)
	w.key(kb.Escape)

	// While the next plan is on its way, the one for other dependencies cannot be taken.
	w.wait(offered("Decompose into 2 tables"))
	w.run(chromedp.Evaluate[chromedp.Void](`{
		const real = window.fetch, held = new Promise(done => (window.letGo = done));
		window.fetch = async (...a) => (String(a[0]).includes("/decomposition?") && await held, real(...a));
	}`))
	w.typed("zip -> city; says the post")
	w.key(kb.Enter)
	w.wait(`document.querySelectorAll('[data-testid="dependency"]').length === 2`)
	w.wait(`document.querySelectorAll('[data-testid="violation"][data-breaks="3NF"]').length === 2`)
	w.wait(`document.querySelector('[data-testid="apply"]').closest("[inert]")`)
	w.run(chromedp.Evaluate[chromedp.Void](`window.letGo()`))
	w.wait(offered("Decompose into 3 tables"))
	require.Equal(t, "id", eval[string](w, `document.querySelector('[data-testid="candidate-key"]').innerText.trim()`))

	// Ctrl+Z in the empty field takes the second back, Ctrl+Shift+Z brings it again.
	w.key("z", kb.ModifierCtrl)
	w.wait(`document.querySelectorAll('[data-testid="violation"]').length === 1`)
	w.key("z", kb.ModifierCtrl, kb.ModifierShift)
	w.wait(`document.querySelectorAll('[data-testid="violation"]').length === 2`)
	w.saved()

	// The preview, then one step.
	w.wait(offered("Decompose into 3 tables"))
	w.sees(`[data-testid="ddl-diff"] .add`)
	w.wait(`[...document.querySelectorAll(".picture img")].some(i => i.complete && i.naturalWidth > 100)`)
	declared := eval[string](w, `location.href`)
	w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-testid="apply"]').focus()`))
	w.key(kb.Enter)
	w.wait(`!location.pathname.includes("/workbench/")`)
	w.sees(row("customers", "name"))
	w.sees(table("zips"))
	after := w.ddl("postgres")
	require.Contains(t, after, "FOREIGN KEY (zip) REFERENCES zips (zip)")
	require.NotContains(t, after, "dependency:")
	runOnEngines(t, w, 3)

	w.key("z", kb.ModifierCtrl)
	w.wait(fmt.Sprintf("!document.querySelector(%q)", table("zips")))
	w.saved()
	_, before, _ = strings.Cut(before, "\n\n") // behind the title
	_, now, _ := strings.Cut(w.ddl("postgres"), "\n\n")
	require.Equal(t, "-- dependency: customer_id -> customer_name\n-- dependency: zip -> city; says the post\n"+before, now)

	// The finding leads to the workbench as well, where clicks change a dependency.
	w.click("#tab-findings")
	w.click(`[data-testid="finding"][data-rule="N304"]`)
	w.wait(`document.querySelector('[data-testid="finding-detail"] a[href*="/workbench/"]')`)
	w.click(`[data-testid="finding-detail"] a[href*="/workbench/"]`)
	w.wait(fmt.Sprintf("location.href === %q", declared))
	w.wait(formIs("2NF"))
	w.click(`[data-testid="dependency"]:nth-child(2) .btn`)
	w.wait(`document.querySelector("#line").value === "zip -> city; says the post"`)
	w.click(`.columns tr[data-name="customer_name"] [data-side="to"]`)
	w.wait(`document.querySelector("#line").value === "zip -> city, customer_name; says the post"`)
	w.click(".line .btn.primary")
	w.wait(`document.querySelectorAll('[data-testid="dependency"]').length === 2`)
	w.wait(`document.querySelectorAll('[data-testid="dependency"]')[1].innerText.includes("customer_name")`)
	w.click(`[data-testid="dependency"] .icon-button`)
	w.wait(`document.querySelectorAll('[data-testid="dependency"]').length === 1`)
	w.saved()
	w.key(kb.Escape)
	w.key(kb.Escape)
	w.wait(`!location.pathname.includes("/workbench/")`)
}
