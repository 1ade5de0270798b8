package layout

import (
	"math"

	"crowsfoot/diagram"
)

// port is where a line may start: the middle of a row or of the header, on either side.
type port struct {
	card *card
	box  box
	y    float64
	mid  float64    // of its row, where y is when nothing else is drawn there
	key  diagram.ID // the column, or empty for the header
}

// x returns the border of the card on this side: -1 left, +1 right.
func (p port) x(side int8) float64 {
	if side < 0 {
		return p.box.x0
	}
	return p.box.x1
}

// sameRow tells whether two ports are in one row.
func (p port) sameRow(o port) bool { return p.card == o.card && p.key == o.key }

// ports returns the ends of a relationship on the cards, or nil when a table is missing
// or there are fewer than two ends.
func (r *Router) ports(rel *diagram.Relationship) []port {
	if len(rel.Ends) < 2 {
		return nil
	}
	ends := make([]port, len(rel.Ends))
	for i, end := range rel.Ends {
		c := r.cards[end.Table]
		if c == nil {
			return nil
		}
		y := c.box.y0 + diagram.HeaderHeight/2
		ends[i] = port{card: c, box: c.box, y: y, mid: y}
	}
	if len(ends) == 2 && len(rel.Pairs) > 0 {
		ends[0].atColumn(rel.Pairs[0].From)
		ends[1].atColumn(rel.Pairs[0].To)
	}
	return ends
}

// rowKey is a row of a table, or its header.
type rowKey struct {
	card *card
	key  diagram.ID
}

// slots say whether lines start at a row with a foot, without one, or both. Lines with the
// same end share its drawing in the middle of the row. A foot and bars on top of each other
// could not be read, so those two stand beside each other. (To part "one" from "zero or
// one" as well was tried: it doubles the crossings at every key that is referred to often.)
type slots map[rowKey]struct{ foot, bar bool }

func (s slots) add(p port, c diagram.Cardinality) {
	k := rowKey{p.card, p.key}
	v := s[k]
	v.foot, v.bar = v.foot || c.IsMany(), v.bar || c.IsOne()
	s[k] = v
}

// offset is how far from the middle of its row an end of this cardinality is drawn.
func (s slots) offset(p port, c diagram.Cardinality) float64 {
	switch v := s[rowKey{p.card, p.key}]; {
	case !v.foot || !v.bar:
		return 0
	case c.IsMany():
		return FootHalf + 1
	case c.IsOne():
		return -FootHalf - 1
	}
	return 0
}

// apart gives the ends their places in their rows.
func (s slots) apart(ends []port, rel *diagram.Relationship) {
	for i := range ends {
		ends[i].y += s.offset(ends[i], rel.Ends[i].Card)
	}
	if len(ends) == 2 && ends[0].card == ends[1].card && ends[0].y == ends[1].y {
		// A table or row that refers to itself: the loop needs two places to start.
		ends[0].y += 7
		ends[1].y -= 7
	}
}

// atColumn moves the port to the row of the column; it stays at the header when the table
// has no such column.
func (p *port) atColumn(id diagram.ID) {
	if i := position(p.card.table, id); i >= 0 {
		p.key, p.y = id, p.card.table.RowY(i)
		p.mid = p.y
	}
}

// stubs returns the two short pieces that stand for a reference to a hub.
func stubs(from, to port) []way {
	side := int8(1)
	if to.box.x0+to.box.x1 < from.box.x0+from.box.x1 {
		side = -1
	}
	piece := func(p port, side int8) way {
		x := p.x(side)
		return way{points: []diagram.Point{{X: x, Y: p.y}, {X: x + float64(side)*FirstCorner, Y: p.y}}}
	}
	return []way{piece(from, side), piece(to, -side)}
}

// loop is the way of a line from a card to itself: round its right side.
func (f *finder) loop(from, to port) way {
	x := from.box.x1
	out := x + FirstCorner*f.room(from, +1)
	return way{from: from, to: to, points: []diagram.Point{{X: x, Y: from.y}, {X: out, Y: from.y}, {X: out, Y: to.y}, {X: x, Y: to.y}}}
}

// legs finds a free spot amid the tables of a relationship with three or more ends and a
// way to it from each of them.
func (f *finder) legs(ends []port) []way {
	var x, y float64
	for _, p := range ends {
		x += (p.box.x0 + p.box.x1) / 2
		y += (p.box.y0 + p.box.y1) / 2
	}
	n := float64(len(ends))
	x, y = f.freeSpot(half(x/n), half(y/n))
	centre := port{box: box{x, y, x, y}, y: y}
	ways := make([]way, len(ends))
	for i, p := range ends {
		ways[i] = f.way(p, centre)
	}
	return ways
}

// centreRoom is the half side of the square that is kept free for the centre.
const centreRoom = 40.0

// freeSpot returns the free place nearest to x,y, searched on widening rings.
func (f *finder) freeSpot(x, y float64) (fx, fy float64) {
	const step = 20.0
	isFree := func(x, y float64) bool {
		free := true
		room := box{x, y, x, y}.grow(centreRoom)
		f.count(room)
		f.field.each(room, func(*card) bool { free = false; return false })
		return free
	}
	for ring := range 60 {
		r := float64(ring) * step
		best, bx, by := math.Inf(1), x, y
		for i := -ring; i <= ring; i++ {
			t := float64(i) * step
			for _, c := range [4][2]float64{{t, -r}, {t, r}, {-r, t}, {r, t}} {
				if d := math.Hypot(c[0], c[1]); d < best && isFree(x+c[0], y+c[1]) {
					best, bx, by = d, x+c[0], y+c[1]
				}
			}
		}
		if !math.IsInf(best, 1) {
			return bx, by
		}
	}
	return x, y
}
