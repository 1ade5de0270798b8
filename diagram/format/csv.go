package format

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/format/csv"
)

// Tables of spreadsheets, as files and as they are pasted.
var _ = add(&Format{
	Name:       "csv",
	Title:      "CSV",
	Extensions: []string{".csv", ".tsv", ".tab"},
	Sniff: func(name string, data []byte) bool {
		return isText(data) && (hasEnding(name, ".csv", ".tsv", ".tab") || csv.Sniff(data))
	},
	Late:      true,
	Read:      func(data []byte) (*diagram.Source, error) { return csv.Read("", data) },
	ReadNamed: csv.Read,
})
