package lint

import (
	"maps"
	"slices"

	"crowsfoot/diagram"
)

// Config says which rules run and how loud they are.
type Config struct {
	// Preset is recommended (also when empty), strict or teaching. Strict makes infos
	// warnings and warnings errors; teaching makes errors that rest on names warnings.
	Preset string
	// Levels sets single rules by code or name: off, hint, info, warning or error. Where
	// both are given the code counts.
	Levels map[string]string
	// Thresholds sets the numbers that rules compare with, by code or name of the rule.
	Thresholds map[string]map[string]int
	// Dictionaries are words on top of what Crowsfoot knows; nil means none.
	Dictionaries *diagram.Dictionaries
	// Ignores silence findings by the names of their objects.
	Ignores []*NamedIgnore
	// Today is the day, YYYY-MM-DD, on which ignores are looked at; empty means that none
	// has expired. It is given, because rules know no clock.
	Today string
}

// The presets.
const (
	Recommended = "recommended"
	Strict      = "strict"
	Teaching    = "teaching"
)

// Presets are the names of all presets.
var Presets = diagram.LintPresets

// over returns the configuration with the diagram's own settings below it: what the
// caller says counts before what the diagram says. Words of both hold.
func (c Config) over(own diagram.LintSettings) Config {
	if c.Preset == "" {
		c.Preset = own.Preset
	}
	levels := maps.Clone(own.Levels)
	if levels == nil {
		levels = map[string]string{}
	}
	maps.Copy(levels, c.Levels)
	c.Levels = levels
	thresholds := map[string]map[string]int{}
	for _, from := range []map[string]map[string]int{own.Thresholds, c.Thresholds} {
		for rule, numbers := range from {
			if thresholds[rule] == nil {
				thresholds[rule] = map[string]int{}
			}
			maps.Copy(thresholds[rule], numbers)
		}
	}
	c.Thresholds = thresholds
	c.Dictionaries = own.Dictionaries.And(c.Dictionaries)
	return c
}

// noWords is what rules see when nobody has words of their own.
var noWords = &diagram.Dictionaries{}

// Dictionary returns the words of the people's own, those of the diagram and those of the
// configuration. It is never nil and not to be changed.
func (p *Pass) Dictionary() *diagram.Dictionaries {
	if p.Config.Dictionaries == nil {
		return noWords
	}
	return p.Config.Dictionaries
}

// level is what is set for a rule, or "".
func (c *Config) level(code, name string) string {
	if l := c.Levels[code]; l != "" {
		return l
	}
	return c.Levels[name]
}

// off tells whether a rule does not run at all.
func (c *Config) off(r *Rule) bool {
	level := c.level(r.Code, r.Name)
	return level == "off" || r.Pedantic && level == "" && c.Preset != Strict
}

// LevelOf returns the level at which the exact findings of a rule are reported: off, hint,
// info, warning or error. Findings that carry their own severity may differ.
func (c *Config) LevelOf(r *Rule) string {
	if c.off(r) {
		return "off"
	}
	f := Finding{Rule: r.Code, Name: r.Name, Severity: r.Severity, Tier: Certain}
	c.apply(&f)
	return level(&f)
}

// apply gives a finding the severity and tier that the configuration asks for.
func (c *Config) apply(f *Finding) {
	switch level := c.level(f.Rule, f.Name); level {
	case "hint":
		f.Tier, f.Severity = Hint, Info
		return
	case string(Info), string(Warning), string(Error):
		if f.Tier != Hint {
			f.Severity = Severity(level)
		}
		return
	}
	if f.Tier == Hint {
		return
	}
	switch c.Preset {
	case Strict:
		if f.Severity == Info {
			f.Severity = Warning
		} else {
			f.Severity = Error
		}
	case Teaching:
		if f.Severity == Error && f.Tier != Certain {
			f.Severity = Warning
		}
	}
}

// find returns the rule of a code or name, or nil.
func find(rules []*Rule, key string) *Rule {
	i := slices.IndexFunc(rules, func(r *Rule) bool { return r.Code == key || r.Name == key })
	if i < 0 {
		return nil
	}
	return rules[i]
}
