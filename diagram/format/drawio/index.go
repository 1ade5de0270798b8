package drawio

import (
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// index finds shapes by place. It keeps them in squares of the page, so that a page of
// thousands of shapes and loose lines takes no longer than their number.
type index struct {
	squares map[[2]int][]*mxgraph.Cell
	wide    []*mxgraph.Cell // shapes over too many squares
}

const (
	square     = 200.0 // pixels
	maxSquares = 100   // of one shape; a larger one is wide
	maxLooks   = 400   // shapes that one question looks at, for pages made to be slow
)

func newIndex() *index { return &index{squares: map[[2]int][]*mxgraph.Cell{}} }

func span(box diagram.Rect) (x0, y0, x1, y1 int) {
	at := func(v float64) int { return int(math.Floor(v / square)) }
	return at(box.X), at(box.Y), at(box.Right()), at(box.Bottom())
}

func (ix *index) add(c *mxgraph.Cell) {
	x0, y0, x1, y1 := span(boxOf(c))
	if (x1-x0+1)*(y1-y0+1) > maxSquares {
		ix.wide = append(ix.wide, c)
		return
	}
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			ix.squares[[2]int{x, y}] = append(ix.squares[[2]int{x, y}], c)
		}
	}
}

// meeting yields the shapes that share area or a border with a box, each once.
func (ix *index) meeting(box diagram.Rect, yield func(*mxgraph.Cell)) {
	x0, y0, x1, y1 := span(box)
	looks := 0
	var seen []*mxgraph.Cell
	look := func(cells []*mxgraph.Cell) {
		for _, c := range cells {
			if looks++; looks > maxLooks {
				return
			}
			if boxOf(c).Meets(box) && !slices.Contains(seen, c) {
				seen = append(seen, c)
				yield(c)
			}
		}
	}
	look(ix.wide)
	if (x1-x0+1)*(y1-y0+1) > maxSquares {
		return
	}
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			look(ix.squares[[2]int{x, y}])
		}
	}
}

// around returns the smallest shape that contains at least nine tenths of the box and
// is not much larger than a table in it would need, or nil.
func (ix *index) around(box diagram.Rect) *mxgraph.Cell {
	var best *mxgraph.Cell
	ix.meeting(box, func(c *mxgraph.Cell) {
		if overlap(boxOf(c), box) < .9*box.W*box.H || c.W > 1.6*box.W+40 {
			return
		}
		if best == nil || c.W*c.H < best.W*best.H {
			best = c
		}
	})
	return best
}

// nearestAbove returns the shape in the strip whose lower border is lowest, or nil.
func (ix *index) nearestAbove(strip diagram.Rect) *mxgraph.Cell {
	var best *mxgraph.Cell
	ix.meeting(strip, func(c *mxgraph.Cell) {
		shared := math.Min(c.Right(), strip.Right()) - math.Max(c.X, strip.X)
		if c.Bottom() > strip.Bottom()+10 || c.H > 80 || shared < math.Min(c.W, strip.W)/2 {
			return
		}
		if best == nil || c.Bottom() > best.Bottom() {
			best = c
		}
	})
	return best
}

// overlap is the area that two boxes share.
func overlap(a, b diagram.Rect) float64 {
	w := math.Min(a.Right(), b.Right()) - math.Max(a.X, b.X)
	h := math.Min(a.Bottom(), b.Bottom()) - math.Max(a.Y, b.Y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h
}

// distance is how far a point is from a box; 0 inside.
func distance(box diagram.Rect, p mxgraph.Point) float64 {
	dx := math.Max(math.Max(box.X-p.X, p.X-box.Right()), 0)
	dy := math.Max(math.Max(box.Y-p.Y, p.Y-box.Bottom()), 0)
	return math.Hypot(dx, dy)
}

// borderDistance is how far a point is from the border of a box, inside or outside.
func borderDistance(box diagram.Rect, p mxgraph.Point) float64 {
	if d := distance(box, p); d > 0 {
		return d
	}
	return math.Min(math.Min(p.X-box.X, box.Right()-p.X), math.Min(p.Y-box.Y, box.Bottom()-p.Y))
}
