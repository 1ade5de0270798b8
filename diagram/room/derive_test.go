package room_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
)

// routesByTable derives, for the test, one "route" per table from its name, and one
// finding per table; only tables that changed are given anew.
func routesByTable(_ context.Context, before, now *diagram.Diagram) (room.Derived, error) {
	d := room.Derived{All: before == nil, Findings: room.Findings{All: before == nil, Groups: map[string]json.RawMessage{}}, Count: store.Findings{Warnings: len(now.Tables)}}
	for _, t := range now.SortedTables() {
		if before == nil || before.Tables[t.ID] == nil || before.Tables[t.ID].Name != t.Name {
			d.Routes = append(d.Routes, room.Route{ID: t.ID, JSON: route(t.Name)})
			d.Findings.Groups[string(t.ID)] = json.RawMessage(fmt.Sprintf("[%q]", t.Name))
		}
	}
	if before != nil {
		for id := range before.Tables {
			if now.Tables[id] == nil {
				d.Remove = append(d.Remove, id)
				d.Findings.Remove = append(d.Findings.Remove, string(id))
			}
		}
	}
	return d, nil
}

func route(name string) json.RawMessage { return json.RawMessage(fmt.Sprintf(`{"is":%q}`, name)) }

// perRoom gives every room the same derivation.
func perRoom(d room.Derive) func() room.Derive { return func() room.Derive { return d } }

// awaitDerived reads messages until what is derived from a batch comes.
func awaitDerived(t *testing.T, c *room.Client, seq int64) message {
	t.Helper()
	for {
		if m := await(t, c, "derived"); m.Seq >= seq {
			return m
		}
	}
}

func TestDerived(t *testing.T) {
	h := newHub(t, room.Options{Derive: perRoom(routesByTable)})
	r := opened(t, h, table("t1", "orders"), table("t2", "users"))
	c, _ := joined(t, r, "ann")
	m := awaitDerived(t, c, 1)
	require.True(t, m.Routes.All)
	require.Equal(t, []json.RawMessage{route("orders"), route("users")}, m.Routes.Set)
	require.JSONEq(t, `{"all":true,"groups":{"t1":["orders"],"t2":["users"]},"remove":[]}`, string(m.Findings))

	require.NoError(t, c.Submit(ctx, batch("a:1", rename("t1", "bills"), deleteOf("t2"))))
	m = awaitDerived(t, c, 2)
	require.False(t, m.Routes.All)
	require.Equal(t, []json.RawMessage{route("bills")}, m.Routes.Set)
	require.Equal(t, []diagram.ID{"t2"}, m.Routes.Remove)
	require.JSONEq(t, `{"all":false,"groups":{"t1":["bills"]},"remove":["t2"]}`, string(m.Findings))

	late, _ := joined(t, r, "bob")
	m = awaitDerived(t, late, 2)
	require.True(t, m.Routes.All)
	require.Equal(t, []json.RawMessage{route("bills")}, m.Routes.Set)
	require.JSONEq(t, `{"all":true,"groups":{"t1":["bills"]},"remove":[]}`, string(m.Findings))

	require.Eventually(t, func() bool {
		info, err := h.Store.Info(ctx, r.ID())
		return err == nil && info.Findings == store.Findings{Known: true, Warnings: 1}
	}, patience, time.Millisecond)
}

func TestDerivedForTheLibrary(t *testing.T) {
	h := newHub(t, room.Options{Derive: perRoom(routesByTable)})
	id, err := h.Create(ctx, room.New{Name: "shop", Ops: ops(table("t1", "orders"))})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		info, err := h.Store.Info(ctx, id)
		return err == nil && info.Findings == store.Findings{Known: true, Warnings: 1}
	}, patience, time.Millisecond, "though nobody has opened it")
}

// TestDerivedMerges holds a run back while batches come in: one more run covers all.
func TestDerivedMerges(t *testing.T) {
	var mu sync.Mutex
	var names []string
	release := make(chan struct{})
	h := newHub(t, room.Options{Derive: perRoom(func(ctx context.Context, before, now *diagram.Diagram) (room.Derived, error) {
		<-release
		mu.Lock()
		names = append(names, now.Tables["t1"].Name)
		mu.Unlock()
		return routesByTable(ctx, before, now)
	})})
	r := opened(t, h, table("t1", "n0"))
	for i := 1; i <= 20; i++ {
		_, err := r.Submit(ctx, "ann", batch(fmt.Sprintf("a:%d", i), rename("t1", fmt.Sprintf("n%d", i))))
		require.NoError(t, err)
	}
	close(release)
	c, _ := joined(t, r, "ann")
	m := awaitDerived(t, c, 21)
	require.Equal(t, []json.RawMessage{route("n20")}, m.Routes.Set)
	mu.Lock()
	defer mu.Unlock()
	require.Equal(t, []string{"n0", "n20"}, names)
}

// TestDeriveThatFails shows that a broken rule harms nothing else.
func TestDeriveThatFails(t *testing.T) {
	var told complaints
	h := newHub(t, room.Options{Log: told.log(), Derive: perRoom(func(ctx context.Context, before, now *diagram.Diagram) (room.Derived, error) {
		switch now.Tables["t1"].Name {
		case "panic":
			panic("a mistake in a rule")
		case "error":
			return room.Derived{}, fmt.Errorf("no")
		}
		return routesByTable(ctx, before, now)
	})})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	awaitDerived(t, c, 1)
	for i, name := range []string{"panic", "error", "fine"} {
		_, err := r.Submit(ctx, "ann", batch(fmt.Sprintf("a:%d", i), rename("t1", name)))
		require.NoError(t, err)
	}
	m := awaitDerived(t, c, 4)
	require.Equal(t, []json.RawMessage{route("fine")}, m.Routes.Set)
}

// TestDerivedInParts shows that what is long comes in several messages, which together say
// the same.
func TestDerivedInParts(t *testing.T) {
	const n = 3000
	long := strings.Repeat("x", 200)
	h := newHub(t, room.Options{Derive: perRoom(func(context.Context, *diagram.Diagram, *diagram.Diagram) (room.Derived, error) {
		d := room.Derived{All: true, Findings: room.Findings{All: true, Groups: map[string]json.RawMessage{}}}
		for i := range n {
			d.Routes = append(d.Routes, room.Route{ID: diagram.ID(fmt.Sprintf("r%05d", i)), JSON: route(long)})
			d.Findings.Groups[fmt.Sprintf("t%05d", i)] = json.RawMessage(fmt.Sprintf("[%q]", long))
		}
		return d, nil
	})})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	routes, groups, messages := 0, map[string]bool{}, 0
	for more := true; more; messages++ {
		m := await(t, c, "derived")
		require.Equal(t, messages == 0, m.Routes.All, "only the first says that nothing else stays")
		var f struct {
			All    bool
			Groups map[string]json.RawMessage
		}
		require.NoError(t, json.Unmarshal(m.Findings, &f))
		require.Equal(t, messages == 0, f.All)
		routes += len(m.Routes.Set)
		for id := range f.Groups {
			groups[id] = true
		}
		more = m.More
	}
	require.Equal(t, n, routes)
	require.Len(t, groups, n)
	require.Greater(t, messages, 4)
}
