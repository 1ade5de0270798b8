package render

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// room knows what is drawn where, so that labels can go where they hide least.
type room struct {
	cells map[[2]int][]taken
}

// taken is a drawn thing: a piece of line number line, or a card or label when line is -1.
type taken struct {
	area diagram.Rect
	line int
}

const roomCell = 256.0

func newRoom(d *diagram.Diagram, box func(*diagram.Table) diagram.Rect, routes []layout.Route) *room {
	r := &room{cells: map[[2]int][]taken{}}
	for _, t := range d.SortedTables() {
		b := box(t)
		// The ends of lines beside the card must stay in view as well.
		r.add(taken{diagram.Rect{X: b.X - layout.FirstCorner, Y: b.Y, W: b.W + 2*layout.FirstCorner, H: b.H}, -1})
	}
	for i := range routes {
		for _, line := range routes[i].Lines() {
			for k := 1; k < len(line); k++ {
				a, b := line[k-1], line[k]
				r.add(taken{diagram.Rect{X: math.Min(a.X, b.X), Y: math.Min(a.Y, b.Y), W: math.Abs(a.X - b.X), H: math.Abs(a.Y - b.Y)}, i})
			}
		}
	}
	return r
}

// maxRoomCells bounds the cells one thing is noted in; a line across half the world is
// not worth more.
const maxRoomCells = 4096

func (r *room) add(t taken) {
	x0, y0, x1, y1 := cellsOf(t.area)
	if (x1-x0+1)*(y1-y0+1) > maxRoomCells {
		return
	}
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			r.cells[[2]int{x, y}] = append(r.cells[[2]int{x, y}], t)
		}
	}
}

func cellsOf(a diagram.Rect) (x0, y0, x1, y1 int) {
	f := func(v float64) int { return int(math.Floor(v / roomCell)) }
	return f(a.X), f(a.Y), f(a.Right()), f(a.Bottom())
}

// hidden says how much a label in this area would hide that is not its own line.
func (r *room) hidden(area diagram.Rect, own int) int {
	x0, y0, x1, y1 := cellsOf(area)
	n := 0
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			for _, t := range r.cells[[2]int{x, y}] {
				switch {
				case t.line == own || !t.area.Meets(area):
				case t.line < 0:
					n += 5
				default:
					n++
				}
			}
		}
	}
	return n
}

// label returns the middle of the place on the line where a label of this size hides
// least, and takes it: long pieces first, horizontal ones before vertical ones.
func (r *room) label(points []diagram.Point, own int, w, h float64) diagram.Point {
	best, at := math.Inf(1), points[0]
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Abs(a.X-b.X) + math.Abs(a.Y-b.Y)
		need := h
		if a.Y == b.Y {
			need = w + 2*layout.FirstCorner
		}
		for _, f := range [...]float64{.5, .35, .65, .2, .8} {
			p := diagram.Point{X: a.X + (b.X-a.X)*f, Y: a.Y + (b.Y-a.Y)*f}
			area := diagram.Rect{X: p.X - w/2 - 2, Y: p.Y - h/2 - 2, W: w + 4, H: h + 4}
			price := 60*float64(r.hidden(area, own)) - math.Min(length, 400)/10 + math.Abs(f-.5)*20
			if length < need {
				price += 30
			}
			if price < best {
				best, at = price, p
			}
		}
	}
	r.add(taken{diagram.Rect{X: at.X - w/2, Y: at.Y - h/2, W: w, H: h}, -1})
	return at
}
