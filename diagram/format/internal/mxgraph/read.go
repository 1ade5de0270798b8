package mxgraph

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram/format/internal/xmldoc"
)

// MaxPages is the most pages of a file that are read.
const MaxPages = 1000

// Read reads a drawing from any container: an mxfile or mxGraphModel as XML, an SVG that
// carries one in its content attribute, a PNG that carries one in a text chunk, or the
// packed text alone. The error is or wraps an *xmldoc.Error.
func Read(data []byte) (*File, error) {
	b := newBudget()
	if bytes.HasPrefix(data, pngMark) {
		text, err := b.drawingInPNG(data)
		if err != nil {
			return nil, err
		}
		return b.readText(text, "png")
	}
	if start := bytes.TrimLeft(data[:min(len(data), 256)], " \t\r\n"); len(start) > 0 && startsPacked(start) {
		text, err := b.unpack(data)
		if err != nil {
			return nil, err
		}
		return b.readText(text, "text")
	}
	doc, err := b.parse(data, false)
	if err != nil {
		return nil, err
	}
	root := doc.Root()
	if root.Tag == "svg" {
		content := root.SelectAttrValue("content", "")
		if strings.TrimSpace(content) == "" {
			return nil, &xmldoc.Error{What: "The SVG picture holds no drawing of draw.io. Export it again with “Include a copy of my diagram” on, or bring the .drawio file."}
		}
		text, err := b.unpack([]byte(content))
		if err != nil {
			return nil, err
		}
		return b.readText(text, "svg")
	}
	return b.readDoc(doc, "xml")
}

// startsPacked tells whether a text begins as base64 or percent-encoding rather than as
// markup or with a byte order mark.
func startsPacked(start []byte) bool {
	c := start[0]
	return c == '%' || c == '+' || c == '/' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func (b *budget) readText(text []byte, container string) (*File, error) {
	doc, err := b.parse(text, true)
	if err != nil {
		return nil, err
	}
	return b.readDoc(doc, container)
}

func (b *budget) readDoc(doc *xmldoc.Doc, container string) (*File, error) {
	f := &File{Container: container, doc: doc}
	f.noteOddities(doc, "")
	root := doc.Root()
	switch root.Tag {
	case "mxfile":
		for _, d := range root.ChildElements() {
			if d.Tag != "diagram" {
				continue
			}
			if len(f.Pages) == MaxPages {
				return nil, &xmldoc.Error{What: fmt.Sprintf("The drawing has more than %d pages.", MaxPages), TooLarge: true}
			}
			page, err := b.readPage(f, d)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", pageTitle(d), err)
			}
			page.source.diagram = d
			f.Pages = append(f.Pages, page)
		}
	case "mxlibrary":
		return nil, &xmldoc.Error{What: "The file is a library of shapes for draw.io, not a drawing. Place the shapes on a page and save that."}
	default:
		model := findModel(root)
		if model == nil {
			return nil, &xmldoc.Error{What: "The XML file is no drawing of draw.io: it has neither <mxfile> nor <mxGraphModel>."}
		}
		f.Pages = append(f.Pages, readModel("", model))
	}
	return f, nil
}

// findModel returns the first mxGraphModel of an XML file, at any depth: wikis and
// other programs wrap it.
func findModel(e *etree.Element) *etree.Element {
	if e.Tag == "mxGraphModel" {
		return e
	}
	for _, child := range e.ChildElements() {
		if m := findModel(child); m != nil {
			return m
		}
	}
	return nil
}

func (b *budget) readPage(f *File, d *etree.Element) (*Page, error) {
	name := d.SelectAttrValue("name", "")
	for _, child := range d.ChildElements() {
		if child.Tag == "mxGraphModel" {
			return readModel(name, child), nil
		}
	}
	packed := strings.TrimSpace(d.Text())
	if packed == "" {
		return &Page{Name: name}, nil
	}
	text, err := b.unpack([]byte(packed))
	if err != nil {
		return nil, err
	}
	doc, err := b.parse(text, true)
	if err != nil {
		return nil, err
	}
	f.noteOddities(doc, pageTitle(d))
	model := findModel(doc.Root())
	if model == nil {
		return nil, &xmldoc.Error{What: "The packed text of the page holds no drawing."}
	}
	page := readModel(name, model)
	page.source.doc = doc
	return page, nil
}
