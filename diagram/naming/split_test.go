package naming

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The short way for ASCII names must take them apart as the way for all scripts does.
func TestWordsOfASCII(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune("abcxyzsABCXYZS019__ -.$")), 0, 24, -1).Draw(t, "name")
		require.Equal(t, strings.Join(foldedWords(name), "|"), strings.Join(asciiWords(name), "|"))
	})
}
