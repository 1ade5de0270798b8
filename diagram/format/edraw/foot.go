package edraw

import (
	"slices"

	"crowsfoot/diagram"
)

// maxFeet bounds the pairs of strokes that are tried as crow's feet.
const maxFeet = 4_000

// dropFeet takes away the crow's feet that were drawn as two short strokes at the end
// of a line, and marks those ends as many.
func (r *reader) dropFeet() {
	type stroke struct {
		line *shape
		apex int
	}
	loose := func(e lineEnd) bool { return e.glued == nil || e.glued.line != nil }
	var strokes []stroke
	for _, l := range r.lines {
		if l.line.length() < 5 || l.line.length() > footLength || len(l.line.path) > 3 || len(l.blocks) > 0 {
			continue
		}
		for i, e := range l.line.ends {
			if loose(e) {
				strokes = append(strokes, stroke{l, i})
			}
		}
	}
	slices.SortStableFunc(strokes, func(a, b stroke) int {
		return compare(a.line.line.ends[a.apex].at.X, b.line.line.ends[b.apex].at.X)
	})
	gone := map[*shape]bool{}
	tries := 0
	for i, a := range strokes {
		apex := a.line.line.ends[a.apex].at
		for k := i + 1; k < len(strokes) && k < i+16; k++ {
			b := strokes[k]
			other := b.line.line.ends[b.apex].at
			if other.X-apex.X > meet {
				break
			}
			if b.line == a.line || gone[a.line] || gone[b.line] || distance(apex, other) > meet {
				continue
			}
			toeA, toeB := a.line.line.ends[1-a.apex].at, b.line.line.ends[1-b.apex].at
			if spread := distance(toeA, toeB); spread < 10 || spread > 90 {
				continue
			}
			mid := diagram.Point{X: (toeA.X + toeB.X) / 2, Y: (toeA.Y + toeB.Y) / 2}
			if tries++; tries > maxFeet {
				break
			}
			if e := r.endNear(apex, mid, a.line, b.line); e != nil {
				e.many = true
				gone[a.line], gone[b.line] = true, true
			}
		}
	}
	if len(gone) > 0 {
		r.lines = slices.DeleteFunc(r.lines, func(l *shape) bool { return gone[l] })
	}
}

// endNear returns the end of a line, other than the two strokes, at which a crow's foot
// stands.
func (r *reader) endNear(apex, mid diagram.Point, a, b *shape) *lineEnd {
	var best *lineEnd
	least := 30.0
	for _, l := range r.lines {
		if l == a || l == b {
			continue
		}
		for i := range l.line.ends {
			e := &l.line.ends[i]
			if d := distance(e.at, mid); d < least && distance(e.at, apex) < 60 {
				best, least = e, d
			}
		}
	}
	return best
}
