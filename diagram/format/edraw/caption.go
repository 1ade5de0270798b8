package edraw

import (
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// How far a text may stand from the line it speaks of, in page units.
const (
	captionReach = 60
	labelReach   = 32
)

// slot is the place for a cardinality at one end of a wire.
type slot struct {
	wire *wire
	end  int
}

// readWireTexts reads what the drawing says about the ends of the wires, in the order
// of trust: arrow heads, crow's feet drawn by hand, the texts of the lines, and texts
// beside them. The one exception are the ranges 0..1 and 0..* at a line's own end, which
// say more than its head.
func (r *reader) readWireTexts() {
	for _, w := range r.wires {
		for i := range w.ends {
			w.cards[i] = r.headCardinality(w, i)
		}
		for _, l := range w.lines {
			for _, b := range l.blocks {
				r.ownText(w, b)
			}
		}
	}
	var wires grid[*wire]
	for _, w := range r.wires {
		wires.add(grown(w.box, captionReach+1), w)
	}
	r.placeCaptions(&wires)
	r.placeLabels(&wires)
}

// headCardinality reads the head at one end. In a leg from an entity to a diamond the
// head may stand at either end.
func (r *reader) headCardinality(w *wire, i int) cardinality {
	t := w.ends[i]
	if t.node.kind != entity {
		return cardinality{card: diagram.Unknown}
	}
	arrow := t.arrow
	if w.ends[1-i].node.kind == relation && plainArrows[arrow] {
		arrow = w.ends[1-i].arrow
	}
	c, known := arrowCardinality(arrow)
	if !known {
		w.guess = strings.TrimSpace(w.guess + " An arrow head of unknown meaning was read as \"" + string(c) + "\".")
		r.warn("unknown-arrow", w.shape, "A line has an arrow head whose meaning is not known; it was read as \""+string(c)+"\".")
	}
	if c == diagram.Unknown && t.many {
		c = diagram.Many
	}
	return cardinality{card: c}
}

// ownText reads a text of a line: a cardinality of the end that it is nearest to, or the
// name of the relationship.
func (r *reader) ownText(w *wire, b block) {
	text := strings.Join(strings.Fields(plain(b.lines)), " ")
	at := middle(b.box)
	if name, ok := unquoted(text); ok {
		w.name = name
		return
	}
	if first, second, ok := readRatio(text); ok {
		w.setRatio(first, second)
		return
	}
	c, ok := readCardinality(text)
	if !ok {
		if text != "" {
			w.name = strings.TrimSpace(w.name + " " + text)
		}
		return
	}
	best := -1
	for i := range w.ends {
		if w.ends[i].node.kind == entity && (best < 0 || distance(at, w.ends[i].at) < distance(at, w.ends[best].at)) {
			best = i
		}
	}
	if best >= 0 {
		w.setCard(best, c)
	}
}

// setCard sets the cardinality of an end that has none yet; a range refines a head.
func (w *wire) setCard(i int, c cardinality) {
	old := w.cards[i].card
	refines := old == diagram.Many && c.card == diagram.ZeroMany || old == diagram.One && c.card == diagram.ZeroOne ||
		old == diagram.Many && c.card == diagram.OneMany
	if old == diagram.Unknown || old == "" || refines {
		w.cards[i] = c
	}
}

// setRatio sets both ends from a text such as 1:N, which is read from left to right, or
// from top to bottom along a steep line.
func (w *wire) setRatio(first, second diagram.Cardinality) {
	a, b := w.ends[0].at, w.ends[1].at
	swapped := a.X > b.X
	if math.Abs(a.X-b.X) < math.Abs(a.Y-b.Y) {
		swapped = a.Y > b.Y
	}
	if swapped {
		first, second = second, first
	}
	w.setCard(0, cardinality{card: first})
	w.setCard(1, cardinality{card: second})
}

// toWire returns how far a point is from a wire.
func (w *wire) to(p diagram.Point) float64 {
	best := math.Inf(1)
	for _, l := range w.lines {
		if grown(l.line.box, captionReach+1).Contains(p) {
			best = math.Min(best, toPath(p, l.line.path))
		}
	}
	return best
}

// maxPairs bounds the pairs of captions and ends that are weighed.
const maxPairs = 200_000

// placeCaptions gives each cardinality beside the lines to the end it is nearest to, the
// nearest pairs first, one for each end.
func (r *reader) placeCaptions(wires *grid[*wire]) {
	type pair struct {
		caption int
		slot    slot
		far     float64
	}
	var captions []*node
	for _, n := range r.nodes {
		if n.kind == caption {
			captions = append(captions, n)
		}
	}
	var pairs []pair
	for i, c := range captions {
		at := middle(c.box)
		for w := range wires.at(at) {
			d := w.to(at)
			if d > captionReach || len(pairs) >= maxPairs {
				continue
			}
			for k := range w.ends {
				if w.ends[k].node.kind != entity || w.ends[1-k].node.kind == attribute {
					continue
				}
				here, there := distance(at, w.ends[k].at), distance(at, w.ends[1-k].at)
				if w.ends[1-k].node.kind == entity && here > there+10 {
					continue
				}
				pairs = append(pairs, pair{i, slot{w, k}, d + .15*here})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return compare(a.far, b.far) })
	taken := map[slot]bool{}
	done := make([]bool, len(captions))
	for _, p := range pairs {
		if done[p.caption] || taken[p.slot] {
			continue
		}
		done[p.caption], taken[p.slot] = true, true
		if c, ok := readCardinality(captions[p.caption].text()); ok {
			p.slot.wire.setCard(p.slot.end, c)
		}
	}
}

// placeLabels gives short texts beside a line between two entities to it as its name,
// and ratios such as 1:N to both of its ends. All other texts become notes.
func (r *reader) placeLabels(wires *grid[*wire]) {
	for _, n := range r.nodes {
		if n.kind != label {
			continue
		}
		text := n.text()
		first, second, ratio := readRatio(text)
		if len([]rune(text)) > 40 || strings.Count(text, " ") > 4 {
			r.notes = append(r.notes, n)
			continue
		}
		var best *wire
		least := float64(labelReach)
		for w := range wires.at(middle(n.box)) {
			if w.ends[0].node.kind != entity || w.ends[1].node.kind != entity || w.name != "" && !ratio {
				continue
			}
			if d := w.to(middle(n.box)); d < least {
				best, least = w, d
			}
		}
		switch {
		case best == nil:
			r.notes = append(r.notes, n)
		case ratio:
			best.setRatio(first, second)
		default:
			best.name = text
		}
	}
}
