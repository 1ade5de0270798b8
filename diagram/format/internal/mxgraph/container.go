package mxgraph

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram/format/internal/xmldoc"
)

var pngMark = []byte("\x89PNG\r\n\x1a\n")

// Sniff tells whether a file that begins with head (some kilobytes are enough) may be a
// drawing of draw.io: the decision is made by content, never by name. An SVG or PNG
// counts even if only Read can tell whether it holds a drawing.
func Sniff(head []byte) bool {
	if bytes.HasPrefix(head, pngMark) {
		return true
	}
	text := strings.ReplaceAll(string(head), "\x00", "") // UTF-16 shows its letters so, too
	for _, mark := range []string{"<mxfile", "<mxGraphModel", "<mxlibrary", "<svg", "%3Cmxfile", "%3CmxGraphModel"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return isPacked(strings.TrimSpace(text))
}

// isPacked tells whether the text is nothing but base64 and long enough for a drawing.
func isPacked(text string) bool {
	if len(text) < 40 {
		return false
	}
	for i := range len(text) {
		c := text[i]
		if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') &&
			c != '+' && c != '/' && c != '=' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}

// budget is what one file may still unpack: bytes, and elements of its documents.
type budget struct {
	bytes    int64
	elements int
}

func newBudget() *budget {
	return &budget{bytes: xmldoc.MaxInflated, elements: xmldoc.MaxElements}
}

// parse reads a document and takes its elements off the budget.
func (b *budget) parse(data []byte, repaired bool) (*xmldoc.Doc, error) {
	read := xmldoc.Parse
	if repaired {
		read = xmldoc.ParseRepaired
	}
	doc, err := read(data)
	if err != nil {
		return nil, err
	}
	if b.elements -= doc.Elements; b.elements < 0 {
		return nil, &xmldoc.Error{What: "The pages of the drawing have too many elements together.", TooLarge: true}
	}
	return doc, nil
}

// inflate unpacks with one of xmldoc's readers and takes the result off the budget.
func (b *budget) inflate(packed []byte, read func([]byte, int64) ([]byte, error)) ([]byte, error) {
	out, err := read(packed, b.bytes)
	b.bytes -= int64(len(out))
	return out, err
}

// inflateAny unpacks raw deflate, which draw.io writes wherever a format says zlib, or
// zlib.
func (b *budget) inflateAny(packed []byte) ([]byte, error) {
	out, err := b.inflate(packed, xmldoc.Inflate)
	if err == nil {
		return out, nil
	}
	var refused *xmldoc.Error
	if errors.As(err, &refused) && refused.TooLarge {
		return nil, err
	}
	return b.inflate(packed, xmldoc.InflateZlib)
}

// unpack turns the packed text of a page into XML: base64 of raw deflate of a
// percent-encoded text, as Graph.compress of draw.io writes it. A text that is only
// percent-encoded, or not packed at all, passes as well. The text given stays as it is.
func (b *budget) unpack(text []byte) ([]byte, error) {
	text = bytes.TrimSpace(text)
	var room []byte // to decode into
	if !bytes.HasPrefix(text, []byte("<")) && !bytes.HasPrefix(text, []byte("%")) {
		packed := padded(text)
		n, err := base64.StdEncoding.Decode(packed, packed)
		if err != nil {
			return nil, &xmldoc.Error{What: "The packed text of the drawing is not base64."}
		}
		plain, err := b.inflateAny(packed[:n])
		if err != nil {
			return nil, err
		}
		// What was unpacked may have 64 MB, so it is decoded where it lies.
		text, room = bytes.TrimSpace(plain), plain
	}
	// Some programs encode twice.
	for range 2 {
		if !bytes.HasPrefix(text, []byte("%3C")) && !bytes.HasPrefix(text, []byte("%3c")) && !bytes.HasPrefix(text, []byte("%25")) {
			break
		}
		text = percentDecode(room[:0], text)
		room = text
	}
	return text, nil
}

// padded drops white space and completes the padding of base64. It takes no list of words
// as bytes.Fields does: text of single letters between spaces would cost 24 times its size.
func padded(s []byte) []byte {
	out := make([]byte, 0, len(s)+3)
	for _, c := range s {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			out = append(out, c)
		}
	}
	if n := len(out) % 4; n > 0 {
		out = append(out, "===="[n:]...)
	}
	return out
}

// percentDecode appends to out what decodeURIComponent makes of s, but leaves alone what
// is not an encoded byte. It is not url.QueryUnescape: a plus sign stays one. The result
// is never longer than s, so that out may be the beginning of the same memory.
func percentDecode(out, s []byte) []byte {
	if cap(out) == 0 {
		out = make([]byte, 0, len(s))
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if hi, lo := hexDigit(s[i+1]), hexDigit(s[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// drawingInPNG finds the drawing that draw.io hides in a text chunk of a picture
// (PNG, chapter 11.3.4): tEXt holds it percent-encoded, zTXt and iTXt packed. Old
// versions call the chunk mxGraphModel, and wrote raw deflate into zTXt.
func (b *budget) drawingInPNG(data []byte) ([]byte, error) {
	for rest := data[len(pngMark):]; len(rest) >= 12; {
		length, kind := int64(binary.BigEndian.Uint32(rest)), string(rest[4:8])
		if length > int64(len(rest)-12) {
			return nil, &xmldoc.Error{What: "The PNG picture is damaged: a part of it is longer than the file."}
		}
		body := rest[8 : 8+length]
		rest = rest[12+length:]
		keyword, value, ok := bytes.Cut(body, []byte{0})
		if !ok || (string(keyword) != "mxfile" && string(keyword) != "mxGraphModel") {
			continue
		}
		switch kind {
		case "tEXt":
		case "zTXt":
			if len(value) < 1 {
				continue
			}
			plain, err := b.inflateAny(value[1:])
			if err != nil {
				return nil, err
			}
			value = bytes.ReplaceAll(plain, []byte("+"), []byte(" "))
		case "iTXt":
			if len(value) < 2 {
				continue
			}
			packed := value[0] == 1
			parts := bytes.SplitN(value[2:], []byte{0}, 3) // language, translated keyword, text
			if len(parts) < 3 {
				continue
			}
			value = parts[2]
			if packed {
				plain, err := b.inflateAny(value)
				if err != nil {
					return nil, err
				}
				value = plain
			}
		default:
			continue
		}
		return b.unpack(latin1OrUTF8(value))
	}
	return nil, &xmldoc.Error{What: "The picture holds no drawing of draw.io. Export it again with “Include a copy of my diagram” on, or bring the .drawio file."}
}

// latin1OrUTF8 reads a PNG text: Latin-1 by the standard, UTF-8 in practice.
func latin1OrUTF8(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		out = utf8.AppendRune(out, rune(c))
	}
	return out
}
