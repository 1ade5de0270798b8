package mxgraph

import (
	"fmt"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram/format/internal/xmldoc"
)

// noteOddities tells what was put right in the XML of a document. Page names the page
// that the document is; it is empty for the document around the pages.
func (f *File) noteOddities(doc *xmldoc.Doc, page string) {
	if doc.Repaired > 0 {
		f.Oddities = append(f.Oddities, Oddity{
			Code:    "repaired-text",
			Message: fmt.Sprintf("Characters that XML does not allow were dropped or replaced: %d, the first one in line %d.", doc.Repaired, doc.RepairedLine),
			Where:   joined(page, fmt.Sprintf("line %d", doc.RepairedLine)),
		})
	}
	if doc.Duplicates > 0 {
		f.Oddities = append(f.Oddities, Oddity{
			Code:    "duplicate-attribute",
			Message: fmt.Sprintf("Attributes stand twice on one XML element: %d. The last one of each holds.", doc.Duplicates),
			Where:   placeOf(doc.Doubled, page),
		})
	}
}

// placeOf names the page and the cell that an element is a part of.
func placeOf(e *etree.Element, page string) string {
	cell := ""
	for ; e != nil; e = e.Parent() {
		switch id := e.SelectAttrValue("id", ""); {
		case e.Tag == "diagram":
			page = pageTitle(e)
		case cell == "" && id != "" && e.Tag != "mxfile":
			cell = "cell " + short(id)
		}
	}
	if page == "" && cell == "" {
		return "file"
	}
	return joined(page, cell)
}

// pageTitle names a page for people as "page "Plan"", or by its number when it has no
// name.
func pageTitle(d *etree.Element) string {
	if name := strings.TrimSpace(d.SelectAttrValue("name", "")); name != "" {
		return fmt.Sprintf("page %q", short(name))
	}
	number := 1
	if up := d.Parent(); up != nil {
		for _, page := range up.SelectElements("diagram") {
			if page == d {
				break
			}
			number++
		}
	}
	return fmt.Sprintf("page \"Page-%d\"", number)
}

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}
