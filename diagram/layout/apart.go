package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// ending is an end of a polyline: its first piece, or its last one when it comes in.
type ending struct {
	points []diagram.Point
	port   *port
	x      float64
	in     bool
	n      int // counts the endings
}

// partEnds draws the lines that leave a row and those that come in at it apart where both
// use the same side of the card: two lines that have nothing else in common would lie on
// each other otherwise. A line that runs straight to the other card stays.
func partEnds(order []*edge, lines [][][]diagram.Point) {
	all := make([]ending, 0, 2*len(order))
	for n, e := range order {
		if len(e.ends) != 2 || e.stub || e.ends[0].card == e.ends[1].card {
			continue
		}
		p := lines[n][0]
		all = append(all, ending{p, &e.ways[0].from, p[0].X, false, len(all)}, ending{p, &e.ways[0].to, p[len(p)-1].X, true, len(all) + 1})
	}
	slices.SortFunc(all, func(a, b ending) int {
		switch {
		case a.x != b.x:
			return cmp.Compare(a.x, b.x)
		case a.port.y != b.port.y:
			return cmp.Compare(a.port.y, b.port.y)
		}
		return cmp.Or(strings.Compare(string(a.port.card.id), string(b.port.card.id)), byBool(a.in, b.in), cmp.Compare(a.n, b.n))
	})
	for i := 0; i < len(all); {
		end, ins := i, i
		for ; end < len(all) && all[end].x == all[i].x && all[end].port.y == all[i].port.y && all[end].port.card == all[i].port.card; end++ {
			if !all[end].in {
				ins = end + 1
			}
		}
		if out, in := all[i:ins], all[ins:end]; len(out) > 0 && len(in) > 0 {
			partRow(out, in)
		}
		i = end
	}
}

func byBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// partRow draws the lines that leave a row apart from those that come in there: those that
// turn down go below those that turn up.
func partRow(out, in []ending) {
	down := 1.0
	if fall(out) < fall(in) {
		down = -1
	}
	if p := out[0].port; p.y == p.mid {
		shift(out, down*(FootHalf+1))
		shift(in, -down*(FootHalf+1))
	} else {
		shift(out, p.mid-p.y)
	}
}

// fall is how far the lines turn down after their ends, on the whole.
func fall(list []ending) (sum float64) {
	for _, e := range list {
		first, turn := 0, min(2, len(e.points)-1)
		if e.in {
			first, turn = len(e.points)-1, max(0, len(e.points)-3)
		}
		sum += e.points[turn].Y - e.points[first].Y
	}
	return sum
}

func shift(list []ending, dy float64) {
	for _, e := range list {
		if len(e.points) < 4 {
			continue
		}
		i := 0
		if e.in {
			i = len(e.points) - 2
		}
		if e.points[i].Y == e.points[i+1].Y {
			e.points[i].Y += dy
			e.points[i+1].Y += dy
		}
	}
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
		return cmp.Or(cmp.Compare(a.t.order, b.t.order), cmp.Compare(a.dir, b.dir))
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
			middle := math.Max(l.lo+TrackGap/2, math.Min(r.hi-TrackGap/2, (l.want+r.want)/2))
			l.want = math.Min(l.want, middle-TrackGap/2)
			r.want = math.Max(r.want, middle+TrackGap/2)
		}
	}
}

// laid is a piece of a final polyline. An inner one has room from lo to hi.
type laid struct {
	edge   *edge
	points []diagram.Point
	i      int // the piece starts at points[i]
	place  float64
	a, b   float64
	lo, hi float64
}

func (l *laid) inner() bool { return l.i > 0 && l.i+2 < len(l.points) }

// apartFrom tells whether two pieces may stand at one place: they have no stretch in
// common, or they are drawn as one on purpose.
func (l *laid) apartFrom(o *laid) bool {
	return l.edge == o.edge || l.b <= o.a || o.b <= l.a || shareRow(l.edge, o.edge)
}

// shareRow tells whether two lines leave from or come in at the same row.
func shareRow(e, f *edge) bool {
	if len(e.ends) != 2 || len(f.ends) != 2 {
		return false
	}
	same := func(p, q *port) bool { return p.card == q.card && p.key == q.key }
	return same(&e.ends[0], &f.ends[0]) || same(&e.ends[1], &f.ends[1])
}

// unstack looks for inner pieces that still lie on another line, and moves each to a free
// place near by, if there is one. Few are left by then.
func unstack(order []*edge, lines [][][]diagram.Point, m *scratch) {
	for range 3 {
		moved := false
		for _, vertical := range []bool{true, false} {
			moved = unstackPieces(pieces(order, lines, vertical, m), vertical) || moved
		}
		if !moved {
			return
		}
	}
}

// pieces collects the upright or the level pieces of all lines, by place.
func pieces(order []*edge, lines [][][]diagram.Point, vertical bool, m *scratch) []*laid {
	out := m.laid[:0]
	for n, e := range order {
		for j, p := range lines[n] {
			for i := 0; i+1 < len(p); i++ {
				u, v := p[i], p[i+1]
				if (u.X == v.X) != vertical {
					continue
				}
				l := laid{edge: e, points: p, i: i, place: u.Y, a: math.Min(u.X, v.X), b: math.Max(u.X, v.X)}
				if vertical {
					l.place, l.a, l.b = u.X, math.Min(u.Y, v.Y), math.Max(u.Y, v.Y)
				}
				l.lo, l.hi = l.place, l.place
				if w := &e.ways[j]; l.inner() && len(w.points) == len(p) && w.stands(i, vertical) {
					l.lo, l.hi = w.free[i-1].lo, w.free[i-1].hi
				}
				out = append(out, l)
			}
		}
	}
	m.laid = out
	// Small keys are sorted, not the pieces themselves.
	m.keys = emptied(m.keys, len(out))
	for i := range out {
		m.keys = append(m.keys, laidKey{out[i].place, int32(i)})
	}
	slices.SortFunc(m.keys, func(a, b laidKey) int {
		if a.place != b.place {
			return cmp.Compare(a.place, b.place)
		}
		return int(a.n - b.n)
	})
	m.byPlace = emptied(m.byPlace, len(out))
	for _, k := range m.keys {
		m.byPlace = append(m.byPlace, &out[k.n])
	}
	return m.byPlace
}

// laidKey is what pieces are sorted by: their place, and their number.
type laidKey struct {
	place float64
	n     int32
}

func unstackPieces(all []*laid, vertical bool) (any bool) {
	isClear := func(l *laid, place, room float64) bool {
		from, _ := slices.BinarySearchFunc(all, place-room-maxUnstack, func(o *laid, at float64) int { return cmp.Compare(o.place, at) })
		for i := from; i < len(all) && all[i].place < place+room+maxUnstack; i++ {
			if o := all[i]; o != l && math.Abs(o.at(vertical)-place) < room && !l.apartFrom(o) {
				return false
			}
		}
		return true
	}
	for i, l := range all {
		for j := i + 1; j < len(all) && all[j].place-l.place < 1; j++ {
			o := all[j]
			if l.apartFrom(o) || math.Abs(l.at(vertical)-o.at(vertical)) >= 1 {
				continue
			}
			any = o.inner() && o.move(vertical, isClear) || l.inner() && l.move(vertical, isClear) || any
		}
	}
	return any
}

// maxUnstack is how far a piece may be moved off another.
const maxUnstack = 6 * TrackGap

// at is where the piece stands now.
func (l *laid) at(vertical bool) float64 {
	if vertical {
		return l.points[l.i].X
	}
	return l.points[l.i].Y
}

// move looks for a clear place near by, first at the usual distance of other lines.
func (l *laid) move(vertical bool, isClear func(*laid, float64, float64) bool) bool {
	now := l.at(vertical)
	for _, room := range [...]float64{TrackGap, TrackGap / 2} {
		for step := room; step <= maxUnstack; step += room {
			for _, place := range [2]float64{now - step, now + step} {
				if place < l.lo || place > l.hi || !isClear(l, place, room) {
					continue
				}
				p, q := &l.points[l.i], &l.points[l.i+1]
				if vertical {
					p.X, q.X = half(place), half(place)
				} else {
					p.Y, q.Y = half(place), half(place)
				}
				return true
			}
		}
	}
	return false
}
