package diagram

// Sketch is a page of a drawing as its own program shows it: enough of each shape for a
// person to recognise the drawing beside what was read of it. It is for looking at only;
// nothing is concluded from it. Coordinates are those of the page's diagram.
type Sketch struct {
	Shapes []SketchShape // in the order of drawing, the lowest first
}

// SketchForm is the outline of a shape.
type SketchForm string

// The outlines. Everything that is none of these is drawn as a rectangle.
const (
	SketchRectangle SketchForm = "rectangle"
	SketchRounded   SketchForm = "rounded"
	SketchEllipse   SketchForm = "ellipse"
	SketchDiamond   SketchForm = "diamond"
	SketchTriangle  SketchForm = "triangle"
	SketchHexagon   SketchForm = "hexagon"
	SketchCylinder  SketchForm = "cylinder"
	SketchActor     SketchForm = "actor" // a stick figure
	SketchText      SketchForm = "text"  // a text without an outline
	SketchLine      SketchForm = "line"  // Points from its source to its target
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

// SketchShape is one shape or line.
type SketchShape struct {
	// Source is the ID of the shape in the file, as in Table.Source.
	Source string
	Form   SketchForm
	Box    Rect    // before it is turned
	Angle  float64 // degrees clockwise about the middle of the box
	Points []Point // of a line; at least two
	Start  SketchMarker
	End    SketchMarker
	Dashed bool
	Double bool // a second outline inside
	Shaded bool // filled a little darker: titles of tables
	Text   []TextLine
	Top    bool    // the text stands at the top of the box, not in its middle
	Left   bool    // the lines start at the left of the box
	Size   float64 // of the letters in world units; 0 means 12
}

// TextLine is one line of text of a shape.
type TextLine struct {
	Text                    string
	Bold, Italic, Underline bool
}
