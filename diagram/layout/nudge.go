package layout

import (
	"math"
)

// track is a straight inner piece of one line, or of several lines to the same key that
// share it. Its place is an x when it is upright and a y when it is level; along and branch
// coordinates are the other one.
type track struct {
	lo, hi   float64
	first    float64 // where it wants to stand
	want     float64 // the same, but off the tracks that come from the other side
	a, b     float64 // from where to where it runs
	branches []branch
	pieces   []*piece
	place    float64
	group    *group
	gone     bool
	fresh    bool // its place, or what it is the place of, is new
	seen     int
}

// branch is a piece that goes off a track at a right angle.
type branch struct {
	at    float64
	dir   int8 // to which side: -1 to smaller places, +1 to larger
	final bool // it ends at a card
}

// compare orders tracks by the first of their lines.
func (t *track) compare(o *track) int { return t.pieces[0].compare(o.pieces[0]) }

// merged adds the track to one of those with the same end when they can share a place.
func merged(with []*track, t *track) bool {
	for _, o := range with {
		lo, hi := math.Max(o.lo, t.lo), math.Min(o.hi, t.hi)
		if lo > hi || math.Abs(o.first-t.first) > 2*TrackGap {
			continue
		}
		o.lo, o.hi = lo, hi
		o.first = math.Max(lo, math.Min(hi, o.first))
		o.a, o.b = math.Min(o.a, t.a), math.Max(o.b, t.b)
		o.branches = append(o.branches, t.branches...)
		o.pieces = append(o.pieces, t.pieces...)
		return true
	}
	return false
}

// reach is how far apart the wanted places of two tracks may be to be spread together.
const reach = 8 * TrackGap

// meets tells whether two tracks would lie beside each other somewhere.
func (t *track) meets(o *track) bool { return t.a < o.b+2 && o.a < t.b+2 }

// crowds tells whether two tracks get in each other's way.
func (t *track) crowds(o *track) bool {
	return math.Abs(t.want-o.want) <= reach && t.meets(o) && t.lo <= o.hi+TrackGap && o.lo <= t.hi+TrackGap
}

// maxSpread bounds the groups that are drawn apart: there is no room for more side by side,
// only for cards heaped on one spot.
const maxSpread = 2000

// spread gives the tracks of one group their places.
func spread(group []*track) {
	if len(group) == 1 || len(group) > maxSpread {
		for _, t := range group {
			t.place = t.want
		}
		return
	}
	group = arranged(group)
	n := len(group)
	before, after := make([]int, n), make([]int, n) // how many must stand on either side
	beside := make([][]int, n)                      // the earlier tracks that each one meets
	for i := range group {
		for j := range i {
			if group[j].meets(group[i]) {
				beside[i] = append(beside[i], j)
				before[i] = max(before[i], before[j]+1)
			}
		}
	}
	for i := n - 1; i >= 0; i-- {
		for _, j := range beside[i] {
			after[j] = max(after[j], after[i]+1)
		}
	}
	// Where there is no room for all, those there share what there is.
	gap := make([]float64, n)
	low, high := make([]float64, n), make([]float64, n)
	for i, t := range group {
		gap[i] = TrackGap
		if crowd := before[i] + after[i]; crowd > 0 {
			gap[i] = math.Min(gap[i], (t.hi-t.lo)/float64(crowd))
		}
		low[i], high[i] = t.lo, t.hi
		for _, j := range beside[i] {
			low[i] = math.Max(low[i], low[j]+math.Min(gap[i], gap[j]))
		}
	}
	for i := n - 1; i >= 0; i-- {
		for _, j := range beside[i] {
			high[j] = math.Min(high[j], high[i]-math.Min(gap[i], gap[j]))
		}
	}
	for i, t := range group {
		wish := t.want + float64(before[i]-after[i])*gap[i]/2
		t.place = math.Max(low[i], math.Min(high[i], wish))
		for _, j := range beside[i] {
			t.place = math.Max(t.place, group[j].place+math.Min(gap[i], gap[j]))
		}
		t.place = math.Max(t.lo, math.Min(t.hi, t.place))
	}
}

// maxArranged bounds the groups whose order is worked out pair by pair.
const maxArranged = 400

// arranged orders the tracks by place so that few lines cross: again and again it takes
// the track that has least reason to stand after one of the rest.
func arranged(group []*track) []*track {
	n := len(group)
	if n > maxArranged {
		return group
	}
	why := make([]int, n*n) // why[i*n+j]: crossings saved when i stands before j
	due := make([]int, n)
	for i := range n {
		for j := i + 1; j < n; j++ {
			if !group[i].meets(group[j]) {
				continue
			}
			switch d := crossings(group[i], group[j]) - crossings(group[j], group[i]); {
			case d < 0:
				why[i*n+j] = -d
				due[j] -= d
			case d > 0:
				why[j*n+i] = d
				due[i] += d
			}
		}
	}
	out := make([]*track, 0, n)
	taken := make([]bool, n)
	for range n {
		best := -1
		for i := range n {
			if !taken[i] && (best < 0 || due[i] < due[best]) {
				best = i
			}
		}
		taken[best] = true
		out = append(out, group[best])
		for j := range n {
			due[j] -= why[best*n+j]
		}
	}
	return out
}

// crossings counts how often the branches of two tracks cross when s stands at a smaller
// place than t; branches that would lie on each other count threefold.
func crossings(s, t *track) int {
	n := 0
	for _, b := range s.branches {
		if b.dir < 0 {
			continue
		}
		if b.at > t.a && b.at < t.b {
			n++
		}
		for _, o := range t.branches {
			if o.dir < 0 && math.Abs(o.at-b.at) < 1 {
				n += 3
			}
		}
	}
	for _, o := range t.branches {
		if o.dir < 0 && o.at > s.a && o.at < s.b {
			n++
		}
	}
	return n
}
