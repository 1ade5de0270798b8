package drawio

import (
	"maps"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// sketcher draws a page as draw.io shows it. It takes every cell for what it looks like
// and knows nothing of tables; so it runs before anything is read of the page.
type sketcher struct {
	out *diagram.Sketch
	// paths are the ways of the lines that were asked for so far; nil while one is being
	// found, since lines may end at lines in a circle.
	paths map[*mxgraph.Cell][]diagram.Point
}

// sketchOf draws every cell of a page that is shown, in the order of drawing. Each shape
// has at least one entry, drawn or not, so that the page can point at it.
func sketchOf(p *mxgraph.Page) *diagram.Sketch {
	k := &sketcher{out: &diagram.Sketch{}, paths: map[*mxgraph.Cell][]diagram.Point{}}
	for _, c := range p.Cells {
		switch {
		case c.Hidden:
		case c.Edge:
			k.line(c)
		case c.Vertex && c.OnEdge:
			k.label(c)
		case c.Vertex:
			k.shape(c)
		}
	}
	return k.out
}

// classLooks is what the style sheet of draw.io says of its classes (default.xml), where
// that is not the look of a box.
var classLooks = map[string]map[string]string{
	"text":      {"fillColor": "none", "strokeColor": "none", "align": "left", "verticalAlign": "top"},
	"edgeLabel": {"fillColor": "none", "strokeColor": "none", "align": "left", "verticalAlign": "top", "fontSize": "11"},
	"label":     {"fontStyle": "1", "align": "left", "spacingLeft": "52"},
	"swimlane":  {"fontStyle": "1", "startSize": "23"},
	"group":     {"fillColor": "none", "strokeColor": "none", "verticalAlign": "top"},
	"image":     {"verticalAlign": "top", "verticalLabelPosition": "bottom"},
	"icon":      {"verticalAlign": "top", "verticalLabelPosition": "bottom"},
}

// classes are the names of classLooks; of several in one style the first counts.
var classes = slices.Sorted(maps.Keys(classLooks))

// look is a style with what the style sheet says of its classes.
type look struct {
	mxgraph.Style
	class map[string]string
}

func lookOf(c *mxgraph.Cell) look {
	for _, name := range classes {
		if c.Style.Is(name) {
			return look{c.Style, classLooks[name]}
		}
	}
	return look{Style: c.Style}
}

// get returns the value of a key, of the class where the style has none, or "".
func (l look) get(key string) string {
	if l.Has(key) {
		return l.Get(key)
	}
	return l.class[key]
}

// number returns a numeric value, or what it is without one.
func (l look) number(key string, without float64) float64 {
	if l.Get(key) != "" {
		return l.Number(key)
	}
	if v, err := parseNumber(l.class[key]); err == nil {
		return v
	}
	return without
}

// plainBox is a cell as a box: its place, its colours, its stroke.
func plainBox(c *mxgraph.Cell, l look) diagram.SketchShape {
	fill := l.get("fillColor")
	return diagram.SketchShape{
		Source: c.ID, Form: diagram.SketchRectangle, Box: boxOf(c), Angle: l.Number("rotation"),
		Dashed: l.Get("dashed") == "1", Double: l.Get("double") == "1",
		Hollow: fill == "none", Bare: l.get("strokeColor") == "none", Shaded: isColored(fill),
	}
}

// isColored tells fills that are not white or nearly so.
func isColored(color string) bool {
	color = strings.ToLower(strings.TrimSpace(color))
	switch color {
	case "", "none", "default", "white", "inherit":
		return false
	}
	if len(color) == 7 && color[0] == '#' {
		for i := 1; i < 7; i += 2 {
			if color[i:i+2] < "f5" {
				return true
			}
		}
		return false
	}
	return true
}
