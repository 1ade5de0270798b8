package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// tidyGrid places tables that refer to nothing (or to hubs only) in columns of about
// equal height, by module, hub and name down each column.
func (g *graph) tidyGrid(nodes []int) {
	order := slices.Clone(nodes)
	slices.SortFunc(order, func(v, w int) int {
		a, b := &g.nodes[v], &g.nodes[w]
		return cmp.Or(cmp.Compare(a.module, b.module), cmp.Compare(g.hub[v], g.hub[w]), strings.Compare(a.name, b.name), cmp.Compare(v, w))
	})
	area, tallest := 0.0, 0.0
	for _, v := range order {
		area += (g.nodes[v].w + Gutter) * (g.nodes[v].h + Gutter)
		tallest = math.Max(tallest, g.nodes[v].h)
	}
	limit := math.Max(tallest, math.Sqrt(area/aspectGoal))
	x, y, width := 0.0, 0.0, 0.0
	for _, v := range order {
		n := &g.nodes[v]
		if y > 0 && y+n.h > limit {
			x, y, width = snapUp(x+width+Gutter), 0, 0
		}
		n.x, n.y = x, y
		y = snapUp(y + n.h + Gutter)
		width = math.Max(width, n.w)
	}
}

// packBest packs blocks where they want to stand, or so that those with references to each
// other stand close, whichever makes the better picture of the nodes.
func (g *graph) packBest(blocks []*block, nodes []int, links []link) {
	g.pack(blocks)
	if !slices.ContainsFunc(blocks, func(b *block) bool { return b.want != nil }) || len(blocks) > triedBlocks {
		return
	}
	first, price := g.spotsOf(nodes), g.price(nodes, links)
	for _, b := range blocks {
		b.want = nil
	}
	g.pack(blocks)
	if g.price(nodes, links) >= price {
		g.put(nodes, first)
	}
}

// triedBlocks is the number of blocks up to which two ways to pack them are tried.
const triedBlocks = 60

// greedyBlocks is the number of blocks up to which places are chosen one by one.
const greedyBlocks = 160

// pack moves blocks beside each other: large ones first, each where the whole stays
// smallest and of a good shape, and near the blocks it has references to.
func (g *graph) pack(blocks []*block) {
	for _, b := range blocks {
		b.box = g.bounds(b.nodes)
	}
	slices.SortFunc(blocks, func(a, b *block) int {
		return cmp.Or(cmp.Compare(b.area(), a.area()), strings.Compare(a.name, b.name), cmp.Compare(a.nodes[0], b.nodes[0]))
	})
	owner := map[int]int{}
	for i, b := range blocks {
		for _, v := range b.nodes {
			owner[v] = i
		}
	}
	rest := blocks
	var placed []box
	whole := box{}
	for i, b := range blocks {
		if i == greedyBlocks || g.meter.stopped() {
			break
		}
		rest = blocks[i+1:]
		x, y := g.spot(b, blocks[:i], placed, whole, owner, i)
		p := b.outer()
		at := box{x, y, x + p.w(), y + p.h()}
		g.shift(b.nodes, x-p.x0, y-p.y0)
		placed = append(placed, at)
		if i == 0 {
			whole = at
		}
		whole = whole.union(at)
	}
	// The many small ones left over stand in rows below.
	x, y, row := whole.x0, whole.y1+Gutter, 0.0
	for _, b := range rest {
		p := b.outer()
		if x > whole.x0 && x+p.w() > whole.x1 {
			x, y, row = whole.x0, snapUp(y+row+Gutter), 0
		}
		g.shift(b.nodes, x-p.x0, y-p.y0)
		x = snapUp(x + p.w() + Gutter)
		row = math.Max(row, p.h())
	}
}

// outer is the box of the block with its free room, on the grid.
func (b *block) outer() box {
	return box{snapDown(b.box.x0 - b.pad.x0), snapDown(b.box.y0 - b.pad.y0), snapUp(b.box.x1 + b.pad.x1), snapUp(b.box.y1 + b.pad.y1)}
}

func (b *block) area() float64 { return b.outer().w() * b.outer().h() }

// wantPrice is what it costs a block to stand this far from where it wants to be.
const wantPrice = 16

// blockGap is the free space between blocks.
const blockGap = 80.0

// spot chooses the place of a block among those that touch the placed ones.
func (g *graph) spot(b *block, others []*block, placed []box, whole box, owner map[int]int, self int) (float64, float64) {
	size := b.outer()
	w, h := size.w(), size.h()
	if len(placed) == 0 {
		return 0, 0
	}
	var want *spot
	if first := others[0]; b.want != nil && first.want != nil {
		want = &spot{(placed[0].x0+placed[0].x1)/2 + b.want.x - first.want.x, (placed[0].y0+placed[0].y1)/2 + b.want.y - first.want.y}
	}
	ties := make([]float64, len(others))
	for _, v := range b.nodes {
		for _, u := range g.near[v] {
			if o, ok := owner[u]; ok && o < self {
				ties[o]++
			}
		}
	}
	var xs, ys []float64
	for _, p := range placed {
		xs = append(xs, p.x0, snapUp(p.x1+blockGap), p.x1-w, snapDown(p.x0-blockGap-w))
		ys = append(ys, p.y0, snapUp(p.y1+blockGap), p.y1-h, snapDown(p.y0-blockGap-h))
	}
	slices.Sort(xs)
	slices.Sort(ys)
	xs, ys = slices.Compact(xs), slices.Compact(ys)
	best, bx, by := math.Inf(1), 0.0, 0.0
	for _, x := range xs {
		for _, y := range ys {
			at := box{x, y, x + w, y + h}
			all := whole.union(at)
			price := sizePrice(all)
			for o, n := range ties {
				if n > 0 {
					c := placed[o]
					gapX := math.Max(0, math.Max(c.x0-at.x1, at.x0-c.x1))
					gapY := math.Max(0, math.Max(c.y0-at.y1, at.y0-c.y1))
					mid := math.Abs(c.x0+c.x1-at.x0-at.x1)/2 + math.Abs(c.y0+c.y1-at.y0-at.y1)/2
					price += n * (gapX + gapY + mid*.2)
				}
			}
			if want != nil {
				price += wantPrice * dist((at.x0+at.x1)/2-want.x, (at.y0+at.y1)/2-want.y)
			}
			if price >= best || crowded(at, placed) {
				continue
			}
			best, bx, by = price, x, y
		}
	}
	return bx, by
}

// crowded tells whether the box comes too near one of those placed.
func crowded(at box, placed []box) bool {
	wide := at.grow(blockGap - .5)
	for _, p := range placed {
		if wide.overlaps(p) {
			return true
		}
	}
	return false
}
