package lint

import (
	"fmt"
	"regexp"
)

// Threshold is a number that a rule compares with and that people may set.
type Threshold struct {
	// Name is a word, as columns.
	Name string
	// Default is used where nobody sets another.
	Default int
	// What says in one sentence what the number does.
	What string
}

var thresholdForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// Threshold returns the number of this name in force for the rule. It panics when the
// rule declares none: that is a mistake in the program.
func (p *Pass) Threshold(name string) int {
	t := p.Rule.threshold(name)
	if t == nil {
		panic(fmt.Sprintf("lint: rule %s declares no threshold %q", p.Rule.Code, name))
	}
	for _, key := range []string{p.Rule.Code, p.Rule.Name} {
		if n, ok := p.Config.Thresholds[key][name]; ok {
			return n
		}
	}
	return t.Default
}

// threshold returns what the rule declares under this name, or nil.
func (r *Rule) threshold(name string) *Threshold {
	for i := range r.Thresholds {
		if r.Thresholds[i].Name == name {
			return &r.Thresholds[i]
		}
	}
	return nil
}

func (r *Rule) completeThresholds() error {
	for _, t := range r.Thresholds {
		if !thresholdForm.MatchString(t.Name) || t.What == "" || t.Default < 0 || r.threshold(t.Name).What != t.What {
			return fmt.Errorf("rule %s: the threshold %q is not complete, or declared twice", r.Code, t.Name)
		}
	}
	return nil
}
