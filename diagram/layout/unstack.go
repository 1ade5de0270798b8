package layout

import (
	"cmp"
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/disjoint"
)

// laid is a piece of an edge's line as it lies on the canvas. An inner one has room from lo
// to hi.
type laid struct {
	straight
	edge   *edge
	way, i int // the piece starts at points[i] of this way's line
	points []diagram.Point
	lo, hi float64

	before, after bool    // it is there before pieces are moved off each other, and after that
	stacked       bool    // it lies on others and can be moved
	beside        []*laid // the others of this kind that are near
	gone          bool
	checked       int
	number        int
	stamp         int
}

// same tells whether two pieces of one edge are the same piece.
func (l *laid) same(o *laid) bool {
	return l.straight == o.straight && l.way == o.way && l.lo == o.lo && l.hi == o.hi
}

func (l *laid) compare(o *laid) int { return byRank(l.edge, o.edge, l.way, o.way, l.i, o.i) }

// canMove tells whether the piece is an inner one with room.
func (l *laid) canMove() bool { return l.lo < l.hi }

// liesOn tells whether two pieces have a stretch in common.
func (l *laid) liesOn(o *laid) bool { return math.Abs(l.place-o.place) < 1 && l.a < o.b && o.a < l.b }

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
	return e.ends[0].sameRow(f.ends[0]) || e.ends[1].sameRow(f.ends[1])
}

// pile are edges whose pieces lie on each other, or so near to such that they are moved
// away together. Edges of no pile stay as they are.
type pile struct {
	edges   []*edge
	stacked []*laid // the pieces that lie on others and can be moved
	looks   []*look
	ended   bool
}

// look is an area whose pieces of one direction count for where those of a pile go.
type look struct {
	box
	direction int
	pile      *pile
}

// has tells whether the pile may move the piece.
func (h *pile) has(l *laid) bool { return l.edge.pile == h && l.canMove() }

// stacks looks for inner pieces that still lie on another line after all others were drawn
// apart, and moves each to a free place near by, if there is one. Few are left by then. It
// knows the pieces of all lines.
type stacks struct {
	pieces  [2]cells[*laid]
	stacked [2]cells[*laid] // those that lie on another line and can be moved, with the room around
	looks   [2]cells[*look]
	checks  int
	stamp   int

	was     []straight // scratch memory
	found   []crossing
	lays    []laid
	around  []*laid
	touched []*pile
}

func newStacks() stacks {
	var s stacks
	for i := range s.pieces {
		s.pieces[i], s.stacked[i] = newCells[*laid](cellSize), newCells[*laid](cellSize)
		s.looks[i] = newCells[*look](cellSize)
	}
	return s
}

// Limits beyond which there is no room to move pieces to: cards are heaped on one spot.
const (
	maxStacked = 40  // pieces that lie on one
	maxPile    = 300 // edges of a pile
)

// nearStack is how near pieces are moved together.
const nearStack = maxUnstack + TrackGap

// update takes over the edges whose lines changed in the step before, and gathers those
// whose final lines may be others now.
func (s *stacks) update(changed []*edge, redrawn *gathering) {
	var todo []*laid // may lie on another
	s.checks++
	var stacked []*laid // those of piles that are ended, or of none yet
	end := func(h *pile) { stacked = append(stacked, s.end(h, redrawn)...) }
	touch := func(l *laid) {
		if s.looks[l.direction].isEmpty() {
			return
		}
		area := l.box(1)
		touched := s.touched[:0]
		s.looks[l.direction].each(area, func(o *look) bool {
			if o.overlaps(area) {
				touched = append(touched, o.pile)
			}
			return true
		})
		s.touched = touched
		for _, h := range touched {
			end(h)
		}
	}
	// Only what can be moved is looked at. Other pieces are, where they are new, for those
	// that lie on them now; not when all are new.
	allNew := s.pieces[upright].isEmpty() && s.pieces[level].isEmpty()
	var isNew []*laid
	for _, e := range changed {
		end(e.pile)
		e.final = e.lines[2]
		was, now := e.laid, lay(e, e.final, s.lays[:0])
		first, last, lastNow := differing(len(was), len(now), func(i, j int) bool { return !e.anew && was[i].same(&now[j]) })
		for _, l := range was[first:last] {
			touch(l)
			s.stacked[l.direction].each(l.box(1), func(o *laid) bool {
				if o.liesOn(l) {
					todo = append(todo, o)
				}
				return true
			})
			s.drop(l)
		}
		all := slices.Clone(now[first:lastNow])
		was = slices.Replace(was, first, last, make([]*laid, len(all))...)
		for i := range all {
			was[first+i] = &all[i]
			isNew = append(isNew, &all[i])
		}
		for i := range was {
			was[i].points, was[i].i = now[i].points, now[i].i
		}
		e.laid, s.lays = was, now
	}
	for _, l := range isNew {
		l.before, l.after = true, true
		s.pieces[l.direction].put(l.box(0), l)
		touch(l)
		if l.canMove() || !allNew {
			todo = append(todo, l)
		}
	}
	for i := 0; i < len(todo); i++ {
		l := todo[i]
		if l.gone || l.checked == s.checks {
			continue
		}
		l.checked = s.checks
		on := s.on(l)
		for _, o := range on {
			if o.canMove() {
				todo = append(todo, o)
			}
		}
		now := l.canMove() && len(on) > 0 && len(on) <= maxStacked
		if now == l.stacked {
			continue
		}
		end(l.edge.pile)
		if !now {
			s.unmark(l)
			continue
		}
		s.mark(l)
		for _, o := range l.beside {
			end(o.edge.pile) // what is moved near by has part in where it goes
		}
		stacked = append(stacked, l)
	}
	stacked = slices.DeleteFunc(stacked, func(l *laid) bool { return !l.stacked })
	for _, h := range s.piles(stacked) {
		h.unstack(s)
		for _, e := range h.edges {
			redrawn.add(e)
		}
	}
}

// drop forgets a piece.
func (s *stacks) drop(l *laid) {
	l.gone = true
	s.pieces[l.direction].drop(l.box(0), l)
	if l.stacked {
		s.unmark(l)
	}
}

// mark notes that a piece is to be moved off others.
func (s *stacks) mark(l *laid) {
	s.stamp++
	area := l.box(nearStack)
	s.stacked[l.direction].each(area, func(o *laid) bool {
		if o.stamp != s.stamp && o.box(nearStack).overlaps(area) {
			o.stamp = s.stamp
			l.beside, o.beside = append(l.beside, o), append(o.beside, l)
		}
		return true
	})
	l.stacked = true
	s.stacked[l.direction].put(area, l)
}

// unmark takes that back.
func (s *stacks) unmark(l *laid) {
	for _, o := range l.beside {
		o.beside = without(o.beside, l)
	}
	l.beside, l.stacked = nil, false
	s.stacked[l.direction].drop(l.box(nearStack), l)
}

// on returns the pieces that lie on one, where either of the two can be moved.
func (s *stacks) on(l *laid) (out []*laid) {
	s.stamp++
	s.pieces[l.direction].each(l.box(1), func(o *laid) bool {
		if o.liesOn(l) && o.before && !l.apartFrom(o) && (l.canMove() || o.canMove()) && o.stamp != s.stamp {
			o.stamp = s.stamp
			out = append(out, o)
		}
		return true
	})
	return out
}

// piles puts pieces that lie on others together with those near by and with those of the
// same edge.
func (s *stacks) piles(stacked []*laid) []*pile {
	for i, l := range stacked {
		l.number = i
	}
	sets := disjoint.New(len(stacked))
	first := map[*edge]int{}
	for i, l := range stacked {
		if k, ok := first[l.edge]; ok {
			sets.Join(i, k)
		} else {
			first[l.edge] = i
		}
		for _, o := range l.beside {
			sets.Join(i, o.number)
		}
	}
	at := make([]*pile, len(stacked))
	var out []*pile
	for i, l := range stacked {
		k := sets.Find(i)
		if at[k] == nil {
			at[k] = &pile{}
			out = append(out, at[k])
		}
		h := at[k]
		h.stacked = append(h.stacked, l)
		if l.edge.pile != h {
			l.edge.pile = h
			h.edges = append(h.edges, l.edge)
		}
	}
	return out
}

// end takes a pile apart: its edges run as before pieces were moved. It returns the pieces
// that lie on others.
func (s *stacks) end(h *pile, redrawn *gathering) []*laid {
	if h == nil || h.ended {
		return nil
	}
	h.ended = true
	for _, o := range h.looks {
		s.looks[o.direction].drop(o.box, o)
	}
	for _, e := range h.edges {
		e.pile, e.final = nil, e.lines[2]
		for _, l := range e.shifted {
			s.drop(l)
		}
		e.shifted = nil
		for _, l := range e.laid {
			l.after = true
		}
		redrawn.add(e)
	}
	return h.stacked
}

// unstack moves the pieces of a pile.
func (h *pile) unstack(s *stacks) {
	slices.SortFunc(h.edges, func(e, f *edge) int { return cmp.Compare(e.rank, f.rank) })
	if len(h.edges) > maxPile {
		return
	}
	for _, e := range h.edges {
		e.final = cloned(e.lines[2])
	}
	pieces := s.lays[:0]
	for _, e := range h.edges {
		pieces = lay(e, e.final, pieces)
	}
	s.lays = pieces
	for range 3 {
		moved := false
		for direction := range s.pieces {
			moved = h.unstackPieces(s, h.around(s, pieces, direction)) || moved
		}
		if !moved {
			break
		}
	}
	for _, e := range h.edges {
		if sameLines(e.final, e.lines[2]) {
			continue
		}
		for _, l := range e.laid {
			l.after = false
		}
		all := slices.Clone(lay(e, e.final, s.lays[:0]))
		e.shifted = make([]*laid, len(all))
		for i := range all {
			l := &all[i]
			l.after, e.shifted[i] = true, l
			s.pieces[l.direction].put(l.box(0), l)
		}
	}
}

// look notes that what becomes of the pile depends on the pieces of an area.
func (h *pile) look(s *stacks, direction int, area box) {
	o := &look{area, direction, h}
	h.looks = append(h.looks, o)
	s.looks[direction].put(area, o)
}

// around returns those of the pieces of the pile that run in this direction now, and the
// others that those which can be moved lie on, sorted by place.
func (h *pile) around(s *stacks, pieces []laid, direction int) []*laid {
	all := s.around[:0]
	for i := range pieces {
		if l := &pieces[i]; l.lie() == direction {
			all = append(all, l)
		}
	}
	s.checks++
	for _, l := range all[:len(all):len(all)] {
		if !l.canMove() {
			continue // nor can what lies on it, unless it lies on another as well
		}
		h.look(s, direction, l.box(1))
		s.pieces[direction].each(l.box(1), func(o *laid) bool {
			if o.liesOn(l) && o.before && o.edge.pile != h && o.checked != s.checks {
				o.checked = s.checks
				all = append(all, o)
			}
			return true
		})
	}
	slices.SortFunc(all, func(l, o *laid) int {
		if l.place != o.place {
			return cmp.Compare(l.place, o.place)
		}
		return l.compare(o)
	})
	s.around = all
	return all
}

// lay adds the pieces of an edge's lines to a list.
func lay(e *edge, lines [][]diagram.Point, list []laid) []laid {
	for j, p := range lines {
		for i := 0; i+1 < len(p); i++ {
			list = append(list, laid{edge: e, way: j, points: p, i: i})
			list[len(list)-1].lie()
		}
	}
	return list
}

// lie takes over where the line runs, and returns the direction.
func (l *laid) lie() int {
	p, w := l.points, &l.edge.ways[l.way]
	l.straight = between(p[l.i], p[l.i+1])
	l.lo, l.hi = l.place, l.place
	if l.i > 0 && l.i+2 < len(p) && len(w.points) == len(p) && w.stands(l.i, l.direction == upright) {
		l.lo, l.hi = w.free[l.i-1].lo, w.free[l.i-1].hi
	}
	return l.direction
}

// unstackPieces moves pieces of the pile that lie on another one, and tells whether there
// were any. The pieces are sorted by their place.
func (h *pile) unstackPieces(s *stacks, all []*laid) (any bool) {
	for i, l := range all {
		for j := i + 1; j < len(all) && all[j].place-l.place < 1; j++ {
			o := all[j]
			if l.apartFrom(o) || math.Abs(l.at()-o.at()) >= 1 {
				continue
			}
			any = h.move(s, o, all) || h.move(s, l, all) || any
		}
	}
	return any
}

// isClear tells whether no piece stands in the way where one of the pile would have this
// room at another place.
func (h *pile) isClear(s *stacks, l *laid, place, room float64, all []*laid) bool {
	for _, o := range all {
		if o != l && math.Abs(o.at()-place) < room && !l.apartFrom(o) {
			return false
		}
	}
	there := straight{l.direction, place, l.a, l.b}
	free := true
	s.pieces[l.direction].each(there.box(room), func(o *laid) bool {
		free = math.Abs(o.place-place) >= room || !o.before || o.edge.pile == h || l.apartFrom(o)
		return free
	})
	return free
}

// maxUnstack is how far a piece may be moved off another.
const maxUnstack = 6 * TrackGap

// at is where the piece stands now.
func (l *laid) at() float64 {
	if l.direction == upright {
		return l.points[l.i].X
	}
	return l.points[l.i].Y
}

// move looks for a clear place near by, first at the usual distance of other lines.
func (h *pile) move(s *stacks, l *laid, all []*laid) bool {
	if !h.has(l) {
		return false
	}
	now := l.at()
	h.look(s, l.direction, straight{l.direction, now, l.a, l.b}.box(nearStack))
	for _, room := range [...]float64{TrackGap, TrackGap / 2} {
		for step := room; step <= maxUnstack; step += room {
			for _, place := range [2]float64{now - step, now + step} {
				if place < l.lo || place > l.hi || !h.isClear(s, l, place, room, all) {
					continue
				}
				p, q := &l.points[l.i], &l.points[l.i+1]
				if l.direction == upright {
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
