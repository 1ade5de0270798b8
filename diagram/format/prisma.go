package format

import (
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/prisma"
)

// Schemas of Prisma.
var _ = add(&Format{
	Name:       "prisma",
	Title:      "Prisma",
	Extensions: []string{".prisma"},
	Sniff:      func(_ string, data []byte) bool { return isText(data) && prisma.Sniff(textHead(data)) },
	Read:       prisma.Read,
	Write: func(w io.Writer, d *diagram.Diagram, o Options) ([]diagram.Loss, error) {
		return prisma.Write(w, d, o.Dialect)
	},
})
