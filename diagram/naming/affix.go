package naming

import (
	"maps"

	"crowsfoot/diagram/tally"
)

// affixes are words that so many names of tables begin or end with that they say nothing.
type affixes struct {
	first, last, second tally.Counts[string] // how many names begin with, end in, begin with two words
	often               chosenAffixes
}

type chosenAffixes struct{ first, last, second map[string]bool }

func newAffixes() affixes {
	return affixes{first: tally.Counts[string]{}, last: tally.Counts[string]{}, second: tally.Counts[string]{}}
}

// count counts a table in (1) or out (-1).
func (a *affixes) count(t *table, by int) {
	words := t.words
	n := len(words)
	if n < 2 {
		return
	}
	a.first.Add(words[0], by)
	a.last.Add(words[n-1], by)
	if n > 2 {
		a.second.Add(words[0]+" "+words[1], by)
	}
}

// choose takes the words that enough of n tables bear, and tells whether the choice is
// another one than before.
func (a *affixes) choose(n int) (changed bool) {
	usual := max(3, (n+3)/4)
	c := chosenAffixes{above(a.first, usual), above(a.last, max(3, n*2/3)), above(a.second, usual)}
	changed = !maps.Equal(c.first, a.often.first) || !maps.Equal(c.last, a.often.last) || !maps.Equal(c.second, a.often.second)
	a.often = c
	return changed
}

func above(m tally.Counts[string], least int) map[string]bool {
	chosen := map[string]bool{}
	for w, n := range m {
		if n >= least {
			chosen[w] = true
		}
	}
	return chosen
}

// core returns the words of a table's name in the singular without affixes: those that are
// known as such and those that many names bear.
func (a *affixes) core(t *table, known map[string]bool) []string {
	core, words := t.single, t.words
	for len(core) > 1 && (known[words[0]] || a.often.first[words[0]] && len(core) == len(t.single)) {
		core, words = core[1:], words[1:]
	}
	if len(core) == len(t.single)-1 && len(core) > 1 && a.often.second[t.words[0]+" "+t.words[1]] {
		core, words = core[1:], words[1:]
	}
	if n := len(core); n > 1 && (known[words[n-1]] && len(words[n-1]) > 1 || a.often.last[words[n-1]]) {
		core = core[:n-1]
	}
	return core
}
