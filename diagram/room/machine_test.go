package room_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/sqlite"
)

// TestConverge lets eight browsers edit one diagram while connections break, batches come
// twice and in another order, saves fail, and the server is killed and restarted. In the
// end all of them, and the snapshot, must be what the log says; every acknowledged batch
// must be in the log once, under the number that was told.
func TestConverge(t *testing.T) {
	for name, open := range map[string]func(t *testing.T) store.Store{
		"memory": func(*testing.T) store.Store { return store.NewMemory() },
		"sqlite": func(t *testing.T) store.Store {
			s, err := sqlite.Open(ctx, t.TempDir())
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, s.Close()) })
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			rapid.Check(t, func(rt *rapid.T) {
				m := newMachine(rt, s)
				rt.Repeat(map[string]func(*rapid.T){
					"edit":      m.edit,
					"undo":      m.undo,
					"again":     m.again,
					"read":      m.read,
					"partition": m.partition,
					"connect":   m.connect,
					"fail":      m.fail,
					"kill":      m.kill,
					"restart":   m.restart,
				})
				m.settle(rt)
			})
		})
	}
}

const browsers = 8

// machine is a server with its browsers.
type machine struct {
	disk  store.Store
	id    diagram.ID
	gate  *gate
	hub   *room.Hub
	told  *complaints
	peers []*peer
}

// peer is one browser: what it knows, what it has sent and not heard of.
type peer struct {
	counted
	actor   string
	client  *room.Client // nil: no connection
	doc     *op.Document
	seq     int64
	epoch   string
	pending []sent
	copies  map[string]int // of each batch on this connection, without an answer yet
	acked   map[string]int64
	refused map[string]bool
}

// sent is a batch, or an undo or redo under an ID.
type sent struct {
	batch op.Batch
	kind  string
}

func newMachine(t *rapid.T, s store.Store) *machine {
	m := &machine{disk: s, told: &complaints{}}
	m.start()
	var err error
	m.id, err = m.hub.Create(ctx, room.New{Name: "shop", Actor: "owner", Ops: ops(table("t0", "orders"), column("t0", "c0", "id"))})
	require.NoError(t, err)
	for i := range browsers {
		p := &peer{actor: fmt.Sprintf("person%d", i%3), seq: -1, acked: map[string]int64{}, refused: map[string]bool{}}
		p.session = fmt.Sprintf("s%d", i)
		m.peers = append(m.peers, p)
		m.join(t, p)
	}
	return m
}

func (m *machine) start() {
	m.gate = &gate{Store: m.disk}
	m.hub = room.NewHub(room.Options{Store: m.gate, SnapshotEvery: 7, Log: m.told.log()})
}

func (m *machine) any(t *rapid.T) *peer {
	return m.peers[rapid.IntRange(0, browsers-1).Draw(t, "peer")]
}

func (m *machine) edit(t *rapid.T) {
	p := m.any(t)
	for range rapid.IntRange(1, 4).Draw(t, "batches") {
		p.pending = append(p.pending, sent{batch(p.id(), randomOps(t)...), "batch"})
		p.send(p.pending[len(p.pending)-1])
	}
}

func (m *machine) undo(t *rapid.T) {
	p := m.any(t)
	p.pending = append(p.pending, sent{op.Batch{ID: p.id()}, rapid.SampledFrom([]string{"undo", "redo"}).Draw(t, "kind")})
	p.send(p.pending[len(p.pending)-1])
}

// again sends what is pending once more, in any order, and something long acknowledged.
func (m *machine) again(t *rapid.T) {
	p := m.any(t)
	for _, s := range rapid.Permutation(p.pending).Draw(t, "order") {
		p.send(s)
	}
	if len(p.acked) > 0 {
		id := rapid.SampledFrom(slices.Sorted(maps.Keys(p.acked))).Draw(t, "old")
		p.send(sent{batch(id, table("t0", "written twice")), "batch"})
	}
}

func (m *machine) read(t *rapid.T) {
	p := m.any(t)
	for range rapid.IntRange(1, 20).Draw(t, "messages") {
		if p.client == nil {
			return
		}
		select {
		case data, more := <-p.client.Messages():
			p.take(t, data, more)
		default:
			return
		}
	}
}

// partition breaks a connection: what was on its way to the browser is lost.
func (m *machine) partition(t *rapid.T) {
	p := m.any(t)
	if p.client != nil {
		p.client.Leave()
		p.client = nil
	}
}

func (m *machine) connect(t *rapid.T) { m.join(t, m.any(t)) }

// join connects a browser that is not, and sends again what it has not heard of.
func (m *machine) join(t *rapid.T, p *peer) {
	if p.client != nil {
		return
	}
	r, err := m.hub.Room(ctx, m.id)
	require.NoError(t, err)
	c, err := r.Join(ctx, room.Hello{Actor: p.actor, Role: "owner", Session: p.session, After: p.seq, Epoch: p.epoch})
	if err != nil {
		return // the room failed at this moment; another try comes
	}
	p.client, p.copies = c, map[string]int{}
	for _, s := range p.pending {
		p.send(s)
	}
}

func (m *machine) fail(t *rapid.T) {
	m.gate.fail(rapid.SampledFrom([]failure{failBefore, failAfter}).Draw(t, "failure"))
}

// kill ends the server without a goodbye, and starts another on the same disk.
func (m *machine) kill(t *rapid.T) {
	old := m.hub
	m.gate.kill()
	for _, p := range m.peers {
		if p.client != nil { // nothing more is read
			p.client.Leave()
			p.client = nil
		}
	}
	m.start()
	ending, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	require.NoError(t, old.Close(ending))
}

// restart ends the server in good order, and starts another.
func (m *machine) restart(t *rapid.T) {
	require.NoError(t, m.hub.Close(ctx))
	m.start()
	for _, p := range m.peers {
		p.readAll(t)
	}
}

// send hands a batch over; whether it arrives is not known before an answer comes.
func (p *peer) send(s sent) {
	if p.client == nil {
		return
	}
	// The room takes no more while many answers are not read, which is this goroutine's
	// own task; then the batch stays pending.
	brief, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	var err error
	switch s.kind {
	case "batch":
		err = p.client.Submit(brief, s.batch)
	case "undo":
		err = p.client.Undo(brief, s.batch.ID)
	case "redo":
		err = p.client.Redo(brief, s.batch.ID)
	}
	if err == nil {
		p.copies[s.batch.ID]++
	}
}

// take does what a browser does with a message.
func (p *peer) take(t *rapid.T, data []byte, more bool) {
	if !more {
		p.client = nil
		return
	}
	m := decode(t, data)
	switch m.Type {
	case "welcome":
		p.epoch = m.Epoch
		if m.Objects != nil {
			var err error
			p.doc, err = op.FromObjects(m.Objects)
			require.NoError(t, err)
			p.seq = m.Head
		}
	case "ops":
		require.Equal(t, p.seq+1, m.Seq, "a batch is missing or came twice")
		p.seq = m.Seq
		_, err := p.doc.Apply(m.Ops)
		require.NoError(t, err)
	case "ack":
		if first, again := p.acked[m.ID]; again {
			require.Equal(t, first, m.Seq, "batch %s has two numbers", m.ID)
		}
		p.acked[m.ID] = m.Seq
		p.copies[m.ID]--
		p.forget(m.ID)
	case "reject":
		if p.copies[m.ID]--; m.Error.Code == diagram.StorageFull {
			return // to be sent again
		}
		require.Contains(t, []diagram.Code{diagram.Invalid, diagram.NotFound}, m.Error.Code, m.Error.Message)
		if p.copies[m.ID] == 0 { // else the next copy may fit the newer state
			p.refused[m.ID] = true
			p.forget(m.ID)
		}
	}
}

func (p *peer) forget(id string) {
	p.pending = slices.DeleteFunc(p.pending, func(s sent) bool { return s.batch.ID == id })
}

// readAll reads what there is until the room sends the browser away.
func (p *peer) readAll(t *rapid.T) {
	for p.client != nil {
		select {
		case data, more := <-p.client.Messages():
			p.take(t, data, more)
		case <-time.After(patience):
			require.FailNow(t, "the room did not end")
		}
	}
}

// settle has all browsers connect and send until nobody waits for anything, and then
// compares everybody with the log.
func (m *machine) settle(t *rapid.T) {
	m.gate.mu.Lock()
	m.gate.plan = nil
	m.gate.mu.Unlock()
	for _, p := range m.peers {
		m.settlePeer(t, p)
	}
	info, err := m.disk.Info(ctx, m.id)
	require.NoError(t, err)
	for _, p := range m.peers {
		for deadline := time.Now().Add(patience); p.seq < info.Head; {
			require.True(t, time.Now().Before(deadline), "%s stays at %d of %d", p.session, p.seq, info.Head)
			m.join(t, p)
			m.readFor(t, p)
		}
	}
	require.NoError(t, m.hub.Close(ctx))

	doc, log := replayed(t, m.disk, m.id)
	want := text(t, doc)
	numbers := map[string]int64{}
	for _, e := range log {
		require.NotContains(t, numbers, e.ID, "a batch is in the log twice")
		numbers[e.ID] = e.Seq
	}
	for _, p := range m.peers {
		require.Equal(t, want, text(t, p.doc), "what %s has is not what the log says", p.session)
		for id, seq := range p.acked {
			require.Equal(t, seq, numbers[id], "acknowledged batch %s", id)
		}
		for id := range p.refused {
			require.True(t, numbers[id] == 0 || numbers[id] == p.acked[id], "refused batch %s is in the log", id)
		}
	}
	snap, err := m.disk.Snapshot(ctx, m.id)
	require.NoError(t, err)
	require.Equal(t, info.Head, snap.Seq)
	require.Equal(t, want, string(snap.Body))
	require.NotContains(t, m.told.String(), "refused", "a snapshot differs from the log")
	require.NotContains(t, m.told.String(), "panic")
}

func (m *machine) settlePeer(t *rapid.T, p *peer) {
	for deadline := time.Now().Add(patience); len(p.pending) > 0; {
		require.True(t, time.Now().Before(deadline), "%s never hears of %v", p.session, p.pending)
		m.join(t, p)
		if !m.readFor(t, p) {
			for _, s := range p.pending { // lost by a failed save
				p.send(s)
			}
		}
	}
}

// readFor reads messages until none comes for a moment; it tells whether any came.
func (m *machine) readFor(t *rapid.T, p *peer) (any bool) {
	for p.client != nil {
		select {
		case data, more := <-p.client.Messages():
			p.take(t, data, more)
			any = true
		case <-time.After(2 * time.Millisecond):
			return any
		}
	}
	return any
}

// randomOps are edits of a few objects, so that people meet; some are not allowed.
func randomOps(t *rapid.T) []op.Op {
	tables, columns := rapid.SampledFrom([]string{"t0", "t1", "t2"}), rapid.SampledFrom([]string{"c0", "c1", "c2", "c3"})
	name := rapid.StringMatching(`[a-z]{1,3}`)
	order := rapid.IntRange(0, 5)
	one := rapid.Custom(func(t *rapid.T) op.Op {
		id := rapid.OneOf(tables, columns).Draw(t, "id")
		switch rapid.IntRange(0, 9).Draw(t, "op") {
		case 0:
			return table(tables.Draw(t, "table"), name.Draw(t, "name"))
		case 1, 2:
			return column(tables.Draw(t, "table"), columns.Draw(t, "column"), name.Draw(t, "name"))
		case 3, 4:
			return rename(id, name.Draw(t, "name"))
		case 5:
			return deleteOf(id)
		case 6:
			return op.Op{Verb: op.Undelete, ID: diagram.ID(id)}
		case 7:
			return op.OrderOf(diagram.ID(id), diagram.OrderAt(order.Draw(t, "order")))
		case 8:
			return op.Op{Verb: op.Order, ID: diagram.ID(columns.Draw(t, "column")), Parent: diagram.ID(tables.Draw(t, "table")), Order: diagram.OrderAt(order.Draw(t, "order"))}
		}
		return op.SetTo(diagram.ID(tables.Draw(t, "table")), "pos", diagram.Point{X: float64(order.Draw(t, "x")), Y: 8})
	})
	return rapid.SliceOfN(one, 1, 3).Draw(t, "ops")
}

func decode(t *rapid.T, data []byte) (m message) {
	require.NoError(t, json.Unmarshal(data, &m))
	return m
}
