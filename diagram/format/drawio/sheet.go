package drawio

import (
	"encoding/json"
	"html"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
	"crowsfoot/diagram/op"
)

// sheet is a page that is being drawn.
type sheet struct {
	d      *diagram.Diagram
	model  *etree.Element // mxGraphModel
	root   *etree.Element // the list of cells
	layer  string         // the ID of the cell that everything lies on
	losses []diagram.Loss

	// cells are the IDs of the cells of tables and, for columns, of their rows.
	cells map[diagram.ID]string
	boxes map[diagram.ID]diagram.Rect // of tables, as they are drawn
	marks map[diagram.ID][]string     // what the key cells of columns say
	// data is what is kept of each object that has a cell, the parts of a table with it.
	data map[diagram.ID][]op.Object
	// parallel counts the lines between whole tables by the two tables.
	parallel map[[2]diagram.ID]int
	rhombs   map[diagram.Point]int // drawn at a place
	// fresh makes an ID one that no other cell of the page has; nil on an empty page.
	fresh func(id string) string
}

// The IDs of the root cell and the layer of our own files, which draw.io gives every page.
const (
	rootCell  = "0"
	layerCell = "1"
)

// cellID is the ID of the cell of an object. It is the object's own, except where draw.io
// has a cell of that ID on every page; a dot is in no ID of an object.
func cellID(id diagram.ID) string {
	if id == rootCell || id == layerCell {
		return string(id) + "."
	}
	return string(id)
}

// newSheet prepares an empty page for a diagram.
func newSheet(d *diagram.Diagram) *sheet {
	s := &sheet{d: d, layer: layerCell, cells: map[diagram.ID]string{}, boxes: map[diagram.ID]diagram.Rect{},
		parallel: map[[2]diagram.ID]int{}, rhombs: map[diagram.Point]int{}}
	s.model = etree.NewElement("mxGraphModel")
	attributes(s.model, "dx", "1050", "dy", "621", "grid", "1", "gridSize", "10", "guides", "1", "tooltips", "1", "connect", "1",
		"arrows", "1", "fold", "1", "page", "1", "pageScale", "1", "pageWidth", "850", "pageHeight", "1100", "math", "0", "shadow", "0")
	s.root = s.model.CreateElement("root")
	s.marks = keyMarks(d)
	s.data = objectsByCell(d)
	for _, t := range d.Tables {
		s.cells[t.ID] = cellID(t.ID)
		s.boxes[t.ID] = tableBox(t)
		for _, c := range t.Columns {
			s.cells[c.ID] = cellID(c.ID)
		}
	}
	return s
}

// newCell returns the ID for the cell of an object that is to be drawn.
func (s *sheet) newCell(object diagram.ID) string {
	if s.fresh == nil {
		return cellID(object)
	}
	return s.fresh(cellID(object))
}

// draw draws the whole diagram, from the back to the front.
func (s *sheet) draw() {
	// What has no cell of its own is kept with the root; so the others are drawn first.
	for _, f := range s.d.SortedFrames() {
		s.frame(f)
	}
	for _, t := range s.d.SortedTables() {
		s.table(t)
	}
	for _, r := range s.d.SortedRelationships() {
		s.relationship(r)
	}
	for _, n := range s.d.SortedNotes() {
		s.note(n)
	}
	layer := etree.NewElement("mxCell")
	attributes(layer, "id", layerCell, "parent", rootCell)
	s.root.InsertChildAt(0, layer)
	root := s.element(rootCell, "", s.rest())
	s.root.InsertChildAt(0, root)
	core(root).RemoveAttr("value")
}

// rest returns the objects that have no cell: the diagram itself, schemas, domains,
// modules, ignored findings, and what could not be drawn.
func (s *sheet) rest() []op.Object {
	var list []op.Object
	for _, o := range op.FromDiagram(s.d) {
		group := o.ID
		if o.Parent != "" {
			group = o.Parent
		}
		if objects, ok := s.data[group]; ok {
			list = append(list, objects...)
			delete(s.data, group)
		}
	}
	return list
}

// element makes the element of a cell: an mxCell, or an object around one that keeps data.
// It stands nowhere yet.
func (s *sheet) element(id, label string, data []op.Object) *etree.Element {
	label = xmlText(label)
	if len(data) == 0 {
		cell := etree.NewElement("mxCell")
		attributes(cell, "id", id, "value", label)
		return cell
	}
	e := etree.NewElement("UserObject")
	attributes(e, "label", label)
	setData(e, data)
	attributes(e, "id", id)
	e.CreateElement("mxCell")
	return e
}

// core returns the mxCell of an element of a cell.
func core(e *etree.Element) *etree.Element {
	if e.Tag == "mxCell" {
		return e
	}
	return e.SelectElement("mxCell")
}

// vertex draws a shape for an object; without one, a part of a shape.
func (s *sheet) vertex(object diagram.ID, id, label, style, parent string, box diagram.Rect) *etree.Element {
	e := s.element(id, label, s.take(object))
	attributes(core(e), "style", style, "vertex", "1", "parent", parent)
	geometry := core(e).CreateElement("mxGeometry")
	for _, side := range []struct {
		name  string
		value float64
	}{{"x", box.X}, {"y", box.Y}, {"width", box.W}, {"height", box.H}} {
		if side.value != 0 || side.name == "width" || side.name == "height" {
			geometry.CreateAttr(side.name, number(side.value))
		}
	}
	geometry.CreateAttr("as", "geometry")
	s.root.AddChild(e)
	return e
}

// edge draws a line for an object; without one, a part of a relationship.
func (s *sheet) edge(object diagram.ID, id, label, style, source, target string) *etree.Element {
	e := s.element(id, label, s.take(object))
	attributes(core(e), "style", style, "edge", "1", "parent", s.layer, "source", source, "target", target)
	attributes(core(e).CreateElement("mxGeometry"), "width", "100", "height", "100", "relative", "1", "as", "geometry")
	s.root.AddChild(e)
	return e
}

// take returns what is kept of an object, once.
func (s *sheet) take(object diagram.ID) []op.Object {
	data := s.data[object]
	delete(s.data, object)
	return data
}

func (s *sheet) lose(object diagram.ID, code, message string) {
	s.losses = append(s.losses, diagram.Loss{Code: code, Message: message, Where: "page " + strconv.Quote(pageName(s.d)), Object: object})
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// label writes a text of one line as HTML.
func label(text string) string { return html.EscapeString(text) }

// shown is a name as the reader gives it back.
func shown(name string) string { return mxgraph.Plain(diagram.CutName(name)) }

// objectsByCell groups all objects of a diagram by the one whose cell keeps them: the
// parts of a table stay with it.
func objectsByCell(d *diagram.Diagram) map[diagram.ID][]op.Object {
	data := map[diagram.ID][]op.Object{}
	for _, o := range op.FromDiagram(d) {
		if o.Verb == op.Set { // of the diagram itself
			list := data[diagram.RootID]
			if list == nil {
				list = []op.Object{{ID: diagram.RootID, Kind: diagram.KindDiagram, Props: map[string]json.RawMessage{}}}
				data[diagram.RootID] = list
			}
			list[0].Props[o.Property] = o.Value
			continue
		}
		group := o.ID
		if o.Parent != "" {
			group = o.Parent
		}
		data[group] = append(data[group], op.Object{ID: o.ID, Kind: o.Kind, Parent: o.Parent, Order: o.Order, Props: o.Props})
	}
	return data
}

// dataKey is the attribute of a cell that keeps objects as JSON. A long text goes on in
// attributes with a number behind it, because readers of XML limit attributes.
const (
	dataKey   = "crowsfoot"
	dataChunk = 512 << 10
)

// setData keeps objects in an element, and tells whether it kept others before.
func setData(e *etree.Element, objects []op.Object) (changed bool) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(objects); err != nil {
		panic(err) // texts and JSON that package op made
	}
	// JSON may hold two characters as they are that XML may not.
	text := strings.NewReplacer("\ufffe", `\ufffe`, "\uffff", `\uffff`).Replace(strings.TrimSpace(b.String()))
	n := 1
	for ; text != ""; n++ {
		end := min(len(text), dataChunk)
		for end < len(text) && text[end]&0xc0 == 0x80 { // not within a character
			end--
		}
		if a := e.SelectAttr(dataName(n)); a == nil || a.Value != text[:end] {
			e.CreateAttr(dataName(n), text[:end])
			changed = true
		}
		text = text[end:]
	}
	for ; e.RemoveAttr(dataName(n)) != nil; n++ {
		changed = true
	}
	return changed
}

func dataName(n int) string {
	if n == 1 {
		return dataKey
	}
	return dataKey + strconv.Itoa(n)
}
