package drawio

import (
	"math"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// nearWhole is how far in pixels a loose "1:N" may stand from the line or rhomb that it
// speaks of.
const nearWhole = 50.0

// pairOfEnds are the two ends of a relationship that a text such as 1:N speaks of.
type pairOfEnds struct {
	lines [2]*line
	ends  [2]int
	rhomb *mxgraph.Cell // between them, or nil
	far   float64
}

// readWholeCards gives texts such as 1:N to the relationships that they stand at: on a
// rhomb, or loose beside a rhomb or a line. They are read from left to right, or from top
// to bottom.
func (r *reader) readWholeCards() {
	var loose, rhombs []*mxgraph.Cell
	for c := range r.cells {
		if !c.Vertex || c.OnEdge || r.taken[c] || c.Has(isShape) {
			continue
		}
		if isRhomb(c) {
			rhombs = append(rhombs, c)
		} else if _, _, ok := wholeCards(joined(c)); ok && (c.Style.Is("text") || isBox(c)) {
			loose = append(loose, c)
		}
	}
	var pairs []pairOfEnds
	for _, c := range rhombs {
		pair, ok := r.endsAround(c)
		if !ok {
			continue
		}
		if _, text := cutCards(c); text != "" {
			r.sayBoth(pair, text)
		} else {
			pairs = append(pairs, pair)
		}
	}
	if len(loose) == 0 || len(loose) > maxLooks {
		return
	}
	for _, l := range r.lines {
		a, b := r.node(l.ends[0].shape), r.node(l.ends[1].shape)
		if a != nil && b != nil && a != b && !l.isER && !isRhomb(a) && !isRhomb(b) && !isOval(a) && !isOval(b) {
			pairs = append(pairs, pairOfEnds{lines: [2]*line{l, l}, ends: [2]int{0, 1}})
		}
	}
	for _, text := range loose {
		middle := mxgraph.Point{X: text.X + text.W/2, Y: text.Y + text.H/2}
		var best *pairOfEnds
		for i := range pairs {
			p := &pairs[i]
			if p.isKnown() {
				continue
			}
			if p.far = p.distance(middle); p.far <= nearWhole && (best == nil || p.far < best.far) {
				best = p
			}
		}
		if best != nil {
			r.sayBoth(*best, joined(text))
			r.taken[text] = true
		}
	}
}

// endsAround are the ends at the two entities of a rhomb that has two lines to them and
// no cardinality yet.
func (r *reader) endsAround(c *mxgraph.Cell) (p pairOfEnds, ok bool) {
	n, pair := 0, pairOfEnds{rhomb: c}
	for _, around := range r.chen.joined[c] {
		if r.isAttribute(around.shape) {
			continue
		}
		if n == 2 {
			return pair, false
		}
		pair.lines[n], pair.ends[n] = around.line, around.end
		n++
	}
	return pair, n == 2 && !pair.isKnown()
}

func (p pairOfEnds) end(i int) *lineEnd { return &p.lines[i].ends[p.ends[i]] }

func (p pairOfEnds) isKnown() bool {
	return p.end(0).card != diagram.Unknown || p.end(1).card != diagram.Unknown
}

// distance is how far a point is from the rhomb, or from the line.
func (p pairOfEnds) distance(at mxgraph.Point) float64 {
	if p.rhomb != nil {
		return distance(boxOf(p.rhomb), at)
	}
	a, okA := p.lines[0].anchor(p.ends[0])
	b, okB := p.lines[1].anchor(p.ends[1])
	if !okA || !okB {
		return math.Inf(1)
	}
	return segmentDistance(at, a, b)
}

// sayBoth gives the first cardinality to the shape that stands left or on top.
func (r *reader) sayBoth(p pairOfEnds, text string) {
	first, second, _ := wholeCards(text)
	a, b := p.end(0).shape, p.end(1).shape
	dx, dy := b.X+b.W/2-a.X-a.W/2, b.Y+b.H/2-a.Y-a.H/2
	if math.Abs(dx) >= math.Abs(dy) && dx < 0 || math.Abs(dx) < math.Abs(dy) && dy < 0 {
		first, second = second, first
	}
	for i, card := range []diagram.Cardinality{first, second} {
		p.lines[i].say(p.ends[i], card, "")
		p.end(i).why = "the text " + strings.TrimSpace(text) + " is read from left to right, or from top to bottom"
	}
}

// cutCards divides the text of a rhomb into its name and a line such as 1:N.
func cutCards(c *mxgraph.Cell) (name, cards string) {
	var rest []string
	for _, l := range c.Label().Lines {
		if _, _, ok := wholeCards(l.Text); ok && cards == "" {
			cards = l.Text
			continue
		}
		rest = append(rest, l.Text)
	}
	return strings.Join(rest, " "), cards
}
