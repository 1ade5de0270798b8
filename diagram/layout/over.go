package layout

import (
	"math"
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
		return straight{upright, u.X, math.Min(u.Y, v.Y), math.Max(u.Y, v.Y)}
	}
	return straight{level, u.Y, math.Min(u.X, v.X), math.Max(u.X, v.X)}
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

// overs finds the crossings of edges that have other final lines than they had, and of the
// edges that passed or pass over them, and gathers these as well.
func (s *stacks) overs(redrawn []*edge, over *gathering) {
	pass := func(e *edge, l straight) {
		s.across(l, func(o *laid) {
			if o.edge.rank > e.rank && o.isOver(l) {
				over.add(o.edge)
			}
		})
	}
	for _, e := range redrawn {
		for _, line := range e.shown {
			for i := 1; i < len(line); i++ {
				pass(e, between(line[i-1], line[i]))
			}
		}
		e.shown = e.final
	}
	for _, e := range redrawn {
		s.over(e, over.add)
	}
	for _, e := range over.list[len(redrawn):] {
		s.over(e, nil)
	}
}

// across calls fn for the pieces of final lines that may cross a piece.
func (s *stacks) across(l straight, fn func(*laid)) {
	s.pieces[1-l.direction].each(l.box(0), func(o *laid) bool {
		if o.after {
			fn(o)
		}
		return true
	})
}

// over finds the points where the final line of an edge passes over lines of earlier edges.
// If it is not nil, later is called with the edges that pass over this one.
func (s *stacks) over(e *edge, later func(*edge)) {
	all := e.laid
	if e.shifted != nil {
		all = e.shifted
	}
	e.over = nil
	for _, l := range all {
		s.stamp++
		s.across(l.straight, func(o *laid) {
			if o.edge.rank > e.rank {
				if later != nil && o.isOver(l.straight) {
					later(o.edge)
				}
				return
			}
			if o.edge == e || !l.isOver(o.straight) || o.stamp == s.stamp {
				return
			}
			o.stamp = s.stamp
			p := diagram.Point{X: l.place, Y: o.place}
			if l.direction == level {
				p = diagram.Point{X: o.place, Y: l.place}
			}
			e.over = append(e.over, p)
		})
	}
	slices.SortFunc(e.over, func(p, q diagram.Point) int {
		if p.X != q.X {
			return sign(p.X - q.X)
		}
		return sign(p.Y - q.Y)
	})
	e.over = e.over[:min(len(e.over), maxOver)]
}
