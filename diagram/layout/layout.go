// Package layout says where the cards of a diagram stand and which way its lines run.
// It is the only layout and the only routing of the product: the screen, the command
// line, exports and imports all use it, so that they agree.
//
// Everything here is a pure function of the diagram: no clock, no randomness that is not
// seeded, no order of maps. The same diagram gives the same bytes on every run. It never
// changes a diagram; callers make operations of the positions it returns. It draws
// nothing; package render does.
//
// Start at Tidy (places for everything), Arrange (for tables), Place (for new tables only),
// Routes (lines, all at once) and Router (lines, kept up to date).
package layout

import (
	"maps"

	"crowsfoot/diagram"
)

// Gutter is the least free space between two arranged cards, in world units. Lines need
// it: they turn no nearer than FirstCorner to a card.
const Gutter = 60.0

// Options say what Arrange may move. The zero value moves every table that is not pinned.
type Options struct {
	// Only are the tables to move; the others keep their place and are kept clear of.
	// Empty means all tables.
	Only []diagram.ID
	// Keep leaves the cards where they are, but for those that stand too close to others
	// or far from all they refer to, so that the picture stays recognisable; otherwise the
	// old places of unpinned cards count for nothing.
	Keep bool
}

// Arrange returns new positions for the tables that may move, in world units on the
// grid. Pinned tables keep their place and are not in the result. A whole diagram without
// pinned tables begins at 0,0 when it is not kept.
func Arrange(d *diagram.Diagram, opt Options) map[diagram.ID]diagram.Point {
	g := newGraph(d)
	movable := g.movable(opt.Only)
	pos := map[diagram.ID]diagram.Point{}
	if len(movable) == 0 {
		return pos
	}
	switch {
	case opt.Keep && g.keep(movable):
	case len(movable) == len(g.nodes):
		g.arrangeAll(movable)
	case len(opt.Only) > 0:
		g.arrangeSelection(movable)
	default:
		g.arrangeAround(movable)
	}
	for _, v := range movable {
		n := &g.nodes[v]
		pos[n.table.ID] = diagram.Point{X: diagram.Clamp(n.x), Y: diagram.Clamp(n.y)}
	}
	return pos
}

// Moved returns a copy of the diagram in which the tables stand at these positions; the
// diagram itself is not changed.
func Moved(d *diagram.Diagram, pos map[diagram.ID]diagram.Point) *diagram.Diagram {
	c := *d
	c.Tables = maps.Clone(d.Tables)
	for id, p := range pos {
		if t := c.Tables[id]; t != nil {
			moved := *t
			moved.Pos = p
			c.Tables[id] = &moved
		}
	}
	return &c
}
