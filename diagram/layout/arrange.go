package layout

import (
	"math"
	"slices"
)

// smallLinks is the number of links up to which a component is improved with its
// crossings counted.
const smallLinks = 260

// apartBonus is what share of the price of one picture the picture of communities beside
// each other may cost at most: it has wide gaps with many lines in them.
const apartBonus = .95

// leastInside is the share of the links from which on communities are worth a picture of
// their own; with more lines between them those find no room there.
const leastInside = .85

// arrangeAll places all nodes afresh.
func (g *graph) arrangeAll(nodes []int) {
	g.arrange(nodes)
	b := g.bounds(nodes)
	g.shift(nodes, -snapDown(b.x0), -snapDown(b.y0))
}

// arrange places nodes afresh, anywhere. Where neither modules nor schemas say which of
// them belong together, families do if that makes no worse a picture.
func (g *graph) arrange(nodes []int) {
	links := g.linksAmong(nodes)
	families := g.families(nodes)
	lay := func() { g.packBest(g.blocks(nodes), nodes, links) }
	if families == nil {
		lay()
		return
	}
	g.meter.stretch(0, .5, lay)
	plain, price := g.spotsOf(nodes), g.price(nodes, links)
	for i, v := range nodes {
		g.nodes[v].module = families[i]
	}
	g.meter.stretch(.5, 1, lay)
	if g.price(nodes, links)*familyBonus > price {
		g.put(nodes, plain)
	}
}

// block is a set of nodes whose places among each other are settled.
type block struct {
	nodes []int
	box   box
	name  string // where it sorts among blocks of one size
	pad   box    // free room kept beside each border
	want  *spot  // where its middle wants to be, beside the other blocks; nil for anywhere
}

func (g *graph) block(nodes []int) *block {
	return &block{nodes: nodes, box: g.bounds(nodes), name: g.nodes[nodes[0]].name}
}

// blocks lays the nodes out in blocks: one for each module, one for each component of the
// tables without module, one for the tables that refer to nothing.
func (g *graph) blocks(nodes []int) []*block {
	number := make([]int, len(nodes))
	modules := false
	for i, v := range nodes {
		number[i] = g.nodes[v].module
		modules = modules || number[i] > 0
	}
	if !modules {
		parts, single := g.parts(nodes)
		g.each(parts, func(i int) { g.component(parts[i], true, work) })
		var out []*block
		for _, set := range parts {
			out = append(out, g.block(set))
		}
		return append(out, g.grid(single)...)
	}
	// All is laid out roughly first: this shows where modules want to stand, and which way
	// round.
	g.meter.stretch(0, .4, func() { g.rough(nodes) })
	var list [][]int
	var rest []int
	for _, set := range sets(nodes, number) {
		if g.nodes[set[0]].module > 0 {
			list = append(list, set)
		} else {
			rest = set
		}
	}
	count := len(list)
	parts, single := g.parts(rest)
	list = append(list, parts...)
	var alone []int
	for _, v := range single {
		if len(g.near[v]) > 0 {
			list = append(list, []int{v})
		} else {
			alone = append(alone, v)
		}
	}
	var out []*block
	g.meter.stretch(.4, 1, func() { out = g.clusters(list, 2*work) })
	for _, b := range out[:count] {
		p := framePadding
		b.pad = box{b.pad.x0 + p, b.pad.y0 + p, b.pad.x1 + p, b.pad.y1 + p}
	}
	return append(out, g.grid(alone)...)
}

// parts returns the components of the nodes, and apart from them the nodes that refer to
// none of the others.
func (g *graph) parts(nodes []int) (parts [][]int, single []int) {
	for _, set := range g.components(nodes) {
		if len(set) == 1 {
			single = append(single, set[0])
		} else {
			parts = append(parts, set)
		}
	}
	return parts, single
}

// grid lays single nodes out as one block, if there are any.
func (g *graph) grid(single []int) []*block {
	if len(single) == 0 {
		return nil
	}
	g.tidyGrid(single)
	return []*block{g.block(single)}
}

// rough places nodes without looking at their cards.
func (g *graph) rough(nodes []int) {
	parts, single := g.parts(nodes)
	blocks := g.grid(single)
	g.each(parts, func(i int) {
		g.stress(parts[i], false, nil, roughPairs)
		blocks = append(blocks, g.block(parts[i]))
	})
	g.pack(blocks)
}

// each does work for one set after the other, which takes longer the larger it is.
func (g *graph) each(list [][]int, work func(i int)) {
	all, done := 0, 0
	for _, set := range list {
		all += len(set) * len(set)
	}
	for i, set := range list {
		from := float64(done) / float64(all)
		done += len(set) * len(set)
		g.meter.stretch(from, float64(done)/float64(all), func() { work(i) })
	}
}

// clusters lays each set of nodes out for itself. Together they want to stand as the
// nodes stood before, with room for all.
func (g *graph) clusters(list [][]int, effort int) []*block {
	links := 0
	for _, set := range list {
		links += len(g.linksAmong(set))
	}
	out := make([]*block, len(list))
	area, before := 0.0, g.centres(slices.Concat(list...))
	g.each(list, func(i int) {
		set := list[i]
		c := g.centres(set)
		want := spot{(c.x0 + c.x1) / 2, (c.y0 + c.y1) / 2}
		g.cluster(set, effort/max(1, links))
		out[i] = g.block(set)
		out[i].want = &want
		out[i].pad = g.channelsFor(set)
		area += out[i].area()
	})
	scale := math.Sqrt(area / fill / math.Max(1, before.w()*before.h()))
	for _, b := range out {
		b.want.x *= scale
		b.want.y *= scale
	}
	return out
}

// channelsFor returns the room beside a block that the lines to others will ask for.
func (g *graph) channelsFor(nodes []int) box {
	lines := 0
	for _, v := range nodes {
		lines += len(g.near[v])
	}
	lines -= 2 * len(g.linksAmong(nodes))
	p := math.Min((channelTop-channel)/2, TrackGap*float64(lines)/8)
	return box{p, p, p, p}
}

// cluster lays nodes out that stand about where they want to be, with this much work for
// each link.
func (g *graph) cluster(nodes []int, effort int) {
	parts, single := g.parts(nodes)
	blocks := g.grid(single)
	for _, set := range parts {
		g.component(set, false, effort*len(g.linksAmong(set)))
		blocks = append(blocks, g.block(set))
	}
	g.pack(blocks)
}

// component places connected nodes: afresh, or about as they stand. Small ones are
// improved with this much work.
func (g *graph) component(nodes []int, afresh bool, effort int) {
	tries := turns[:1]
	links := g.linksAmong(nodes)
	small := len(links) <= smallLinks
	if afresh {
		tries = turns
		if !small {
			tries = turns[:2]
		}
	}
	g.meter.stretch(0, .5, func() { g.stress(nodes, !afresh, nil, allPairs) })
	if small {
		g.meter.stretch(.5, 1, func() { g.inColumns(nodes, tries, true, effort) })
		return
	}
	rough := g.spotsOf(nodes)
	g.meter.stretch(.5, .75, func() { g.inColumns(nodes, tries, false, 0) })
	list := g.communities(nodes)
	inside := 0
	for _, set := range list {
		inside += len(g.linksAmong(set))
	}
	if len(list) < 2 || float64(inside) < leastInside*float64(len(links)) {
		return
	}
	whole, price := g.spotsOf(nodes), g.price(nodes, links)
	g.put(nodes, rough)
	g.meter.stretch(.75, 1, func() { g.packBest(g.clusters(list, effort), nodes, links) })
	if g.price(nodes, links) >= price*apartBonus {
		g.put(nodes, whole)
	}
}

// spotsOf returns where the nodes stand, and put brings them back there.
func (g *graph) spotsOf(nodes []int) []spot {
	out := make([]spot, len(nodes))
	for i, v := range nodes {
		out[i] = spot{g.nodes[v].x, g.nodes[v].y}
	}
	return out
}

func (g *graph) put(nodes []int, at []spot) {
	for i, v := range nodes {
		g.nodes[v].x, g.nodes[v].y = at[i].x, at[i].y
	}
}
