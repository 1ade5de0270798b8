package drawio

import (
	"math"

	"crowsfoot/diagram/format/internal/mxgraph"
)

// titleBoxes finds the boxes that may be the title of a box below them, by their lower
// left corner.
func (r *reader) titleBoxes() corners {
	at := corners{}
	for c := range r.cells {
		if isBox(c) && !r.taken[c] && !c.Has(isShape) && c.W > 0 && c.Text() != "" && len(c.Label().Lines) <= 2 {
			at[corner(c.X, c.Bottom())] = c
		}
	}
	return at
}

// corners are shapes by one of their corners, in steps of some pixels.
type corners map[[2]int]*mxgraph.Cell

const cornerStep = 4

func corner(x, y float64) [2]int {
	return [2]int{int(math.Round(x / cornerStep)), int(math.Round(y / cornerStep))}
}

// above returns the shape of the same width that stands right on top of c, or nil.
func (at corners) above(c *mxgraph.Cell) *mxgraph.Cell {
	if head := at.beside(c, corner(c.X, c.Y)); head != nil && head.H <= c.H {
		return head
	}
	return nil
}

// beside returns the shape of the width of c at a corner, or nil.
func (at corners) beside(c *mxgraph.Cell, want [2]int) *mxgraph.Cell {
	return at.near(want, func(other *mxgraph.Cell) bool {
		return other != c && math.Abs(other.W-c.W) <= 2*cornerStep
	})
}

// rightOf returns the shape of the same height that stands right beside c, or nil.
func (at corners) rightOf(c *mxgraph.Cell) *mxgraph.Cell {
	return at.near(corner(c.Right(), c.Y), func(other *mxgraph.Cell) bool {
		return other != c && math.Abs(other.H-c.H) <= cornerStep
	})
}

// near returns a shape at a corner or a step beside it that fulfils the condition, or nil.
func (at corners) near(want [2]int, fits func(*mxgraph.Cell) bool) *mxgraph.Cell {
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if c := at[[2]int{want[0] + dx, want[1] + dy}]; c != nil && fits(c) {
				return c
			}
		}
	}
	return nil
}
