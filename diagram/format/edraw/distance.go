package edraw

import (
	"math"

	"crowsfoot/diagram"
)

func distance(a, b diagram.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// toBox returns how far a point is from a box; inside it is 0.
func toBox(p diagram.Point, b diagram.Rect) float64 {
	dx := math.Max(0, math.Max(b.X-p.X, p.X-b.Right()))
	dy := math.Max(0, math.Max(b.Y-p.Y, p.Y-b.Bottom()))
	return math.Hypot(dx, dy)
}

// toPath returns how far a point is from a line with bends.
func toPath(p diagram.Point, path []diagram.Point) float64 {
	best := math.Inf(1)
	for i := 1; i < len(path); i++ {
		best = math.Min(best, toSegment(p, path[i-1], path[i]))
	}
	return best
}

func toSegment(p, a, b diagram.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	l := dx*dx + dy*dy
	if l == 0 {
		return distance(p, a)
	}
	t := math.Max(0, math.Min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
	return distance(p, diagram.Point{X: a.X + t*dx, Y: a.Y + t*dy})
}

// bounds returns the box around a path.
func bounds(path []diagram.Point) diagram.Rect {
	b := diagram.Rect{X: path[0].X, Y: path[0].Y}
	for _, p := range path {
		b = b.Union(diagram.Rect{X: p.X, Y: p.Y})
	}
	return b
}

// grown returns a box with a margin on all sides.
func grown(b diagram.Rect, by float64) diagram.Rect {
	return diagram.Rect{X: b.X - by, Y: b.Y - by, W: b.W + 2*by, H: b.H + 2*by}
}

// turned returns a point turned round another one by degrees, clockwise on the page.
func turned(p, round diagram.Point, degrees float64) diagram.Point {
	if degrees == 0 {
		return p
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	x, y := p.X-round.X, p.Y-round.Y
	return diagram.Point{X: round.X + x*cos - y*sin, Y: round.Y + x*sin + y*cos}
}

// turnedBox returns the box around a box that is turned round its middle.
func turnedBox(b diagram.Rect, degrees float64) diagram.Rect {
	if degrees == 0 {
		return b
	}
	m := middle(b)
	return bounds([]diagram.Point{
		turned(diagram.Point{X: b.X, Y: b.Y}, m, degrees), turned(diagram.Point{X: b.Right(), Y: b.Y}, m, degrees),
		turned(diagram.Point{X: b.Right(), Y: b.Bottom()}, m, degrees), turned(diagram.Point{X: b.X, Y: b.Bottom()}, m, degrees),
	})
}
