package layout

import (
	"math"
	"slices"
)

// smallLinks is the number of links up to which a component is improved with its
// crossings counted.
const smallLinks = 260

// turns are the rotations a component is tried in, as cosine and sine of exact fractions.
var turns = [][2]float64{{1, 0}, {0, 1}, {.8, .6}, {.6, .8}, {.8, -.6}, {.6, -.8}}

// arrangeAll places all nodes afresh.
func (g *graph) arrangeAll(nodes []int, keep bool) {
	blocks := g.blocks(nodes, keep)
	g.pack(blocks)
	b := g.bounds(nodes)
	g.shift(nodes, -snapDown(b.x0), -snapDown(b.y0))
}

// block is a set of nodes whose places among each other are settled.
type block struct {
	nodes []int
	box   box
	name  string // where it sorts among blocks of one size
	pad   box    // free room kept beside each border
}

// blocks lays the nodes out in blocks: one for each module, one for each component of the
// tables without module, one for the tables that refer to nothing.
func (g *graph) blocks(nodes []int, keep bool) []*block {
	byModule := map[int][]int{}
	last := 0
	for _, v := range nodes {
		byModule[g.nodes[v].module] = append(byModule[g.nodes[v].module], v)
		last = max(last, g.nodes[v].module)
	}
	var out []*block
	for m := 1; m <= last; m++ {
		if set := byModule[m]; len(set) > 0 {
			b := g.cluster(set, keep)
			b.pad = box{framePadding, framePadding, framePadding, framePadding}
			out = append(out, b)
		}
	}
	return append(out, g.parts(byModule[0], keep)...)
}

// parts lays out each component for itself; single tables share one grid.
func (g *graph) parts(nodes []int, keep bool) []*block {
	var out []*block
	var single []int
	for _, set := range g.components(nodes) {
		if len(set) == 1 {
			single = append(single, set[0])
			continue
		}
		g.component(set, keep)
		out = append(out, g.block(set))
	}
	if len(single) > 0 {
		g.tidyGrid(single)
		out = append(out, g.block(single))
	}
	return out
}

// cluster lays nodes out as one block.
func (g *graph) cluster(nodes []int, keep bool) *block {
	g.pack(g.parts(nodes, keep))
	return g.block(nodes)
}

func (g *graph) block(nodes []int) *block {
	return &block{nodes: nodes, box: g.bounds(nodes), name: g.nodes[nodes[0]].name}
}

// component places connected nodes.
func (g *graph) component(nodes []int, keep bool) {
	g.stress(nodes, keep, nil)
	type place struct{ x, y float64 }
	start := make([]place, len(nodes))
	for i, v := range nodes {
		start[i] = place{g.nodes[v].cx(), g.nodes[v].cy()}
	}
	inner := 0
	for _, v := range nodes {
		inner += len(g.near[v])
	}
	small := inner/2 <= smallLinks
	tries := turns
	if keep {
		tries = turns[:1]
	} else if !small {
		tries = turns[:2]
	}
	var best *columns
	var bestState state
	price := math.Inf(1)
	for _, t := range tries {
		for i, v := range nodes {
			g.nodes[v].put(float64(start[i].x*t[0])-float64(start[i].y*t[1]), float64(start[i].x*t[1])+float64(start[i].y*t[0]))
		}
		c := newColumns(g, nodes)
		if !small {
			c.improveLarge(4)
		}
		c.relax(3)
		if p := c.price(c.links(), small) + c.proportion(); p < price {
			best, bestState, price = c, c.save(), p
		}
	}
	best.restore(bestState)
	best.placeX(snapUp(best.width + channel))
	if small && !keep {
		best.improveSmall(best.links())
	}
	best.list = slices.DeleteFunc(best.list, func(l []int) bool { return len(l) == 0 })
	for k, l := range best.list {
		for _, v := range l {
			best.in[v] = k
		}
	}
	best.snapped()
	best.unbend()
}
