package room

import (
	"context"
	"sort"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
)

// Past returns a diagram as it was at a time, and the number of the last batch that it had
// then: 0 and an empty diagram for a time before the first. The error is that of the store.
func Past(ctx context.Context, s store.Store, id diagram.ID, at time.Time) (*diagram.Diagram, int64, error) {
	info, err := s.Info(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	// Batches are numbered in the order of their times.
	var failed error
	seq := sort.Search(int(info.Head), func(i int) bool {
		page, err := s.Entries(ctx, id, int64(i), 1)
		if err != nil {
			failed = err
			return true
		}
		return len(page) == 0 || page[0].At.After(at)
	})
	if failed != nil {
		return nil, 0, failed
	}
	if seq == 0 {
		return op.NewDocument().Snapshot(), 0, nil
	}
	d, err := At(ctx, s, id, int64(seq))
	return d, int64(seq), err
}

// First returns a diagram as its first batch left it: what was imported, or nothing.
func First(ctx context.Context, s store.Store, id diagram.ID) (*diagram.Diagram, error) {
	info, err := s.Info(ctx, id)
	if err != nil {
		return nil, err
	}
	return At(ctx, s, id, min(info.Head, 1))
}
