package drawio

import (
	"cmp"
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// How far from a line in pixels a loose cardinality may stand: nearCard from the line to
// a rhomb, nearEnd from the end that it speaks of where the line joins two tables. A text
// that is not so near to any line may stand farCard from the one and nearLine from the
// other.
const (
	nearCard = 40.0
	farCard  = 80.0
	nearEnd  = 50.0
	nearLine = 20.0
)

// cardMatch is a loose cardinality that may belong to an end of a line.
type cardMatch struct {
	text   *mxgraph.Cell
	line   *line
	end    int
	far    float64
	remote bool // it stands apart from the line
}

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
	var matches []cardMatch
	near := map[*mxgraph.Cell]bool{} // texts that stand at a line
	for _, l := range r.lines {
		for _, m := range r.cardsAt(l, texts) {
			matches = append(matches, m)
			near[m.text] = near[m.text] || !m.remote
		}
	}
	slices.SortStableFunc(matches, func(a, b cardMatch) int { return cmp.Compare(a.far, b.far) })
	usedEnd := map[*lineEnd]bool{}
	for _, m := range matches {
		end := &m.line.ends[m.end]
		if r.taken[m.text] || usedEnd[end] || end.card != diagram.Unknown || m.remote && near[m.text] {
			continue
		}
		card, _, _ := endCard(joined(m.text))
		m.line.say(m.end, card, joined(m.text))
		if m.remote {
			end.why = "a number that stands apart from the line was read as its cardinality"
		}
		usedEnd[end] = true
		r.taken[m.text] = true
	}
}

// cardsAt finds the loose cardinalities around a line.
func (r *reader) cardsAt(l *line, texts *index) []cardMatch {
	if l.isER {
		return nil // its marks speak for themselves
	}
	a, okA := l.anchor(0)
	b, okB := l.anchor(1)
	if !okA || !okB {
		return nil
	}
	rhomb := -1
	for i := range l.ends {
		s := r.node(l.ends[i].shape)
		if s == nil || isOval(s) {
			return nil
		}
		if isRhomb(s) {
			rhomb = i
		}
	}
	straight := len(l.cell.Bends) == 0 && l.cell.Style.Get("edgeStyle") == ""
	var found []cardMatch
	area := diagram.Rect{X: math.Min(a.X, b.X) - farCard, Y: math.Min(a.Y, b.Y) - farCard,
		W: math.Abs(a.X-b.X) + 2*farCard, H: math.Abs(a.Y-b.Y) + 2*farCard}
	texts.meeting(area, func(c *mxgraph.Cell) {
		middle := mxgraph.Point{X: c.X + c.W/2, Y: c.Y + c.H/2}
		far := segmentDistance(middle, a, b)
		// A line that turns may be anywhere between its ends.
		inside := !straight && boxDistance(a, b, middle) <= nearCard
		if rhomb >= 0 {
			// A line between an entity and a rhomb has one cardinality, the entity's.
			if far <= farCard || inside {
				found = append(found, cardMatch{c, l, 1 - rhomb, far, far > nearCard && !inside})
			}
			return
		}
		toA, toB := math.Hypot(middle.X-a.X, middle.Y-a.Y), math.Hypot(middle.X-b.X, middle.Y-b.Y)
		if least := math.Min(toA, toB); least <= nearEnd && (far <= nearCard || inside) {
			end := 0
			if toB < toA {
				end = 1
			}
			found = append(found, cardMatch{c, l, end, least, false})
		} else if far <= nearLine {
			found = append(found, cardMatch{c, l, 0, toA, true}, cardMatch{c, l, 1, toB, true})
		}
	})
	return found
}

// boxDistance is how far a point is from the box between two others.
func boxDistance(a, b, p mxgraph.Point) float64 {
	return distance(diagram.Rect{X: math.Min(a.X, b.X), Y: math.Min(a.Y, b.Y), W: math.Abs(a.X - b.X), H: math.Abs(a.Y - b.Y)}, p)
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
