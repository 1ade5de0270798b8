package room

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
)

// Options are what a hub needs from outside.
type Options struct {
	Store store.Store
	// Derive returns, for each room anew, what computes what follows from its diagram; nil
	// when nothing does.
	Derive func() Derive
	// Log gets what nobody else is told; nil discards it.
	Log *slog.Logger
	// Idle is how long a room without clients stays open; 0 means 30 seconds.
	Idle time.Duration
	// SnapshotEvery is the number of batches after which a snapshot is saved; 0 means 500.
	SnapshotEvery int
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Hub opens rooms when somebody asks for a diagram and closes them when nobody does.
type Hub struct {
	Options
	ctx    context.Context // ends when the hub closes: for derivations
	cancel context.CancelFunc

	mu         sync.Mutex
	rooms      map[diagram.ID]*slot
	closed     bool
	background sync.WaitGroup // rooms, and what they have running
}

// slot is the place of a room that is open or being opened.
type slot struct {
	ready chan struct{} // closed when room or err is set
	room  *Room
	err   error
}

// NewHub returns a hub without open rooms.
func NewHub(o Options) *Hub {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Idle == 0 {
		o.Idle = 30 * time.Second
	}
	if o.SnapshotEvery == 0 {
		o.SnapshotEvery = 500
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	h := &Hub{Options: o, rooms: map[diagram.ID]*slot{}}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	return h
}

func errStopping() error {
	return diagram.Errorf(diagram.Conflict, "The server is stopping. Try again in a moment.")
}

func errClosed() error {
	return diagram.Errorf(diagram.Conflict, "The diagram was closed meanwhile. Try again.")
}

// Room returns the room of a diagram and opens it when it is closed. The error has code
// NotFound when there is no such diagram, or it is deleted. The room stays open at least
// for Options.Idle from now.
func (h *Hub) Room(ctx context.Context, id diagram.ID) (*Room, error) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil, errStopping()
	}
	s := h.rooms[id]
	if s == nil {
		s = &slot{ready: make(chan struct{})}
		h.rooms[id] = s
		h.background.Add(1)
		go h.open(id, s)
	} else if s.room != nil {
		s.room.touch()
	}
	h.mu.Unlock()
	select {
	case <-s.ready:
		return s.room, s.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// open loads a room and runs it until it closes. It does not end with the request that
// asked first: others wait for the same room.
func (h *Hub) open(id diagram.ID, s *slot) {
	defer h.background.Done()
	r, err := newRoom(h, id)
	h.mu.Lock()
	s.room, s.err = r, err
	if err != nil {
		delete(h.rooms, id)
	}
	h.mu.Unlock()
	close(s.ready)
	if err == nil {
		r.run()
		h.forget(r)
	}
}

// forget takes a room that has ended out of the hub.
func (h *Hub) forget(r *Room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s := h.rooms[r.id]; s != nil && s.room == r {
		delete(h.rooms, r.id)
	}
}

// retire takes an idle room out of the hub, unless somebody asked for it meanwhile.
func (h *Hub) retire(r *Room) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !r.idle() {
		return false
	}
	if s := h.rooms[r.id]; s != nil && s.room == r {
		delete(h.rooms, r.id)
	}
	return true
}

// New is a diagram to be created.
type New struct {
	// Name of the diagram; when empty, what Ops set.
	Name string
	// Label says what was done: "Import shop.drawio".
	Label string
	Actor string
	// Draft names the import that the diagram is a reading of; empty for the library.
	Draft diagram.ID
	// Ops build the diagram in an empty document.
	Ops     []op.Op
	Sources []store.Source
}

// Create keeps a new diagram: an empty one, a sample, an import or a copy. What it
// begins with is its first batch, which can't be undone.
func (h *Hub) Create(ctx context.Context, n New) (diagram.ID, error) {
	ops := n.Ops
	if n.Name != "" {
		ops = append(ops[:len(ops):len(ops)], op.SetTo(diagram.RootID, "name", n.Name))
	}
	if err := checkSize(ops, op.MaxServerBatch, op.MaxServerBatch); err != nil {
		return "", err
	}
	doc := op.NewDocument()
	if _, err := doc.Apply(ops); err != nil {
		return "", err
	}
	d := doc.Snapshot()
	if err := d.CheckLimits(); err != nil {
		return "", err
	}
	now := h.moment()
	made := store.New{ID: diagram.NewID(), Name: d.Name, Tables: len(d.Tables), Created: now, Draft: n.Draft, Sources: n.Sources}
	for i := range made.Sources {
		if made.Sources[i].Added.IsZero() {
			made.Sources[i].Added = now
		}
	}
	if len(ops) > 0 {
		made.Entries = []op.Entry{{
			Seq: 1, Actor: n.Actor, At: now,
			Batch: op.Batch{ID: serverID(), Label: n.Label, Ops: ops},
		}}
	}
	if err := h.Store.Create(ctx, made); err != nil {
		return "", err
	}
	if h.Derive != nil {
		// The library wants to know the findings before anybody opens the diagram.
		if r, err := h.Room(ctx, made.ID); err == nil {
			_ = r.post(ctx, r.derive)
		}
	}
	return made.ID, nil
}

// Delete marks a diagram as deleted and sends everybody out of it.
func (h *Hub) Delete(ctx context.Context, id diagram.ID) error {
	if err := h.Store.Delete(ctx, id, h.moment()); err != nil {
		return err
	}
	h.mu.Lock()
	s := h.rooms[id]
	h.mu.Unlock()
	if s == nil {
		return nil
	}
	select {
	case <-s.ready:
	case <-ctx.Done():
		return ctx.Err()
	}
	if s.room != nil {
		s.room.stop("The diagram was deleted.")
		<-s.room.ended
	}
	return nil
}

// Undelete brings a deleted diagram back.
func (h *Hub) Undelete(ctx context.Context, id diagram.ID) error { return h.Store.Undelete(ctx, id) }

// Close saves what waits and a snapshot of every open diagram, and tells the clients to
// come back later. It returns early when the context ends; nothing that was
// acknowledged is lost then. The store may be closed afterwards.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closed = true
	slots := make([]*slot, 0, len(h.rooms))
	for _, s := range h.rooms {
		slots = append(slots, s)
	}
	h.mu.Unlock()
	h.cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, s := range slots {
			if <-s.ready; s.room != nil {
				s.room.stop("The server is stopping.")
			}
		}
		h.background.Wait()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// moment is the time as stores keep it.
func (h *Hub) moment() time.Time { return h.Now().UTC().Truncate(time.Millisecond) }

// serverID is the ID of a batch that the server makes itself.
func serverID() string { return string(diagram.NewID()) + ":1" }
