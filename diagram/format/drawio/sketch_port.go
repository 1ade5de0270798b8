package drawio

import (
	"math"

	"crowsfoot/diagram"
)

// port is an end of a line as the router needs it.
type port struct {
	at    diagram.Point // the place, or the middle of the box as long as it is free
	box   diagram.Rect  // of the shape; the zero box at a loose end
	form  diagram.SketchForm
	fixed bool          // at is where the line ends
	dir   diagram.Point // the way it leaves along an axis; zero when that is free
	// sideOnly ends are left at the left or right side: those of rows.
	sideOnly bool
}

// isBox tells ends at shapes from loose ones.
func (p *port) isBox() bool { return p.box != diagram.Rect{} }

// onBorder pulls a point of the box onto the border of the shape, towards the middle.
func (p *port) onBorder(at diagram.Point) diagram.Point {
	if p.box.W == 0 || p.box.H == 0 {
		return at
	}
	m := middleOf(p.box)
	u, v := math.Abs(at.X-m.X)*2/p.box.W, math.Abs(at.Y-m.Y)*2/p.box.H
	far := 1.0
	switch p.form {
	case diagram.SketchDiamond:
		far = u + v
	case diagram.SketchEllipse:
		far = math.Hypot(u, v)
	}
	if far <= 1 {
		return at
	}
	return diagram.Point{X: m.X + (at.X-m.X)/far, Y: m.Y + (at.Y-m.Y)/far}
}

// towards fixes a free end where the way from the middle to a point leaves the shape.
func (p *port) towards(to diagram.Point) {
	if p.fixed || !p.isBox() {
		return
	}
	p.fixed = true
	m := middleOf(p.box)
	dx, dy := to.X-m.X, to.Y-m.Y
	if dx == 0 && dy == 0 || p.box.W == 0 || p.box.H == 0 {
		return
	}
	u, v := math.Abs(dx)*2/p.box.W, math.Abs(dy)*2/p.box.H
	far := math.Max(u, v)
	switch p.form {
	case diagram.SketchDiamond:
		far = u + v
	case diagram.SketchEllipse:
		far = math.Hypot(u, v)
	}
	if far > 1 {
		p.at = diagram.Point{X: m.X + dx/far, Y: m.Y + dy/far}
	} else {
		p.at = to
	}
}

// leave fixes a free end at the side of the shape in a direction. Across is the place on
// that side, where the shape reaches so far.
func (p *port) leave(dir diagram.Point, across diagram.Point) {
	if p.dir == (diagram.Point{}) {
		p.dir = dir
	}
	if p.fixed || !p.isBox() {
		return
	}
	p.fixed = true
	m, b := middleOf(p.box), p.box
	if dir.X != 0 {
		p.at = diagram.Point{X: m.X + dir.X*b.W/2*p.reach(across.Y-m.Y, b.H), Y: across.Y}
	} else {
		p.at = diagram.Point{X: across.X, Y: m.Y + dir.Y*b.H/2*p.reach(across.X-m.X, b.W)}
	}
}

// reach is how far the shape goes in a direction, as a share of its box, so far off its
// middle.
func (p *port) reach(off, size float64) float64 {
	if size == 0 {
		return 0
	}
	t := math.Min(1, math.Abs(off)*2/size)
	switch p.form {
	case diagram.SketchDiamond:
		return 1 - t
	case diagram.SketchEllipse:
		return math.Sqrt(1 - t*t)
	}
	return 1
}

// spans tells whether a line at this place of an axis meets the box.
func (p *port) spans(v float64, horizontal bool) bool {
	if p.sideOnly && !horizontal {
		return false
	}
	if horizontal {
		return p.isBox() && v >= p.box.Y && v <= p.box.Bottom()
	}
	return p.isBox() && v >= p.box.X && v <= p.box.Right()
}
