package edraw

import (
	"math"

	"crowsfoot/diagram"

	"github.com/beevik/etree"
)

// readOutline tells what form the geometries of a shape draw.
func readOutline(geometries *etree.Element) outline {
	var count [4]int
	for _, g := range named(geometries, "Geometry") {
		if truth(value(child(g, "NoShow"))) {
			continue
		}
		count[outlineOf(g)]++
	}
	// The order matters where a shape has several forms: an icon in a box is a box.
	for _, o := range []outline{rectangle, diamond, oval} {
		if count[o] > 0 {
			return o
		}
	}
	return noOutline
}

// outlineOf tells the form of one geometry by the places of its corners.
func outlineOf(g *etree.Element) outline {
	var corners []diagram.Point
	curves, lines := 0, 0
	for _, e := range g.ChildElements() {
		switch e.Tag {
		case "Ellipse":
			return oval
		case "EllipseArcTo", "EllipseArcTo2", "CurveTo", "ArcTo":
			curves++
			corners = append(corners, diagram.Point{X: measure(e, "X"), Y: measure(e, "Y")})
		case "LineTo":
			lines++
			corners = append(corners, diagram.Point{X: measure(e, "X"), Y: measure(e, "Y")})
		case "MoveTo":
			corners = append(corners, diagram.Point{X: measure(e, "X"), Y: measure(e, "Y")})
		}
	}
	if len(corners) < 3 {
		return noOutline
	}
	if curves > 0 && lines == 0 {
		return oval
	}
	left, right := math.Inf(1), math.Inf(-1)
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, c := range corners {
		left, right = math.Min(left, c.X), math.Max(right, c.X)
		top, bottom = math.Min(top, c.Y), math.Max(bottom, c.Y)
	}
	w, h := right-left, bottom-top
	if w <= 0 || h <= 0 {
		return noOutline
	}
	if curves > 0 {
		// A stadium has two lines, a rounded box four.
		if lines <= 3 {
			return oval
		}
		return rectangle
	}
	middle, corner := 0, 0
	for _, c := range corners {
		x, y := (c.X-left)/w, (c.Y-top)/h
		nearX, nearY := x < .06 || x > .94, y < .06 || y > .94
		midX, midY := math.Abs(x-.5) < .06, math.Abs(y-.5) < .06
		switch {
		case nearX && nearY:
			corner++
		case nearX && midY || nearY && midX:
			middle++
		}
	}
	switch n := len(corners); {
	case middle == n && n <= 6:
		return diamond
	case corner == n && n <= 6:
		return rectangle
	}
	return noOutline
}
