package room_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
)

func TestFailedSaveTakesTheChangeBack(t *testing.T) {
	g := &gate{Store: store.NewMemory()}
	h := newHub(t, room.Options{Store: g})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")

	g.fail(failBefore)
	require.NoError(t, c.Submit(ctx, batch("a:1", rename("t1", "bills"), table("t2", "new"))))
	m := await(t, c, "reject")
	require.Equal(t, "a:1", m.ID)
	require.Equal(t, diagram.StorageFull, m.Error.Code)
	d, seq, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, int64(1), seq)
	require.Equal(t, "orders", d.Tables["t1"].Name)
	_, err = r.Undo(ctx, "ann", "")
	hasCode(t, err, diagram.NotFound)

	// As soon as there is room again the same batch is saved, once.
	require.NoError(t, c.Submit(ctx, batch("a:1", rename("t1", "bills"), table("t2", "new"))))
	require.Equal(t, int64(2), await(t, c, "ack").Seq)
	_, log := replayed(t, g, r.ID())
	require.Len(t, log, 2)
}

// TestLostAnswerIsNoSecondEdit covers the moment between the disk and the answer.
func TestLostAnswerIsNoSecondEdit(t *testing.T) {
	g := &gate{Store: store.NewMemory()}
	h := newHub(t, room.Options{Store: g})
	r := opened(t, h, table("t1", "orders"))
	g.fail(failAfter)
	c, _ := joined(t, r, "bob")
	done, err := r.Submit(ctx, "ann", batch("a:1", rename("t1", "bills")))
	require.NoError(t, err, "the log has it")
	require.Equal(t, int64(2), done.Seq)
	require.Equal(t, "a:1", await(t, c, "ops").ID)
	done, err = r.Submit(ctx, "ann", batch("a:1", rename("t1", "bills")))
	require.NoError(t, err)
	require.Equal(t, int64(2), done.Seq)
	_, log := replayed(t, g, r.ID())
	require.Len(t, log, 2)
}

// TestOneFailureAmongMany has many writers while saves fail now and then: who got an
// acknowledgement is in the log, who did not is not.
func TestOneFailureAmongMany(t *testing.T) {
	g := &gate{Store: store.NewMemory()}
	h := newHub(t, room.Options{Store: g})
	r := opened(t, h, table("t1", "orders"))
	const writers, each = 8, 40
	var mu sync.Mutex
	acked, refused := map[string]int64{}, map[string]bool{}
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				if w == 0 && i%5 == 0 {
					g.fail(failBefore)
				}
				id := fmt.Sprintf("w%d:%d", w, i)
				done, err := r.Submit(ctx, "ann", batch(id, table("t"+id[1:2], id)))
				mu.Lock()
				if err == nil {
					acked[id] = done.Seq
				} else {
					refused[id] = true
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	doc, log := replayed(t, g, r.ID())
	require.NotEmpty(t, refused)
	require.Len(t, acked, len(log)-1)
	for _, e := range log[1:] {
		require.Equal(t, e.Seq, acked[e.ID])
		require.False(t, refused[e.ID])
	}
	list, seq, err := r.Objects(ctx)
	require.NoError(t, err)
	require.Equal(t, int64(len(log)), seq)
	require.Equal(t, doc.Objects(), list)
}

func TestSomebodyElseWrote(t *testing.T) {
	s := store.NewMemory()
	h := newHub(t, room.Options{Store: s, Log: new(complaints).log()})
	r := opened(t, h, table("t1", "orders"))
	other := newHub(t, room.Options{Store: s})
	o, err := other.Room(ctx, r.ID())
	require.NoError(t, err)
	_, err = o.Submit(ctx, "bob", batch("b:1", rename("t1", "bills")))
	require.NoError(t, err)

	c, _ := joined(t, r, "ann")
	require.NoError(t, c.Submit(ctx, batch("a:1", table("t2", "users"))))
	require.Equal(t, "b:1", await(t, c, "ops").ID)
	require.Equal(t, int64(3), await(t, c, "ack").Seq, "it follows the other's")
	doc, _ := replayed(t, s, r.ID())
	list, _, err := r.Objects(ctx)
	require.NoError(t, err)
	require.Equal(t, doc.Objects(), list)
}

// panicking is a store with a mistake that shows on the room's goroutine.
type panicking struct{ store.Store }

func (panicking) Numbers(context.Context, diagram.ID, string) (map[string]int64, error) {
	panic("a mistake")
}

// TestPanicEndsOneRoomOnly shows that the server outlives a mistake.
func TestPanicEndsOneRoomOnly(t *testing.T) {
	var told complaints
	h := newHub(t, room.Options{Store: panicking{store.NewMemory()}, Log: told.log()})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	require.NoError(t, c.Submit(ctx, batch("a:1", rename("t1", "bills"))))
	for {
		if _, ok := next(t, c); !ok {
			break
		}
	}
	require.Contains(t, told.String(), "a mistake")
	require.Eventually(t, func() bool {
		r, err := h.Room(ctx, r.ID())
		if err != nil {
			return false
		}
		_, _, err = r.Objects(ctx)
		return err == nil
	}, patience, time.Millisecond, "a fresh room opens")
}
