package room_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
)

var ctx = context.Background()

// message is any frame from a room.
type message struct {
	Type    string      `json:"type"`
	Head    int64       `json:"head"`
	Epoch   string      `json:"epoch"`
	Role    string      `json:"role"`
	Objects []op.Object `json:"objects"`
	Seq     int64       `json:"seq"`
	ID      string      `json:"id"`
	Actor   string      `json:"actor"`
	Label   string      `json:"label"`
	Ops     []op.Op     `json:"ops"`
	Undoes  string      `json:"undoes"`
	Skipped []string    `json:"skipped"`
	Error   struct {
		Code    diagram.Code `json:"code"`
		Message string       `json:"message"`
	} `json:"error"`
	Undo   *string `json:"undo"`
	Redo   *string `json:"redo"`
	More   bool    `json:"more"`
	Routes struct {
		All    bool              `json:"all"`
		Set    []json.RawMessage `json:"set"`
		Remove []diagram.ID      `json:"remove"`
	} `json:"routes"`
	Findings json.RawMessage `json:"findings"`
	Reason   string          `json:"reason"`
}

// patience is how long a test waits for something that must come; only a failure takes
// so long.
const patience = 20 * time.Second

// next returns the next message of a client; ok is false when it has to go.
func next(t require.TestingT, c *room.Client) (m message, ok bool) {
	select {
	case data, more := <-c.Messages():
		if !more {
			return m, false
		}
		require.NoError(t, json.Unmarshal(data, &m))
		return m, true
	case <-time.After(patience):
		require.FailNow(t, "no message came")
	}
	return m, false
}

// await reads messages until one of this type comes.
func await(t require.TestingT, c *room.Client, kind string) message {
	for {
		m, ok := next(t, c)
		require.True(t, ok, "the client was sent away before %s came", kind)
		if m.Type == kind {
			return m
		}
	}
}

// complaints collects what a hub logs as errors.
type complaints struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (c *complaints) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.buf.Write(b)
}

func (c *complaints) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.buf.String()
}

func (c *complaints) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(c, &slog.HandlerOptions{Level: slog.LevelError}))
}

// newHub opens a hub that closes with the test, and must have logged no error by then.
func newHub(t *testing.T, o room.Options) *room.Hub {
	t.Helper()
	if o.Store == nil {
		o.Store = store.NewMemory()
	}
	var c complaints
	if o.Log == nil {
		o.Log = c.log()
	}
	h := room.NewHub(o)
	t.Cleanup(func() {
		closing, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		require.NoError(t, h.Close(closing))
		require.Empty(t, c.String())
	})
	return h
}

// opened creates a diagram and opens its room.
func opened(t *testing.T, h *room.Hub, ops ...op.Op) *room.Room {
	t.Helper()
	id, err := h.Create(ctx, room.New{Name: "shop", Actor: "owner", Ops: ops})
	require.NoError(t, err)
	r, err := h.Room(ctx, id)
	require.NoError(t, err)
	return r
}

// joined lets a client in who knows nothing, and returns it with its welcome.
func joined(t require.TestingT, r *room.Room, actor string) (*room.Client, message) {
	c, err := r.Join(ctx, room.Hello{Actor: actor, Role: "owner", Session: actor, After: -1})
	require.NoError(t, err)
	m, ok := next(t, c)
	require.True(t, ok)
	require.Equal(t, "welcome", m.Type)
	return c, m
}

func hasCode(t *testing.T, err error, code diagram.Code) {
	t.Helper()
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code)
}

// table puts a table of this ID and name.
func table(id, name string) op.Op {
	return op.PutOf("", &diagram.Table{ID: diagram.ID(id), Order: diagram.OrderAt(0), Name: name})
}

func column(table, id, name string) op.Op {
	return op.PutOf(diagram.ID(table), &diagram.Column{ID: diagram.ID(id), Order: diagram.OrderAt(0), Name: name})
}

func rename(id, name string) op.Op { return op.SetTo(diagram.ID(id), "name", name) }

func batch(id string, ops ...op.Op) op.Batch { return op.Batch{ID: id, Label: "Edit " + id, Ops: ops} }

// replayed builds the document from nothing but the log, and checks its numbers.
func replayed(t require.TestingT, s store.Store, id diagram.ID) (doc *op.Document, log []op.Entry) {
	doc = op.NewDocument()
	for after := int64(0); ; after = log[len(log)-1].Seq {
		page, err := s.Entries(ctx, id, after, 500)
		require.NoError(t, err)
		if len(page) == 0 {
			return doc, log
		}
		for _, e := range page {
			require.Equal(t, int64(len(log)+1), e.Seq, "the log has a gap")
			log = append(log, e)
			_, err := doc.Apply(e.Ops)
			require.NoError(t, err, "batch %d", e.Seq)
		}
	}
}

func text(t require.TestingT, doc *op.Document) string {
	b, err := doc.MarshalJSON()
	require.NoError(t, err)
	return string(b)
}

// counted numbers the batches of a session.
type counted struct {
	session string
	n       int
}

func (c *counted) id() string {
	c.n++
	return fmt.Sprintf("%s:%d", c.session, c.n)
}

func ops(list ...op.Op) []op.Op { return list }

func deleteOf(id string) op.Op { return op.DeleteOf(diagram.ID(id)) }

// gate is a store that fails when it is told to, as a disk or a killed process would.
type gate struct {
	store.Store
	mu   sync.Mutex
	plan []failure
	dead bool
}

type failure int

const (
	failBefore failure = iota // nothing is written
	failAfter                 // it is written, but the answer is lost
)

func (g *gate) Append(ctx context.Context, w store.Write) ([]int64, error) {
	g.mu.Lock()
	dead, plan := g.dead, -1
	if len(g.plan) > 0 {
		plan = int(g.plan[0])
		g.plan = g.plan[1:]
	}
	g.mu.Unlock()
	switch {
	case dead:
		return nil, diagram.Errorf(diagram.Conflict, "The process is dead.")
	case plan == int(failBefore):
		return nil, diagram.Errorf(diagram.StorageFull, "The disk is full.")
	case plan == int(failAfter):
		if _, err := g.Store.Append(ctx, w); err != nil {
			return nil, err
		}
		return nil, diagram.Errorf(diagram.StorageFull, "The disk went away.")
	}
	return g.Store.Append(ctx, w)
}

func (g *gate) SaveSnapshot(ctx context.Context, id diagram.ID, s store.Snapshot) error {
	g.mu.Lock()
	dead := g.dead
	g.mu.Unlock()
	if dead {
		return nil
	}
	return g.Store.SaveSnapshot(ctx, id, s)
}

func (g *gate) fail(f ...failure) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.plan = append(g.plan, f...)
}

// kill has the store take nothing any more, as after a kill -9 of the process.
func (g *gate) kill() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.dead = true
}
