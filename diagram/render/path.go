package render

import (
	"math"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// num writes a number with at most two decimals.
func num(v float64) string {
	var room [32]byte
	return string(appendNum(room[:0], v))
}

func appendNum(to []byte, v float64) []byte {
	return strconv.AppendFloat(to, math.Round(v*100)/100+0, 'f', -1, 64)
}

// pen builds the data of an SVG path.
type pen struct{ strings.Builder }

func (p *pen) to(op byte, v ...float64) {
	p.WriteByte(op)
	var room [32]byte
	for i, n := range v {
		if i > 0 {
			p.WriteByte(' ')
		}
		p.Write(appendNum(room[:0], n))
	}
}

// rounded draws a polyline with rounded corners.
func (p *pen) rounded(points []diagram.Point) {
	if len(points) < 2 {
		return
	}
	p.to('M', points[0].X, points[0].Y)
	for i := 1; i+1 < len(points); i++ {
		a, b, c := points[i-1], points[i], points[i+1]
		in, out := math.Hypot(b.X-a.X, b.Y-a.Y), math.Hypot(c.X-b.X, c.Y-b.Y)
		r := min(layout.CornerRadius, in/2, out/2)
		if r < .5 {
			p.to('L', b.X, b.Y)
			continue
		}
		p.to('L', b.X-(b.X-a.X)/in*r, b.Y-(b.Y-a.Y)/in*r)
		p.to('Q', b.X, b.Y, b.X+(c.X-b.X)/out*r, b.Y+(c.Y-b.Y)/out*r)
	}
	last := points[len(points)-1]
	p.to('L', last.X, last.Y)
}

// end is the drawing of one end of a line: strokes, and the rings that mean zero.
type end struct {
	strokes string
	ring    *diagram.Point
	// start is how far from the card the line itself begins.
	start float64
}

// foot draws the end of a line that leaves a card at p in the direction dx,dy (a unit
// vector along an axis).
func foot(p diagram.Point, dx, dy float64, card diagram.Cardinality) end {
	var s pen
	at := func(d, off float64) (float64, float64) { return p.X + dx*d - dy*off, p.Y + dy*d + dx*off }
	line := func(d1, o1, d2, o2 float64) {
		x, y := at(d1, o1)
		s.to('M', x, y)
		x, y = at(d2, o2)
		s.to('L', x, y)
	}
	bar := func(d float64) { line(d, -layout.FootHalf, d, layout.FootHalf) }
	toes := func() {
		x, y := at(0, -layout.FootHalf)
		s.to('M', x, y)
		x, y = at(layout.FootApex, 0)
		s.to('L', x, y)
		x, y = at(0, layout.FootHalf)
		s.to('L', x, y)
	}
	ring := func(d float64) *diagram.Point {
		x, y := at(d, 0)
		return &diagram.Point{X: x, Y: y}
	}
	e := end{}
	switch card {
	case diagram.One:
		bar(layout.OneBar)
		bar(layout.OneBar2)
	case diagram.ZeroOne:
		bar(layout.ZeroOneBar)
		line(0, 0, layout.ZeroOneRing-layout.FootRing, 0)
		e.ring, e.start = ring(layout.ZeroOneRing), layout.ZeroOneRing+layout.FootRing
	case diagram.Many:
		toes()
	case diagram.OneMany:
		toes()
		bar(layout.ManySecond)
	case diagram.ZeroMany:
		toes()
		line(0, 0, layout.FootApex, 0)
		e.ring, e.start = ring(layout.ManySecond), layout.ManySecond+layout.FootRing
	}
	e.strokes = s.String()
	return e
}

// towards returns the unit vector from p to q.
func towards(p, q diagram.Point) (dx, dy float64) {
	l := math.Hypot(q.X-p.X, q.Y-p.Y)
	if l == 0 {
		return 1, 0
	}
	return (q.X - p.X) / l, (q.Y - p.Y) / l
}

// blend mixes two colours of the form #rrggbb; share is how much of the first.
func blend(a, b string, share float64) string {
	out := []byte("#000000")
	for i := 1; i < 7; i += 2 {
		x, errX := strconv.ParseUint(a[i:i+2], 16, 8)
		y, errY := strconv.ParseUint(b[i:i+2], 16, 8)
		if errX != nil || errY != nil {
			return a
		}
		v := uint64(math.Round(float64(x)*share + float64(y)*(1-share)))
		const hex = "0123456789abcdef"
		out[i], out[i+1] = hex[v>>4], hex[v&15]
	}
	return string(out)
}
