package diagram

import "strings"

// Sketch is a page of a drawing as its own program shows it: enough of each shape for a
// person to recognise the drawing beside what was read of it. It is for looking at only;
// nothing is concluded from it. Coordinates are those of the page's diagram.
type Sketch struct {
	Shapes []SketchShape // in the order of drawing, the lowest first
	// Left counts the shapes beyond MaxSketchShapes, which are left out.
	Left int
}

// The bounds of a sketch: what is beyond helps nobody to recognise a drawing.
const (
	MaxSketchShapes = 20_000
	maxSketchPoints = 2_000 // of one shape
	maxSketchLines  = 400   // of text of one shape
)

// SketchForm is the outline of a shape.
type SketchForm string

// The outlines. Everything that is none of these is drawn as a rectangle.
const (
	SketchRectangle SketchForm = "rectangle"
	SketchRounded   SketchForm = "rounded"
	SketchEllipse   SketchForm = "ellipse"
	SketchDiamond   SketchForm = "diamond"
	SketchTriangle  SketchForm = "triangle" // on its base
	SketchHexagon   SketchForm = "hexagon"
	SketchCylinder  SketchForm = "cylinder"
	SketchActor     SketchForm = "actor"   // a stick figure
	SketchPolygon   SketchForm = "polygon" // Points are its corners
	SketchText      SketchForm = "text"    // a text without an outline, or a place without either
	SketchLine      SketchForm = "line"    // Points from its source to its target
)

// SketchMarker is what a line is drawn with at an end.
type SketchMarker string

// The markers of line ends.
const (
	MarkerNone     SketchMarker = ""
	MarkerArrow    SketchMarker = "arrow"    // a filled arrow head
	MarkerOpen     SketchMarker = "open"     // an open arrow head
	MarkerTriangle SketchMarker = "triangle" // a hollow triangle
	MarkerDiamond  SketchMarker = "diamond"
	MarkerCircle   SketchMarker = "circle"
	MarkerOne      SketchMarker = "one"       // one bar
	MarkerOnlyOne  SketchMarker = "only_one"  // two bars
	MarkerZeroOne  SketchMarker = "zero_one"  // ring and bar
	MarkerMany     SketchMarker = "many"      // crow's foot
	MarkerOneMany  SketchMarker = "one_many"  // bar and crow's foot
	MarkerZeroMany SketchMarker = "zero_many" // ring and crow's foot
)

// SketchShape is one shape or line. Several may have the same Source: a table and the
// ground of its title, say.
type SketchShape struct {
	// Source is the ID of the shape in the file, as in Table.Source.
	Source string
	Form   SketchForm
	Box    Rect      // before it is turned; of a line around its points
	Angle  float64   // degrees clockwise about the middle of the box
	Points []Point   // of a line, at least two; of a polygon, at least three
	Inner  [][]Point // strokes inside the outline: the rules of a table, the fold of a note
	Start  SketchMarker
	End    SketchMarker
	Dashed bool
	Double bool // a second outline inside
	Shaded bool // filled a little darker: titles of tables
	Hollow bool // not filled: what lies below is seen
	Bare   bool // filled, but without an outline

	Text    []TextLine
	TextBox Rect    // where the text stands; the zero box means Box
	Top     bool    // the text stands at the top of its box, not in the middle
	Bottom  bool    // the text stands at the bottom of its box
	Left    bool    // the lines start at the left of their box
	Right   bool    // the lines end at the right of their box
	Wrap    bool    // lines longer than their box is wide are broken
	Clip    bool    // what does not fit into the box of the text is not shown
	Size    float64 // of the letters in world units; 0 means 12
}

// TextLine is one line of text of a shape.
type TextLine struct {
	Text                    string
	Bold, Italic, Underline bool
	Rule                    bool // a rule runs above the line from border to border
}

// Add puts a shape on top of the others. It makes numbers fit for a page and leaves out
// what is beyond the bounds of a sketch.
func (s *Sketch) Add(shape SketchShape) {
	if len(s.Shapes) >= MaxSketchShapes {
		s.Left++
		return
	}
	shape.Points = fitPoints(shape.Points)
	for i := range shape.Inner {
		shape.Inner[i] = fitPoints(shape.Inner[i])
	}
	if shape.Form == SketchLine {
		if len(shape.Points) < 2 {
			return
		}
		shape.Box = around(shape.Points)
	}
	shape.Box, shape.TextBox = fitRect(shape.Box), fitRect(shape.TextBox)
	shape.Angle, shape.Size = Clamp(shape.Angle), max(0, min(Clamp(shape.Size), 400))
	shape.Text = shape.Text[:min(len(shape.Text), maxSketchLines)]
	for i := range shape.Text {
		shape.Text[i].Text = cutText(shape.Text[i].Text)
	}
	s.Shapes = append(s.Shapes, shape)
}

// Bounds returns the box around all shapes as they are turned, or the zero box.
func (s *Sketch) Bounds() Rect {
	var b Rect
	for i := range s.Shapes {
		b = b.Union(s.Shapes[i].Extent())
	}
	return b
}

// cutText keeps a line of text to what a picture may need of it.
func cutText(text string) string {
	const most = 1000
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}
