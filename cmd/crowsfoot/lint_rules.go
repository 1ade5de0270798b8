package main

import (
	"bytes"
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// listRules lists the rules at the levels that the configuration here gives them.
func (p *program) listRules(f lintFlags) error {
	run := &lintRun{program: p, lintFlags: f, configs: map[string]*fileConfig{}}
	c, err := run.configFor("-")
	if err != nil {
		return err
	}
	config := run.effective(c)
	var list []lint.RuleState
	for _, r := range rule.All() {
		list = append(list, lint.RuleState{Rule: r, Level: config.LevelOf(r), HasFix: lint.HasFix(r, rule.All())})
	}
	var b bytes.Buffer
	switch f.form {
	case "json":
		err = lint.WriteRules(&b, list)
	case "text":
		writeRules(&b, list)
	default:
		err = diagram.Errorf(diagram.Invalid, "The list of rules is written as text or json, not as %s.", f.form)
	}
	if err != nil {
		return err
	}
	return p.write("-", b.Bytes())
}

// writeRules writes rules under the headings of their families.
func writeRules(b *bytes.Buffer, list []lint.RuleState) {
	family := ""
	for _, r := range list {
		if r.Family() != family {
			if family != "" {
				b.WriteByte('\n')
			}
			family = r.Family()
			fmt.Fprintln(b, family)
		}
		fix := "   "
		if r.HasFix {
			fix = "fix"
		}
		fmt.Fprintf(b, "  %-7s %s  %-24s %s  %s\n", r.Level, r.Code, r.Name, fix, r.What)
	}
}

func (p *program) explainRule(name string) error {
	r := rule.Find(name)
	if r == nil {
		return diagram.Errorf(diagram.NotFound, "There is no rule %q. See crowsfoot lint --rules.", name)
	}
	numbers := ""
	for _, t := range r.Thresholds {
		numbers += fmt.Sprintf("\n  %s = %d: %s", t.Name, t.Default, t.What)
	}
	if numbers != "" {
		numbers = "\n\nNumbers to set, in " + lint.ConfigName + " under [thresholds." + r.Code + "]" + numbers
	}
	_, err := fmt.Fprintf(p.stdout, "%s %s (%s)\n\n%s\n\nWhy\n%s\n\nFound\n%s\n\nMended\n%s\n\nHow to mend it\n%s%s\n\nHow to silence it\n-- lint:ignore %s the reason\n-- lint:ignore %s until 2027-01-31 the reason\n",
		r.Code, r.Name, r.Severity, r.What, r.Why, indent(r.Example(r.Bad)), indent(r.Example(r.Good)), r.How, numbers, r.Code, r.Code)
	return err
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ")
}
