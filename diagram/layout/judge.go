package layout

import (
	"context"
	"math"
	"slices"

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
	d := diagram.New()
	for _, v := range nodes {
		n := &g.nodes[v]
		t := *n.table
		t.Pos = diagram.Point{X: n.x, Y: n.y}
		d.Tables[t.ID] = &t
		for _, r := range g.lines[v] {
			inside := true
			for _, e := range r.Ends {
				_, found := slices.BinarySearch(nodes, g.index[e.Table])
				inside = inside && found
			}
			if inside {
				d.Relationships[r.ID] = r
			}
		}
	}
	b := g.bounds(nodes)
	sum := shapePrice(b.w(), b.h()) + judgedStraight*float64(g.crossings(links))
	// Routes fail only when they are called off.
	routes, _ := Routes(context.Background(), d)
	for _, r := range routes {
		for _, p := range r.Lines() {
			for i := 1; i < len(p); i++ {
				sum += math.Abs(p[i].X-p[i-1].X) + math.Abs(p[i].Y-p[i-1].Y)
			}
		}
		sum += judgedCrossing * float64(len(r.Over))
	}
	return sum
}
