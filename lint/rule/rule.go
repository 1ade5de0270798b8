// Package rule holds the lint rules, one file each: what is found, why it matters, how
// to mend it, examples that run as tests, and the check itself. A new rule is a new file
// and its fixture in testdata/lint. A rule looks at one table, one relationship or the
// whole diagram, and asks lint.Facts for all that lies beyond, so that an edit costs what
// it touches.
//
// The rules rest on structure and on the words of the schema at hand, never on names of
// one known schema. When unsure they stay silent: a false finding costs more than a
// missed one. Running them is the work of package lint.
//
// Start at All, and at missing_foreign_key.go as an example.
package rule

import (
	"slices"
	"strings"

	"crowsfoot/lint"
)

var registry = map[string]*lint.Rule{} // by code and by name

// add puts a rule on the list. It panics when the rule is not complete or its code or
// name is taken: that is a mistake in the program, found at start.
func add(r *lint.Rule) *lint.Rule {
	if err := r.Complete(); err != nil {
		panic("lint/rule: " + err.Error())
	}
	if registry[r.Code] != nil || registry[r.Name] != nil {
		panic("lint/rule: added twice: " + r.Code + " " + r.Name)
	}
	registry[r.Code], registry[r.Name] = r, r
	return r
}

// All returns the rules sorted by code.
func All() []*lint.Rule {
	var all []*lint.Rule
	for key, r := range registry {
		if key == r.Code {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b *lint.Rule) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// Find returns the rule of this code or name in any case, or nil.
func Find(codeOrName string) *lint.Rule {
	if r := registry[strings.ToUpper(codeOrName)]; r != nil {
		return r
	}
	return registry[strings.ToLower(codeOrName)]
}
