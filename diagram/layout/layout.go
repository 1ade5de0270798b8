// Package layout says where the cards of a diagram stand and which way its lines run.
// It is the only layout and the only routing of the product: the screen, the command
// line, exports and imports all use it, so that they agree.
//
// Tables of one module or schema stand together, and so do those whose names begin alike
// or that refer to each other most, where this makes a better picture.
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
	"context"
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
	// Progress, if it is not nil, is told the share of the work that is done, from 0 to 1:
	// seldom more than a hundred times, each time more, and 1 at the end.
	Progress func(done float64)
}

// Arrange returns new positions for the tables that may move, in world units on the
// grid. Pinned tables keep their place and are not in the result. A whole diagram without
// pinned tables begins at 0,0 when it is not kept. The only error is that of the context.
func Arrange(ctx context.Context, d *diagram.Diagram, opt Options) (map[diagram.ID]diagram.Point, error) {
	g := newGraph(d)
	g.meter = newMeter(ctx, opt.Progress)
	movable := g.movable(opt.Only)
	switch {
	case len(movable) == 0:
	case opt.Keep && g.keep(movable):
	case len(movable) == len(g.nodes):
		g.arrangeAll(movable)
	case len(opt.Only) > 0:
		g.arrangeSelection(movable)
	default:
		g.arrangeAround(movable)
	}
	return g.result(ctx, movable)
}

// result returns where the nodes stand, or why there is no answer.
func (g *graph) result(ctx context.Context, nodes []int) (map[diagram.ID]diagram.Point, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	pos := make(map[diagram.ID]diagram.Point, len(nodes))
	for _, v := range nodes {
		n := &g.nodes[v]
		pos[n.table.ID] = diagram.Point{X: diagram.Clamp(n.x), Y: diagram.Clamp(n.y)}
	}
	g.meter.at(1)
	return pos, nil
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
