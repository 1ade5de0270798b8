package edraw

import "crowsfoot/diagram"

// extent returns the box around everything that is drawn.
func (s *sheet) extent() diagram.Rect {
	var b diagram.Rect
	for _, c := range s.cardList {
		b = b.Union(c.box)
	}
	for _, l := range s.strokes {
		for _, p := range l.points {
			b = b.Union(diagram.Rect{X: p.X, Y: p.Y})
		}
	}
	for _, n := range s.notes {
		b = b.Union(diagram.Rect{X: n.Pos.X, Y: n.Pos.Y, W: n.Size.W, H: n.Size.H})
	}
	for _, f := range s.frames {
		b = b.Union(diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H})
	}
	return b
}

// shift moves everything so that the topmost, leftmost thing stands at the margin.
func (s *sheet) shift() {
	b := s.extent()
	dx, dy := margin-b.X, margin-b.Y
	move := func(p *diagram.Point) { p.X, p.Y = p.X+dx, p.Y+dy }
	for _, c := range s.cardList {
		c.box.X, c.box.Y = c.box.X+dx, c.box.Y+dy
	}
	for _, l := range s.strokes {
		for i := range l.points {
			move(&l.points[i])
		}
		for i := range l.ends {
			move(&l.ends[i].at)
		}
		for i := range l.labels {
			move(&l.labels[i].at)
		}
	}
	for i := range s.notes {
		move(&s.notes[i].Pos)
	}
	for i := range s.frames {
		move(&s.frames[i].Pos)
	}
}
