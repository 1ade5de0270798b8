package drawio

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// line draws an edge with its own label in the middle.
func (k *sketcher) line(c *mxgraph.Cell) {
	l := lookOf(c)
	s := diagram.SketchShape{
		Source: c.ID, Form: diagram.SketchLine, Points: k.path(c),
		Start: marker(l.Get("startArrow"), l.Get("startFill")), End: marker("classic", ""),
		Dashed: l.Get("dashed") == "1", Double: l.Get("shape") == "link", Bare: l.Get("strokeColor") == "none",
	}
	if l.Has("endArrow") {
		s.End = marker(l.Get("endArrow"), l.Get("endFill"))
	}
	if c.Text() != "" && len(s.Points) > 1 {
		write(&s, c, l)
		at, dir := along(s.Points, .5+c.Along/2)
		at = diagram.Point{X: at.X + dir.Y*c.Aside + c.Offset.X, Y: at.Y - dir.X*c.Aside + c.Offset.Y}
		s.TextBox = diagram.Rect{X: at.X, Y: at.Y}
		s.Size = l.number("fontSize", 11)
	}
	k.out.Add(s)
}

// label draws a shape that lies on a line: mostly a text.
func (k *sketcher) label(c *mxgraph.Cell) {
	path := k.path(c.Parent)
	if len(path) < 2 {
		return
	}
	at, dir := along(path, .5+math.Max(-1, math.Min(1, c.Along))/2)
	l := lookOf(c)
	s := plainBox(c, l)
	s.Box.X = at.X + dir.Y*c.Aside + c.Offset.X
	s.Box.Y = at.Y - dir.X*c.Aside + c.Offset.Y
	outline(&s, c, l)
	write(&s, c, l)
	k.out.Add(s)
}

// along returns the point at a share of a line's length, and its direction there.
func along(path []diagram.Point, share float64) (at, dir diagram.Point) {
	total := 0.0
	for i := 1; i < len(path); i++ {
		total += length(path[i-1], path[i])
	}
	left := total * share
	for i := 1; i < len(path); i++ {
		d := length(path[i-1], path[i])
		if d == 0 {
			continue
		}
		dir = diagram.Point{X: (path[i].X - path[i-1].X) / d, Y: (path[i].Y - path[i-1].Y) / d}
		if left <= d || i == len(path)-1 {
			return diagram.Point{X: path[i-1].X + dir.X*left, Y: path[i-1].Y + dir.Y*left}, dir
		}
		left -= d
	}
	return path[0], dir
}

func length(a, b diagram.Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// sketchMarkers are the ends of lines by the names of draw.io.
var sketchMarkers = map[string]diagram.SketchMarker{
	"ERone": diagram.MarkerOne, "ERmandOne": diagram.MarkerOnlyOne, "ERzeroToOne": diagram.MarkerZeroOne,
	"ERmany": diagram.MarkerMany, "ERoneToMany": diagram.MarkerOneMany, "ERzeroToMany": diagram.MarkerZeroMany,
	"classic": diagram.MarkerArrow, "classicThin": diagram.MarkerArrow, "block": diagram.MarkerArrow, "blockThin": diagram.MarkerArrow,
	"doubleBlock": diagram.MarkerArrow, "async": diagram.MarkerArrow,
	"open": diagram.MarkerOpen, "openThin": diagram.MarkerOpen, "openAsync": diagram.MarkerOpen,
	"diamond": diagram.MarkerDiamond, "diamondThin": diagram.MarkerDiamond,
	"oval": diagram.MarkerCircle, "circle": diagram.MarkerCircle, "circlePlus": diagram.MarkerCircle, "halfCircle": diagram.MarkerCircle,
	"dash": diagram.MarkerOne, "baseDash": diagram.MarkerOne,
}

// marker returns the end of a line; names that draw.io does not know draw nothing there.
func marker(name, fill string) diagram.SketchMarker {
	m := sketchMarkers[name]
	if m == diagram.MarkerArrow && fill == "0" {
		return diagram.MarkerTriangle
	}
	return m
}

// path returns the way of a line on the page; nothing when an end of it is nowhere.
func (k *sketcher) path(c *mxgraph.Cell) []diagram.Point {
	if p, ok := k.paths[c]; ok {
		return p
	}
	k.paths[c] = nil
	source, okSource := k.port(c, c.Source, c.SourcePoint, "exit")
	target, okTarget := k.port(c, c.Target, c.TargetPoint, "entry")
	if !okSource || !okTarget {
		return nil
	}
	bends := make([]diagram.Point, len(c.Bends))
	for i, b := range c.Bends {
		bends[i] = diagram.Point{X: b.X, Y: b.Y}
	}
	path := routed(c, source, target, bends)
	if c.Style.Get("curved") == "1" {
		path = curved(path)
	}
	k.paths[c] = path
	return path
}

// port finds the end of a line: the shape that it is glued to, a point on another line,
// or a point of the page.
func (k *sketcher) port(c, end *mxgraph.Cell, loose *mxgraph.Point, key string) (port, bool) {
	if end != nil && end.OnEdge && end.W*end.H == 0 {
		end = end.Parent // a label has no border to end at
	}
	switch {
	case end == nil && loose != nil:
		return port{at: diagram.Point{X: loose.X, Y: loose.Y}, fixed: true}, true
	case end == nil:
		return port{}, false
	case end.Edge:
		path := k.path(end)
		if len(path) < 2 {
			return port{}, false
		}
		at, _ := along(path, .5)
		return port{at: at, fixed: true}, true
	case !end.Vertex:
		return port{}, false
	}
	p := port{box: boxOf(end), form: formOf(end), sideOnly: end.Style.Get("portConstraint") == "eastwest"}
	if end.OnEdge {
		path := k.path(end.Parent)
		if len(path) < 2 {
			return port{}, false
		}
		at, _ := along(path, .5+end.Along/2)
		p.box.X, p.box.Y = at.X, at.Y
	}
	p.at = middleOf(p.box)
	s := c.Style
	if s.Get(key+"X") == "" || s.Get(key+"Y") == "" {
		return p, true
	}
	x, y := s.Number(key+"X"), s.Number(key+"Y")
	p.fixed, p.dir = true, sideOf(x, y)
	p.at = diagram.Point{X: p.box.X + x*p.box.W + s.Number(key+"Dx"), Y: p.box.Y + y*p.box.H + s.Number(key+"Dy")}
	if s.Get(key+"Perimeter") != "0" {
		p.at = p.onBorder(p.at)
	}
	return p, true
}

// formOf is the form of the border that lines end at.
func formOf(c *mxgraph.Cell) diagram.SketchForm {
	switch {
	case isRhomb(c):
		return diagram.SketchDiamond
	case isOval(c):
		return diagram.SketchEllipse
	}
	return diagram.SketchRectangle
}

func middleOf(b diagram.Rect) diagram.Point { return diagram.Point{X: b.X + b.W/2, Y: b.Y + b.H/2} }

// sideOf is the direction in which a line leaves a box at a place of its border.
func sideOf(x, y float64) diagram.Point {
	left, right, top, bottom := math.Abs(x), math.Abs(1-x), math.Abs(y), math.Abs(1-y)
	switch least := min(left, right, top, bottom); {
	case least > .3:
		return diagram.Point{}
	case left == least:
		return diagram.Point{X: -1}
	case right == least:
		return diagram.Point{X: 1}
	case top == least:
		return diagram.Point{Y: -1}
	}
	return diagram.Point{Y: 1}
}
