package format

import (
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/edraw"
)

// Drawings of EdrawMax: .eddx since version 7.6, .edx before. The first is written.
var _ = add(&Format{
	Name:       "edraw",
	Title:      "EdrawMax",
	Extensions: []string{".eddx", ".edx"},
	Sniff:      func(_ string, data []byte) bool { return edraw.Sniff(data) },
	Read:       edraw.Read,
	Write:      func(w io.Writer, d *diagram.Diagram, _ Options) ([]diagram.Loss, error) { return edraw.Write(w, d) },
})
