package merge

import (
	"math"

	"crowsfoot/diagram"
)

// blockGap is the room between the diagram and a block of new objects.
const blockGap = 4 * diagram.GridSize

// mostSteps bounds how often a card is moved on to find room.
const mostSteps = 100

// spots are the places of new objects.
type spots map[diagram.ID]diagram.Point

// findSpots finds room for the objects of the merged diagram that mine does not have.
func findSpots(out, mine *diagram.Diagram, asBlock bool) spots {
	s := spots{}
	if !bringsNew(tables, out, mine) && !bringsNew(notes, out, mine) && !bringsNew(frames, out, mine) {
		return s
	}
	var cards crowd
	var bounds diagram.Rect
	hold := func(box diagram.Rect, isNew bool) {
		if !isNew {
			cards.add(box)
			bounds = bounds.Union(box)
		}
	}
	var added []*diagram.Table
	for _, t := range out.SortedTables() {
		isNew := mine.Tables[t.ID] == nil
		hold(t.Box(), isNew)
		if isNew {
			added = append(added, t)
		}
	}
	for id, n := range out.Notes {
		hold(noteBox(n), mine.Notes[id] == nil)
	}
	for id, f := range out.Frames {
		if mine.Frames[id] != nil {
			bounds = bounds.Union(frameBox(f)) // cards may lie upon frames
		}
	}
	stacked := areStacked(added)
	if stacked {
		s.inRows(added)
	}
	switch {
	case bounds == diagram.Rect{}: // nothing is in the way
	case asBlock || stacked:
		s.asBlock(out, mine, added, &cards, bounds, stacked)
	default:
		for _, t := range added {
			s.outOfTheWay(t, &cards, &bounds)
		}
	}
	return s
}

func bringsNew[T any](k kind[T], out, mine *diagram.Diagram) bool {
	for id := range k.in(out) {
		if k.in(mine)[id] == nil {
			return true
		}
	}
	return false
}

// apply gives the objects of a diagram their places. It replaces the objects.
func (s spots) apply(d *diagram.Diagram) {
	for id, at := range s {
		at = diagram.Point{X: diagram.Clamp(at.X), Y: diagram.Clamp(at.Y)}
		switch {
		case d.Tables[id] != nil:
			c := *d.Tables[id]
			c.Pos = at
			d.Tables[id] = &c
		case d.Notes[id] != nil:
			c := *d.Notes[id]
			c.Pos = at
			d.Notes[id] = &c
		case d.Frames[id] != nil:
			c := *d.Frames[id]
			c.Pos = at
			d.Frames[id] = &c
		}
	}
}

// box returns a table's card at its new place.
func (s spots) box(t *diagram.Table) diagram.Rect {
	box := t.Box()
	if at, ok := s[t.ID]; ok {
		box.X, box.Y = at.X, at.Y
	}
	return box
}

func noteBox(n *diagram.Note) diagram.Rect {
	return diagram.Rect{X: n.Pos.X, Y: n.Pos.Y, W: n.Size.W, H: n.Size.H}
}

func frameBox(f *diagram.Frame) diagram.Rect {
	return diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H}
}

// areStacked tells whether tables all lie at one place: nobody gave them any.
func areStacked(list []*diagram.Table) bool {
	for _, t := range list {
		if t.Pos != list[0].Pos {
			return false
		}
	}
	return len(list) > 1
}

// inRows lays tables out in rows, about as many as columns.
func (s spots) inRows(list []*diagram.Table) {
	perRow := int(math.Ceil(math.Sqrt(float64(len(list)))))
	start := list[0].Pos
	at, height := start, 0.0
	for i, t := range list {
		if i > 0 && i%perRow == 0 {
			at = diagram.Point{X: start.X, Y: at.Y + height + blockGap}
			height = 0
		}
		s[t.ID] = at
		box := t.Box()
		at.X += box.W + blockGap
		height = max(height, box.H)
	}
}

// asBlock moves all new objects together to the right of the diagram, if one of them would
// lie upon a card or if they must.
func (s spots) asBlock(out, mine *diagram.Diagram, added []*diagram.Table, cards *crowd, bounds diagram.Rect, must bool) {
	var block diagram.Rect
	boxes := map[diagram.ID]diagram.Rect{}
	for _, t := range added {
		boxes[t.ID] = s.box(t)
	}
	for id, n := range out.Notes {
		if mine.Notes[id] == nil {
			boxes[id] = noteBox(n)
		}
	}
	for _, box := range boxes {
		must = must || cards.meets(box)
	}
	for id, f := range out.Frames {
		if mine.Frames[id] == nil {
			boxes[id] = frameBox(f)
		}
	}
	if !must {
		return
	}
	for _, box := range boxes {
		block = block.Union(box)
	}
	dx := onGrid(bounds.Right() + blockGap - block.X)
	dy := onGrid(bounds.Y - block.Y)
	for id, box := range boxes {
		s[id] = diagram.Point{X: box.X + dx, Y: box.Y + dy}
	}
}

// onGrid returns the next distance to the right that keeps things on the grid.
func onGrid(v float64) float64 { return math.Ceil(v/diagram.GridSize) * diagram.GridSize }

// outOfTheWay moves one card to the right until it lies upon no other.
func (s spots) outOfTheWay(t *diagram.Table, cards *crowd, bounds *diagram.Rect) {
	box := s.box(t)
	for step := 0; ; step++ {
		other, meets := cards.met(box)
		if !meets {
			break
		}
		if step == mostSteps {
			box.X = onGrid(bounds.Right() + blockGap)
			break
		}
		box.X = onGrid(other.Right() + blockGap/2)
	}
	if box != t.Box() {
		s[t.ID] = diagram.Point{X: box.X, Y: box.Y}
	}
	cards.add(box)
	*bounds = bounds.Union(box)
}

// crowd finds boxes by their place: it keeps them by the squares that they touch.
type crowd struct {
	squares map[[2]int][]diagram.Rect
	large   []diagram.Rect // touch too many squares
}

const (
	squareSize  = 500.0
	mostSquares = 1_000
)

// span returns the squares that a box touches.
func span(box diagram.Rect) (left, top, right, bottom int) {
	at := func(v float64) int { return int(math.Floor(diagram.Clamp(v) / squareSize)) }
	return at(box.X), at(box.Y), at(box.Right()), at(box.Bottom())
}

func (c *crowd) add(box diagram.Rect) {
	left, top, right, bottom := span(box)
	if (right-left+1)*(bottom-top+1) > mostSquares {
		c.large = append(c.large, box)
		return
	}
	if c.squares == nil {
		c.squares = map[[2]int][]diagram.Rect{}
	}
	for x := left; x <= right; x++ {
		for y := top; y <= bottom; y++ {
			c.squares[[2]int{x, y}] = append(c.squares[[2]int{x, y}], box)
		}
	}
}

// met returns a box that meets this one.
func (c *crowd) met(box diagram.Rect) (diagram.Rect, bool) {
	for _, other := range c.large {
		if other.Meets(box) {
			return other, true
		}
	}
	left, top, right, bottom := span(box)
	for x := left; x <= right; x++ {
		for y := top; y <= bottom; y++ {
			for _, other := range c.squares[[2]int{x, y}] {
				if other.Meets(box) {
					return other, true
				}
			}
		}
	}
	return diagram.Rect{}, false
}

func (c *crowd) meets(box diagram.Rect) bool {
	_, meets := c.met(box)
	return meets
}
