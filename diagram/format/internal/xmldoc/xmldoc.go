// Package xmldoc is the one XML reader of the product: it turns bytes that strangers
// wrote into an element tree, within limits that keep memory and time small.
//
// A document is converted to UTF-8 and cleaned. A plain one is built as a tree in one
// walk that keeps the limits; any other is walked once as a stream that counts elements,
// depth and attributes, and only then built. Nothing is fetched, no entities of the
// document's own are expanded, and nothing is known of diagrams. The inflating readers of packed
// formats are here too, because they need the same care.
//
// Start at Parse; ParseRepaired is the one for files whose own program writes control
// characters that XML forbids.
package xmldoc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/beevik/etree"
)

// The limits of a document. An element tree takes up to 48 times the size of its text,
// so the elements are counted in a stream before the tree is built.
const (
	MaxBytes      = 64 << 20  // of UTF-8 text
	MaxElements   = 500_000   // in a document
	MaxDepth      = 256       // of elements inside each other
	MaxAttributes = 1_000     // of an element
	MaxAttribute  = 1 << 20   // bytes in an attribute's value
	MaxRootValue  = 32 << 20  // bytes in an attribute of the root: an SVG holds a whole diagram there
	MaxElementTag = 1 << 10   // bytes in the name of an element or attribute
	maxDoctype    = 4 << 10   // bytes of a DOCTYPE that is dropped rather than refused
	maxRepaired   = 1_000_000 // repairs after which a text is no text
)

// Error says why a document can't be read: a full sentence, and where.
type Error struct {
	What string
	// Line and Column are places in the text, from 1; 0 means not known.
	Line, Column int
	// TooLarge is true when a limit was passed rather than a rule of XML broken.
	TooLarge bool
}

// Error returns the sentence, with the line where it is known.
func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s (line %d)", e.What, e.Line)
	}
	return e.What
}

// Doc is a document that was read.
type Doc struct {
	// Tree has a root element, no DOCTYPE, and texts of valid UTF-8.
	Tree *etree.Document
	// Repaired counts control characters that were dropped and half surrogates that
	// became U+FFFD.
	Repaired int
	// Duplicates counts attributes that stood twice on one element; the last one holds.
	Duplicates int
	// Elements counts the elements, so that a reader of many documents can add them up.
	Elements int
}

// Root returns the root element, which is never nil.
func (d *Doc) Root() *etree.Element { return d.Tree.Root() }

// Parse reads a document of any encoding that its mark or its declaration names. It
// refuses characters that XML forbids; half surrogates become U+FFFD. A DOCTYPE that
// only names a type is dropped; one that declares anything is refused. The error is an
// *Error.
func Parse(data []byte) (*Doc, error) { return parse(data, false) }

// ParseRepaired is Parse for texts of programs that write control characters: it drops
// these, plain or as references, and counts them in Doc.Repaired.
func ParseRepaired(data []byte) (*Doc, error) { return parse(data, true) }

func parse(data []byte, repair bool) (*Doc, error) {
	text, err := toUTF8(data)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, &Error{What: "The file is empty."}
	}
	if len(text) > MaxBytes {
		return nil, &Error{What: fmt.Sprintf("The XML text is larger than %d MB.", MaxBytes>>20), TooLarge: true}
	}
	text, repaired, err := clean(text, repair)
	if err != nil {
		return nil, err
	}
	if doc := readPlain(text); doc != nil {
		doc.Repaired = repaired
		return doc, nil
	}
	elements, duplicates, err := scan(text)
	if err != nil {
		return nil, err
	}
	tree := etree.NewDocument()
	tree.ReadSettings = etree.ReadSettings{CharsetReader: converted, MaxDepth: MaxDepth + 1}
	if err := tree.ReadFromBytes(text); err != nil {
		// The tree is partly built now; it is not given away.
		return nil, asError(err, nil)
	}
	dropDirectives(tree)
	if tree.Root() == nil {
		return nil, &Error{What: "The file holds no XML element."}
	}
	return &Doc{Tree: tree, Repaired: repaired, Duplicates: duplicates, Elements: elements}, nil
}

// Bytes writes the tree back. Line breaks in attributes, which labels of several lines
// need, are kept as character references.
func (d *Doc) Bytes() ([]byte, error) {
	d.Tree.WriteSettings.CanonicalAttrVal = true
	return d.Tree.WriteToBytes()
}

// scan walks the text once, refuses what passes a limit, and counts elements and
// duplicate attributes.
func scan(text []byte) (elements, duplicates int, err error) {
	dec := xml.NewDecoder(bytes.NewReader(text))
	dec.CharsetReader = converted
	depth := 0
	rooted := false
	fail := func(tooLarge bool, format string, args ...any) (int, int, error) {
		line, column := dec.InputPos()
		return 0, 0, &Error{What: fmt.Sprintf(format, args...), Line: line, Column: column, TooLarge: tooLarge}
	}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, 0, asError(err, dec)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 && rooted {
				return fail(false, "The XML text has a second root element <%s>.", shorten(t.Name.Local))
			}
			elements, depth = elements+1, depth+1
			if elements > MaxElements {
				return fail(true, "The XML text has more than %d elements.", MaxElements)
			}
			if depth > MaxDepth {
				return fail(true, "The XML elements are nested deeper than %d.", MaxDepth)
			}
			if what := checkElement(t, !rooted); what != "" {
				return fail(true, "%s", what)
			}
			duplicates += duplicateAttributes(t.Attr)
			rooted = true
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				if rooted {
					return fail(false, "There is text after the end of the XML document.")
				}
				return fail(false, "There is text before the first XML element.")
			}
		case xml.Directive:
			if len(t) > maxDoctype || bytes.ContainsRune(t, '[') || bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				return fail(false, "The XML text has a DOCTYPE with declarations. Save the drawing again without it.")
			}
		}
	}
	if !rooted {
		return fail(false, "The file holds no XML element.")
	}
	return elements, duplicates, nil
}

func checkElement(t xml.StartElement, root bool) string {
	if len(t.Name.Local) > MaxElementTag {
		return fmt.Sprintf("The name of an XML element is longer than %d bytes.", MaxElementTag)
	}
	if len(t.Attr) > MaxAttributes {
		return fmt.Sprintf("The XML element <%s> has more than %d attributes.", shorten(t.Name.Local), MaxAttributes)
	}
	limit := MaxAttribute
	if root {
		limit = MaxRootValue
	}
	for _, a := range t.Attr {
		if len(a.Name.Local) > MaxElementTag {
			return fmt.Sprintf("The name of an XML attribute is longer than %d bytes.", MaxElementTag)
		}
		if len(a.Value) > limit {
			return fmt.Sprintf("The XML attribute %s is longer than %d MB.", shorten(a.Name.Local), limit>>20)
		}
	}
	return ""
}

// duplicateAttributes counts by comparing pairs while there are few, because nearly
// every element has few and a map for each of them costs more than the walk itself.
func duplicateAttributes(attrs []xml.Attr) (n int) {
	if len(attrs) > 16 {
		seen := make(map[xml.Name]bool, len(attrs))
		for _, a := range attrs {
			if seen[a.Name] {
				n++
			}
			seen[a.Name] = true
		}
		return n
	}
	for i := range attrs {
		for j := range i {
			if attrs[i].Name == attrs[j].Name {
				n++
				break
			}
		}
	}
	return n
}

// dropDirectives removes what is left of a DOCTYPE, so that it is never written again.
func dropDirectives(tree *etree.Document) {
	for i := len(tree.Child) - 1; i >= 0; i-- {
		if _, ok := tree.Child[i].(*etree.Directive); ok {
			tree.RemoveChildAt(i)
		}
	}
}

// asError gives an error of the XML decoder a sentence and a place.
func asError(err error, dec *xml.Decoder) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	if errors.Is(err, etree.ErrMaxDepth) {
		return &Error{What: fmt.Sprintf("The XML elements are nested deeper than %d.", MaxDepth), TooLarge: true}
	}
	e := &Error{}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		e.What, e.Line = "The XML text is broken: "+shorten(syntax.Msg)+".", syntax.Line
	} else {
		e.What = "The XML text is broken: " + shorten(strings.TrimPrefix(err.Error(), "xml: ")) + "."
	}
	if dec != nil {
		e.Line, e.Column = dec.InputPos()
	}
	return e
}

// shorten keeps names from the file out of messages where they are long.
func shorten(s string) string {
	const most = 120
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
