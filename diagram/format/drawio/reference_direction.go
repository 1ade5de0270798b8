package drawio

import (
	"slices"

	"crowsfoot/diagram"
)

// direct decides which side is the child.
func (f *finder) direct(rel *relation) {
	a, b := rel.ends[0], rel.ends[1]
	switch {
	case a.card.IsMany() && b.card.IsMany():
		return // many to many: neither
	case a.card.IsMany():
		rel.directed = true
		return
	case b.card.IsMany():
		rel.directed = true
		rel.swap()
		return
	}
	forward, backward := f.best(rel, a, b), f.best(rel, b, a)
	oneToOne := a.card.IsOne() && b.card.IsOne()
	least := headOfName
	if rel.line == nil {
		least = endOfName // a rhomb stands for columns that are not drawn
	}
	switch {
	case a.entity == b.entity:
		rel.directed = forward >= .5
	case forward > backward && forward >= least:
		rel.directed = true
	case backward > forward && backward >= least:
		rel.directed = true
		rel.swap()
	case oneToOne && a.card != b.card:
		rel.directed = true
		if b.card == diagram.ZeroOne {
			rel.swap()
		}
		rel.guess("the optional side of one to one is read as the child")
		return
	case rel.line != nil && rel.line.child > 0:
		rel.directed = true
		if rel.line.child == 2 {
			rel.swap()
		}
		return
	case f.refers(rel, a, b) != f.refers(rel, b, a):
		rel.directed = true
		if f.refers(rel, b, a) {
			rel.swap()
		}
		rel.guess("only the side that is read as the child has columns named as references are")
		return
	case rel.whole > 0 && !oneToOne:
		// The diamond of UML stands at the whole; its parts are the children.
		rel.directed = true
		if rel.whole == 1 {
			rel.swap()
		}
		rel.guess("the side without the diamond is read as the child")
		return
	}
	if rel.directed {
		rel.guess("names or marks of columns say which side is the child")
	}
}

// refers tells whether the child of a line has a column that is named as references are,
// and whose name leads to no other table than the parent. A rhomb stands for columns
// that are not drawn.
func (f *finder) refers(rel *relation, child, parent relationEnd) bool {
	return rel.line != nil && child.entity.form != formChen && slices.ContainsFunc(child.entity.columns, func(c *column) bool {
		return f.looksReferring(c, child.entity) && !f.hasHome(c, child.entity, parent.entity)
	})
}

// best is the weight of the best evidence for a line from child to parent.
func (f *finder) best(rel *relation, child, parent relationEnd) float64 {
	most := 0.0
	for _, ev := range f.offers(rel, child, parent) {
		if ev.from.mark.primary && !ev.from.mark.foreign && len(child.entity.primary()) == 1 {
			ev.weight -= .5 // its own key
		}
		most = max(most, ev.weight)
	}
	return most
}
