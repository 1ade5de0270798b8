package drawio

import (
	"cmp"
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// nearCard is how far from a line in pixels a loose cardinality may stand, nearEnd how
// far from the end that it speaks of, where the line joins two tables.
const (
	nearCard = 40.0
	nearEnd  = 50.0
)

// readNearCards gives loose texts such as 1, N and 0..* to the line ends they stand at.
func (r *reader) readNearCards() {
	texts := newIndex()
	n := 0
	for c := range r.cells {
		if !c.Vertex || c.OnEdge || r.taken[c] || c.Has(isShape) {
			continue
		}
		if _, _, ok := endCard(joined(c)); ok && (c.Style.Is("text") || c.W <= 60 && c.H <= 40 && isBox(c)) {
			texts.add(c)
			n++
		}
	}
	if n == 0 {
		return
	}
	type match struct {
		text *mxgraph.Cell
		line *line
		end  int
		far  float64
	}
	var matches []match
	for _, l := range r.lines {
		if l.isER {
			continue // its marks speak for themselves
		}
		a, okA := l.anchor(0)
		b, okB := l.anchor(1)
		if !okA || !okB {
			continue
		}
		area := diagram.Rect{X: math.Min(a.X, b.X) - nearCard, Y: math.Min(a.Y, b.Y) - nearCard,
			W: math.Abs(a.X-b.X) + 2*nearCard, H: math.Abs(a.Y-b.Y) + 2*nearCard}
		texts.meeting(area, func(c *mxgraph.Cell) {
			middle := mxgraph.Point{X: c.X + c.W/2, Y: c.Y + c.H/2}
			far := segmentDistance(middle, a, b)
			if far > nearCard && len(l.cell.Bends) == 0 && l.cell.Style.Get("edgeStyle") == "" {
				return
			}
			end := 0
			if math.Hypot(middle.X-b.X, middle.Y-b.Y) < math.Hypot(middle.X-a.X, middle.Y-a.Y) {
				end = 1
			}
			atRhomb := false
			for i := range l.ends {
				s := r.node(l.ends[i].shape)
				if s == nil || isOval(s) {
					return
				}
				// A line between an entity and a rhomb has one cardinality, the entity's.
				if isRhomb(s) {
					end, atRhomb = 1-i, true
				}
			}
			if !atRhomb {
				at := a
				if end == 1 {
					at = b
				}
				far = math.Hypot(middle.X-at.X, middle.Y-at.Y)
				if far > nearEnd {
					return
				}
			}
			matches = append(matches, match{c, l, end, far})
		})
	}
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(a.far, b.far) })
	usedEnd := map[*lineEnd]bool{}
	for _, m := range matches {
		end := &m.line.ends[m.end]
		if r.taken[m.text] || usedEnd[end] || end.card != diagram.Unknown {
			continue
		}
		card, _, _ := endCard(joined(m.text))
		m.line.say(m.end, card, joined(m.text))
		usedEnd[end] = true
		r.taken[m.text] = true
	}
}

// segmentDistance is how far a point is from the straight line between two others.
func segmentDistance(p, a, b mxgraph.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = math.Max(0, math.Min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}
