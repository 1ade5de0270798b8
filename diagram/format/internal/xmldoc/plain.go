package xmldoc

import (
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// plainReader builds the tree of a plain document in one walk: elements and attributes
// with names of ASCII letters, texts, comments and the five entities of XML, which is all
// that drawings hold. It gives up at anything else, at every mistake and at every limit;
// scan and etree read the document then, and say what is wrong with it. What it does read
// is what they would read, some ten times faster.
type plainReader struct {
	text string
	at   int
	doc  *Doc
}

// readPlain reads a document that clean has seen, or gives nil.
func readPlain(text []byte) *Doc {
	if !utf8.Valid(text) {
		return nil
	}
	r := plainReader{text: string(text), doc: &Doc{Tree: etree.NewDocument()}}
	if strings.IndexByte(r.text, '\r') >= 0 || !r.read() {
		return nil
	}
	return r.doc
}

func (r *plainReader) read() bool {
	top := &r.doc.Tree.Element
	if !r.declaration(top) {
		return false
	}
	open := make([]*etree.Element, 0, 16)
	rooted := false
	for r.at < len(r.text) {
		if r.text[r.at] != '<' {
			if !r.characters(top, len(open) > 0) {
				return false
			}
			continue
		}
		rest := r.text[r.at:]
		switch {
		case strings.HasPrefix(rest, "</"):
			if len(open) == 0 || !r.end(top.Tag) {
				return false
			}
			open = open[:len(open)-1]
			top = &r.doc.Tree.Element
			if n := len(open); n > 0 {
				top = open[n-1]
			}
		case strings.HasPrefix(rest, "<!--"):
			if !r.comment(top) {
				return false
			}
		default:
			if len(open) == 0 && rooted || len(open) == MaxDepth || r.doc.Elements == MaxElements {
				return false
			}
			e, closed := r.start(top, !rooted)
			if e == nil {
				return false
			}
			rooted = true
			r.doc.Elements++
			if !closed {
				open = append(open, e)
				top = e
			}
		}
	}
	return rooted && len(open) == 0
}

// declaration reads <?xml version="1.0" …?> at the very beginning, if it is there.
func (r *plainReader) declaration(top *etree.Element) bool {
	const begin = "<?xml "
	if !strings.HasPrefix(r.text, begin) {
		return true
	}
	end := strings.Index(r.text, "?>")
	if end < 0 || end > maxDoctype {
		return false
	}
	inst := strings.TrimLeft(r.text[len(begin):end], " \t\n")
	if !strings.HasPrefix(inst, `version="1.0"`) && !strings.HasPrefix(inst, `version='1.0'`) {
		return false
	}
	top.CreateProcInst("xml", inst)
	r.at = end + 2
	return true
}

// characters reads the text up to the next tag.
func (r *plainReader) characters(top *etree.Element, inside bool) bool {
	n := strings.IndexByte(r.text[r.at:], '<')
	if n < 0 {
		n = len(r.text) - r.at
	}
	raw := r.text[r.at : r.at+n]
	r.at += n
	if strings.Trim(raw, " \t\n") == "" {
		top.CreateText("").SetData(raw) // SetData knows white space, CreateText doesn't
		return true
	}
	value, ok := unescape(raw)
	if !inside || !ok || strings.Contains(raw, "]]>") {
		return false
	}
	top.CreateText("").SetData(value)
	return true
}

func (r *plainReader) comment(top *etree.Element) bool {
	from := r.at + len("<!--")
	n := strings.Index(r.text[from:], "--")
	if n < 0 || !strings.HasPrefix(r.text[from+n:], "-->") {
		return false
	}
	top.CreateComment(r.text[from : from+n])
	r.at = from + n + len("-->")
	return true
}

// end reads an end tag, which must be that of the open element.
func (r *plainReader) end(tag string) bool {
	r.at += len("</")
	if !strings.HasPrefix(r.text[r.at:], tag) {
		return false
	}
	r.at += len(tag)
	r.spaces()
	return r.take('>')
}

// start reads a start tag with its attributes; closed tells that it ends in itself.
func (r *plainReader) start(top *etree.Element, root bool) (e *etree.Element, closed bool) {
	r.at++
	tag := r.name()
	if tag == "" {
		return nil, false
	}
	e = top.CreateElement(tag)
	const usual = 8 // attributes of a cell
	for n := 0; ; n++ {
		spaced := r.spaces()
		switch {
		case r.take('>'):
			return e, false
		case strings.HasPrefix(r.text[r.at:], "/>"):
			r.at += len("/>")
			return e, true
		case !spaced || n == MaxAttributes:
			return nil, false
		}
		key := r.name()
		r.spaces()
		if key == "" || !r.take('=') {
			return nil, false
		}
		r.spaces()
		value, ok := r.quoted(root)
		if !ok {
			return nil, false
		}
		if n == 0 {
			e.Attr = make([]etree.Attr, 0, usual)
		}
		known := len(e.Attr)
		e.CreateAttr(key, value)
		if len(e.Attr) == known {
			r.doc.Duplicates++
		}
	}
}

func (r *plainReader) quoted(root bool) (string, bool) {
	if r.at >= len(r.text) || r.text[r.at] != '"' && r.text[r.at] != '\'' {
		return "", false
	}
	quote := r.text[r.at]
	r.at++
	n := strings.IndexByte(r.text[r.at:], quote)
	if n < 0 {
		return "", false
	}
	raw := r.text[r.at : r.at+n]
	r.at += n + 1
	limit := MaxAttribute
	if root {
		limit = MaxRootValue
	}
	if len(raw) > limit || strings.IndexByte(raw, '<') >= 0 {
		return "", false
	}
	return unescape(raw)
}

// name reads a name of ASCII letters, digits, points, dashes and underscores.
func (r *plainReader) name() string {
	from := r.at
	for ; r.at < len(r.text); r.at++ {
		c := r.text[r.at]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' ||
			r.at > from && (c >= '0' && c <= '9' || c == '-' || c == '.')) {
			break
		}
	}
	if r.at-from > MaxElementTag {
		return ""
	}
	return r.text[from:r.at]
}

func (r *plainReader) spaces() bool {
	from := r.at
	for r.at < len(r.text) && (r.text[r.at] == ' ' || r.text[r.at] == '\t' || r.text[r.at] == '\n') {
		r.at++
	}
	return r.at > from
}

func (r *plainReader) take(c byte) bool {
	if r.at >= len(r.text) || r.text[r.at] != c {
		return false
	}
	r.at++
	return true
}

// entities are the five that XML has.
var entities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// unescape puts characters in the place of references to them.
func unescape(raw string) (string, bool) {
	amp := strings.IndexByte(raw, '&')
	if amp < 0 {
		return raw, true
	}
	var out strings.Builder
	out.Grow(len(raw))
	for amp >= 0 {
		out.WriteString(raw[:amp])
		raw = raw[amp:]
		end := strings.IndexByte(raw[:min(len(raw), 16)], ';')
		if end < 0 {
			return "", false
		}
		if named, ok := entities[raw[1:end]]; ok {
			out.WriteString(named)
		} else {
			c, after := reference([]byte(raw[:end+1]), 0)
			if after != end+1 || forbidden(c) || c == 0 || c >= 0xd800 && c < 0xe000 {
				return "", false
			}
			out.WriteRune(c)
		}
		raw = raw[end+1:]
		amp = strings.IndexByte(raw, '&')
	}
	out.WriteString(raw)
	return out.String(), true
}
