package mxgraph

import (
	"strings"

	"github.com/beevik/etree"
)

// ReadModel reads a page from an element mxGraphModel that is in memory already.
func ReadModel(name string, model *etree.Element) *Page { return readModel(name, model) }

// Element is what the cell was read from: an mxCell, or the UserObject or object around
// one.
func (c *Cell) Element() *etree.Element { return c.element }

// Core is the mxCell of a cell, which holds its style and geometry; it is Element itself
// or stands in it.
func (c *Cell) Core() *etree.Element {
	if c.element.Tag == "mxCell" {
		return c.element
	}
	return c.element.SelectElement("mxCell")
}

// Data returns an attribute that somebody gave the cell (Edit Data in draw.io), or "".
func (c *Cell) Data(key string) string { return c.element.SelectAttrValue(key, "") }

// ReadStyle reads the text of a style.
func ReadStyle(s string) Style { return readStyle(s) }

// Plain is a text as it shows on one line: white space is folded to single spaces, and
// characters without a width are gone. Labels are read so.
func Plain(s string) string { return strings.Join(strings.Fields(spaces.Replace(s)), " ") }
