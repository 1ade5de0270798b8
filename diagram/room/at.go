package room

import (
	"context"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
)

// At returns a diagram as it was after one of its batches, the first of which is 1;
// 0 means as it is now. It needs no open room. An unknown diagram or number is a
// diagram.Error with the code NotFound.
func At(ctx context.Context, s store.Store, id diagram.ID, seq int64) (*diagram.Diagram, error) {
	info, err := s.Info(ctx, id)
	if err != nil {
		return nil, err
	}
	if seq == 0 {
		seq = info.Head
	}
	if seq < 0 || seq > info.Head {
		return nil, diagram.Errorf(diagram.NotFound, "The diagram %q has no version %d; the newest is %d.", info.Name, seq, info.Head)
	}
	doc, _, err := replay(ctx, s, id, seq, seq, nil)
	if err != nil {
		return nil, err
	}
	return doc.Snapshot(), nil
}
