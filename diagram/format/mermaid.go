package format

import (
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/mermaid"
)

// Diagrams of Mermaid (erDiagram), alone or in Markdown.
var _ = add(&Format{
	Name:       "mermaid",
	Title:      "Mermaid",
	Extensions: []string{".mmd", ".mermaid"},
	Sniff:      func(_ string, data []byte) bool { return isText(data) && mermaid.Sniff(textHead(data)) },
	Read:       mermaid.Read,
	Write:      func(w io.Writer, d *diagram.Diagram, _ Options) ([]diagram.Loss, error) { return mermaid.Write(w, d) },
})
