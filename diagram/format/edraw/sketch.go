package edraw

import (
	"strings"

	"crowsfoot/diagram"

	"github.com/beevik/etree"
)

// sketcher draws a page as EdrawMax shows it. It takes every shape for what it looks like
// and knows nothing of tables.
type sketcher struct {
	out   *diagram.Sketch
	scale float64       // from page units to CSS pixels
	shift diagram.Point // to where the diagram of the page is
}

// sketchOf draws every shape of a page in the order of drawing. Each has at least one
// entry, drawn or not, so that the page can point at it.
func sketchOf(d *drawing, shift diagram.Point) *diagram.Sketch {
	k := &sketcher{out: &diagram.Sketch{Left: d.lost}, scale: d.scale, shift: shift}
	for _, s := range d.shapes {
		k.draw(s)
	}
	return k.out
}

// draw draws a shape and what is in it. The texts of a group stand on its parts.
func (k *sketcher) draw(s *shape) {
	var texts []diagram.SketchShape
	switch {
	case s.line != nil:
		k.line(s)
	case s.typ == "Table":
		k.table(s)
	default:
		texts = k.shape(s)
	}
	for _, c := range s.children {
		k.draw(c)
	}
	for _, t := range texts {
		k.add(t)
	}
}

// point and rect move what is in page units to the diagram.
func (k *sketcher) point(p diagram.Point) diagram.Point {
	return diagram.Point{X: p.X*k.scale + k.shift.X, Y: p.Y*k.scale + k.shift.Y}
}

func (k *sketcher) rect(r diagram.Rect) diagram.Rect {
	p := k.point(diagram.Point{X: r.X, Y: r.Y})
	return diagram.Rect{X: p.X, Y: p.Y, W: r.W * k.scale, H: r.H * k.scale}
}

// add puts a shape that is in page units on the sketch.
func (k *sketcher) add(s diagram.SketchShape) {
	s.Box = k.rect(s.Box)
	if s.TextBox != (diagram.Rect{}) {
		s.TextBox = k.rect(s.TextBox)
	}
	for i, p := range s.Points {
		s.Points[i] = k.point(p)
	}
	for _, stroke := range s.Inner {
		for i, p := range stroke {
			stroke[i] = k.point(p)
		}
	}
	k.out.Add(s)
}

// shape draws all but lines and tables: its outlines. It returns the texts that are to be
// drawn above what is in it.
func (k *sketcher) shape(s *shape) []diagram.SketchShape {
	base := diagram.SketchShape{Source: s.id, Form: diagram.SketchText, Box: s.box, Angle: s.angle, Dashed: s.dashed}
	dress(&base, child(s.element, "ShapeFormat"))
	shapes := k.outlines(s, base)
	if len(shapes) == 0 {
		base.Form = diagram.SketchText
		if s.typ == "Image" || s.typ == "MetaFile" {
			base.Form, base.Shaded = diagram.SketchRounded, true
			base.Text = []diagram.TextLine{{Text: "picture", Italic: true}}
		}
		shapes = []diagram.SketchShape{base}
	}
	texts := k.texts(s)
	if last := &shapes[len(shapes)-1]; len(texts) == 1 && len(s.children) == 0 && s.angle == 0 && texts[0].Angle == 0 && last.Text == nil {
		// The usual case: one text, which may stand on the outline itself.
		t := texts[0]
		last.Text, last.TextBox, last.Size, last.Wrap = t.Text, t.Box, t.Size, t.Wrap
		last.Left, last.Right, last.Top, last.Bottom = t.Left, t.Right, t.Top, t.Bottom
		texts = nil
	}
	for _, one := range shapes {
		k.add(one)
	}
	return texts
}

// table draws a Table: its ground, and a box for each cell.
func (k *sketcher) table(s *shape) {
	base := diagram.SketchShape{Source: s.id, Box: s.box}
	k.add(base)
	for _, e := range named(child(s.element, "TableCells"), "TableCell") {
		c := cellBox(e)
		cell := base
		cell.Box = diagram.Rect{X: s.box.X + c.X, Y: s.box.Y + c.Y, W: c.W, H: c.H}
		dress(&cell, child(e, "ShapeFormat"))
		cell.Bare = false
		// The cell on top that is as wide as the table is its title, whatever its colour.
		cell.Shaded = cell.Shaded || c.Y < 1 && c.W > s.box.W-2 && len(s.cells) > 1
		text := child(e, "TextBlock")
		if text == nil {
			text = child(e, "Text")
		}
		write(&cell, text, child(e, "TextFormat"))
		cell.Clip = true
		k.add(cell)
	}
}

// line draws a connector, and its texts over it.
func (k *sketcher) line(s *shape) {
	out := diagram.SketchShape{Source: s.id, Form: diagram.SketchLine, Dashed: s.dashed,
		Start: markerOf(s.line.ends[0].arrow), End: markerOf(s.line.ends[1].arrow)}
	out.Points = append(out.Points, s.line.path...)
	if f := child(child(s.element, "ShapeFormat"), "LineFormat"); f != nil {
		fill := child(f, "LineFill")
		out.Bare = fill != nil && fill.SelectAttrValue("Type", "") == "None"
	}
	k.add(out)
	for _, text := range k.texts(s) {
		// Without a size, the text stands free on its middle.
		m := middle(text.Box)
		text.Box = diagram.Rect{X: m.X, Y: m.Y}
		text.Left, text.Right, text.Top, text.Bottom, text.Wrap = false, false, false, false, false
		k.add(text)
	}
}

// markerOf returns how an arrow of EdrawMax looks. The ones that no drawing was seen with
// are drawn as their neighbours are.
func markerOf(arrow int) diagram.SketchMarker {
	switch arrow {
	case 0:
		return diagram.MarkerNone
	case 36:
		return diagram.MarkerOneMany
	case 35, 37, 38, 39, 40:
		return diagram.MarkerMany
	case 24:
		return diagram.MarkerOnlyOne
	case 23, 25:
		return diagram.MarkerOne
	case 18, 19:
		return diagram.MarkerCircle
	case 3:
		return diagram.MarkerOpen
	case 9, 11:
		return diagram.MarkerTriangle
	case 22, 30:
		return diagram.MarkerDiamond
	}
	return diagram.MarkerArrow
}

// dress gives a shape its fill and its stroke.
func dress(s *diagram.SketchShape, format *etree.Element) {
	if fill := child(format, "FillFormat"); fill != nil {
		color := child(fill, "Color")
		if color == nil {
			color = child(child(fill, "Stop"), "Color")
		}
		v := strings.ToLower(value(color))
		s.Hollow = fill.SelectAttrValue("Type", "") == "None" || len(v) == 9 && v[1:3] == "00"
		s.Shaded = !s.Hollow && isColored(v)
	}
	if line := child(child(format, "LineFormat"), "LineFill"); line != nil {
		s.Bare = line.SelectAttrValue("Type", "") == "None"
	}
}

// isColored tells colours, with or without their opacity, that are not nearly white.
func isColored(color string) bool {
	if len(color) == 9 {
		color = "#" + color[3:]
	}
	if len(color) != 7 {
		return false
	}
	return color[1:3] < "f5" || color[3:5] < "f5" || color[5:7] < "f5"
}
