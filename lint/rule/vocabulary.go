package rule

import "strings"

// vocabulary is a set of words as names hold them: lower-case, without accents.
type vocabulary map[string]bool

// vocab builds a vocabulary from lists of words, usually one per language.
func vocab(lists ...string) vocabulary {
	v := vocabulary{}
	for _, list := range lists {
		for w := range strings.FieldsSeq(list) {
			v[w] = true
		}
	}
	return v
}

// first returns the first of the words that the vocabulary holds, or "".
func (v vocabulary) first(words []string) string {
	for _, w := range words {
		if v[w] {
			return w
		}
	}
	return ""
}

// hasAny tells whether the vocabulary holds one of the words.
func (v vocabulary) hasAny(words []string) bool { return v.first(words) != "" }

// hasJoined tells whether the vocabulary holds these words written together: postal, code
// as postalcode.
func (v vocabulary) hasJoined(words []string) bool {
	if len(words) == 1 {
		return v[words[0]]
	}
	var buffer [64]byte
	b := buffer[:0]
	for _, w := range words {
		b = append(b, w...)
	}
	return v[string(b)]
}

// union returns a vocabulary with the words of all.
func union(all ...vocabulary) vocabulary {
	u := vocabulary{}
	for _, v := range all {
		for w := range v {
			u[w] = true
		}
	}
	return u
}
