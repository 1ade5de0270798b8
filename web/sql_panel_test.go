package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// scriptHas is an expression that tells whether a line in view of the DDL panel holds a text.
func scriptHas(text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("#sql-text [data-line] span")].some(l => l.textContent.includes(%q))`, text)
}

// current is an expression for the first line of the DDL panel that is marked as that of
// the selection.
const current = `document.querySelector("#sql-text .current")?.textContent ?? ""`

// do runs statements in the page.
func (w *tab) do(statements string) {
	w.t.Helper()
	w.run(chromedp.Evaluate[chromedp.Void]("(() => { " + statements + "; })()"))
}

// A statement and what it makes are selected together, and the script follows the options.
func TestDDLPanel(t *testing.T) {
	a := start(t)
	w := startBrowser(t).open(a.URL + a.sample("shop"))
	w.sees(table("orders"))
	w.click("#tab-sql")
	w.sees("#proof svg")
	w.sees(`#sql-text .q-kw`)
	require.True(t, eval[bool](w, `document.querySelectorAll("#sql-text [data-line]").length < 200`), "only what is in view is in the page")

	w.clickHeader("orders")
	w.wait(fmt.Sprintf(`(%s).includes("CREATE TABLE orders ")`, current))

	w.do(`document.querySelector("#sql-text").scrollTop = 0`)
	w.sees(`#sql-text [data-line="0"]`)
	first := eval[string](w, `[...document.querySelectorAll("#sql-text [data-line]")].find(l => l.textContent.includes("CREATE TABLE")).dataset.line`)
	w.click(fmt.Sprintf(`#sql-text [data-line="%s"]`, first))
	w.wait(fmt.Sprintf(`(%s).includes("CREATE TABLE")`, current))
	name := eval[string](w, fmt.Sprintf(`(%s).match(/CREATE TABLE (\w+)/)[1]`, current))
	w.wait(fmt.Sprintf(`document.querySelector('#outline [aria-selected="true"]')?.textContent.includes(%q)`, name))

	w.click("#sql-more")
	w.click(`#sql-options [name="quote"]`)
	w.wait(scriptHas(fmt.Sprintf(`CREATE TABLE "%s"`, name)))
	w.click(`#sql-options [name="drop"]`)
	w.wait(scriptHas("DROP TABLE"))
	w.click(`#sql-options [name="drop"]`)
	w.wait("!" + scriptHas("DROP TABLE"))
	whole := eval[int](w, `document.querySelector("#sql-text .pad").offsetHeight + document.querySelector("#sql-text").scrollHeight`)
	w.do(`(m => { m.selectedIndex = 1; m.dispatchEvent(new Event("change")); })(document.querySelector("#sql-module"))`)
	w.wait(fmt.Sprintf(`document.querySelector("#sql-text .pad").offsetHeight + document.querySelector("#sql-text").scrollHeight < %d`, whole))
	require.Contains(t, eval[string](w, `document.querySelector("#download-sql").href`), "&module=")

	// What is copied is all of it, also what is out of view.
	w.do(`(m => { m.selectedIndex = 0; m.dispatchEvent(new Event("change")); })(document.querySelector("#sql-module"))`)
	w.wait(fmt.Sprintf(`document.querySelector("#sql-text .pad").offsetHeight + document.querySelector("#sql-text").scrollHeight === %d`, whole))
	w.do(`document.querySelector("#sql-text").focus()`)
	w.key("a", kb.ModifierCtrl)
	copied := eval[string](w, `(() => {
		const e = new ClipboardEvent("copy", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
		document.querySelector("#sql-text").dispatchEvent(e);
		return e.clipboardData.getData("text/plain");
	})()`)
	require.Equal(t, 12, strings.Count(copied, "CREATE TABLE"))
}

func TestMarksOfSQL(t *testing.T) {
	a := start(t)
	var answer struct{ Marks [][]int }
	a.post("/sql/marks", `{"dialect":"postgres","lines":["CREATE TABLE t (","  n text DEFAULT 'a😀', -- why","",")"]}`).decode(t, &answer)
	require.Len(t, answer.Marks, 4)
	require.Equal(t, []int{6, 1, 1, 0, 5, 1, 4, 0}, answer.Marks[0])
	require.Empty(t, answer.Marks[2])
	length := 0
	for i := 0; i < len(answer.Marks[1]); i += 2 {
		length += answer.Marks[1][i]
	}
	require.Equal(t, len("  n text DEFAULT 'a")+2+len("', -- why"), length, "counted as the page counts")

	a.post("/sql/marks", `{"dialect":"postgres","lines":[]}`).decode(t, &answer)
	require.Empty(t, answer.Marks)
	for _, bad := range []string{`{"lines":["a\nb"]}`, `{"lines":["` + strings.Repeat("x", 70_000) + `"]}`, `[`} {
		require.GreaterOrEqual(t, a.post("/sql/marks", bad).status, 400)
	}
}
