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
	one      [1]*piece // where pieces begins
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
		lo, hi := max(o.lo, t.lo), min(o.hi, t.hi)
		if lo > hi || math.Abs(o.first-t.first) > 2*TrackGap {
			continue
		}
		o.lo, o.hi = lo, hi
		o.first = max(lo, min(hi, o.first))
		o.a, o.b = min(o.a, t.a), max(o.b, t.b)
		for _, b := range t.branches {
			// The last branch is where all of a bundle end: it counts as final once.
			b.final = b.final && b != o.branches[1]
			o.branches = append(o.branches, b)
		}
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

// spreader is the scratch memory for giving the tracks of one group after the other their
// places. All but meets and order is by where a track comes in the order.
type spreader struct {
	spans         [][2]float64 // from where to where the tracks run
	meets         []pair       // of tracks that meet, by number in the group
	order         []int32      // the tracks by place
	at            []int32      // where each track comes in the order
	due           []int32
	after         [][2]int32 // the tracks that should come after another, and by how many crossings
	first         []int32    // where those of each track begin in after
	beside        []int32    // the earlier tracks that tracks meet
	begins        []int32    // where those of each track begin in beside
	before, later []int32    // how many must stand on either side
	gap           []float64
	low, high     []float64
}

// pair are two tracks of a group.
type pair struct {
	i, j  int32
	saved int32 // crossings saved when i stands before j
}

// sized returns a slice of n zeros in the memory of another, if there is enough.
func sized[T any](s []T, n int) []T {
	return append(s[:0], make([]T, n)...) // which makes nothing but room
}

// spread gives the tracks of one group their places.
func (s *spreader) spread(group []*track) {
	if len(group) == 1 || len(group) > maxSpread {
		for _, t := range group {
			t.place = t.want
		}
		return
	}
	s.meet(group)
	s.arrange(group)
	n := len(group)
	s.at = sized(s.at, n)
	for k, i := range s.order {
		s.at[i] = int32(k)
	}
	// The pairs by their later track.
	s.begins, s.beside = sized(s.begins, n+1), sized(s.beside, len(s.meets))
	for _, p := range s.meets {
		s.begins[max(s.at[p.i], s.at[p.j])]++
	}
	for k := range n {
		s.begins[k+1] += s.begins[k]
	}
	for _, p := range s.meets {
		i, j := s.at[p.i], s.at[p.j]
		later := max(i, j)
		s.begins[later]--
		s.beside[s.begins[later]] = min(i, j)
	}
	beside := func(k int) []int32 { return s.beside[s.begins[k]:s.begins[k+1]] }
	s.before, s.later = sized(s.before, n), sized(s.later, n)
	for k := range n {
		for _, j := range beside(k) {
			s.before[k] = max(s.before[k], s.before[j]+1)
		}
	}
	for k := n - 1; k >= 0; k-- {
		for _, j := range beside(k) {
			s.later[j] = max(s.later[j], s.later[k]+1)
		}
	}
	// Where there is no room for all, those there share what there is.
	s.gap, s.low, s.high = sized(s.gap, n), sized(s.low, n), sized(s.high, n)
	for k, i := range s.order {
		t := group[i]
		s.gap[k] = TrackGap
		if crowd := s.before[k] + s.later[k]; crowd > 0 {
			s.gap[k] = min(TrackGap, (t.hi-t.lo)/float64(crowd))
		}
		s.low[k], s.high[k] = t.lo, t.hi
		for _, j := range beside(k) {
			s.low[k] = max(s.low[k], s.low[j]+min(s.gap[k], s.gap[j]))
		}
	}
	for k := n - 1; k >= 0; k-- {
		for _, j := range beside(k) {
			s.high[j] = min(s.high[j], s.high[k]-min(s.gap[k], s.gap[j]))
		}
	}
	for k, i := range s.order {
		t := group[i]
		wish := t.want + float64(s.before[k]-s.later[k])*s.gap[k]/2
		t.place = max(s.low[k], min(s.high[k], wish))
		for _, j := range beside(k) {
			t.place = max(t.place, group[s.order[j]].place+min(s.gap[k], s.gap[j]))
		}
		t.place = max(t.lo, min(t.hi, t.place))
	}
}

// meet finds the tracks that meet.
func (s *spreader) meet(group []*track) {
	s.spans, s.meets = s.spans[:0], s.meets[:0]
	for j, t := range group {
		a, b := t.a, t.b+2
		for i := range s.spans {
			if o := &s.spans[i]; a < o[1] && o[0] < b {
				s.meets = append(s.meets, pair{i: int32(i), j: int32(j)})
			}
		}
		s.spans = append(s.spans, [2]float64{a, b})
	}
}

// maxArranged bounds the groups whose order is worked out pair by pair.
const maxArranged = 400

// arrange orders the tracks by place so that few lines cross: again and again it takes the
// track that has least reason to stand after one of the rest.
func (s *spreader) arrange(group []*track) {
	n := len(group)
	s.order = s.order[:0]
	if n > maxArranged {
		for i := range group {
			s.order = append(s.order, int32(i))
		}
		return
	}
	s.due, s.first = sized(s.due, n), sized(s.first, n+1)
	for k := range s.meets {
		p := &s.meets[k]
		a, b := group[p.i], group[p.j]
		p.saved = int32(crossings(b, a) - crossings(a, b))
		switch {
		case p.saved > 0:
			s.due[p.j] += p.saved
			s.first[p.i]++
		case p.saved < 0:
			s.due[p.i] -= p.saved
			s.first[p.j]++
		}
	}
	for i := range n {
		s.first[i+1] += s.first[i]
	}
	s.after = sized(s.after, int(s.first[n]))
	for _, p := range s.meets {
		i, j, saved := p.i, p.j, p.saved
		if saved == 0 {
			continue
		}
		if saved < 0 {
			i, j, saved = j, i, -saved
		}
		s.first[i]--
		s.after[s.first[i]] = [2]int32{j, saved}
	}
	const taken = math.MaxInt32
	for range n {
		best := 0
		for i, due := range s.due {
			if due < s.due[best] {
				best = i
			}
		}
		s.due[best] = taken
		s.order = append(s.order, int32(best))
		for _, o := range s.after[s.first[best]:s.first[best+1]] {
			if s.due[o[0]] != taken {
				s.due[o[0]] -= o[1]
			}
		}
	}
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
