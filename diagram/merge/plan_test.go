package merge_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/merge"
	"crowsfoot/diagram/op"
)

var derived = regexp.MustCompile(`\b[0-9A-Za-z]{16}\b`)

// plainIDs calls derived IDs ~1, ~2 … in the order in which they occur.
func plainIDs() func(string) string {
	names := map[string]string{}
	return func(text string) string {
		return derived.ReplaceAllStringFunc(text, func(id string) string {
			if names[id] == "" {
				names[id] = fmt.Sprintf("~%d", len(names)+1)
			}
			return names[id]
		})
	}
}

// showRenames writes one rename a line.
func showRenames(list []merge.Rename) string {
	var b strings.Builder
	for _, r := range list {
		name := r.OldName
		if r.Table != "" {
			name = r.Table + "." + name
		}
		state := fmt.Sprintf("%.2f", r.Score)
		if r.Certain {
			state = "certain"
		}
		if r.Accepted {
			state = "accepted"
		}
		fmt.Fprintf(&b, "%s %s → %s (%s → %s) %s: %s\n", r.What, r.Old, r.New, name, r.NewName, state, r.Why)
	}
	return b.String()
}

// showChanges writes one change a line, its details and conflicts indented.
func showChanges(list []merge.Change) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%s %s %s %q", c.Kind, c.What, c.ID, c.Name)
		if c.OldName != "" {
			fmt.Fprintf(&b, " was %q", c.OldName)
		}
		if c.LeftOut {
			b.WriteString(" left out")
		}
		b.WriteByte('\n')
		for _, d := range c.Details {
			b.WriteString("  " + d + "\n")
		}
		for _, x := range c.Conflicts {
			fmt.Fprintf(&b, "  ! %s: mine %s, theirs %s\n", x.Of, x.Mine, x.Theirs)
		}
	}
	return b.String()
}

func TestAlign(t *testing.T) {
	eachCase(t, "align*.txtar", func(t *testing.T, c map[string]string) {
		base, mine, theirs := diagramOf(t, c, "base"), diagramOf(t, c, "mine"), diagramOf(t, c, "theirs")
		a := merge.Align(base, mine, theirs)
		plain := plainIDs()
		require.Equal(t, c["want"], plain(show(a.Theirs)))
		require.Equal(t, c["renames"], plain(showRenames(a.Renames)), "renames")
	})
}

// choicesOf reads "accept <old>" and "leave <id>" lines; ~1 is the first derived ID of the
// plan without choices.
func choicesOf(t *testing.T, c map[string]string, base, mine, theirs *diagram.Diagram) merge.Choices {
	var out merge.Choices
	first := merge.Make(base, mine, theirs, merge.Choices{})
	plain := plainIDs()
	plain(showChanges(first.Changes))
	for _, line := range strings.Split(strings.TrimSpace(c["choices"]), "\n") {
		verb, id, _ := strings.Cut(line, " ")
		switch verb {
		case "":
		case "accept":
			i := slices.IndexFunc(first.Renames, func(r merge.Rename) bool { return string(r.Old) == id })
			require.GreaterOrEqual(t, i, 0, "no such offer: %s", id)
			out.Renames = append(out.Renames, first.Renames[i])
		case "leave":
			i := slices.IndexFunc(first.Changes, func(x merge.Change) bool { return plain(string(x.ID)) == id })
			require.GreaterOrEqual(t, i, 0, "no such change: %s", id)
			out.LeftOut = append(out.LeftOut, first.Changes[i].ID)
		default:
			require.Fail(t, "unknown choice", line)
		}
	}
	return out
}

func TestPlan(t *testing.T) {
	eachCase(t, "plan*.txtar", func(t *testing.T, c map[string]string) {
		base, mine, theirs := diagramOf(t, c, "base"), diagramOf(t, c, "mine"), diagramOf(t, c, "theirs")
		p := merge.Make(base, mine, theirs, choicesOf(t, c, base, mine, theirs))
		plain := plainIDs()
		require.Equal(t, c["changes"], plain(showChanges(p.Changes)), "changes")
		if want, ok := c["want"]; ok {
			require.Equal(t, want, plain(show(p.Diagram)))
		}
		require.Equal(t, c["renames"], plain(showRenames(p.Renames)), "renames")
		checkOps(t, p, mine)
		_, err := json.Marshal(p)
		require.NoError(t, err)
	})
}

// checkOps checks that the operations of a plan lead from mine to its diagram.
func checkOps(t require.TestingT, p *merge.Plan, mine *diagram.Diagram) {
	doc := op.NewDocument()
	_, err := doc.Apply(op.FromDiagram(mine))
	require.NoError(t, err)
	_, err = doc.Apply(p.Ops())
	require.NoError(t, err)
	require.Empty(t, op.Diff(doc.Snapshot(), p.Diagram))
}

// A document remembers what was deleted, and so does a plan that is made for it.
func TestPlanForADocumentWithDeletedObjects(t *testing.T) {
	doc := op.NewDocument()
	first := parse(t, `
table a orders source=2
  column b id source=3
  column c day source=4
note n "Ask Ann"`)
	back, err := doc.Apply(op.FromDiagram(first))
	require.NoError(t, err)
	_, err = doc.Apply(back) // the import is undone
	require.NoError(t, err)

	// In another file the same IDs are other objects, of other kinds even.
	theirs := parse(t, `
table n planets source=2
  column b mass source=3
table a moons pos=500,0 source=5
note c "Far away"`)
	p := merge.Make(nil, doc.Snapshot(), theirs, merge.Choices{Document: doc})
	_, err = doc.Apply(p.Ops())
	require.NoError(t, err)
	require.Empty(t, op.Diff(doc.Snapshot(), p.Diagram))
	require.Equal(t, "table ~1 planets source=2\n  column ~2 mass source=3\ntable ~3 moons pos=500,0 source=5\nnote ~4 \"Far away\"\n", plainIDs()(show(doc.Snapshot())))
}

func TestADeletedTableComesBackAsTheFileHasIt(t *testing.T) {
	doc := op.NewDocument()
	base := parse(t, `
table a orders source=2
  column b id source=3
  column c day source=4`)
	_, err := doc.Apply(append(op.FromDiagram(base), op.DeleteOf("a")))
	require.NoError(t, err)
	theirs := parse(t, `
table a orders source=2
  column b number source=3`)
	p := merge.Make(base, doc.Snapshot(), theirs, merge.Choices{Document: doc})
	_, err = doc.Apply(p.Ops())
	require.NoError(t, err)
	require.Equal(t, show(theirs), show(doc.Snapshot()))
	require.Equal(t, "new table a \"orders\"\n  1 column: number\n  ! table: mine removed, theirs changed\n", showChanges(p.Changes))
}
