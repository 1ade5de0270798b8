package web_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// arranged asks for a layout and returns what it sets where.
func (a *app) arranged(url, body string) map[diagram.ID]string {
	a.t.Helper()
	answer := a.post(url+"/layout", body)
	require.Equal(a.t, 200, answer.status, answer.body)
	var got struct {
		Ops []op.Op `json:"ops"`
	}
	answer.lines(a.t, &got)
	set := map[diagram.ID]string{}
	for _, o := range got.Ops {
		require.Equal(a.t, op.Set, o.Verb)
		set[o.ID] += o.Property + " "
	}
	return set
}

func TestTidyAllOrASelection(t *testing.T) {
	a := start(t)
	url := a.imported("shop.sql", []byte(`CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));
		CREATE TABLE c (id int PRIMARY KEY, b_id int REFERENCES b (id)); CREATE TABLE d (id int PRIMARY KEY, a_id int REFERENCES a (id));`))
	require.Empty(t, a.arranged(url, ""), "what comes without places is laid out already")

	d, _ := a.diagram(url)
	ids := map[string]diagram.ID{}
	for _, tb := range d.Tables {
		ids[tb.Name] = tb.ID
	}
	far := diagram.Point{X: 4000, Y: 4000}
	a.submit(url, op.SetTo(ids["a"], "pos", far), op.SetTo(ids["b"], "pos", diagram.Point{X: 4000, Y: 4020}), op.SetTo(ids["c"], "pos", diagram.Point{X: -3000, Y: 10}))
	set := a.arranged(url, fmt.Sprintf(`{"tables":[%q,%q]}`, ids["a"], ids["b"]))
	require.NotEmpty(t, set)
	for id := range set {
		require.Contains(t, []diagram.ID{ids["a"], ids["b"]}, id, "only what was asked for moves")
	}
	require.Contains(t, a.arranged(url, "{}"), ids["c"], "an empty body means all")

	require.NotEqual(t, a.arranged(url, `{}`), a.arranged(url, `{"keep":true}`), "from where the cards are, or afresh")
	require.Equal(t, 400, a.post(url+"/layout", `{"tables":7}`).status)

	a.submit(url, op.SetTo(ids["a"], "pinned", true))
	require.NotContains(t, a.arranged(url, "{}"), ids["a"], "a pinned table stays")
	require.Empty(t, a.arranged(url, fmt.Sprintf(`{"tables":[%q]}`, ids["a"])))
	require.Empty(t, a.arranged(url, `{"tables":["nobody"]}`))
}

// A script that has grown puts its new tables beside those they refer to, and moves nothing.
func TestNewTablesOfAScriptComeBesideTheirNeighbours(t *testing.T) {
	a := start(t)
	var script strings.Builder
	script.WriteString("CREATE TABLE t0 (id int PRIMARY KEY);\n")
	for i := range 40 {
		fmt.Fprintf(&script, "CREATE TABLE t%d (id int PRIMARY KEY, up int REFERENCES t%d (id));\n", i+1, i/3)
	}
	url := a.imported("app.sql", []byte(script.String()))
	before, _ := a.diagram(url)
	script.WriteString("CREATE TABLE fresh (id int PRIMARY KEY, t7 int REFERENCES t7 (id));\n")
	merge := a.mergeInto(url, "app.sql", []byte(script.String()))
	require.Equal(t, 204, a.post(merge, "{}").status)
	after, _ := a.diagram(url)
	require.Len(t, after.Tables, len(before.Tables)+1)
	for id, old := range before.Tables {
		require.Equal(t, old.Pos, after.Tables[id].Pos, old.Name)
	}
	fresh, near := tableNamed(t, after, "fresh"), tableNamed(t, after, "t7")
	for _, o := range after.Tables {
		require.True(t, o == fresh || !o.Box().Meets(fresh.Box()), o.Name)
	}
	away := math.Abs(fresh.Pos.X-near.Pos.X) + math.Abs(fresh.Pos.Y-near.Pos.Y)
	require.Less(t, away, 1000.0, "of %v", after.Bounds())
}
