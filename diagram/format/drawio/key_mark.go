package drawio

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// keyMark is what the key cell of a row says.
type keyMark struct {
	primary, foreign, unique, notNull bool
	// number is the digits of FK1, FK2, which join the columns of one composite key.
	number string
}

var keyWord = regexp.MustCompile(`^(?i)(?:(PK|SK|PPK|CPK|PFK|FPK)(\d*)|(FK)_?(\d*)|(AK|UK|UQ|U|UNIQUE)\d*|(CK|IX?\d*|KEY|IDX\d*)|(NN)|(\*|#|🔑|PRIMARY KEY|PRIMARY)|(FOREIGN KEY|FOREIGN))$`)

// keyStart are the characters that keyWord, or what stands around such a word, begins
// with; nearly all other texts are told by their first one.
const keyStart = "psfauckinPSFAUCKIN*#,/|&+;:- \n\t()[]{}"

// readKeyMark reads the text of a key cell: PK, FK1, "PK, FK2", "PK FK" over two lines.
// ok is false when the text is something else; an empty text is a key cell without a
// mark.
func readKeyMark(text string) (m keyMark, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return m, true
	}
	if len(text) > 40 || !beginsWith(text, keyStart) && text[0] < utf8.RuneSelf {
		return m, false
	}
	parts := []string{text}
	if !keyWord.MatchString(text) {
		parts = strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",/|&+;:- \n\t()[]{}", r) })
	}
	if len(parts) == 0 {
		return m, false
	}
	for _, part := range parts {
		g := keyWord.FindStringSubmatch(part)
		if g == nil {
			return keyMark{}, false
		}
		switch {
		case g[1] != "":
			m.primary = true
			m.foreign = m.foreign || strings.Contains(strings.ToUpper(g[1]), "F")
		case g[3] != "":
			m.foreign, m.number = true, g[4]
		case g[5] != "":
			m.unique = true
		case g[7] != "":
			m.notNull = true
		case g[8] != "" && g[8] != "*":
			m.primary = true
		case g[9] != "":
			m.foreign = true
		}
	}
	return m, true
}

func (m keyMark) or(o keyMark) keyMark {
	number := m.number
	if number == "" {
		number = o.number
	}
	return keyMark{m.primary || o.primary, m.foreign || o.foreign, m.unique || o.unique, m.notNull || o.notNull, number}
}

func (m keyMark) isSet() bool { return m.primary || m.foreign || m.unique || m.notNull }
