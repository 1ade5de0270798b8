package drawio

import (
	"math"

	"crowsfoot/diagram/format/internal/mxgraph"
)

const (
	// nearOval is how far in pixels an oval without a line may be from the entity that it
	// is an attribute of, or from another of its ovals.
	nearOval = 70.0
	// maxLooseOvals is the most of them on a page; more are a drawing of another kind.
	maxLooseOvals = 300
)

// looseOval is an oval without a line, and the nearest entity so far.
type looseOval struct {
	cell         *mxgraph.Cell
	nearest      *entity
	far, further float64 // to the nearest entity, and to the nearest of the others
}

// meet notes that a shape of an entity is so far away.
func (o *looseOval) meet(e *entity, far float64) {
	switch {
	case e == o.nearest:
		o.far = math.Min(o.far, far)
	case far < o.far:
		o.nearest, o.far, o.further = e, far, o.far
	default:
		o.further = math.Min(o.further, far)
	}
}

// ovalsBeside makes attributes of ovals that no line joins: people put them around their
// entity and leave the lines out. Each goes to the entity, or beside the oval, that is
// nearest; the nearest go first, so that rows of ovals stay together.
func (r *reader) ovalsBeside() {
	var loose []*looseOval
	for c := range r.cells {
		if isOval(c) && !r.taken[c] && !isSplit(c) && !isJoint(c) && joined(c) != "" && len(r.chen.joined[c]) == 0 {
			loose = append(loose, &looseOval{cell: c, far: math.Inf(1), further: math.Inf(1)})
		}
	}
	if len(loose) == 0 || len(loose) > maxLooseOvals {
		return
	}
	beside := r.ovalsAtHome()
	for _, o := range loose {
		for _, e := range r.entities {
			if e.form == formChen {
				o.meet(e, apart(o.cell, e.cell))
			}
		}
		for oval, e := range beside {
			o.meet(e, apart(o.cell, oval))
		}
	}
	for len(loose) > 0 {
		best := 0
		for i, o := range loose {
			if o.far < loose[best].far {
				best = i
			}
		}
		o := loose[best]
		loose = append(loose[:best], loose[best+1:]...)
		if o.far > nearOval {
			return
		}
		if o.far > nearOval/4 && o.further < 1.3*o.far {
			continue // between two entities
		}
		col := r.ovalColumn(o.cell)
		if col == nil {
			continue
		}
		col.why = "an oval without a line, read as an attribute of the entity that it stands at"
		o.nearest.columns = append(o.nearest.columns, col)
		r.rows[o.cell] = col
		r.taken[o.cell] = true
		for _, other := range loose {
			other.meet(o.nearest, apart(other.cell, o.cell))
		}
	}
}

// ovalsAtHome are the ovals with lines that stand nearer to their own entity than to any
// other one; a long line to an oval elsewhere says nothing of its neighbours.
func (r *reader) ovalsAtHome() map[*mxgraph.Cell]*entity {
	home := map[*mxgraph.Cell]*entity{}
	for oval, own := range r.chen.ovals {
		far, nearest := apart(oval, own.cell), true
		for _, e := range r.entities {
			nearest = nearest && (e == own || e.form != formChen || apart(oval, e.cell) >= far)
		}
		if nearest {
			home[oval] = own
		}
	}
	return home
}

// apart is the gap between the boxes of two shapes; 0 where they meet.
func apart(a, b *mxgraph.Cell) float64 {
	dx := math.Max(math.Max(a.X-b.Right(), b.X-a.Right()), 0)
	dy := math.Max(math.Max(a.Y-b.Bottom(), b.Y-a.Bottom()), 0)
	return math.Hypot(dx, dy)
}
