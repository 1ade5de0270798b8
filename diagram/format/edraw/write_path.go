package edraw

import (
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// stub is how far a line of its own runs straight out of a card.
const stub = 28.0

// apart is the least distance between the ends of a line: what stands beside an end must be
// nearer to it than to the other.
const apart = 16.0

// follow takes a line along the way that package layout found. Its ends are moved to the
// connection points of the cards: the router leaves room beside each other for ends at one
// row, but a line glued to a point begins in it.
func (l *stroke) follow(route layout.Route, a *card, rowA int, b *card, rowB int) {
	from, to := a.leaving(route.Points, 0), b.leaving(route.Points, len(route.Points)-1)
	if route.Stub && len(route.Legs) == 2 {
		from, to = a.leaving(route.Legs[0], 0), b.leaving(route.Legs[1], 0)
	}
	if a == b && rowA == rowB {
		from, to = 1, -1 // from a row to itself: around the card
	}
	l.ends = [2]anchor{a.anchorAt(rowA, from), b.anchorAt(rowB, to)}
	if distance(l.ends[0].at, l.ends[1].at) < apart {
		l.ends[1] = b.anchorAt(rowB, -to) // cards that lie on each other
	}
	l.points = bent(route.Points, l.ends)
}

// leaving returns the side on which a way begins or ends at a card: -1 left, 1 right.
func (c *card) leaving(way []diagram.Point, end int) float64 {
	if end >= 0 && end < len(way) && way[end].X <= middle(c.box).X {
		return -1
	}
	return 1
}

// bent returns a way with right angles between two points, along the one that was found
// where that begins and ends beside them.
func bent(way []diagram.Point, ends [2]anchor) []diagram.Point {
	const near = diagram.RowHeight
	a, b := ends[0], ends[1]
	n := len(way)
	if n < 2 || distance(way[0], a.at) >= near || distance(way[n-1], b.at) >= near {
		return detour(a, b)
	}
	from, to := 0, n // the levels that the way leaves and arrives on are way[:from] and way[to:]
	for from < n && isLevel(way[from], way[0]) {
		from++
	}
	for to > 0 && isLevel(way[to-1], way[n-1]) {
		to--
	}
	switch {
	case from == n && a.at.Y == b.at.Y:
		return []diagram.Point{a.at, b.at}
	case from == n:
		x := (a.at.X + b.at.X) / 2
		return []diagram.Point{a.at, {X: x, Y: a.at.Y}, {X: x, Y: b.at.Y}, b.at}
	case from < 2 || to > n-2 || from > to:
		return detour(a, b) // a way that leaves a card up or down
	}
	out := slices.Clone(way)
	for i := range out[:from] {
		out[i].Y = a.at.Y
	}
	for i := range out[to:] {
		out[to+i].Y = b.at.Y
	}
	out[0].X, out[n-1].X = a.at.X, b.at.X
	return out
}

// isLevel tells whether two points of a way are at one height.
func isLevel(p, q diagram.Point) bool { return math.Abs(p.Y-q.Y) < .001 }

// detour is a way of its own: straight out of both cards, and over between them.
func detour(a, b anchor) []diagram.Point {
	x, y := a.at.X+a.side*stub, b.at.X+b.side*stub
	level := (a.at.Y + b.at.Y) / 2
	if a.card == b.card {
		level = a.card.box.Y - stub
	}
	return []diagram.Point{a.at, {X: x, Y: a.at.Y}, {X: x, Y: level}, {X: y, Y: level}, {X: y, Y: b.at.Y}, b.at}
}
