package render

import (
	"context"
	"io"
	"math"
	"strings"

	"github.com/a-h/templ"

	"crowsfoot/diagram"
)

// SketchSVG is a sketch as an inline picture of a page. Its size is that of its place on
// the page; a nil sketch is an empty page.
//
// Each shape is a group with its Source in data-source; a table and its title share one.
// The classes that a style sheet may colour, over the light colours of the attributes:
// sketch (the whole), sketch-shape, sketch-line and sketch-text (groups), sketch-area (the
// place of a text, for the pointer), and in them sketch-fill, sketch-shade, sketch-ground,
// sketch-hollow (outlines), sketch-stroke, sketch-solid (filled arrow heads), sketch-gap (inside of double
// lines), sketch-words and sketch-halo (texts), sketch-remark.
func SketchSVG(s *diagram.Sketch) templ.Component {
	return sketch(newSketchView(s, Options{}))
}

// SketchFile draws a sketch as an SVG document of its own in the colours of the theme. The
// only errors are those of w.
func SketchFile(w io.Writer, s *diagram.Sketch, opt Options) error {
	v := newSketchView(s, opt)
	v.alone = true
	return write(w, func(w io.Writer) error { return sketch(v).Render(context.Background(), w) })
}

// sketchView is a sketch, ready to be written.
type sketchView struct {
	palette
	alone         bool // a document and not a part of a page
	viewBox       string
	width, height string
	ground        rectView
	label         string
	shade         string // the fill of titles
	shapes        []sketchShapeView
	remark        textView // that something is not shown
	remarkSize    string
}

// sketchShapeView is one shape: paths, and texts on them.
type sketchShapeView struct {
	source, class, turn string
	area                rectView
	body                string // the outline
	bodyClass, bodyFill string
	bare, dashed        bool
	gap                 string // the inside of a double line
	strokes             string // lines that enclose nothing
	solid               string // filled arrow heads
	rings               string // heads with nothing shining through
	texts               []sketchTextView
	halo                bool // the texts stand on lines
}

const (
	sketchMargin = 24.0
	// A coloured shape that is larger is a ground for others, and shading would dim them.
	groundArea = 60_000.0
)

func newSketchView(s *diagram.Sketch, opt Options) *sketchView {
	if s == nil {
		s = &diagram.Sketch{}
	}
	v := &sketchView{palette: opt.Theme.palette()}
	v.shade = blend(v.line, v.card, .2)
	shown := s.Shapes[:min(len(s.Shapes), diagram.MaxSketchShapes)]
	left := s.Left + len(s.Shapes) - len(shown)
	area, far := sketchFrame(shown)
	near, lines := area, 0
	v.shapes = make([]sketchShapeView, len(shown))
	for i := range shown {
		shape := &shown[i]
		if shape.Form == diagram.SketchLine {
			lines++
		}
		texts := v.newShape(&v.shapes[i], shape)
		// Letters may stand out of their shapes a little.
		if near.Meets(texts) {
			area = area.Union(texts)
		}
	}
	v.label = "The page as it was drawn: " + diagram.Counted(len(shown)-lines, "shape") + ", " + diagram.Counted(lines, "line")
	if len(shown) == 0 {
		area = diagram.Rect{W: emptyWidth / 2, H: emptyHigh / 4}
		v.remark, v.remarkSize = textView{x: num(area.W / 2), y: num(area.H/2 + 5), text: "Nothing is drawn on this page"}, "15"
	} else if text := missing(left, far); text != "" {
		size := math.Max(14, area.W/60)
		v.remark = textView{x: num(area.X + area.W/2), y: num(area.Bottom() + 2*size), text: text}
		v.remarkSize = num(size)
		area.H += 3 * size
	}
	pad := opt.Padding
	if pad <= 0 {
		pad = sketchMargin
	}
	v.ground = newRect(area.X-pad, area.Y-pad, area.W+2*pad, area.H+2*pad, 0)
	v.width, v.height = v.ground.w, v.ground.h
	v.viewBox = v.ground.x + " " + v.ground.y + " " + v.ground.w + " " + v.ground.h
	return v
}

// missing says in words what is not to be seen.
func missing(left, far int) string {
	var parts []string
	if left > 0 {
		parts = append(parts, diagram.Counted(left, "more shape")+" not shown here")
	}
	if far > 0 {
		parts = append(parts, diagram.Counted(far, "shape")+" far off to the side")
	}
	return strings.Join(parts, ", ")
}

// newShape fills in the view of a shape and returns the place of its texts, as far as it
// matters for the size of the picture.
func (v *sketchView) newShape(view *sketchShapeView, s *diagram.SketchShape) diagram.Rect {
	*view = sketchShapeView{source: clean(s.Source), class: "sketch-shape", dashed: s.Dashed, bare: s.Bare}
	if s.Angle != 0 && s.Form != diagram.SketchLine {
		view.turn = "rotate(" + num(s.Angle) + " " + num(s.Box.X+s.Box.W/2) + " " + num(s.Box.Y+s.Box.H/2) + ")"
	}
	switch s.Form {
	case diagram.SketchLine:
		view.class, view.halo = "sketch-line", true
		v.sketchLine(view, s)
	case diagram.SketchText:
		view.class, view.halo = "sketch-text", s.Box.W*s.Box.H == 0
		if !view.halo {
			view.area = newRect(s.Box.X, s.Box.Y, s.Box.W, s.Box.H, 0)
		}
	default:
		view.body = sketchOutline(s)
		switch {
		case s.Shaded && s.Box.W*s.Box.H > groundArea:
			view.bodyClass, view.bodyFill = "sketch-ground", v.canvas
		case s.Shaded:
			view.bodyClass, view.bodyFill = "sketch-shade", v.shade
		case s.Hollow:
			view.bodyClass, view.bodyFill = "sketch-hollow", "none"
		default:
			view.bodyClass, view.bodyFill = "sketch-fill", v.card
		}
	}
	var inner pen
	inner.rim(s)
	for _, stroke := range s.Inner {
		inner.polyline(stroke)
	}
	place := view.addTexts(s, &inner)
	view.strokes += inner.String()
	if view.turn != "" {
		return diagram.Rect{}
	}
	return place
}
