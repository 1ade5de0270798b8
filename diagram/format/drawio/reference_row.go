package drawio

import "slices"

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
	if !child.row.mark.foreign && !child.card.IsMany() {
		rel.guess("the row " + child.row.name + " is named as a reference, so its side is read as the child")
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
