package layout

import (
	"cmp"
	"math"
	"slices"
)

// turns are the rotations a component is tried in, as cosine and sine of exact fractions.
var turns = [][2]float64{{1, 0}, {0, 1}, {.8, .6}, {.6, .8}, {.8, -.6}, {.6, -.8}}

// inColumns puts nodes that stand about where they want to be into columns, turned in the
// best of these ways. Small sets have their crossings counted, are tried in layers, too,
// and are improved with this much work.
func (g *graph) inColumns(nodes []int, tries [][2]float64, small bool, work int) {
	start := g.spotsOf(nodes)
	links := g.linksAmong(nodes)
	var turned draft
	for _, t := range tries {
		for i, v := range nodes {
			n := &g.nodes[v]
			x, y := start[i].x+n.w/2, start[i].y+n.h/2
			n.put(float64(x*t[0])-float64(y*t[1]), float64(x*t[1])+float64(y*t[0]))
		}
		c := newColumns(g, nodes)
		if !small {
			c.improveLarge(4)
		}
		if d := c.draft(links, small); turned.columns == nil || d.price < turned.price {
			turned = d
		}
	}
	if small && work > 0 {
		drafts := []draft{turned}
		if len(tries) > 1 {
			drafts = append(drafts, newLayered(g, nodes).draft(links, small))
		}
		g.best(nodes, drafts, links, work)
		return
	}
	turned.settle()
}

// settle puts the cards where they stand in the end.
func (d draft) settle() {
	d.restore(d.state)
	d.snapped()
	d.unbend()
}

// draft is a picture in columns and its price.
type draft struct {
	*columns
	state
	price float64
}

// draft pulls the cards towards their neighbours and says what the picture costs then.
func (c *columns) draft(links []link, count bool) draft {
	c.relax(3)
	return draft{c, c.save(), c.price(links, count)}
}

// alike is the factor up to which the prices of two drafts do not tell which of them will
// be better once improved.
const alike = 1.6

// seeds is how many times each draft is improved, each time in another way.
const seeds = 2

// best improves drafts of a component with this much work in all, and settles for the best
// picture.
func (g *graph) best(nodes []int, drafts []draft, links []link, work int) {
	slices.SortStableFunc(drafts, func(a, b draft) int { return cmp.Compare(a.price, b.price) })
	drafts = slices.DeleteFunc(drafts, func(d draft) bool { return d.price > drafts[0].price*alike })
	least := math.Inf(1)
	var best []spot
	n := len(drafts) * seeds
	for i := range n {
		g.meter.stretch(float64(i)/float64(n), float64(i+1)/float64(n), func() {
			d := drafts[i%len(drafts)].improved(links, work/n, chance(7+i/len(drafts)))
			d.settle()
			price := d.price
			if len(links) <= judgedLinks && n > 1 {
				price = g.judge(nodes, links)
			}
			if price < least {
				best, least = g.spotsOf(nodes), price
			}
		})
	}
	g.put(nodes, best)
}

// improved improves the draft with this much work.
func (d draft) improved(links []link, work int, seed chance) draft {
	d.restore(d.state)
	d.placeX(snapUp(d.width + channel))
	d.improveSmall(links, work, seed)
	return draft{d.columns, d.save(), d.columns.price(links, true)}
}
