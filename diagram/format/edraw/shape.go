package edraw

import (
	"math"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"

	"github.com/beevik/etree"
)

// maxShapes bounds the shapes of one page, those in groups counted too.
const maxShapes = 20_000

// outline is the form of a shape as far as entity-relationship drawings use it.
type outline int

const (
	noOutline outline = iota
	rectangle
	oval
	diamond
)

// shape is one shape of a page in either dialect, with its place in page units.
type shape struct {
	id    string
	typ   string // Table, TableUnit, ConnectLine, Group …
	nameU string // name of the master, the same in all languages of the program
	name  string // in the language of the program, or as a person called the shape
	box   diagram.Rect
	angle float64 // degrees
	order int     // in the document

	parent   *shape
	children []*shape

	blocks []block // its texts, in document order
	cells  []cell  // of a Table
	points map[int]diagram.Point
	// members are the ids of the shapes that a Container holds.
	members []string

	outline outline
	onEdge  bool // a diamond that is a turned rectangle
	dashed  bool

	line *connector // of ConnectLine, Line and Arc

	element *etree.Element // for the sketch, which wants more of it than the reader
}

// block is one text of a shape with its place in page units.
type block struct {
	name  string // T1, T2 …
	box   diagram.Rect
	lines []eddx.Line
}

// cell is a cell of a Table: a box relative to the top left corner of the table.
type cell struct {
	box   diagram.Rect
	lines []eddx.Line
}

// text returns all texts of the shape, one line below the other.
func (s *shape) text() string {
	var parts []string
	for _, b := range s.blocks {
		if t := plain(b.lines); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, "\n")
}

// lines returns the lines of all texts of the shape.
func (s *shape) lines() []eddx.Line {
	var out []eddx.Line
	for _, b := range s.blocks {
		out = append(out, b.lines...)
	}
	return out
}

// centre returns the middle of the shape.
func (s *shape) centre() diagram.Point {
	return diagram.Point{X: s.box.X + s.box.W/2, Y: s.box.Y + s.box.H/2}
}

// walk calls f with the shape and everything in it.
func (s *shape) walk(f func(*shape)) {
	f(s)
	for _, c := range s.children {
		c.walk(f)
	}
}

// value returns what an element says: its attribute V in the newer dialect, Value for
// colours or its text in the older one. A missing element says nothing.
func value(e *etree.Element) string {
	if e == nil {
		return ""
	}
	for i := range e.Attr {
		if e.Attr[i].Key == "V" || e.Attr[i].Key == "Value" {
			return e.Attr[i].Value
		}
	}
	return strings.TrimSpace(e.Text())
}

// number reads a number, which may have an exponent; anything else is 0. NaN and what
// lies beyond the canvas are pulled in.
func number(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0
	}
	return diagram.Clamp(f)
}

// child returns the first child element of this name, or nil. It is used instead of
// paths, which panic on some input.
func child(e *etree.Element, name string) *etree.Element {
	if e == nil {
		return nil
	}
	for _, t := range e.Child {
		if c, ok := t.(*etree.Element); ok && c.Tag == name {
			return c
		}
	}
	return nil
}

// measure returns the number that the child of this name says.
func measure(e *etree.Element, name string) float64 { return number(value(child(e, name))) }

// truth reads a boolean: 1 or TRUE.
func truth(s string) bool { return s == "1" || strings.EqualFold(s, "true") }

// boxOf reads a Transform: the box around the unrotated shape, in page units, when the
// parent's top left corner is at origin.
func boxOf(t *etree.Element, origin diagram.Point) diagram.Rect {
	return diagram.Rect{
		X: diagram.Clamp(origin.X + measure(t, "GPinX") - measure(t, "LocPinX")),
		Y: diagram.Clamp(origin.Y + measure(t, "GPinY") - measure(t, "LocPinY")),
		W: measure(t, "Width"),
		H: measure(t, "Height"),
	}
}

// named returns the child elements of this name; of no element there are none.
func named(e *etree.Element, name string) []*etree.Element {
	if e == nil {
		return nil
	}
	return e.SelectElements(name)
}
