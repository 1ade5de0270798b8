package naming

import (
	"maps"
	"strings"

	"crowsfoot/diagram"
)

// dictionary are the words that names are read with: those that everybody uses, and on top
// of them those of the diagram's own.
type dictionary struct {
	abbreviations map[string]string
	roles         map[string]bool
	affixes       map[string]bool // of tables
}

func dictionaryOf(own *diagram.Dictionaries) dictionary {
	d := dictionary{abbreviations, roles, tableAffixes}
	if own == nil {
		return d
	}
	if len(own.Abbreviations) > 0 {
		d.abbreviations = maps.Clone(abbreviations)
		for short, long := range own.Abbreviations {
			// A word is replaced by words; those of the name are compared in the singular.
			if s, l := Words(short), Words(long); len(s) == 1 && len(l) > 0 {
				l[len(l)-1] = Singular(l[len(l)-1])
				d.abbreviations[s[0]] = strings.Join(l, "")
			}
		}
	}
	d.roles = withWords(d.roles, own.Roles)
	d.affixes = withWords(d.affixes, own.Affixes)
	return d
}

// withWords returns a set with further words in it.
func withWords(set map[string]bool, more []string) map[string]bool {
	if len(more) == 0 {
		return set
	}
	set = maps.Clone(set)
	for _, text := range more {
		for _, w := range Words(text) {
			set[w] = true
		}
	}
	return set
}

// abbreviates tells whether one of some words is an abbreviation.
func (d *dictionary) abbreviates(words []string) bool {
	for _, w := range words {
		if _, ok := d.abbreviations[w]; ok {
			return true
		}
	}
	return false
}

// expanded joins words, abbreviations replaced by what they stand for. plain are the words
// joined as they are.
func (d *dictionary) expanded(words []string, plain string) string {
	if !d.abbreviates(words) {
		return plain
	}
	var b strings.Builder
	for _, w := range words {
		if long, ok := d.abbreviations[w]; ok {
			w = long
		}
		b.WriteString(w)
	}
	return b.String()
}
