// Package mxgraph reads the files of draw.io (diagrams.net): it unpacks their many
// containers and gives pages of cells with texts, styles, places and ends.
//
// It knows no tables and no relationships; what a cell means is for package drawio. It
// never fails on one odd cell: ids that occur twice, cells that are their own ancestors
// and numbers that are none are put right and told of in Page.Faults.
//
// Start at Read and Cell. The format is that of jgraph/drawio (mxCell, mxGeometry).
package mxgraph

import (
	"slices"

	"github.com/beevik/etree"

	"crowsfoot/diagram/format/internal/xmldoc"
)

// File is a drawing of one or more pages.
type File struct {
	Pages []*Page
	// Container says what held the drawing: xml, svg, png or text.
	Container string
	// Oddities are the odd things of its XML that were put right.
	Oddities []Oddity

	doc *xmldoc.Doc
}

// Oddity is one odd thing of the XML of a file that was put right.
type Oddity struct {
	Code    string // repaired-text, duplicate-attribute
	Message string // a full sentence
	Where   string // the page, and the cell or line
}

// Page is one page. An empty page has no cells.
type Page struct {
	Name  string
	Cells []*Cell // in file order, which is the order of drawing
	// Faults are the odd things that were put right.
	Faults []Fault

	styles map[string]Style // by their text: most cells share one of a few
	source source
}

// Fault is one odd thing of a page that was put right.
type Fault struct {
	Code    string // duplicate-id, parent-cycle, missing-end, bad-number
	Message string // a full sentence
	Cell    *Cell
}

// Cell is a shape, a line, a layer or a group.
type Cell struct {
	// ID is unique on its page.
	ID    string
	Style Style
	// Vertex cells are shapes, Edge cells are lines; layers are neither.
	Vertex, Edge bool
	// Hidden is true when the cell, or one around it, is not shown.
	Hidden bool

	Parent   *Cell // nil for the root
	Children []*Cell

	// X, Y, W and H are the box on the page in pixels, with all parents added.
	X, Y, W, H float64
	// Along is the place of a label on its line: -1 at the source, 1 at the target.
	// OnEdge tells whether the cell is one. Aside is how far it is put to the side of the
	// line in pixels, Offset how far it is moved then.
	Along, Aside float64
	Offset       Point
	OnEdge       bool

	// Source and Target are the cells at the ends of a line, or nil where an end is
	// loose; then SourcePoint and TargetPoint say where it is, if the file does.
	Source, Target           *Cell
	SourcePoint, TargetPoint *Point
	// Bends are the corners that were drawn between the ends.
	Bends []Point

	value   string
	label   *Label
	element *etree.Element
	order   int // place in Page.Cells
}

// Point is a place on the page.
type Point struct{ X, Y float64 }

// Right and Bottom are the far borders of the cell's box.
func (c *Cell) Right() float64 { return c.X + c.W }

// Bottom is the lower border of the cell's box.
func (c *Cell) Bottom() float64 { return c.Y + c.H }

// Order is the cell's number in the file, from 0.
func (c *Cell) Order() int { return c.order }

// Label is the cell's text without its markup.
func (c *Cell) Label() *Label {
	if c.label == nil {
		c.label = readLabel(c.value, c.Style.Get("html") == "1")
	}
	return c.label
}

// Text is the cell's label with its lines joined by line breaks.
func (c *Cell) Text() string { return c.Label().Text() }

// TakeLabel gives the cell the label of another one, with the look of its font: a text
// that was laid over a shape without one.
func (c *Cell) TakeLabel(from *Cell) {
	label := &Label{Lines: slices.Clone(from.Label().Lines)}
	for i := range label.Lines {
		label.Lines[i].Bold = label.Lines[i].Bold || from.Style.Font()&Bold != 0
		label.Lines[i].Underline = label.Lines[i].Underline || from.Style.Font()&Underline != 0
	}
	c.label = label
}

// Inside tells whether c is p or lies below it.
func (c *Cell) Inside(p *Cell) bool {
	for ; c != nil; c = c.Parent {
		if c == p {
			return true
		}
	}
	return false
}

// Has tells whether a child of the cell fulfils the condition.
func (c *Cell) Has(is func(*Cell) bool) bool { return slices.ContainsFunc(c.Children, is) }
