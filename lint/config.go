package lint

import (
	"maps"

	"crowsfoot/diagram"
)

// Config says which rules run and how loud they are.
type Config struct {
	// Preset is recommended (also when empty), strict or teaching. Strict makes infos
	// warnings and warnings errors; teaching makes errors that rest on names warnings.
	Preset string
	// Levels sets single rules by code: off, hint, info, warning or error.
	Levels map[string]string
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
var Presets = []string{Recommended, Strict, Teaching}

// over returns the configuration with the diagram's own settings below it: what the
// caller says counts before what the diagram says.
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
	return c
}

// off tells whether a rule does not run at all.
func (c *Config) off(r *Rule) bool {
	level := c.Levels[r.Code]
	return level == "off" || r.Pedantic && level == "" && c.Preset != Strict
}

// apply gives a finding the severity and tier that the configuration asks for.
func (c *Config) apply(f *Finding) {
	switch level := c.Levels[f.Rule]; level {
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
