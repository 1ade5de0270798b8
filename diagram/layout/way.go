package layout

import (
	"math"
	"slices"

	"crowsfoot/diagram"
)

// The prices of a way, in world units of length.
const (
	bendPrice = 30.0
	hitPrice  = 1500.0 // for each card a piece runs over
	clear     = 8.0    // free space that a line keeps round cards where it can

	// A free way is taken without a search when it costs no more than this.
	detour     = 1.3
	detourMore = 150.0
)

// way is a polyline before parallel lines are drawn apart.
type way struct {
	from, to port
	points   []diagram.Point
	// free holds, for each inner piece, how far it may be pushed aside; free[0] belongs to
	// the piece from points[1] to points[2].
	free []freedom
}

func sameWay(v, w way) bool {
	return v.from == w.from && v.to == w.to && slices.Equal(v.points, w.points) && slices.Equal(v.free, w.free)
}

// freedom is where an inner piece may stand: its x when it is vertical, its y when not.
type freedom struct{ lo, hi, want float64 }

// finder finds ways round the cards of a field. seen are the areas that it looked at for
// the last edge, and all that the answer depends on.
type finder struct {
	field *field
	seen  []area
	best  []diagram.Point
	price float64
	hits  int
	trail *trail // of the last edge
	first trail  // of edges that have none of their own yet
	grid  grid
}

// area is a place whose cards an answer depends on: on which there are, or also on where
// they stand.
type area struct {
	box
	exact bool
}

// changes tells whether the answer may be another after a card moved.
func (a *area) changes(was, now box) bool {
	if a.exact {
		return a.overlaps(was) || a.overlaps(now)
	}
	return a.overlaps(was) != a.overlaps(now)
}

// look notes that the answer depends on where the cards of this area stand.
func (f *finder) look(b box) { f.note(area{b, true}) }

// count notes that the answer depends on which cards are in this area.
func (f *finder) count(b box) { f.note(area{b, false}) }

func (f *finder) note(a area) {
	for _, o := range f.seen[max(0, len(f.seen)-8):] {
		if o == a || o.exact && o.x0 <= a.x0 && o.y0 <= a.y0 && o.x1 >= a.x1 && o.y1 >= a.y1 {
			return
		}
	}
	f.seen = append(f.seen, a)
}

var sides = [4][2]int8{{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}

// way returns the cheapest way between two ports on different cards. Most are found among
// a few shapes of two and four bends; where all of those run over a card, a search on the
// grid of the cards around finds the way.
func (f *finder) way(a, b port) way {
	f.price, f.hits = math.Inf(1), 0
	f.best = f.best[:0]
	rooms := [2][2]float64{
		{FirstCorner * f.room(a, -1), FirstCorner * f.room(a, 1)},
		{FirstCorner * f.room(b, -1), FirstCorner * f.room(b, 1)},
	}
	outs := func(s [2]int8) (xa, xb, oa, ob float64) {
		xa, xb = a.x(s[0]), b.x(s[1])
		return xa, xb, xa + float64(s[0])*rooms[0][(s[0]+1)/2], xb + float64(s[1])*rooms[1][(s[1]+1)/2]
	}
	for _, s := range sides {
		xa, xb, oa, ob := outs(s)
		switch {
		case s[0] == s[1]:
			x := max(oa, ob)
			if s[0] < 0 {
				x = min(oa, ob)
			}
			f.three(a, b, xa, xb, x)
		case float64(s[0])*(xb-xa) >= 8: // the sides face each other
			if a.y == b.y {
				f.offer(a, b, 0, diagram.Point{X: xa, Y: a.y}, diagram.Point{X: xb, Y: b.y})
			}
			f.three(a, b, xa, xb, (xa+xb)/2)
			if float64(s[0])*(ob-oa) > 0 {
				f.three(a, b, xa, xb, oa)
				f.three(a, b, xa, xb, ob)
			}
		}
		if s[0] != s[1] && float64(s[0])*(ob-oa) < 0 { // they look away from each other
			f.five(a, b, xa, xb, oa, ob, min(a.box.y0, b.box.y0)-FirstCorner)
			f.five(a, b, xa, xb, oa, ob, max(a.box.y1, b.box.y1)+FirstCorner)
			if a.box.y1 < b.box.y0 {
				f.five(a, b, xa, xb, oa, ob, (a.box.y1+b.box.y0)/2)
			} else if b.box.y1 < a.box.y0 {
				f.five(a, b, xa, xb, oa, ob, (b.box.y1+a.box.y0)/2)
			}
		}
	}
	// A free way that runs far round is searched for as well: there may be a nearer one with
	// more bends.
	if f.hits > 0 || f.price > detour*directly(a, b)+detourMore {
		f.search(a, b, outs)
	}
	points := straighten(f.best)
	for f.unjog(points, a, b) {
		points = straighten(points)
	}
	return way{from: a, to: b, points: points}
}

// shortJog is a sidestep that looks like a mistake.
const shortJog = 2 * CornerRadius

// unjog takes one short sidestep out of a way by moving the piece before or after it,
// where that piece then runs over no card. It tells whether there was one.
func (f *finder) unjog(p []diagram.Point, a, b port) bool {
	for i := 1; i+2 < len(p); i++ {
		dx, dy := p[i+1].X-p[i].X, p[i+1].Y-p[i].Y
		ahead := (p[i].X-p[i-1].X)*(p[i+2].X-p[i+1].X) + (p[i].Y-p[i-1].Y)*(p[i+2].Y-p[i+1].Y)
		if math.Abs(dx)+math.Abs(dy) >= shortJog || ahead <= 0 {
			continue // long enough to look meant, or a turn back
		}
		if i > 1 && f.moved(p, i-1, dx, dy, a, b) || i+3 < len(p) && f.moved(p, i+1, -dx, -dy, a, b) {
			return true
		}
	}
	return false
}

// moved moves the piece from p[i] to p[i+1] by dx,dy if it and its neighbours stay free.
func (f *finder) moved(p []diagram.Point, i int, dx, dy float64, a, b port) bool {
	u, v := diagram.Point{X: p[i].X + dx, Y: p[i].Y + dy}, diagram.Point{X: p[i+1].X + dx, Y: p[i+1].Y + dy}
	level := func(p, q diagram.Point) bool { return p.X == q.X || p.Y == q.Y }
	if !level(p[i-1], u) || !level(v, p[i+2]) {
		return false // the line turns back on itself beside the piece
	}
	// The pieces at the cards must stay long enough for what is drawn there.
	if i == 1 && length(p[0], u) < min(FirstCorner, length(p[0], p[1])) ||
		i+3 == len(p) && length(v, p[i+2]) < min(FirstCorner, length(p[i+1], p[i+2])) {
		return false
	}
	if f.hitsOn(p[i-1], u, a, b)+f.hitsOn(u, v, a, b)+f.hitsOn(v, p[i+2], a, b) > 0 {
		return false
	}
	p[i], p[i+1] = u, v
	return true
}

// length of a horizontal or vertical piece.
func length(p, q diagram.Point) float64 { return math.Abs(p.X-q.X) + math.Abs(p.Y-q.Y) }

// directly is the least that a way between two ports can cost.
func directly(a, b port) float64 {
	dx := max(0, max(a.box.x0-b.box.x1, b.box.x0-a.box.x1))
	return dx + math.Abs(a.y-b.y) + 2*bendPrice
}

// three offers a way with one vertical piece.
func (f *finder) three(a, b port, xa, xb, x float64) {
	f.offer(a, b, 2, diagram.Point{X: xa, Y: a.y}, diagram.Point{X: x, Y: a.y}, diagram.Point{X: x, Y: b.y}, diagram.Point{X: xb, Y: b.y})
}

// five offers a way with two vertical pieces and a horizontal one between them.
func (f *finder) five(a, b port, xa, xb, oa, ob, y float64) {
	f.offer(a, b, 4, diagram.Point{X: xa, Y: a.y}, diagram.Point{X: oa, Y: a.y}, diagram.Point{X: oa, Y: y},
		diagram.Point{X: ob, Y: y}, diagram.Point{X: ob, Y: b.y}, diagram.Point{X: xb, Y: b.y})
}

// offer takes the way if it is the cheapest so far.
func (f *finder) offer(a, b port, bends int, points ...diagram.Point) {
	price := float64(bends) * bendPrice
	for i := 1; i < len(points); i++ {
		price += length(points[i-1], points[i])
	}
	if price >= f.price {
		return
	}
	hits := 0
	for i := 1; i < len(points); i++ {
		hits += f.hitsOn(points[i-1], points[i], a, b)
		if price+float64(hits)*hitPrice >= f.price {
			return
		}
	}
	f.price, f.hits = price+float64(hits)*hitPrice, hits
	f.best = append(f.best[:0], points...)
}

// maxHits ends the count of cards below one piece: more make no difference.
const maxHits = 4

// hitsOn counts the cards that a piece runs over. The two cards of the line itself count
// only when the piece enters them.
func (f *finder) hitsOn(p, q diagram.Point, a, b port) int {
	piece := box{min(p.X, q.X), min(p.Y, q.Y), max(p.X, q.X), max(p.Y, q.Y)}
	near := piece.grow(clear)
	f.count(near)
	n := 0
	f.field.each(near, func(c *card) bool {
		own := c == a.card || c == b.card
		if !own || c.box.grow(-.5).overlaps(piece) {
			n++
		}
		return n < maxHits
	})
	return n
}

// room returns which part of the usual distance of the first corner is free in front of
// the port: 1 in the open, less where another card stands close.
func (f *finder) room(p port, side int8) float64 {
	x := p.x(side)
	front := box{x, p.y - FootHalf, x + FirstCorner + clear, p.y + FootHalf}
	if side < 0 {
		front.x0, front.x1 = x-FirstCorner-clear, x
	}
	f.look(front)
	gap := FirstCorner + clear
	f.field.each(front, func(c *card) bool {
		if c == p.card {
			return true
		}
		if side < 0 {
			gap = min(gap, max(0, x-c.box.x1))
		} else {
			gap = min(gap, max(0, c.box.x0-x))
		}
		return gap > 0
	})
	if gap >= FirstCorner+clear {
		return 1
	}
	return max(gap/2, 4) / FirstCorner
}

// straighten drops points that are no corners, and returns a copy. A point where the line
// turns back on itself stays.
func straighten(points []diagram.Point) []diagram.Point {
	return corners(make([]diagram.Point, 0, len(points)), points)
}

// corners appends to out, which is empty and may begin where points do, the points that are
// corners.
func corners(out, points []diagram.Point) []diagram.Point {
	for _, p := range points {
		n := len(out)
		if n > 0 && out[n-1] == p {
			continue
		}
		if n > 1 && goesOn(out[n-2], out[n-1], p) {
			out[n-1] = p
			continue
		}
		out = append(out, p)
	}
	return out
}

// goesOn tells whether the line through three points keeps its direction at the middle one.
func goesOn(a, b, c diagram.Point) bool {
	return a.X == b.X && b.X == c.X && (b.Y-a.Y)*(c.Y-b.Y) > 0 || a.Y == b.Y && b.Y == c.Y && (b.X-a.X)*(c.X-b.X) > 0
}

// maxPush is how far from its first place a piece is looked at for room.
const maxPush = 200.0

// freedoms fills in how far the inner pieces may be pushed aside.
func (f *finder) freedoms(w *way) {
	p := w.points
	w.free = w.free[:0]
	for i := 1; i+2 < len(p); i++ {
		u, v := p[i], p[i+1]
		var fr freedom
		if u.X == v.X {
			fr = f.passage(u.X, min(u.Y, v.Y)-clear, max(u.Y, v.Y)+clear, true)
			fr = fr.stay(p[i-1].X, u.X, i == 1)
			fr = fr.stay(p[i+2].X, u.X, i+3 == len(p))
		} else {
			fr = f.passage(u.Y, min(u.X, v.X)-clear, max(u.X, v.X)+clear, false)
			fr = fr.stay(p[i-1].Y, u.Y, false)
			fr = fr.stay(p[i+2].Y, u.Y, false)
		}
		w.free = append(w.free, fr)
	}
	for i := 1; i < len(w.free); i++ {
		if q := p[i+1]; p[i].X == q.X {
			f.corner(q, &w.free[i-1], &w.free[i])
		} else {
			f.corner(q, &w.free[i], &w.free[i-1])
		}
	}
}

// corner narrows the freedoms of two pieces that meet at q: a card that neither of them
// meets when it moves alone may be in their way when both do.
func (f *finder) corner(q diagram.Point, upright, level *freedom) {
	both := box{upright.lo, level.lo, upright.hi, level.hi}
	f.look(both)
	f.field.each(both, func(c *card) bool {
		switch {
		case c.box.y0 >= q.Y:
			level.hi = min(level.hi, max(q.Y, c.box.y0-clear))
		case c.box.y1 <= q.Y:
			level.lo = max(level.lo, min(q.Y, c.box.y1+clear))
		case c.box.x0 >= q.X:
			upright.hi = min(upright.hi, max(q.X, c.box.x0-clear))
		case c.box.x1 <= q.X:
			upright.lo = max(upright.lo, min(q.X, c.box.x1+clear))
		}
		return true
	})
	for _, fr := range []*freedom{upright, level} {
		fr.want = max(fr.lo, min(fr.hi, fr.want))
	}
}

// channelMax is the widest passage between cards whose middle a line seeks; in a wider
// one it stays where the shortest way put it.
const channelMax = 260.0

// passage returns the free room for an upright (or level) piece at this place that runs
// from a to b.
func (f *finder) passage(at, a, b float64, upright bool) freedom {
	strip := func(lo, hi float64) box {
		if upright {
			return box{lo, a, hi, b}
		}
		return box{a, lo, b, hi}
	}
	lo, hi := at-maxPush, at+maxPush
	inside := false
	f.field.each(strip(lo, hi), func(c *card) bool {
		c0, c1 := c.box.x0, c.box.x1
		if !upright {
			c0, c1 = c.box.y0, c.box.y1
		}
		switch {
		case c1 <= at:
			lo = max(lo, c1)
		case c0 >= at:
			hi = min(hi, c0)
		default:
			inside = true
		}
		return !inside
	})
	if inside {
		f.look(strip(at-1, at+1))
		return freedom{at, at, at}
	}
	f.look(strip(lo-1, hi+1)) // what lies behind the nearest cards does not count
	want := at
	if hi-lo <= channelMax && lo > at-maxPush && hi < at+maxPush {
		want = half((lo + hi) / 2)
	}
	return freedom{min(at, lo+clear), max(at, hi-clear), want}
}

// stay narrows a freedom so that the piece keeps its side of a neighbour: FirstCorner away
// from a card's border at the end of the line, and less than half way to another inner
// piece.
func (fr freedom) stay(other, at float64, atEnd bool) freedom {
	limit := (other + at) / 2
	if atEnd {
		limit = other + math.Copysign(min(FirstCorner, math.Abs(at-other)), at-other)
	}
	if other < at {
		fr.lo = max(fr.lo, limit)
	} else if other > at {
		fr.hi = min(fr.hi, limit)
	}
	fr.lo, fr.hi = min(fr.lo, at), max(fr.hi, at)
	fr.want = max(fr.lo, min(fr.hi, fr.want))
	return fr
}
