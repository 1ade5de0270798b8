// Package naming reads meaning from names: it takes names of tables and columns apart
// into words, compares words without regard to number, case, accents and habit (tbl_,
// fk_, id_), learns the conventions that one schema follows, and weighs how likely it is
// that a column refers to a table.
//
// It looks at names, types, keys and drawn lines only; it reads no data, changes nothing
// and reports nothing to people. Readers of drawings use it to find the columns of a
// line, the linter to find foreign keys that are missing.
//
// Start at Look and View.References.
package naming

import (
	"strings"
	"unicode"

	"crowsfoot/diagram"
)

// Words takes a name apart into lower-case words without accents, at everything that is
// neither letter nor digit, between camelCase and PascalCase words (also behind an
// abbreviation: HTTPServer is http, server), between letters and digits, and between
// Chinese characters and other letters. Words that
// are written together without any sign ("customerid") stay one word; a View can tell
// them apart, because it knows the words of the schema. No more than diagram.MaxName runes
// are looked at.
func Words(name string) []string {
	if diagram.IsASCII(name) {
		return asciiWords(name[:min(len(name), diagram.MaxName)])
	}
	return foldedWords(name)
}

// asciiWords is foldedWords for a name of ASCII letters, which most names are: it takes the
// words out of the name without copying them, but for capitals.
func asciiWords(name string) []string {
	words := make([]string, 0, 4)
	start := 0
	flush := func(end int) {
		if start < end {
			words = append(words, strings.ToLower(name[start:end]))
		}
	}
	for i := range len(name) {
		c := name[i]
		switch {
		case !isLower(c) && !isUpper(c) && !isDigit(c):
			flush(i)
			start = i + 1
		case i > start && startsASCIIWord(name, i):
			flush(i)
			start = i
		}
	}
	flush(len(name))
	return words
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// startsASCIIWord is startsWord for ASCII letters.
func startsASCIIWord(name string, i int) bool {
	before, c := name[i-1], name[i]
	switch {
	case isDigit(before) != isDigit(c):
		return true
	case isUpper(c) && isLower(before):
		return true
	case isUpper(c) && isUpper(before) && i+1 < len(name) && isLower(name[i+1]):
		return name[i+1] != 's' || i+2 < len(name) && isLower(name[i+2])
	}
	return false
}

// foldedWords takes a name apart in any script.
func foldedWords(name string) []string {
	var words []string
	runes := []rune(name)
	runes = runes[:min(len(runes), diagram.MaxName)]
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			// A mark that only decorates the letter before it does not end a word.
			if !unicode.Is(unicode.Mn, r) {
				flush()
			}
			continue
		}
		if i > 0 && startsWord(runes, i) {
			flush()
		}
		writeFolded(&b, r)
	}
	flush()
	return words
}

// startsWord tells whether a word begins at runes[i], by the letters around it.
func startsWord(runes []rune, i int) bool {
	before, r := runes[i-1], runes[i]
	switch {
	case unicode.IsDigit(before) != unicode.IsDigit(r), unicode.Is(unicode.Han, before) != unicode.Is(unicode.Han, r):
		return true
	case unicode.IsUpper(r) && unicode.IsLower(before):
		return true
	case unicode.IsUpper(r) && unicode.IsUpper(before) && i+1 < len(runes) && unicode.IsLower(runes[i+1]):
		// The plural of an abbreviation (userIDs) is no new word.
		return runes[i+1] != 's' || i+2 < len(runes) && unicode.IsLower(runes[i+2])
	}
	return false
}

// writeFolded writes a letter in lower case without its accent.
func writeFolded(b *strings.Builder, r rune) {
	r = unicode.ToLower(r)
	if r < 0x80 {
		b.WriteRune(r)
		return
	}
	if s, ok := plainLetters[r]; ok {
		b.WriteString(s)
		return
	}
	b.WriteRune(r)
}

// plainLetters are the Latin letters with accents that names of the supported languages
// use, without them.
var plainLetters = foldTable("àáâãäåāăą:a çćč:c ďđ:d èéêëēęě:e ğ:g ìíîïīı:i ł:l ñńň:n òóôõöøōő:o řŕ:r śšş:s ťţ:t ùúûüūůű:u ýÿ:y źžż:z ß:ss æ:ae œ:oe")

func foldTable(list string) map[rune]string {
	m := map[rune]string{}
	for group := range strings.FieldsSeq(list) {
		letters, plain, _ := strings.Cut(group, ":")
		for _, r := range letters {
			m[r] = plain
		}
	}
	return m
}
