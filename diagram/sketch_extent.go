package diagram

import "math"

// Extent returns the box around the shape as it is turned, with the place of its text.
func (s *SketchShape) Extent() Rect {
	box := s.Box
	if len(s.Points) > 0 {
		box = box.Union(around(s.Points))
	}
	if len(s.Text) > 0 && s.TextBox != (Rect{}) {
		box = box.Union(s.TextBox)
	}
	if math.Mod(s.Angle, 360) == 0 {
		return box
	}
	cx, cy := s.Box.X+s.Box.W/2, s.Box.Y+s.Box.H/2
	sin, cos := math.Sincos(s.Angle * math.Pi / 180)
	corners := []Point{{box.X, box.Y}, {box.Right(), box.Y}, {box.X, box.Bottom()}, {box.Right(), box.Bottom()}}
	for i, p := range corners {
		corners[i] = Point{cx + (p.X-cx)*cos - (p.Y-cy)*sin, cy + (p.X-cx)*sin + (p.Y-cy)*cos}
	}
	return around(corners)
}

// around returns the smallest box that holds all points.
func around(points []Point) Rect {
	left, top := math.Inf(1), math.Inf(1)
	right, bottom := math.Inf(-1), math.Inf(-1)
	for _, p := range points {
		left, right = math.Min(left, p.X), math.Max(right, p.X)
		top, bottom = math.Min(top, p.Y), math.Max(bottom, p.Y)
	}
	return Rect{left, top, right - left, bottom - top}
}

// fitPoints makes points fit for a page.
func fitPoints(points []Point) []Point {
	points = points[:min(len(points), maxSketchPoints)]
	for i, p := range points {
		points[i] = Point{Clamp(p.X), Clamp(p.Y)}
	}
	return points
}

// fitRect makes a box fit for a page; one with a negative size is turned round.
func fitRect(r Rect) Rect {
	r = Rect{Clamp(r.X), Clamp(r.Y), Clamp(r.W), Clamp(r.H)}
	if r.W < 0 {
		r.X, r.W = r.X+r.W, -r.W
	}
	if r.H < 0 {
		r.Y, r.H = r.Y+r.H, -r.H
	}
	return r
}
