package layout

import (
	"math"
	"slices"

	"crowsfoot/diagram"
)

// Limits of the search, so that one line through a crowd does not take for ever.
const (
	maxRounds = 80   // times that cards are found in the way
	patience  = 4    // times before a way that is near the cheapest one is good enough
	maxLines  = 240  // grid lines in each direction
	laneNear  = 14.0 // distance of a grid line from the card beside it
)

// grid is the scratch memory of searches.
type grid struct {
	cards    []*card // that the search goes round
	path     []diagram.Point
	known    int // of them, those with lines
	lanesX   []float64
	lanesY   []float64
	fixedX   []float64 // of the lanes, those in front of the ports
	fixedY   []float64
	xs, ys   []float64 // the lines of the grid
	shutH    []bool    // the piece from grid point i to its right neighbour is blocked
	shutV    []bool    // the piece from grid point i to its lower neighbour is blocked
	cost     []float64
	from     []int32
	next     step    // in the queue, the best of those that came in last
	isNext   bool    // there is a next one
	heap     []step  // the rest of the queue
	haste    float64 // above 1 the search is quicker, and the way may not be the cheapest
	goals    [2]gate
	leftX    []float64    // the least way from each grid line to the end, sideways
	leftY    [2][]float64 // the same up and down, with the bends: for steps that came level, and upright
	reversed []diagram.Point
}

// gate is where a way comes in: on the grid line in front of one side of the card.
type gate struct {
	x       int // number of the grid line, -1 where the side is shut
	at      float64
	stretch float64 // from there to the card
}

// step is an entry of the queue: a state (number of the grid point, times two, and one more
// when it was come to upright) and its price.
type step struct {
	guess float64
	state int32
}

// search looks for the cheapest way round the cards, and takes it when it is better than
// the best so far. It begins with those below the best so far, and whenever the cheapest
// way round the ones it knows runs over others, it goes round these as well. So it looks
// at no more cards than it must, and the way depends on no others: a card that moves far
// from all the ways that were tried makes no difference. Nor does it to the rounds before
// one that met it, which are taken from the trail of the last time.
func (f *finder) search(a, b port, outs func([2]int8) (xa, xb, oa, ob float64)) {
	g := &f.grid
	q := quest{a: a, b: b, most: f.price}
	if f.hits > 0 {
		q.most = math.Inf(1) // any free way is better than one over cards
	}
	// Ends that lie below other cards on both sides can't be reached anyhow.
	for i, s := range [2]int8{-1, 1} {
		e := &q.ends[i]
		e.xa, e.xb, e.oa, e.ob = outs([2]int8{s, s})
		e.shutA, e.shutB = f.barred(e.xa, e.oa, a, b), f.barred(e.xb, e.ob, b, a)
	}
	if q.ends[0].shutA && q.ends[1].shutA || q.ends[0].shutB && q.ends[1].shutB {
		return
	}
	g.cards = g.cards[:0]
	for _, c := range [2]*card{a.card, b.card} {
		if c != nil { // the centre of a relationship of three tables has none
			g.cards = append(g.cards, c)
		}
	}
	f.meet(f.best)
	g.begin(&q)
	g.haste = 1
	f.trail.begin(q)
	for round := range maxRounds {
		if round >= patience {
			g.haste = 1.3
		}
		path, total, ok := f.trail.again(round, g.cards)
		if !ok {
			path, total = g.try(&q)
			f.trail.add(g.cards, path, total)
		}
		if total >= q.most {
			return
		}
		if !f.meet(path) {
			f.best = append(f.best[:0], path...)
			f.price, f.hits = total, 0
			return
		}
	}
}

// meet adds the cards below a way to those that the search goes round, and tells whether
// there are any that it did not know.
func (f *finder) meet(p []diagram.Point) bool {
	known := len(f.grid.cards)
	for i := 1; i < len(p); i++ {
		near := span(p[i-1 : i+1]).grow(clear)
		f.look(near)
		f.field.each(near, func(c *card) bool {
			if !slices.Contains(f.grid.cards, c) {
				f.grid.cards = append(f.grid.cards, c)
			}
			return true
		})
	}
	return len(f.grid.cards) > known
}

// begin makes a grid of the lines in front of the ports.
func (g *grid) begin(q *quest) {
	g.known = 0
	g.fixedX, g.fixedY = g.fixedX[:0], append(g.fixedY[:0], q.a.y, q.b.y)
	for _, e := range q.ends {
		g.fixedX = append(g.fixedX, e.oa, e.ob)
	}
	slices.Sort(g.fixedX)
	slices.Sort(g.fixedY)
	g.lanesX, g.lanesY = append(g.lanesX[:0], g.fixedX...), append(g.lanesY[:0], g.fixedY...)
}

// lanes puts lines of the grid beside the cards that came in since it was called last.
func (g *grid) lanes() {
	add := func(lines []float64, v float64) []float64 { return slices.Insert(lines, index(lines, v), v) }
	for _, c := range g.cards[g.known:] {
		g.lanesX = add(add(g.lanesX, c.box.x0-laneNear), c.box.x1+laneNear)
		g.lanesY = add(add(g.lanesY, c.box.y0-laneNear), c.box.y1+laneNear)
	}
	g.known = len(g.cards)
	g.xs = thinned(g.xs[:0], g.lanesX, g.fixedX)
	g.ys = thinned(g.ys[:0], g.lanesY, g.fixedY)
}

// try finds the cheapest way round the cards that are known, and its price, which is
// infinite when there is none.
func (g *grid) try(q *quest) (path []diagram.Point, total float64) {
	g.lanes()
	g.block(q)
	found, total := g.explore(q)
	if found >= 0 {
		path = g.trace(q, found)
	}
	return path, total
}

// explore searches the grid from the first port (A*), and returns the last state of the
// cheapest way and its price, or -1 when there is none cheaper than what the quest allows.
func (g *grid) explore(q *quest) (found int32, total float64) {
	nx, ny := len(g.xs), len(g.ys)
	states := nx * ny * 2
	g.cost = slices.Grow(g.cost[:0], states)[:states]
	g.from = slices.Grow(g.from[:0], states)[:states]
	for i := range g.cost {
		g.cost[i] = math.Inf(1)
	}
	g.heap, g.isNext = g.heap[:0], false
	ia, ib := index(g.ys, q.a.y), index(g.ys, q.b.y)
	for i, e := range q.ends {
		g.goals[i] = gate{index(g.xs, e.ob), e.ob, math.Abs(e.ob - e.xb)}
		if e.shutB {
			g.goals[i] = gate{-1, e.ob, math.Inf(1)}
		}
	}
	g.measure(ib)
	for _, e := range q.ends {
		if !e.shutA {
			g.relax(index(g.xs, e.oa), ia, 0, -1, math.Abs(e.oa-e.xa))
		}
	}
	found, total = -1, math.Inf(1)
	for len(g.heap) > 0 || g.isNext {
		top := g.pop()
		s := top.state
		node, upright := int(s/2), s&1
		y := int(uint32(node) / uint32(nx)) // much quicker than of 64 bits
		x := node - y*nx
		cost, left := g.cost[s], g.left(x, y, upright)
		if top.guess >= total || top.guess-left >= q.most {
			break
		}
		if top.guess > cost+left+1e-6 {
			continue // a cheaper way there was found since
		}
		if y == ib {
			for _, goal := range g.goals {
				if goal.x != x {
					continue
				}
				price := cost + goal.stretch
				if upright == 1 {
					price += bendPrice
				}
				if price < total {
					found, total = s, price
				}
			}
		}
		turn := [2]float64{bendPrice, bendPrice}
		turn[upright] = 0
		if x+1 < nx && !g.shutH[node] {
			g.relax(x+1, y, 0, s, cost+g.xs[x+1]-g.xs[x]+turn[0])
		}
		if x > 0 && !g.shutH[node-1] {
			g.relax(x-1, y, 0, s, cost+g.xs[x]-g.xs[x-1]+turn[0])
		}
		if y+1 < ny && !g.shutV[node] {
			g.relax(x, y+1, 1, s, cost+g.ys[y+1]-g.ys[y]+turn[1])
		}
		if y > 0 && !g.shutV[node-nx] {
			g.relax(x, y-1, 1, s, cost+g.ys[y]-g.ys[y-1]+turn[1])
		}
	}
	return found, total
}

// measure works out the least price from each grid line to the end.
func (g *grid) measure(goal int) {
	g.leftX, g.leftY[0], g.leftY[1] = g.leftX[:0], g.leftY[0][:0], g.leftY[1][:0]
	for _, x := range g.xs {
		g.leftX = append(g.leftX, min(math.Abs(x-g.goals[0].at)+g.goals[0].stretch, math.Abs(x-g.goals[1].at)+g.goals[1].stretch))
	}
	for y := range g.ys {
		d, bends := math.Abs(g.ys[y]-g.ys[goal]), 2*bendPrice
		if y == goal {
			bends = 0
		}
		g.leftY[0] = append(g.leftY[0], d+bends)
		g.leftY[1] = append(g.leftY[1], d+bendPrice)
	}
}

// relax takes a cheaper price for a state.
func (g *grid) relax(x, y int, upright, from int32, price float64) {
	state := int32(y*len(g.xs)+x)*2 + upright
	// It is no better either when one could come the other way and turn here.
	if price >= g.cost[state] || price >= g.cost[state^1]+bendPrice {
		return
	}
	g.cost[state], g.from[state] = price, from
	g.push(step{price + g.left(x, y, upright), state})
}

// left is the guess of the price from a state to the end.
func (g *grid) left(x, y int, upright int32) float64 {
	return g.haste * (g.leftX[x] + g.leftY[upright][y])
}

// barred tells whether the short piece in front of a port is blocked by a third card.
func (f *finder) barred(x, out float64, own, other port) bool {
	barred := false
	front := box{min(x, out), own.y, max(x, out), own.y}.grow(1)
	f.count(front)
	f.field.each(front, func(c *card) bool {
		barred = c != own.card && c != other.card
		return !barred
	})
	return barred
}

// trace turns the states that led to found into the path.
func (g *grid) trace(q *quest, found int32) []diagram.Point {
	nx := len(g.xs)
	g.reversed = g.reversed[:0]
	for s := found; s >= 0; s = g.from[s] {
		n := int(s / 2)
		g.reversed = append(g.reversed, diagram.Point{X: g.xs[n%nx], Y: g.ys[n/nx]})
	}
	slices.Reverse(g.reversed)
	xa, xb := q.ends[1].xa, q.ends[1].xb
	if g.reversed[0].X == q.ends[0].oa {
		xa = q.ends[0].xa
	}
	if g.reversed[len(g.reversed)-1].X == q.ends[0].ob {
		xb = q.ends[0].xb
	}
	g.path = append(g.path[:0], diagram.Point{X: xa, Y: q.a.y})
	g.path = append(g.path, g.reversed...)
	g.path = append(g.path, diagram.Point{X: xb, Y: q.b.y})
	return g.path
}

// thinned adds to out the lines that do not lie close to another; fixed lines always stay.
// When there are too many, it keeps an even choice. All are sorted.
func thinned(out, lines, fixed []float64) []float64 {
	last := math.Inf(-1)
	for _, v := range lines {
		if v == last || v-last < 6 && !slices.Contains(fixed, v) {
			continue
		}
		out = append(out, v)
		last = v
	}
	if stride := (len(out) + maxLines - 1) / maxLines; stride > 1 {
		n := 0
		return slices.DeleteFunc(out, func(v float64) bool { n++; return n%stride != 0 && !slices.Contains(fixed, v) })
	}
	return out
}

// index returns where the value is among sorted ones, or the first that is larger.
func index(sorted []float64, v float64) int {
	i, j := 0, len(sorted)
	for i < j {
		if k := int(uint(i+j) / 2); sorted[k] < v {
			i = k + 1
		} else {
			j = k
		}
	}
	return i
}

// block marks the pieces between neighbouring grid points that run over a card.
func (g *grid) block(q *quest) {
	// A line passes its own cards no nearer than its first corner, which also keeps it from
	// turning back on itself there.
	const above = laneNear - 2
	a, b, l, r := q.a, q.b, q.ends[0], q.ends[1]
	ownA := box{a.box.x0 - (l.xa - l.oa) + .25, a.box.y0 - above, a.box.x1 + (r.oa - r.xa) - .25, a.box.y1 + above}
	ownB := box{b.box.x0 - (l.xb - l.ob) + .25, b.box.y0 - above, b.box.x1 + (r.ob - r.xb) - .25, b.box.y1 + above}
	nx, ny := len(g.xs), len(g.ys)
	g.shutH = append(g.shutH[:0], make([]bool, nx*ny)...)
	g.shutV = append(g.shutV[:0], make([]bool, nx*ny)...)
	shut := func(s box) {
		// Grid lines strictly inside the box, and the pieces that begin before it.
		x0, x1 := index(g.xs, s.x0+1e-9), index(g.xs, s.x1)
		y0, y1 := index(g.ys, s.y0+1e-9), index(g.ys, s.y1)
		for y := y0; y < y1; y++ {
			for x := max(0, x0-1); x < x1 && x+1 < nx; x++ {
				g.shutH[y*nx+x] = true
			}
		}
		for x := x0; x < x1; x++ {
			for y := max(0, y0-1); y < y1 && y+1 < ny; y++ {
				g.shutV[y*nx+x] = true
			}
		}
	}
	shut(ownA)
	shut(ownB)
	for _, c := range g.cards {
		if c != a.card && c != b.card {
			shut(c.box.grow(clear))
		}
	}
}

func (s step) before(o step) bool {
	return s.guess < o.guess || s.guess == o.guess && s.state < o.state
}

// push puts a step into the queue. The best of those that came in since the last pop is
// kept apart: most often it is the next to go out.
func (g *grid) push(s step) {
	if !g.isNext {
		g.next, g.isNext = s, true
		return
	}
	if s.before(g.next) {
		s, g.next = g.next, s
	}
	g.sift(s)
}

// sift puts a step into the heap.
func (g *grid) sift(s step) {
	h := append(g.heap, s)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !s.before(h[up]) {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = s
	g.heap = h
}

// pop takes the first step out of the queue.
func (g *grid) pop() step {
	h := g.heap
	last := g.next
	switch {
	case g.isNext && (len(h) == 0 || g.next.before(h[0])):
		g.isNext = false
		return g.next
	case g.isNext: // it takes the place of the one that goes out
		g.isNext = false
	default:
		last = h[len(h)-1]
		h = h[:len(h)-1]
	}
	top := g.heap[0]
	g.heap = h
	i, n := 0, len(h)
	for k := 1; k < n; k = 2*i + 1 {
		if k+1 < n && h[k+1].before(h[k]) {
			k++
		}
		if !h[k].before(last) {
			break
		}
		h[i] = h[k]
		i = k
	}
	if n > 0 {
		h[i] = last
	}
	return top
}
