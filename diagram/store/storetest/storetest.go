// Package storetest holds every store to one behaviour: each calls Run in its tests.
// It does not test how a store keeps things, or what happens when its process dies.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
)

// Open makes an empty store, and reopen opens the same one again after a Close.
type Open func(t *testing.T) (s store.Store, reopen func() store.Store)

// Run runs the whole suite.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, store.Store, func() store.Store){
		"create and look":                   createAndLook,
		"create is all or nothing":          createWhole,
		"the log keeps what it is given":    logKeeps,
		"a batch twice is kept once":        batchTwice,
		"a writer that is behind":           behind,
		"a write is all or nothing":         writeWhole,
		"numbers of a session":              numbers,
		"pages of the log":                  pages,
		"snapshots":                         snapshots,
		"sources":                           sources,
		"settling":                          settling,
		"drafts":                            drafts,
		"delete and undelete":               deleteUndelete,
		"findings":                          findings,
		"unknown diagrams":                  unknown,
		"many writers":                      manyWriters,
		"everything is there after closing": reopened,
	} {
		t.Run(name, func(t *testing.T) {
			s, reopen := open(t)
			test(t, s, reopen)
		})
	}
}

var (
	ctx   = context.Background()
	start = time.Date(2026, 3, 1, 12, 0, 0, 123e6, time.UTC)
)

// Entry returns an entry that renames a diagram; n is its number, and the counter in
// its ID.
func Entry(n int64, session string) op.Entry {
	return op.Entry{
		Seq: n, Actor: "owner", At: start.Add(time.Duration(n) * time.Second),
		Batch: op.Batch{
			ID: fmt.Sprintf("%s:%d", session, n), Label: "Rename diagram",
			Ops: []op.Op{op.SetTo(diagram.RootID, "name", fmt.Sprintf("name %d <&>", n))},
		},
		Inverse: []op.Op{op.SetTo(diagram.RootID, "name", fmt.Sprintf("name %d", n-1))},
	}
}

func entries(session string, from, to int64) []op.Entry {
	var list []op.Entry
	for n := from; n <= to; n++ {
		list = append(list, Entry(n, session))
	}
	return list
}

func made(t *testing.T, s store.Store, first ...op.Entry) diagram.ID {
	t.Helper()
	id := diagram.NewID()
	require.NoError(t, s.Create(ctx, store.New{ID: id, Name: "shop", Tables: 2, Created: start, Entries: first}))
	return id
}

func hasCode(t *testing.T, err error, code diagram.Code) {
	t.Helper()
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code)
}

// same compares entries by their JSON: a store may give nil for an empty list.
func same(t *testing.T, want, got []op.Entry) {
	t.Helper()
	a, err := json.Marshal(want)
	require.NoError(t, err)
	b, err := json.Marshal(got)
	require.NoError(t, err)
	require.JSONEq(t, string(a), string(b))
}

func createAndLook(t *testing.T, s store.Store, _ func() store.Store) {
	a := made(t, s, entries("a", 1, 3)...)
	info, err := s.Info(ctx, a)
	require.NoError(t, err)
	require.Equal(t, store.Info{
		ID: a, Name: "shop", Tables: 2, Head: 3, Created: start, Edited: start.Add(3 * time.Second),
	}, info)

	b := made(t, s)
	list, err := s.List(ctx)
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, []diagram.ID{a, b}, []diagram.ID{list[0].ID, list[1].ID}, "last edited first")
	require.NotEmpty(t, s.Epoch())
}

func createWhole(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s)
	hasCode(t, s.Create(ctx, store.New{ID: id, Name: "again", Created: start}), diagram.Conflict)
	hasCode(t, s.Create(ctx, store.New{ID: "no good", Created: start}), diagram.Invalid)

	gap := diagram.NewID()
	hasCode(t, s.Create(ctx, store.New{ID: gap, Created: start, Entries: []op.Entry{Entry(2, "a")}}), diagram.Invalid)
	_, err := s.Info(ctx, gap)
	hasCode(t, err, diagram.NotFound)

	info, err := s.Info(ctx, id)
	require.NoError(t, err)
	require.Equal(t, "shop", info.Name)
}

func logKeeps(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s, Entry(1, "a"))
	long := Entry(2, "a")
	long.Label = "Import ü 表"
	long.Undoes = "a:1"
	long.Ops = append(long.Ops, op.SetTo(diagram.RootID, "comment", strings.Repeat("long text ", 5000)))
	numbers, err := s.Append(ctx, store.Write{Diagram: id, After: 1, Entries: []op.Entry{long}, Name: "store", Tables: 7})
	require.NoError(t, err)
	require.Equal(t, []int64{2}, numbers)

	got, err := s.Entries(ctx, id, 0, 100)
	require.NoError(t, err)
	same(t, []op.Entry{Entry(1, "a"), long}, got)

	info, err := s.Info(ctx, id)
	require.NoError(t, err)
	require.Equal(t, store.Info{ID: id, Name: "store", Tables: 7, Head: 2, Created: start, Edited: long.At}, info)
}

func batchTwice(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s)
	first := store.Write{Diagram: id, Entries: entries("a", 1, 3)}
	for range 3 {
		numbers, err := s.Append(ctx, first)
		require.NoError(t, err)
		require.Equal(t, []int64{1, 2, 3}, numbers)
	}
	mixed := entries("a", 3, 5)
	for i := range mixed {
		mixed[i].Seq = int64(4 + i)
	}
	numbers, err := s.Append(ctx, store.Write{Diagram: id, After: 3, Entries: mixed})
	require.NoError(t, err)
	require.Equal(t, []int64{3, 4, 5}, numbers)

	got, err := s.Entries(ctx, id, 0, 100)
	require.NoError(t, err)
	same(t, entries("a", 1, 5), got)
}

func behind(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s, entries("a", 1, 4)...)
	late := Entry(3, "b")
	_, err := s.Append(ctx, store.Write{Diagram: id, After: 2, Entries: []op.Entry{late}})
	require.ErrorIs(t, err, store.ErrBehind)
	info, err := s.Info(ctx, id)
	require.NoError(t, err)
	require.Equal(t, int64(4), info.Head)
}

func writeWhole(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s)
	list := entries("a", 1, 3)
	list[2].Seq = 7
	_, err := s.Append(ctx, store.Write{Diagram: id, Entries: list})
	hasCode(t, err, diagram.Invalid)
	got, err := s.Entries(ctx, id, 0, 10)
	require.NoError(t, err)
	require.Empty(t, got)

	numbers, err := s.Append(ctx, store.Write{Diagram: id})
	require.NoError(t, err)
	require.Empty(t, numbers)
}

func numbers(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s, append(entries("a", 1, 2), entries("ab", 3, 4)...)...)
	other := made(t, s, entries("a", 1, 1)...)

	got, err := s.Numbers(ctx, id, "a")
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"a:1": 1, "a:2": 2}, got)
	got, err = s.Numbers(ctx, id, "c")
	require.NoError(t, err)
	require.Empty(t, got)
	got, err = s.Numbers(ctx, other, "a")
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"a:1": 1}, got)
}

func pages(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s, entries("a", 1, 10)...)
	got, err := s.Entries(ctx, id, 3, 4)
	require.NoError(t, err)
	same(t, entries("a", 4, 7), got)
	got, err = s.Entries(ctx, id, 8, 100)
	require.NoError(t, err)
	same(t, entries("a", 9, 10), got)
	got, err = s.Entries(ctx, id, 10, 100)
	require.NoError(t, err)
	require.Empty(t, got)
}

func snapshots(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s, entries("a", 1, 9)...)
	got, err := s.Snapshot(ctx, id)
	require.NoError(t, err)
	require.Equal(t, store.Snapshot{}, got)

	body := []byte(`{"objects":[` + strings.Repeat(`{"id":"x"},`, 2000) + `{}]}`)
	require.NoError(t, s.SaveSnapshot(ctx, id, store.Snapshot{Seq: 5, Body: body}))
	require.NoError(t, s.SaveSnapshot(ctx, id, store.Snapshot{Seq: 3, Body: []byte("older")}))
	got, err = s.Snapshot(ctx, id)
	require.NoError(t, err)
	require.Equal(t, store.Snapshot{Seq: 5, Body: body}, got)

	require.NoError(t, s.SaveSnapshot(ctx, id, store.Snapshot{Seq: 9, Body: []byte("newer")}))
	got, err = s.Snapshot(ctx, id)
	require.NoError(t, err)
	require.Equal(t, store.Snapshot{Seq: 9, Body: []byte("newer")}, got)
}

func sources(t *testing.T, s store.Store, _ func() store.Store) {
	file := store.Source{
		Name: "shop.drawio", Format: "drawio", Content: []byte("<mxfile/>"), Added: start,
		Warnings: []diagram.Loss{{Code: "loose-end", Message: "A line ends nowhere.", Where: "Page-1"}},
	}
	id := diagram.NewID()
	require.NoError(t, s.Create(ctx, store.New{ID: id, Name: "shop", Created: start, Sources: []store.Source{file}}))
	other := store.Source{Name: "b.sql", Format: "sql", Content: []byte("CREATE TABLE t (id int)"), Added: start.Add(time.Hour)}
	require.NoError(t, s.AddSource(ctx, id, other))
	renamed := file
	renamed.Name, renamed.Warnings = "shop (1).drawio", nil
	require.NoError(t, s.AddSource(ctx, id, renamed))

	got, err := s.Sources(ctx, id)
	require.NoError(t, err)
	require.Len(t, got, 2, "the same content is kept once")
	require.Equal(t, other.Content, got[0].Content)
	require.Equal(t, "sql", got[0].Format)
	require.Equal(t, "shop (1).drawio", got[1].Name, "what came again is the newest")
	require.Equal(t, file.Content, got[1].Content)
	require.Equal(t, start, got[1].Added)
	require.Empty(t, got[1].Warnings)

	file.Page, file.Scale, file.Settled = 2, diagram.Point{X: 1.5, Y: 1}, []int{0}
	require.NoError(t, s.AddSource(ctx, id, file))
	got, err = s.Sources(ctx, id)
	require.NoError(t, err)
	require.Len(t, got, 2)
	require.Equal(t, file, got[1])
}

func settling(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s)
	require.NoError(t, s.Settle(ctx, id, []int{1}), "without a file there is nothing to settle")
	for _, name := range []string{"a", "b"} {
		require.NoError(t, s.AddSource(ctx, id, store.Source{Name: name, Content: []byte(name), Added: start}))
	}
	require.NoError(t, s.Settle(ctx, id, []int{3, 1}))
	got, err := s.Sources(ctx, id)
	require.NoError(t, err)
	require.Empty(t, got[0].Settled)
	require.Equal(t, []int{3, 1}, got[1].Settled)
}

func drafts(t *testing.T, s store.Store, _ func() store.Store) {
	file := store.Source{Name: "shop.drawio", Format: "drawio", Content: []byte("<mxfile/>"), Added: start}
	draft, old, gone := diagram.NewID(), diagram.NewID(), diagram.NewID()
	for _, n := range []store.New{
		{ID: draft, Name: "new", Draft: "import", Created: start, Sources: []store.Source{file}},
		{ID: old, Name: "old", Created: start, Sources: []store.Source{file}},
		{ID: gone, Name: "gone", Created: start, Sources: []store.Source{file}},
	} {
		require.NoError(t, s.Create(ctx, n))
	}
	require.NoError(t, s.Delete(ctx, gone, start))
	names := func(name, format string) (list []string) {
		found, err := s.ReadFrom(ctx, name, format)
		require.NoError(t, err)
		for _, i := range found {
			list = append(list, i.Name)
		}
		return list
	}
	require.Equal(t, []string{"old"}, names("shop.drawio", "drawio"))
	require.Empty(t, names("shop.drawio", "sql"))
	require.Empty(t, names("other.drawio", "drawio"))

	info, err := s.Info(ctx, draft)
	require.NoError(t, err)
	require.Equal(t, diagram.ID("import"), info.Draft)
	require.NoError(t, s.Accept(ctx, draft))
	require.NoError(t, s.Accept(ctx, draft), "twice changes nothing")
	info, err = s.Info(ctx, draft)
	require.NoError(t, err)
	require.Empty(t, info.Draft)
	require.ElementsMatch(t, []string{"old", "new"}, names("shop.drawio", "drawio"))
}

func deleteUndelete(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s, Entry(1, "a"))
	at := start.Add(time.Hour)
	require.NoError(t, s.Delete(ctx, id, at))
	require.NoError(t, s.Delete(ctx, id, at.Add(time.Hour)))
	info, err := s.Info(ctx, id)
	require.NoError(t, err)
	require.True(t, info.IsDeleted())
	require.Equal(t, at, info.Deleted)

	_, err = s.Append(ctx, store.Write{Diagram: id, After: 1, Entries: []op.Entry{Entry(2, "a")}})
	hasCode(t, err, diagram.NotFound)

	require.NoError(t, s.Undelete(ctx, id))
	info, err = s.Info(ctx, id)
	require.NoError(t, err)
	require.False(t, info.IsDeleted())
	require.Equal(t, int64(1), info.Head)
}

func findings(t *testing.T, s store.Store, _ func() store.Store) {
	id := made(t, s)
	want := store.Findings{Known: true, Errors: 1, Warnings: 2, Infos: 3, Score: 87}
	require.NoError(t, s.SetFindings(ctx, id, want, start))
	info, err := s.Info(ctx, id)
	require.NoError(t, err)
	require.Equal(t, want, info.Findings)
	require.Equal(t, start, info.Edited, "counting is no edit")

	// Each day keeps its last numbers, in the order of the days.
	better := store.Findings{Known: true, Score: 100}
	require.NoError(t, s.SetFindings(ctx, id, better, start.AddDate(0, 0, -40)))
	require.NoError(t, s.SetFindings(ctx, id, want, start.AddDate(0, 0, 2)))
	require.NoError(t, s.SetFindings(ctx, id, better, start.AddDate(0, 0, 2).Add(time.Millisecond)))
	require.NoError(t, s.SetFindings(ctx, id, store.Findings{}, start.AddDate(0, 0, 3)))
	scores, err := s.Scores(ctx, id)
	require.NoError(t, err)
	require.Equal(t, []store.Scored{
		{Day: store.DayOf(start.AddDate(0, 0, -40)), Findings: better},
		{Day: store.DayOf(start), Findings: want},
		{Day: store.DayOf(start.AddDate(0, 0, 2)), Findings: better},
	}, scores, "nothing is known of the last day")
	info, err = s.Info(ctx, id)
	require.NoError(t, err)
	require.Equal(t, store.Findings{}, info.Findings)
	scores, err = s.Scores(ctx, made(t, s))
	require.NoError(t, err)
	require.Empty(t, scores)
}

func unknown(t *testing.T, s store.Store, _ func() store.Store) {
	id := diagram.NewID()
	for name, err := range map[string]error{
		"info":     second(s.Info(ctx, id)),
		"entries":  second(s.Entries(ctx, id, 0, 10)),
		"numbers":  second(s.Numbers(ctx, id, "a")),
		"snapshot": second(s.Snapshot(ctx, id)),
		"sources":  second(s.Sources(ctx, id)),
		"append":   second(s.Append(ctx, store.Write{Diagram: id, Entries: entries("a", 1, 1)})),
		"save":     s.SaveSnapshot(ctx, id, store.Snapshot{Seq: 1}),
		"add":      s.AddSource(ctx, id, store.Source{Name: "x"}),
		"findings": s.SetFindings(ctx, id, store.Findings{Known: true}, start),
		"scores":   second(s.Scores(ctx, id)),
		"settle":   s.Settle(ctx, id, nil),
		"accept":   s.Accept(ctx, id),
		"delete":   s.Delete(ctx, id, start),
		"undelete": s.Undelete(ctx, id),
	} {
		t.Run(name, func(t *testing.T) { hasCode(t, err, diagram.NotFound) })
	}
}

func second[T any](_ T, err error) error { return err }

// manyWriters appends to several diagrams at once, two writers to each: they race for
// the same numbers, and the one that is behind reads on and tries again.
func manyWriters(t *testing.T, s store.Store, _ func() store.Store) {
	const diagrams, each = 4, 25
	ids := make([]diagram.ID, diagrams)
	for i := range ids {
		ids[i] = made(t, s)
	}
	var wg sync.WaitGroup
	failed := make(chan error, 2*diagrams)
	for _, id := range ids {
		for w := range 2 {
			wg.Go(func() { failed <- appendAll(s, id, fmt.Sprintf("w%d", w), each) })
		}
	}
	wg.Wait()
	close(failed)
	for err := range failed {
		require.NoError(t, err)
	}
	for _, id := range ids {
		got, err := s.Entries(ctx, id, 0, 1000)
		require.NoError(t, err)
		require.Len(t, got, 2*each)
		seen := map[string]bool{}
		for i, e := range got {
			require.Equal(t, int64(i+1), e.Seq)
			require.False(t, seen[e.ID], "batch %s is in the log twice", e.ID)
			seen[e.ID] = true
		}
	}
}

func appendAll(s store.Store, id diagram.ID, session string, n int64) error {
	for i := int64(1); i <= n; {
		info, err := s.Info(ctx, id)
		if err != nil {
			return err
		}
		e := Entry(i, session)
		e.Seq = info.Head + 1
		switch _, err := s.Append(ctx, store.Write{Diagram: id, After: info.Head, Entries: []op.Entry{e}}); {
		case err == nil:
			i++
		case !errors.Is(err, store.ErrBehind):
			return err
		}
	}
	return nil
}

func reopened(t *testing.T, s store.Store, reopen func() store.Store) {
	id := made(t, s, entries("a", 1, 3)...)
	require.NoError(t, s.SaveSnapshot(ctx, id, store.Snapshot{Seq: 2, Body: []byte("two")}))
	epoch := s.Epoch()
	require.NoError(t, s.Close())

	s = reopen()
	require.Equal(t, epoch, s.Epoch())
	got, err := s.Entries(ctx, id, 0, 10)
	require.NoError(t, err)
	same(t, entries("a", 1, 3), got)
	snap, err := s.Snapshot(ctx, id)
	require.NoError(t, err)
	require.Equal(t, store.Snapshot{Seq: 2, Body: []byte("two")}, snap)
	_, err = s.Append(ctx, store.Write{Diagram: id, After: 3, Entries: []op.Entry{Entry(4, "a")}})
	require.NoError(t, err)
}
