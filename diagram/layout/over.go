package layout

import (
	"cmp"
	"math"
	"slices"

	"crowsfoot/diagram"
)

// maxOver bounds the points of Route.Over: a line with more crossings is no clearer for a
// halo at each of them.
const maxOver = 48

// overCorner is how far from the end of a piece a crossing must be for a halo.
const overCorner = CornerRadius + 3

// straight is one piece of a final line.
type straight struct {
	place, a, b float64
	line        int
}

// band is the height of the stripes in which upright pieces are looked up.
const band = 400.0

// overs returns, for each edge, the points where its lines cross lines of earlier edges.
func overs(order []*edge, lines [][][]diagram.Point, m *scratch) [][]diagram.Point {
	if m.upright == nil {
		m.upright = map[int][]straight{} // by the number of the band
	}
	across, upright := m.across[:0], m.upright
	for k := range upright {
		upright[k] = upright[k][:0]
	}
	for n := range order {
		for _, p := range lines[n] {
			for i := 1; i < len(p); i++ {
				u, v := p[i-1], p[i]
				if u.X != v.X {
					across = append(across, straight{u.Y, math.Min(u.X, v.X), math.Max(u.X, v.X), n})
					continue
				}
				s := straight{u.X, math.Min(u.Y, v.Y), math.Max(u.Y, v.Y), n}
				for k := bandOf(s.a); k <= bandOf(s.b); k++ {
					upright[k] = append(upright[k], s)
				}
			}
		}
	}
	m.across = across
	for _, list := range upright {
		slices.SortFunc(list, func(s, t straight) int {
			if s.place != t.place {
				return cmp.Compare(s.place, t.place)
			}
			return cmp.Or(cmp.Compare(s.line, t.line), cmp.Compare(s.a, t.a))
		})
	}
	out := make([][]diagram.Point, len(order))
	for _, h := range across {
		list := upright[bandOf(h.place)]
		first, _ := slices.BinarySearchFunc(list, h.a+1, func(s straight, x float64) int { return sign(s.place - x) })
		for _, v := range list[first:] {
			if v.place >= h.b-1 {
				break
			}
			// The lower line is cut by the halo: not where it bends.
			marginH, marginV := 1.0, overCorner
			if h.line < v.line {
				marginH, marginV = overCorner, 1
			}
			if v.line == h.line || h.place <= v.a+marginV || h.place >= v.b-marginV || v.place <= h.a+marginH || v.place >= h.b-marginH {
				continue
			}
			if n := max(v.line, h.line); len(out[n]) < maxOver {
				out[n] = append(out[n], diagram.Point{X: v.place, Y: h.place})
			}
		}
	}
	for _, points := range out {
		slices.SortFunc(points, func(p, q diagram.Point) int {
			if p.X != q.X {
				return sign(p.X - q.X)
			}
			return sign(p.Y - q.Y)
		})
	}
	return out
}

func bandOf(y float64) int { return int(math.Floor(y / band)) }
