package drawio

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// shape draws a vertex.
func (k *sketcher) shape(c *mxgraph.Cell) {
	l := lookOf(c)
	s := plainBox(c, l)
	switch {
	case c.Style.Is("table"), c.Style.Is("swimlane"):
		k.lane(c, l, s)
		return
	case c.Style.Is("tableRow"), c.Style.Is("partialRectangle"):
		sides(&s, l)
	default:
		outline(&s, c, l)
	}
	write(&s, c, l)
	if s.Form == diagram.SketchActor && l.get("verticalLabelPosition") == "" {
		s.TextBox = diagram.Rect{X: s.Box.X, Y: s.Box.Bottom(), W: s.Box.W, H: s.Box.H}
		s.Top = true
	}
	k.out.Add(s)
	if c.Style.Is("associativeEntity") {
		s.Form, s.Text, s.Hollow = diagram.SketchDiamond, nil, true
		k.out.Add(s)
	}
}

// forms are the shapes that have an outline of their own in a sketch.
var forms = map[string]diagram.SketchForm{
	"ellipse": diagram.SketchEllipse, "doubleEllipse": diagram.SketchEllipse, "cloud": diagram.SketchEllipse,
	"rhombus": diagram.SketchDiamond, "hexagon": diagram.SketchHexagon,
	"cylinder": diagram.SketchCylinder, "cylinder2": diagram.SketchCylinder, "cylinder3": diagram.SketchCylinder,
	"datastore": diagram.SketchCylinder, "umlActor": diagram.SketchActor, "actor": diagram.SketchActor,
	"text": diagram.SketchText, "group": diagram.SketchText, "umlDestroy": diagram.SketchText,
	"startState": diagram.SketchEllipse, "endState": diagram.SketchEllipse,
	"umlEntity": diagram.SketchEllipse, "umlControl": diagram.SketchEllipse, "umlBoundary": diagram.SketchEllipse,
	"mxgraph.flowchart.decision":          diagram.SketchDiamond,
	"mxgraph.flowchart.on-page_reference": diagram.SketchEllipse,
	"mxgraph.flowchart.start_1":           diagram.SketchEllipse,
	"mxgraph.flowchart.start_2":           diagram.SketchEllipse,
	"mxgraph.flowchart.terminator":        diagram.SketchRounded,
	"mxgraph.flowchart.database":          diagram.SketchCylinder,
	"mxgraph.flowchart.stored_data":       diagram.SketchCylinder,
}

// outline gives a shape its form. What is not known is a box, and what has neither fill
// nor stroke is a text.
func outline(s *diagram.SketchShape, c *mxgraph.Cell, l look) {
	name := formName(c)
	form, ok := forms[name]
	switch {
	case ok:
		s.Form = form
	case polygon(s, name, l), strokes(s, name, l):
	case name == "image" || l.Has("image") || strings.HasPrefix(name, "mxgraph."):
		s.Form, s.Shaded, s.Hollow, s.Bare = diagram.SketchRounded, true, false, false
	case l.Get("rounded") == "1":
		s.Form = diagram.SketchRounded
	}
	s.Double = s.Double || name == "doubleEllipse" || name == "endState"
	if s.Hollow && s.Bare && s.Form != diagram.SketchActor {
		s.Form = diagram.SketchText
	}
}

// formName is the name of a shape: one that is known wins over a class that is not.
func formName(c *mxgraph.Cell) string {
	if name := c.Style.Get("shape"); name != "" {
		return name
	}
	for _, name := range []string{"ellipse", "rhombus", "triangle", "text", "line", "image", "group", "edgeLabel", "cylinder", "hexagon"} {
		if c.Style.Is(name) {
			return name
		}
	}
	return c.Style.Shape()
}
