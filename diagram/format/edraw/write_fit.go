package edraw

import "crowsfoot/diagram"

const (
	cellPadding  = 20.0 // of the margins on both sides of a cell's text
	rowLetters   = 10   // points
	leastLetters = 7
	tableGap     = 60.0 // that a card leaves to its right-hand neighbour when it grows
	leastCell    = 40.0
)

// fit makes a table wide enough for the texts of its rows, as far as there is room beside
// it; where there is too little, its letters become smaller.
func (c *card) fit(all []*card) {
	c.size = rowLetters
	name, typ := c.needs()
	if need := max(name+typ, textWidth(c.text, rowLetters)+cellPadding); need > c.box.W {
		c.box.W = min(need, c.roomFor(all, min(need, max(diagram.CardMaxWidth, c.box.W))))
	}
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

// needs returns the widths that the two cells of each row need.
func (c *card) needs() (name, typ float64) {
	for _, r := range c.rows {
		name = max(name, textWidth(r.name, c.size)+cellPadding)
		typ = max(typ, textWidth(r.typ, c.size)+cellPadding)
	}
	return name, typ
}

// roomFor returns the width, up to the one wanted, that a table can have without coming
// too near to a table on its right; at least the width that it has.
func (c *card) roomFor(all []*card, want float64) float64 {
	for _, o := range all {
		if o == c || o.box.Y > c.box.Bottom() || o.box.Bottom() < c.box.Y || o.box.X < c.box.X {
			continue
		}
		want = min(want, max(c.box.W, o.box.X-tableGap-c.box.X))
	}
	return want
}
