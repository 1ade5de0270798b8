package decompose

import (
	"strings"
	"unicode"
)

// wordsOf returns the words and quoted names of an SQL expression in lower case; what
// stands in single quotes is text and left out.
func wordsOf(expression string) map[string]bool {
	words := map[string]bool{}
	closing := map[rune]rune{'\'': '\'', '"': '"', '`': '`', '[': ']'}
	var word strings.Builder
	keep := func() {
		if word.Len() > 0 {
			words[lower(word.String())] = true
			word.Reset()
		}
	}
	var quote rune // what closes the quotes that are open, or 0
	for _, r := range expression {
		switch {
		case quote != 0 && r == quote:
			if quote == '\'' {
				word.Reset()
			}
			keep()
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case closing[r] != 0:
			keep()
			quote = closing[r]
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '$':
			word.WriteRune(r)
		default:
			keep()
		}
	}
	keep()
	return words
}

func lower(s string) string { return strings.ToLower(s) }
