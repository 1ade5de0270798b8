package xmldoc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/beevik/etree"
)

// builder makes the tree of one document. etree's own reader would need a second walk over
// the text for the limits, which takes as long as building.
type builder struct {
	dec   *xml.Decoder
	doc   *Doc
	top   *etree.Element // the element that is open, or the document
	depth int
}

// build walks the text once, refuses what passes a limit, and builds the tree.
func build(text []byte) (*Doc, error) {
	b := builder{dec: xml.NewDecoder(bytes.NewReader(text)), doc: &Doc{Tree: etree.NewDocument()}}
	b.dec.CharsetReader = converted
	b.top = &b.doc.Tree.Element
	for {
		token, err := b.dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, asError(err, b.dec)
		}
		if err := b.add(token); err != nil {
			return nil, err
		}
	}
	switch {
	case b.depth > 0:
		return nil, b.fail(false, "The XML text is broken: unexpected EOF.")
	case b.doc.Elements == 0:
		return nil, b.fail(false, "The file holds no XML element.")
	}
	return b.doc, nil
}

// fail is an error at the place that was read last.
func (b *builder) fail(tooLarge bool, format string, args ...any) error {
	line, column := b.dec.InputPos()
	return &Error{What: fmt.Sprintf(format, args...), Line: line, Column: column, TooLarge: tooLarge}
}

// add puts a token into the tree. A DOCTYPE is left out, so that it is never written
// again; one that declares anything is refused.
func (b *builder) add(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return b.open(t)
	case xml.EndElement:
		if b.depth == 0 {
			return b.fail(false, "The XML text is broken: unexpected end element </%s>.", shorten(t.Name.Local))
		}
		if b.top.Tag != t.Name.Local || b.top.Space != t.Name.Space {
			return b.fail(false, "The XML text is broken: element <%s> closed by </%s>.", shorten(b.top.Tag), shorten(t.Name.Local))
		}
		b.top, b.depth = b.top.Parent(), b.depth-1
	case xml.CharData:
		if b.depth == 0 && len(bytes.TrimSpace(t)) > 0 {
			if b.doc.Elements > 0 {
				return b.fail(false, "There is text after the end of the XML document.")
			}
			return b.fail(false, "There is text before the first XML element.")
		}
		b.top.CreateText(string(t))
	case xml.Comment:
		b.top.CreateComment(string(t))
	case xml.ProcInst:
		b.top.CreateProcInst(t.Target, string(t.Inst))
	case xml.Directive:
		if len(t) > maxDoctype || bytes.ContainsRune(t, '[') || bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
			return b.fail(false, "The XML text has a DOCTYPE with declarations. Save the drawing again without it.")
		}
	}
	return nil
}

// open begins an element. Of two attributes of one name the last one holds.
func (b *builder) open(t xml.StartElement) error {
	root := b.doc.Elements == 0
	if b.depth == 0 && !root {
		return b.fail(false, "The XML text has a second root element <%s>.", shorten(t.Name.Local))
	}
	b.doc.Elements, b.depth = b.doc.Elements+1, b.depth+1
	if b.doc.Elements > MaxElements {
		return b.fail(true, "The XML text has more than %d elements.", MaxElements)
	}
	if b.depth > MaxDepth {
		return b.fail(true, "The XML elements are nested deeper than %d.", MaxDepth)
	}
	if what := checkElement(t, root); what != "" {
		return b.fail(true, "%s", what)
	}
	b.doc.Duplicates += duplicateAttributes(t.Attr)
	b.top = b.top.CreateElement(t.Name.Local)
	b.top.Space = t.Name.Space
	b.top.Attr = attributes(t.Attr)
	return nil
}

// attributes returns the attributes of an element, each once. Few are compared in pairs
// and many by a map, as in duplicateAttributes.
func attributes(all []xml.Attr) []etree.Attr {
	out := make([]etree.Attr, 0, len(all))
	var at map[xml.Name]int
	if len(all) > 16 {
		at = make(map[xml.Name]int, len(all))
	}
	find := func(name xml.Name) int {
		if at != nil {
			if i, ok := at[name]; ok {
				return i
			}
			return -1
		}
		return slices.IndexFunc(out, func(a etree.Attr) bool { return a.Key == name.Local && a.Space == name.Space })
	}
	for _, a := range all {
		if i := find(a.Name); i >= 0 {
			out[i].Value = a.Value
			continue
		}
		if at != nil {
			at[a.Name] = len(out)
		}
		out = append(out, etree.Attr{Space: a.Name.Space, Key: a.Name.Local, Value: a.Value})
	}
	return out
}
