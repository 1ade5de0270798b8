package layout

import (
	"cmp"
	"math"
	"slices"
)

// faces tells whether two tracks may have to keep off each other: they branch off to cards
// at one height, in different directions, and have room in common.
func (t *track) faces(o *track) bool {
	if t == o || t.lo > o.hi+TrackGap || o.lo > t.hi+TrackGap {
		return false
	}
	for _, p := range t.branches {
		for _, q := range o.branches {
			if p.final && q.final && p.dir != q.dir && math.Abs(p.at-q.at) < 1 {
				return true
			}
		}
	}
	return false
}

// face keeps the final pieces of two lines from lying on each other where they come from
// cards that face each other at one height: the line from the left card has to turn off
// before the one from the right card does.
func face(all []*track) {
	type final struct {
		t *track
		branch
	}
	var list []final
	for _, t := range all {
		for _, b := range t.branches {
			if b.final {
				list = append(list, final{t, b})
			}
		}
	}
	slices.SortFunc(list, func(a, b final) int {
		if a.at != b.at {
			return cmp.Compare(a.at, b.at)
		}
		return cmp.Or(a.t.compare(b.t), cmp.Compare(a.dir, b.dir))
	})
	for i, p := range list {
		for _, q := range list[i+1:] {
			if q.at-p.at >= 1 {
				break
			}
			left, right := p, q
			if left.dir > right.dir {
				left, right = right, left
			}
			l, r := left.t, right.t
			// Lines of cards that do not face each other have no place for that either.
			if left.dir == right.dir || l == r || l.want+TrackGap <= r.want || l.lo+TrackGap > r.hi {
				continue
			}
			middle := max(l.lo+TrackGap/2, min(r.hi-TrackGap/2, (l.want+r.want)/2))
			l.want = min(l.want, middle-TrackGap/2)
			r.want = max(r.want, middle+TrackGap/2)
		}
	}
}
