package format

import (
	"bytes"
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

// Drawings of draw.io (diagrams.net), plain and packed, also inside of SVG and PNG
// pictures.
var _ = add(&Format{
	Name:       "drawio",
	Title:      "draw.io",
	Extensions: []string{".drawio", ".drawio.xml", ".drawio.svg", ".drawio.png", ".dio"},
	Sniff:      sniffDrawio,
	Read:       drawio.Read,
	Write:      writeDrawio,
})

func writeDrawio(w io.Writer, d *diagram.Diagram, o Options) ([]diagram.Loss, error) {
	if o.Origin == nil {
		return drawio.Write(w, d, drawio.Options{})
	}
	return drawio.Write(w, d, drawio.Options{Origin: o.Origin.Content, Page: o.Origin.Page, Scale: o.Origin.Scale})
}

// sniffDrawio leaves text that merely speaks of pictures (a schema with an SVG in a
// comment) to the other formats: a drawing begins as XML, a picture or packed text.
func sniffDrawio(_ string, data []byte) bool {
	text := trimText(data)
	if len(text) == 0 {
		return false
	}
	head := text[:min(len(text), 4096)]
	if bytes.IndexByte([]byte("<%\x89\xff\xfe"), head[0]) < 0 && bytes.ContainsAny(head, " \t{") {
		return false
	}
	return drawio.Sniff(data)
}
