package edraw

import (
	"strings"

	"crowsfoot/diagram"
)

// link is a relationship on its way into the diagram.
type link struct {
	ends       []linkEnd
	name       string
	source     *shape
	attributes []*column
	isA        bool // ends[0] is a kind of ends[1]
	guessed    string
	diamond    bool

	directed bool    // ends[0] refers to ends[1]; see finder
	from, to *column // of ends[0] and ends[1], where they are known

	// said is true when the name of the line says all of this; see sentence.
	said        bool
	stated      [][2]*column // the pairs that it says
	identifying bool
}

// swap turns the link round.
func (l *link) swap() { l.ends[0], l.ends[1] = l.ends[1], l.ends[0] }

// guess notes that something about the link is concluded rather than read, and why.
func (l *link) guess(why string) {
	switch {
	case why == "":
	case l.guessed == "":
		l.guessed = why
	case !strings.Contains(l.guessed, why):
		l.guessed += " " + why
	}
}

// linkEnd is one end of a link.
type linkEnd struct {
	node   *node
	column *column // the row the line meets, or nil
	card   diagram.Cardinality
	pair   bool // the caption was (min,max)
	// at is where the line meets the node, and from where it comes.
	at, from diagram.Point
	atRow    bool   // it is glued to the point of a row
	guess    string // why the line is concluded rather than read, or empty
}

// findLinks reads the wires as columns of entities and as relationships.
func (r *reader) findLinks() {
	ovals := newOvals()
	legs := map[*node][]linkEnd{}
	circles := r.findCircles()
	for _, w := range r.wires {
		a, b := w.ends[0].node, w.ends[1].node
		switch {
		case a.kind == circle || b.kind == circle:
		case a.kind == attribute && b.kind == attribute:
			ovals.join(a, b)
		case a.kind == attribute:
			ovals.own(a, b)
		case b.kind == attribute:
			ovals.own(b, a)
		case a.kind == relation && b.kind == relation:
			r.warn("odd-line", w.shape, "A line joins two diamonds, \""+a.name+"\" and \""+b.name+"\"; it was left out.")
		case a.kind == relation:
			legs[a] = append(legs[a], w.end(1))
		case b.kind == relation:
			legs[b] = append(legs[b], w.end(0))
		default:
			r.links = append(r.links, w.link())
		}
	}
	attributes := r.giveOvals(ovals)
	for _, c := range circles {
		r.readCircle(c)
	}
	for _, n := range r.nodes {
		if n.kind == relation {
			r.readDiamond(n, legs[n], attributes[n])
		}
	}
}

// end returns one end of a wire as the end of a link.
func (w *wire) end(i int) linkEnd {
	card := w.cards[i].card
	if card == "" {
		card = diagram.Unknown
	}
	t := w.ends[i]
	return linkEnd{node: t.node, column: t.column, card: card, pair: w.cards[i].pair, at: t.at, from: w.ends[1-i].at, atRow: t.atRow(), guess: w.guess}
}

// link returns a wire between two entities as a link.
func (w *wire) link() *link {
	l := &link{ends: []linkEnd{w.end(0), w.end(1)}, name: w.name, source: w.shape, guessed: w.guess}
	if w.isA >= 0 {
		l.isA = true
		l.ends = []linkEnd{w.end(1 - w.isA), w.end(w.isA)}
	}
	l.lookAcross()
	return l
}

// pointing tells whether a head is an arrow that points somewhere.
func pointing(arrow int) bool {
	switch arrow {
	case 1, 2, 3, 4, 5, 16, 47:
		return true
	}
	return false
}

// lookAcross turns (min,max) pairs, which count how often the entity beside them takes
// part, into the cardinalities of the other end.
func (l *link) lookAcross() {
	if len(l.ends) != 2 || !l.ends[0].pair && !l.ends[1].pair {
		return
	}
	a, b := l.ends[0], l.ends[1]
	l.ends[0].card, l.ends[1].card = diagram.Unknown, diagram.Unknown
	if b.pair {
		l.ends[0].card = b.card
	}
	if a.pair {
		l.ends[1].card = a.card
	}
	if !b.pair {
		l.ends[1].card = b.card
	}
	if !a.pair {
		l.ends[0].card = a.card
	}
}

// readDiamond makes a relationship of a diamond and its legs.
func (r *reader) readDiamond(n *node, legs []linkEnd, attributes []*column) {
	if len(legs) < 2 && len(attributes) == 0 && r.namesWire(n) {
		return
	}
	if len(legs) == 1 {
		if other := r.neighbour(n, legs[0].node); other != nil {
			legs = append(legs, linkEnd{node: other, card: diagram.Unknown, guess: "The diamond touches \"" + other.name + "\" without a line."})
		}
	}
	if len(legs) < 2 {
		r.warn("loose-diamond", n.shape, "The relationship \""+n.name+"\" is joined to fewer than two entities; it was left out.")
		return
	}
	l := &link{ends: withoutDoubles(legs), name: n.name, source: n.shape, attributes: attributes, diamond: true}
	for _, e := range l.ends {
		l.guess(e.guess)
	}
	l.lookAcross()
	r.links = append(r.links, l)
}

// withoutDoubles makes one leg of two that run side by side: a double line says that
// every row of the entity takes part. Two legs to one entity that lead apart are a
// relationship of the entity with itself.
func withoutDoubles(legs []linkEnd) []linkEnd {
	const beside = 30
	distinct := map[*node]bool{}
	for _, l := range legs {
		distinct[l.node] = true
	}
	if len(distinct) < 2 {
		return legs
	}
	var out []linkEnd
next:
	for _, l := range legs {
		for i := range out {
			o := &out[i]
			if o.node != l.node || l.atRow || len(legs) != 2*len(distinct) && (distance(o.at, l.at) > beside || distance(o.from, l.from) > beside) {
				continue
			}
			if o.card == diagram.Unknown {
				o.card, o.pair = l.card, l.pair
			}
			continue next
		}
		out = append(out, l)
	}
	return out
}

// namesWire gives the name of a diamond that lies on a line between two entities to the
// line.
func (r *reader) namesWire(n *node) bool {
	for _, l := range r.links {
		if l.diamond || len(l.ends) != 2 {
			continue
		}
		if l.source.line != nil && toPath(middle(n.box), l.source.line.path) < n.box.H/4 {
			l.name, l.diamond = n.name, true
			return true
		}
	}
	return false
}

// neighbour returns the entity that a diamond touches without a line, other than the
// one it is joined to.
func (r *reader) neighbour(n *node, not *node) *node {
	var found *node
	for _, e := range r.nodes {
		if e.kind != entity || e == not || overlap(grown(e.box, 2), n.box) == 0 {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// warning is something odd about a shape, and the node it concerns, if any.
type warning struct {
	loss  diagram.Loss
	about *node
}

// warn notes something odd about a shape.
func (r *reader) warn(code string, s *shape, message string) { r.warnAbout(code, s, nil, message) }

func (r *reader) warnAbout(code string, s *shape, about *node, message string) {
	l := diagram.Loss{Code: code, Message: message, Where: r.where(s)}
	if s != nil {
		l.Source = s.id
	}
	r.warnings = append(r.warnings, warning{l, about})
}
