package xmldoc

import (
	"bytes"
	"fmt"
)

// The limits of a document. An element tree takes up to 48 times the size of its text,
// and a decoder collects a whole tag before it gives it away, so everything is counted
// in the bytes of the text before either begins.
const (
	MaxBytes         = 64 << 20  // of UTF-8 text
	MaxElements      = 500_000   // in a document
	MaxDepth         = 256       // of elements inside each other
	MaxAttributes    = 1_000     // of an element
	MaxAllAttributes = 1_250_000 // in a document; a usual drawing of 32 MB has so many
	MaxAttribute     = 8 << 20   // bytes in an attribute's value, as they stand in the text: pictures are pasted into styles
	MaxRootValue     = 32 << 20  // bytes in an attribute of <svg>, which holds a whole drawing there, or in a text
	MaxElementTag    = 1 << 10   // bytes in the name of an element or attribute
	maxDoctype       = 4 << 10   // bytes of a DOCTYPE that is dropped rather than refused
)

// meter walks over the markup of a text as a decoder would. It checks no grammar: it
// only has to see the same tags, attributes and ends as the decoder until the text
// breaks a rule of XML, and the decoder gets no further than that.
type meter struct {
	text                        []byte
	elements, attributes, depth int
}

// checkLimits refuses a text that passes a limit and returns the number of its elements.
// The error is an *Error.
func checkLimits(text []byte) (elements int, err error) {
	m := &meter{text: text}
	for i := 0; i < len(text); {
		open := bytes.IndexByte(text[i:], '<')
		if open < 0 {
			open = len(text) - i
		}
		if open > MaxRootValue {
			return 0, m.fail(i, "A text between the XML tags is longer than %d MB.", MaxRootValue>>20)
		}
		i += open + 1
		if i >= len(text) {
			break
		}
		switch text[i] {
		case '!':
			i, err = m.declaration(i)
		case '?':
			i, err = m.skip(i, "?>")
		case '/':
			m.depth--
			i, err = m.tag(i+1, true)
		default:
			i, err = m.tag(i, false)
		}
		if err != nil {
			return 0, err
		}
	}
	return m.elements, nil
}

// fail returns a passed limit with its place.
func (m *meter) fail(at int, format string, args ...any) *Error {
	line, column := place(m.text, at)
	return &Error{What: fmt.Sprintf(format, args...), Line: line, Column: column, TooLarge: true}
}

// skip moves from at behind the next end, for comments and the like.
func (m *meter) skip(at int, end string) (int, error) {
	n := bytes.Index(m.text[at:], []byte(end))
	if n < 0 {
		n = len(m.text) - at
	}
	if n > MaxRootValue {
		return 0, m.fail(at, "A comment or the like in the XML text is longer than %d MB.", MaxRootValue>>20)
	}
	return min(at+n+len(end), len(m.text)), nil
}

// declaration moves behind what begins with "<!": a comment, a CDATA section or a
// DOCTYPE, whose end is the first > outside of quotes, comments and other brackets. The
// letter behind "<!" means nothing, whatever it is: so the decoder of encoding/xml has it,
// and both must find the same end.
func (m *meter) declaration(at int) (int, error) {
	switch rest := m.text[at:]; {
	case bytes.HasPrefix(rest, []byte("!--")):
		return m.skip(at+3, "-->")
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		return m.skip(at, "]]>")
	}
	if m.depth > 0 {
		line, column := place(m.text, at)
		return 0, &Error{What: "The XML text has a DOCTYPE inside of an element.", Line: line, Column: column}
	}
	depth, quote := 0, byte(0)
	for i := at + 2; i < len(m.text); i++ {
		if i-at > maxDoctype {
			return 0, &Error{What: whatDoctype, Line: 1}
		}
		switch c := m.text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"', c == '\'':
			quote = c
		case c == '<' && bytes.HasPrefix(m.text[i:], []byte("<!--")):
			end, err := m.skip(i+4, "-->")
			if err != nil {
				return 0, err
			}
			i = end - 1
		case c == '<':
			depth++
		case c == '>':
			if depth == 0 {
				return i + 1, nil
			}
			depth--
		}
	}
	return len(m.text), nil
}

// tag moves from the name of an element behind its tag.
func (m *meter) tag(at int, closing bool) (int, error) {
	text := m.text
	name := text[at:nameEnd(text, at)]
	if len(name) > MaxElementTag {
		return 0, m.fail(at, "The name of an XML element is longer than %d bytes.", MaxElementTag)
	}
	if !closing {
		if m.elements++; m.elements > MaxElements {
			return 0, m.fail(at, "The XML text has more than %d elements.", MaxElements)
		}
		if m.depth++; m.depth > MaxDepth {
			return 0, m.fail(at, "The XML elements are nested deeper than %d.", MaxDepth)
		}
	}
	longest := MaxAttribute
	if string(name) == "svg" {
		longest = MaxRootValue
	}
	attributes, key := 0, text[:0]
	for i := at + len(name); i < len(text); {
		switch c := text[i]; c {
		case '>':
			if text[i-1] == '/' && !closing {
				m.depth--
			}
			return i + 1, nil
		case '<':
			return i, nil // broken, and the decoder will say so
		case '"', '\'':
			n := bytes.IndexByte(text[i+1:], c)
			if n < 0 {
				n = len(text) - i - 1
			}
			if n > longest {
				return 0, m.fail(i, "The XML attribute %s is longer than %d MB.", shorten(string(key)), longest>>20)
			}
			attributes, m.attributes = attributes+1, m.attributes+1
			if attributes > MaxAttributes {
				return 0, m.fail(at, "The XML element <%s> has more than %d attributes.", shorten(string(name)), MaxAttributes)
			}
			if m.attributes > MaxAllAttributes {
				return 0, m.fail(i, "The XML text has more than %d attributes.", MaxAllAttributes)
			}
			i += n + 2
		case ' ', '\t', '\r', '\n', '=', '/':
			i++
		default:
			key = text[i:nameEnd(text, i)]
			if len(key) > MaxElementTag {
				return 0, m.fail(i, "The name of an XML attribute is longer than %d bytes.", MaxElementTag)
			}
			i += len(key)
		}
	}
	return len(text), nil
}

// nameEnd returns the place where a name ends that begins at i: at white space or at a
// character that means something in a tag.
func nameEnd(text []byte, i int) int {
	for ; i < len(text); i++ {
		switch text[i] {
		case ' ', '\t', '\r', '\n', '=', '/', '>', '<', '"', '\'':
			return i
		}
	}
	return i
}

// place returns line and column of a byte of the text, from 1, in bytes.
func place(text []byte, at int) (line, column int) {
	before := text[:min(at, len(text))]
	return 1 + bytes.Count(before, []byte{'\n'}), at - bytes.LastIndexByte(before, '\n')
}
