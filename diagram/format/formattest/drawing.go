package formattest

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"net/url"
	"strings"
	"unicode/utf16"
)

// Drawing is a drawing of draw.io with one page of these cells.
func Drawing(cells string) string {
	return `<mxfile><diagram name="P">` + model(cells) + `</diagram></mxfile>`
}

func model(cells string) string {
	return `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>` + cells + `</root></mxGraphModel>`
}

// List is a drawn table of one row. Name and row stand in the file as they are, so their
// markup has to be escaped already.
func List(id, name, parent, row string) string {
	return `<mxCell id="` + id + `" value="` + name + `" style="swimlane;childLayout=stackLayout;startSize=26;" vertex="1" parent="` + parent + `"><mxGeometry x="40" y="40" width="160" height="52" as="geometry"/></mxCell>` +
		`<mxCell id="` + id + `-row" value="` + row + `" style="text;" vertex="1" parent="` + id + `"><mxGeometry y="26" width="160" height="26" as="geometry"/></mxCell>`
}

// city is a drawing of one table.
func city() string { return Drawing(List("t", "city", "1", "id")) }

// Escaped writes a text as the value of an XML attribute.
func Escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;").Replace(s)
}

// Packed is a drawing as draw.io packs it: base64 of raw deflate of the percent-encoded
// text.
func Packed(xml string) string {
	return base64.StdEncoding.EncodeToString(Deflated([]byte(url.PathEscape(xml))))
}

func packedPage(packed string) []byte {
	return []byte(`<mxfile><diagram name="Plan">` + packed + `</diagram></mxfile>`)
}

// Deflated packs raw (RFC 1951).
func Deflated(data []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	must(err)
	_, err = w.Write(data)
	must(err)
	must(w.Close())
	return b.Bytes()
}

// deflatedTimes packs head, n times block, and tail. A block is packed once only, so that
// a bomb takes no time to make.
func deflatedTimes(head, block string, n int, tail string) []byte {
	piece := func(text string) []byte {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.DefaultCompression)
		must(err)
		_, err = w.Write([]byte(text))
		must(err)
		must(w.Flush()) // not closed: what is packed next follows
		return b.Bytes()
	}
	return bytes.Join([][]byte{piece(head), bytes.Repeat(piece(block), n), Deflated([]byte(tail))}, nil)
}

func zlibbed(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write(data)
	must(err)
	must(w.Close())
	return b.Bytes()
}

// PNG is a picture of these chunks.
func PNG(chunks ...[]byte) []byte {
	return append([]byte("\x89PNG\r\n\x1a\n"), bytes.Join(chunks, nil)...)
}

// Chunk is a part of a picture with its length and checksum.
func Chunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func utf16With(order binary.AppendByteOrder, mark bool, s string) func() []byte {
	return func() []byte {
		var out []byte
		if mark {
			out = order.AppendUint16(out, 0xfeff)
		}
		for _, u := range utf16.Encode([]rune(s)) {
			out = order.AppendUint16(out, u)
		}
		return out
	}
}
