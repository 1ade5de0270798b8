package layout

import (
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// box is a rectangle by its borders, which is what most sums here need.
type box struct{ x0, y0, x1, y1 float64 }

func boxOf(r diagram.Rect) box { return box{r.X, r.Y, r.Right(), r.Bottom()} }

func (b box) grow(m float64) box { return box{b.x0 - m, b.y0 - m, b.x1 + m, b.y1 + m} }

func (b box) union(o box) box {
	return box{math.Min(b.x0, o.x0), math.Min(b.y0, o.y0), math.Max(b.x1, o.x1), math.Max(b.y1, o.y1)}
}

// overlaps tells whether the boxes share area; a shared border is not enough.
func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

func (b box) w() float64 { return b.x1 - b.x0 }
func (b box) h() float64 { return b.y1 - b.y0 }

// card is a table as the router sees it.
type card struct {
	id    diagram.ID
	table *diagram.Table
	box   box
	hub   bool
	stamp int
}

// cellSize of the spatial hash: a card of usual size lies in one or two cells.
const cellSize = 400.0

type cell struct{ x, y int32 }

// field finds the cards in an area: a spatial hash.
type field struct {
	cells map[cell][]*card
	all   map[*card]bool
	stamp int
}

func newField() *field {
	return &field{cells: map[cell][]*card{}, all: map[*card]bool{}}
}

func cellsOf(b box) (lo, hi cell) {
	f := func(v float64) int32 { return int32(math.Floor(v / cellSize)) }
	return cell{f(b.x0), f(b.y0)}, cell{f(b.x1), f(b.y1)}
}

func (f *field) add(c *card) {
	f.all[c] = true
	lo, hi := cellsOf(c.box)
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			f.cells[cell{x, y}] = append(f.cells[cell{x, y}], c)
		}
	}
}

func (f *field) remove(c *card) {
	delete(f.all, c)
	lo, hi := cellsOf(c.box)
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			k := cell{x, y}
			if i := slices.Index(f.cells[k], c); i >= 0 {
				f.cells[k] = slices.Delete(f.cells[k], i, i+1)
			}
		}
	}
}

// each calls fn once for every card that overlaps the area, in no particular order.
// Callers must not let the order show in their answer. fn returns false to stop.
func (f *field) each(area box, fn func(*card) bool) {
	lo, hi := cellsOf(area)
	if (int64(hi.x)-int64(lo.x)+1)*(int64(hi.y)-int64(lo.y)+1) > int64(2*len(f.all)+8) {
		for c := range f.all {
			if c.box.overlaps(area) && !fn(c) {
				return
			}
		}
		return
	}
	f.stamp++
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			for _, c := range f.cells[cell{x, y}] {
				if c.stamp == f.stamp {
					continue
				}
				c.stamp = f.stamp
				if c.box.overlaps(area) && !fn(c) {
					return
				}
			}
		}
	}
}

// in returns the cards that overlap the area, sorted by place and ID.
func (f *field) in(area box) []*card {
	var out []*card
	f.each(area, func(c *card) bool { out = append(out, c); return true })
	slices.SortFunc(out, func(a, b *card) int {
		switch {
		case a.box.x0 != b.box.x0:
			return sign(a.box.x0 - b.box.x0)
		case a.box.y0 != b.box.y0:
			return sign(a.box.y0 - b.box.y0)
		}
		return strings.Compare(string(a.id), string(b.id))
	})
	return out
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
