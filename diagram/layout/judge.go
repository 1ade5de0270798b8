package layout

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// judgedLinks is the number of links up to which pictures of a component are routed to
// choose among them.
const judgedLinks = 100

// What a crossing costs where pictures are judged, in world units of length: of lines as
// routed, and of the straight lines between cards, as which people see them.
const (
	judgedCrossing = 250.0
	judgedStraight = 800.0
)

// judge returns what the picture of a component costs with its lines as routed.
func (g *graph) judge(nodes []int, links []link) float64 {
	b := g.bounds(nodes)
	sum := shapePrice(b.w(), b.h()) + judgedStraight*float64(g.crossings(links))
	// Routes fail only when they are called off.
	routes, _ := Routes(context.Background(), g.excerpt(nodes))
	for _, r := range routes {
		for _, p := range r.Lines() {
			for i := 1; i < len(p); i++ {
				sum += length(p[i-1], p[i])
			}
		}
		sum += judgedCrossing * float64(len(r.Over))
	}
	return sum
}

// excerpt is a diagram of these tables, where they stand now, and of the lines among them.
// Its IDs follow from the order of the nodes, so that two readings of one file are routed
// alike.
func (g *graph) excerpt(nodes []int) *diagram.Diagram {
	d := diagram.New()
	ids := make(map[diagram.ID]diagram.ID, len(nodes))
	var lines []*diagram.Relationship
	for i, v := range nodes {
		n := &g.nodes[v]
		t := *n.table
		t.ID = diagram.ID(fmt.Sprintf("%06d", i))
		t.Pos = diagram.Point{X: n.x, Y: n.y}
		d.Tables[t.ID] = &t
		ids[n.table.ID] = t.ID
		own := slices.Clone(g.lines[v])
		slices.SortFunc(own, g.byEnds)
		lines = append(lines, own...)
	}
	for i, line := range lines {
		r := *line
		r.ID, r.Order = diagram.ID(fmt.Sprintf("%06d", i)), ""
		r.Ends = slices.Clone(r.Ends)
		inside := true
		for k := range r.Ends {
			id, found := ids[r.Ends[k].Table]
			r.Ends[k].Table = id
			inside = inside && found
		}
		if inside {
			d.Relationships[r.ID] = &r
		}
	}
	return d
}

// byEnds compares relationships by the tables at their ends and the columns that they join.
func (g *graph) byEnds(a, b *diagram.Relationship) int {
	for k := range min(len(a.Ends), len(b.Ends)) {
		if d := g.index[a.Ends[k].Table] - g.index[b.Ends[k].Table]; d != 0 {
			return d
		}
	}
	if d := len(a.Ends) - len(b.Ends); d != 0 {
		return d
	}
	for k := range min(len(a.Pairs), len(b.Pairs)) {
		for end, column := range [2][2]diagram.ID{{a.Pairs[k].From, b.Pairs[k].From}, {a.Pairs[k].To, b.Pairs[k].To}} {
			t := g.nodes[g.index[a.Ends[end].Table]].table
			if d := position(t, column[0]) - position(t, column[1]); d != 0 {
				return d
			}
		}
	}
	return cmp.Or(len(a.Pairs)-len(b.Pairs), strings.Compare(string(a.ID), string(b.ID)))
}

// position is the number of the row of a column, or -1.
func position(t *diagram.Table, column diagram.ID) int {
	return slices.IndexFunc(t.Columns, func(c *diagram.Column) bool { return c.ID == column })
}
