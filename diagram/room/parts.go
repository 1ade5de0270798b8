package room

import (
	"context"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

const (
	// tablesInPart is how many tables one part holds: so few that a browser takes a part in
	// within a fraction of a frame.
	tablesInPart = 200
	// objectsInPart is the same for what is no card.
	objectsInPart = 1000
)

type (
	// partsHead is the first line: what is to come, and where it will be on the canvas.
	partsHead struct {
		V     int    `json:"v"`
		Head  int64  `json:"head"`
		Epoch string `json:"epoch"`
		// Cards is how many of the Parts hold all that makes the cards; they come first.
		Cards  int  `json:"cards"`
		Parts  int  `json:"parts"`
		Bounds *box `json:"bounds"` // null when there is nothing to see
	}
	box struct {
		X float64 `json:"x"`
		Y float64 `json:"y"`
		W float64 `json:"w"`
		H float64 `json:"h"`
	}
)

// parts are the lines of a snapshot that is read while it comes.
type parts struct {
	seq   int64
	lines [][]byte
}

// Parts shows the saved document as lines of JSON, for a browser that paints it while it
// comes: a head, the cards of tables in order, and then all else. A part is a list of
// objects, parents before children over all parts. Each line is shown as soon as it is
// written; readers of the same state share the lines, which are to be read only.
func (r *Room) Parts(ctx context.Context, show func(line []byte) error) error {
	if p := r.parts.Load(); p != nil && p.seq == r.view.Load().seq {
		for _, line := range p.lines {
			if err := show(line); err != nil {
				return err
			}
		}
		return nil
	}
	objects, seq, err := r.Objects(ctx)
	if err != nil {
		return err
	}
	cards, rest := split(objects)
	head := partsHead{V: Version, Head: seq, Epoch: r.hub.Store.Epoch(), Cards: len(cards), Parts: len(cards) + len(rest)}
	if b := r.view.Load().diagram.Bounds(); b != (diagram.Rect{}) {
		seen := box(b)
		head.Bounds = &seen
	}
	made := &parts{seq: seq}
	add := func(v any) error {
		line := encode(v)
		made.lines = append(made.lines, line)
		return show(line)
	}
	if err := add(head); err != nil {
		return err
	}
	for _, list := range append(cards, rest...) {
		if err := add(list); err != nil {
			return err
		}
	}
	r.parts.Store(made)
	return nil
}

// split parts what makes cards, notes and frames from the rest. Keys belong to the cards:
// their columns stand out.
func split(objects []op.Object) (cards, rest [][]op.Object) {
	var first, later []op.Object
	tables := 0
	for _, o := range objects {
		switch {
		case o.Deleted:
			later = append(later, o)
			continue
		case o.Kind == diagram.KindTable:
			if tables > 0 && tables%tablesInPart == 0 {
				cards = append(cards, first)
				first = nil
			}
			tables++
		}
		switch o.Kind {
		case diagram.KindRelationship, diagram.KindIndex, diagram.KindCheck, diagram.KindDependency, diagram.KindIgnore:
			later = append(later, o)
		default:
			first = append(first, o)
		}
	}
	cards = append(cards, first)
	for len(later) > 0 {
		n := min(objectsInPart, len(later))
		rest = append(rest, later[:n])
		later = later[n:]
	}
	return cards, rest
}
