package merge

import (
	"slices"

	"crowsfoot/diagram"
)

// mergeRelationships merges the relationships. A relationship stays or comes back with a
// table that does.
func (m *merger) mergeRelationships() {
	mergeKind(m, &relationships, &way[diagram.Relationship]{
		follows: func(r *diagram.Relationship, stays map[diagram.ID]bool) bool {
			return slices.ContainsFunc(r.Ends, func(e diagram.End) bool { return stays[e.Table] })
		},
		both: m.mergeRelationship,
	})
}

// mergeRelationship merges a relationship that both sides have. Ends are merged one by
// one while they lead to the same tables; where one side let the line lead elsewhere, its
// ends count as a whole. Which pairs fit the ends is seen when all tables are merged; see
// mendPairs.
func (m *merger) mergeRelationship(base, mine, theirs *diagram.Relationship) *diagram.Relationship {
	if base != nil && isFlipped(base, theirs) {
		// Theirs changed child and parent: look at the others from that side, too.
		if sameTables(base, mine) {
			mine = flip(mine)
		}
		base = flip(base)
	}
	merged, clashes := mergeProperties(base, mine, theirs, m.careful, []string{"ends"})
	ends := mine.Ends
	switch {
	case sameTables(mine, theirs) && (base == nil || sameTables(base, mine)):
		var more []clash
		ends, more = mergeEnds(base, mine, theirs)
		clashes = append(clashes, more...)
	case base == nil:
		// The same line, seen from the other side: mine's view stays unless only theirs
		// knows the direction.
		if theirs.Directed && !mine.Directed {
			ends = theirs.Ends
		}
	case !sameTables(base, theirs):
		ends = theirs.Ends
		if !sameTables(base, mine) && !sameTables(mine, theirs) {
			clashes = append(clashes, clash{"ends", mine.Ends, theirs.Ends})
		}
	}
	m.note(mine.ID, clashes)
	if slices.Equal(ends, merged.Ends) {
		return merged
	}
	c := *merged
	c.Ends = ends
	return &c
}

// mergeEnds merges the ends of relationships that lead to the same tables.
func mergeEnds(base, mine, theirs *diagram.Relationship) ([]diagram.End, []clash) {
	ends := slices.Clone(mine.Ends)
	var clashes []clash
	for i := range ends {
		var b *diagram.End
		if base != nil {
			b = &base.Ends[i]
		}
		t := theirs.Ends[i]
		if b == nil && t.Card == diagram.Unknown {
			t.Card = ""
		}
		merged, more := mergeProperties(b, &mine.Ends[i], &t, false, nil)
		ends[i] = *merged
		clashes = append(clashes, more...)
	}
	return ends, clashes
}

func sameTables(a, b *diagram.Relationship) bool {
	return slices.EqualFunc(a.Ends, b.Ends, func(x, y diagram.End) bool { return x.Table == y.Table })
}

// isFlipped tells whether b leads the same way as a, but from the other side.
func isFlipped(a, b *diagram.Relationship) bool {
	return len(a.Ends) == 2 && len(b.Ends) == 2 && !sameTables(a, b) &&
		a.Ends[0].Table == b.Ends[1].Table && a.Ends[1].Table == b.Ends[0].Table
}

// flip returns a relationship of two ends from its other side.
func flip(r *diagram.Relationship) *diagram.Relationship {
	c := *r
	c.Ends = []diagram.End{r.Ends[1], r.Ends[0]}
	c.Pairs = flipPairs(r.Pairs)
	return &c
}

func flipPairs(pairs []diagram.Pair) []diagram.Pair {
	out := make([]diagram.Pair, len(pairs))
	for i, p := range pairs {
		out[i] = diagram.Pair{From: p.To, To: p.From}
	}
	return out
}
