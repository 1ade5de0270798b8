package edraw

import (
	"strconv"

	"crowsfoot/diagram"
)

// The masters of shapes, and the stencils that they are from.
const (
	ovalMaster    = "Attribute"
	diamondMaster = "Relationship"
	libChen       = "40"
	libEntity     = "41"
)

// openShape begins a shape of the page.
func (m *markup) openShape(typ string, id int, master, name string, more ...string) {
	m.open("Shape", append([]string{"Type", typ, "ID", strconv.Itoa(id), "Layer", layerID, "NameU", master, "Name", name}, more...)...)
}

// transform writes the place of a shape, which is held in its middle.
func (m *markup) transform(b diagram.Rect) {
	m.open("Transform")
	m.measure("Width", b.W)
	m.measure("Height", b.H)
	m.value("Angle", "0")
	m.measure("GPinX", b.X+b.W/2)
	m.measure("GPinY", b.Y+b.H/2)
	m.measure("LocPinX", b.W/2, "R", "0.5", "M", "1")
	m.measure("LocPinY", b.H/2, "R", "0.5", "M", "2")
	m.value("FlipX", "0")
	m.value("FlipY", "0")
	m.close("Transform")
}

// library names the stencil that a shape is from.
func (m *markup) library(id string) {
	m.open("LevelData")
	m.value("LibId", id)
	m.value("FromLibId", id)
	m.close("LevelData")
}

// corner is a point of a shape as shares of its width and height.
type corner struct{ x, y float64 }

var (
	rectangleCorners = []corner{{0, 0}, {1, 0}, {1, 1}, {0, 1}}
	diamondCorners   = []corner{{0, .5}, {.5, 0}, {1, .5}, {.5, 1}}
)

// at writes a point of a shape: its value, and the share that it is computed from.
func (m *markup) at(tag string, size diagram.Size, c corner, attributes ...string) {
	m.open(tag, attributes...)
	m.share("X", size.W, c.x, "1")
	m.share("Y", size.H, c.y, "2")
	m.close(tag)
}

// share writes a coordinate as a share of the width (axis 1) or the height (axis 2).
func (m *markup) share(tag string, of, part float64, axis string) {
	if part == 0 {
		m.value(tag, "0")
		return
	}
	m.measure(tag, part*of, "R", strconv.FormatFloat(part, 'g', 6, 64), "M", axis)
}

// pointOf writes a connection point.
func (m *markup) pointOf(id int, size diagram.Size, c corner) {
	n := strconv.Itoa(id)
	m.at("CPoint", size, c, "Name", "Pt"+n, "ID", n, "Type", "0")
}

// outline writes a closed outline with these corners.
func (m *markup) outline(size diagram.Size, corners []corner) {
	m.openGeometry(false)
	for i, c := range corners {
		tag := "LineTo"
		if i == 0 {
			tag = "MoveTo"
		}
		m.at(tag, size, c)
	}
	m.at("LineTo", size, corners[0])
	m.closeGeometry()
}

func (m *markup) openGeometry(open bool) {
	m.open("Geometries")
	m.open("Geometry")
	fill, closed := "0", "1"
	if open {
		fill, closed = "1", "0"
	}
	m.value("NoFill", fill)
	m.value("NoLine", "0")
	m.value("Closed", closed)
	m.value("NoShow", "0")
	m.value("NoSnap", "1")
}

func (m *markup) closeGeometry() {
	m.close("Geometry")
	m.close("Geometries")
}

func sizeOf(b diagram.Rect) diagram.Size { return diagram.Size{W: b.W, H: b.H} }
