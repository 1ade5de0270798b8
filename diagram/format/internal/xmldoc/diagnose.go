package xmldoc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// whatDoctype refuses a DOCTYPE that could do more than name a type.
const whatDoctype = "The XML text has a DOCTYPE with declarations. Save the drawing again without it."

// diagnose walks through a text that no tree could be built of, or no whole one, and
// says what is wrong with it and where. The builder of trees knows neither the column
// nor what stands outside of the root. Its own error is the answer where the walk finds
// none.
func diagnose(text []byte, builder error) *Error {
	dec := xml.NewDecoder(bytes.NewReader(text))
	dec.CharsetReader = converted
	depth, rooted := 0, false
	fail := func(what string) *Error {
		line, column := dec.InputPos()
		return &Error{What: what, Line: line, Column: column}
	}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fail("The XML text is broken: " + reason(err) + ".")
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 && rooted {
				return fail("The XML text has a second root element <" + shorten(t.Name.Local) + ">.")
			}
			depth, rooted = depth+1, true
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				if rooted {
					return fail("There is text after the end of the XML document.")
				}
				return fail("There is text before the first XML element.")
			}
		case xml.Directive:
			if depth == 0 && declares(t) {
				return fail(whatDoctype)
			}
		}
	}
	if !rooted {
		return fail("The file holds no XML element.")
	}
	if builder != nil {
		return fail("The XML text is broken: " + reason(builder) + ".")
	}
	return fail("The XML text is broken.")
}

// declares tells whether a DOCTYPE declares anything rather than only naming a type.
func declares(directive []byte) bool {
	return bytes.ContainsRune(directive, '[') || bytes.Contains(bytes.ToUpper(directive), []byte("ENTITY"))
}

// reason is what a decoder says, without the marks of its package.
func reason(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return shorten(syntax.Msg)
	}
	return shorten(strings.TrimPrefix(err.Error(), "xml: "))
}
