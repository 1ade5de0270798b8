package layout

import (
	"math"
	"slices"
)

// cells finds things by the area they lie in: a grid of lists. The grid grows to where most
// things are; cells far off are in a map. What covers very many cells is kept apart and
// looked at each time.
type cells[T comparable] struct {
	scale  float64 // cells in a world unit
	lo, hi cell    // the grid goes from here to before there
	grid   [][]T   // column by column
	far    map[cell][]T
	wide   []T
	n      int // entries in all lists
}

type cell struct{ x, y int32 }

const (
	maxCells = 1000    // that one thing is put into
	maxGrid  = 1 << 14 // cells of the grid
)

func newCells[T comparable](size float64) cells[T] {
	return cells[T]{scale: 1 / size, far: map[cell][]T{}}
}

// of returns the first and the last cell of an area, and how many there are.
func (c *cells[T]) of(b box) (lo, hi cell, n int64) {
	f := func(v float64) int32 { return int32(math.Floor(v * c.scale)) }
	lo, hi = cell{f(b.x0), f(b.y0)}, cell{f(b.x1), f(b.y1)}
	return lo, hi, (int64(hi.x) - int64(lo.x) + 1) * (int64(hi.y) - int64(lo.y) + 1)
}

// inGrid returns the list of a cell, or nil where the grid does not reach.
func (c *cells[T]) inGrid(x, y int32) *[]T {
	if x < c.lo.x || x >= c.hi.x || y < c.lo.y || y >= c.hi.y {
		return nil
	}
	return &c.grid[int(x-c.lo.x)*int(c.hi.y-c.lo.y)+int(y-c.lo.y)]
}

// grow widens the grid to these cells, and somewhat further, unless it would be too large.
func (c *cells[T]) grow(lo, hi cell) {
	was := *c
	if len(c.grid) == 0 {
		c.lo, c.hi = lo, lo
	}
	span := func(from, to *int32, lo, hi int32) int {
		more := 4 + (*to-*from)/4
		if lo < *from {
			*from = lo - more
		}
		if hi >= *to {
			*to = hi + 1 + more
		}
		return int(*to) - int(*from)
	}
	n := span(&c.lo.x, &c.hi.x, lo.x, hi.x) * span(&c.lo.y, &c.hi.y, lo.y, hi.y)
	if n > maxGrid {
		c.lo, c.hi = was.lo, was.hi
		return
	}
	c.grid = make([][]T, n)
	for x := was.lo.x; x < was.hi.x; x++ {
		for y := was.lo.y; y < was.hi.y; y++ {
			*c.inGrid(x, y) = *was.inGrid(x, y)
		}
	}
	for k, list := range c.far {
		if at := c.inGrid(k.x, k.y); at != nil {
			*at = list
			delete(c.far, k)
		}
	}
}

func (c *cells[T]) put(b box, v T) {
	lo, hi, n := c.of(b)
	c.n++
	if n > maxCells {
		c.wide = append(c.wide, v)
		return
	}
	if c.inGrid(lo.x, lo.y) == nil || c.inGrid(hi.x, hi.y) == nil {
		c.grow(lo, hi)
	}
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			if at := c.inGrid(x, y); at != nil {
				*at = append(*at, v)
			} else {
				k := cell{x, y}
				c.far[k] = append(c.far[k], v)
			}
		}
	}
}

// drop takes out what was put in with this box.
func (c *cells[T]) drop(b box, v T) {
	lo, hi, n := c.of(b)
	c.n--
	if n > maxCells {
		c.wide = without(c.wide, v)
		return
	}
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			k := cell{x, y}
			if at := c.inGrid(x, y); at != nil {
				*at = without(*at, v)
			} else if list := without(c.far[k], v); len(list) > 0 {
				c.far[k] = list
			} else {
				delete(c.far, k)
			}
		}
	}
}

func (c *cells[T]) isEmpty() bool { return c.n == 0 }

// without takes one entry out of a list whose order does not matter.
func without[T comparable](list []T, v T) []T {
	i := slices.Index(list, v)
	if i < 0 {
		return list
	}
	last := len(list) - 1
	list[i] = list[last]
	var none T
	list[last] = none
	return list[:last]
}

// each calls fn for all that may lie in the area, some of it more than once, in no
// particular order. Callers must not let the order show in their answer. fn returns false
// to stop. Nothing may be put in or dropped meanwhile.
func (c *cells[T]) each(area box, fn func(T) bool) {
	for _, v := range c.wide {
		if !fn(v) {
			return
		}
	}
	lo, hi, n := c.of(area)
	x0, x1, y0, y1 := max(lo.x, c.lo.x), min(hi.x, c.hi.x-1), max(lo.y, c.lo.y), min(hi.y, c.hi.y-1)
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			for _, v := range *c.inGrid(x, y) {
				if !fn(v) {
					return
				}
			}
		}
	}
	if len(c.far) == 0 {
		return
	}
	if n > int64(len(c.far)) {
		for k, list := range c.far {
			if k.x < lo.x || k.x > hi.x || k.y < lo.y || k.y > hi.y {
				continue
			}
			for _, v := range list {
				if !fn(v) {
					return
				}
			}
		}
		return
	}
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			for _, v := range c.far[cell{x, y}] {
				if !fn(v) {
					return
				}
			}
		}
	}
}
