package drawio

import (
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram/format/internal/mxgraph"
)

// remove takes a cell with all that lies in it off the page.
func (p *patch) remove(c *mxgraph.Cell) {
	if c == nil || p.gone[c] {
		return
	}
	p.gone[c], p.changed = true, true
	for _, child := range c.Children {
		p.remove(child)
	}
	takeOut(c.Element())
}

// takeOut removes an element and the white space before it.
func takeOut(e *etree.Element) {
	parent := e.Parent()
	if parent == nil {
		return
	}
	if i := e.Index(); i > 0 {
		if space, ok := parent.Child[i-1].(*etree.CharData); ok && strings.TrimSpace(space.Data) == "" {
			parent.RemoveChildAt(i - 1)
		}
	}
	parent.RemoveChild(e)
}

// geometry returns the place of a cell in its element, and makes one where there is none.
func geometry(core *etree.Element) *etree.Element {
	if g := core.SelectElement("mxGeometry"); g != nil {
		return g
	}
	g := core.CreateElement("mxGeometry")
	g.CreateAttr("as", "geometry")
	return g
}

// measure reads a number of an element.
func measure(e *etree.Element, key string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(e.SelectAttrValue(key, "0")), 64)
	if err != nil {
		return 0
	}
	return v
}

// add adds to a number of an element.
func (p *patch) add(e *etree.Element, key string, by float64) {
	if by != 0 {
		e.CreateAttr(key, number(measure(e, key)+by))
		p.changed = true
	}
}

// shift moves a cell; what lies in it moves along.
func (p *patch) shift(c *mxgraph.Cell, dx, dy float64) {
	g := geometry(c.Core())
	if g.SelectAttrValue("relative", "") == "1" {
		offset := g.SelectElement("mxPoint")
		if offset == nil || offset.SelectAttrValue("as", "") != "offset" {
			offset = g.CreateElement("mxPoint")
			offset.CreateAttr("as", "offset")
		}
		g = offset
	}
	p.add(g, "x", dx)
	p.add(g, "y", dy)
}

// setStyle sets a key of a cell's style, or takes it out when the value is empty.
func (p *patch) setStyle(c *mxgraph.Cell, key, value string) {
	e := c.Core()
	style := e.SelectAttrValue("style", "")
	if now := styleWith(style, key, value); now != style {
		e.CreateAttr("style", now)
		p.changed = true
	}
}

// styleWith sets a key of a style, or takes it out when the value is empty.
func styleWith(style, key, value string) string {
	var kept []string
	at := -1
	for token := range strings.SplitSeq(style, ";") {
		if name, _, _ := strings.Cut(token, "="); strings.TrimSpace(name) == key {
			if at < 0 {
				at = len(kept)
			}
			continue
		}
		kept = append(kept, token)
	}
	if value != "" {
		token := key + "=" + value
		switch {
		case at >= 0:
			kept = append(kept[:at], append([]string{token}, kept[at:]...)...)
		case len(kept) > 0 && kept[len(kept)-1] == "":
			kept[len(kept)-1] = token
			kept = append(kept, "")
		default:
			kept = append(kept, token)
		}
	}
	return strings.Join(kept, ";")
}

// textOf is the cell that holds the text of a shape: itself, or a text laid over it.
func (p *patch) textOf(c *mxgraph.Cell) *mxgraph.Cell {
	for text, shape := range p.r.under {
		if shape == c {
			return text
		}
	}
	return c
}

// text is the raw text of a cell as it is now.
func (p *patch) text(c *mxgraph.Cell) mxgraph.Text {
	t := c.RawText()
	t.Value = c.Element().SelectAttrValue(textKey(c), "")
	return t
}

func (p *patch) setText(c *mxgraph.Cell, t mxgraph.Text) {
	if c.Element().SelectAttrValue(textKey(c), "") != t.Value {
		c.Element().CreateAttr(textKey(c), xmlText(t.Value))
		p.changed = true
	}
}

// textKey is the attribute that holds the text of a cell.
func textKey(c *mxgraph.Cell) string {
	if e := c.Element(); e.Tag != "mxCell" && (e.SelectAttr("label") != nil || e.SelectAttr("value") == nil) {
		return "label"
	}
	return "value"
}

// replaceAll gives a cell one line of text.
func (p *patch) replaceAll(c *mxgraph.Cell, text string) {
	t := p.text(c)
	if text == "" {
		t.Value = ""
	} else {
		t = t.Replace(0, text)
		for len(t.Lines()) > 1 {
			t = t.Remove(len(t.Lines()) - 1)
		}
	}
	p.setText(c, t)
}

// copyOf copies the element of a cell under another ID. What the cell keeps for us is not
// copied.
func copyOf(c *mxgraph.Cell, id, parent string) *etree.Element {
	e := c.Element().Copy()
	e.CreateAttr("id", id)
	for n := 1; e.SelectAttr(dataName(n)) != nil; n++ {
		e.RemoveAttr(dataName(n))
	}
	core(e).CreateAttr("parent", parent)
	return e
}
