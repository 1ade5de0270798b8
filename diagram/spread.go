package diagram

import (
	"cmp"
	"math"
	"slices"
)

const (
	// spreadGap is the room between cards that Room makes, in world units.
	spreadGap = GridSize
	// maxSpread bounds how far a page is drawn apart. What would need more lies on each
	// other in the drawing, too.
	maxSpread = 2.5
)

// Room returns how far a page must be drawn apart, in each direction by one factor, for
// its cards not to cover each other: rows of a card are higher than those of most
// drawings. It is 1, 1 for a page whose cards have room.
func (p *Page) Room() Point {
	scale := Point{1, 1}
	tables := p.Diagram.SortedTables()
	boxes := make([]Rect, len(tables))
	for i, t := range tables {
		boxes[i] = t.Box()
	}
	slices.SortStableFunc(boxes, func(a, b Rect) int { return cmp.Compare(a.X, b.X) })
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			if b.X >= a.Right() {
				break // and so are all that follow
			}
			if a.Y < b.Bottom() && b.Y < a.Bottom() {
				scale = widen(scale, a, b)
			}
		}
	}
	return scale
}

// Spread draws a page apart. Everything keeps its place relative to the rest; only the
// distances grow.
func (p *Page) Spread(scale Point) {
	if scale = orOne(scale); scale == (Point{1, 1}) {
		return
	}
	for _, t := range p.Diagram.Tables {
		t.Pos = t.Pos.Scaled(scale)
	}
	for _, n := range p.Diagram.Notes {
		n.Pos = n.Pos.Scaled(scale)
	}
	for _, f := range p.Diagram.Frames {
		size := Point{f.Size.W, f.Size.H}.Scaled(scale)
		f.Pos, f.Size = f.Pos.Scaled(scale), Size{size.X, size.Y}
	}
}

// Scaled returns where a place of a drawing is on a page that was drawn apart.
func (p Point) Scaled(scale Point) Point {
	if scale == (Point{1, 1}) {
		return p
	}
	return Point{Clamp(math.Round(p.X * scale.X)), Clamp(math.Round(p.Y * scale.Y))}
}

// Rescaled returns a diagram of a page that was drawn apart by one scale as if it had been
// drawn apart by another; raw is the page as it is in the file, met by ID. What still
// stands where the file has it stands exactly there afterwards, and all else keeps its
// place between the rest. The diagram is not changed.
func (d *Diagram) Rescaled(raw *Diagram, was, now Point) *Diagram {
	was, now = orOne(was), orOne(now)
	if was == now {
		return d
	}
	out := d.Snapshot()
	place := func(at, from Point, known bool) Point {
		if known && at == from.Scaled(was) {
			return from.Scaled(now)
		}
		return at.Scaled(Point{now.X / was.X, now.Y / was.Y})
	}
	replaceEach(out.Tables, raw.Tables, func(t, r *Table, known bool) { t.Pos = place(t.Pos, r.Pos, known) })
	replaceEach(out.Notes, raw.Notes, func(n, r *Note, known bool) { n.Pos = place(n.Pos, r.Pos, known) })
	replaceEach(out.Frames, raw.Frames, func(f, r *Frame, known bool) {
		f.Pos = place(f.Pos, r.Pos, known)
		size := place(Point{f.Size.W, f.Size.H}, Point{r.Size.W, r.Size.H}, known)
		f.Size = Size{size.X, size.Y}
	})
	return out
}

// replaceEach puts changed copies in the place of objects; change also gets the object of
// the same ID in raw, which is an empty one where it is not known.
func replaceEach[T any](objects, raw map[ID]*T, change func(o, r *T, known bool)) {
	for id, o := range objects {
		c, r := *o, raw[id]
		known := r != nil
		if !known {
			r = new(T)
		}
		change(&c, r, known)
		objects[id] = &c
	}
}

// orOne is the scale of a page that nobody drew apart.
func orOne(scale Point) Point {
	if scale == (Point{}) {
		return Point{1, 1}
	}
	return scale
}

// widen returns the scale at which two boxes that cover each other do so no more, by the
// direction in which that costs less; a is the left one. It is scale when both cost too
// much.
func widen(scale Point, a, b Rect) Point {
	factor := func(size, distance float64) float64 {
		if distance <= 0 {
			return math.Inf(1)
		}
		return (size + spreadGap) / distance
	}
	x := math.Max(scale.X, factor(a.W, b.X-a.X))
	y := math.Max(scale.Y, factor(a.H, b.Y-a.Y))
	if b.Y < a.Y {
		y = math.Max(scale.Y, factor(b.H, a.Y-b.Y))
	}
	if x > maxSpread && y > maxSpread {
		return scale
	}
	if x/scale.X < y/scale.Y {
		return Point{x, scale.Y}
	}
	return Point{scale.X, y}
}
