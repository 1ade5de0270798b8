package drawio

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// findAssociations notices the ovals that are relationships, as the method Merise draws
// them: lines with pairs such as 0,n and 1,1 lead to two boxes or more. The pair at a box
// counts how often one of it takes part.
func (r *reader) findAssociations() {
	r.associations = map[*mxgraph.Cell]bool{}
	around := map[*mxgraph.Cell]map[*mxgraph.Cell]bool{}
	bare := map[*mxgraph.Cell]bool{} // ovals that have a line to a box without a pair
	for _, l := range r.lines {
		for i := range l.ends {
			oval, other := l.ends[i].shape, l.ends[1-i].shape
			if oval == nil || other == nil || !isOval(oval) || isOval(other) || isJoint(oval) || isSplit(oval) {
				continue
			}
			if !l.ends[0].paired && !l.ends[1].paired {
				bare[oval] = true
				continue
			}
			if around[oval] == nil {
				around[oval] = map[*mxgraph.Cell]bool{}
			}
			around[oval][r.whole(other)] = true
		}
	}
	for oval, boxes := range around {
		r.associations[oval] = len(boxes) > 1 && !bare[oval] && joined(oval) != ""
	}
	for _, l := range r.lines {
		if r.atAssociation(l) {
			l.ends[0].minMax, l.ends[1].minMax = true, true
		}
	}
}

// whole is the shape of the entity that a shape is part of, or the shape.
func (r *reader) whole(c *mxgraph.Cell) *mxgraph.Cell {
	if e := r.owner[c].whole(); e != nil {
		return e.cell
	}
	return c
}

// atAssociation tells whether a line ends at an oval that is a relationship.
func (r *reader) atAssociation(l *line) bool {
	return r.associations[l.ends[0].shape] || r.associations[l.ends[1].shape]
}

// readAssociations makes relationships of them; the lines of the text below the name are
// attributes.
func (r *reader) readAssociations() {
	for c := range r.cells {
		if r.associations[c] && !r.taken[c] {
			r.rhomb(c)
		}
	}
}

// nameAndAttributes divides the text of an oval that is a relationship.
func (r *reader) nameAndAttributes(c *mxgraph.Cell) (name string, attributes []diagram.Attribute) {
	for i, l := range c.Label().Lines {
		if i == 0 {
			name = l.Text
		} else if col := readRow(l.Text, r.ambiguous).column(); col.name != "" {
			attributes = append(attributes, diagram.Attribute{Name: col.name, Type: col.typ})
		}
	}
	return name, attributes
}

// isPair tells texts such as "0,n" and "(1,1)".
func isPair(text string) bool {
	_, _, ok := endCard(text)
	return ok && strings.ContainsAny(text, ",;")
}
