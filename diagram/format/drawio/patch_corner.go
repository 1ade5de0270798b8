package drawio

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// farApart is how differently the two tables of a line must move for its corners to lose
// their sense: the length of a short line, in pixels.
const farApart = 100.0

// turnLines takes the corners of lines along when both tables go the same way, and drops
// them where the tables went different ways: the drawing's own router finds new ones.
func (p *patch) turnLines() {
	by := map[*entity]diagram.Point{}
	for id, e := range p.entities {
		if old, now := p.base.Tables[id], p.d.Tables[id]; old != nil && now != nil {
			by[e] = diagram.Point{X: now.Pos.X - old.Pos.X, Y: now.Pos.Y - old.Pos.Y}
		}
	}
	tableOf := func(shape *mxgraph.Cell) *entity {
		if shape == nil || p.r.owner[shape] == nil {
			return nil
		}
		return p.r.owner[shape].whole()
	}
	for _, l := range p.r.lines {
		a, b := tableOf(l.ends[0].shape), tableOf(l.ends[1].shape)
		if a == nil || b == nil || p.gone[l.cell] {
			continue
		}
		corners := geometry(l.cell.Core()).SelectElement("Array")
		if corners == nil || corners.SelectAttrValue("as", "") != "points" {
			continue
		}
		switch {
		case by[a] == by[b]:
			for _, point := range corners.SelectElements("mxPoint") {
				p.add(point, "x", by[a].X)
				p.add(point, "y", by[a].Y)
			}
		case math.Abs(by[a].X-by[b].X)+math.Abs(by[a].Y-by[b].Y) >= farApart:
			takeOut(corners)
			p.changed = true
		}
	}
}
