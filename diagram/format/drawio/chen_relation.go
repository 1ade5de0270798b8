package drawio

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// hasCards tells whether a line at a rhomb says a cardinality.
func (r *reader) hasCards(rhombs []*mxgraph.Cell) bool {
	for _, c := range rhombs {
		for _, n := range r.chen.joined[c] {
			if n.line.ends[0].card != diagram.Unknown || n.line.ends[1].card != diagram.Unknown {
				return true
			}
		}
	}
	return false
}

// rangesAsTimes reads ranges at rhombs as counts of taking part, like (min,max) pairs,
// where the page has nothing but ranges and writes even 1 as 1..1: so do text books,
// while those who mean the number at the other end write a plain 1.
func (r *reader) rangesAsTimes(rhombs []*mxgraph.Cell) {
	var ends []*lineEnd
	exactlyOne := false
	for _, c := range rhombs {
		for _, n := range r.chen.joined[c] {
			for i := range n.line.ends {
				end := &n.line.ends[i]
				if !end.byText {
					continue
				}
				if !end.ranged {
					return
				}
				exactlyOne = exactlyOne || end.card == diagram.One
				ends = append(ends, end)
			}
		}
	}
	if exactlyOne {
		for _, end := range ends {
			end.minMax, end.why = true, "ranges at a rhomb are read as how often an entity takes part"
		}
	}
}

// arrowsAsOne reads the notations of text books that have arrows instead of numbers: of
// the lines at rhombs some have a head. A head at the entity means that there is one of
// it; a head at the rhomb means that the entity takes part once, so that there is one of
// the other entity. Lines without a head mean many.
func (r *reader) arrowsAsOne(rhombs []*mxgraph.Cell) {
	type pairOfLines [2]neighbour
	var pairs []pairOfLines
	atEntity, atRhomb, lines := 0, 0, 0
	for _, c := range rhombs {
		var ends []neighbour
		for _, n := range r.chen.joined[c] {
			if r.isAttribute(n.shape) {
				continue
			}
			ends = append(ends, n)
			lines++
			if !isPlain(n.line.ends[n.end].marker) {
				atEntity++
			}
			if !isPlain(n.line.ends[1-n.end].marker) {
				atRhomb++
			}
		}
		if len(ends) == 2 && ends[0].line != ends[1].line {
			pairs = append(pairs, pairOfLines{ends[0], ends[1]})
		}
	}
	heads := atEntity
	if atRhomb > 0 && atEntity > 0 || 4*max(atEntity, atRhomb) > 3*lines {
		return // no system, or the arrows of a flow
	}
	if atRhomb > 0 {
		heads = atRhomb
	}
	if heads == 0 {
		return
	}
	for _, p := range pairs {
		for i, n := range p {
			marker := n.line.ends[n.end].marker
			if atRhomb > 0 {
				other := p[1-i]
				marker = other.line.ends[1-other.end].marker
			}
			end := &n.line.ends[n.end]
			end.card, end.byText, end.why = diagram.One, true, "arrow heads at a rhomb are read as one, lines without as many"
			if isPlain(marker) {
				end.card = diagram.Many
			}
		}
	}
}

// attributesOf reads the attributes of a relationship from an oval, or from a box with
// one on each line.
func (r *reader) attributesOf(c *mxgraph.Cell) []diagram.Attribute {
	if isOval(c) {
		if col := r.ovalColumn(c); col != nil {
			return []diagram.Attribute{{Name: col.name, Type: col.typ}}
		}
		return nil
	}
	var out []diagram.Attribute
	for _, l := range c.Label().Lines {
		if col := readRow(l.Text, r.ambiguous).column(); col.name != "" {
			out = append(out, diagram.Attribute{Name: col.name, Type: col.typ})
		}
	}
	return out
}

// rhomb makes a relationship of a rhomb and the entities around it.
func (r *reader) rhomb(c *mxgraph.Cell) {
	name, _ := cutCards(c)
	var attributes []diagram.Attribute
	if r.associations[c] {
		name, attributes = r.nameAndAttributes(c)
	}
	rel := &relation{cell: c, name: diagram.CutName(name), attributes: attributes, identifying: c.Style.Get("double") == "1"}
	var ends []relationEnd
	entities := map[*entity]int{}
	for _, n := range r.chen.joined[c] {
		switch {
		case r.isAttribute(n.shape):
			for _, leaf := range r.leaves(n.shape, c) {
				rel.attributes = append(rel.attributes, r.attributesOf(leaf)...)
			}
		case r.owner[n.shape] != nil:
			e := r.owner[n.shape].whole()
			end := n.line.ends[n.end]
			rEnd := n.line.ends[1-n.end]
			card := end.card
			times := diagram.Unknown
			if _, isER, _ := markerCard(rEnd.marker); isER {
				times = rEnd.card
			} else if card == diagram.Unknown {
				card, end.minMax = rEnd.card, rEnd.minMax // a text at the rhomb's end of the line
			}
			entities[e]++
			ends = append(ends, relationEnd{entity: e, card: card, minMax: end.minMax, times: times, line: n.line, at: n.end})
			if end.snapped > 0 {
				r.warnSnapped(n.line, end)
				rel.guess("a line end was not glued to the shape")
			}
			if end.why != "" {
				rel.guess(end.why)
			}
		}
	}
	if len(entities) > 1 && hint(c) == "" {
		// Two lines to one entity among others mean that all its rows take part.
		seen := map[*entity]int{}
		kept := ends[:0]
		for _, end := range ends {
			if at, ok := seen[end.entity]; ok {
				if kept[at].card == diagram.Unknown {
					kept[at].card, kept[at].minMax = end.card, end.minMax
				}
				continue
			}
			seen[end.entity] = len(kept)
			kept = append(kept, end)
		}
		ends = kept
	}
	r.taken[c] = true
	if len(ends) < 2 {
		if len(ends) == 1 {
			r.warn("loose-end", c, "The relationship %q is joined to the entity %q only and was left out.", rel.name, ends[0].entity.name)
		}
		return
	}
	if len(ends) == 2 && countsTimes(ends[0]) && countsTimes(ends[1]) {
		// How often an A takes part is how many B there are for one A.
		ends[0].card, ends[1].card = ends[1].card, ends[0].card
	}
	if len(ends) == 2 {
		// Crow's feet at the rhomb say how often an entity takes part, as if the rhomb
		// were a table in between.
		ends[0].card, ends[1].card = through(ends[0].card, ends[1].times), through(ends[1].card, ends[0].times)
	}
	rel.ends = ends
	r.relations = append(r.relations, rel)
}

// countsTimes tells whether an end says how often its entity takes part, or nothing.
func countsTimes(end relationEnd) bool { return end.minMax || end.card == diagram.Unknown }

// through is the cardinality of an end beyond a rhomb that the other end takes part in
// so many times.
func through(card, times diagram.Cardinality) diagram.Cardinality {
	if times.IsMany() && !card.IsMany() || card == diagram.Unknown {
		return times
	}
	return card
}
