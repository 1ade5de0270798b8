package drawio

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// findAreas takes the frames of UML, which lie behind other shapes, as frames of the
// diagram; so they are no notes, and nothing is concluded from what lies on them.
func (r *reader) findAreas() {
	for c := range r.cells {
		if isArea(c) {
			r.taken[c] = true
			r.areas = append(r.areas, c)
		}
	}
}

func isArea(c *mxgraph.Cell) bool { return c.Vertex && !c.OnEdge && c.Style.Is("umlFrame") }

// buildFrames puts the frames into the diagram.
func (r *reader) buildFrames() {
	for _, c := range r.areas {
		r.out.Diagram.AddFrame(&diagram.Frame{ID: r.id(c), Title: diagram.CutName(joined(c)), Source: diagram.SourceID(c.ID),
			Pos: diagram.Point{X: diagram.Clamp(c.X), Y: diagram.Clamp(c.Y)}, Size: diagram.Size{W: c.W, H: c.H}})
	}
}
