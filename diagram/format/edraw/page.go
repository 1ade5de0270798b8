package edraw

import (
	"math"
	"strings"

	"crowsfoot/diagram"

	"github.com/beevik/etree"
)

// drawing is one page as it was drawn, before anything is concluded from it.
type drawing struct {
	name   string
	shapes []*shape // outermost ones, in document order
	all    []*shape // the ones in groups too
	byID   map[string]*shape
	scale  float64 // from page units to CSS pixels
	room   int     // for shapes, until the limit
	lost   int     // shapes beyond the limit
}

// readPage reads a Page element of either dialect, with at most room shapes.
func readPage(page *etree.Element, room int) *drawing {
	d := &drawing{name: page.SelectAttrValue("Name", ""), byID: map[string]*shape{}, scale: 1, room: min(room, maxShapes)}
	if len(page.SelectElements("Layer")) > 0 && page.SelectAttrValue("Unit", "") == "mm" {
		// The older dialect counts 4 units to a millimetre, all else 96 to an inch.
		d.scale = 96 / 101.6
	}
	background := backgroundLayers(page)
	for _, e := range page.ChildElements() {
		switch e.Tag {
		case "Shape":
			if !background[e.SelectAttrValue("Layer", "")] || e.SelectAttrValue("Type", "") == "Table" {
				d.add(e, nil)
			}
		case "Layer":
			for _, s := range e.ChildElements() {
				if s.Tag == "Shape" && (!truth(e.SelectAttrValue("Background", "")) || s.SelectAttrValue("Type", "") == "Table") {
					d.add(s, nil)
				}
			}
		}
	}
	d.glue(page)
	return d
}

// backgroundLayers returns the ids of the layers that hold decoration.
func backgroundLayers(page *etree.Element) map[string]bool {
	ids := map[string]bool{}
	for _, l := range named(child(page, "Layers"), "Layer") {
		if truth(l.SelectAttrValue("Background", "")) {
			ids[l.SelectAttrValue("ID", "")] = true
		}
	}
	return ids
}

// add reads a Shape element and what is in it.
func (d *drawing) add(e *etree.Element, parent *shape) {
	if len(d.all) >= d.room {
		d.lost++
		return
	}
	s := &shape{
		id:     e.SelectAttrValue("ID", ""),
		typ:    e.SelectAttrValue("Type", ""),
		nameU:  strings.TrimSpace(e.SelectAttrValue("NameU", "")),
		name:   e.SelectAttrValue("Name", ""),
		order:  len(d.all),
		parent: parent,

		element: e,
	}
	if s.typ == "GuideLine" {
		return
	}
	d.all = append(d.all, s)
	origin := diagram.Point{}
	if parent != nil {
		origin = diagram.Point{X: parent.box.X, Y: parent.box.Y}
		parent.children = append(parent.children, s)
	} else {
		d.shapes = append(d.shapes, s)
	}
	if d.byID[s.id] == nil {
		d.byID[s.id] = s
	}
	transform := child(e, "Transform")
	s.box = boxOf(transform, origin)
	s.angle = measure(transform, "Angle")
	if child(e, "ConPoints") != nil {
		s.line = readLine(e, transform, origin)
	}
	d.readParts(s, e)
	if s.typ == "Container" || s.typ == "Group" || s.typ == "SwimLane" || len(e.SelectElements("Shape")) > 0 {
		for _, c := range e.ChildElements() {
			if c.Tag == "Shape" {
				d.add(c, s)
			}
		}
	}
}

// readParts reads everything of a shape but its place and its children.
func (d *drawing) readParts(s *shape, e *etree.Element) {
	for _, c := range e.ChildElements() {
		switch c.Tag {
		case "Texts":
			for _, t := range c.ChildElements() {
				if t.Tag == "Text" {
					if lines := blockLines(t); len(lines) > 0 {
						s.blocks = append(s.blocks, block{name: t.SelectAttrValue("Name", ""), box: s.textBox(t), lines: lines})
					}
				}
			}
		case "TableCells":
			for _, t := range c.ChildElements() {
				if t.Tag == "TableCell" {
					s.cells = append(s.cells, readCell(t))
				}
			}
		case "CPoints":
			s.points = map[int]diagram.Point{}
			for _, p := range c.ChildElements() {
				s.points[int(number(p.SelectAttrValue("ID", "0")))] = diagram.Point{X: s.box.X + measure(p, "X"), Y: s.box.Y + measure(p, "Y")}
			}
		case "Container":
			s.members = strings.FieldsFunc(value(child(c, "Ids")), func(r rune) bool { return r == ';' || r == ',' })
		case "ShapeFormat":
			s.readFormat(c)
		case "Geometries":
			if s.line != nil {
				s.line.path = readPath(s, c)
				s.line.box = bounds(s.line.path)
			} else {
				s.outline = readOutline(c)
			}
		}
	}
	switch {
	case s.line != nil:
		return
	case s.typ == "Ellipse":
		s.outline = oval
	case s.typ == "Rectangle":
		s.outline = rectangle
	}
	if a := math.Abs(math.Remainder(s.angle, 90)); s.outline == rectangle && a > 40 {
		s.outline, s.onEdge = diamond, true
	}
}

// readPath returns the bends of a line from its begin to its end.
func readPath(s *shape, geometries *etree.Element) []diagram.Point {
	begin, end := s.line.ends[0].at, s.line.ends[1].at
	path := []diagram.Point{begin}
	if s.typ == "ConnectLine" {
		// Only this type has its geometry relative to the begin; the others are turned.
		for _, g := range named(geometries, "Geometry") {
			if truth(value(child(g, "NoShow"))) {
				continue
			}
			for _, e := range g.ChildElements() {
				if (e.Tag == "LineTo" || e.Tag == "CurveTo") && len(path) < maxBends {
					path = append(path, diagram.Point{X: begin.X + measure(e, "X"), Y: begin.Y + measure(e, "Y")})
				}
			}
			break
		}
	}
	if len(path) == 1 || distance(path[len(path)-1], end) > 1 {
		path = append(path, end)
	}
	return path
}

// maxBends bounds the bends of a line; what is beyond is drawn as one stretch.
const maxBends = 200

// textBox returns the place of a text of the shape in page units. The texts of a line
// are placed from its begin on.
func (s *shape) textBox(t *etree.Element) diagram.Rect {
	var box diagram.Rect
	if tr := child(t, "Transform"); tr != nil {
		box = boxOf(tr, diagram.Point{})
	} else {
		box = diagram.Rect{X: number(t.SelectAttrValue("X", "")), Y: number(t.SelectAttrValue("Y", "")), W: number(t.SelectAttrValue("Width", "")), H: number(t.SelectAttrValue("Height", ""))}
	}
	if s.line == nil {
		box.X, box.Y = box.X+s.box.X, box.Y+s.box.Y
		return box
	}
	begin, end := s.line.ends[0].at, s.line.ends[1].at
	if s.typ == "ConnectLine" {
		box.X, box.Y = box.X+begin.X, box.Y+begin.Y
		return box
	}
	// A Line's texts are placed along its length, whatever its direction.
	length := math.Hypot(end.X-begin.X, end.Y-begin.Y)
	if length == 0 {
		box.X, box.Y = box.X+begin.X, box.Y+begin.Y
		return box
	}
	cx, cy := box.X+box.W/2, box.Y+box.H/2
	dx, dy := (end.X-begin.X)/length, (end.Y-begin.Y)/length
	box.X = begin.X + cx*dx - cy*dy - box.W/2
	box.Y = begin.Y + cx*dy + cy*dx - box.H/2
	return box
}

func readCell(t *etree.Element) cell {
	var c cell
	if p := child(t, "Position"); p != nil {
		c.box = diagram.Rect{X: number(p.SelectAttrValue("X", "")), Y: number(p.SelectAttrValue("Y", "")), W: number(p.SelectAttrValue("Width", "")), H: number(p.SelectAttrValue("Height", ""))}
	} else {
		c.box = diagram.Rect{X: measure(t, "X"), Y: measure(t, "Y"), W: measure(t, "Width"), H: measure(t, "Height")}
	}
	if tb := child(t, "TextBlock"); tb != nil {
		c.lines = blockLines(tb)
	} else {
		c.lines = blockLines(child(t, "Text"))
	}
	return c
}

func (s *shape) readFormat(f *etree.Element) {
	line := child(f, "LineFormat")
	if line == nil {
		return
	}
	pattern := idOf(child(line, "LinePattern"))
	s.dashed = pattern > 1
	if s.line == nil {
		return
	}
	for i, name := range []string{"BeginArrow", "EndArrow"} {
		if a := child(line, name); a != nil {
			s.line.ends[i].arrow = idOf(a)
		} else {
			s.line.ends[i].arrow = idOf(child(line, name+"ID"))
		}
	}
}

// idOf returns the number of an element that the newer dialect puts into the attribute
// ID and the older one into its text.
func idOf(e *etree.Element) int {
	if e == nil {
		return 0
	}
	if v := e.SelectAttrValue("ID", ""); v != "" {
		return int(number(v))
	}
	return int(number(value(e)))
}

// readLine reads the ends of a connector.
func readLine(e, transform *etree.Element, origin diagram.Point) *connector {
	points := child(e, "ConPoints")
	c := &connector{}
	for i, name := range []string{"Begin", "End"} {
		x, y := child(points, name+"X"), child(points, name+"Y")
		c.ends[i].at = diagram.Point{X: diagram.Clamp(origin.X + number(value(x))), Y: diagram.Clamp(origin.Y + number(value(y)))}
		if x != nil {
			c.ends[i].formula = x.SelectAttrValue("F", "")
		}
		if tag := child(transform, name+"Tag"); tag != nil && !strings.Contains(c.ends[i].formula, "Shape") {
			c.ends[i].formula = tag.SelectAttrValue("F", "")
		}
	}
	c.path = []diagram.Point{c.ends[0].at, c.ends[1].at}
	c.box = bounds(c.path)
	return c
}

// glue notes at the ends of lines the shapes they stick to: as the Connects rows say,
// else as the formulas of the coordinates say.
func (d *drawing) glue(page *etree.Element) {
	const beginPart, endPart, pointPart = "9", "12", 100
	for _, c := range page.ChildElements() {
		if c.Tag != "Connects" {
			continue
		}
		for _, row := range c.ChildElements() {
			from := d.byID[row.SelectAttrValue("FromShape", "")]
			to := d.byID[row.SelectAttrValue("ToShape", "")]
			if from == nil || from.line == nil || to == nil || to == from {
				continue
			}
			var end *lineEnd
			switch row.SelectAttrValue("FromPart", "") {
			case beginPart:
				end = &from.line.ends[0]
			case endPart:
				end = &from.line.ends[1]
			default:
				continue
			}
			if end.glued != nil {
				continue
			}
			end.glued = to
			if part := int(number(row.SelectAttrValue("ToPart", ""))); part > pointPart {
				end.point = part - pointPart
			}
		}
	}
	for _, s := range d.all {
		if s.line == nil {
			continue
		}
		for i := range s.line.ends {
			end := &s.line.ends[i]
			if end.glued == nil {
				if to := d.byID[shapeIn(end.formula)]; to != nil && to != s {
					end.glued = to
				}
			}
		}
	}
}

// shapeIn returns the id of the first "Shape123." in a formula.
func shapeIn(formula string) string {
	for {
		i := strings.Index(formula, "Shape")
		if i < 0 {
			return ""
		}
		formula = formula[i+len("Shape"):]
		n := 0
		for n < len(formula) && formula[n] >= '0' && formula[n] <= '9' {
			n++
		}
		if n > 0 && n < len(formula) && formula[n] == '.' {
			return formula[:n]
		}
	}
}
