package drawio

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// chooseColumns finds out for each line which side is the child and which column of it
// holds the reference. It trusts, in this order: rows that the line joins and that are
// marked or named for it, cardinalities, marks and names of all columns.
func (r *reader) chooseColumns() {
	f := finder{r: r, view: naming.Look(r.sketch()), between: map[[2]*entity][]evidence{}, byID: map[diagram.ID]*column{}, glued: map[*column]bool{}}
	for _, e := range r.entities {
		for _, c := range e.columns {
			if c.built != nil {
				f.byID[c.built.ID] = c
			}
		}
	}
	for _, rel := range r.relations {
		for _, end := range rel.ends {
			if end.row != nil {
				f.glued[end.row] = true
			}
		}
	}
	var open []*relation
	for _, rel := range r.obeyHints() {
		if len(rel.ends) != 2 || rel.inheritance {
			continue
		}
		if f.byRows(rel) {
			continue
		}
		open = append(open, rel)
	}
	for _, rel := range open {
		f.direct(rel)
	}
	f.assign(open)
	for _, rel := range open {
		if len(rel.pairs) == 0 && rel.directed && rel.line != nil {
			f.lastOneLeft(rel)
		}
	}
	r.mergeDoubles()
}

// sketch is the diagram with the lines as they were drawn, because a line between two
// tables is evidence too.
func (r *reader) sketch() *diagram.Diagram {
	d := r.out.Diagram.Snapshot()
	for _, rel := range r.relations {
		if len(rel.ends) == 2 && !rel.inheritance {
			d.AddRelationship(&diagram.Relationship{ID: r.id(rel.cell, rel.part), Ends: diagram.Between(
				rel.ends[0].entity.table.ID, rel.ends[0].card, rel.ends[1].entity.table.ID, rel.ends[1].card)})
		}
	}
	return d
}

// finder looks for the columns of lines.
type finder struct {
	r       *reader
	view    *naming.View
	between map[[2]*entity][]evidence
	byID    map[diagram.ID]*column
	glued   map[*column]bool // rows that lines end at
}

// evidence is a column that may be the reference from one entity to another.
type evidence struct {
	from   *column
	to     *column // nil when the parent has no key that is known
	weight float64 // 0 to 1, more with a mark of a foreign key
}

// markBonus is what the mark FK adds to the confidence of a name.
const markBonus = .5

// all returns the evidence for references from child to parent, the best first.
func (f *finder) all(child, parent *entity) []evidence {
	key := [2]*entity{child, parent}
	if found, ok := f.between[key]; ok {
		return found
	}
	var list []evidence
	known := map[*column]int{}
	for _, c := range f.view.Between(child.table.ID, parent.table.ID) {
		if len(c.Columns) != 1 || len(c.ParentColumns) != 1 {
			continue
		}
		from, to := f.byID[c.Columns[0].ID], f.byID[c.ParentColumns[0].ID]
		if from == nil || to == nil || from == to {
			continue
		}
		known[from] = len(list)
		list = append(list, evidence{from: from, to: to, weight: c.Confidence})
	}
	for _, c := range child.columns {
		weight := f.named(c, child, parent)
		if weight == 0 {
			continue
		}
		if at, ok := known[c]; ok {
			list[at].weight = max(list[at].weight, weight)
		} else if to := f.target(parent, c); to != c && (weight > bareName || to == nil || !clash(c.typ, to.typ)) {
			list = append(list, evidence{from: c, to: to, weight: weight})
		}
	}
	for i := range list {
		if list[i].from.mark.foreign {
			list[i].weight += markBonus
		}
	}
	for _, c := range child.columns {
		if c.refTable != "" && strings.EqualFold(c.refTable, parent.name) {
			to := parent.columnNamed(c.refColumn)
			if to == nil {
				to = f.target(parent, c)
			}
			if to != nil && to != c {
				list = append(list, evidence{from: c, to: to, weight: 2})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b evidence) int { return cmp.Compare(b.weight, a.weight) })
	f.between[key] = list
	return list
}

// of returns the evidence that this one column refers to parent, if there is any.
func (f *finder) of(c *column, child, parent *entity) (evidence, bool) {
	for _, ev := range f.all(child, parent) {
		if ev.from == c {
			return ev, true
		}
	}
	return evidence{}, false
}

// target is the column of a parent that a reference goes to: its primary key, else a
// column called like the child's, else the one whose name says that it is the key.
func (f *finder) target(parent *entity, from *column) *column {
	if keys := parent.primary(); len(keys) == 1 {
		return keys[0]
	} else if len(keys) > 1 {
		for _, k := range keys {
			if from != nil && strings.EqualFold(k.name, from.name) {
				return k
			}
		}
		for _, k := range keys {
			if strings.EqualFold(k.name, "id") {
				return k
			}
		}
		return nil
	}
	if from != nil {
		if c := parent.columnNamed(from.name); c != nil && c != from {
			return c
		}
		if c := f.afterTable(from, parent); c != nil {
			return c
		}
	}
	if key := f.view.KeyOf(parent.table.ID); key != nil && f.byID[key.ID] != from {
		return f.byID[key.ID]
	}
	return nil
}

// plausible tells whether a row may be what a line from a child to a parent means: it
// has the mark, the name for it, or, at a line to a key, a name that references have.
func (f *finder) plausible(row *column, child, parent *entity) bool {
	if row.mark.foreign {
		return true
	}
	if ev, ok := f.of(row, child, parent); ok && ev.weight >= tailOfName {
		return true
	}
	if child == parent || f.hasHome(row, child, parent) {
		return false
	}
	// friend_id of friends is no key where the table has another one.
	ownName := !row.mark.primary && f.view.ColumnName(row.built.ID).Strong && f.view.KeyOf(child.table.ID) != nil
	return (ownName || f.looksReferring(row, child)) &&
		!slices.ContainsFunc(f.all(child, parent), func(ev evidence) bool {
			return ev.weight >= headOfName && !f.glued[ev.from]
		})
}

// isTarget tells whether a row may be what references go to.
func (f *finder) isTarget(row *column, e *entity) bool {
	return row.mark.primary || row.mark.unique || row == f.target(e, nil)
}

// byRows reads lines that join a key to a column that refers to it.
func (f *finder) byRows(rel *relation) bool {
	a, b := rel.ends[0], rel.ends[1]
	if a.row == nil || b.row == nil || a.row == b.row {
		return false
	}
	forward := f.plausible(a.row, a.entity, b.entity) && f.isTarget(b.row, b.entity)
	backward := f.plausible(b.row, b.entity, a.entity) && f.isTarget(a.row, a.entity)
	if forward && backward {
		// Both rows are keys: the one that is marked as a reference, or is many.
		switch {
		case a.row.mark.foreign != b.row.mark.foreign:
			forward, backward = a.row.mark.foreign, b.row.mark.foreign
		case a.card.IsMany() != b.card.IsMany():
			forward, backward = a.card.IsMany(), b.card.IsMany()
		default:
			return false
		}
	}
	if !forward && !backward {
		return false
	}
	child := a
	if backward {
		child = b
	}
	// A name alone does not stand against the cardinalities.
	parent := rel.other(child)
	if parent.card.IsMany() && !child.row.mark.foreign {
		ev, named := f.of(child.row, child.entity, parent.entity)
		if child.card.IsOne() || !named || ev.weight < tailOfName {
			return false
		}
	}
	if backward {
		rel.swap()
	}
	rel.directed = true
	rel.pairs = []pair{{rel.ends[0].row, rel.ends[1].row}}
	child.row.claimed = true
	f.completeKey(rel)
	return true
}

func (rel *relation) other(end relationEnd) relationEnd {
	if rel.ends[0].row == end.row && rel.ends[0].entity == end.entity {
		return rel.ends[1]
	}
	return rel.ends[0]
}

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

// offers returns the evidence for a line from child to parent: that of names and marks,
// that of the row that the line ends at, and that of the text on the line.
func (f *finder) offers(rel *relation, child, parent relationEnd) []evidence {
	list := slices.Clone(f.all(child.entity, parent.entity))
	add := func(c *column, bonus, alone float64) {
		if at := slices.IndexFunc(list, func(ev evidence) bool { return ev.from == c }); at >= 0 {
			list[at].weight += bonus
		} else if to := f.target(parent.entity, c); to != c {
			list = append(list, evidence{from: c, to: to, weight: alone})
		}
	}
	if c := child.row; c != nil {
		if c.mark.foreign {
			add(c, .3, .6)
		} else {
			add(c, .3, 0)
		}
	}
	if rel.name != "" {
		for _, c := range child.entity.columns {
			if f.lineNames(rel, c) {
				add(c, .3, endOfName)
			}
		}
	}
	return list
}

// assign gives each directed line the best column that no better line has.
func (f *finder) assign(open []*relation) {
	type offer struct {
		rel *relation
		ev  evidence
	}
	var offers []offer
	for _, rel := range open {
		if !rel.directed {
			continue
		}
		child, parent := rel.ends[0], rel.ends[1]
		for _, ev := range f.offers(rel, child, parent) {
			if ev.from.mark.primary && !ev.from.mark.foreign && len(child.entity.primary()) == 1 && child.card.IsMany() {
				continue // its own key, which would make the relationship one to one
			}
			if ev.weight >= .3 && ev.to != nil && ev.to != ev.from {
				offers = append(offers, offer{rel, ev})
			}
		}
	}
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Compare(b.ev.weight, a.ev.weight) })
	for _, o := range offers {
		if len(o.rel.pairs) > 0 || o.ev.from.claimed {
			continue
		}
		o.rel.pairs = []pair{{o.ev.from, o.ev.to}}
		o.ev.from.claimed = true
		o.rel.guess("column " + o.ev.from.name + " found by its name or mark")
		f.completeKey(o.rel)
	}
}

// lastOneLeft takes the only column of the child that is marked as a foreign key, or
// else named like a reference, and that no line has yet.
func (f *finder) lastOneLeft(rel *relation) {
	child, parent := rel.ends[0].entity, rel.ends[1].entity
	for _, fits := range []func(*column) bool{
		func(c *column) bool { return c.mark.foreign },
		func(c *column) bool {
			return !c.mark.primary && child.form != formChen && f.looksReferring(c, child) && !f.hasHome(c, child, parent)
		},
	} {
		var only *column
		n := 0
		for _, c := range child.columns {
			if !c.claimed && fits(c) {
				only = c
				n++
			}
		}
		if n == 0 {
			continue
		}
		to := f.target(parent, only)
		if n == 1 && to != nil && to != only {
			rel.pairs = []pair{{only, to}}
			only.claimed = true
			rel.guess("column " + only.name + " is the only one left that may refer")
		}
		return
	}
}

func singular(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = naming.Singular(w)
	}
	return out
}

// completeKey adds the other columns of a composite key, when the child has columns of
// the same names for all of them.
func (f *finder) completeKey(rel *relation) {
	child, parent := rel.ends[0].entity, rel.ends[1].entity
	keys := parent.primary()
	if len(keys) < 2 || child == parent {
		return
	}
	var pairs []pair
	for _, k := range keys {
		c := child.columnNamed(k.name)
		if c == nil || c.claimed && c != rel.pairs[0].from {
			return
		}
		pairs = append(pairs, pair{c, k})
	}
	for _, p := range pairs {
		p.from.claimed = true
	}
	rel.pairs = pairs
}
