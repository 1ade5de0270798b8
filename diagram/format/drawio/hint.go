package drawio

import (
	"crowsfoot/diagram/format/internal/mxgraph"
)

// hintKey is a key in the style of the tables, lines and rhombs that Write draws. It says
// what the drawing alone leaves open: which side is the child, and whether the rows that a
// line ends at are meant. draw.io ignores such keys and keeps them.
const hintKey = "crowsfoot"

// The hints.
const (
	// hintForeignKey: the row at the source refers to the row at the target.
	hintForeignKey = "foreignKey"
	// hintPair: as foreignKey, but the pair belongs to the foreign key whose line has the ID
	// that the style names as pairOf.
	hintPair   = "pair"
	pairOfKey  = "pairOf"
	hintChild  = "child"   // the source is the child; no columns are known
	hintPlain  = "plain"   // neither side is the child
	childAtKey = "childAt" // "target" where the child is at the target, or at a rhomb's second line
	hintTable  = "table"   // a table, whatever its rows look like
	hintEntity = "entity"  // an entity of Chen's, whatever is around it
	hintBox    = "box"     // a box that is a table, whatever is around it
	hintEnum   = "enum"    // a list that is an enumeration
	hintLeg    = "leg"     // a line between a rhomb and a table
	hintMember = "member"  // a line between a rhomb and an attribute of it
)

// hint returns what a cell that Write drew says of itself, or "" for cells of others.
func hint(c *mxgraph.Cell) string { return c.Style.Get(hintKey) }

// obeyHints takes direction and columns of relationships from the hints of their cells,
// and returns the others.
func (r *reader) obeyHints() []*relation {
	var open []*relation
	keys := map[string]*relation{} // foreign keys by the ID of their line
	for _, rel := range r.relations {
		if !rel.obeyHint() {
			open = append(open, rel)
		} else if len(rel.pairs) > 0 && keys[rel.cell.ID] == nil {
			keys[rel.cell.ID] = rel
		}
	}
	for _, rel := range r.relations {
		if hint(rel.cell) != hintPair || len(rel.pairs) == 0 {
			continue
		}
		whole := keys[rel.cell.Style.Get(pairOfKey)]
		if whole != nil && whole != rel && !whole.merged && hint(whole.cell) == hintForeignKey &&
			whole.ends[0].entity == rel.ends[0].entity && whole.ends[1].entity == rel.ends[1].entity {
			whole.pairs = append(whole.pairs, rel.pairs...)
			rel.merged, rel.into = true, whole
		}
	}
	return open
}

// obeyHint is false when there is no hint, or when the line was joined to other things
// than the hint speaks of.
func (rel *relation) obeyHint() bool {
	if len(rel.ends) != 2 {
		return false
	}
	if rel.cell.Style.Get(childAtKey) == "target" && (rel.line == nil || rel.ends[0].at == 0) {
		rel.swap()
	}
	child, parent := &rel.ends[0], &rel.ends[1]
	rows := child.row != nil && parent.row != nil && child.row != parent.row
	switch hint(rel.cell) {
	case hintForeignKey, hintPair:
		if !rows {
			return false
		}
	case hintChild:
	case hintPlain:
		return child.row == nil && parent.row == nil
	default:
		return false
	}
	rel.directed = true
	if rows {
		rel.pairs = []pair{{child.row, parent.row}}
		child.row.claimed = true
	}
	return rows || child.row == nil && parent.row == nil
}
