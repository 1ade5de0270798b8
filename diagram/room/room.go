// Package room owns the diagrams that are open: one goroutine per diagram checks each
// batch, applies it, has it numbered and saved, acknowledges it, sends it to everybody,
// and asks for what follows from it. Nothing is acknowledged or sent before it is on
// disk.
//
// A room knows neither layout nor lint: derivations are functions that it is given. Who
// may do what is decided before a room is asked, and bytes travel by web.
//
// Start at Hub and Room.accept; flight.go is saving, client.go what a browser gets.
package room

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// maxPending is how many batches may wait to be saved; then the room takes no more until
// some are. What is saved together is sent together, so it must fit the clients' queues
// well.
const maxPending = 64

// Room is one open diagram. Its methods may be called by several goroutines.
type Room struct {
	hub     *Hub
	compute Derive // nil when nothing follows
	id      diagram.ID
	inbox   chan func()
	ended   chan struct{}
	used    atomic.Int64 // when somebody asked for the room last, Unix nanoseconds
	view    atomic.Pointer[view]
	parts   atomic.Pointer[parts]

	landed   chan landing
	derived  chan derivation
	compared chan int64

	// All that follows belongs to the room's goroutine.

	document
	pending []*waiting // applied, in order, after flying
	flying  []*waiting // on their way to the disk
	waiting map[string]*waiting
	numbers map[string]map[string]int64 // of saved batches by session and ID
	clients map[*Client]struct{}
	objects encodedObjects
	latest  latest

	snapshotting bool
	stopped      string // why the room ends; empty while it runs
}

// view is the saved state, for readers.
type view struct {
	diagram *diagram.Diagram
	seq     int64
}

func newRoom(h *Hub, id diagram.ID) (*Room, error) {
	r := &Room{
		hub:      h,
		id:       id,
		inbox:    make(chan func(), 64),
		ended:    make(chan struct{}),
		landed:   make(chan landing, 1),
		derived:  make(chan derivation, 1),
		compared: make(chan int64, 1),
		clients:  map[*Client]struct{}{},
	}
	if h.Derive != nil {
		r.compute = h.Derive()
	}
	r.touch()
	if err := r.reload(); err != nil {
		return nil, err
	}
	return r, nil
}

// ID is the diagram's.
func (r *Room) ID() diagram.ID { return r.id }

func (r *Room) touch() { r.used.Store(r.hub.Now().UnixNano()) }

// idle tells whether nobody needs the room.
func (r *Room) idle() bool {
	return r.hub.Now().UnixNano()-r.used.Load() >= r.hub.Idle.Nanoseconds()
}

// unsaved is the number of batches that are applied and not on disk.
func (r *Room) unsaved() int { return len(r.flying) + len(r.pending) }

// run is the room's goroutine.
func (r *Room) run() {
	defer close(r.ended)
	defer r.rescue()
	tick := time.NewTicker(max(r.hub.Idle/2, time.Millisecond))
	defer tick.Stop()
	for r.stopped == "" {
		inbox := r.inbox
		if r.unsaved() >= maxPending {
			inbox = nil // whoever sends waits
		}
		select {
		case do := <-inbox:
			do()
		case l := <-r.landed:
			r.land(l)
		case d := <-r.derived:
			r.show(d)
		case seq := <-r.compared:
			r.snapshotDone(seq)
		case <-tick.C:
			if len(r.clients) == 0 && r.unsaved() == 0 && !r.latest.running && r.idle() && r.hub.retire(r) {
				r.stopped = "idle"
			}
		}
		// What came in together is saved together.
		if len(r.inbox) == 0 || r.unsaved() >= maxPending {
			r.launch()
		}
		r.snapshotIfDue()
	}
	r.finish()
}

// finish saves what waits and says goodbye.
func (r *Room) finish() {
	r.drain()
	r.dismiss(r.stopped)
	if r.snapshotting {
		r.snapshotDone(<-r.compared) // it comes soon, and the last one is newer
	}
	if !r.broken && r.saved > r.snapshotAt {
		r.compare(r.hub.Store, r.objectsAt())
	}
}

// rescue keeps a mistake in one room from taking the whole server down. The room ends;
// who comes next opens a fresh one from what is saved.
func (r *Room) rescue() {
	p := recover()
	if p == nil {
		return
	}
	r.hub.Log.Error("room failed", "diagram", r.id, "panic", p, "stack", string(debug.Stack()))
	for _, w := range append(r.flying, r.pending...) {
		w.answer(Done{}, fmt.Errorf("room %s failed", r.id))
	}
	r.dismiss("The server had to close the diagram.")
}

// dismiss sends all clients away; they may come back.
func (r *Room) dismiss(reason string) {
	for c := range r.clients {
		r.kick(c, reason)
	}
}

// stop ends the room. It may be called by any goroutine.
func (r *Room) stop(reason string) {
	_ = r.post(context.Background(), func() { r.stopped = reason }) // ended already: good
}

// post has the room's goroutine do something later.
func (r *Room) post(ctx context.Context, do func()) error {
	select {
	case <-r.ended:
		return errClosed()
	default:
	}
	select {
	case r.inbox <- do:
		return nil
	case <-r.ended:
		return errClosed()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// do has the room's goroutine do something and waits until it is done.
func (r *Room) do(ctx context.Context, do func()) error {
	done := make(chan struct{})
	if err := r.post(ctx, func() { do(); close(done) }); err != nil {
		return err
	}
	select {
	case <-done:
		return nil
	case <-r.ended:
	}
	select {
	case <-done:
		return nil
	default:
		return errClosed()
	}
}

// Snapshot returns the saved diagram and its sequence number, to be read only.
func (r *Room) Snapshot(ctx context.Context) (*diagram.Diagram, int64, error) {
	v := r.view.Load()
	return v.diagram, v.seq, ctx.Err()
}

// Objects returns everything the saved document holds, deleted objects too.
func (r *Room) Objects(ctx context.Context) (list []op.Object, seq int64, err error) {
	failed := r.do(ctx, func() {
		if r.drain(); r.broken {
			err = errClosed()
			return
		}
		list, seq = r.doc.Objects(), r.saved
	})
	if failed != nil {
		return nil, 0, failed
	}
	return list, seq, err
}

// Done says how a batch ended.
type Done struct {
	Seq int64
	// Skipped names, for people, what an undo left as it is because somebody else changed
	// it since.
	Skipped []string
}

// Submit applies a batch that the server made, and returns when it is on disk. A batch
// without an ID gets one.
func (r *Room) Submit(ctx context.Context, actor string, b op.Batch) (Done, error) {
	return r.await(ctx, request{actor: actor, batch: b, server: true})
}

// Undo takes back the last step of an actor, or returns a NotFound error. An empty id is
// replaced by a new one.
func (r *Room) Undo(ctx context.Context, actor, id string) (Done, error) {
	return r.await(ctx, request{actor: actor, batch: op.Batch{ID: id}, build: undo})
}

// Redo takes back the last undo of an actor, or returns a NotFound error.
func (r *Room) Redo(ctx context.Context, actor, id string) (Done, error) {
	return r.await(ctx, request{actor: actor, batch: op.Batch{ID: id}, build: redo})
}

func (r *Room) await(ctx context.Context, q request) (Done, error) {
	type outcome struct {
		done Done
		err  error
	}
	if q.batch.ID == "" {
		q.batch.ID = serverID()
	}
	answered := make(chan outcome, 1)
	q.answer = func(d Done, err error) { answered <- outcome{d, err} }
	if err := r.post(ctx, func() { r.accept(q) }); err != nil {
		return Done{}, err
	}
	select {
	case o := <-answered:
		return o.done, o.err
	case <-ctx.Done():
		return Done{}, ctx.Err()
	case <-r.ended:
	}
	select {
	case o := <-answered:
		return o.done, o.err
	default:
		return Done{}, errClosed()
	}
}

// request is a batch, or the wish for an undo or redo, before it is accepted.
type request struct {
	actor string
	batch op.Batch
	// build makes the operations from the history, for undo and redo.
	build  func(h *op.History, actor string) (op.Batch, []op.Skipped, error)
	server bool
	answer func(Done, error)
}

// accept applies a batch, or answers why not. A batch that is known already is answered
// with its first number; nothing is done twice.
func (r *Room) accept(q request) {
	id := q.batch.ID
	if err := checkID(id); err != nil {
		q.answer(Done{}, err)
		return
	}
	if w := r.waiting[id]; w != nil {
		w.answers = append(w.answers, q.answer)
		return
	}
	n, err := r.numberOf(id)
	if err != nil || n > 0 {
		q.answer(Done{Seq: n}, err)
		return
	}
	asked := q
	skipped, err := r.prepare(&q)
	if err != nil {
		q.answer(Done{}, err)
		return
	}
	inverse, err := r.doc.Apply(q.batch.Ops)
	if err != nil {
		q.answer(Done{}, err)
		return
	}
	r.head++
	e := op.Entry{Seq: r.head, Actor: q.actor, At: r.hub.moment(), Batch: q.batch, Inverse: inverse}
	r.history.Add(e)
	w := &waiting{request: asked, entry: e, skipped: skipped, answers: []func(Done, error){q.answer}}
	r.waiting[id] = w
	r.pending = append(r.pending, w)
}

// prepare builds an undo or redo, and checks what does not depend on the document.
func (r *Room) prepare(q *request) (skipped []string, err error) {
	if q.build != nil {
		b, left, err := q.build(r.history, q.actor)
		if err != nil {
			return nil, err
		}
		b.ID = q.batch.ID
		q.batch = b
		if len(b.Ops) == 0 {
			// Everything was changed by others: the step is done with, and the log says so.
			q.batch.Ops = []op.Op{}
			return names(r.doc.Snapshot(), left), nil
		}
		return names(r.doc.Snapshot(), left), q.batch.Check()
	}
	if err := q.batch.Check(); err != nil {
		return nil, err
	}
	one, all := op.MaxOp, op.MaxBatch
	if q.server {
		one, all = op.MaxServerBatch, op.MaxServerBatch
	}
	if err := checkSize(q.batch.Ops, one, all); err != nil {
		return nil, err
	}
	return nil, checkGrowth(r.doc, q.batch.Ops)
}

// numberOf returns the number of a saved batch, or 0. What a session has sent before is
// read from the store when the session first shows up.
func (r *Room) numberOf(id string) (int64, error) {
	session, _, _ := strings.Cut(id, ":")
	known, ok := r.numbers[session]
	if !ok {
		var err error
		if known, err = r.hub.Store.Numbers(context.Background(), r.id, session); err != nil {
			return 0, fmt.Errorf("look up batches of %s: %w", session, err)
		}
		r.numbers[session] = known
	}
	return known[id], nil
}
