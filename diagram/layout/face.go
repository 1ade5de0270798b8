package layout

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// final is a branch of a track that ends at a card.
type final struct {
	t *track
	branch
}

// finals returns the branches that end at a card.
func (t *track) finals() iter.Seq[final] {
	return func(yield func(final) bool) {
		for _, b := range t.branches {
			if b.final && !yield(final{t, b}) {
				return
			}
		}
	}
}

// room is where the track may stand, at the height of the branch.
func (f final) room() box { return box{f.t.lo, f.at, f.t.hi, f.at} }

// faces tells whether two tracks may have to keep off each other: they branch off to cards
// at one height, in different directions, and have room in common.
func (f final) faces(o final) bool {
	return f.dir != o.dir && math.Abs(f.at-o.at) < 1 && f.t != o.t && f.t.lo <= o.t.hi+TrackGap && o.t.lo <= f.t.hi+TrackGap
}

// face keeps the final pieces of two lines from lying on each other where they come from
// cards that face each other at one height: the line from the left card has to turn off
// before the one from the right card does.
func face(all []*track) {
	var list []final
	for _, t := range all {
		list = slices.AppendSeq(list, t.finals())
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
