package edraw

import (
	"math"

	"crowsfoot/diagram"
)

// room knows which places of a sheet are taken.
type room struct {
	taken []diagram.Rect
	all   diagram.Rect
}

const (
	roomStep  = 30.0 // between the places that are tried
	roomRings = 12   // of such places around the wanted one
	roomGap   = 16.0 // to what stands there
)

func (r *room) take(b diagram.Rect) {
	r.taken = append(r.taken, b)
	r.all = r.all.Union(b)
}

func (r *room) isFree(b diagram.Rect) bool {
	b = grown(b, roomGap)
	for _, t := range r.taken {
		if b.Meets(t) {
			return false
		}
	}
	return true
}

// place takes the free place of this size that is nearest to a point, or one below
// everything.
func (r *room) place(middle diagram.Point, size diagram.Size) diagram.Rect {
	at := func(dx, dy float64) diagram.Rect {
		return diagram.Rect{X: middle.X + dx - size.W/2, Y: middle.Y + dy - size.H/2, W: size.W, H: size.H}
	}
	for ring := 0; ring <= roomRings; ring++ {
		best, least := diagram.Rect{}, math.Inf(1)
		for i := -ring; i <= ring; i++ {
			for k := -ring; k <= ring; k++ {
				if max(i, -i, k, -k) != ring {
					continue
				}
				dx, dy := float64(i)*roomStep, float64(k)*roomStep
				if b := at(dx, dy); math.Hypot(dx, dy) < least && r.isFree(b) {
					best, least = b, math.Hypot(dx, dy)
				}
			}
		}
		if !math.IsInf(least, 0) {
			r.take(best)
			return best
		}
	}
	b := at(0, 0)
	b.Y = r.all.Bottom() + 2*roomGap
	r.take(b)
	return b
}
