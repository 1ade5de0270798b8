package layout

import (
	"context"
	"maps"

	"crowsfoot/diagram"
)

// Places are where the things of a diagram go when it is tidied; what stays is not in it.
type Places struct {
	Tables map[diagram.ID]diagram.Point
	Frames map[diagram.ID]diagram.Rect
	Notes  map[diagram.ID]diagram.Point
}

// Tidy arranges tables, fits the frames of modules around theirs, and takes notes along.
// The only error is that of the context.
func Tidy(ctx context.Context, d *diagram.Diagram, opt Options) (Places, error) {
	pos, err := Arrange(ctx, d, opt)
	if err != nil {
		return Places{}, err
	}
	maps.DeleteFunc(pos, func(id diagram.ID, p diagram.Point) bool { return p == d.Tables[id].Pos })
	touched := map[diagram.ID]bool{}
	for id := range pos {
		touched[d.Tables[id].Module] = true
	}
	frames := Frames(d, pos)
	maps.DeleteFunc(frames, func(id diagram.ID, r diagram.Rect) bool {
		f := d.Frames[id]
		return len(opt.Only) > 0 && !touched[f.Module] || r == diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H}
	})
	return Places{pos, frames, Notes(d, pos)}, nil
}

// In returns a copy of the diagram with its things at these places; the diagram itself is
// not changed.
func (p Places) In(d *diagram.Diagram) *diagram.Diagram {
	c := Moved(d, p.Tables)
	c.Frames, c.Notes = maps.Clone(d.Frames), maps.Clone(d.Notes)
	for id, r := range p.Frames {
		f := *c.Frames[id]
		f.Pos, f.Size = diagram.Point{X: r.X, Y: r.Y}, diagram.Size{W: r.W, H: r.H}
		c.Frames[id] = &f
	}
	for id, at := range p.Notes {
		n := *c.Notes[id]
		n.Pos = at
		c.Notes[id] = &n
	}
	return c
}
