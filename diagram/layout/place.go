package layout

import (
	"cmp"
	"context"
	"slices"

	"crowsfoot/diagram"
)

// maxInserted is the number of new tables up to which each is placed for itself; more are
// laid out together around those that stay.
const maxInserted = 40

// Place returns positions for these tables only, each near the tables it refers to or is
// referred to from, on free space; the others stay where they are. It is for tables that
// have just come in and have no place yet. In a diagram without any other table it is
// Arrange. The only error is that of the context.
func Place(ctx context.Context, d *diagram.Diagram, ids []diagram.ID) (map[diagram.ID]diagram.Point, error) {
	g := newGraph(d)
	g.meter = newMeter(ctx, nil)
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
		g.arrangeAll(moving)
	case len(moving) > maxInserted:
		g.arrangeAround(moving)
	default:
		g.insertInto(newSpace(g, moving), moving)
	}
	return g.result(ctx, moving)
}

// arrangeSelection lays the movable nodes out for themselves and puts the whole where they
// stood before, or as near to it as there is room among the others.
func (g *graph) arrangeSelection(movable []int) {
	old := g.bounds(movable)
	others := newSpace(g, movable)
	module := g.nodes[movable[0]].module
	for _, v := range movable {
		if g.nodes[v].module != module {
			module = anyModule
		}
	}
	g.arrange(movable)
	b := g.bounds(movable)
	x, y := others.freeIn(module, (old.x0+old.x1-b.w())/2, (old.y0+old.y1-b.h())/2, b.w(), b.h())
	g.shift(movable, x-b.x0, y-b.y0)
}

// fewHeld is the share of the cards up to which those that stay are fitted into a layout
// of the whole.
const fewHeld = .25

// arrangeAround lays the movable nodes out around those that stay.
func (g *graph) arrangeAround(movable []int) {
	if held := len(g.nodes) - len(movable); float64(held) <= fewHeld*float64(len(g.nodes)) {
		g.arrangeAmong(movable)
	} else {
		g.arrangeHolding(movable)
	}
}

// arrangeAmong is for few cards that stay: it lays everything out, moves the whole so that
// those few come nearest to where they stand, and makes room for them there.
func (g *graph) arrangeAmong(movable []int) {
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
	g.arrangeAll(all)
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
	g.makeRoom(movable, newSpace(g, movable))
}

// makeRoom leaves the nodes that have room, in their order, and moves each other one to
// the nearest free place.
func (g *graph) makeRoom(order []int, space *space) {
	for _, v := range g.seat(order, space) {
		space.settle(&g.nodes[v])
	}
}

// seat lets the nodes take their places one after the other, and returns those that find
// no room there.
func (g *graph) seat(order []int, space *space) (hit []int) {
	for _, v := range order {
		n := &g.nodes[v]
		if space.isFree(n.x, n.y, n.w, n.h, Gutter) {
			space.add(n)
		} else {
			hit = append(hit, v)
		}
	}
	return hit
}

// arrangeHolding is for many cards that stay: stress holds them still, and each other card
// then takes the nearest free place.
func (g *graph) arrangeHolding(movable []int) {
	moving := make(map[int]bool, len(movable))
	for _, v := range movable {
		moving[v] = true
	}
	all := make([]int, len(g.nodes))
	for i := range all {
		all[i] = i
	}
	space := newSpace(g, movable)
	var loose, joining []int
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
			for _, v := range set {
				if space.frames[g.nodes[v].module] != nil {
					joining = append(joining, v)
				} else {
					loose = append(loose, v)
				}
			}
		case held < len(set):
			g.stress(set, false, fixed, allPairs)
			g.settleAll(set, moving, space)
		}
	}
	slices.Sort(joining)
	g.insertInto(space, joining)
	if len(loose) == 0 {
		return
	}
	slices.Sort(loose)
	whole := space.bounds()
	g.pack(g.blocks(loose))
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
	g.byNeighbours(order)
	for _, v := range order {
		space.settle(&g.nodes[v])
	}
}

// byNeighbours sorts nodes: those with most neighbours first.
func (g *graph) byNeighbours(order []int) {
	slices.SortFunc(order, func(v, w int) int {
		return cmp.Or(cmp.Compare(len(g.near[w]), len(g.near[v])), cmp.Compare(v, w))
	})
}

// insertInto places new nodes one after the other: first those with most neighbours that
// have a place already.
func (g *graph) insertInto(space *space, moving []int) {
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
		n.x, n.y = b.x0, b.y1+blockGap
		if b.w() < b.h()*aspectGoal {
			n.x, n.y = b.x1+blockGap, b.y0
		}
		if f := space.frames[n.module]; f != nil {
			n.put((f.x0+f.x1)/2, (f.y0+f.y1)/2)
		}
		if at, ok := g.wish(best, func(w int) bool { return !waiting[w] }); ok {
			n.x, n.y = at.x, at.y
		}
		space.settle(n)
	}
}

// wish is the place at which the lines of a node to those of its neighbours that count
// would be shortest, if there is any.
func (g *graph) wish(v int, counts func(w int) bool) (at spot, ok bool) {
	ties := 0.0
	for i, w := range g.near[v] {
		if counts(w) {
			at.x += g.nodes[w].cx()
			at.y += g.nodes[w].y + g.rows[v][i].other - g.rows[v][i].own
			ties++
		}
	}
	if ties == 0 {
		return spot{}, false
	}
	return spot{at.x/ties - g.nodes[v].w/2, at.y / ties}, true
}

// Placed returns the diagram of a page, laid out when its source has no places. The only
// error is that of the context.
func Placed(ctx context.Context, p *diagram.Page) (*diagram.Diagram, error) {
	if p.Positioned {
		return p.Diagram, nil
	}
	pos, err := Arrange(ctx, p.Diagram, Options{})
	if err != nil {
		return nil, err
	}
	return Places{Tables: pos, Notes: Notes(p.Diagram, pos)}.In(p.Diagram), nil
}
