package edraw

import (
	"iter"
	"math"

	"crowsfoot/diagram"
)

// grid finds things by their place, so that pages of thousands of shapes take time in
// proportion to what is drawn.
type grid[T any] struct {
	squares map[[2]int][]T
	wide    []T // things that cover too many squares to be in each of them
}

const (
	squareSize  = 256
	mostSquares = 64
)

func squareOf(v float64) int { return int(math.Floor(v / squareSize)) }

// add puts a thing into all squares that its box meets.
func (g *grid[T]) add(b diagram.Rect, thing T) {
	left, right := squareOf(b.X), squareOf(b.Right())
	top, bottom := squareOf(b.Y), squareOf(b.Bottom())
	if (right-left+1)*(bottom-top+1) > mostSquares {
		g.wide = append(g.wide, thing)
		return
	}
	if g.squares == nil {
		g.squares = map[[2]int][]T{}
	}
	for x := left; x <= right; x++ {
		for y := top; y <= bottom; y++ {
			g.squares[[2]int{x, y}] = append(g.squares[[2]int{x, y}], thing)
		}
	}
}

// at returns the things whose boxes may hold a point.
func (g *grid[T]) at(p diagram.Point) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, t := range g.squares[[2]int{squareOf(p.X), squareOf(p.Y)}] {
			if !yield(t) {
				return
			}
		}
		for _, t := range g.wide {
			if !yield(t) {
				return
			}
		}
	}
}
