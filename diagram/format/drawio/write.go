package drawio

import (
	"io"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram"
)

// Options say how a diagram is written.
type Options struct {
	// Origin is the file that the diagram was read from. What changed since is put back
	// into it, and the rest of it stays as it is. Nil means a file of its own.
	Origin []byte
	// Page is the number of the diagram's page in Origin, from 0.
	Page int
	// Scale is how far the page was drawn apart for the diagram; see diagram.Page.Spread.
	Scale diagram.Point
}

// Write writes a diagram as a drawing and says what the drawing can't hold. The file is
// plain XML and the same for the same diagram; IDs of cells follow from IDs of objects, so
// that two editions of a file compare well. The error is w's, or a *diagram.Error about
// the origin.
func Write(w io.Writer, d *diagram.Diagram, o Options) ([]diagram.Loss, error) {
	if o.Origin != nil {
		return writeBack(w, d, o)
	}
	s := newSheet(d)
	s.draw()
	doc := etree.NewDocument()
	file := doc.CreateElement("mxfile")
	attributes(file, "host", "crowsfoot", "version", drawioVersion, "type", "device")
	page := file.CreateElement("diagram")
	attributes(page, "id", "page-1", "name", pageName(d))
	page.AddChild(s.model)
	doc.Indent(2)
	return s.losses, writeDocument(w, doc)
}

// drawioVersion is the version of draw.io whose strings are written; draw.io wants one to
// know how old a file is.
const drawioVersion = "24.2.5"

// writeDocument writes XML with line breaks of attributes as character references: labels
// need them.
func writeDocument(w io.Writer, doc *etree.Document) error {
	doc.WriteSettings.CanonicalAttrVal = true
	_, err := doc.WriteTo(w)
	return err
}

// pageName is what the page of a diagram is called; the reader takes it for the diagram's
// name.
func pageName(d *diagram.Diagram) string {
	if name := diagram.CutName(d.Name); name != "" {
		return name
	}
	return "Page-1"
}

// attributes adds attributes, given by turns as key and value.
func attributes(e *etree.Element, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		e.CreateAttr(pairs[i], pairs[i+1])
	}
}

// xmlText drops the characters that XML does not allow.
func xmlText(s string) string {
	return strings.Map(func(c rune) rune {
		if c < 0x20 && c != '\t' && c != '\n' || c == 0xfffe || c == 0xffff {
			return -1
		}
		return c
	}, s)
}
