package layout

import (
	"slices"

	"crowsfoot/diagram"
)

// maxOver bounds the points of Route.Over: a line with more crossings is no clearer for a
// halo at each of them.
const maxOver = 48

// overCorner is how far from the end of a piece a crossing must be for a halo.
const overCorner = CornerRadius + 3

// straight is one piece of a line: it stands or runs at this place, from a to b.
type straight struct {
	direction int
	place     float64
	a, b      float64
}

// between returns the piece from one point to the next.
func between(u, v diagram.Point) straight {
	if u.X == v.X {
		return straight{upright, u.X, min(u.Y, v.Y), max(u.Y, v.Y)}
	}
	return straight{level, u.Y, min(u.X, v.X), max(u.X, v.X)}
}

// box is where the piece lies, with this much room on either side of it.
func (s straight) box(room float64) box {
	if s.direction == upright {
		return box{s.place - room, s.a, s.place + room, s.b}
	}
	return box{s.a, s.place - room, s.b, s.place + room}
}

// isOver tells whether the piece passes over one of the other direction so that the look
// shows it: not where the lower one bends, for the halo would cut it there.
func (s straight) isOver(lower straight) bool {
	return s.place > lower.a+overCorner && s.place < lower.b-overCorner && lower.place > s.a+1 && lower.place < s.b-1
}

// crossing is a point where a line passes over one that is drawn earlier.
type crossing struct {
	diagram.Point
	lower *edge
}

func (c crossing) compare(o crossing) int {
	if c.X != o.X {
		return sign(c.X - o.X)
	}
	return sign(c.Y - o.Y)
}

// crossingOf is where a piece passes over one of the other direction.
func crossingOf(upper, lower straight, of *edge) crossing {
	if upper.direction == level {
		upper, lower = lower, upper
	}
	return crossing{diagram.Point{X: upper.place, Y: lower.place}, of}
}

// overs brings the crossings up to date. Those of edges that have other final lines than
// they had are found anew; other edges, which it gathers, lose their crossings with pieces
// that these edges had, and get those with new pieces.
func (s *stacks) overs(redrawn []*edge, over *gathering) {
	for _, e := range redrawn {
		e.renewed = true
	}
	for _, e := range redrawn {
		s.over(e, over)
	}
	for _, e := range redrawn {
		e.renewed = false
	}
	for _, e := range over.list {
		e.show()
	}
}

// over does the part of one edge.
func (s *stacks) over(e *edge, over *gathering) {
	now := e.laid
	if e.shifted != nil {
		now = e.shifted
	}
	was := s.was[:0]
	for _, line := range e.shown {
		for i := 1; i < len(line); i++ {
			was = append(was, between(line[i-1], line[i]))
		}
	}
	e.shown, s.was = e.final, was
	first, last, lastNow := differing(len(was), len(now), func(i, j int) bool { return was[i] == now[j].straight })
	for _, l := range was[first:last] {
		s.across(l, func(o *laid) {
			if !o.edge.renewed && o.isOver(l) && o.edge.uncross(crossingOf(o.straight, l, e)) {
				over.add(o.edge)
			}
		})
	}
	found := s.found[:0]
	for i, l := range now {
		isNew := first <= i && i < lastNow
		s.across(l.straight, func(o *laid) {
			switch {
			case o.edge.rank < e.rank:
				if l.isOver(o.straight) {
					found = append(found, crossingOf(l.straight, o.straight, o.edge))
				}
			case isNew && !o.edge.renewed && o.isOver(l.straight):
				o.edge.cross(crossingOf(o.straight, l.straight, e))
				over.add(o.edge)
			}
		})
	}
	slices.SortFunc(found, crossing.compare)
	e.crossings, s.found = append(e.crossings[:0], found...), found
}

// across calls fn for the pieces of final lines that may cross a piece, once for each: two
// pieces of different directions have one cell in common.
func (s *stacks) across(l straight, fn func(*laid)) {
	s.pieces[1-l.direction].each(l.box(0), func(o *laid) bool {
		if o.after {
			fn(o)
		}
		return true
	})
}

// cross adds a crossing.
func (e *edge) cross(c crossing) {
	i, _ := slices.BinarySearchFunc(e.crossings, c, crossing.compare)
	e.crossings = slices.Insert(e.crossings, i, c)
}

// uncross takes a crossing away and tells whether it was there.
func (e *edge) uncross(c crossing) bool {
	i, _ := slices.BinarySearchFunc(e.crossings, c, crossing.compare)
	for ; i < len(e.crossings) && e.crossings[i].Point == c.Point; i++ {
		if e.crossings[i].lower == c.lower {
			e.crossings = slices.Delete(e.crossings, i, i+1)
			return true
		}
	}
	return false
}

// show takes over the points of the crossings.
func (e *edge) show() {
	c := e.crossings[:min(len(e.crossings), maxOver)]
	if slices.EqualFunc(e.over, c, func(p diagram.Point, c crossing) bool { return p == c.Point }) {
		return
	}
	e.over = nil
	for i := range c {
		if i == 0 {
			e.over = make([]diagram.Point, 0, len(c))
		}
		e.over = append(e.over, c[i].Point)
	}
}
