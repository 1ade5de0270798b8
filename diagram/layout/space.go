package layout

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
	"slices"

	"crowsfoot/diagram"
)

// space knows which places are taken: by cards, and by the frames around the cards of a
// module, which are kept free of others.
type space struct {
	field   *field
	all     box
	some    bool
	cards   map[*node]*card
	modules map[*card]int
	frames  map[int]*box // by module, around its cards without padding
	mixed   map[int]bool // modules that stand among others already
	stopped func() bool
}

// anyModule is the module of what may stand in any frame.
const anyModule = -1

// newSpace holds the cards of all nodes but those that will move.
func newSpace(g *graph, moving []int) *space {
	s := &space{field: newField(), cards: map[*node]*card{}, modules: map[*card]int{}, mixed: map[int]bool{}, stopped: g.meter.stopped}
	if g.framed {
		s.frames = map[int]*box{}
	}
	for v := range g.nodes {
		if _, ok := slices.BinarySearch(moving, v); !ok {
			s.add(&g.nodes[v])
		}
	}
	for m, f := range s.frames {
		s.mixed[m] = s.holdsOthers(m, *f)
	}
	maps.DeleteFunc(s.frames, func(m int, _ *box) bool { return s.mixed[m] })
	return s
}

// add takes the place of a node.
func (s *space) add(n *node) {
	b := n.box()
	c := s.take(b)
	s.cards[n], s.modules[c] = c, n.module
	if s.frames == nil || n.module == 0 || s.mixed[n.module] {
		return
	}
	if f := s.frames[n.module]; f != nil {
		b = b.union(*f)
	}
	s.frames[n.module] = &b
}

// leave frees the place of a node; the frame of its module stays as it is.
func (s *space) leave(n *node) { s.field.remove(s.cards[n]) }

// take takes a place for something that is in no frame.
func (s *space) take(b box) *card {
	c := &card{box: b}
	s.field.add(c)
	if !s.some {
		s.all, s.some = b, true
	}
	s.all = s.all.union(b)
	return c
}

func (s *space) bounds() box { return s.all }

// settle moves a node to the nearest free place, and takes it.
func (s *space) settle(n *node) {
	n.x, n.y = s.freeIn(n.module, n.x, n.y, n.w, n.h)
	s.add(n)
}

// isFree tells whether a box has this much room around it.
func (s *space) isFree(x, y, w, h, room float64) bool {
	return s.blocker(box{x, y, x + w, y + h}, room) == nil
}

// blocker returns the card in the way of a box with this much room around it: the leftmost
// and uppermost, so that the answer does not depend on the order of the field.
func (s *space) blocker(b box, room float64) (found *card) {
	s.field.each(b.grow(room-.5), func(c *card) bool {
		if found == nil || c.box.x0 < found.box.x0 || c.box.x0 == found.box.x0 && c.box.y0 < found.box.y0 {
			found = c
		}
		return true
	})
	return found
}

// holdsOthers tells whether the frame of a module around this box would hold cards of
// others.
func (s *space) holdsOthers(module int, b box) (found bool) {
	s.field.each(b.grow(framePadding), func(c *card) bool {
		found = s.modules[c] != module
		return !found
	})
	return found
}

// frameInWay returns the frame, with its padding, of another module that something of a
// module would meet at this place.
func (s *space) frameInWay(module int, b box) *box {
	if module == anyModule || len(s.frames) == 0 {
		return nil
	}
	if module > 0 {
		b = b.grow(framePadding)
	}
	first := 0
	for m, f := range s.frames {
		if m != module && (first == 0 || m < first) && f.grow(framePadding+diagram.GridSize-.5).overlaps(b) {
			first = m
		}
	}
	if first == 0 {
		return nil
	}
	f := s.frames[first].grow(framePadding)
	return &f
}

// widens tells whether the frame of a module would come to hold others, or to meet the
// frame of another, if it were to hold this box.
func (s *space) widens(module int, b box) bool {
	f := s.frames[module]
	if f == nil {
		return false
	}
	all := f.union(b)
	return all != *f && (s.holdsOthers(module, all) || s.frameInWay(module, all) != nil)
}

// mostSpots bounds the search for a place that suits the frames; no more than a few dozen
// free spots are looked at where there is one near by.
const mostSpots = 1000

// freeIn is free for something of a module: a gutter away from cards, and where the
// frames of modules hold their own cards only. If there is no such place, any free one will
// do.
func (s *space) freeIn(module int, x, y, w, h float64) (float64, float64) {
	if at, ok := s.suiting(module, x, y, w, h, mostSpots); ok {
		return at.x, at.y
	}
	return s.free(x, y, w, h, Gutter)
}

// suiting returns the nearest free place that suits the frames, if there is one among so
// many free ones.
func (s *space) suiting(module int, x, y, w, h float64, most int) (spot, bool) {
	suits := func(b box) (way *box, ok bool) {
		if way = s.frameInWay(module, b); way != nil {
			return way, false
		}
		return nil, !s.widens(module, b)
	}
	starts := []spot{{x, y}}
	if f := s.frames[module]; f != nil {
		// In its own frame, or beside it, is a place that does not make it hold others.
		in := spot{math.Max(f.x0, math.Min(x, f.x1-w)), math.Max(f.y0, math.Min(y, f.y1-h))}
		starts = append(starts[:0], in, spot{snapDown(f.x0 - Gutter - w), in.y}, spot{snapUp(f.x1 + Gutter), in.y},
			spot{in.x, snapDown(f.y0 - Gutter - h)}, spot{in.x, snapUp(f.y1 + Gutter)})
	}
	return s.search(starts, w, h, Gutter, most, suits)
}

// free returns the place on the grid nearest to x,y where a box of this size has this
// much room around it.
func (s *space) free(x, y, w, h, room float64) (float64, float64) {
	at, ok := s.search([]spot{{x, y}}, w, h, room, 1, func(box) (*box, bool) { return nil, true })
	if !ok {
		at = spot{snap(x), snap(y)}
	}
	return at.x, at.y
}

// search goes from each place that is taken to those beside the card in its way, the
// nearest to the first start first, until it comes to one that is free and suits. What does
// not suit names what is in its way, if it is worth going round. No more than so many free
// ones are looked at.
func (s *space) search(starts []spot, w, h, room float64, most int, suits func(box) (*box, bool)) (spot, bool) {
	// Spots less than a gutter from one looked at already are not worth another look.
	area := func(p spot) cell { return cell{int32(math.Round(p.x / Gutter)), int32(math.Round(p.y / Gutter))} }
	seen := map[cell]bool{}
	queue := &spots{}
	push := func(p spot) {
		if !seen[area(p)] && math.Abs(p.x) < diagram.MaxCoordinate && math.Abs(p.y) < diagram.MaxCoordinate {
			seen[area(p)] = true
			heap.Push(queue, farSpot{p, dist(p.x-starts[0].x, p.y-starts[0].y)})
		}
	}
	for _, p := range starts {
		push(spot{snap(p.x), snap(p.y)})
	}
	misfits := 0
	for queue.Len() > 0 && misfits < most && !s.stopped() {
		p := heap.Pop(queue).(farSpot).spot
		b := box{p.x, p.y, p.x + w, p.y + h}
		var way *box
		if c := s.blocker(b, room); c != nil {
			way = &c.box
		} else if f, ok := suits(b); ok {
			return p, true
		} else {
			misfits++
			way = f
		}
		if way == nil {
			continue
		}
		for _, o := range [...]spot{
			{snapDown(way.x0 - room - w), p.y}, {snapUp(way.x1 + room), p.y},
			{p.x, snapDown(way.y0 - room - h)}, {p.x, snapUp(way.y1 + room)},
		} {
			push(o)
		}
	}
	return spot{}, false
}

// farSpot is a spot and how far it is from where the search began.
type farSpot struct {
	spot
	away float64
}

// spots is a queue of spots, nearest first.
type spots []farSpot

func (s spots) Len() int { return len(s) }
func (s spots) Less(i, j int) bool {
	a, b := s[i], s[j]
	return cmp.Or(cmp.Compare(a.away, b.away), cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) < 0
}
func (s spots) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *spots) Push(v any)   { *s = append(*s, v.(farSpot)) }
func (s *spots) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}
