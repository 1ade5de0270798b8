// Package xmldoc is the one XML reader of the product: it turns bytes that strangers
// wrote into an element tree, within limits that keep memory and time small.
//
// A document is converted to UTF-8, cleaned, walked once as bytes to count elements,
// depth and attributes, and only then built as a tree: a plain one in one walk of our own,
// any other by a full reader of XML. Nothing is fetched, no entities of the document's own
// are expanded, and nothing is known of diagrams. The inflating readers of packed
// formats are here too, because they need the same care.
//
// Start at Parse; ParseRepaired is the one for files whose own program writes control
// characters that XML forbids.
package xmldoc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/beevik/etree"
)

// Error says why a document can't be read: a full sentence, and where.
type Error struct {
	What string
	// Line and Column are places in the text, from 1; 0 means not known.
	Line, Column int
	// TooLarge is true when a limit was passed rather than a rule of XML broken.
	TooLarge bool
}

// Error returns the sentence, with line and column where they are known.
func (e *Error) Error() string {
	what := strings.TrimSuffix(e.What, ".")
	switch {
	case e.Line > 0 && e.Column > 0:
		return fmt.Sprintf("%s (line %d, column %d).", what, e.Line, e.Column)
	case e.Line > 0:
		return fmt.Sprintf("%s (line %d).", what, e.Line)
	}
	return e.What
}

// Doc is a document that was read.
type Doc struct {
	// Tree has a root element, no DOCTYPE, and texts of valid UTF-8.
	Tree *etree.Document
	// Repaired counts control characters that were dropped and half surrogates that
	// became U+FFFD; the first one stood in RepairedLine, from 1.
	Repaired, RepairedLine int
	// Duplicates counts attributes that stood twice on one element; the last one holds.
	// The first such element is Doubled.
	Duplicates int
	Doubled    *etree.Element
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
	text, repaired, line, err := clean(text, repair)
	if err != nil {
		return nil, err
	}
	elements, err := checkLimits(text)
	if err != nil {
		return nil, err
	}
	doc := readPlain(text)
	if doc == nil {
		if doc, err = readAny(text, elements); err != nil {
			return nil, err
		}
	}
	doc.Repaired, doc.RepairedLine = repaired, line
	return doc, nil
}

// readAny reads what readPlain leaves alone, and says what is wrong with it.
func readAny(text []byte, elements int) (*Doc, error) {
	tree := etree.NewDocument()
	tree.ReadSettings = etree.ReadSettings{CharsetReader: converted, MaxDepth: MaxDepth + 1, PreserveDuplicateAttrs: true}
	err := tree.ReadFromBytes(text)
	if err != nil || !isWhole(tree) {
		// The tree may be partly built now; it is not given away.
		return nil, diagnose(text, err)
	}
	doc := &Doc{Tree: tree, Elements: elements}
	doc.dropDuplicates(tree.Root())
	return doc, nil
}

// Bytes writes the tree back. Line breaks in attributes, which labels of several lines
// need, and carriage returns are kept as character references.
func (d *Doc) Bytes() ([]byte, error) {
	d.Tree.WriteSettings.CanonicalAttrVal, d.Tree.WriteSettings.CanonicalText = true, true
	return d.Tree.WriteToBytes()
}

// shorten makes a piece of the file fit for a message: what is long is cut, and what is
// no text does not stand in it.
func shorten(s string) string {
	const most = 120
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '\ufffd'
	}, s)
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
