package edraw

import (
	"math"

	"crowsfoot/diagram"

	"github.com/beevik/etree"
)

// How finely curves are drawn, and how long an outline may get.
const (
	curveSteps = 6
	arcSteps   = 12
	maxCorners = 600
)

// flatten returns the runs of a geometry as points in the shape's own coordinates, curves
// as short straight pieces. The elements are near to those of Visio's geometry sections.
func flatten(g *etree.Element) [][]diagram.Point {
	var runs [][]diagram.Point
	var run []diagram.Point
	end := func() {
		if len(run) > 1 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, e := range g.ChildElements() {
		if len(run) > maxCorners || len(runs) > maxPieces {
			break
		}
		at := diagram.Point{}
		if len(run) > 0 {
			at = run[len(run)-1]
		}
		to := diagram.Point{X: measure(e, "X"), Y: measure(e, "Y")}
		a := diagram.Point{X: measure(e, "A"), Y: measure(e, "B")}
		switch e.Tag {
		case "MoveTo":
			end()
			run = []diagram.Point{to}
		case "LineTo", "ArcTo":
			run = append(run, to)
		case "InfiniteLine":
			end()
			runs = append(runs, []diagram.Point{to, a})
		case "CurveTo":
			if child(e, "A") == nil {
				run = append(run, to)
				continue
			}
			run = bezier(run, at, a, diagram.Point{X: measure(e, "C"), Y: measure(e, "D")}, to)
		case "Ellipse":
			end()
			rx := distance(to, a)
			ry := distance(to, diagram.Point{X: measure(e, "C"), Y: measure(e, "D")})
			runs = append(runs, arc(nil, to, rx, ry, 0, 2*math.Pi, 2*arcSteps))
		case "EllipseArcTo":
			run = arcThrough(run, at, a, to, measure(e, "D"))
		case "EllipseArcTo2":
			// X, Y is the centre, A and B are the radii, C is the angle of the start and D
			// how far it turns, in degrees clockwise.
			const degree = math.Pi / 180
			run = arc(run, to, a.X, a.Y, math.Mod(measure(e, "C"), 360)*degree, math.Mod(measure(e, "D"), 361)*degree, arcSteps)
		}
	}
	end()
	return runs
}

// bezier appends a cubic curve without its first point.
func bezier(run []diagram.Point, p, a, b, q diagram.Point) []diagram.Point {
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		run = append(run, diagram.Point{
			X: u*u*u*p.X + 3*u*u*t*a.X + 3*u*t*t*b.X + t*t*t*q.X,
			Y: u*u*u*p.Y + 3*u*u*t*a.Y + 3*u*t*t*b.Y + t*t*t*q.Y,
		})
	}
	return run
}

// arc appends a piece of an ellipse about a centre.
func arc(run []diagram.Point, c diagram.Point, rx, ry, from, turn float64, steps int) []diagram.Point {
	for i := range steps + 1 {
		sin, cos := math.Sincos(from + turn*float64(i)/float64(steps))
		run = append(run, diagram.Point{X: c.X + rx*cos, Y: c.Y + ry*sin})
	}
	return run
}

// arcThrough appends the piece of an ellipse from p through m to q, whose width is ratio
// times its height.
func arcThrough(run []diagram.Point, p, m, q diagram.Point, ratio float64) []diagram.Point {
	if ratio <= 0 || math.IsInf(ratio, 0) {
		ratio = 1
	}
	// In a picture stretched to make it a circle, its middle is found by the three points.
	p1, m1, q1 := diagram.Point{X: p.X, Y: p.Y * ratio}, diagram.Point{X: m.X, Y: m.Y * ratio}, diagram.Point{X: q.X, Y: q.Y * ratio}
	d := 2 * (p1.X*(m1.Y-q1.Y) + m1.X*(q1.Y-p1.Y) + q1.X*(p1.Y-m1.Y))
	if math.Abs(d) < 1e-6 {
		return append(run, m, q)
	}
	square := func(a diagram.Point) float64 { return a.X*a.X + a.Y*a.Y }
	c := diagram.Point{
		X: (square(p1)*(m1.Y-q1.Y) + square(m1)*(q1.Y-p1.Y) + square(q1)*(p1.Y-m1.Y)) / d,
		Y: (square(p1)*(q1.X-m1.X) + square(m1)*(p1.X-q1.X) + square(q1)*(m1.X-p1.X)) / d,
	}
	from, over, to := math.Atan2(p1.Y-c.Y, p1.X-c.X), math.Atan2(m1.Y-c.Y, m1.X-c.X), math.Atan2(q1.Y-c.Y, q1.X-c.X)
	forth := func(a float64) float64 { return math.Mod(a-from+4*math.Pi, 2*math.Pi) }
	turn := forth(to)
	if forth(over) > turn {
		turn -= 2 * math.Pi
	}
	r := distance(p1, c)
	return arc(run, diagram.Point{X: c.X, Y: c.Y / ratio}, r, r/ratio, from, turn, arcSteps)
}
