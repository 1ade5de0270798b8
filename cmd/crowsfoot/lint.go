package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// lintFlags are what the person asks of the linter.
type lintFlags struct {
	input
	preset, form, failOn, explain string
	hints, rules                  bool
}

// lint checks files.
func (p *program) lint() *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint FILE...",
		Short: "Check drawings or scripts",
		Long:  "Check drawings or scripts. Exit code 1: findings at or above --fail-on; 2: input that is not readable.",
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case f.rules:
				return p.listRules()
			case f.explain != "":
				return p.explainRule(f.explain)
			case len(args) == 0:
				return fmt.Errorf("lint takes one or more files. See crowsfoot lint --help")
			}
			return p.lintFiles(cmd, f, args)
		},
	}
	f.flags(cmd, true)
	cmd.Flags().StringVar(&f.preset, "preset", "", strings.Join(lint.Presets, ", ")+" (default: the diagram's own, else recommended)")
	cmd.Flags().StringVar(&f.form, "format", "text", "text or json")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "error", "error, warning, info or never")
	cmd.Flags().BoolVar(&f.hints, "hints", false, "report hints, too")
	cmd.Flags().StringVar(&f.explain, "explain", "", "explain a rule by its code or name")
	cmd.Flags().BoolVar(&f.rules, "rules", false, "list all rules")
	return cmd
}

func (p *program) lintFiles(cmd *cobra.Command, f lintFlags, files []string) error {
	if f.form != "text" && f.form != "json" {
		return diagram.Errorf(diagram.Invalid, "There is no report format %q. Take text or json.", f.form)
	}
	if !slices.Contains([]string{"error", "warning", "info", "never"}, f.failOn) {
		return diagram.Errorf(diagram.Invalid, "There is no threshold %q. Take error, warning, info or never.", f.failOn)
	}
	if f.preset != "" && !slices.Contains(lint.Presets, f.preset) {
		return diagram.Errorf(diagram.Invalid, "There is no preset %q. Take %s.", f.preset, strings.Join(lint.Presets, ", "))
	}
	config := lint.Config{Preset: f.preset, Today: time.Now().Format("2006-01-02")}
	var checked []lint.Checked
	for _, name := range files {
		page, err := p.readPage(name, f.input)
		if err != nil {
			return err
		}
		findings := lint.Shown(lint.Run(cmd.Context(), page.Diagram, rule.All(), config), f.hints)
		checked = append(checked, lint.Checked{File: name, Page: page, Findings: findings})
	}
	var b bytes.Buffer
	var err error
	if f.form == "json" {
		err = lint.WriteJSON(&b, checked)
	} else {
		err = lint.WriteText(&b, checked)
	}
	if err != nil {
		return err
	}
	if err := p.write("-", b.Bytes()); err != nil {
		return err
	}
	for _, c := range checked {
		if lint.Fails(c.Findings, f.failOn) {
			return errFindings
		}
	}
	return nil
}

func (p *program) listRules() error {
	for _, r := range rule.All() {
		if _, err := fmt.Fprintf(p.stdout, "%s  %-24s %-8s %s\n", r.Code, r.Name, r.Severity, r.What); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) explainRule(name string) error {
	r := rule.Find(name)
	if r == nil {
		return diagram.Errorf(diagram.NotFound, "There is no rule %q. See crowsfoot lint --rules.", name)
	}
	_, err := fmt.Fprintf(p.stdout, "%s %s (%s)\n\n%s\n\nWhy\n%s\n\nFound\n%s\n\nMended\n%s\n\nHow to mend it\n%s\n\nHow to silence it\n-- lint:ignore %s the reason\n",
		r.Code, r.Name, r.Severity, r.What, r.Why, indent(r.Example(r.Bad)), indent(r.Example(r.Good)), r.How, r.Code)
	return err
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ")
}
