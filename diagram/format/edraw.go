package format

import "crowsfoot/diagram/format/edraw"

// Drawings of EdrawMax: .eddx since version 7.6, .edx before.
var _ = add(&Format{
	Name:       "edraw",
	Title:      "EdrawMax",
	Extensions: []string{".eddx", ".edx"},
	Sniff:      func(_ string, data []byte) bool { return edraw.Sniff(data) },
	Read:       edraw.Read,
})
