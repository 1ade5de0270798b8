package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// graph is a diagram as the layout sees it: nodes in an order that does not depend on how
// the diagram was put together, and the references that pull them together.
type graph struct {
	nodes []node
	index map[diagram.ID]int
	// near lists the neighbours of each node once, sorted; references to hubs and from a
	// table to itself are not in it.
	near [][]int
	// parents lists the neighbours that each node refers to, sorted; of a line without
	// direction the second end counts as the parent.
	parents [][]int
	// rows says for each neighbour, in the order of near, where the first line between the
	// two starts.
	rows [][]rowPair
	// lines are the relationships of each node that are drawn as lines to others before it.
	lines [][]*diagram.Relationship
	// hub is the hub that a node refers to first, or -1.
	hub []int
	// framed says that modules number the nodes, whose frames hold no tables of others.
	framed bool
	meter  *meter
}

// rowPair is where a line starts at a node and at a neighbour, from the tops of their cards.
type rowPair struct{ own, other float64 }

// node is a table: x,y is the top left corner of its card.
type node struct {
	table      *diagram.Table
	x, y, w, h float64
	module     int // from 1 in the order of the modules or schemas; 0 for none
	name       string
}

func (n *node) box() box           { return box{n.x, n.y, n.x + n.w, n.y + n.h} }
func (n *node) cx() float64        { return n.x + n.w/2 }
func (n *node) cy() float64        { return n.y + n.h/2 }
func (n *node) put(cx, cy float64) { n.x, n.y = cx-n.w/2, cy-n.h/2 }

func newGraph(d *diagram.Diagram) *graph {
	g := &graph{index: make(map[diagram.ID]int, len(d.Tables))}
	var module func(*diagram.Table) int
	module, g.framed = grouping(d)
	for _, t := range d.Tables {
		b := t.Box()
		n := node{table: t, x: b.X, y: b.Y, w: b.W, h: b.H, module: module(t), name: t.Name}
		if s := d.Schemas[t.Schema]; s != nil {
			n.name = s.Name + "." + t.Name
		}
		g.nodes = append(g.nodes, n)
	}
	// By name, not by order key: two readings of one file give the same picture.
	slices.SortFunc(g.nodes, func(a, b node) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(string(a.table.ID), string(b.table.ID)))
	})
	for i := range g.nodes {
		g.index[g.nodes[i].table.ID] = i
	}
	g.connect(d)
	return g
}

// grouping returns what numbers the group that a table stands in: its module, or where no
// table has one, its schema.
func grouping(d *diagram.Diagram) (number func(*diagram.Table) int, modules bool) {
	numbers := map[diagram.ID]int{}
	for i, m := range d.SortedModules() {
		numbers[m.ID] = i + 1
	}
	for _, t := range d.Tables {
		if numbers[t.Module] > 0 {
			return func(t *diagram.Table) int { return numbers[t.Module] }, true
		}
	}
	schemas := map[diagram.ID]int{}
	for i, s := range d.SortedSchemas() {
		schemas[s.ID] = i + 1
	}
	return func(t *diagram.Table) int { return schemas[t.Schema] }, false
}

func (g *graph) connect(d *diagram.Diagram) {
	hubs := Hubs(d)
	rows := firstRows{}
	g.near, g.parents = make([][]int, len(g.nodes)), make([][]int, len(g.nodes))
	g.lines = make([][]*diagram.Relationship, len(g.nodes))
	g.hub = make([]int, len(g.nodes))
	for i := range g.hub {
		g.hub[i] = -1
	}
	for _, r := range d.Relationships {
		for i := range r.Ends {
			v, ok := g.index[r.Ends[i].Table]
			if !ok {
				continue
			}
			for j := range i {
				w, ok := g.index[r.Ends[j].Table]
				if !ok || v == w {
					continue
				}
				if isStub(r, hubs[r.Ends[i].Table] > 0) {
					if g.hub[w] < 0 || v < g.hub[w] {
						g.hub[w] = v
					}
					continue
				}
				if last := max(v, w); !slices.Contains(g.lines[last], r) {
					g.lines[last] = append(g.lines[last], r)
				}
				g.near[v] = append(g.near[v], w)
				g.near[w] = append(g.near[w], v)
				g.parents[w] = append(g.parents[w], v)
				var from, to diagram.ID
				if len(r.Pairs) > 0 && len(r.Ends) == 2 {
					from, to = r.Pairs[0].From, r.Pairs[0].To
				}
				rows.add(&g.nodes[w], w, v, from)
				rows.add(&g.nodes[v], v, w, to)
			}
		}
	}
	g.rows = make([][]rowPair, len(g.nodes))
	for v := range g.near {
		slices.Sort(g.near[v])
		g.near[v] = slices.Compact(g.near[v])
		slices.Sort(g.parents[v])
		g.parents[v] = slices.Compact(g.parents[v])
		for _, w := range g.near[v] {
			g.rows[v] = append(g.rows[v], rowPair{rows[pairKey(v, w)], rows[pairKey(w, v)]})
		}
	}
}

func pairKey(v, w int) uint64 { return uint64(v)<<32 | uint64(w) }

// firstRows hold, by pairKey(v, w), where the first line between them starts at v.
type firstRows map[uint64]float64

// add keeps the highest row of v, which is node n, from which a line runs to w.
func (r firstRows) add(n *node, v, w int, column diagram.ID) {
	y := diagram.HeaderHeight / 2
	if i := position(n.table, column); i >= 0 {
		y = diagram.HeaderHeight + diagram.RowHeight*(float64(i)+.5)
	}
	k := pairKey(v, w)
	if old, ok := r[k]; !ok || y < old {
		r[k] = y
	}
}

// movable returns the nodes that may move, sorted: those named, or all, that are not
// pinned.
func (g *graph) movable(only []diagram.ID) []int {
	var out []int
	if len(only) > 0 {
		for _, id := range only {
			if v, ok := g.index[id]; ok && !g.nodes[v].table.Pinned {
				out = append(out, v)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	for v := range g.nodes {
		if !g.nodes[v].table.Pinned {
			out = append(out, v)
		}
	}
	return out
}

// components splits the nodes into sets that are joined by references among them. Each
// set is sorted; sets come in the order of their first node.
func (g *graph) components(nodes []int) [][]int {
	member := make(map[int]bool, len(nodes))
	for _, v := range nodes {
		member[v] = true
	}
	var out [][]int
	for _, v := range nodes {
		if !member[v] {
			continue
		}
		delete(member, v)
		set := []int{v}
		for i := 0; i < len(set); i++ {
			for _, w := range g.near[set[i]] {
				if member[w] {
					delete(member, w)
					set = append(set, w)
				}
			}
		}
		slices.Sort(set)
		out = append(out, set)
	}
	return out
}

// bounds returns the box around the cards of these nodes.
func (g *graph) bounds(nodes []int) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, v := range nodes {
		b = b.union(g.nodes[v].box())
	}
	return b
}

func (g *graph) shift(nodes []int, dx, dy float64) {
	for _, v := range nodes {
		g.nodes[v].x += dx
		g.nodes[v].y += dy
	}
}

// Snapping to the grid.
func snap(v float64) float64     { return math.Round(v/diagram.GridSize) * diagram.GridSize }
func snapUp(v float64) float64   { return math.Ceil(v/diagram.GridSize-1e-9) * diagram.GridSize }
func snapDown(v float64) float64 { return math.Floor(v/diagram.GridSize+1e-9) * diagram.GridSize }
