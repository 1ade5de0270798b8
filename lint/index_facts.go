package lint

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// IsLed tells whether a key, or an index of all rows, begins with these columns in any
// order, so that rows are found by them.
func IsLed(t *diagram.Table, columns []diagram.ID) bool {
	n := len(columns)
	for _, k := range t.Keys {
		if len(k.Columns) >= n && diagram.SameColumns(k.Columns[:n], columns) {
			return true
		}
	}
	for _, x := range t.Indexes {
		if len(x.Parts) >= n && sortsOrHashes(x) && holdsAll(t, x.Where, columns) && leads(x.Parts[:n], columns) {
			return true
		}
	}
	return false
}

func leads(parts []diagram.IndexPart, columns []diagram.ID) bool {
	for _, part := range parts {
		if part.Column == "" || !slices.Contains(columns, part.Column) {
			return false
		}
	}
	return true
}

// sortsOrHashes leaves out kinds of indexes that do not find single values.
func sortsOrHashes(x *diagram.Index) bool {
	switch strings.ToLower(x.Method) {
	case "", "btree", "hash", "clustered", "nonclustered":
		return true
	}
	return false
}

// holdsAll tells whether the condition of an index lets in every row that a look-up by
// these columns could find: there is none, or it says that one is not NULL.
func holdsAll(t *diagram.Table, where string, columns []diagram.ID) bool {
	if where == "" {
		return true
	}
	name, ok := strings.CutSuffix(strings.ToLower(strings.Trim(where, "() ")), " is not null")
	if !ok {
		return false
	}
	name = strings.Trim(name, "\"`[]() ")
	for _, id := range columns {
		if c := t.Column(id); c != nil && strings.EqualFold(c.Name, name) {
			return true
		}
	}
	return false
}
