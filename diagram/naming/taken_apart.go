package naming

import (
	"slices"
	"strings"
)

// split is a name taken apart.
type split struct {
	words   []string // as written
	single  []string // each in the singular
	compact string   // single, joined
	raw     string   // words, joined
	style   Style    // when styled
	styled  bool
}

// split takes a name apart. It remembers the names that Look meets; later it only reads,
// so that several readers may share a View.
func (v *View) split(name string) *split {
	if s, ok := v.names[name]; ok {
		return s
	}
	s := splitOf(name, v.one)
	if !v.sealed {
		v.names[name] = &s
	}
	return &s
}

// splitOf takes a name apart; one returns the singular of a word.
func splitOf(name string, one func(string) string) split {
	words := Words(name)
	s := split{words: words, single: words, raw: strings.Join(words, "")}
	s.compact = s.raw
	for i, w := range words {
		if single := one(w); single != w {
			if &s.single[0] == &words[0] {
				s.single = slices.Clone(words)
			}
			s.single[i] = single
		}
	}
	if len(words) > 0 && &s.single[0] != &words[0] {
		s.compact = strings.Join(s.single, "")
	}
	s.style, s.styled = StyleOf(name)
	return s
}

// one returns the singular of a word and remembers it.
func (v *View) one(word string) string {
	if v.sealed {
		if s, ok := v.singular[word]; ok {
			return s
		}
		return Singular(word)
	}
	return v.singular.of(word)
}

// Words returns the words of a name in the singular, lower-case and without accents.
func (v *View) Words(name string) []string { return v.split(name).single }

// joined joins words that are a part of single, or others.
func (s *split) joined(words []string) string {
	if len(words) == 0 {
		return ""
	}
	at := 0
	for i, w := range s.single {
		if &s.single[i] != &words[0] {
			at += len(w)
			continue
		}
		end := at
		for _, w := range words {
			end += len(w)
		}
		return s.compact[at:end]
	}
	return strings.Join(words, "")
}

// tail returns the words in the singular from i on, joined.
func (s *split) tail(i int) string {
	at := 0
	for _, w := range s.single[:i] {
		at += len(w)
	}
	return s.compact[at:]
}
