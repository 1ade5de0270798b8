package plaintext_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/internal/plaintext"
)

func TestRead(t *testing.T) {
	for data, want := range map[string]string{
		"a\u00e9": "a\u00e9", "\xef\xbb\xbfa": "a", "\xff\xfea\x00\xe9\x00": "a\u00e9", "\xfe\xff\x00a": "a", "a\xe9": "a\u00e9", "": "",
	} {
		text := plaintext.Read([]byte(data))
		require.Equal(t, want, text.String, "%q", data)
		require.Equal(t, data == "a\xe9", text.Latin, "%q", data)
	}
}

// TestPlace compares every place of a text with the count of its characters, also in lines
// that are longer than what is counted at once.
func TestPlace(t *testing.T) {
	text := "a\n\u00e9b\r\n\n" + strings.Repeat("x\u00e9\U0001f600y", 5000) + "\nend"
	p := plaintext.Read([]byte(text))
	line, column := 1, 1
	for i, r := range text {
		l, c := p.Place(i)
		require.Equal(t, [2]int{line, column}, [2]int{l, c}, "%d", i)
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	l, c := p.Place(len(text) + 100)
	require.Equal(t, [2]int{line, column}, [2]int{l, c})
	l, c = p.Place(-1)
	require.Equal(t, [2]int{1, 1}, [2]int{l, c})
}
