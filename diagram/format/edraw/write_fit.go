package edraw

import "crowsfoot/diagram"

const (
	cellPadding  = 20.0 // of the margins on both sides of a cell's text
	rowLetters   = 10   // points
	leastLetters = 7
	leastCell    = 40.0
	tableGap     = 60.0 // that stays between a table and what is on its right, where it was there
	maxStretch   = 1.8
)

// fit makes the tables wide enough for the texts of their rows, which the program would
// break into lines. What is on the right of a table gives way: the whole drawing is
// stretched. Where that is not enough the letters become smaller.
func (s *sheet) fit() {
	stretch := 1.0
	for _, c := range s.tables {
		c.size = rowLetters
		if c.wanted() > c.box.W {
			stretch = max(stretch, c.stretchFor(s.tables))
		}
	}
	s.stretch(min(stretch, maxStretch))
	for _, c := range s.tables {
		c.box.W = c.roomFor(s.tables)
		name, typ := c.needs()
		for name+typ > c.box.W && c.size > leastLetters {
			c.size--
			name, typ = c.needs()
		}
		c.split = c.box.W / 2
		if name+typ > 0 {
			c.split = c.box.W * name / (name + typ)
		}
		c.split = max(leastCell, min(c.box.W-leastCell, c.split))
	}
}

// stretch moves everything apart from left to right.
func (s *sheet) stretch(by float64) {
	for _, c := range s.tables {
		c.box.X *= by
	}
	for i := range s.notes {
		s.notes[i].Pos.X *= by
	}
	for i := range s.frames {
		s.frames[i].Pos.X *= by
		s.frames[i].Size.W *= by
	}
}

// needs returns the widths that the two cells of each row need.
func (c *card) needs() (name, typ float64) {
	for _, r := range c.rows {
		name = max(name, textWidth(r.name, c.size)+cellPadding)
		typ = max(typ, textWidth(r.typ, c.size)+cellPadding)
	}
	return name, typ
}

// wanted returns the width that a table should have, which is never less than it has.
func (c *card) wanted() float64 {
	name, typ := c.needs()
	need := max(name+typ, textWidth(c.text, rowLetters)+cellPadding)
	return max(c.box.W, min(need, diagram.CardMaxWidth))
}

// isBeside tells whether another table stands on the right of this one, not on it.
func (c *card) isBeside(o *card) bool {
	return o.box.X > c.box.Right() && o.box.Y <= c.box.Bottom()+roomGap && o.box.Bottom()+roomGap >= c.box.Y
}

// stretchFor returns how far the drawing must be stretched for a table to have the width
// that it wants.
func (c *card) stretchFor(all []*card) float64 {
	by, want := 1.0, c.wanted()
	for _, o := range all {
		if c.isBeside(o) {
			by = max(by, (want+min(tableGap, o.box.X-c.box.Right()))/(o.box.X-c.box.X))
		}
	}
	return by
}

// roomFor returns the width, up to the one wanted, that a table can have beside the others.
func (c *card) roomFor(all []*card) float64 {
	want := c.wanted()
	if want == c.box.W {
		return want
	}
	for _, o := range all {
		if c.isBeside(o) {
			want = min(want, max(c.box.W, o.box.X-min(tableGap, o.box.X-c.box.Right())-c.box.X))
		}
	}
	return want
}
