package drawio

import (
	"math"

	"crowsfoot/diagram"
)

// polygons are the outlines of shapes in a box of one by one, as they are drawn when they
// look to the east.
var polygons = map[string][]diagram.Point{
	"triangle":                           {{X: 0, Y: 0}, {X: 1, Y: .5}, {X: 0, Y: 1}},
	"mxgraph.basic.acute_triangle":       {{X: 0, Y: 1}, {X: .5, Y: 0}, {X: 1, Y: 1}},
	"mxgraph.flowchart.merge_or_storage": {{X: 0, Y: 0}, {X: 1, Y: 0}, {X: .5, Y: 1}},
	"parallelogram":                      {{X: .2, Y: 0}, {X: 1, Y: 0}, {X: .8, Y: 1}, {X: 0, Y: 1}},
	"mxgraph.flowchart.data":             {{X: .2, Y: 0}, {X: 1, Y: 0}, {X: .8, Y: 1}, {X: 0, Y: 1}},
	"trapezoid":                          {{X: .2, Y: 0}, {X: .8, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}},
	"step":                               {{X: 0, Y: 0}, {X: .8, Y: 0}, {X: 1, Y: .5}, {X: .8, Y: 1}, {X: 0, Y: 1}, {X: .2, Y: .5}},
	"card":                               {{X: .2, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}, {X: 0, Y: .25}},
	"manualInput":                        {{X: 0, Y: .3}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}},
	"mxgraph.flowchart.manual_input":     {{X: 0, Y: .3}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}},
	"offPageConnector":                   {{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: .6}, {X: .5, Y: 1}, {X: 0, Y: .6}},
	"loopLimit":                          {{X: .1, Y: 0}, {X: .9, Y: 0}, {X: 1, Y: .2}, {X: 1, Y: 1}, {X: 0, Y: 1}, {X: 0, Y: .2}},
	"singleArrow":                        {{X: 0, Y: .3}, {X: .7, Y: .3}, {X: .7, Y: 0}, {X: 1, Y: .5}, {X: .7, Y: 1}, {X: .7, Y: .7}, {X: 0, Y: .7}},
	"doubleArrow":                        {{X: 0, Y: .5}, {X: .3, Y: 0}, {X: .3, Y: .3}, {X: .7, Y: .3}, {X: .7, Y: 0}, {X: 1, Y: .5}, {X: .7, Y: 1}, {X: .7, Y: .7}, {X: .3, Y: .7}, {X: .3, Y: 1}},
	"callout":                            {{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: .7}, {X: .7, Y: .7}, {X: .5, Y: 1}, {X: .5, Y: .7}, {X: 0, Y: .7}},
	"document":                           wave(),
	"mxgraph.flowchart.document":         wave(),
}

// wave is the outline of a sheet whose lower border is torn.
func wave() []diagram.Point {
	points := []diagram.Point{{X: 0, Y: 0}, {X: 1, Y: 0}}
	const steps = 16
	for i := range steps + 1 {
		x := 1 - float64(i)/steps
		points = append(points, diagram.Point{X: x, Y: .85 - .12*math.Sin(2*math.Pi*x-math.Pi)})
	}
	return points
}

// polygon gives a shape the outline of that name, turned as the style says, or tells that
// there is none.
func polygon(s *diagram.SketchShape, name string, l look) bool {
	unit, ok := polygons[name]
	switch {
	case ok:
		s.Points = placed(unit, s.Box, l)
	case name == "note" || name == "note2":
		fold := math.Min(l.number("size", 15), math.Min(s.Box.W, s.Box.H)/2)
		b := s.Box
		corner := diagram.Point{X: b.Right() - fold, Y: b.Y + fold}
		s.Points = []diagram.Point{{X: b.X, Y: b.Y}, {X: corner.X, Y: b.Y}, {X: b.Right(), Y: corner.Y}, {X: b.Right(), Y: b.Bottom()}, {X: b.X, Y: b.Bottom()}}
		s.Inner = [][]diagram.Point{{{X: corner.X, Y: b.Y}, corner, {X: b.Right(), Y: corner.Y}}}
	case name == "folder":
		b := s.Box
		w, h := math.Min(l.number("tabWidth", 60), b.W), math.Min(l.number("tabHeight", 20), b.H)
		s.Points = []diagram.Point{{X: b.X, Y: b.Y}, {X: b.X + w, Y: b.Y}, {X: b.X + w, Y: b.Y + h}, {X: b.Right(), Y: b.Y + h}, {X: b.Right(), Y: b.Bottom()}, {X: b.X, Y: b.Bottom()}}
	default:
		return false
	}
	s.Form = diagram.SketchPolygon
	return true
}

// inner are strokes in a box of one by one: rules in a box, or, for shapes without an
// outline, all that is drawn.
var inner = map[string][][]diagram.Point{
	"process":                              {{{X: .1, Y: 0}, {X: .1, Y: 1}}, {{X: .9, Y: 0}, {X: .9, Y: 1}}},
	"mxgraph.flowchart.predefined_process": {{{X: .1, Y: 0}, {X: .1, Y: 1}}, {{X: .9, Y: 0}, {X: .9, Y: 1}}},
	"internalStorage":                      {{{X: .15, Y: 0}, {X: .15, Y: 1}}, {{X: 0, Y: .2}, {X: 1, Y: .2}}},
	"line":                                 {{{X: 0, Y: .5}, {X: 1, Y: .5}}},
	"curlyBracket":                         {{{X: 1, Y: 0}, {X: .6, Y: .03}, {X: .5, Y: .1}, {X: .5, Y: .42}, {X: .4, Y: .48}, {X: 0, Y: .5}, {X: .4, Y: .52}, {X: .5, Y: .58}, {X: .5, Y: .9}, {X: .6, Y: .97}, {X: 1, Y: 1}}},
	"cross":                                {{{X: 0, Y: .5}, {X: 1, Y: .5}}, {{X: .5, Y: 0}, {X: .5, Y: 1}}},
	"umlDestroy":                           {{{X: 0, Y: 0}, {X: 1, Y: 1}}, {{X: 1, Y: 0}, {X: 0, Y: 1}}},
}

// strokes gives a shape the strokes of that name, or tells that there are none.
func strokes(s *diagram.SketchShape, name string, l look) bool {
	if name == "umlLifeline" {
		head := math.Min(l.number("size", 40), s.Box.H)
		x := s.Box.X + s.Box.W/2
		s.Inner = [][]diagram.Point{{{X: x, Y: s.Box.Y + head}, {X: x, Y: s.Box.Bottom()}}}
		s.Box.H = head
		return true
	}
	unit, ok := inner[name]
	if !ok {
		return false
	}
	for _, stroke := range unit {
		s.Inner = append(s.Inner, placed(stroke, s.Box, l))
	}
	switch name {
	case "line", "curlyBracket", "cross", "umlDestroy":
		s.Form = diagram.SketchText
	}
	return true
}

// placed puts points of a box of one by one into a box, turned and mirrored as the style
// says.
func placed(unit []diagram.Point, box diagram.Rect, l look) []diagram.Point {
	out := make([]diagram.Point, len(unit))
	for i, p := range unit {
		switch l.Get("direction") {
		case "south":
			p.X, p.Y = 1-p.Y, p.X
		case "west":
			p.X, p.Y = 1-p.X, 1-p.Y
		case "north":
			p.X, p.Y = p.Y, 1-p.X
		}
		if l.Get("flipH") == "1" {
			p.X = 1 - p.X
		}
		if l.Get("flipV") == "1" {
			p.Y = 1 - p.Y
		}
		out[i] = diagram.Point{X: box.X + p.X*box.W, Y: box.Y + p.Y*box.H}
	}
	return out
}
