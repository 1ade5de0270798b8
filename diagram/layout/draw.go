package layout

import (
	"slices"

	"crowsfoot/diagram"
)

// drawing turns the ways of edges into their final lines: it draws parallel pieces apart
// and finds the crossings. It keeps what it made in each step, and each step goes over
// what the step before changed, and over what shares a row or a channel with that. No step
// depends on what was drawn before: the lines are those of a drawing that begins afresh.
type drawing struct {
	rows     rows
	channels [2]channels // upright, then level
	stacks   stacks
	stamps   int
}

func newDrawing() drawing {
	return drawing{
		rows:     rows{},
		channels: [2]channels{newChannels(upright), newChannels(level)},
		stacks:   newStacks(),
	}
}

// The two directions of pieces.
const (
	upright = 0
	level   = 1
)

// drawn is what a drawing keeps for an edge.
type drawn struct {
	// lines are the polylines after each step: after the lines of a row are drawn apart,
	// then upright pieces, then level ones.
	lines [3][][]diagram.Point
	// final are the polylines after pieces that still lay on others were moved away.
	final [][]diagram.Point
	// shown are the final polylines that crossings are those of; over are their points.
	shown     [][]diagram.Point
	crossings []crossing // sorted
	over      []diagram.Point
	renewed   bool // all its crossings are found anew in this update

	anew    bool // nothing stays of what was drawn before, even where it looks the same
	rows    []rowEnd
	pieces  [2][]*piece // that were drawn apart
	laid    []*laid     // all of lines[2]
	shifted []*laid     // all of final where that is something else
	pile    *pile
	stamp   int
}

// gathering is a list of edges, each of them once. One is made at a time.
type gathering struct {
	list  []*edge
	stamp int
}

func (d *drawing) gather(edges []*edge) gathering {
	d.stamps++
	g := gathering{list: make([]*edge, 0, 2*len(edges)), stamp: d.stamps}
	for _, e := range edges {
		g.add(e)
	}
	return g
}

func (g *gathering) add(e *edge) {
	if e.stamp != g.stamp {
		e.stamp = g.stamp
		g.list = append(g.list, e)
	}
}

// update takes over the edges whose ways are new or gone and returns those whose lines or
// crossings may be others now.
func (d *drawing) update(found []*edge) []*edge {
	changed := d.gather(found)
	d.rows.update(&changed)
	for i := range d.channels {
		moved := d.gather(changed.list)
		d.channels[i].update(changed.list, &moved)
		changed.list = slices.DeleteFunc(moved.list, func(e *edge) bool { return !e.advance(i) && !e.found })
	}
	redrawn := d.gather(changed.list)
	d.stacks.update(changed.list, &redrawn)
	redrawn.list = slices.DeleteFunc(redrawn.list, func(e *edge) bool { return sameLines(e.final, e.shown) && !e.found })
	over := d.gather(redrawn.list)
	d.stacks.overs(redrawn.list, &over)
	return over.list
}

// advance works out the lines after a step from those before it, and tells whether they
// are others than they were.
func (e *edge) advance(direction int) bool {
	was, now := e.lines[direction+1], e.lines[direction]
	if direction == level || len(e.pieces[direction]) > 0 {
		now = cloned(now)
	}
	for _, p := range e.pieces[direction] {
		u, v := &now[p.way][p.i], &now[p.way][p.i+1]
		if direction == upright {
			u.X, v.X = p.track.place, p.track.place
		} else {
			u.Y, v.Y = p.track.place, p.track.place
		}
	}
	if direction == level {
		for i, line := range now {
			now[i] = tidy(line)
		}
	}
	e.lines[direction+1] = now
	return !sameLines(was, now)
}

func sameLines(a, b [][]diagram.Point) bool {
	return slices.EqualFunc(a, b, slices.Equal[[]diagram.Point])
}

// cloned returns a copy of polylines that is all in one piece of memory.
func cloned(lines [][]diagram.Point) [][]diagram.Point {
	n := 0
	for _, l := range lines {
		n += len(l)
	}
	out, all := make([][]diagram.Point, len(lines)), make([]diagram.Point, 0, n)
	for i, l := range lines {
		begin := len(all)
		all = append(all, l...)
		out[i] = all[begin:len(all):len(all)]
	}
	return out
}

// tidy rounds a polyline to half pixels and drops points that are no corners, in place.
func tidy(points []diagram.Point) []diagram.Point {
	for i, p := range points {
		points[i] = diagram.Point{X: half(p.X), Y: half(p.Y)}
	}
	return corners(points[:0], points)
}

// byRank orders pieces as their edges are ordered, and as they come in their line.
func byRank(e, f *edge, way, way2, i, i2 int) int {
	switch {
	case e.rank != f.rank:
		return e.rank - f.rank
	case way != way2:
		return way - way2
	}
	return i - i2
}

// differing compares two lists from either end: it returns the first entry that is not the
// same in both, and the end of what differs in each.
func differing(was, now int, same func(i, j int) bool) (first, lastWas, lastNow int) {
	for first < min(was, now) && same(first, first) {
		first++
	}
	for was > first && now > first && same(was-1, now-1) {
		was, now = was-1, now-1
	}
	return first, was, now
}
