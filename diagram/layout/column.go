package layout

import (
	"cmp"
	"math"
	"slices"
)

// Cards stand in columns: their left borders align, and the channels between columns are
// free for lines from top to bottom.
const (
	channel    = 100.0 // width of a channel with few lines
	channelTop = 240.0 // width of the widest channel
	aspectGoal = 1.4   // width to height of a picture
	fill       = 0.7   // share of the area that cards and gutters take before they are pushed apart
)

// columns is a set of nodes arranged in columns; lists are from top to bottom.
type columns struct {
	g     *graph
	list  [][]int
	width float64 // of the widest card
	in    map[int]int
	// shapes is scratch memory of price.
	shapes []shape
}

// newColumns puts the nodes into columns, near where they stand: cards are taken from top
// to bottom, and each goes to the column in which it is moved least (Spindler, Schlichtmann,
// Johannes, "Abacus: fast legalization of standard cell circuits", ISPD 2008, turned by a
// quarter).
func newColumns(g *graph, nodes []int) *columns {
	c := &columns{g: g, in: make(map[int]int, len(nodes))}
	area := 0.0
	for _, v := range nodes {
		c.width = math.Max(c.width, g.nodes[v].w)
	}
	pitch := snapUp(c.width + channel)
	for _, v := range nodes {
		area += pitch * (g.nodes[v].h + Gutter)
	}
	g.fit(nodes, area/fill)

	b := g.centres(nodes)
	count := max(1, int(math.Round(b.w()/pitch))+1)
	c.list = make([][]int, count)
	stacks := make([]stack, count)
	order := slices.Clone(nodes)
	slices.SortFunc(order, func(v, w int) int {
		return cmp.Or(cmp.Compare(g.nodes[v].cy(), g.nodes[w].cy()), cmp.Compare(v, w))
	})
	for _, v := range order {
		n := &g.nodes[v]
		home := (n.cx() - b.x0) / pitch
		best, price := 0, math.Inf(1)
		for k := range count {
			dx := math.Abs(home-float64(k)) * pitch
			if dx >= price {
				continue
			}
			if p := dx + math.Abs(stacks[k].probe(n.y, n.h+Gutter)-n.y); p < price {
				best, price = k, p
			}
		}
		stacks[best].push(n.y, n.h+Gutter)
		c.list[best] = append(c.list[best], v)
	}
	c.take(c.list)
	c.place(pitch)
	return c
}

// take makes columns of these lists; none is empty.
func (c *columns) take(lists [][]int) {
	c.list = slices.DeleteFunc(lists, func(l []int) bool { return len(l) == 0 })
	for k, l := range c.list {
		for _, v := range l {
			c.in[v] = k
		}
	}
}

// nodes are those of all columns, sorted.
func (c *columns) nodes() []int {
	all := slices.Concat(c.list...)
	slices.Sort(all)
	return all
}

// centres returns the box around the centres of the nodes.
func (g *graph) centres(nodes []int) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, v := range nodes {
		b = b.union(box{g.nodes[v].cx(), g.nodes[v].cy(), g.nodes[v].cx(), g.nodes[v].cy()})
	}
	return b
}

// fit scales the places of the nodes to this area; pictures far from the wanted aspect are
// stretched more in one direction.
func (g *graph) fit(nodes []int, area float64) {
	b := g.centres(nodes)
	w, h := math.Max(b.w(), 1), math.Max(b.h(), 1)
	aspect := math.Max(.9, math.Min(1.8, w/h))
	height := math.Sqrt(area / aspect)
	n := &g.nodes[nodes[0]]
	// The outermost cards stand half outside the box of the centres.
	sx := math.Max(0, height*aspect-n.w) / w
	sy := math.Max(0, height-n.h) / h
	for _, v := range nodes {
		n := &g.nodes[v]
		n.put((n.cx()-b.x0)*sx, (n.cy()-b.y0)*sy)
	}
}

// stack is a column in the making: runs of cards that touch, each at its best place.
type stack []run

// run is a row of touching cards: the sum of their wishes, their number, their height.
type run struct{ wish, count, height float64 }

func (r run) top() float64 { return r.wish / r.count }

// with adds a card of this height that wishes to begin at y below the run.
func (r run) with(o run) run {
	return run{r.wish + o.wish - float64(o.count*r.height), r.count + o.count, r.height + o.height}
}

// probe returns where a card would come to stand if it were pushed.
func (s stack) probe(y, height float64) float64 {
	r := run{y, 1, height}
	for k := len(s) - 1; k >= 0 && s[k].top()+s[k].height > r.top(); k-- {
		r = s[k].with(r)
	}
	return r.top() + r.height - height
}

func (s *stack) push(y, height float64) {
	r := run{y, 1, height}
	for n := len(*s); n > 0 && (*s)[n-1].top()+(*s)[n-1].height > r.top(); n-- {
		r = (*s)[n-1].with(r)
		*s = (*s)[:n-1]
	}
	*s = append(*s, r)
}

// place moves the cards to their columns, this far apart, as near as may be to the height
// they wish.
func (c *columns) place(pitch float64) {
	for k, l := range c.list {
		for _, v := range l {
			c.g.nodes[v].x = float64(k) * pitch
		}
		c.stackUp(k, func(v int) float64 { return c.g.nodes[v].y })
	}
}

// stackUp gives the cards of a column their heights: in their order, a gutter apart, with
// the least squares of distance from what they wish.
func (c *columns) stackUp(k int, wish func(v int) float64) {
	var s stack
	for _, v := range c.list[k] {
		s.push(wish(v), c.g.nodes[v].h+Gutter)
	}
	i := 0
	for _, r := range s {
		y := r.top()
		for range int(r.count) {
			n := &c.g.nodes[c.list[k][i]]
			n.y = y
			y += n.h + Gutter
			i++
		}
	}
}

// snapped brings the columns to the grid, with channels as wide as the lines in them ask.
func (c *columns) snapped() {
	x := 0.0
	demand := c.demand()
	for k, l := range c.list {
		width, bottom := 0.0, math.Inf(-1)
		for _, v := range l {
			n := &c.g.nodes[v]
			n.x = x
			n.y = snap(n.y)
			if n.y < bottom+Gutter {
				n.y = snapUp(bottom + Gutter)
			}
			bottom = n.y + n.h
			width = math.Max(width, n.w)
		}
		lines := float64(demand[k])
		x = snapUp(x + width + math.Max(channel, math.Min(channelTop, 2*FirstCorner+TrackGap*(lines+1))))
	}
}

// demand estimates how many lines run up or down in the channel right of each column.
func (c *columns) demand() []int {
	out := make([]int, len(c.list))
	for _, l := range c.links() {
		out[min(c.in[l.v], c.in[l.w])]++
	}
	return out
}

// relax pulls the cards of each column towards their neighbours, keeping their order.
func (c *columns) relax(rounds int) {
	for range rounds {
		for k := range c.list {
			c.stackUp(k, func(v int) float64 { return c.wish(v, 1) })
		}
	}
}

// wish is the height at which a card's lines would be shortest; where it stands now counts
// with this weight.
func (c *columns) wish(v int, weight float64) float64 {
	g := c.g
	sum, count := weight*g.nodes[v].y, weight
	for i, w := range g.near[v] {
		if _, ok := c.in[w]; ok {
			sum += g.nodes[w].y + g.rows[v][i].other - g.rows[v][i].own
			count++
		}
	}
	return sum / count
}

// lightly is the weight of where a card stands now when columns are being changed.
const lightly = .2

// unbend moves cards by a step or two of the grid where that makes lines straight, or
// makes a bend large enough to look meant.
func (c *columns) unbend() {
	g := c.g
	price := func(v int, shift float64) float64 {
		sum := math.Abs(shift) / 100
		for i, w := range g.near[v] {
			if k, ok := c.in[w]; ok && k != c.in[v] {
				r := g.rows[v][i]
				sum += bend(math.Abs(g.nodes[v].y + r.own + shift - g.nodes[w].y - r.other))
			}
		}
		return sum
	}
	for range 3 {
		for _, l := range c.list {
			for i, v := range l {
				n := &g.nodes[v]
				lo, hi := math.Inf(-1), math.Inf(1)
				if i > 0 {
					up := &g.nodes[l[i-1]]
					lo = up.y + up.h + Gutter
				}
				if i+1 < len(l) {
					hi = g.nodes[l[i+1]].y - Gutter - n.h
				}
				best, least := 0.0, price(v, 0)
				for _, shift := range [...]float64{-20, 20, -40, 40, -60, 60} {
					if y := n.y + shift; y < lo || y > hi {
						continue
					}
					if p := price(v, shift); p < least-1e-9 {
						best, least = shift, p
					}
				}
				n.y += best
			}
		}
	}
}

// bend is how bad a line looks whose ends differ this much in height.
func bend(d float64) float64 {
	switch {
	case d < .5:
		return 0
	case d < 2*CornerRadius+2:
		return 44
	}
	return d
}
