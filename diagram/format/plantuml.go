package format

import (
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/plantuml"
)

// Entities with crow's feet for PlantUML, which are only written.
var _ = add(&Format{
	Name:       "plantuml",
	Title:      "PlantUML",
	Extensions: []string{".puml", ".plantuml"},
	Sniff:      func(string, []byte) bool { return false },
	Write:      func(w io.Writer, d *diagram.Diagram, _ Options) ([]diagram.Loss, error) { return plantuml.Write(w, d) },
})
