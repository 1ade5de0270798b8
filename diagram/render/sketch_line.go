package render

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// sketchLine draws a line with what stands at its ends.
func (v *sketchView) sketchLine(view *sketchShapeView, s *diagram.SketchShape) {
	if len(s.Points) < 2 || s.Bare {
		return
	}
	var run, solid, rings, feet pen
	run.polyline(s.Points)
	n := len(s.Points)
	marker(s.Start, s.Points[0], s.Points[1], &feet, &solid, &rings)
	marker(s.End, s.Points[n-1], s.Points[n-2], &feet, &solid, &rings)
	view.body, view.bodyClass, view.bodyFill = run.String(), "sketch-stroke", "none"
	if s.Double {
		view.gap = view.body
	}
	view.strokes, view.solid, view.rings = feet.String(), solid.String(), rings.String()
}

// feet are the markers that the ends of relationships have, too.
var feet = map[diagram.SketchMarker]diagram.Cardinality{
	diagram.MarkerOnlyOne: diagram.One, diagram.MarkerZeroOne: diagram.ZeroOne, diagram.MarkerMany: diagram.Many,
	diagram.MarkerOneMany: diagram.OneMany, diagram.MarkerZeroMany: diagram.ZeroMany,
}

// marker draws the end of a line at p that comes from q.
func marker(m diagram.SketchMarker, p, q diagram.Point, strokes, solid, rings *pen) {
	dx, dy := towards(p, q)
	at := func(d, off float64) diagram.Point {
		return diagram.Point{X: p.X + dx*d - dy*off, Y: p.Y + dy*d + dx*off}
	}
	if card, ok := feet[m]; ok {
		e := foot(p, dx, dy, card)
		strokes.WriteString(e.strokes)
		if e.ring != nil {
			rings.ellipse(e.ring.X, e.ring.Y, layout.FootRing, layout.FootRing)
		}
		return
	}
	switch m {
	case diagram.MarkerOne:
		strokes.polyline([]diagram.Point{at(layout.OneBar, -layout.FootHalf), at(layout.OneBar, layout.FootHalf)})
	case diagram.MarkerArrow:
		solid.closed(p, at(9, -4), at(9, 4))
	case diagram.MarkerOpen:
		strokes.polyline([]diagram.Point{at(9, -5), p, at(9, 5)})
	case diagram.MarkerTriangle:
		rings.closed(p, at(12, -7), at(12, 7))
	case diagram.MarkerDiamond:
		rings.closed(p, at(9, -5), at(18, 0), at(9, 5))
	case diagram.MarkerCircle:
		c := at(4, 0)
		rings.ellipse(c.X, c.Y, 4, 4)
	}
}
