package room

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
)

// waiting is a batch that is applied and not on disk yet.
type waiting struct {
	request request
	entry   op.Entry
	skipped []string
	answers []func(Done, error) // more than one when the batch came again meanwhile
}

func (w *waiting) answer(d Done, err error) {
	for _, a := range w.answers {
		a(d, err)
	}
}

// landing is the outcome of a flight.
type landing struct {
	numbers []int64
	after   *diagram.Diagram // the state that the flight left
	err     error
}

// launch sends all that is pending to the store, in one write. One flight is out at a
// time, because what follows builds on it: if it fails, so must all after it. Meanwhile
// the next one fills up, and the store saves the flights of all rooms with one sync.
func (r *Room) launch() {
	if len(r.flying) > 0 || len(r.pending) == 0 {
		return
	}
	r.flying, r.pending = r.pending, nil
	after := r.doc.Snapshot()
	w := store.Write{Diagram: r.id, After: r.saved, Name: after.Name, Tables: len(after.Tables)}
	for _, f := range r.flying {
		w.Entries = append(w.Entries, f.entry)
	}
	go func() {
		// Not bound to any request: the outcome must be known.
		numbers, err := r.hub.Store.Append(context.Background(), w)
		r.landed <- landing{numbers, after, err}
	}()
}

// drain waits until everything that is applied is saved, or has failed.
func (r *Room) drain() {
	for r.launch(); r.unsaved() > 0; r.launch() {
		r.land(<-r.landed)
	}
}

// land acknowledges and sends what was saved.
func (r *Room) land(l landing) {
	if l.err == nil {
		for i, w := range r.flying {
			if l.numbers[i] != w.entry.Seq {
				l.err = fmt.Errorf("batch %s has the number %d, not %d: %w", w.entry.ID, l.numbers[i], w.entry.Seq, store.ErrBehind)
				break
			}
		}
	}
	if l.err != nil {
		r.fail(l.err)
		return
	}
	flown := r.flying
	r.flying = nil
	r.saved = flown[len(flown)-1].entry.Seq
	// Before the answers: who has one must see its change in a Snapshot.
	r.view.Store(&view{l.after, r.saved})
	for _, w := range flown {
		e := w.entry
		session, _, _ := strings.Cut(e.ID, ":")
		r.numbers[session][e.ID] = e.Seq
		delete(r.waiting, e.ID)
		r.remember(e)
		r.broadcast(opsMessage(e))
		w.answer(Done{Seq: e.Seq, Skipped: w.skipped}, nil)
	}
	r.sendHistory()
	r.derive()
}

// fail takes back all that is applied and not saved. The document is read again from the
// store: inverses would leave tombstones of objects that never were. The log may have
// moved on all the same, when the answer was lost after the save, or somebody else wrote;
// then everybody gets what they missed, and what came too late is tried once more.
func (r *Room) fail(err error) {
	lost := append(r.flying, r.pending...)
	r.flying, r.pending = nil, nil
	var known *diagram.Error
	if !errors.As(err, &known) && !errors.Is(err, store.ErrBehind) {
		r.hub.Log.Error("batches could not be saved", "diagram", r.id, "batches", len(lost), "error", err)
	}
	before := r.saved
	if failed := r.reload(); failed != nil {
		r.hub.Log.Error("room could not be read again", "diagram", r.id, "error", failed)
		for _, w := range lost {
			w.answer(Done{}, err)
		}
		r.broken = true
		r.stopped = "The diagram could not be read again after a failed save."
		return
	}
	r.catchUp(before)
	for _, w := range lost {
		n, unknown := r.numberOf(w.entry.ID)
		switch {
		case unknown == nil && n > 0:
			w.answer(Done{Seq: n, Skipped: w.skipped}, nil)
		case errors.Is(err, store.ErrBehind):
			q := w.request
			q.answer = w.answer
			r.accept(q) // on the newer state
		default:
			w.answer(Done{}, err)
		}
	}
	r.sendHistory()
	r.derive()
}

// catchUp sends everybody the batches after a number, or, when they are too many, has
// them come back for the document.
func (r *Room) catchUp(after int64) {
	if r.saved == after {
		return
	}
	missed := r.saved - after
	if missed < 0 || missed > int64(len(r.recent)) {
		r.dismiss("The diagram has changes that did not come through this server.")
		return
	}
	for _, e := range r.recent[int64(len(r.recent))-missed:] {
		r.broadcast(opsMessage(e))
	}
}
