package drawio

import (
	"cmp"
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// triangle makes subtype relationships of a triangle, or of a small circle that stands
// for one.
func (r *reader) triangle(c *mxgraph.Cell) {
	var all []*entity
	for _, n := range r.chen.joined[c] {
		if e := r.owner[n.shape].whole(); e != nil && !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	r.taken[c] = true
	if len(all) < 2 {
		return
	}
	top, why := supertype(c, all)
	for _, e := range all {
		if e != top {
			rel := &relation{cell: c, part: string(r.id(e.cell)), inheritance: true, directed: true,
				ends: []relationEnd{{entity: e, card: diagram.ZeroOne}, {entity: top, card: diagram.One}}}
			rel.guess(why)
			r.relations = append(r.relations, rel)
		}
	}
}

// supertype chooses the supertype of the entities at a triangle: of three and more the
// one that stands alone on its side of it, as subtypes stand together; else the highest
// on the page.
func supertype(c *mxgraph.Cell, all []*entity) (top *entity, why string) {
	x, y := c.X+c.W/2, c.Y+c.H/2
	type way struct{ x, y float64 }
	ways := make([]way, len(all))
	for i, e := range all {
		w := way{e.cell.X + e.cell.W/2 - x, e.cell.Y + e.cell.H/2 - y}
		if far := math.Hypot(w.x, w.y); far > 0 {
			w.x, w.y = w.x/far, w.y/far
		}
		ways[i] = w
	}
	// How much each way agrees with the others: the sum of cosines.
	alone, least, second := 0, math.Inf(1), math.Inf(1)
	for i, w := range ways {
		sum := 0.0
		for j, v := range ways {
			if j != i {
				sum += w.x*v.x + w.y*v.y
			}
		}
		if sum < least {
			alone, least, second = i, sum, least
		} else {
			second = min(second, sum)
		}
	}
	const apart = .3 // below it the entities stand around the triangle evenly
	if len(all) > 2 && second-least > apart {
		return all[alone], "the entity that stands apart from the others at the triangle is read as the supertype"
	}
	top = slices.MinFunc(all, func(a, b *entity) int { return cmp.Compare(a.box.Y, b.box.Y) })
	return top, "the entity highest at the triangle is read as the supertype"
}
