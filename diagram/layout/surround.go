package layout

import (
	"math"

	"crowsfoot/diagram"
)

// framePadding is the room between the border of a module's frame and its cards; the
// title stands in the upper one.
const framePadding = 40.0

// Frames returns the new boxes of the frames that show a module, fitted around its tables
// when those stand at these positions (tables that are not in pos where they are). Other
// frames, and those of modules without a table, are not in the result.
func Frames(d *diagram.Diagram, pos map[diagram.ID]diagram.Point) map[diagram.ID]diagram.Rect {
	around := map[diagram.ID]diagram.Rect{}
	for id, t := range d.Tables {
		b := t.Box()
		if p, ok := pos[id]; ok {
			b.X, b.Y = p.X, p.Y
		}
		around[t.Module] = around[t.Module].Union(b)
	}
	out := map[diagram.ID]diagram.Rect{}
	for id, f := range d.Frames {
		b := around[f.Module]
		if f.Module == "" || b == (diagram.Rect{}) {
			continue
		}
		out[id] = diagram.Rect{X: b.X - framePadding, Y: b.Y - framePadding, W: b.W + 2*framePadding, H: b.H + 2*framePadding}
	}
	return out
}

// Notes returns new places for the notes when tables go to these positions: a note goes
// along with the table it is about, or else with the one it stood nearest to, and then to
// the nearest place where it hides no card and no other note. Notes that stay are not in
// the result.
func Notes(d *diagram.Diagram, pos map[diagram.ID]diagram.Point) map[diagram.ID]diagram.Point {
	space := newSpace(&graph{meter: &meter{}}, nil)
	tables := d.SortedTables()
	for _, t := range tables {
		b := boxOf(t.Box())
		if p, ok := pos[t.ID]; ok {
			b = box{p.X, p.Y, p.X + b.w(), p.Y + b.h()}
		}
		space.take(b)
	}
	out := map[diagram.ID]diagram.Point{}
	for _, n := range d.SortedNotes() {
		about := d.Tables[n.About]
		if about == nil {
			least := math.Inf(1)
			for _, t := range tables {
				b := boxOf(t.Box())
				dx := math.Max(0, math.Max(b.x0-n.Pos.X-n.Size.W, n.Pos.X-b.x1))
				dy := math.Max(0, math.Max(b.y0-n.Pos.Y-n.Size.H, n.Pos.Y-b.y1))
				if away := dx + dy; away < least {
					least, about = away, t
				}
			}
		}
		x, y := n.Pos.X, n.Pos.Y
		if about != nil {
			if p, ok := pos[about.ID]; ok {
				x, y = x+p.X-about.Pos.X, y+p.Y-about.Pos.Y
			}
		}
		if !space.isFree(x, y, n.Size.W, n.Size.H, 0) {
			x, y = space.free(x, y, n.Size.W, n.Size.H, diagram.GridSize)
		}
		space.take(box{x, y, x + n.Size.W, y + n.Size.H})
		if x != n.Pos.X || y != n.Pos.Y {
			out[n.ID] = diagram.Point{X: diagram.Clamp(x), Y: diagram.Clamp(y)}
		}
	}
	return out
}
