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
	// runes are the characters before every step bytes: a line may be as long as the file.
	runes []int
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
	start := t.lines[line-1]
	if offset-start <= step {
		return line, 1 + utf8.RuneCountInString(t.String[start:offset])
	}
	return line, 1 + t.before(offset) - t.before(start)
}

// step is the distance of the places whose characters are counted once.
const step = 4096

// before returns the number of characters before a byte.
func (t *Text) before(offset int) int {
	for len(t.runes)*step <= offset {
		n := len(t.runes)
		if n == 0 {
			t.runes = append(t.runes, 0)
			continue
		}
		t.runes = append(t.runes, t.runes[n-1]+starts(t.String[(n-1)*step:n*step]))
	}
	n := offset / step
	return t.runes[n] + starts(t.String[n*step:offset])
}

// starts counts the bytes that begin a character: a piece may begin and end inside of one.
func starts(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}
