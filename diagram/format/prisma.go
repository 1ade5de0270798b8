package format

import (
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/prisma"
)

// Schemas of Prisma, which are only written.
var _ = add(&Format{
	Name:       "prisma",
	Title:      "Prisma",
	Extensions: []string{".prisma"},
	Sniff:      func(string, []byte) bool { return false },
	Write: func(w io.Writer, d *diagram.Diagram, o Options) ([]diagram.Loss, error) {
		return prisma.Write(w, d, o.Dialect)
	},
})
