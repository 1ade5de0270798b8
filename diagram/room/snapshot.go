package room

import (
	"bytes"
	"context"

	"crowsfoot/diagram/store"
)

// snapshotIfDue saves a snapshot every so many batches.
func (r *Room) snapshotIfDue() {
	if r.snapshotting || r.stopped != "" || r.saved-r.snapshotAt < int64(r.hub.SnapshotEvery) {
		return
	}
	if r.drain(); r.broken {
		return
	}
	r.snapshotting = true
	at := r.objectsAt()
	r.hub.background.Add(1)
	go func() {
		defer r.hub.background.Done()
		r.compare(r.hub.Store, at)
		r.compared <- at.seq
	}()
}

// snapshotDone notes that the snapshot which was being saved is.
func (r *Room) snapshotDone(seq int64) {
	r.snapshotting = false
	r.snapshotAt = max(r.snapshotAt, seq)
}

// compare saves a snapshot of the state in memory if the log gives the same state, byte
// by byte. If not, there is a mistake somewhere, and the log stays the truth.
func (r *Room) compare(s store.Store, at encodedObjects) {
	ctx := context.Background()
	replayed, _, err := replay(ctx, s, r.id, at.seq, at.seq, nil)
	if err != nil {
		r.hub.Log.Error("snapshot: log could not be replayed", "diagram", r.id, "seq", at.seq, "error", err)
		return
	}
	body, err := replayed.MarshalJSON()
	if err != nil {
		r.hub.Log.Error("snapshot: encode", "diagram", r.id, "seq", at.seq, "error", err)
		return
	}
	if !bytes.Equal(body, at.document()) {
		r.hub.Log.Error("snapshot refused: the log gives another state than the room has", "diagram", r.id, "seq", at.seq)
		return
	}
	if err := s.SaveSnapshot(ctx, r.id, store.Snapshot{Seq: at.seq, Body: body}); err != nil {
		r.hub.Log.Error("snapshot could not be saved", "diagram", r.id, "seq", at.seq, "error", err)
	}
}

// encodedObjects are the objects of the saved document as JSON.
type encodedObjects struct {
	seq  int64
	list []byte // a JSON list; nil when not encoded yet
}

// document is the form of op.Document.MarshalJSON.
func (e encodedObjects) document() []byte {
	return append(append([]byte(`{"objects":`), e.list...), '}')
}

// objectsAt encodes the document; nothing may be unsaved. Clients that come at the same
// time, and a snapshot, share the result.
func (r *Room) objectsAt() encodedObjects {
	if r.objects.list == nil || r.objects.seq != r.saved {
		r.objects = encodedObjects{r.saved, encode(r.doc.Objects())}
	}
	return r.objects
}
