package drawio

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// anchor is the point where a line meets a shape: at its fixed place if the style has
// one, else at the border on the way to the next point.
func (l *line) anchor(end int) (mxgraph.Point, bool) {
	e := l.ends[end]
	if e.fixed != nil {
		return *e.fixed, true
	}
	if e.shape == nil {
		if e.point != nil {
			return *e.point, true
		}
		return mxgraph.Point{}, false
	}
	if !e.glued && e.point != nil {
		return *e.point, true
	}
	c := e.shape
	key := "exit"
	if end == 1 {
		key = "entry"
	}
	s := l.cell.Style
	if s.Get(key+"X") != "" {
		p := mxgraph.Point{X: c.X + s.Number(key+"X")*c.W + s.Number(key+"Dx"), Y: c.Y + s.Number(key+"Y")*c.H + s.Number(key+"Dy")}
		if s.Get(key+"Perimeter") == "0" {
			return p, true
		}
		return onPerimeter(c, p), true
	}
	next, ok := l.next(end)
	if !ok {
		return mxgraph.Point{}, false
	}
	return border(boxOf(c), next), true
}

// onPerimeter pulls a point of a shape's box onto the border of the shape, towards its
// middle, where the shape is no box.
func onPerimeter(c *mxgraph.Cell, p mxgraph.Point) mxgraph.Point {
	dx, dy := p.X-c.X-c.W/2, p.Y-c.Y-c.H/2
	if c.W == 0 || c.H == 0 {
		return p
	}
	u, v := math.Abs(dx)*2/c.W, math.Abs(dy)*2/c.H
	far := 1.0
	switch {
	case isRhomb(c):
		far = u + v
	case isOval(c):
		far = math.Hypot(u, v)
	}
	if far <= 1 {
		return p
	}
	return mxgraph.Point{X: c.X + c.W/2 + dx/far, Y: c.Y + c.H/2 + dy/far}
}

// next is the point that a line runs to from an end: its first bend, or the middle of
// the shape at the other end.
func (l *line) next(end int) (mxgraph.Point, bool) {
	if n := len(l.cell.Bends); n > 0 {
		if end == 0 {
			return l.cell.Bends[0], true
		}
		return l.cell.Bends[n-1], true
	}
	other := l.ends[1-end]
	if other.shape != nil {
		return mxgraph.Point{X: other.shape.X + other.shape.W/2, Y: other.shape.Y + other.shape.H/2}, true
	}
	if other.point != nil {
		return *other.point, true
	}
	return mxgraph.Point{}, false
}

// border is where the way from the middle of a box to a point leaves the box.
func border(box diagram.Rect, to mxgraph.Point) mxgraph.Point {
	cx, cy := box.X+box.W/2, box.Y+box.H/2
	dx, dy := to.X-cx, to.Y-cy
	t := 1.0
	if dx != 0 {
		t = math.Min(t, box.W/2/math.Abs(dx))
	}
	if dy != 0 {
		t = math.Min(t, box.H/2/math.Abs(dy))
	}
	return mxgraph.Point{X: cx + t*dx, Y: cy + t*dy}
}
