package render

import (
	"math"

	"crowsfoot/diagram"
)

// sketchOutline is the path of a shape's outline, twice where it is double.
func sketchOutline(s *diagram.SketchShape) string {
	var p pen
	p.outline(s, s.Box)
	const gap = 3.5
	if b := s.Box; s.Double && s.Form != diagram.SketchActor && s.Form != diagram.SketchPolygon && b.W > 4*gap && b.H > 4*gap {
		x, y := gap, gap
		if s.Form == diagram.SketchDiamond {
			// The same distance between slanting sides takes more along the axes.
			x, y = gap*math.Hypot(b.W, b.H)/b.H, gap*math.Hypot(b.W, b.H)/b.W
		}
		if b.W > 2*x && b.H > 2*y {
			p.outline(s, diagram.Rect{X: b.X + x, Y: b.Y + y, W: b.W - 2*x, H: b.H - 2*y})
		}
	}
	return p.String()
}

// outline draws the form of a shape into a box.
func (p *pen) outline(s *diagram.SketchShape, b diagram.Rect) {
	x, y, r, bottom := b.X, b.Y, b.Right(), b.Bottom()
	cx, cy := x+b.W/2, y+b.H/2
	switch s.Form {
	case diagram.SketchRounded:
		p.box(b, math.Min(10, math.Min(b.W, b.H)/4))
	case diagram.SketchEllipse:
		p.ellipse(cx, cy, b.W/2, b.H/2)
	case diagram.SketchDiamond:
		p.closed(diagram.Point{X: cx, Y: y}, diagram.Point{X: r, Y: cy}, diagram.Point{X: cx, Y: bottom}, diagram.Point{X: x, Y: cy})
	case diagram.SketchTriangle:
		p.closed(diagram.Point{X: cx, Y: y}, diagram.Point{X: r, Y: bottom}, diagram.Point{X: x, Y: bottom})
	case diagram.SketchHexagon:
		c := math.Min(b.W/4, b.H/2)
		p.closed(diagram.Point{X: x + c, Y: y}, diagram.Point{X: r - c, Y: y}, diagram.Point{X: r, Y: cy},
			diagram.Point{X: r - c, Y: bottom}, diagram.Point{X: x + c, Y: bottom}, diagram.Point{X: x, Y: cy})
	case diagram.SketchCylinder:
		p.cylinder(b)
	case diagram.SketchActor:
		p.ellipse(cx, y+b.H/8, b.W/4, b.H/8)
	case diagram.SketchPolygon:
		p.closed(s.Points...)
	default:
		p.closed(diagram.Point{X: x, Y: y}, diagram.Point{X: r, Y: y}, diagram.Point{X: r, Y: bottom}, diagram.Point{X: x, Y: bottom})
	}
}

func (p *pen) polyline(points []diagram.Point) {
	for i, q := range points {
		if i == 0 {
			p.to('M', q.X, q.Y)
		} else {
			p.to('L', q.X, q.Y)
		}
	}
}

func (p *pen) closed(points ...diagram.Point) {
	if len(points) > 0 {
		p.polyline(points)
		p.WriteByte('Z')
	}
}

func (p *pen) box(b diagram.Rect, r float64) {
	p.to('M', b.X+r, b.Y)
	p.to('H', b.Right()-r)
	p.to('Q', b.Right(), b.Y, b.Right(), b.Y+r)
	p.to('V', b.Bottom()-r)
	p.to('Q', b.Right(), b.Bottom(), b.Right()-r, b.Bottom())
	p.to('H', b.X+r)
	p.to('Q', b.X, b.Bottom(), b.X, b.Bottom()-r)
	p.to('V', b.Y+r)
	p.to('Q', b.X, b.Y, b.X+r, b.Y)
	p.WriteByte('Z')
}

func (p *pen) ellipse(cx, cy, rx, ry float64) {
	p.to('M', cx-rx, cy)
	p.to('A', rx, ry, 0, 1, 1, cx+rx, cy)
	p.to('A', rx, ry, 0, 1, 1, cx-rx, cy)
	p.WriteByte('Z')
}

func (p *pen) cylinder(b diagram.Rect) {
	ry := lid(b)
	p.to('M', b.X, b.Y+ry)
	p.to('A', b.W/2, ry, 0, 0, 1, b.Right(), b.Y+ry)
	p.to('V', b.Bottom()-ry)
	p.to('A', b.W/2, ry, 0, 0, 1, b.X, b.Bottom()-ry)
	p.WriteByte('Z')
}

// rim draws what of a form is not filled: the lid of a cylinder, the limbs of an actor.
func (p *pen) rim(s *diagram.SketchShape) {
	b := s.Box
	switch s.Form {
	case diagram.SketchCylinder:
		ry := lid(b)
		p.to('M', b.X, b.Y+ry)
		p.to('A', b.W/2, ry, 0, 0, 0, b.Right(), b.Y+ry)
	case diagram.SketchActor:
		p.limbs(b)
	}
}

// lid is half the height of the top of a cylinder.
func lid(b diagram.Rect) float64 { return math.Min(b.H/6, 14) }

func (p *pen) limbs(b diagram.Rect) {
	cx := b.X + b.W/2
	p.polyline([]diagram.Point{{X: cx, Y: b.Y + b.H/4}, {X: cx, Y: b.Y + b.H*2/3}})
	p.polyline([]diagram.Point{{X: b.X, Y: b.Y + b.H/3}, {X: b.Right(), Y: b.Y + b.H/3}})
	p.polyline([]diagram.Point{{X: b.X, Y: b.Bottom()}, {X: cx, Y: b.Y + b.H*2/3}, {X: b.Right(), Y: b.Bottom()}})
}
