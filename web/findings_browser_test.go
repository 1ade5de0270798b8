package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	browserdomain "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
	"crowsfoot/lint"
)

// focused is an expression for what has the focus.
const focused = `document.activeElement`

// A person without a mouse meets the linter: walks the findings, has one explained, looks
// at its fix, fixes it, ignores another with a reason, undoes that, and fixes all that is
// certain in one step.
func TestFindingsByKeyboard(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	w := startBrowser(t).open(a.URL + flawed)
	w.sees(table("orders"))
	w.sees(`[data-testid="finding"]`)
	all := eval[int](w, `Number(document.querySelector("#finding-count").textContent)`)
	require.Len(t, a.findings(flawed), all)

	// F8 goes to the first finding, flies there and says it.
	w.key(kb.F8)
	w.wait(focused + `.matches('[data-testid="finding-detail"][data-rule="K001"]')`)
	w.wait(`document.querySelector("#canvas [aria-live]").textContent.startsWith("error: orders.customer_id")`)
	w.wait(`document.querySelector('[data-testid="finding-detail"] .walk').textContent.includes("1 of ")`)
	w.sees(`[data-testid="finding-detail"] [data-testid="ddl-diff"] .add`)

	// E explains, in place, with a way to the rule's page.
	w.press("e")
	w.wait(`document.querySelector(".explain").innerText.includes("Without the key the database accepts rows that point to nothing")`)
	require.Contains(t, eval[string](w, `document.querySelector(".explain a").href`), "/rules/missing-foreign-key?diagram=")

	// P shows the canvas without the fix, and with it again.
	lit := `document.querySelector('[data-testid="finding-detail"] .segments [aria-pressed="true"]').textContent`
	require.Equal(t, "After", eval[string](w, lit))
	w.press("p")
	w.wait(lit + ` === "Before"`)
	w.press("p")
	w.wait(lit + ` === "After"`)

	// Esc goes back to the line, arrows walk, Enter opens.
	w.key(kb.Escape)
	w.wait(focused + `.matches('[data-testid="finding"][data-rule="K001"]') && !document.querySelector('[data-testid="finding-detail"]')`)
	w.key(kb.ArrowDown)
	w.wait(focused + `.matches('[data-testid="finding"][data-rule="K002"]')`)
	w.key(kb.ArrowUp)
	w.wait(focused + `.matches('[data-testid="finding"][data-rule="K001"]')`)
	w.key(kb.Enter)
	w.wait(focused + `.matches('[data-testid="finding-detail"][data-rule="K001"]')`)

	// F fixes, and the next finding has the focus.
	before := w.ddl("postgres")
	fixed := eval[string](w, `document.querySelector('[data-testid="finding-detail"]').dataset.fingerprint`)
	w.press("f")
	w.wait(fetches("FOREIGN KEY (customer_id) REFERENCES customers (id)", 1))
	w.wait(fmt.Sprintf(`!document.querySelector('[data-fingerprint=%q]')`, fixed))
	w.wait(fmt.Sprintf(`document.querySelector("#finding-count").textContent === "%d"`, len(a.findings(flawed))))
	require.NotContains(t, before, "FOREIGN KEY (customer_id)")
	w.wait(focused + `.matches('[data-testid="finding"]')`)

	// I ignores, but never without a reason.
	w.press("i")
	w.wait(focused + `.matches('[data-testid="ignore-form"] input')`)
	rule := eval[string](w, `document.querySelector('[data-testid="finding-detail"]').dataset.rule`)
	w.key(kb.Enter)
	w.sees(`[data-testid="ignore-form"]`)
	w.typed("rows are only ever added")
	count := len(a.findings(flawed))
	w.key(kb.Enter)
	w.wait(`!document.querySelector('[data-testid="ignore-form"]')`)
	w.saved()
	require.Len(t, a.findings(flawed), count-1)
	// The list of what is ignored stands at the end; Tab goes on to it from the last finding.
	w.key(kb.End)
	w.wait(`[...document.querySelectorAll(".group button")].at(-1).textContent.includes("Ignored")`)
	w.key(kb.Tab)
	w.wait(focused + `.matches(".group button") && ` + focused + `.textContent.includes("Ignored")`)
	w.key(kb.Enter)
	w.wait(`document.querySelector('[data-testid="ignored"]').innerText.includes("rows are only ever added")`)
	require.Equal(t, "K002", rule)

	// Undo, from the canvas: the finding is back.
	w.key("z", kb.ModifierCtrl)
	w.saved()
	w.wait(`!document.querySelector('[data-testid="ignored"]')`)
	require.Len(t, a.findings(flawed), count)

	// All that is certain, in one step.
	w.key("F", kb.ModifierAlt, kb.ModifierShift)
	w.sees(`[data-testid="fix-all"] [data-testid="ddl-diff"] .add`)
	w.wait(focused + `.matches('[data-testid="fix-all"] .primary')`)
	left := lint.Mendable(a.findings(flawed))
	require.Positive(t, left)
	require.Contains(t, eval[string](w, focused+`.innerText`), "Fix ")
	script := w.ddl("postgres")
	w.key(kb.Enter)
	w.wait(`!document.querySelector('[data-testid="fix-all"]')`)
	w.wait(`!document.querySelector('[data-testid="fix-all-open"]') || document.querySelector('[data-testid="fix-all-open"]').hidden`)
	require.Zero(t, lint.Mendable(a.findings(flawed)))
	w.key("z", kb.ModifierCtrl)
	w.wait(`!document.querySelector('[data-testid="fix-all-open"]').hidden`)
	w.saved()
	require.Equal(t, script, w.ddl("postgres"), "one step takes all of it back")

	// The findings as SARIF, from the palette.
	folder := t.TempDir()
	_, err := chromedp.CallBrowser(w.ctx, browserdomain.SetDownloadBehavior, browserdomain.SetDownloadBehaviorParams{
		Behavior: browserdomain.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
	})
	require.NoError(t, err)
	w.key("k", kb.ModifierCtrl)
	w.wait(focused + `.matches('[role="combobox"]')`)
	w.typed("findings sarif")
	w.key(kb.Enter)
	var report struct {
		Runs []struct{ Results []struct{ RuleID string } }
	}
	require.Eventually(t, func() bool {
		files, _ := filepath.Glob(filepath.Join(folder, "*.sarif"))
		if len(files) != 1 {
			return false
		}
		text, err := os.ReadFile(files[0])
		return err == nil && json.Unmarshal(text, &report) == nil
	}, 20*time.Second, 50*time.Millisecond)
	require.Len(t, report.Runs, 1)
	require.Len(t, report.Runs[0].Results, len(lint.Shown(a.findings(flawed), false)))
}

// Marks on cards, rows and lines say what they are about and open it.
func TestMarksOnTheCanvas(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	d, _ := a.diagram(flawed)
	ids := map[string]diagram.ID{}
	for _, x := range d.Tables {
		ids[x.Name] = x.ID
	}
	a.submit(flawed, op.PutOf("", &diagram.Relationship{
		ID: "drawn", Order: "z", Verb: "earns", Ends: diagram.Between(ids["warehouses"], diagram.ZeroMany, ids["suppliers"], diagram.ZeroMany),
	}))
	w := startBrowser(t).open(a.URL + flawed)
	w.sees(`[data-testid="finding"][data-rule="P001"]`)

	// On the line of a many-to-many relationship.
	w.sees(`[data-testid="line-mark"]`)
	require.Contains(t, eval[string](w, `document.querySelector('[data-testid="line-mark"]').getAttribute("aria-label")`), "error: ")
	x, y := w.box(`[data-testid="line-mark"]`).middle()
	w.run(chromedp.MouseClickXY(x, y))
	w.wait(focused + `.matches('[data-testid="finding-detail"][data-rule="P001"]')`)
	w.key(kb.Escape)
	w.key(kb.Escape)

	// On the row that it speaks of: screen readers hear it with the column.
	label := eval[string](w, fmt.Sprintf(`document.querySelector(%q).getAttribute("aria-label")`, row("orders", "customer_id")))
	require.Contains(t, label, "customer_id, integer")
	require.Contains(t, label, "looks like a reference")
	b := w.box(row("orders", "customer_id"))
	w.run(chromedp.MouseClickXY(b.X+b.Width*21/220, b.Y+b.Height/2))
	w.wait(focused + `.matches('[data-testid="finding-detail"][data-rule="K001"]')`)
	w.key(kb.Escape)
	w.key(kb.Escape)

	// On the head of the card.
	head := w.box(table("orders"))
	k := head.Width / 220
	w.run(chromedp.MouseClickXY(head.X+head.Width-16.5*k, head.Y+18*k))
	w.wait(focused + `.matches('[data-testid="finding-detail"]')`)
}

// Levels are set per diagram, take effect at once and are taken back like any edit.
func TestLintSettings(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	w := startBrowser(t).open(a.URL + flawed)
	w.sees(`[data-testid="finding"][data-rule="K002"]`)
	w.key("k", kb.ModifierCtrl)
	w.wait(focused + `.matches('[role="combobox"]')`)
	w.typed("what the linter looks for")
	w.key(kb.Enter)
	w.sees(`[data-testid="lint-settings"] [data-rule="K002"]`)
	w.typed("primary key")
	w.wait(`!document.querySelector('[data-testid="lint-settings"] [data-rule="K001"]')`)
	choose := func(level string) {
		eval[string](w, fmt.Sprintf(`(() => { const s = document.querySelector('[data-testid="lint-settings"] select[data-key="K002"]'); s.focus(); s.value = %q; s.dispatchEvent(new Event("change")); return ""; })()`, level))
	}
	choose("off")
	w.wait(`document.querySelector('[data-testid="lint-settings"] [data-rule="K002"]').innerText.includes("Off, because this diagram's settings say so")`)
	w.wait(`!document.querySelector('[data-testid="finding"][data-rule="K002"]')`)
	w.wait(focused + `.dataset.key === "K002"`)
	w.saved()
	d, _ := a.diagram(flawed)
	require.Equal(t, map[string]string{"K002": "off"}, d.Lint.Levels)

	// A number of a rule, and words of one's own.
	change := func(key, value string) {
		eval[string](w, fmt.Sprintf(`(() => { const e = document.querySelector('[data-testid="lint-settings"] [data-key=%q]'); e.value = %q; e.dispatchEvent(new Event("change")); return ""; })()`, key, value))
	}
	change("words-external", "Stripe, sap")
	w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-testid="lint-settings"] [type="search"]').focus()`))
	w.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`))
	w.typed("N101")
	w.sees(`[data-key="N101.columns"]`)
	change("N101.columns", "4")
	w.wait(`!document.querySelector('[data-testid="finding"][data-rule="N101"]')`)
	w.saved()
	d, _ = a.diagram(flawed)
	require.Equal(t, []string{"stripe", "sap"}, d.Lint.Dictionaries.External)
	require.Equal(t, map[string]map[string]int{"N101": {"columns": 4}}, d.Lint.Thresholds)
	w.key(kb.Escape) // empties the search
	w.key(kb.Escape)
	w.wait(`!document.querySelector('[data-testid="lint-settings"]')`)
	w.click("#undo")
	w.sees(`[data-testid="finding"][data-rule="N101"]`)
	w.click("#undo")
	w.click("#undo")
	w.sees(`[data-testid="finding"][data-rule="K002"]`)
	w.saved()
	d, _ = a.diagram(flawed)
	require.Equal(t, diagram.LintSettings{}, d.Lint)
}

// From a finding to its rule, and from there back to the finding.
func TestFromRuleToFinding(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	w := startBrowser(t).open(a.URL + "/rules/repeating-group?diagram=" + strings.TrimPrefix(flawed, "/diagrams/"))
	w.click(".places a")
	w.wait(focused + `?.matches('[data-testid="finding-detail"][data-rule="N101"]')`)
	require.Equal(t, flawed, eval[string](w, "location.pathname + location.hash"))
}

// The panel says what it is to those who don't see it: every control has a name, lists and
// groups their roles, and what is switched says so.
func TestFindingsHaveNames(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL + a.sample("flawed"))
	w.click(`[data-testid="finding"][data-rule="K001"]`)
	w.sees(`[data-testid="ddl-diff"]`)
	w.press("e")
	w.sees(`.explain a`)
	w.click(`[aria-controls="more-filters"]`)
	w.wait(`!document.querySelector("#more-filters").hidden`)
	const check = `(root => {
	  const name = e => (e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") || "").split(" ").map(i => document.getElementById(i)?.textContent || "").join(" ") || e.labels?.[0]?.textContent || e.textContent || e.title || "").trim();
	  const bad = [];
	  for (const e of document.querySelectorAll(root + " :is(button, a, input, select, textarea, [role=group], [role=list], [tabindex])")) if (!name(e)) bad.push("no name: " + e.outerHTML.slice(0, 90));
	  for (const e of document.querySelectorAll(root + " svg:not([aria-hidden])")) if (e.getAttribute("role") !== "img" || !e.getAttribute("aria-label")) bad.push("picture without words: " + e.outerHTML.slice(0, 90));
	  for (const e of document.querySelectorAll(root + " [role=list] > * > *")) if (e.parentElement.getAttribute("role") === "presentation" && e.getAttribute("role") !== "listitem") bad.push("not an item: " + e.outerHTML.slice(0, 90));
	  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
	  for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i))) bad.push("twice: #" + id);
	  for (const e of document.querySelectorAll(root + " [aria-controls]")) if (!document.getElementById(e.getAttribute("aria-controls"))) bad.push("controls nothing: " + e.outerHTML.slice(0, 90));
	  const size = [...document.querySelectorAll(root + " *")].filter(e => e.children.length === 0 && e.textContent.trim() && parseFloat(getComputedStyle(e).fontSize) < 11);
	  for (const e of size) bad.push("too small: " + e.outerHTML.slice(0, 90));
	  return bad.join("\n");
	})`
	require.Empty(t, eval[string](w, check+`("#findings")`))
	// One stop in the list for Tab, and arrows inside it.
	w.run(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-testid="finding-detail"]').focus()`))
	require.Equal(t, 0, eval[int](w, `document.querySelectorAll('#findings .finding[tabindex="0"]').length`), "the chosen finding is open")
	w.key(kb.Escape)
	w.wait(`document.querySelectorAll('#findings .finding[tabindex="0"]').length === 1`)
	w.click(`[data-testid="fix-all-open"]`)
	w.sees(`[data-testid="fix-all"] [data-testid="ddl-diff"]`)
	require.Empty(t, eval[string](w, check+`("dialog")`))
	w.key(kb.Escape)
	w.wait(`!document.querySelector("dialog[open]")`)
}

// A drawer on a phone: a finding is shown above it, nothing is wider than the screen, and
// what one presses is large enough.
func TestFindingsOnAPhone(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL + a.sample("flawed"))
	w.run(chromedp.EmulateViewport(390, 844))
	w.wait(`innerWidth === 390`)
	w.click("#toggle-panels")
	w.click(`[data-testid="finding"][data-rule="K001"]`)
	w.sees(`[data-testid="finding-detail"] [data-testid="ddl-diff"]`)
	sheet := w.box("#right")
	card := w.box(table("orders"))
	require.Less(t, card.Y, sheet.Y, "the card stands above the drawer")
	require.Equal(t, 390, eval[int](w, "document.documentElement.scrollWidth"))
	w.wait(`document.querySelector('[data-testid="fix"]').offsetHeight >= 44`)
}

// A long list holds only what is in view, and walking it is quick.
func TestManyFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("builds thousands of tables")
	}
	a := start(t)
	var sql strings.Builder
	const tables = 600
	for i := range tables {
		fmt.Fprintf(&sql, "CREATE TABLE visits_%c%c%c (seen_on varchar(20), phone1 text, phone2 text, phone3 text);\n", 'a'+i/676, 'a'+i/26%26, 'a'+i%26)
	}
	w := startBrowser(t).open(a.URL + a.imported("many.sql", []byte(sql.String())))
	w.wait(fmt.Sprintf(`Number(document.querySelector("#finding-count").textContent) >= %d`, tables))
	w.sees(`[data-testid="finding"]`)
	require.Less(t, eval[int](w, `document.querySelectorAll("#findings .list *").length`), 2000)
	// The last one: its row is in view, and only those around it are in the page.
	w.key(kb.F8, kb.ModifierShift)
	w.wait(focused + `.matches('[data-testid="finding-detail"]')`)
	w.wait(`(() => { const b = document.activeElement.getBoundingClientRect(), l = document.querySelector("#findings .list").getBoundingClientRect(); return b.top >= l.top - 1 && b.top < l.bottom; })()`)
	n := eval[int](w, `Number(document.activeElement.closest("[role=listitem]").getAttribute("aria-posinset"))`)
	require.Greater(t, n, tables)
	require.Less(t, eval[int](w, `document.querySelectorAll("#findings .list *").length`), 2000)
}

// The score tells how the diagram does, and against the day before.
func TestScoreCard(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	id := diagram.ID(strings.TrimPrefix(flawed, "/diagrams/"))
	require.NoError(t, a.hub.Store.SetFindings(t.Context(), id, store.Findings{Known: true, Errors: 30, Score: 20}, time.Now().AddDate(0, 0, -3)))
	w := startBrowser(t).open(a.URL + flawed)
	findings := a.findings(flawed)
	d, _ := a.diagram(flawed)
	score := lint.Score(findings, lint.CountTables(d))
	w.wait(fmt.Sprintf(`document.querySelector('[data-testid="score"] b')?.textContent === "%d"`, score))
	w.wait(fmt.Sprintf(`document.querySelector('[data-testid="score"]').textContent.includes("+%d since ")`, score-20))
	w.sees(`[data-testid="score"] polyline`)
	w.click(`[data-testid="fix-all-open"]`)
	w.wait(focused + `.matches('[data-testid="fix-all"] .primary')`)
	w.key(kb.Enter)
	w.wait(fmt.Sprintf(`Number(document.querySelector('[data-testid="score"] b').textContent) > %d`, score))
	w.saved()
	d, _ = a.diagram(flawed)
	w.wait(fmt.Sprintf(`document.querySelector('[data-testid="score"] b').textContent === "%d"`, lint.Score(a.findings(flawed), lint.CountTables(d))))
}

// What is ignored is listed on demand: why, until when, and whether that still matters.
func TestIgnoredFindings(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	f := a.findings(flawed)[0]
	a.submit(flawed,
		op.PutOf("", &diagram.Ignore{ID: "used", Order: "a", Rule: f.Rule, Object: f.Objects[0].ID, Fingerprint: f.Fingerprint, Reason: "fine here", Until: "2999-12-31"}),
		op.PutOf("", &diagram.Ignore{ID: "idle", Order: "b", Rule: "K001", Object: "gone", Reason: "no longer"}),
		op.PutOf("", &diagram.Ignore{ID: "over", Order: "c", Rule: "K002", Object: "gone", Reason: "for a while", Until: "2001-01-01"}),
	)
	w := startBrowser(t).open(a.URL + flawed)
	w.sees(`[data-testid="finding"]`)
	require.Zero(t, eval[int](w, `document.querySelectorAll('[data-testid="ignored"]').length`))
	// The group stands at the end of the list.
	w.run(chromedp.Evaluate[chromedp.Void](`(() => { const l = document.querySelector("#findings .list"); l.scrollTop = l.scrollHeight; })()`))
	w.wait(`[...document.querySelectorAll(".group button")].at(-1).textContent.includes("Ignored3")`)
	eval[string](w, `[...document.querySelectorAll(".group button")].at(-1).click(), ""`)
	w.run(chromedp.Evaluate[chromedp.Void](`(() => { const l = document.querySelector("#findings .list"); l.scrollTop = l.scrollHeight; })()`))
	text := `[...document.querySelectorAll('[data-testid="ignored"]')].map(e => e.innerText.replace(/\s+/g, " ")).join("\n")`
	w.wait(text + `.includes("Silences nothing any more")`)
	said := strings.Split(eval[string](w, text), "\n")
	require.Len(t, said, 3)
	require.Contains(t, said[0], "fine here")
	require.Contains(t, said[0], f.Message)
	require.Contains(t, said[0], "Until 2999-12-31")
	require.Contains(t, said[2], "Expired on 2001-01-01")
	eval[string](w, `document.querySelectorAll('[data-testid="ignored"] button')[2].click(), ""`)
	w.wait(`document.querySelectorAll('[data-testid="ignored"]').length === 2`)
	w.saved()
	d, _ := a.diagram(flawed)
	require.Len(t, d.Ignores, 2)
}
