package rule

import (
	"strings"

	"crowsfoot/diagram"
)

// isOrdinary tells whether an index sorts its values: a btree, as every database makes by
// default.
func isOrdinary(x *diagram.Index) bool {
	switch strings.ToLower(x.Method) {
	case "", "btree", "clustered", "nonclustered":
		return true
	}
	return false
}

// upper writes a sentence with a capital at its start.
func upper(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
