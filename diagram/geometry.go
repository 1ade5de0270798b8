package diagram

import "math"

// Point is a place on the canvas in world units: CSS pixels at 100 %, y down.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Size is a width and a height in world units.
type Size struct {
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Rect is a box in world units.
type Rect struct {
	X, Y, W, H float64
}

// Card measures in world units, shared by canvas, layout and SVG.
const (
	CardWidth    = 220.0 // when a table has no width of its own
	CardMinWidth = 160.0
	CardMaxWidth = 640.0
	HeaderHeight = 36.0
	RowHeight    = 28.0
	CardRadius   = 8.0
	GridSize     = 20.0

	CompactHeader = 28.0 // of compact cards: see Look
	CompactRow    = 20.0

	OvalGap   = 8.0 // between ovals, and between them and their entity
	MostOvals = 8   // an entity with more attributes lists them
	// EndsApart is how far above and below the middle of a header lines to one and to many
	// end, when the columns they belong to are not shown.
	EndsApart = 7.0
)

// MaxCoordinate bounds positions; readers clamp to it, operations beyond it are refused.
const MaxCoordinate = 1e6

// Box returns the table's card on the canvas.
func (t *Table) Box() Rect {
	w := t.Width
	if w == 0 {
		w = CardWidth
	}
	return Rect{t.Pos.X, t.Pos.Y, w, HeaderHeight + RowHeight*float64(len(t.Columns))}
}

// RowY returns the middle of row i (from 0) in world units.
func (t *Table) RowY(i int) float64 {
	return t.Pos.Y + HeaderHeight + RowHeight*(float64(i)+.5)
}

// Right returns the x of the right border.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom returns the y of the lower border.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Meets tells whether the boxes share area or a border.
func (r Rect) Meets(o Rect) bool {
	return r.X <= o.Right() && o.X <= r.Right() && r.Y <= o.Bottom() && o.Y <= r.Bottom()
}

// Contains tells whether the point lies in the box or on its border.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.X <= r.Right() && p.Y >= r.Y && p.Y <= r.Bottom()
}

// Union returns the smallest box that holds both; an empty box counts for nothing.
func (r Rect) Union(o Rect) Rect {
	if r == (Rect{}) {
		return o
	}
	if o == (Rect{}) {
		return r
	}
	x, y := math.Min(r.X, o.X), math.Min(r.Y, o.Y)
	return Rect{x, y, math.Max(r.Right(), o.Right()) - x, math.Max(r.Bottom(), o.Bottom()) - y}
}

// Clamp makes a number fit for a coordinate: NaN becomes 0, and what lies beyond
// MaxCoordinate is pulled in.
func Clamp(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return math.Max(-MaxCoordinate, math.Min(MaxCoordinate, v))
}

// FreePlace returns the place or, when a card of this height would lie on another there,
// the nearest free one below, on the grid.
func (d *Diagram) FreePlace(at Point, height float64) Point {
	snap := func(v float64) float64 { return float64(int(v/GridSize)) * GridSize }
	at = Point{X: snap(at.X), Y: snap(at.Y)}
	for range len(d.Tables) + 1 {
		box := Rect{X: at.X, Y: at.Y, W: CardWidth, H: height}
		hit := false
		for _, t := range d.Tables {
			if b := t.Box(); b.Meets(box) {
				hit = true
				at.Y = max(at.Y, snap(b.Bottom())+2*GridSize)
			}
		}
		if !hit {
			break
		}
	}
	return Point{X: Clamp(at.X), Y: Clamp(at.Y)}
}

// Bounds returns the box around all cards, notes and frames, or the zero box.
func (d *Diagram) Bounds() Rect { return d.BoundsWith((*Table).Box) }

// BoundsWith does the same for cards of other sizes.
func (d *Diagram) BoundsWith(card func(*Table) Rect) Rect {
	var b Rect
	for _, t := range d.Tables {
		b = b.Union(card(t))
	}
	for _, n := range d.Notes {
		b = b.Union(Rect{n.Pos.X, n.Pos.Y, n.Size.W, n.Size.H})
	}
	for _, f := range d.Frames {
		b = b.Union(Rect{f.Pos.X, f.Pos.Y, f.Size.W, f.Size.H})
	}
	return b
}
