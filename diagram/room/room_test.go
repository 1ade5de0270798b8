package room_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
)

func TestCreate(t *testing.T) {
	h := newHub(t, room.Options{})
	id, err := h.Create(ctx, room.New{
		Name: "shop", Label: "Import shop.sql", Actor: "owner", Ops: []op.Op{table("t1", "orders"), column("t1", "c1", "id")},
		Sources: []store.Source{{Name: "shop.sql", Format: "sql", Content: []byte("CREATE TABLE orders (id int)")}},
	})
	require.NoError(t, err)
	info, err := h.Store.Info(ctx, id)
	require.NoError(t, err)
	require.Equal(t, "shop", info.Name)
	require.Equal(t, 1, info.Tables)
	require.Equal(t, int64(1), info.Head)
	files, err := h.Store.Sources(ctx, id)
	require.NoError(t, err)
	require.Len(t, files, 1)

	r, err := h.Room(ctx, id)
	require.NoError(t, err)
	d, seq, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, int64(1), seq)
	require.Equal(t, "orders", d.Tables["t1"].Name)
	require.Equal(t, "shop", d.Name)

	_, err = r.Undo(ctx, "owner", "")
	hasCode(t, err, diagram.NotFound)
}

func TestCreateRefuses(t *testing.T) {
	h := newHub(t, room.Options{})
	_, err := h.Create(ctx, room.New{Name: "x", Ops: []op.Op{rename("nothing", "x")}})
	hasCode(t, err, diagram.Invalid)
	list, err := h.Store.List(ctx)
	require.NoError(t, err)
	require.Empty(t, list)
}

func TestEditsReachEverybody(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	a, welcome := joined(t, r, "ann")
	require.Equal(t, int64(1), welcome.Head)
	require.Equal(t, h.Store.Epoch(), welcome.Epoch)
	require.Len(t, welcome.Objects, 2)
	b, _ := joined(t, r, "bob")

	require.NoError(t, a.Submit(ctx, batch("a:1", rename("t1", "bills"))))
	for _, c := range []*room.Client{a, b} {
		m := await(t, c, "ops")
		require.Equal(t, int64(2), m.Seq)
		require.Equal(t, "a:1", m.ID)
		require.Equal(t, "ann", m.Actor)
		require.Equal(t, []op.Op{rename("t1", "bills")}, m.Ops)
	}
	m := await(t, a, "ack")
	require.Equal(t, "a:1", m.ID)
	require.Equal(t, int64(2), m.Seq)

	info, err := h.Store.Info(ctx, r.ID())
	require.NoError(t, err)
	require.Equal(t, int64(2), info.Head)
}

func TestBatchTwiceIsDoneOnce(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	for range 3 {
		require.NoError(t, c.Submit(ctx, batch("a:1", rename("t1", "bills"))))
	}
	for range 3 {
		require.Equal(t, int64(2), await(t, c, "ack").Seq)
	}
	_, log := replayed(t, h.Store, r.ID())
	require.Len(t, log, 2)

	// Somebody who comes back after the room was closed gets the first number, too.
	again := newHub(t, room.Options{Store: h.Store})
	r, err := again.Room(ctx, r.ID())
	require.NoError(t, err)
	done, err := r.Submit(ctx, "ann", batch("a:1", rename("t1", "bills")))
	require.NoError(t, err)
	require.Equal(t, int64(2), done.Seq)
}

func TestReject(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	long := strings.Repeat("x", op.MaxOp)
	var wide []op.Op
	for i := range diagram.MaxColumns + 1 {
		wide = append(wide, column("t1", fmt.Sprintf("c%d", i), "c"))
	}
	for name, test := range map[string]struct {
		batch op.Batch
		code  diagram.Code
	}{
		"an ID of another form":      {batch("nonsense", rename("t1", "x")), diagram.Invalid},
		"nothing in it":              {batch("a:1"), diagram.Invalid},
		"an object that never was":   {batch("a:2", rename("t9", "x")), diagram.Invalid},
		"one operation is too long":  {batch("a:3", op.SetTo("t1", "comment", long)), diagram.TooLarge},
		"too many columns":           {batch("a:4", wide...), diagram.TooLarge},
		"the second of two is wrong": {batch("a:5", rename("t1", "half"), rename("t9", "x")), diagram.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, c.Submit(ctx, test.batch))
			m := await(t, c, "reject")
			require.Equal(t, test.batch.ID, m.ID)
			require.Equal(t, test.code, m.Error.Code)
			require.NotEmpty(t, m.Error.Message)
		})
	}
	d, seq, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, int64(1), seq)
	require.Equal(t, "orders", d.Tables["t1"].Name)
}

func TestServerBatchMayBeLong(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	var ops []op.Op
	for i := range 60 {
		ops = append(ops, op.PutOf("", &diagram.Note{ID: diagram.ID(fmt.Sprintf("n%d", i)), Order: diagram.OrderAt(i), Text: strings.Repeat("x", 60_000)}))
	}
	_, err := r.Submit(ctx, "owner", op.Batch{Label: "Import", Ops: ops})
	require.NoError(t, err)
	// It is too long to be sent as a message: everybody fetches the document.
	for {
		if _, ok := next(t, c); !ok {
			break
		}
	}
	var m message
	require.NoError(t, json.Unmarshal(c.Farewell(), &m))
	require.Equal(t, "resync", m.Type)
	_, welcome := joined(t, r, "ann")
	require.Len(t, welcome.Objects, 62)
}

func TestComingBack(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	for i := 1; i <= 3; i++ {
		_, err := r.Submit(ctx, "ann", batch(fmt.Sprintf("a:%d", i), rename("t1", fmt.Sprintf("n%d", i))))
		require.NoError(t, err)
	}
	epoch := h.Store.Epoch()
	for name, test := range map[string]struct {
		hello room.Hello
		seqs  []int64 // batches that follow; nil: the document instead
	}{
		"two are missing":        {room.Hello{After: 2, Epoch: epoch}, []int64{3, 4}},
		"nothing is missing":     {room.Hello{After: 4, Epoch: epoch}, []int64{}},
		"never been here":        {room.Hello{After: -1}, nil},
		"from another epoch":     {room.Hello{After: 2, Epoch: "old"}, nil},
		"from a future that was": {room.Hello{After: 9, Epoch: epoch}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			test.hello.Actor = "ann"
			c, err := r.Join(ctx, test.hello)
			require.NoError(t, err)
			defer c.Leave()
			m, _ := next(t, c)
			require.Equal(t, "welcome", m.Type)
			require.Equal(t, int64(4), m.Head)
			require.Equal(t, test.seqs == nil, m.Objects != nil)
			for _, seq := range test.seqs {
				m, _ := next(t, c)
				require.Equal(t, "ops", m.Type)
				require.Equal(t, seq, m.Seq)
			}
			m, _ = next(t, c)
			require.Equal(t, "history", m.Type)
		})
	}
}

func TestUndoRedo(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	m := await(t, c, "history")
	require.Nil(t, m.Undo)

	require.NoError(t, c.Submit(ctx, batch("a:1", rename("t1", "bills"))))
	m = await(t, c, "history")
	require.Equal(t, "Edit a:1", *m.Undo)
	require.Nil(t, m.Redo)

	require.NoError(t, c.Undo(ctx, "a:2"))
	m = await(t, c, "ops")
	require.Equal(t, "a:2", m.ID)
	require.Equal(t, "a:1", m.Undoes)
	require.Equal(t, []op.Op{rename("t1", "orders")}, m.Ops)
	m = await(t, c, "history")
	require.Nil(t, m.Undo)
	require.Equal(t, "Edit a:1", *m.Redo)

	require.NoError(t, c.Undo(ctx, "a:3"))
	require.Equal(t, diagram.NotFound, await(t, c, "reject").Error.Code)

	// The stacks come from the log, so they survive.
	require.NoError(t, h.Close(ctx))
	again := newHub(t, room.Options{Store: h.Store})
	r, err := again.Room(ctx, r.ID())
	require.NoError(t, err)
	done, err := r.Redo(ctx, "ann", "a:4")
	require.NoError(t, err)
	require.Equal(t, int64(4), done.Seq)
	d, _, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, "bills", d.Tables["t1"].Name)
}

func TestUndoLeavesWhatOthersChanged(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"), column("t1", "c1", "id"))
	for i, b := range []struct {
		actor string
		ops   []op.Op
	}{
		{"ann", []op.Op{rename("t1", "bills"), rename("c1", "nr"), op.SetTo("c1", "type", "int")}},
		{"bob", []op.Op{rename("t1", "invoices"), rename("c1", "number")}},
	} {
		_, err := r.Submit(ctx, b.actor, batch(fmt.Sprintf("s:%d", i), b.ops...))
		require.NoError(t, err)
	}
	done, err := r.Undo(ctx, "ann", "")
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"invoices.name", "invoices.number.name"}, done.Skipped)
	d, _, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, "invoices", d.Tables["t1"].Name)
	require.Empty(t, d.Tables["t1"].Columns[0].Type)

	// When others changed all of it, the step is done with all the same.
	_, err = r.Submit(ctx, "ann", batch("s:7", rename("t1", "a")))
	require.NoError(t, err)
	_, err = r.Submit(ctx, "bob", batch("s:8", rename("t1", "b")))
	require.NoError(t, err)
	done, err = r.Undo(ctx, "ann", "")
	require.NoError(t, err)
	require.Equal(t, []string{"b.name"}, done.Skipped)
	require.Equal(t, int64(7), done.Seq)
	_, err = r.Undo(ctx, "ann", "")
	hasCode(t, err, diagram.NotFound)
}

func TestSlowClientHasToComeBack(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	slow, _ := joined(t, r, "slow")
	for i := range 400 {
		_, err := r.Submit(ctx, "ann", batch(fmt.Sprintf("a:%d", i), rename("t1", fmt.Sprintf("n%d", i))))
		require.NoError(t, err)
	}
	last := int64(0)
	for {
		m, ok := next(t, slow)
		if !ok {
			break
		}
		if m.Type == "ops" {
			last = m.Seq
		}
	}
	require.Less(t, last, int64(401))
	require.Contains(t, string(slow.Farewell()), "resync")
	slow.Leave() // harmless
	_, welcome := joined(t, r, "slow")
	require.Equal(t, int64(401), welcome.Head)
}

// TestLongOfflineQueue has a browser come back with more edits than its queue holds
// messages, twice, as after an answer that was lost, before it reads the first answer.
func TestLongOfflineQueue(t *testing.T) {
	const edits = 1000
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	for range 2 {
		c, _ := joined(t, r, "ann")
		sent := make(chan error, 1)
		go func() {
			for i := range edits {
				if err := c.Submit(ctx, batch(fmt.Sprintf("a:%d", i), rename("t1", fmt.Sprintf("n%d", i)))); err != nil {
					sent <- err
					return
				}
			}
			sent <- nil
		}()
		for i := range edits {
			require.Equal(t, int64(i+2), await(t, c, "ack").Seq)
		}
		require.NoError(t, <-sent)
		c.Leave()
	}
}

func TestSnapshots(t *testing.T) {
	h := newHub(t, room.Options{SnapshotEvery: 10})
	r := opened(t, h, table("t1", "orders"))
	for i := range 25 {
		_, err := r.Submit(ctx, "ann", batch(fmt.Sprintf("a:%d", i), rename("t1", fmt.Sprintf("n%d", i)), column("t1", fmt.Sprintf("c%d", i), "c")))
		require.NoError(t, err)
	}
	require.Eventually(t, func() bool {
		s, err := h.Store.Snapshot(ctx, r.ID())
		return err == nil && s.Seq >= 20
	}, patience, time.Millisecond)
	require.NoError(t, h.Close(ctx))
	s, err := h.Store.Snapshot(ctx, r.ID())
	require.NoError(t, err)
	require.Equal(t, int64(26), s.Seq, "closing saves a snapshot")
	doc, _ := replayed(t, h.Store, r.ID())
	require.Equal(t, text(t, doc), string(s.Body))
}

func TestDamagedSnapshotIsNoLoss(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	require.NoError(t, h.Store.SaveSnapshot(ctx, r.ID(), store.Snapshot{Seq: 1, Body: []byte(`{"objects":[{"id":"x"`)}))
	again := newHub(t, room.Options{Store: h.Store})
	r, err := again.Room(ctx, r.ID())
	require.NoError(t, err)
	d, _, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, "orders", d.Tables["t1"].Name)
}

func TestIdleRoomCloses(t *testing.T) {
	h := newHub(t, room.Options{Idle: time.Millisecond})
	r := opened(t, h, table("t1", "orders"))
	require.Eventually(t, func() bool {
		_, err := r.Submit(ctx, "ann", batch("a:1", rename("t1", "bills")))
		return err != nil
	}, patience, 5*time.Millisecond, "the old room takes nothing any more")
	r, err := h.Room(ctx, r.ID())
	require.NoError(t, err)
	d, _, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.NotNil(t, d.Tables["t1"])
}

func TestDeleteSendsEverybodyOut(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h, table("t1", "orders"))
	c, _ := joined(t, r, "ann")
	require.NoError(t, h.Delete(ctx, r.ID()))
	for {
		if _, ok := next(t, c); !ok {
			break
		}
	}
	require.Contains(t, string(c.Farewell()), "deleted")
	_, err := h.Room(ctx, r.ID())
	hasCode(t, err, diagram.NotFound)

	require.NoError(t, h.Undelete(ctx, r.ID()))
	r, err = h.Room(ctx, r.ID())
	require.NoError(t, err)
	d, _, err := r.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, "orders", d.Tables["t1"].Name)
}

func TestUnknownDiagram(t *testing.T) {
	h := newHub(t, room.Options{})
	_, err := h.Room(ctx, "nothing")
	hasCode(t, err, diagram.NotFound)
	hasCode(t, h.Delete(ctx, "nothing"), diagram.NotFound)
}

func TestClosedHub(t *testing.T) {
	h := newHub(t, room.Options{})
	r := opened(t, h)
	c, _ := joined(t, r, "ann")
	require.NoError(t, h.Close(ctx))
	for {
		if _, ok := next(t, c); !ok {
			break
		}
	}
	require.Contains(t, string(c.Farewell()), "stopping")
	_, err := h.Room(ctx, r.ID())
	hasCode(t, err, diagram.Conflict)
	_, err = r.Submit(ctx, "ann", batch("a:1", table("t1", "x")))
	hasCode(t, err, diagram.Conflict)
	_, err = r.Join(ctx, room.Hello{Actor: "ann", After: -1})
	hasCode(t, err, diagram.Conflict)
}
