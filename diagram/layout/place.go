package layout

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
	"slices"

	"crowsfoot/diagram"
)

// maxInserted is the number of new tables up to which each is placed for itself; more are
// laid out together around those that stay.
const maxInserted = 40

// Place returns positions for these tables only, each near the tables it refers to or is
// referred to from, on free space; the others stay where they are. It is for tables that
// have just come in and have no place yet. In a diagram without any other table it is
// Arrange.
func Place(d *diagram.Diagram, ids []diagram.ID) map[diagram.ID]diagram.Point {
	g := newGraph(d)
	var moving []int
	for _, id := range ids {
		if v, ok := g.index[id]; ok {
			moving = append(moving, v)
		}
	}
	slices.Sort(moving)
	moving = slices.Compact(moving)
	switch {
	case len(moving) == len(g.nodes):
		g.arrangeAll(moving, false)
	case len(moving) > maxInserted:
		g.arrangeAround(moving, false)
	default:
		g.insert(moving)
	}
	pos := map[diagram.ID]diagram.Point{}
	for _, v := range moving {
		n := &g.nodes[v]
		pos[n.table.ID] = diagram.Point{X: diagram.Clamp(n.x), Y: diagram.Clamp(n.y)}
	}
	return pos
}

// arrangeSelection lays the movable nodes out for themselves and puts the whole where they
// stood before, or as near to it as there is room among the others.
func (g *graph) arrangeSelection(movable []int, keep bool) {
	old := g.bounds(movable)
	others := newSpace(g, movable)
	g.pack(g.blocks(movable, keep))
	b := g.bounds(movable)
	x, y := others.free((old.x0+old.x1-b.w())/2, (old.y0+old.y1-b.h())/2, b.w(), b.h(), Gutter)
	g.shift(movable, x-b.x0, y-b.y0)
}

// fewHeld is the share of the cards up to which those that stay are fitted into a layout
// of the whole.
const fewHeld = .25

// arrangeAround lays the movable nodes out around those that stay.
func (g *graph) arrangeAround(movable []int, keep bool) {
	if held := len(g.nodes) - len(movable); float64(held) <= fewHeld*float64(len(g.nodes)) {
		g.arrangeAmong(movable, keep)
	} else {
		g.arrangeHolding(movable, keep)
	}
}

// arrangeAmong is for few cards that stay: it lays everything out, moves the whole so that
// those few come nearest to where they stand, and makes room for them there.
func (g *graph) arrangeAmong(movable []int, keep bool) {
	type held struct {
		v int
		spot
	}
	var stay []held
	all := make([]int, len(g.nodes))
	for v := range g.nodes {
		all[v] = v
		if _, moves := slices.BinarySearch(movable, v); !moves {
			stay = append(stay, held{v, spot{g.nodes[v].x, g.nodes[v].y}})
		}
	}
	g.arrangeAll(all, keep)
	dx, dy := 0.0, 0.0
	for _, h := range stay {
		dx += h.x - g.nodes[h.v].x
		dy += h.y - g.nodes[h.v].y
	}
	n := float64(len(stay))
	g.shift(all, snap(dx/n), snap(dy/n))
	for _, h := range stay {
		g.nodes[h.v].x, g.nodes[h.v].y = h.x, h.y
	}
	space := newSpace(g, movable)
	var hit []int
	for _, v := range movable {
		n := &g.nodes[v]
		if !space.isFree(n.x, n.y, n.w, n.h, Gutter) {
			hit = append(hit, v)
		}
	}
	for _, v := range movable {
		if _, found := slices.BinarySearch(hit, v); !found {
			space.add(g.nodes[v].box())
		}
	}
	for _, v := range hit {
		n := &g.nodes[v]
		n.x, n.y = space.free(n.x, n.y, n.w, n.h, Gutter)
		space.add(n.box())
	}
}

// arrangeHolding is for many cards that stay: stress holds them still, and each other card
// then takes the nearest free place.
func (g *graph) arrangeHolding(movable []int, keep bool) {
	moving := make(map[int]bool, len(movable))
	for _, v := range movable {
		moving[v] = true
	}
	all := make([]int, len(g.nodes))
	for i := range all {
		all[i] = i
	}
	space := newSpace(g, movable)
	var loose []int
	for _, set := range g.components(all) {
		fixed := make([]bool, len(set))
		held := 0
		for i, v := range set {
			fixed[i] = !moving[v]
			if fixed[i] {
				held++
			}
		}
		switch {
		case held == 0:
			loose = append(loose, set...)
		case held < len(set):
			g.stress(set, keep, fixed)
			g.settleAll(set, moving, space)
		}
	}
	if len(loose) == 0 {
		return
	}
	slices.Sort(loose)
	blocks := g.blocks(loose, keep)
	whole := space.bounds()
	g.pack(blocks)
	b := g.bounds(loose)
	// Beside or below what stands already, whichever keeps the better shape.
	x, y := whole.x0, whole.y1+blockGap
	if whole.w() < whole.h()*aspectGoal {
		x, y = whole.x1+blockGap, whole.y0
	}
	g.shift(loose, snapUp(x)-b.x0, snapUp(y)-b.y0)
}

// settleAll gives the moving nodes of a set the free places nearest to where they are,
// those with most neighbours first.
func (g *graph) settleAll(set []int, moving map[int]bool, space *space) {
	order := slices.DeleteFunc(slices.Clone(set), func(v int) bool { return !moving[v] })
	slices.SortFunc(order, func(v, w int) int {
		return cmp.Or(cmp.Compare(len(g.near[w]), len(g.near[v])), cmp.Compare(v, w))
	})
	for _, v := range order {
		n := &g.nodes[v]
		n.x, n.y = space.free(n.x, n.y, n.w, n.h, Gutter)
		space.add(n.box())
	}
}

// insert places new nodes one after the other: first those with most neighbours that
// have a place already.
func (g *graph) insert(moving []int) {
	space := newSpace(g, moving)
	waiting := make(map[int]bool, len(moving))
	for _, v := range moving {
		waiting[v] = true
	}
	for range moving {
		best, ties := -1, -1
		for _, v := range moving {
			if !waiting[v] {
				continue
			}
			n := 0
			for _, w := range g.near[v] {
				if !waiting[w] {
					n++
				}
			}
			if n > ties {
				best, ties = v, n
			}
		}
		delete(waiting, best)
		n := &g.nodes[best]
		b := space.bounds()
		x, y := b.x0, b.y1+blockGap
		if b.w() < b.h()*aspectGoal {
			x, y = b.x1+blockGap, b.y0
		}
		if ties > 0 {
			x, y = 0, 0
			for _, w := range g.near[best] {
				if !waiting[w] {
					x += g.nodes[w].cx()
					y += g.rowY(w, best) - g.rows[pairKey(best, w)]
				}
			}
			x, y = x/float64(ties)-n.w/2, y/float64(ties)
		}
		n.x, n.y = space.free(x, y, n.w, n.h, Gutter)
		space.add(n.box())
	}
}

// space knows which places are taken.
type space struct {
	field *field
	all   box
	some  bool
}

// newSpace holds the cards of all nodes but those that will move.
func newSpace(g *graph, moving []int) *space {
	s := &space{field: newField()}
	for v := range g.nodes {
		if _, ok := slices.BinarySearch(moving, v); !ok {
			s.add(g.nodes[v].box())
		}
	}
	return s
}

func (s *space) add(b box) {
	s.field.add(&card{box: b})
	if !s.some {
		s.all, s.some = b, true
	}
	s.all = s.all.union(b)
}

func (s *space) bounds() box { return s.all }

// isFree tells whether a box has this much room around it.
func (s *space) isFree(x, y, w, h, room float64) bool { return s.blocker(x, y, w, h, room) == nil }

// blocker returns the card in the way of a box with this much room around it: the leftmost
// and uppermost, so that the answer does not depend on the order of the field.
func (s *space) blocker(x, y, w, h, room float64) (found *card) {
	s.field.each(box{x, y, x + w, y + h}.grow(room-.5), func(c *card) bool {
		if found == nil || c.box.x0 < found.box.x0 || c.box.x0 == found.box.x0 && c.box.y0 < found.box.y0 {
			found = c
		}
		return true
	})
	return found
}

// free returns the place on the grid nearest to x,y where a box of this size has this
// much room around it. It goes from each place that is taken to those beside the card in
// its way, nearest first.
func (s *space) free(x, y, w, h, room float64) (float64, float64) {
	x, y = snap(x), snap(y)
	// Spots less than a gutter from one looked at already are not worth another look.
	area := func(p spot) cell { return cell{int32(math.Round(p.x / Gutter)), int32(math.Round(p.y / Gutter))} }
	seen := map[cell]bool{area(spot{x, y}): true}
	queue := &spots{{spot{x, y}, 0}}
	for queue.Len() > 0 {
		p := heap.Pop(queue).(farSpot).spot
		c := s.blocker(p.x, p.y, w, h, room)
		if c == nil {
			return p.x, p.y
		}
		for _, o := range [...]spot{
			{snapDown(c.box.x0 - room - w), p.y}, {snapUp(c.box.x1 + room), p.y},
			{p.x, snapDown(c.box.y0 - room - h)}, {p.x, snapUp(c.box.y1 + room)},
		} {
			if !seen[area(o)] && math.Abs(o.x) < diagram.MaxCoordinate && math.Abs(o.y) < diagram.MaxCoordinate {
				seen[area(o)] = true
				heap.Push(queue, farSpot{o, dist(o.x-x, o.y-y)})
			}
		}
	}
	return x, y
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

// Placed returns the diagram of a page, laid out when its source has no places.
func Placed(p *diagram.Page) *diagram.Diagram {
	if p.Positioned {
		return p.Diagram
	}
	pos := Arrange(p.Diagram, Options{})
	d := Moved(p.Diagram, pos)
	d.Notes = maps.Clone(d.Notes)
	for id, at := range Notes(p.Diagram, pos) {
		n := *d.Notes[id]
		n.Pos = at
		d.Notes[id] = &n
	}
	return d
}
