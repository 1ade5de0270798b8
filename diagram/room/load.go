package room

import (
	"context"
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
)

const (
	// historyEntries is how far back undo reaches after a room was opened.
	historyEntries = 1000
	// recentEntries are kept in memory for clients that come back after a short while.
	recentEntries = 256
	// pageEntries is how many entries are read from the store at a time.
	pageEntries = 500
)

// document is the state of a diagram with all that is applied.
type document struct {
	doc        *op.Document
	history    *op.History
	head       int64      // number of the last batch that is applied
	saved      int64      // number of the last batch that is on disk
	recent     []op.Entry // the last saved ones, without gaps
	snapshotAt int64      // number of the newest snapshot that is saved
	broken     bool       // doc is not what is saved, and could not be read again
	count      store.Findings
}

// reload reads the room's state from the store.
func (r *Room) reload() error {
	ctx := context.Background()
	info, err := r.hub.Store.Info(ctx, r.id)
	if err != nil {
		return err
	}
	if info.IsDeleted() {
		return store.NotFound(r.id)
	}
	d := document{history: op.NewHistory(), count: info.Findings}
	since := max(info.Head-historyEntries, 0)
	d.doc, d.snapshotAt, err = replay(ctx, r.hub.Store, r.id, info.Head, since, func(e op.Entry) {
		d.history.Add(e)
		d.remember(e)
	})
	if err != nil {
		return fmt.Errorf("open diagram %s: %w", r.id, err)
	}
	d.head, d.saved = info.Head, info.Head
	r.document = d
	r.waiting = map[string]*waiting{}
	r.numbers = map[string]map[string]int64{}
	r.objects = encodedObjects{}
	r.view.Store(&view{d.doc.Snapshot(), d.saved})
	return nil
}

// remember keeps a saved entry for clients that come back.
func (d *document) remember(e op.Entry) {
	if len(d.recent) >= 2*recentEntries {
		d.recent = append([]op.Entry(nil), d.recent[len(d.recent)-recentEntries:]...)
	}
	d.recent = append(d.recent, e)
}

// replay builds the document at a sequence number from the newest snapshot and the log,
// and returns the number of that snapshot too. It shows each entry after since.
func replay(ctx context.Context, s store.Store, id diagram.ID, to, since int64, show func(op.Entry)) (*op.Document, int64, error) {
	snap, err := s.Snapshot(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	doc, from := op.NewDocument(), int64(0)
	if snap.Seq > 0 && snap.Seq <= to {
		// A snapshot that can't be read is as good as none: the log has everything.
		if loaded, err := op.Load(snap.Body); err == nil {
			doc, from = loaded, snap.Seq
		}
	}
	for at := min(from, since); at < to; {
		page, err := s.Entries(ctx, id, at, pageEntries)
		if err != nil {
			return nil, 0, err
		}
		if len(page) == 0 {
			return nil, 0, fmt.Errorf("the log ends at %d, not at %d", at, to)
		}
		for _, e := range page {
			if e.Seq != at+1 {
				return nil, 0, fmt.Errorf("the log has a gap after %d", at)
			}
			if at = e.Seq; at > to {
				break
			}
			if at > since && show != nil {
				show(e)
			}
			if at > from {
				if _, err := doc.Apply(e.Ops); err != nil {
					return nil, 0, fmt.Errorf("batch %d of the log: %w", at, err)
				}
			}
		}
	}
	return doc, from, nil
}
