package layout

import (
	"cmp"
	"math"
	"slices"
)

// price is what the picture of these nodes costs: its size and shape, the length of the
// links, and the crossings of the straight lines between their cards, which most often
// are crossings of the lines as routed, too.
func (g *graph) price(nodes []int, links []link) float64 {
	b := g.bounds(nodes)
	sum := sizePrice(b)
	for _, l := range links {
		sum += g.length(l)
	}
	return sum + (straightPrice+routedPrice)*float64(g.crossings(links))
}

// sizePrice is what a picture of this size costs: the larger of the two sides that the
// wanted aspect allows is what counts.
func sizePrice(b box) float64 { return math.Max(b.w(), b.h()*aspectGoal)*4 + (b.w()+b.h())*.5 }

// crossings counts the crossings of the straight lines between the centres.
func (g *graph) crossings(links []link) int {
	shapes := make([]shape, len(links))
	for i, l := range links {
		a, b := &g.nodes[l.v], &g.nodes[l.w]
		s := &shapes[i]
		s.link, s.p, s.q = l, spot{a.cx(), a.cy()}, spot{b.cx(), b.cy()}
		s.lo = spot{min(s.p.x, s.q.x), min(s.p.y, s.q.y)}
		s.hi = spot{max(s.p.x, s.q.x), max(s.p.y, s.q.y)}
	}
	slices.SortFunc(shapes, func(a, b shape) int { return cmp.Compare(a.lo.x, b.lo.x) })
	n := 0
	for i := range shapes {
		s := &shapes[i]
		for j := i + 1; j < len(shapes) && shapes[j].lo.x <= s.hi.x; j++ {
			if o := &shapes[j]; o.lo.y <= s.hi.y && s.lo.y <= o.hi.y && s.crossesStraight(o) {
				n++
			}
		}
	}
	return n
}
