package layout

import (
	"slices"
)

const (
	// keepOverlaps is the share of the cards that may stand too close to others before a
	// picture is spread out, and mostOverlaps that from which there is none to keep.
	keepOverlaps = .1
	mostOverlaps = .5
	// A card is astray when its lines could be shorter by this factor and by this much.
	strayFactor = 3
	strayLength = 1200.0
	// nearSpots is the number of free places that are looked at for a card that is astray.
	nearSpots = 50
)

// keep tidies nodes and leaves the picture as it is: cards too close to others go to the
// nearest free places, and so do cards that are astray, near the tables they refer to. It
// tells whether there is a picture; otherwise nothing has changed.
func (g *graph) keep(movable []int) bool {
	before := g.spotsOf(movable)
	order := slices.Clone(movable)
	g.byNeighbours(order)
	if len(movable) == len(g.nodes) {
		g.spread(movable)
	}
	for _, v := range movable {
		n := &g.nodes[v]
		n.x, n.y = snap(n.x), snap(n.y)
	}
	if g.crowded(movable) > mostOverlaps {
		g.put(movable, before)
		return false
	}
	space := newSpace(g, movable)
	g.makeRoom(order, space)
	for i, v := range order {
		g.meter.at(float64(i) / float64(len(order)))
		g.fetch(v, space)
	}
	return true
}

// spread moves the nodes away from each other, all by one factor, as far as most of them
// need it.
func (g *graph) spread(nodes []int) {
	start, c := g.spotsOf(nodes), g.centres(nodes)
	for _, by := range [...]float64{1, 1.15, 1.3, 1.5, 1.75, 2} {
		for i, v := range nodes {
			n := &g.nodes[v]
			x, y := start[i].x+n.w/2-c.x0, start[i].y+n.h/2-c.y0
			n.put(c.x0+float64(x*by), c.y0+float64(y*by))
		}
		if g.crowded(nodes) <= keepOverlaps {
			return
		}
	}
	g.put(nodes, start)
}

// crowded returns the share of the nodes that find no room when they take their places one
// after the other.
func (g *graph) crowded(nodes []int) float64 {
	return float64(len(g.seat(nodes, newSpace(g, nodes)))) / float64(len(nodes))
}

// fetch moves a node that is astray to a free place near its neighbours.
func (g *graph) fetch(v int, space *space) {
	length := func() (sum float64) {
		for i, w := range g.near[v] {
			sum += g.length(link{v, w, g.rows[v][i]})
		}
		return sum
	}
	now := length()
	if now < strayLength {
		return
	}
	n := &g.nodes[v]
	old := spot{n.x, n.y}
	at, ok := g.wish(v, func(int) bool { return true })
	if !ok {
		return
	}
	worth := func() bool {
		then := length()
		return then*strayFactor <= now && now-then >= strayLength
	}
	n.x, n.y = at.x, at.y
	// Not even among its neighbours would most cards gain enough.
	if !worth() {
		n.x, n.y = old.x, old.y
		return
	}
	space.leave(n)
	near, found := space.suiting(n.module, n.x, n.y, n.w, n.h, nearSpots)
	if n.x, n.y = near.x, near.y; !found || !worth() {
		n.x, n.y = old.x, old.y
	}
	space.add(n)
}
