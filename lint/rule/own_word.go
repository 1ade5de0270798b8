package rule

import (
	"slices"

	"crowsfoot/diagram/naming"
)

// isOwnWord tells whether a word of a name is among words of people's own, in the singular
// or the plural.
func isOwnWord(own []string, word string) bool {
	return len(own) > 0 && slices.ContainsFunc(own, func(w string) bool { return w == word || naming.Singular(w) == naming.Singular(word) })
}
