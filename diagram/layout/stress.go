package layout

import (
	"math"
)

// Stress layout: every pair of nodes wants to be as far apart as the way between them is
// long. Stochastic gradient descent moves one pair at a time (Zheng, Pawar, Goodman,
// "Graph Drawing by Stochastic Gradient Descent", TVCG 2019). Sums are written so that
// they round the same on every processor: no fused multiply-add, no functions but Sqrt.

const (
	stressRounds = 17   // 16 steps of the step size, so that its factor is four square roots
	allPairs     = 1200 // components up to this size use all pairs of nodes
	roughPairs   = 200  // the same for a rough layout
	pivotCount   = 64   // larger ones use pairs with this many pivots, and neighbours
)

// chance is a small generator of numbers that look random and are the same everywhere
// (splitmix64).
type chance uint64

func (c *chance) next() uint64 {
	*c += 0x9e3779b97f4a7c15
	z := uint64(*c)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (c *chance) below(n int) int { return int(c.next() >> 33 % uint64(n)) }

// unit returns a number from 0 to 1.
func (c *chance) unit() float64 { return float64(c.next()>>11) / (1 << 53) }

func dist(dx, dy float64) float64 { return math.Sqrt(float64(dx*dx) + float64(dy*dy)) }

// pull is a pair of nodes and the distance it wants.
type pull struct {
	i, j int32
	d    float32
}

// stress places the centres of the nodes, which must be connected. Gently it starts from
// where they stand. Nodes for which fixed is true do not move; it may be nil. All pairs of
// nodes pull at each other where there are no more nodes than most.
func (g *graph) stress(nodes []int, gently bool, fixed []bool, most int) {
	n := len(nodes)
	local := make(map[int]int32, n)
	for i, v := range nodes {
		local[v] = int32(i)
	}
	pulls, longest, shortest := g.pulls(nodes, local, most)
	if len(pulls) == 0 {
		return
	}
	rnd := chance(1)
	x, y := make([]float64, n), make([]float64, n)
	for i, v := range nodes {
		if gently || fixed != nil && fixed[i] {
			x[i], y[i] = g.nodes[v].cx(), g.nodes[v].cy()
		} else {
			x[i], y[i] = rnd.unit()*longest, rnd.unit()*longest
		}
	}
	// The step size falls from moving the longest pair fully to moving the shortest by a
	// twentieth.
	step, last := longest*longest, shortest*shortest/20
	if gently {
		step = shortest * shortest * 4
	}
	fall := math.Sqrt(math.Sqrt(math.Sqrt(math.Sqrt(last / step))))
	for round := range stressRounds {
		if g.meter.stopped() {
			return
		}
		g.meter.at(float64(round) / stressRounds)
		for k := len(pulls) - 1; k > 0; k-- {
			o := rnd.below(k + 1)
			pulls[k], pulls[o] = pulls[o], pulls[k]
		}
		for _, p := range pulls {
			want := float64(p.d)
			share := math.Min(1, step/float64(want*want))
			dx, dy := x[p.i]-x[p.j], y[p.i]-y[p.j]
			l := dist(dx, dy) + 1e-9
			k := share * (l - want) / 2 / l
			mx, my := float64(k*dx), float64(k*dy)
			if fixed != nil {
				switch {
				case fixed[p.i] && fixed[p.j]:
					continue
				case fixed[p.i]:
					x[p.j] += mx
					y[p.j] += my
					continue
				case fixed[p.j]:
					x[p.i] -= mx
					y[p.i] -= my
					continue
				}
			}
			x[p.i] -= mx
			y[p.i] -= my
			x[p.j] += mx
			y[p.j] += my
		}
		step *= fall
	}
	for i, v := range nodes {
		if fixed == nil || !fixed[i] {
			g.nodes[v].put(x[i], y[i])
		}
	}
}

// pulls returns the pairs, all of them for no more nodes than most, and the longest and
// shortest distance among them.
func (g *graph) pulls(nodes []int, local map[int]int32, most int) (out []pull, longest, shortest float64) {
	n := len(nodes)
	near := make([][]arc, n)
	for i, v := range nodes {
		for _, w := range g.near[v] {
			if j, ok := local[w]; ok {
				near[i] = append(near[i], arc{j, float32(g.ideal(v, w))})
			}
		}
	}
	longest, shortest = 0, math.Inf(1)
	add := func(i, j int, d float32) {
		if d < math.MaxFloat32 && d > 0 {
			out = append(out, pull{int32(i), int32(j), d})
			longest, shortest = math.Max(longest, float64(d)), math.Min(shortest, float64(d))
		}
	}
	away := make([]float32, n)
	queue := make([]int32, 0, n)
	if n <= most {
		out = make([]pull, 0, n*(n-1)/2)
		for i := range n {
			if g.meter.stopped() {
				return nil, 0, 0
			}
			queue = walk(near, i, away, queue)
			for j := i + 1; j < n; j++ {
				add(i, j, away[j])
			}
		}
		return out, longest, shortest
	}
	// Pivots far from each other: each next one is the farthest from all before.
	least := make([]float32, n)
	for i := range least {
		least[i] = math.MaxFloat32
	}
	pivot := 0
	for range pivotCount {
		if g.meter.stopped() {
			return nil, 0, 0
		}
		queue = walk(near, pivot, away, queue)
		far := 0
		for j := range n {
			if j != pivot {
				add(pivot, j, away[j])
			}
			if least[j] = min(least[j], away[j]); least[j] > least[far] {
				far = j
			}
		}
		pivot = far
	}
	for i := range n {
		for _, a := range near[i] {
			if int(a.to) > i {
				add(i, int(a.to), a.length)
			}
		}
	}
	return out, longest, shortest
}

// arc is a neighbour and how far away it wants to be.
type arc struct {
	to     int32
	length float32
}

// ideal is the distance that two neighbours want: room for both cards, and more for those
// with many neighbours, which need the space around them.
func (g *graph) ideal(v, w int) float64 {
	size := func(n *node) float64 { return math.Sqrt(n.w * n.h) }
	degree := float64(len(g.near[v]) + len(g.near[w]) - 2)
	return (size(&g.nodes[v])+size(&g.nodes[w]))/2 + Gutter + 55*math.Sqrt(degree)
}

// walk fills in how far every node is from start, along ways with the fewest steps.
func walk(near [][]arc, start int, away []float32, queue []int32) []int32 {
	for i := range away {
		away[i] = math.MaxFloat32
	}
	away[start] = 0
	queue = append(queue[:0], int32(start))
	for k := 0; k < len(queue); k++ {
		v := queue[k]
		for _, a := range near[v] {
			if away[a.to] == math.MaxFloat32 {
				away[a.to] = away[v] + a.length
				queue = append(queue, a.to)
			}
		}
	}
	return queue
}
