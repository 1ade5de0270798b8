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

// overs gathers the edges whose crossings may be others now that these edges have other
// final lines: these, and those that passed or pass over them.
func (s *stacks) overs(redrawn []*edge, over *gathering) {
	for _, e := range redrawn {
		for _, lines := range [2][][]diagram.Point{e.shown, e.final} {
			for _, line := range lines {
				for i := 1; i < len(line); i++ {
					p := between(line[i-1], line[i])
					s.near(s.pieces[1-p.direction], p.box(0), func(o *laid) {
						if o.after && o.edge.rank > e.rank && o.isOver(p) {
							over.add(o.edge)
						}
					})
				}
			}
		}
		e.shown = e.final
	}
}

// over returns the points where the final line of an edge passes over lines of earlier
// edges.
func (s *stacks) over(e *edge) []diagram.Point {
	all := e.laid
	if e.shifted != nil {
		all = e.shifted
	}
	var out []diagram.Point
	for _, l := range all {
		s.near(s.pieces[1-l.direction], l.box(0), func(o *laid) {
			if !o.after || o.edge.rank >= e.rank || !l.isOver(o.straight) {
				return
			}
			p := diagram.Point{X: l.place, Y: o.place}
			if l.direction == level {
				p = diagram.Point{X: o.place, Y: l.place}
			}
			out = append(out, p)
		})
	}
	slices.SortFunc(out, func(p, q diagram.Point) int {
		if p.X != q.X {
			return sign(p.X - q.X)
		}
		return sign(p.Y - q.Y)
	})
	return out[:min(len(out), maxOver)]
}
