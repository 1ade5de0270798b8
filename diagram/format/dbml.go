package format

import (
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/dbml"
)

// Texts in DBML, the language of dbdiagram.io.
var _ = add(&Format{
	Name:       "dbml",
	Title:      "DBML",
	Extensions: []string{".dbml"},
	Sniff: func(name string, data []byte) bool {
		return isText(data) && (hasEnding(name, ".dbml") || dbml.Sniff(textHead(data)))
	},
	Read:  dbml.Read,
	Write: func(w io.Writer, d *diagram.Diagram, _ Options) ([]diagram.Loss, error) { return dbml.Write(w, d) },
})
