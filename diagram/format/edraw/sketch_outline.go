package edraw

import (
	"math"

	"crowsfoot/diagram"

	"github.com/beevik/etree"
)

// maxPieces bounds the outlines of one shape; pictures made of more are only a box.
const maxPieces = 60

// outlines returns what the geometries of a shape draw, in page units: closed ones each
// as a shape, open ones as strokes on the one before.
func (k *sketcher) outlines(s *shape, base diagram.SketchShape) []diagram.SketchShape {
	geometries := named(child(s.element, "Geometries"), "Geometry")
	if len(geometries) > maxPieces {
		base.Form = diagram.SketchRounded
		return []diagram.SketchShape{base}
	}
	var out []diagram.SketchShape
	for _, g := range geometries {
		if truth(value(child(g, "NoShow"))) {
			continue
		}
		for _, points := range flatten(g) {
			if len(points) < 2 {
				continue
			}
			s.place(points)
			first, last := points[0], points[len(points)-1]
			if len(points) < 3 || distance(first, last) > 1 && !truth(value(child(g, "Closed"))) {
				if len(out) == 0 {
					stroke := base
					stroke.Form = diagram.SketchText
					out = append(out, stroke)
				}
				at := &out[len(out)-1]
				at.Inner = append(at.Inner, points)
				continue
			}
			one := base
			one.Hollow = one.Hollow || truth(value(child(g, "NoFill")))
			one.Shaded = one.Shaded && !one.Hollow
			one.Bare = one.Bare || truth(value(child(g, "NoLine")))
			if one.Hollow && one.Bare {
				continue
			}
			setForm(&one, g, points)
			out = append(out, one)
		}
	}
	if len(out) == 0 && (s.typ == "Rectangle" || s.typ == "Ellipse") {
		base.Form = diagram.SketchRectangle
		if s.typ == "Ellipse" {
			base.Form = diagram.SketchEllipse
		}
		out = append(out, base)
	}
	return out
}

// setForm names the form of an outline where there is a name for it, and else keeps its
// corners. A turned shape turns about its own middle, so it must have the outline's box.
func setForm(s *diagram.SketchShape, g *etree.Element, points []diagram.Point) {
	curves := len(named(g, "CurveTo")) + len(named(g, "EllipseArcTo")) + len(named(g, "EllipseArcTo2")) + len(named(g, "ArcTo"))
	lines := len(named(g, "LineTo"))
	box := bounds(points)
	whole := math.Abs(box.X-s.Box.X) < 1 && math.Abs(box.Y-s.Box.Y) < 1 && math.Abs(box.W-s.Box.W) < 1 && math.Abs(box.H-s.Box.H) < 1
	form := diagram.SketchPolygon
	switch outlineOf(g) {
	case rectangle:
		form = diagram.SketchRectangle
		if curves > 0 {
			form = diagram.SketchRounded
		}
	case diamond:
		form = diagram.SketchDiamond
	case oval:
		if lines == 0 && (curves == 0 || curves == 4 && aspect(points, box)) {
			form = diagram.SketchEllipse
		}
	}
	if form == diagram.SketchPolygon || s.Angle != 0 && !whole {
		s.Form, s.Points = diagram.SketchPolygon, points
		return
	}
	s.Form, s.Box = form, box
}

// aspect tells whether all points lie near the ellipse in their box.
func aspect(points []diagram.Point, box diagram.Rect) bool {
	if box.W == 0 || box.H == 0 {
		return false
	}
	m := middle(box)
	for _, p := range points {
		if r := math.Hypot((p.X-m.X)*2/box.W, (p.Y-m.Y)*2/box.H); r < .85 || r > 1.15 {
			return false
		}
	}
	return true
}

// place moves points of a shape's own coordinates to the page, mirrored as the shape is.
func (s *shape) place(points []diagram.Point) {
	t := child(s.element, "Transform")
	flipX, flipY := truth(value(child(t, "FlipX"))), truth(value(child(t, "FlipY")))
	for i, p := range points {
		if flipX {
			p.X = s.box.W - p.X
		}
		if flipY {
			p.Y = s.box.H - p.Y
		}
		points[i] = diagram.Point{X: diagram.Clamp(p.X + s.box.X), Y: diagram.Clamp(p.Y + s.box.Y)}
	}
}
