package layout

import (
	"cmp"
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/disjoint"
)

// track is a straight inner piece of one line, or of several lines to the same key that
// share it. Its place is an x when it is vertical and a y when it is horizontal; along
// and branch coordinates are the other one.
type track struct {
	lo, hi, want float64
	a, b         float64 // from where to where it runs
	branches     []branch
	pieces       []piece
	order        int // of its first line
	place        float64
}

// branch is a piece that goes off a track at a right angle.
type branch struct {
	at    float64
	dir   int8 // to which side: -1 to smaller places, +1 to larger
	final bool // it ends at a card
}

// piece names points[i] to points[i+1] of a polyline.
type piece struct {
	points []diagram.Point
	i      int
}

// nudge returns the final polylines of all edges: parallel pieces that would lie on each
// other stand TrackGap apart where there is room, in the order that crosses least. The
// answer depends on the ways and their order only.
func nudge(order []*edge, m *scratch) [][][]diagram.Point {
	lines := copied(order)
	partEnds(order, lines)
	for _, vertical := range []bool{true, false} {
		all := tracks(order, lines, vertical, m)
		if vertical {
			face(all)
		}
		for _, group := range groups(all) {
			spread(group)
			for _, t := range group {
				for _, p := range t.pieces {
					if vertical {
						p.points[p.i].X, p.points[p.i+1].X = t.place, t.place
					} else {
						p.points[p.i].Y, p.points[p.i+1].Y = t.place, t.place
					}
				}
			}
		}
	}
	for _, edge := range lines {
		for i, l := range edge {
			edge[i] = tidy(l)
		}
	}
	unstack(order, lines, m)
	return lines
}

// copied returns a copy of the ways of all edges, all in one piece of memory.
func copied(order []*edge) [][][]diagram.Point {
	ways, points := 0, 0
	for _, e := range order {
		ways += len(e.ways)
		for i := range e.ways {
			points += len(e.ways[i].points)
		}
	}
	lines := make([][][]diagram.Point, len(order))
	allLines, all := make([][]diagram.Point, 0, ways), make([]diagram.Point, 0, points)
	for i, e := range order {
		first := len(allLines)
		for k := range e.ways {
			begin := len(all)
			all = append(all, e.ways[k].points...)
			allLines = append(allLines, all[begin:len(all):len(all)])
		}
		lines[i] = allLines[first:len(allLines):len(allLines)]
	}
	return lines
}

// tidy rounds a polyline to half pixels and drops points that are no corners, in place.
func tidy(points []diagram.Point) []diagram.Point {
	for i, p := range points {
		points[i] = diagram.Point{X: half(p.X), Y: half(p.Y)}
	}
	return corners(points[:0], points)
}

// scratch is memory that is used again by the next update.
type scratch struct {
	tracks   []track
	branches []branch
	pieces   []piece
	laid     []laid
	keys     []laidKey
	byPlace  []*laid
	upright  map[int][]straight
	across   []straight
}

// emptied returns a list without entries that holds this many.
func emptied[T any](list []T, room int) []T {
	if cap(list) < room {
		return make([]T, 0, room+room/4)
	}
	return list[:0]
}

// bundle is the key under which lines share a track: they go to the same side of the same
// row, and the look draws their last stretch as one.
type bundle struct {
	card  *card
	key   diagram.ID
	y, x  float64
	trunk float64 // where the shared upright piece stands, for level pieces
}

// tracks collects the inner pieces of one direction.
func tracks(order []*edge, lines [][][]diagram.Point, vertical bool, m *scratch) []*track {
	room := 0
	for _, e := range order {
		for i := range e.ways {
			room += max(0, len(e.ways[i].points)-3)
		}
	}
	out := make([]*track, 0, room)
	m.tracks, m.branches, m.pieces = emptied(m.tracks, room), emptied(m.branches, 2*room), emptied(m.pieces, room)
	shared := map[bundle][]*track{}
	along := func(p diagram.Point) (float64, float64) {
		if vertical {
			return p.X, p.Y
		}
		return p.Y, p.X
	}
	for n, e := range order {
		for j, w := range e.ways {
			p := lines[n][j]
			for i := 1; i+2 < len(p); i++ {
				place, a := along(p[i])
				place2, b := along(p[i+1])
				if place != place2 || !w.stands(i, vertical) || w.stands(i-1, vertical) || w.stands(i+1, vertical) {
					continue // of the other direction, or the line turns back on itself here
				}
				before, _ := along(p[i-1])
				after, _ := along(p[i+2])
				fr := w.free[i-1]
				m.branches = append(m.branches, branch{a, sideOf(before - place), i == 1}, branch{b, sideOf(after - place), i+3 == len(p)})
				m.pieces = append(m.pieces, piece{p, i})
				nb, np := len(m.branches), len(m.pieces)
				m.tracks = append(m.tracks, track{
					lo: fr.lo, hi: fr.hi, want: fr.want, a: math.Min(a, b), b: math.Max(a, b), order: len(out),
					branches: m.branches[nb-2 : nb : nb], pieces: m.pieces[np-1 : np : np],
				})
				t := &m.tracks[len(m.tracks)-1]
				// The last upright piece before a key, and the level one before that, may be
				// shared with other lines that go the same way to the same key.
				if last := len(p) - 3; w.to.key != "" && w.from.card != w.to.card && (vertical && i == last || !vertical && i == last-1) {
					k := bundle{w.to.card, w.to.key, w.to.y, p[len(p)-1].X, 0}
					if !vertical {
						k.trunk = p[last].X
					}
					if merged(shared[k], t) {
						continue
					}
					shared[k] = append(shared[k], t)
				}
				out = append(out, t)
			}
		}
	}
	return out
}

// stands tells whether the piece from point i is upright (or level, when not vertical).
func (w *way) stands(i int, vertical bool) bool {
	if vertical {
		return w.points[i].X == w.points[i+1].X
	}
	return w.points[i].Y == w.points[i+1].Y
}

// merged adds the track to one of those with the same end when they can share a place.
func merged(with []*track, t *track) bool {
	for _, o := range with {
		lo, hi := math.Max(o.lo, t.lo), math.Min(o.hi, t.hi)
		if lo > hi || math.Abs(o.want-t.want) > 2*TrackGap {
			continue
		}
		o.lo, o.hi = lo, hi
		o.want = math.Max(lo, math.Min(hi, o.want))
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

// groups splits the tracks into sets that get in each other's way.
func groups(all []*track) [][]*track {
	slices.SortFunc(all, func(s, t *track) int {
		if s.want != t.want {
			return cmp.Compare(s.want, t.want)
		}
		return s.order - t.order
	})
	sets := disjoint.New(len(all))
	for i, t := range all {
		for j := i + 1; j < len(all) && all[j].want-t.want <= reach; j++ {
			if o := all[j]; t.meets(o) && t.lo <= o.hi+TrackGap && o.lo <= t.hi+TrackGap {
				sets.Join(i, j)
			}
		}
	}
	at := make([]int, len(all))
	var out [][]*track
	for i, t := range all {
		r := sets.Find(i)
		if at[r] == 0 {
			out = append(out, nil)
			at[r] = len(out)
		}
		out[at[r]-1] = append(out[at[r]-1], t)
	}
	return out
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
