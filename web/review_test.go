package web_test

import (
	"bytes"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// goOn uploads a file and returns where the server says to go on.
func (a *app) goOn(name string, content []byte, fields ...string) string {
	a.t.Helper()
	w := a.upload(name, content, fields...)
	require.Equal(a.t, 201, w.status, w.body)
	var to struct{ URL string }
	w.decode(a.t, &to)
	return to.URL
}

// imported uploads a file, accepts it when it is reviewed, and returns the address of the
// diagram.
func (a *app) imported(name string, content []byte) string {
	a.t.Helper()
	url := a.goOn(name, content)
	if draft, found := strings.CutSuffix(url, "/review"); found {
		return a.accept(draft, "")
	}
	return url
}

// accept takes a draft and returns where to go on.
func (a *app) accept(draft, choice string) string {
	a.t.Helper()
	w := a.post(draft+"/accept", choice)
	require.Equal(a.t, 200, w.status, w.body)
	var to struct{ URL string }
	w.decode(a.t, &to)
	return to.URL
}

// submit changes a diagram as its owner.
func (a *app) submit(url string, ops ...op.Op) {
	a.t.Helper()
	r, err := a.hub.Room(a.t.Context(), diagram.ID(path.Base(url)))
	require.NoError(a.t, err)
	_, err = r.Submit(a.t.Context(), "owner", op.Batch{Label: "Edit", Ops: ops})
	require.NoError(a.t, err)
}

func (a *app) library() string { return a.get("/", "Accept", "text/html").body }

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("../testdata/" + name)
	require.NoError(t, err)
	return b
}

// twoPages is the shop twice, on two pages.
func twoPages(t testing.TB) []byte {
	t.Helper()
	shop := read(t, "drawio/shop.drawio")
	second := regexp.MustCompile(`(?s)<diagram.*</diagram>`).Find(shop)
	return bytes.Replace(shop, []byte("</mxfile>"), append(second, []byte("</mxfile>")...), 1)
}

type remark struct {
	Code, Message, Where, Object string
}

func (a *app) remarks(draft string) (list []remark, settled []int) {
	a.t.Helper()
	var in struct {
		Remarks []remark
		Settled []int
	}
	a.get(draft+"/review.json").decode(a.t, &in)
	return in.Remarks, in.Settled
}

func TestReviewBeforeTheLibrary(t *testing.T) {
	a := start(t)
	url := a.goOn("clinic.eddx", read(t, "edraw/clinic.eddx"))
	draft := strings.TrimSuffix(url, "/review")
	require.NotEqual(t, url, draft)

	require.NotContains(t, a.library(), `data-name="clinic"`, "nothing is in the library yet")
	require.Contains(t, a.library(), url, "but it waits there")
	require.Equal(t, 303, a.get(draft, "Accept", "text/html").status, "a draft opens as its review")
	page := a.get(url, "Accept", "text/html").body
	require.Contains(t, page, "Read clinic.eddx")
	require.Contains(t, page, "<svg", "the picture as drawn")
	require.Contains(t, page, "data-source=")

	list, settled := a.remarks(draft)
	require.NotEmpty(t, list)
	require.Empty(t, settled)
	require.Equal(t, 204, a.post(draft+"/settle", `{"settled":[0]}`).status)
	_, settled = a.remarks(draft)
	require.Equal(t, []int{0}, settled)

	require.Equal(t, draft, a.accept(draft, ""))
	require.Contains(t, a.library(), `data-name="clinic"`)
	require.NotContains(t, a.library(), "/review")
	require.Equal(t, 303, a.get(url, "Accept", "text/html").status, "the review is over")
	require.Contains(t, a.get(draft+"/report").body, "clinic.eddx")
	require.Equal(t, draft, a.accept(draft, ""), "twice changes nothing")
}

func TestReviewPages(t *testing.T) {
	two := twoPages(t)
	count := func(a *app) int { return strings.Count(a.library(), `class="card" data-id=`) }
	draft := func(a *app) string {
		url := a.goOn("two.drawio", two)
		require.Equal(t, 2, strings.Count(a.get(url, "Accept", "text/html").body, "data-page="))
		return strings.TrimSuffix(url, "/review")
	}
	t.Run("only the one that is looked at", func(t *testing.T) {
		a := start(t)
		first := draft(a)
		require.Equal(t, first, a.accept(first, ""))
		require.Equal(t, 1, count(a))
		require.NotContains(t, a.library(), "/review", "the other page is let go")
	})
	t.Run("the other one", func(t *testing.T) {
		a := start(t)
		first := draft(a)
		var to struct{ URL string }
		a.post(first+"/pages", `{"page":1}`).decode(t, &to)
		second := strings.TrimSuffix(to.URL, "/review")
		require.NotEqual(t, first, second)
		a.post(first+"/pages", `{"page":1}`).decode(t, &to)
		require.Equal(t, second+"/review", to.URL, "it is made once")
		require.Equal(t, 400, a.post(first+"/pages", `{"page":2}`).status)
		require.Equal(t, second, a.accept(second, ""))
		require.Equal(t, 1, count(a))
	})
	t.Run("each as a diagram", func(t *testing.T) {
		a := start(t)
		require.Equal(t, "/", a.accept(draft(a), `{"pages":[1,0,1]}`))
		require.Equal(t, 2, count(a))
		require.NotContains(t, a.library(), "/review")
	})
	t.Run("all in one, corrections and all", func(t *testing.T) {
		a := start(t)
		first := draft(a)
		d, _ := a.diagram(first)
		a.submit(first, op.SetTo(tableNamed(t, d, "users").ID, "name", "people"))
		d, _ = a.diagram(a.accept(first, `{"pages":[0,1],"together":true}`))
		require.Len(t, d.Tables, 10)
		require.NotNil(t, tableNamed(t, d, "people"))
		require.Equal(t, "two", d.Name)
		require.Equal(t, 1, count(a))
	})
	t.Run("none", func(t *testing.T) {
		a := start(t)
		first := draft(a)
		require.Equal(t, 400, a.post(first+"/accept", `{"pages":[7]}`).status)
		require.Equal(t, 204, a.post(first+"/discard", "").status)
		require.Equal(t, 0, count(a))
		require.NotContains(t, a.library(), "/review")
		require.NotContains(t, a.get("/?deleted=1", "Accept", "text/html").body, "data-id=", "what was never kept is not in the bin")
	})
}

func TestDiscardIsForDrafts(t *testing.T) {
	a := start(t)
	url := a.imported("shop.drawio", read(t, "drawio/shop.drawio"))
	require.Equal(t, 400, a.post(url+"/discard", "").status)
	require.Equal(t, 404, a.upload("shop.drawio", read(t, "drawio/shop.drawio"), "into", "nothing-here").status)
}

// plan is what a merge would do.
type plan struct {
	File, Earlier string
	Changes       []struct{ ID, What, Kind, Name string }
	Ops           []map[string]any
}

func (p plan) named(kind string) (names []string) {
	for _, c := range p.Changes {
		if c.Kind == kind && c.What == "table" {
			names = append(names, c.Name)
		}
	}
	return names
}

// mergeInto uploads a file for an open diagram and returns the address of its merge.
func (a *app) mergeInto(url, name string, content []byte) string {
	a.t.Helper()
	to := a.goOn(name, content, "into", strings.TrimPrefix(url, "/diagrams/"))
	if draft, into, found := strings.Cut(to, "/review?into="); found {
		return "/diagrams/" + into + "/merge/" + strings.TrimPrefix(draft, "/diagrams/")
	}
	target, draft, found := strings.Cut(to, "#merge=")
	require.True(a.t, found, to)
	return target + "/merge/" + draft
}

func (a *app) plan(merge, choices string) (p plan) {
	a.t.Helper()
	w := a.post(merge+"/plan", choices)
	require.Equal(a.t, 200, w.status, w.body)
	w.decode(a.t, &p)
	return p
}

func tableNamed(t testing.TB, d *diagram.Diagram, name string) *diagram.Table {
	t.Helper()
	for _, x := range d.Tables {
		if x.Name == name {
			return x
		}
	}
	require.Fail(t, "no table "+name)
	return nil
}

func TestMergeAScript(t *testing.T) {
	a := start(t)
	url := a.imported("shop.drawio", read(t, "drawio/shop.drawio"))
	before, _ := a.diagram(url)
	merge := a.mergeInto(url, "more.sql", []byte("CREATE TABLE suppliers (id int PRIMARY KEY, name text); CREATE TABLE users (id int PRIMARY KEY, nickname text);"))
	p := a.plan(merge, "")
	require.Equal(t, "more.sql", p.File)
	require.Empty(t, p.Earlier)
	require.Equal(t, []string{"suppliers"}, p.named("new"))
	require.Equal(t, []string{"users"}, p.named("changed"))
	require.Empty(t, p.named("removed"))
	same, _ := a.diagram(url)
	require.Equal(t, before, same, "a plan changes nothing")

	without := a.plan(merge, `{"left_out":["`+p.Changes[0].ID+`"]}`)
	require.Less(t, len(without.Ops), len(p.Ops))

	require.Equal(t, 204, a.post(merge, "").status)
	after, _ := a.diagram(url)
	require.Len(t, after.Tables, 6)
	require.NotNil(t, tableNamed(t, after, "users").ColumnNamed("nickname"))
	require.NotNil(t, tableNamed(t, after, "users").ColumnNamed("email"), "what the script does not speak of stays")
	require.Equal(t, 404, a.post(merge, "").status, "a merge is done once")
	require.NotContains(t, a.library(), "/review")
	require.Contains(t, a.get(url+"/report").body, "more.sql")

	r, err := a.hub.Room(t.Context(), diagram.ID(strings.TrimPrefix(url, "/diagrams/")))
	require.NoError(t, err)
	_, err = r.Undo(t.Context(), "owner", "")
	require.NoError(t, err)
	undone, _ := a.diagram(url)
	require.Equal(t, before, undone, "one step back is before the merge")
}

func TestMergeANewerEdition(t *testing.T) {
	a := start(t)
	shop := read(t, "drawio/shop.drawio")
	url := a.imported("shop.drawio", shop)
	d, _ := a.diagram(url)
	orders := tableNamed(t, d, "orders")
	a.submit(url, op.SetTo(orders.ID, "pos", diagram.Point{X: 2000, Y: 40}))

	newer := bytes.ReplaceAll(shop, []byte(`value="users"`), []byte(`value="customers"`))
	require.NotEqual(t, shop, newer)
	merge := a.mergeInto(url, "shop.drawio", newer)
	p := a.plan(merge, "")
	require.Equal(t, "shop.drawio", p.Earlier)
	require.Equal(t, []string{"customers"}, p.named("renamed"))
	require.Empty(t, p.named("new"))
	require.Empty(t, p.named("removed"))
	require.Equal(t, 204, a.post(merge, "").status)
	after, _ := a.diagram(url)
	require.Equal(t, tableNamed(t, d, "users").ID, tableNamed(t, after, "customers").ID)
	require.Equal(t, diagram.Point{X: 2000, Y: 40}, tableNamed(t, after, "orders").Pos, "what was moved by hand stays")
	require.Len(t, after.Relationships, len(d.Relationships))

	again := a.mergeInto(url, "shop.drawio", newer)
	require.Empty(t, a.plan(again, "").Ops, "the same file again changes nothing")
}
