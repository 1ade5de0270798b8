package layout

import (
	"math"

	"crowsfoot/diagram"
)

// box is a rectangle by its borders, which is what most sums here need.
type box struct{ x0, y0, x1, y1 float64 }

func boxOf(r diagram.Rect) box { return box{r.X, r.Y, r.Right(), r.Bottom()} }

func (b box) grow(m float64) box { return box{b.x0 - m, b.y0 - m, b.x1 + m, b.y1 + m} }

func (b box) union(o box) box {
	return box{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// overlaps tells whether the boxes share area; a shared border is not enough.
func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

func (b box) w() float64 { return b.x1 - b.x0 }
func (b box) h() float64 { return b.y1 - b.y0 }

// card is a table as the router sees it.
type card struct {
	table *diagram.Table
	box   box
	hub   bool
	edges []*edge // that end here, each once
	stamp int
}

// cellSize of the spatial hashes: a card of usual size lies in one or two cells.
const cellSize = 400.0

// field finds the cards in an area.
type field struct {
	cells cells[*card]
	stamp int
}

func newField() *field { return &field{cells: newCells[*card](cellSize)} }

func (f *field) add(c *card)    { f.cells.put(c.box, c) }
func (f *field) remove(c *card) { f.cells.drop(c.box, c) }

// each calls fn once for every card that overlaps the area, in no particular order.
// Callers must not let the order show in their answer. fn returns false to stop.
func (f *field) each(area box, fn func(*card) bool) {
	f.stamp++
	f.cells.each(area, func(c *card) bool {
		if c.stamp == f.stamp {
			return true
		}
		c.stamp = f.stamp
		return !c.box.overlaps(area) || fn(c)
	})
}

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// span returns the box around a polyline.
func span(points []diagram.Point) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		b = b.union(box{p.X, p.Y, p.X, p.Y})
	}
	return b
}
