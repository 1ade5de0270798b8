package diagram

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"unicode/utf8"
)

// LintSettings is the linter's configuration kept with a diagram.
type LintSettings struct {
	// Preset is recommended (default when empty), strict or teaching.
	Preset string `json:"preset,omitempty"`
	// Levels sets single rules by code or name: off, hint, info, warning or error. Rules
	// that there are not are passed over, so that a diagram may know newer ones.
	Levels map[string]string `json:"levels,omitempty"`
	// Thresholds sets the numbers that rules compare with: by code or name of the rule,
	// then by name of the number, {"N101": {"columns": 3}}.
	Thresholds map[string]map[string]int `json:"thresholds,omitempty"`
	// Dictionaries are the diagram's own words.
	Dictionaries *Dictionaries `json:"dictionaries,omitempty"`
}

// Dictionaries are words of one's own that names are read with, all lower-case. They come
// on top of what Crowsfoot knows.
type Dictionaries struct {
	// Roles are words that stand before the name of a table in a reference: creator,
	// approver.
	Roles []string `json:"roles,omitempty"`
	// Abbreviations are short words with what they stand for: cust = customer.
	Abbreviations map[string]string `json:"abbreviations,omitempty"`
	// External are words of columns that hold the IDs of other systems, which no table
	// here can be the target of: stripe, sap.
	External []string `json:"external,omitempty"`
	// Snapshots are words of tables and columns that freeze a moment on purpose, so that
	// copies are welcome: invoice, quote.
	Snapshots []string `json:"snapshots,omitempty"`
	// Affixes are beginnings and ends of table names that mean nothing: tbl_, _tab.
	Affixes []string `json:"affixes,omitempty"`
}

// The names of the presets and of the levels of rules.
var (
	LintPresets = []string{"recommended", "strict", "teaching"}
	LintLevels  = []string{"off", "hint", "info", "warning", "error"}
)

// Limits of the linter's settings.
const (
	MaxLintRules  = 1000      // rules that levels or thresholds are set for
	MaxLintWords  = 1000      // words of one dictionary
	MaxThreshold  = 1_000_000 // value of a threshold, at least 0
	maxThresholds = 20        // of one rule
)

var (
	// ruleKey is the code or the name of a rule.
	ruleKey = regexp.MustCompile(`^([A-Z][0-9]{3}|[a-z0-9]+(-[a-z0-9]+)*)$`)
	// thresholdName is a word; lintWord stands in a dictionary.
	thresholdName = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	lintWord      = regexp.MustCompile(`^[\p{Ll}\p{Lo}\p{N}_][\p{Ll}\p{Lo}\p{M}\p{N}_ -]*$`)
)

// LintError is a mistake in the linter's settings. Path names the setting, as
// ["levels", "K001"].
type LintError struct {
	Path    []string
	Message string
}

// Error names the setting and what is wrong with it.
func (e *LintError) Error() string {
	text := ""
	for i, p := range e.Path {
		if i > 0 {
			text += "."
		}
		text += CutName(p)
	}
	return text + " " + e.Message
}

func lintError(message string, path ...string) error { return &LintError{path, message} }

// Validate returns an error that names the first setting that is not possible, a
// *LintError. Whether the rules exist is not its matter.
func (l *LintSettings) Validate() error {
	if l.Preset != "" && !slices.Contains(LintPresets, l.Preset) {
		return lintError(fmt.Sprintf("is %q; it must be one of %s", CutName(l.Preset), oneOf(LintPresets)), "preset")
	}
	if len(l.Levels) > MaxLintRules || len(l.Thresholds) > MaxLintRules {
		return lintError(fmt.Sprintf("has more than %d rules", MaxLintRules), "levels")
	}
	for _, key := range slices.Sorted(maps.Keys(l.Levels)) {
		if !ruleKey.MatchString(key) {
			return lintError("is not the code or name of a rule, as K001 or missing-foreign-key", "levels", key)
		}
		if !slices.Contains(LintLevels, l.Levels[key]) {
			return lintError(fmt.Sprintf("is %q; it must be one of %s", CutName(l.Levels[key]), oneOf(LintLevels)), "levels", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(l.Thresholds)) {
		if err := validThresholds(key, l.Thresholds[key]); err != nil {
			return err
		}
	}
	if l.Dictionaries == nil {
		return nil
	}
	return l.Dictionaries.validate()
}

func validThresholds(rule string, numbers map[string]int) error {
	if !ruleKey.MatchString(rule) {
		return lintError("is not the code or name of a rule, as K001 or missing-foreign-key", "thresholds", rule)
	}
	if len(numbers) > maxThresholds {
		return lintError(fmt.Sprintf("has more than %d numbers", maxThresholds), "thresholds", rule)
	}
	for _, name := range slices.Sorted(maps.Keys(numbers)) {
		if !thresholdName.MatchString(name) {
			return lintError("is not the name of a number, a word in lower case", "thresholds", rule, name)
		}
		if n := numbers[name]; n < 0 || n > MaxThreshold {
			return lintError(fmt.Sprintf("is %d; it must be 0 to %d", n, MaxThreshold), "thresholds", rule, name)
		}
	}
	return nil
}

func (d *Dictionaries) validate() error {
	for _, list := range []struct {
		name  string
		words []string
	}{{"roles", d.Roles}, {"external", d.External}, {"snapshots", d.Snapshots}, {"affixes", d.Affixes}} {
		if len(list.words) > MaxLintWords {
			return lintError(fmt.Sprintf("has %d words; the limit is %d", len(list.words), MaxLintWords), "dictionaries", list.name)
		}
		for _, w := range list.words {
			if err := validWord(w); err != nil {
				return lintError(fmt.Sprintf("holds %q, which %s", CutName(w), err), "dictionaries", list.name)
			}
		}
	}
	if len(d.Abbreviations) > MaxLintWords {
		return lintError(fmt.Sprintf("has %d words; the limit is %d", len(d.Abbreviations), MaxLintWords), "dictionaries", "abbreviations")
	}
	for _, short := range slices.Sorted(maps.Keys(d.Abbreviations)) {
		if err := validWord(short); err != nil {
			return lintError(err.Error(), "dictionaries", "abbreviations", short)
		}
		if err := validWord(d.Abbreviations[short]); err != nil {
			return lintError(fmt.Sprintf("is %q, which %s", CutName(d.Abbreviations[short]), err), "dictionaries", "abbreviations", short)
		}
	}
	return nil
}

func validWord(w string) error {
	if utf8.RuneCountInString(w) > MaxName || !lintWord.MatchString(w) {
		return errors.New("is not a word in lower case")
	}
	return nil
}

// And returns both dictionaries as one; where both explain an abbreviation, other does.
func (d *Dictionaries) And(other *Dictionaries) *Dictionaries {
	if d == nil {
		return other
	}
	if other == nil {
		return d
	}
	both := &Dictionaries{
		Roles:         slices.Concat(d.Roles, other.Roles),
		External:      slices.Concat(d.External, other.External),
		Snapshots:     slices.Concat(d.Snapshots, other.Snapshots),
		Affixes:       slices.Concat(d.Affixes, other.Affixes),
		Abbreviations: map[string]string{},
	}
	maps.Copy(both.Abbreviations, d.Abbreviations)
	maps.Copy(both.Abbreviations, other.Abbreviations)
	return both
}

// oneOf lists words for a message.
func oneOf(words []string) string {
	text := ""
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			text += " or "
		case i > 0:
			text += ", "
		}
		text += w
	}
	return text
}
