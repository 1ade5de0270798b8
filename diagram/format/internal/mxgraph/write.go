package mxgraph

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram/format/internal/xmldoc"
)

// source is where a page stands in its file.
type source struct {
	diagram *etree.Element // the element <diagram>, or nil for a file that is one page
	doc     *xmldoc.Doc    // what the text of <diagram> unpacked to, or nil
	model   *etree.Element
}

// Root is the element that lists the cells of a page; nil for an empty page.
func (p *Page) Root() *etree.Element {
	if p.source.model == nil {
		return nil
	}
	return cellList(p.source.model)
}

// Again reads the page from its elements, as they are now.
func (p *Page) Again() *Page {
	again := readModel(p.Name, p.source.model)
	again.source = p.source
	return again
}

// Create makes an empty page one that cells can be put on: the root and its layer are
// there. It does nothing for other pages.
func (p *Page) Create(model *etree.Element) {
	if p.source.model != nil || p.source.diagram == nil {
		return
	}
	p.source.diagram.SetText("")
	p.source.diagram.AddChild(model)
	p.source.model = model
}

// Pack takes the page's elements, as they are now, into the file: into the text of the
// page, where it was packed. Pages that are not packed are part of the file already.
func (p *Page) Pack() error {
	if p.source.doc == nil || p.source.diagram == nil {
		return nil
	}
	text, err := p.source.doc.Bytes()
	if err != nil {
		return err
	}
	packed, err := pack(text)
	if err != nil {
		return err
	}
	p.source.diagram.SetText(packed)
	return nil
}

// Bytes writes the file as XML in UTF-8, also when a picture or a packed text held it.
func (f *File) Bytes() ([]byte, error) {
	for _, token := range f.doc.Tree.Child {
		if p, ok := token.(*etree.ProcInst); ok && p.Target == "xml" {
			p.Inst = `version="1.0" encoding="UTF-8"`
		}
	}
	return f.doc.Bytes()
}

// pack is Graph.compress of draw.io: percent-encoding, raw deflate, base64.
func pack(xml []byte) (string, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write([]byte(percentEncode(xml))); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(out.Bytes()), nil
}

// percentEncode is encodeURIComponent.
func percentEncode(text []byte) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	out.Grow(len(text) * 3 / 2)
	for _, c := range text {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.!~*'()", c) >= 0 {
			out.WriteByte(c)
			continue
		}
		out.Write([]byte{'%', digits[c>>4], digits[c&15]})
	}
	return out.String()
}
