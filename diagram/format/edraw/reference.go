package edraw

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// finder finds out which end of a link holds the reference, and in which column: by the
// rows that its line meets, by its cardinalities, and by what the names, types and keys of
// the columns say.
type finder struct {
	b     *builder
	view  *naming.View
	byID  map[diagram.ID]*column
	known map[[2]*node][]clue // what clues found
}

// clue is a column that may be the reference to another table.
type clue struct {
	from, to *column // to is nil where the other table has no column to refer to
	weight   float64 // 0 to 1, more with a mark of a foreign key
	why      string
}

const (
	markBonus = .5 // what the mark FK adds to the confidence of a name
	namedSo   = 2  // the weight of a column that says which table it refers to
	// firstMalus is taken off the first column of a table, which is its own key rather,
	// where its name has nothing in common with the other table.
	firstMalus = .7
	bareMalus  = .1 // is taken off a name without a word such as id
	stemBonus  = .1 // what a name like that of the link adds, to tell columns apart
	likely     = .4 // the weight from which on names tell a direction
	paired     = .4 // the weight from which on a column is taken for a line
)

// refer directs the links and pairs their columns. The tables must have been built.
func (b *builder) refer(links []*link) {
	f := &finder{b: b, view: naming.Look(b.draft(links)), byID: make(map[diagram.ID]*column, len(b.columns)), known: map[[2]*node][]clue{}}
	for c, id := range b.columns {
		f.byID[id] = c
	}
	taken := map[*column]bool{}
	var open []*link
	for _, l := range links {
		switch {
		case len(l.ends) != 2:
		case l.said:
			for _, p := range l.stated {
				taken[p[0]] = true
			}
		case l.isA:
			l.directed = true
		case f.byRows(l):
			taken[l.from] = true
		default:
			f.direct(l)
			if l.directed {
				open = append(open, l)
			}
		}
	}
	f.assign(open, taken)
	for _, l := range open {
		if l.from == nil {
			f.lastLeft(l, taken)
		}
	}
}

// clues returns the columns of child that may refer to parent, the best first.
func (f *finder) clues(child, parent *node) []clue {
	key := [2]*node{child, parent}
	if found, ok := f.known[key]; ok {
		return found
	}
	from, to := f.b.tables[child], f.b.tables[parent]
	list := f.byNames(from, to)
	called := strings.Join(f.view.Words(parent.name), "")
	for _, c := range child.columns {
		if c.refers != "" && strings.Join(f.view.Words(c.refers), "") == called {
			list = append(list, clue{from: c, to: f.target(parent, c), weight: namedSo, why: "A mark names the table"})
		}
	}
	for i := range list {
		c := &list[i]
		switch {
		case c.weight >= namedSo:
		case c.from.fk:
			c.weight += markBonus
		case c.from == child.columns[0] && !sharesWord(f.view.Words(c.from.name), f.view.Words(parent.name)):
			c.weight -= firstMalus
		case !f.view.ColumnName(f.b.columns[c.from]).Key:
			c.weight -= bareMalus
		}
	}
	slices.SortStableFunc(list, func(a, b clue) int { return cmp.Compare(b.weight, a.weight) })
	f.known[key] = list
	return list
}

// byNames returns what the names say. Where the parent has no key they could be held
// against, a column that is called like the parent counts, too.
func (f *finder) byNames(child, parent *diagram.Table) []clue {
	var list []clue
	for _, c := range f.view.Between(child.ID, parent.ID) {
		from, to := f.byID[c.Columns[0].ID], f.byID[c.ParentColumns[0].ID]
		if from != nil && to != nil && from != to {
			list = append(list, clue{from: from, to: to, weight: c.Confidence, why: c.Evidence[0]})
		}
	}
	if len(list) > 0 || child == parent {
		return list
	}
	called := strings.Join(f.view.TableWords(parent.ID), "")
	for _, c := range child.Columns {
		name := f.view.ColumnName(c.ID)
		from := f.byID[c.ID]
		if from == nil || !name.Key {
			continue
		}
		switch to := f.view.Target(parent.ID, c.ID); {
		case called != "" && strings.Join(name.Base, "") == called:
			cl := clue{from: from, weight: .6, why: "Name is that of the table"}
			if to != nil {
				cl.to = f.byID[to.ID]
			}
			list = append(list, cl)
		case to != nil && strings.EqualFold(to.Name, c.Name) && sharesWord(f.view.Words(c.Name), f.view.Words(parent.Name)) &&
			!slices.Equal(name.Base, f.view.TableWords(child.ID)):
			list = append(list, clue{from: from, to: f.byID[to.ID], weight: .6, why: "Same name as the key of the table"})
		}
	}
	return list
}

// target returns the column of a parent that a reference from this column goes to, or
// nil.
func (f *finder) target(parent *node, from *column) *column {
	if c := f.view.Target(f.b.tables[parent].ID, f.b.columns[from]); c != nil {
		return f.byID[c.ID]
	}
	return nil
}

// ownKey tells whether a column is the key of its table and nothing more.
func (n *node) ownKey(c *column) bool {
	if !c.pk || c.fk {
		return false
	}
	return !slices.ContainsFunc(n.columns, func(o *column) bool { return o.pk && o != c })
}

// best is the weight of the best column of child that refers to parent.
func (f *finder) best(child, parent *node) float64 {
	most := 0.0
	for _, c := range f.clues(child, parent) {
		if child.ownKey(c.from) {
			c.weight -= .5
		}
		most = max(most, c.weight)
	}
	return most
}

// of is the weight of this one column of child as a reference to parent.
func (f *finder) of(from *column, child, parent *node) float64 {
	for _, c := range f.clues(child, parent) {
		if c.from == from {
			return c.weight
		}
	}
	return 0
}

// byRows reads a line that meets a row at both ends. The key is the parent's.
func (f *finder) byRows(l *link) bool {
	a, z := l.ends[0], l.ends[1]
	if a.column == nil || z.column == nil || a.card.IsMany() && z.card.IsMany() {
		return false
	}
	isKey := func(e linkEnd, other linkEnd) bool {
		return e.column.pk || !e.column.fk && f.target(e.node, other.column) == e.column
	}
	first, second := isKey(a, z), isKey(z, a)
	switch {
	case a.card.IsMany() != z.card.IsMany():
		if z.card.IsMany() {
			l.swap()
		}
	case first != second:
		if first {
			l.swap()
		}
		if !l.ends[1].column.pk && !l.ends[0].column.fk {
			l.guess("The line joins two columns; the one that looks like a key is taken for the one that is referred to.")
		}
	default:
		forward, backward := f.of(a.column, a.node, z.node), f.of(z.column, z.node, a.node)
		if forward == backward || max(forward, backward) < likely {
			return false
		}
		if backward > forward {
			l.swap()
		}
		l.guess("The line joins two columns; by their names, the first refers to the second.")
	}
	l.directed = true
	l.from, l.to = l.ends[0].column, l.ends[1].column
	return true
}

// direct decides which end is the child, and puts it first.
func (f *finder) direct(l *link) {
	a, z := l.ends[0], l.ends[1]
	if a.card.IsMany() && z.card.IsMany() {
		return
	}
	forward, backward := f.best(a.node, z.node), f.best(z.node, a.node)
	if a.card.IsMany() || z.card.IsMany() {
		l.directed = true
		if z.card.IsMany() {
			l.swap()
			forward, backward = backward, forward
		}
		if l.ends[1].card == diagram.Unknown && a.node != z.node && forward < .1 && backward >= .6 {
			many, other := l.ends[0].node.name, l.ends[1].node.name
			f.b.r.warn("contradiction", l.source, fmt.Sprintf("The line between %q and %q is many at %q, but the column that refers is in the other table.", many, other, many))
			l.swap()
			l.guess("The names of the columns contradict the drawn end.")
		}
		return
	}
	bothOne := a.card.IsOne() && z.card.IsOne()
	switch {
	case a.node == z.node:
		l.directed = forward >= .5
	case max(forward, backward) >= likely && forward != backward:
		l.directed = true
		if backward > forward {
			l.swap()
		}
	case bothOne && a.card != z.card:
		l.directed = true
		if z.card == diagram.ZeroOne {
			l.swap()
		}
		l.guess("Of one to one, the optional end is read as the side that refers.")
		return
	}
	if l.directed {
		l.guess("No end says which table refers; the names of the columns do.")
	}
}

// assign gives each directed link the best column that no better link has.
func (f *finder) assign(links []*link, taken map[*column]bool) {
	type offer struct {
		link *link
		clue
	}
	var offers []offer
	for _, l := range links {
		child, parent := l.ends[0], l.ends[1]
		for _, c := range f.clues(child.node, parent.node) {
			if child.node.ownKey(c.from) && child.card.IsMany() {
				continue // it would make the relationship one to one
			}
			if c.weight < paired || c.to == nil || c.to == c.from {
				continue
			}
			if sharesStem(naming.Words(l.name), naming.Words(c.from.name)) {
				c.weight += stemBonus
			}
			offers = append(offers, offer{l, c})
		}
	}
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Compare(b.weight, a.weight) })
	for _, o := range offers {
		if o.link.from != nil || taken[o.from] {
			continue
		}
		o.link.from, o.link.to = o.from, o.to
		taken[o.from] = true
		if o.from.fk && o.weight > 1 {
			continue // a marked column that is named after the table leaves no doubt
		}
		o.link.guess(fmt.Sprintf("The line names no columns; %s was taken: %s.", o.from.name, o.why))
	}
}

// lastLeft takes the only column of the child that is marked as a foreign key and that no
// other link has.
func (f *finder) lastLeft(l *link, taken map[*column]bool) {
	child, parent := l.ends[0].node, l.ends[1].node
	var only *column
	for _, c := range child.columns {
		if !c.fk || taken[c] {
			continue
		}
		if only != nil {
			return
		}
		only = c
	}
	if only == nil || only.refers != "" {
		return
	}
	if to := f.target(parent, only); to != nil && to != only {
		l.from, l.to = only, to
		taken[only] = true
		l.guess("The column " + only.name + " is the only marked one that no other line has.")
	}
}
