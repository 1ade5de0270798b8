package layout

import (
	"math"
	"slices"
)

// What a crossing costs, in world units of length: of the straight lines between two pairs
// of cards, and of the lines as they will probably be routed.
const (
	straightPrice = 200.0
	routedPrice   = 150.0
)

// work bounds the improvement of one component: steps times pairs of lines looked at.
const work = 6_000_000

// link is a pair of neighbours, v before w, and where the first line between them starts
// at each.
type link struct {
	v, w int
	rows rowPair
}

// links returns the pairs of neighbours among the nodes of the columns.
func (c *columns) links() []link {
	return c.g.linksAmong(c.nodes())
}

// linksAmong returns the pairs of neighbours among sorted nodes.
func (g *graph) linksAmong(nodes []int) []link {
	var out []link
	for _, v := range nodes {
		for i, w := range g.near[v] {
			if v > w {
				continue
			}
			if _, in := slices.BinarySearch(nodes, w); in {
				out = append(out, link{v, w, g.rows[v][i]})
			}
		}
	}
	return out
}

// length estimates how long the line of a link will be. Lines leave cards at their sides,
// so two cards of one column are joined round the side.
func (g *graph) length(l link) float64 {
	a, b := &g.nodes[l.v], &g.nodes[l.w]
	dy := math.Abs(a.y + l.rows.own - b.y - l.rows.other)
	dx := math.Abs(a.cx()-b.cx()) - (a.w+b.w)/2
	if dx < 0 {
		dx = 2 * FirstCorner
	}
	return dx + dy
}

// price is what the picture costs: its shape, the length of its lines, and their crossings,
// as straight lines and as routed. Crossings are counted for small pictures only.
func (c *columns) price(links []link, count bool) float64 {
	if count {
		return c.priceBelow(links, math.Inf(1))
	}
	return c.levelPrice(links)
}

// levelPrice is the price without crossings.
func (c *columns) levelPrice(links []link) float64 {
	sum := c.proportion()
	for _, l := range links {
		sum += c.g.length(l)
	}
	return sum
}

// priceBelow is the price, or when that is not below the limit anything that is not.
func (c *columns) priceBelow(links []link, limit float64) float64 {
	sum := c.levelPrice(links)
	if cap(c.shapes) < len(links) {
		c.shapes = make([]shape, len(links))
	}
	shapes := c.shapes[:len(links)]
	for i, l := range links {
		s := &shapes[i]
		c.shapeOf(l, s)
		if sum >= limit {
			return sum
		}
		for j := range i {
			o := &shapes[j]
			if s.hi.x < o.lo.x || o.hi.x < s.lo.x || s.hi.y < o.lo.y || o.hi.y < s.lo.y {
				continue
			}
			if s.crossesStraight(o) {
				sum += straightPrice
			}
			sum += routedPrice * float64(s.crossings(o))
		}
	}
	return sum
}

// shape is the way a line will probably take: from x0,y0 level to x, up or down there, and
// level to x1,y1.
type shape struct {
	link
	p, q              spot // the centres of the two cards
	x0, y0, x, x1, y1 float64
	lo, hi            spot // the box around all of it
}

// spot is a point of a shape.
type spot struct{ x, y float64 }

func (c *columns) shapeOf(l link, s *shape) {
	a, b := &c.g.nodes[l.v], &c.g.nodes[l.w]
	s.link, s.p, s.q = l, spot{a.cx(), a.cy()}, spot{b.cx(), b.cy()}
	s.y0, s.y1 = a.y+l.rows.own, b.y+l.rows.other
	switch {
	case a.x+a.w < b.x:
		s.x0, s.x1 = a.x+a.w, b.x
		s.x = (s.x0 + s.x1) / 2
	case b.x+b.w < a.x:
		s.x0, s.x1 = a.x, b.x+b.w
		s.x = (s.x0 + s.x1) / 2
	default:
		s.x0, s.x1 = a.x+a.w, b.x+b.w
		s.x = math.Max(s.x0, s.x1) + channel/2
	}
	s.lo = spot{min(s.p.x, s.q.x, s.x), min(s.p.y, s.q.y, s.y0, s.y1)}
	s.hi = spot{max(s.p.x, s.q.x, s.x), max(s.p.y, s.q.y, s.y0, s.y1)}
}

// crossesStraight tells whether the straight lines between the centres cross.
func (s *shape) crossesStraight(o *shape) bool {
	if s.v == o.v || s.v == o.w || s.w == o.v || s.w == o.w {
		return false
	}
	side := func(a, b, p spot) bool { return float64((b.x-a.x)*(p.y-a.y))-float64((b.y-a.y)*(p.x-a.x)) > 0 }
	return side(s.p, s.q, o.p) != side(s.p, s.q, o.q) && side(o.p, o.q, s.p) != side(o.p, o.q, s.q)
}

// crossings counts how often two lines will cross when upright pieces in one channel stand
// in the better order. Lines that share an end are drawn as one there.
func (s *shape) crossings(o *shape) int {
	if s.x0 == o.x0 && s.y0 == o.y0 || s.x1 == o.x1 && s.y1 == o.y1 || s.x0 == o.x1 && s.y0 == o.y1 || s.x1 == o.x0 && s.y1 == o.y0 {
		return 0
	}
	if math.Abs(s.x-o.x) < channel/2 {
		return min(s.left(o), o.left(s))
	}
	return s.over(o) + o.over(s)
}

// left counts the crossings in a channel when s stands left of o.
func (s *shape) left(o *shape) int {
	n := 0
	if s.x0 > s.x && within(s.y0, o.y0, o.y1) {
		n++
	}
	if s.x1 > s.x && within(s.y1, o.y0, o.y1) {
		n++
	}
	if o.x0 < o.x && within(o.y0, s.y0, s.y1) {
		n++
	}
	if o.x1 < o.x && within(o.y1, s.y0, s.y1) {
		n++
	}
	return n
}

// over counts how often the upright piece of s crosses level ones of o.
func (s *shape) over(o *shape) int {
	n := 0
	if within(s.x, o.x0, o.x) && within(o.y0, s.y0, s.y1) {
		n++
	}
	if within(s.x, o.x, o.x1) && within(o.y1, s.y0, s.y1) {
		n++
	}
	return n
}

// within tells whether v lies between a and b, in either order.
func within(v, a, b float64) bool { return v > a != (v > b) }

// proportion is what the picture costs for being too tall or too wide.
func (c *columns) proportion() float64 {
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, l := range c.list {
		top = math.Min(top, c.g.nodes[l[0]].y)
		last := &c.g.nodes[l[len(l)-1]]
		bottom = math.Max(bottom, last.y+last.h)
	}
	return shapePrice(float64(len(c.list))*(c.width+channel)-channel, bottom-top)
}

// shapePrice is what a picture of this size costs.
func shapePrice(w, h float64) float64 {
	lack := 0.0
	if w < h*.8 {
		lack = h*.8 - w
	} else if w > h*2 {
		lack = w - h*2
	}
	return lack*4 + (w+h)*.5
}

// state is an arrangement that can be gone back to.
type state struct {
	list [][]int
	y    map[int]float64
}

func (c *columns) save() state {
	s := state{y: make(map[int]float64, len(c.in))}
	for _, l := range c.list {
		s.list = append(s.list, slices.Clone(l))
		for _, v := range l {
			s.y[v] = c.g.nodes[v].y
		}
	}
	return s
}

func (c *columns) restore(s state) {
	for k, l := range s.list {
		c.list[k] = append(c.list[k][:0], l...)
		for _, v := range l {
			c.in[v] = k
			c.g.nodes[v].y = s.y[v]
		}
	}
}

// improveSmall tries exchanges and moves of cards and keeps what makes the picture
// better; early on it also keeps what makes it slightly worse, to get out of dead ends.
func (c *columns) improveSmall(links []link, work int, seed chance) {
	pairs := len(links)*len(links)/2 + 8*len(links) + 20
	steps := min(work/pairs, min(400, 30*len(c.in))*len(c.in))
	pitch := snapUp(c.width + channel)
	rnd := seed
	now := c.price(links, true)
	best, bestState := now, c.save()
	nodes := c.nodes()
	slack := now / float64(len(links)+1) * .5
	ys := make([]float64, 0, 64)
	for step := range steps {
		if step%256 == 0 {
			if c.g.meter.stopped() {
				break
			}
			c.g.meter.at(float64(step) / float64(steps))
		}
		allowed := slack * (1 - float64(step)*1.2/float64(steps))
		v := nodes[rnd.below(len(nodes))]
		from := c.in[v]
		to := min(max(from+rnd.below(3)-1, 0), len(c.list)-1)
		if near := c.g.near[v]; len(near) > 0 && rnd.below(2) == 0 {
			// Beside a neighbour is where a card most often belongs.
			if k, ok := c.in[near[rnd.below(len(near))]]; ok {
				to = min(max(k+rnd.below(3)-1, 0), len(c.list)-1)
			}
		}
		if len(c.list[from]) == 1 && to != from && rnd.below(4) > 0 {
			continue
		}
		i := slices.Index(c.list[from], v)
		ys = ys[:0]
		for _, k := range [2]int{from, to} {
			for _, u := range c.list[k] {
				ys = append(ys, c.g.nodes[u].y)
			}
		}
		oldFrom, oldTo := slices.Clone(c.list[from]), slices.Clone(c.list[to])
		if rnd.below(2) == 0 && len(c.list[to]) > 0 {
			j := rnd.below(len(c.list[to]))
			u := c.list[to][j]
			if u == v {
				continue
			}
			c.list[from][i], c.list[to][j] = u, v
			c.in[u], c.in[v] = from, to
			c.g.nodes[u].y, c.g.nodes[v].y = c.g.nodes[v].y, c.g.nodes[u].y
		} else {
			c.list[from] = slices.Delete(c.list[from], i, i+1)
			j := rnd.below(len(c.list[to]) + 1)
			c.list[to] = slices.Insert(c.list[to], j, v)
			c.in[v] = to
		}
		if len(c.list[from]) > 0 {
			c.settle(from, pitch)
		}
		if to != from {
			c.settle(to, pitch)
		}
		then, limit := math.Inf(1), now+math.Max(0, allowed)
		if len(c.list[from]) > 0 {
			then = c.priceBelow(links, limit)
		}
		if then < limit {
			now = then
			if now < best-1e-6 {
				best, bestState = now, c.save()
			}
			continue
		}
		c.list[from] = append(c.list[from][:0], oldFrom...)
		c.list[to] = append(c.list[to][:0], oldTo...)
		n := 0
		for _, k := range [2]int{from, to} {
			for _, u := range c.list[k] {
				c.in[u] = k
				c.g.nodes[u].x = float64(k) * pitch
				c.g.nodes[u].y = ys[n]
				n++
			}
		}
	}
	c.restore(bestState)
	c.placeX(pitch)
}

func (c *columns) placeX(pitch float64) {
	for k, l := range c.list {
		for _, v := range l {
			c.g.nodes[v].x = float64(k) * pitch
		}
	}
}

// settle places a column that changed: each card as near to its neighbours' rows as its
// order allows.
func (c *columns) settle(k int, pitch float64) {
	for _, v := range c.list[k] {
		c.g.nodes[v].x = float64(k) * pitch
	}
	c.stackUp(k, func(v int) float64 { return c.wish(v, lightly) })
}

// improveLarge moves cards towards the middle of their neighbours by exchanging them with
// the cards that stand there, as long as lines get shorter.
func (c *columns) improveLarge(rounds int) {
	g := c.g
	pitch := snapUp(c.width + channel)
	nodes := c.nodes()
	cost := func(v int) float64 {
		sum := 0.0
		for i, w := range g.near[v] {
			if _, ok := c.in[w]; ok {
				sum += g.length(link{v, w, g.rows[v][i]})
			}
		}
		return sum
	}
	for range rounds {
		for _, v := range nodes {
			if g.meter.stopped() {
				return
			}
			x, y, count := 0.0, 0.0, 0.0
			for _, w := range g.near[v] {
				if _, ok := c.in[w]; ok {
					x += g.nodes[w].x
					y += g.nodes[w].cy()
					count++
				}
			}
			if count == 0 {
				continue
			}
			x, y = x/count/pitch, y/count
			for dk := -1; dk <= 1; dk++ {
				k := int(math.Round(x)) + dk
				if k < 0 || k >= len(c.list) || len(c.list[k]) == 0 {
					continue
				}
				at, _ := slices.BinarySearchFunc(c.list[k], y, func(u int, y float64) int { return sign(g.nodes[u].cy() - y) })
				for j := max(0, at-2); j < min(len(c.list[k]), at+2); j++ {
					u := c.list[k][j]
					if u == v {
						continue
					}
					before := cost(v) + cost(u)
					c.exchange(v, u, pitch)
					if cost(v)+cost(u) < before-1 {
						break
					}
					c.exchange(v, u, pitch)
				}
			}
		}
		for k := range c.list {
			c.stackUp(k, func(v int) float64 { return c.wish(v, lightly) })
		}
	}
}

// exchange swaps two cards' slots, leaving the other cards where they are.
func (c *columns) exchange(v, u int, pitch float64) {
	kv, ku := c.in[v], c.in[u]
	i, j := slices.Index(c.list[kv], v), slices.Index(c.list[ku], u)
	c.list[kv][i], c.list[ku][j] = u, v
	c.in[v], c.in[u] = ku, kv
	a, b := &c.g.nodes[v], &c.g.nodes[u]
	ay, by := a.cy(), b.cy()
	a.x, b.x = float64(ku)*pitch, float64(kv)*pitch
	a.y, b.y = by-a.h/2, ay-b.h/2
}
