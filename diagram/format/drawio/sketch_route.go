package drawio

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// stub is how far a line runs straight on before it turns, in pixels.
const stub = 20.0

// routed finds the way of a line between its ends, near to what draw.io draws.
func routed(c *mxgraph.Cell, a, b port, bends []diagram.Point) []diagram.Point {
	var path []diagram.Point
	switch style := c.Style.Get("edgeStyle"); {
	case c.Source != nil && c.Source == c.Target && len(bends) == 0 && !(a.fixed && b.fixed):
		return loop(a.box)
	case style == "entityRelationEdgeStyle":
		path = entityRelation(a, b, c.Style.Number("segment"))
	case style == "elbowEdgeStyle":
		path = elbow(a, b, bends, c.Style.Get("elbow") == "vertical")
	case style == "orthogonalEdgeStyle" || style == "segmentEdgeStyle" || style == "topToBottomEdgeStyle" || style == "sideToSideEdgeStyle":
		if len(bends) > 0 {
			path = throughBends(a, b, bends)
		} else {
			path = orthogonal(a, b)
		}
	default:
		next, last := b.at, a.at
		if n := len(bends); n > 0 {
			next, last = bends[0], bends[n-1]
		}
		a.towards(next)
		b.towards(last)
		path = append(append([]diagram.Point{a.at}, bends...), b.at)
	}
	return straighten(path)
}

// loop is the way of a line from a shape to itself.
func loop(box diagram.Rect) []diagram.Point {
	x, y := box.Right(), box.Y+box.H/2
	h := math.Min(15, box.H/4)
	return []diagram.Point{{X: x, Y: y - h}, {X: x + stub, Y: y - h}, {X: x + stub, Y: y + h}, {X: x, Y: y + h}}
}

// entityRelation leaves both shapes sideways and runs straight between.
func entityRelation(a, b port, segment float64) []diagram.Point {
	if segment == 0 {
		segment = 30
	}
	dirA, dirB := sideways(a, b), sideways(b, a)
	a.leave(dirA, a.at)
	b.leave(dirB, b.at)
	return []diagram.Point{a.at, {X: a.at.X + dirA.X*segment, Y: a.at.Y}, {X: b.at.X + dirB.X*segment, Y: b.at.Y}, b.at}
}

// sideways is the side at which a line leaves a shape that it can't leave up or down.
func sideways(from, to port) diagram.Point {
	if from.dir.X != 0 {
		return from.dir
	}
	m := from.at
	if from.isBox() && from.fixed {
		if m.X < middleOf(from.box).X {
			return diagram.Point{X: -1}
		}
		return diagram.Point{X: 1}
	}
	if to.at.X < m.X {
		return diagram.Point{X: -1}
	}
	return diagram.Point{X: 1}
}

// elbow runs in three stretches; the bend says where the middle one is.
func elbow(a, b port, bends []diagram.Point, vertical bool) []diagram.Point {
	if vertical {
		return swapAll(elbow(swapPort(a), swapPort(b), swapAll(bends), false))
	}
	x := (a.at.X + b.at.X) / 2
	if a.isBox() && b.isBox() {
		left, right := a.box, b.box
		if left.X > right.X {
			left, right = right, left
		}
		if left.Right() < right.X {
			x = (left.Right() + right.X) / 2
		}
	}
	if len(bends) > 0 {
		x = bends[0].X
	}
	side := func(p port) diagram.Point {
		if x < p.at.X {
			return diagram.Point{X: -1}
		}
		return diagram.Point{X: 1}
	}
	a.leave(side(a), a.at)
	b.leave(side(b), b.at)
	return []diagram.Point{a.at, {X: x, Y: a.at.Y}, {X: x, Y: b.at.Y}, b.at}
}

// throughBends runs along the axes through bends that were drawn.
func throughBends(a, b port, bends []diagram.Point) []diagram.Point {
	hitch(&a, bends[0])
	hitch(&b, bends[len(bends)-1])
	path := []diagram.Point{a.at}
	horizontal := a.dir.X != 0
	to := func(p diagram.Point) {
		at := path[len(path)-1]
		dx, dy := math.Abs(p.X-at.X), math.Abs(p.Y-at.Y)
		switch {
		case dx < 1 || dy < 1:
			horizontal = dx >= dy
		case horizontal:
			path = append(path, diagram.Point{X: p.X, Y: at.Y})
			horizontal = false
		default:
			path = append(path, diagram.Point{X: at.X, Y: p.Y})
			horizontal = true
		}
		path = append(path, p)
		horizontal = !horizontal
	}
	for _, p := range bends {
		to(p)
	}
	// The last corner lies where the line comes straight at the shape.
	last := path[len(path)-1]
	switch {
	case math.Abs(last.X-b.at.X) < 1 || math.Abs(last.Y-b.at.Y) < 1:
	case b.dir.X != 0:
		path = append(path, diagram.Point{X: last.X, Y: b.at.Y})
	default:
		path = append(path, diagram.Point{X: b.at.X, Y: last.Y})
	}
	return append(path, b.at)
}

// hitch fixes an end of a line that runs along the axes to its next bend.
func hitch(p *port, bend diagram.Point) {
	m := p.at
	switch {
	case p.dir != (diagram.Point{}) && p.fixed:
	case p.spans(bend.X, false) && !p.fixed:
		p.leave(diagram.Point{Y: sign(bend.Y - m.Y)}, bend)
	case p.spans(bend.Y, true) && !p.fixed:
		p.leave(diagram.Point{X: sign(bend.X - m.X)}, bend)
	case p.sideOnly || math.Abs(bend.X-m.X) >= math.Abs(bend.Y-m.Y):
		p.leave(diagram.Point{X: sign(bend.X - m.X)}, m)
	default:
		p.leave(diagram.Point{Y: sign(bend.Y - m.Y)}, m)
	}
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

// orthogonal finds a way along the axes where none was drawn.
func orthogonal(a, b port) []diagram.Point {
	face(&a, b)
	face(&b, a)
	if a.dir.X == 0 {
		return swapAll(fromSide(swapPort(a), swapPort(b)))
	}
	return fromSide(a, b)
}

// face chooses the side of a free end: the one that looks to the other shape across the
// wider gap.
func face(p *port, other port) {
	if p.dir == (diagram.Point{}) {
		box, to := p.box, other.box
		if !p.isBox() {
			box = diagram.Rect{X: p.at.X, Y: p.at.Y}
		}
		if !other.isBox() {
			to = diagram.Rect{X: other.at.X, Y: other.at.Y}
		}
		dx := math.Max(to.X-box.Right(), box.X-to.Right())
		dy := math.Max(to.Y-box.Bottom(), box.Y-to.Bottom())
		from, at := middleOf(box), middleOf(to)
		if dx >= dy || p.sideOnly {
			p.leave(diagram.Point{X: sign(at.X - from.X)}, from)
		} else {
			p.leave(diagram.Point{Y: sign(at.Y - from.Y)}, from)
		}
	}
	p.leave(p.dir, p.at)
}

// fromSide connects an end that leaves sideways with another one.
func fromSide(a, b port) []diagram.Point {
	p, q := a.at, b.at
	out := diagram.Point{X: p.X + a.dir.X*stub, Y: p.Y}
	in := diagram.Point{X: q.X + b.dir.X*stub, Y: q.Y + b.dir.Y*stub}
	ahead := (q.X - p.X) * a.dir.X
	switch {
	case b.dir.X == 0 && ahead > 0 && (p.Y-q.Y)*b.dir.Y > 0:
		return []diagram.Point{p, {X: q.X, Y: p.Y}, q} // one corner
	case b.dir.X == 0 && ahead > stub:
		x := (p.X + q.X) / 2
		return []diagram.Point{p, {X: x, Y: p.Y}, {X: x, Y: in.Y}, in, q}
	case b.dir.X == 0:
		return []diagram.Point{p, out, {X: out.X, Y: in.Y}, in, q}
	case b.dir.X == a.dir.X:
		x := math.Max(out.X*a.dir.X, in.X*a.dir.X) * a.dir.X
		return []diagram.Point{p, {X: x, Y: p.Y}, {X: x, Y: q.Y}, q}
	case ahead > 0:
		x := (p.X + q.X) / 2
		return []diagram.Point{p, {X: x, Y: p.Y}, {X: x, Y: q.Y}, q}
	}
	// The shapes look away from each other: around and between them, or below both.
	y := (p.Y + q.Y) / 2
	if a.isBox() && b.isBox() {
		high, low := a.box, b.box
		if high.Y > low.Y {
			high, low = low, high
		}
		if high.Bottom() < low.Y {
			y = (high.Bottom() + low.Y) / 2
		} else {
			y = math.Max(high.Bottom(), low.Bottom()) + stub
		}
	}
	return []diagram.Point{p, out, {X: out.X, Y: y}, {X: in.X, Y: y}, in, q}
}

// curved rounds the bends of a way as draw.io does: from the middle of a stretch to that
// of the next one.
func curved(path []diagram.Point) []diagram.Point {
	if len(path) < 3 {
		return path
	}
	out := []diagram.Point{path[0]}
	from := path[0]
	for i := 1; i+1 < len(path); i++ {
		bend, to := path[i], path[i+1]
		if i+2 < len(path) {
			to = diagram.Point{X: (bend.X + to.X) / 2, Y: (bend.Y + to.Y) / 2}
		}
		const steps = 6
		for n := 1; n <= steps; n++ {
			t := float64(n) / steps
			u := 1 - t
			out = append(out, diagram.Point{X: u*u*from.X + 2*u*t*bend.X + t*t*to.X, Y: u*u*from.Y + 2*u*t*bend.Y + t*t*to.Y})
		}
		from = to
	}
	return out
}

// straighten drops points that change nothing.
func straighten(path []diagram.Point) []diagram.Point {
	out := path[:1]
	for i := 1; i < len(path); i++ {
		p := path[i]
		last := out[len(out)-1]
		if length(last, p) < .5 && i < len(path)-1 {
			continue
		}
		if n := len(out); n > 1 {
			before := out[n-2]
			if (last.X-before.X)*(p.Y-last.Y) == (last.Y-before.Y)*(p.X-last.X) && (last.X-before.X)*(p.X-last.X)+(last.Y-before.Y)*(p.Y-last.Y) >= 0 {
				out[n-1] = p
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// swapAll mirrors points on the diagonal, so that down becomes right.
func swapAll(points []diagram.Point) []diagram.Point {
	out := make([]diagram.Point, len(points))
	for i, p := range points {
		out[i] = diagram.Point{X: p.Y, Y: p.X}
	}
	return out
}

func swapPort(p port) port {
	p.at = diagram.Point{X: p.at.Y, Y: p.at.X}
	p.dir = diagram.Point{X: p.dir.Y, Y: p.dir.X}
	p.box = diagram.Rect{X: p.box.Y, Y: p.box.X, W: p.box.H, H: p.box.W}
	return p
}
