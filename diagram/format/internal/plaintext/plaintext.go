// Package plaintext turns the bytes of a text file into text and says where in it a byte
// stands. It knows no format.
//
// Start at Read.
package plaintext

import (
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Text is a text with the places of its lines.
type Text struct {
	String string
	// Latin tells that the bytes were no UTF-8 and were taken for Latin-1.
	Latin bool
	lines []int // offsets of the starts of the lines
	// near is the place that was asked for last: most questions go on from there, and a
	// line may be as long as the file.
	near struct{ offset, line, column int }
}

// Read decodes the bytes of a file: UTF-8 or UTF-16 by its byte order mark, else Latin-1.
// The mark is no part of the text.
func Read(data []byte) *Text {
	t := &Text{}
	t.String, t.Latin = decode(data)
	t.lines = []int{0}
	for i := 0; ; {
		n := strings.IndexByte(t.String[i:], '\n')
		if n < 0 {
			return t
		}
		i += n + 1
		t.lines = append(t.lines, i)
	}
}

func decode(data []byte) (text string, latin bool) {
	big := len(data) >= 2 && data[0] == 0xfe && data[1] == 0xff
	if big || len(data) >= 2 && data[0] == 0xff && data[1] == 0xfe {
		units := make([]uint16, 0, len(data)/2)
		for i := 2; i+1 < len(data); i += 2 {
			if big {
				units = append(units, uint16(data[i])<<8|uint16(data[i+1]))
			} else {
				units = append(units, uint16(data[i+1])<<8|uint16(data[i]))
			}
		}
		return string(utf16.Decode(units)), false
	}
	text = strings.TrimPrefix(string(data), "\ufeff")
	if utf8.ValidString(text) {
		return text, false
	}
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String(), true
}

// Place returns line and column, in characters, of a byte of the text, both from 1.
func (t *Text) Place(offset int) (line, column int) {
	offset = min(max(offset, 0), len(t.String))
	line = sort.SearchInts(t.lines, offset+1)
	start, before := t.lines[line-1], 1
	if t.near.line == line && t.near.offset <= offset {
		start, before = t.near.offset, t.near.column
	}
	column = before + utf8.RuneCountInString(t.String[start:offset])
	t.near.offset, t.near.line, t.near.column = offset, line, column
	return line, column
}
