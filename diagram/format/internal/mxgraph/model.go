package mxgraph

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// maxCoordinate is where places on a page end; a drawing beyond it is a mistake.
const maxCoordinate = 1e6

// rawCell is a cell whose references are still ids.
type rawCell struct {
	*Cell
	parent, source, target string
	geometry               *etree.Element
	x, y                   float64 // relative to the parent
	relative               bool
}

// readModel reads the flat list of cells below mxGraphModel/root and joins them.
func readModel(name string, model *etree.Element) *Page {
	p := &Page{Name: name, styles: map[string]Style{}, source: source{model: model}}
	root := cellList(model)
	var raws []*rawCell
	byID := map[string]*rawCell{}
	for _, e := range root.ChildElements() {
		r := p.readCell(e)
		if r == nil {
			continue
		}
		if r.ID == "" {
			r.ID = fmt.Sprintf("cell-%d", len(raws)+1)
		}
		if byID[r.ID] != nil {
			first := r.ID
			for n := 2; byID[r.ID] != nil; n++ {
				r.ID = first + "~" + strconv.Itoa(n+len(raws))
			}
			p.fault("duplicate-id", r.Cell, "Two cells have the id %q; the second one is called %q now.", short(first), short(r.ID))
		}
		byID[r.ID] = r
		r.order = len(raws)
		raws = append(raws, r)
		p.Cells = append(p.Cells, r.Cell)
	}
	p.join(raws, byID)
	places := placer{page: p, raws: raws, done: make([]bool, len(raws))}
	for _, r := range raws {
		places.place(r)
	}
	for _, r := range raws {
		places.placeEdge(r)
	}
	return p
}

// cellList returns the element that the cells stand in.
func cellList(model *etree.Element) *etree.Element {
	for _, e := range model.ChildElements() {
		if e.Tag == "root" {
			return e
		}
	}
	return model
}

func (p *Page) fault(code string, c *Cell, format string, args ...any) {
	const most = 1000 // a page with more is a joke; the rest is put right in silence
	if len(p.Faults) < most {
		p.Faults = append(p.Faults, Fault{Code: code, Message: fmt.Sprintf(format, args...), Cell: c})
	}
}

// readCell reads an mxCell, or the UserObject or object that wraps one: then the id and
// the text are on the wrapper.
func (p *Page) readCell(e *etree.Element) *rawCell {
	cell := e
	var value string
	switch e.Tag {
	case "mxCell":
		value = e.SelectAttrValue("value", "")
	case "UserObject", "object":
		cell = nil
		for _, child := range e.ChildElements() {
			if child.Tag == "mxCell" {
				cell = child
				break
			}
		}
		if cell == nil {
			return nil
		}
		value = e.SelectAttrValue("label", e.SelectAttrValue("value", ""))
		if e.SelectAttrValue("placeholders", "") == "1" {
			value = fillPlaceholders(value, e)
		}
	default:
		return nil
	}
	r := &rawCell{Cell: &Cell{value: value, element: e}}
	for _, a := range cell.Attr {
		switch a.FullKey() {
		case "id":
			r.ID = a.Value
		case "style":
			r.Style = p.style(a.Value)
		case "vertex":
			r.Vertex = a.Value == "1"
		case "edge":
			r.Edge = a.Value == "1"
		case "visible":
			r.Hidden = a.Value == "0"
		case "parent":
			r.parent = a.Value
		case "source":
			r.source = a.Value
		case "target":
			r.target = a.Value
		}
	}
	if e != cell {
		r.ID = e.SelectAttrValue("id", r.ID)
	}
	for _, token := range cell.Child {
		if child, ok := token.(*etree.Element); ok && child.Tag == "mxGeometry" {
			r.geometry = child
			r.x, r.y = p.number(r.Cell, child, "x"), p.number(r.Cell, child, "y")
			r.W, r.H = math.Abs(p.number(r.Cell, child, "width")), math.Abs(p.number(r.Cell, child, "height"))
			r.relative = child.SelectAttrValue("relative", "") == "1"
			break
		}
	}
	return r
}

// style reads a style, each text once.
func (p *Page) style(text string) Style {
	s, ok := p.styles[text]
	if !ok {
		s = readStyle(text)
		p.styles[text] = s
	}
	return s
}

// fillPlaceholders puts the attributes of the wrapper in the place of %name%.
func fillPlaceholders(value string, e *etree.Element) string {
	pairs := []string{}
	for _, a := range e.Attr {
		if a.Key != "label" && a.Key != "" {
			pairs = append(pairs, "%"+a.Key+"%", a.Value)
		}
	}
	return strings.NewReplacer(pairs...).Replace(value)
}

// join turns ids into pointers. A cell whose parent is missing, or that is its own
// ancestor, hangs on the root.
func (p *Page) join(raws []*rawCell, byID map[string]*rawCell) {
	var root *Cell
	for _, r := range raws {
		if r.parent == "" {
			root = r.Cell
			break
		}
	}
	for _, r := range raws {
		if up := byID[r.parent]; r.parent != "" && up != nil && up != r {
			r.Parent = up.Cell
		} else if r.Cell != root {
			r.Parent = root
		}
		if end := byID[r.source]; r.source != "" && end != nil {
			r.Source = end.Cell
		}
		if end := byID[r.target]; r.target != "" && end != nil {
			r.Target = end.Cell
		}
		if (r.source != "" && r.Source == nil) || (r.target != "" && r.Target == nil) {
			p.fault("missing-end", r.Cell, "The line refers to a shape that the page does not have.")
		}
	}
	// 0: not seen, otherwise the walk that saw it first. A walk that meets itself has
	// found a circle.
	seen := make([]int, len(raws))
	for i, r := range raws {
		for c := r.Cell; c != nil && seen[c.order] == 0; c = c.Parent {
			seen[c.order] = i + 1
			if c.Parent != nil && seen[c.Parent.order] == i+1 {
				p.fault("parent-cycle", c, "The cell %q lies inside itself; it is read as lying on the page.", short(c.ID))
				c.Parent = nil
				if c != root {
					c.Parent = root
				}
				break
			}
		}
	}
	for _, c := range p.Cells {
		if c.Parent != nil {
			c.Parent.Children = append(c.Parent.Children, c)
		}
	}
}

// placer finds the absolute places of cells, parents first.
type placer struct {
	page *Page
	raws []*rawCell
	done []bool
}

func (pl *placer) place(r *rawCell) {
	// The chain of parents that have no place yet; it ends, because circles are broken.
	var chain []*rawCell
	for c := r; c != nil && !pl.done[c.order]; {
		chain = append(chain, c)
		if c.Parent == nil {
			break
		}
		c = pl.raws[c.Parent.order]
	}
	for i := len(chain) - 1; i >= 0; i-- {
		c := chain[i]
		pl.done[c.order] = true
		up := c.Parent
		if up == nil {
			continue
		}
		c.Hidden = c.Hidden || up.Hidden
		switch {
		case c.Edge:
			// A line has no box of its own; its labels hang on its ends.
			c.X, c.Y = up.X, up.Y
		case up.Edge:
			c.OnEdge, c.Along, c.Aside = true, c.x, c.y
			if off := pl.point(c.Cell, c.geometry, "offset"); off != nil {
				c.Offset = *off
			}
		case c.relative:
			off := pl.point(c.Cell, c.geometry, "offset")
			c.X, c.Y = fit(up.X+c.x*up.W), fit(up.Y+c.y*up.H)
			if off != nil {
				c.X, c.Y = fit(c.X+off.X), fit(c.Y+off.Y)
			}
		default:
			c.X, c.Y = fit(up.X+c.x), fit(up.Y+c.y)
		}
	}
}

// placeEdge reads the points of a line, which are relative to its parent, and puts its
// labels on it. Points of ends that are glued are stale and left out.
func (pl *placer) placeEdge(r *rawCell) {
	if r.Edge && r.geometry != nil {
		base := Point{}
		if r.Parent != nil {
			base = Point{r.Parent.X, r.Parent.Y}
		}
		shift := func(p *Point) *Point {
			if p == nil {
				return nil
			}
			return &Point{fit(p.X + base.X), fit(p.Y + base.Y)}
		}
		if r.Source == nil {
			r.SourcePoint = shift(pl.point(r.Cell, r.geometry, "sourcePoint"))
		}
		if r.Target == nil {
			r.TargetPoint = shift(pl.point(r.Cell, r.geometry, "targetPoint"))
		}
		for _, e := range r.geometry.ChildElements() {
			if e.Tag != "Array" {
				continue
			}
			for _, q := range e.ChildElements() {
				if q.Tag == "mxPoint" {
					r.Bends = append(r.Bends, *shift(&Point{pl.page.number(r.Cell, q, "x"), pl.page.number(r.Cell, q, "y")}))
				}
			}
		}
	}
}

func (pl *placer) point(c *Cell, geometry *etree.Element, as string) *Point {
	if geometry == nil {
		return nil
	}
	for _, e := range geometry.ChildElements() {
		if e.Tag == "mxPoint" && e.SelectAttrValue("as", "") == as {
			return &Point{pl.page.number(c, e, "x"), pl.page.number(c, e, "y")}
		}
	}
	return nil
}

// number reads a coordinate; one that is no number counts as 0.
func (p *Page) number(c *Cell, e *etree.Element, key string) float64 {
	s := e.SelectAttrValue(key, "")
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	odd := err != nil
	if err == nil {
		v, odd = clamp(v)
	} else {
		v = 0
	}
	if odd {
		p.fault("bad-number", c, "The %s of a cell is %q, which is no place on a page.", key, short(s))
	}
	return v
}

// clamp pulls a number into the page and tells whether it had to.
func clamp(v float64) (float64, bool) {
	switch {
	case math.IsNaN(v), math.IsInf(v, 0):
		return 0, true
	case v > maxCoordinate:
		return maxCoordinate, true
	case v < -maxCoordinate:
		return -maxCoordinate, true
	case v == 0:
		return 0, false // no minus zero
	}
	return v, false
}

func fit(v float64) float64 {
	v, _ = clamp(v)
	return v
}

// short makes an id or a value of the file fit for a message: one line, and not long.
func short(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
