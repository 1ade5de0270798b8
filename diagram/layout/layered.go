package layout

import (
	"cmp"
	"math"
	"slices"
)

// sweeps is how often the order of all layers is looked at anew.
const sweeps = 8

// newLayered puts the nodes into columns by what refers to what: tables that refer to none
// stand in the first, each other one right of those it refers to (Sugiyama, Tagawa, Toda,
// "Methods for visual understanding of hierarchical system structures", 1981). The order
// in a column follows the rows at which lines start. Layers much taller than the picture
// should be are folded into several columns.
func newLayered(g *graph, nodes []int) *columns {
	c := &columns{g: g, in: make(map[int]int, len(nodes))}
	for _, v := range nodes {
		c.width = math.Max(c.width, g.nodes[v].w)
	}
	pitch := snapUp(c.width + channel)
	layer := g.layers(nodes)
	for _, v := range g.fromNeighbours(nodes) {
		k := layer[v]
		for len(c.list) <= k {
			c.list = append(c.list, nil)
		}
		c.list[k] = append(c.list[k], v)
		c.in[v] = k
		g.nodes[v].y = 0
	}
	c.place(pitch)
	c.order()
	c.fold(pitch)
	c.place(pitch)
	return c
}

// layers numbers the nodes so that each has a higher number than those it refers to; where
// references go round in a circle one of them is passed over.
func (g *graph) layers(nodes []int) map[int]int {
	layer := make(map[int]int, len(nodes))
	const busy = -1
	var visit func(v int) int
	visit = func(v int) int {
		if l, seen := layer[v]; seen {
			return l
		}
		layer[v] = busy
		l := 0
		for _, w := range g.parents[v] {
			if _, member := slices.BinarySearch(nodes, w); member {
				l = max(l, visit(w)+1)
			}
		}
		layer[v] = l
		return l
	}
	for _, v := range nodes {
		visit(v)
	}
	// A table that is referred to more than it refers moves up to those that refer to it.
	least := map[int]int{}
	for _, v := range nodes {
		for _, w := range g.parents[v] {
			if l, known := least[w]; layer[v] > layer[w] && (!known || layer[v] < l) {
				least[w] = layer[v]
			}
		}
	}
	for _, v := range nodes {
		if l, known := least[v]; known && l-1 > layer[v] && !slices.ContainsFunc(g.parents[v], func(w int) bool { return layer[w] < layer[v] }) {
			layer[v] = l - 1
		}
	}
	return layer
}

// fromNeighbours returns connected nodes in an order in which neighbours come soon after
// each other.
func (g *graph) fromNeighbours(nodes []int) []int {
	first := nodes[0]
	for _, v := range nodes {
		if len(g.near[v]) < len(g.near[first]) {
			first = v
		}
	}
	seen := map[int]bool{first: true}
	out := []int{first}
	for i := 0; i < len(out); i++ {
		for _, w := range g.near[out[i]] {
			if _, member := slices.BinarySearch(nodes, w); member && !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out
}

// order looks for an order of the cards in their columns with few crossings: each goes to
// the middle height of its neighbours, then cards next to each other change places where
// that helps. The best order met is kept.
func (c *columns) order() {
	links := c.links()
	best, least := c.save(), c.g.crossings(links)
	for sweep := range sweeps {
		for i := range c.list {
			k := i
			if sweep%2 == 1 {
				k = len(c.list) - 1 - i
			}
			wish := make(map[int]float64, len(c.list[k]))
			for _, v := range c.list[k] {
				wish[v] = c.wish(v, lightly)
			}
			slices.SortStableFunc(c.list[k], func(v, w int) int { return cmp.Compare(wish[v], wish[w]) })
			c.transpose(k)
			c.stackUp(k, func(v int) float64 { return c.wish(v, lightly) })
		}
		if n := c.g.crossings(links); n < least {
			best, least = c.save(), n
		}
	}
	c.restore(best)
}

// transpose lets cards next to each other in a column change places as long as their lines
// cross less.
func (c *columns) transpose(k int) {
	l := c.list[k]
	for range l {
		better := false
		for i := 1; i < len(l); i++ {
			if c.tangles(l[i], l[i-1]) < c.tangles(l[i-1], l[i]) {
				l[i-1], l[i] = l[i], l[i-1]
				better = true
			}
		}
		if !better {
			return
		}
	}
}

// tangles counts the lines of two cards of a column that cross when the first stands above.
func (c *columns) tangles(upper, lower int) int {
	n := 0
	g := c.g
	for i, u := range g.near[upper] {
		for j, w := range g.near[lower] {
			ku, uIn := c.in[u]
			kw, wIn := c.in[w]
			if !uIn || !wIn || u == w || sign(float64(ku-c.in[upper])) != sign(float64(kw-c.in[upper])) {
				continue
			}
			if g.nodes[u].y+g.rows[upper][i].other > g.nodes[w].y+g.rows[lower][j].other {
				n++
			}
		}
	}
	return n
}

// fold splits columns that are much taller than the picture should be. Cards next to each
// other go to different columns, so that each stays at about its height.
func (c *columns) fold(pitch float64) {
	area := 0.0
	heights := make([]float64, len(c.list))
	for k, l := range c.list {
		for _, v := range l {
			heights[k] += c.g.nodes[v].h + Gutter
		}
		area += heights[k] * pitch
	}
	goal := math.Sqrt(area / fill / aspectGoal)
	shrink := math.Min(1, goal/slices.Max(heights))
	var list [][]int
	for k, l := range c.list {
		n := max(1, int(math.Round(heights[k]/goal)))
		split := make([][]int, n)
		for i, v := range l {
			c.g.nodes[v].y *= shrink
			split[i%n] = append(split[i%n], v)
		}
		list = append(list, split...)
	}
	c.take(list)
}
