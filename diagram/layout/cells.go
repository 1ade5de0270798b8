package layout

import (
	"math"
	"slices"
)

// cells finds things by the area they lie in: a spatial hash. What covers very many cells
// is kept apart and looked at each time.
type cells[T comparable] struct {
	size float64 // of a cell, in world units
	at   map[cell][]T
	wide []T
}

type cell struct{ x, y int32 }

// maxCells bounds the cells that one thing is put into.
const maxCells = 1000

func newCells[T comparable](size float64) cells[T] {
	return cells[T]{size: size, at: map[cell][]T{}}
}

// of returns the first and the last cell of an area, and how many there are.
func (c *cells[T]) of(b box) (lo, hi cell, n int64) {
	f := func(v float64) int32 { return int32(math.Floor(v / c.size)) }
	lo, hi = cell{f(b.x0), f(b.y0)}, cell{f(b.x1), f(b.y1)}
	return lo, hi, (int64(hi.x) - int64(lo.x) + 1) * (int64(hi.y) - int64(lo.y) + 1)
}

func (c *cells[T]) put(b box, v T) {
	lo, hi, n := c.of(b)
	if n > maxCells {
		c.wide = append(c.wide, v)
		return
	}
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			k := cell{x, y}
			c.at[k] = append(c.at[k], v)
		}
	}
}

// drop takes out what was put in with this box.
func (c *cells[T]) drop(b box, v T) {
	lo, hi, n := c.of(b)
	if n > maxCells {
		c.wide = without(c.wide, v)
		return
	}
	for x := lo.x; x <= hi.x; x++ {
		for y := lo.y; y <= hi.y; y++ {
			k := cell{x, y}
			if list := without(c.at[k], v); len(list) > 0 {
				c.at[k] = list
			} else {
				delete(c.at, k)
			}
		}
	}
}

func (c *cells[T]) isEmpty() bool { return len(c.at) == 0 && len(c.wide) == 0 }

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
	if n > int64(len(c.at)) {
		for k, list := range c.at {
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
			for _, v := range c.at[cell{x, y}] {
				if !fn(v) {
					return
				}
			}
		}
	}
}
