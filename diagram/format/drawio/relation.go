package drawio

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// relation is a relationship in the making.
type relation struct {
	cell *mxgraph.Cell // the line or the rhomb
	part string        // tells relationships of one cell apart
	ends []relationEnd
	line *line // of a line, not of a rhomb

	name                               string
	attributes                         []diagram.Attribute
	directed, inheritance, identifying bool
	inRow                              bool // a row says it, nothing is drawn
	pairs                              []pair
	why                                string // why it is a guess, or empty
	whole                              int    // the end with a diamond of UML: 1 or 2, 0 for none
	merged                             bool
	into                               *relation // that says the same, when merged
}

type relationEnd struct {
	entity *entity
	card   diagram.Cardinality
	row    *column // the row that the line is glued to, or nil
	minMax bool
	times  diagram.Cardinality // how often the entity takes part in a rhomb, if marked
	line   *line               // that ends here, at its end number at
	at     int
}

// pair is a child column and the parent column it refers to.
type pair struct{ from, to *column }

func (rel *relation) guess(why string) {
	if rel.why != "" && rel.why != why {
		why = rel.why + "; " + why
	}
	rel.why = why
}

// swap makes the second end the child.
func (rel *relation) swap() { rel.ends[0], rel.ends[1] = rel.ends[1], rel.ends[0] }

// findRelations makes relationships of the lines between entities and reports lines
// that lead nowhere.
func (r *reader) findRelations() {
	for _, l := range r.lines {
		a, rowA := r.entityAt(l.ends[0].shape)
		b, rowB := r.entityAt(l.ends[1].shape)
		if a == nil || b == nil {
			r.warnLoose(l, a, b)
			continue
		}
		if a.isEnum || b.isEnum || l.isDependency() {
			continue
		}
		loose := !l.ends[0].glued || !l.ends[1].glued
		if a == b && loose && !l.isER {
			continue // a stroke drawn on the table, for instance to divide its rows
		}
		if a == b && hint(l.cell) == "" && (l.ends[0].shape == l.ends[1].shape || rowA == rowB) && !l.isER && l.name == "" && isPlain(l.ends[0].marker) && isPlain(l.ends[1].marker) {
			continue
		}
		if same := l.ends[0].shape; same == l.ends[1].shape && same != a.cell && !l.isER && l.name == "" {
			continue // a line from a row to itself says nothing
		}
		rel := &relation{cell: l.cell, line: l, why: l.why}
		if _, _, isCard := endCard(l.name); !isCard {
			rel.name = diagram.CutName(l.name)
		}
		rel.ends = []relationEnd{
			{entity: a, card: l.ends[0].card, row: rowA, minMax: l.ends[0].minMax},
			{entity: b, card: l.ends[1].card, row: rowB, minMax: l.ends[1].minMax},
		}
		if rel.ends[0].minMax && rel.ends[1].minMax && !l.isER {
			rel.ends[0].card, rel.ends[1].card = rel.ends[1].card, rel.ends[0].card
		}
		// An end without a mark opposite one of many reads as one.
		for i := range rel.ends {
			if hint(l.cell) == "" && rel.ends[i].card == diagram.Unknown && rel.ends[1-i].card.IsMany() {
				rel.ends[i].card = diagram.One
				if !l.isER {
					rel.guess("the end without a number opposite many is read as one")
				}
			}
		}
		for i, end := range l.ends {
			rel.ends[i].line, rel.ends[i].at = l, i
			switch end.marker {
			case "diamond", "diamondThin":
				rel.whole = i + 1
			}
			if end.snapped > 0 {
				r.warnSnapped(l, end)
				rel.guess("a line end was not glued to the shape")
			}
			if end.why != "" {
				rel.guess(end.why)
			}
		}
		if top, ok := l.isInheritance(); ok {
			rel.inheritance, rel.directed = true, true
			if top == 0 {
				rel.swap()
			}
			for i := range rel.ends {
				rel.ends[i].card = []diagram.Cardinality{diagram.ZeroOne, diagram.One}[i]
			}
		}
		r.relations = append(r.relations, rel)
	}
}

// warnSnapped tells of a line end that was joined to a shape nearby.
func (r *reader) warnSnapped(l *line, end lineEnd) {
	name := ""
	if e, _ := r.entityAt(end.shape); e != nil {
		name = e.name
	} else if end.shape != nil {
		name = diagram.CutName(joined(end.shape))
	}
	r.warn("snapped-end", l.cell, "A line ends %d pixels beside %q and was joined to it.", int(math.Round(end.snapped)), name)
}

// warnLoose reports a line that begins at an entity and ends nowhere, or at a shape that
// is none. Lines of other drawings on the page are no news.
func (r *reader) warnLoose(l *line, a, b *entity) {
	if a == nil && b == nil {
		if l.isER {
			r.warn("loose-end", l.cell, "A line with crow's feet joins no table at either end and was left out.")
		}
		return
	}
	known, missing := a, l.ends[1]
	if a == nil {
		known, missing = b, l.ends[0]
	}
	if missing.shape != nil {
		if n := r.node(missing.shape); n != nil && (isRhomb(n) || isOval(n) || isTriangle(n) || r.chen.attributes[n]) && r.taken[n] {
			return // read with the rhomb or as an attribute
		}
		if !l.isER {
			return // a pointer to a note or another drawing
		}
	}
	r.warn("loose-end", l.cell, "A line from the table %q ends at no other table and was left out.", known.name)
}

// mergeDoubles drops lines that were drawn twice: between the same rows, or with the
// same columns found.
func (r *reader) mergeDoubles() {
	type form struct {
		child, parent *entity
		from, to      *column
		row, other    *column
	}
	seen := map[form]*relation{}
	for _, rel := range r.relations {
		if len(rel.ends) != 2 || rel.line == nil || rel.inheritance || hint(rel.cell) != "" {
			continue
		}
		key := form{child: rel.ends[0].entity, parent: rel.ends[1].entity}
		switch {
		case len(rel.pairs) > 0:
			key.from, key.to = rel.pairs[0].from, rel.pairs[0].to
		case rel.ends[0].row != nil && rel.ends[1].row != nil:
			key.row, key.other = rel.ends[0].row, rel.ends[1].row
		case rel.line.ends[0].glued && rel.line.ends[1].glued:
			continue // two lines between two tables may well mean two things
		}
		if first := seen[key]; first != nil && first.ends[0].card == rel.ends[0].card && first.ends[1].card == rel.ends[1].card {
			rel.merged, rel.into = true, first
			r.warn("duplicate-line", rel.cell, "Two lines say the same of %q and %q; one relationship was made of them.", key.child.name, key.parent.name)
			continue
		}
		seen[key] = rel
	}
}
