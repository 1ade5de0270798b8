package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// lintFlags are what the person asks of the linter.
type lintFlags struct {
	input
	preset, form, failOn, explain   string
	config, baseline, writeBaseline string
	hints, rules                    bool
}

// lint checks files.
func (p *program) lint() *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint FILE...",
		Short: "Check drawings or scripts",
		Long: "Check drawings or scripts. Exit code 1: findings at or above --fail-on; 2: input that is not readable.\n\n" +
			"What all runs share stands in " + lint.ConfigName + ", beside the file or in a folder above it, up to the one with .git.\n" +
			"Flags count before it, and it counts before the settings kept with a diagram. For example:\n\n" + indent(lint.ConfigExample),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			switch {
			case f.rules:
				return p.listRules(f)
			case f.explain != "":
				return p.explainRule(f.explain)
			case len(args) == 0:
				return fmt.Errorf("lint takes one or more files. See crowsfoot lint --help")
			}
			return p.lintFiles(cmd, f, args)
		},
	}
	f.flags(cmd, true)
	cmd.Flags().StringVar(&f.dialect, "dialect", "", "dialect that scripts are read in (default: told from the text)")
	cmd.Flags().StringVar(&f.preset, "preset", "", strings.Join(lint.Presets, ", ")+" (default: the diagram's own, else recommended)")
	cmd.Flags().StringVar(&f.form, "format", "text", strings.Join(lint.Formats(), ", "))
	cmd.Flags().StringVar(&f.failOn, "fail-on", "", strings.Join(lint.Limits, ", ")+" (default error)")
	cmd.Flags().BoolVar(&f.hints, "hints", false, "report hints, too")
	cmd.Flags().StringVar(&f.config, "config", "", "configuration file (default: "+lint.ConfigName+" beside the file or above)")
	cmd.Flags().StringVar(&f.baseline, "baseline", "", "hide the findings that this file knows")
	cmd.Flags().StringVar(&f.writeBaseline, "write-baseline", "", "write what is found now to this file, as baseline")
	cmd.Flags().StringVar(&f.explain, "explain", "", "explain a rule by its code or name")
	cmd.Flags().BoolVar(&f.rules, "rules", false, "list all rules")
	return cmd
}

// check refuses words that a flag does not take.
func (f *lintFlags) check() error {
	switch {
	case !slices.Contains(lint.Formats(), f.form):
		return diagram.Errorf(diagram.Invalid, "There is no report format %q. Take %s.", f.form, strings.Join(lint.Formats(), ", "))
	case f.failOn != "" && !slices.Contains(lint.Limits, f.failOn):
		return diagram.Errorf(diagram.Invalid, "There is no threshold %q. Take %s.", f.failOn, strings.Join(lint.Limits, ", "))
	case f.preset != "" && !slices.Contains(lint.Presets, f.preset):
		return diagram.Errorf(diagram.Invalid, "There is no preset %q. Take %s.", f.preset, strings.Join(lint.Presets, ", "))
	case f.dialect != "" && !ddl.Reads(f.dialect):
		return diagram.Errorf(diagram.Unsupported, "There is no SQL dialect %q. Take %s.", f.dialect, strings.Join(ddl.ReadDialects(), ", "))
	case f.writeBaseline == "-":
		return diagram.Errorf(diagram.Invalid, "A baseline is written to a file: standard output has the report.")
	case f.baseline != "" && f.writeBaseline != "":
		return diagram.Errorf(diagram.Invalid, "Take --baseline or --write-baseline, not both: what is written now is known from then on.")
	}
	return nil
}

// lintRun is one call of the linter over all its files.
type lintRun struct {
	*program
	lintFlags
	today   string
	configs map[string]*fileConfig // by path; see configFor
	order   []*fileConfig          // those in use, in the order of their first file
	outcome lint.Outcome
}

func (p *program) lintFiles(cmd *cobra.Command, f lintFlags, files []string) error {
	run := &lintRun{program: p, lintFlags: f, today: time.Now().Format(time.DateOnly), configs: map[string]*fileConfig{}}
	run.outcome = lint.Outcome{Rules: rule.All(), Version: versionText(), Color: f.form == "text" && p.paints()}
	for _, name := range files {
		if err := run.file(cmd, name); err != nil {
			return err
		}
	}
	for _, c := range run.order {
		if found := lint.CheckIgnores(run.effective(c), rule.All(), c.reports); len(found) > 0 {
			checked := lint.CheckedConfig(c.name, found)
			checked.FailOn = run.limit(c)
			run.outcome.Files = append(run.outcome.Files, checked)
		}
	}
	if err := run.applyBaseline(); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := lint.Write(&b, f.form, &run.outcome); err != nil {
		return err
	}
	if err := p.write("-", b.Bytes()); err != nil {
		return err
	}
	if run.outcome.Fails() {
		return errFindings
	}
	return nil
}

// file checks one file.
func (r *lintRun) file(cmd *cobra.Command, name string) error {
	c, err := r.configFor(name)
	if err != nil {
		return err
	}
	if c.excludes(name) {
		fmt.Fprintf(r.stderr, "%s: left out, as %s says\n", name, c.name)
		return nil
	}
	if !c.used {
		c.used = true
		r.order = append(r.order, c)
	}
	in := r.input
	if in.dialect == "" {
		in.dialect = c.Dialect
	}
	page, source, err := r.readPageOf(cmd.Context(), name, in)
	if err != nil {
		return err
	}
	r.warn(name, unread(source, page))
	hints := c.Hints
	if cmd.Flags().Changed("hints") {
		hints = r.hints
	}
	config := r.effective(c)
	report := lint.Examine(cmd.Context(), page.Diagram, rule.All(), config)
	c.reports = append(c.reports, report)
	checked := lint.Checked{File: name, Page: page, Findings: lint.Shown(report.Findings, hints), Ignored: report.Ignored, FailOn: r.limit(c)}
	checked.Add(lint.LostIgnores(config, source.Warnings))
	r.outcome.Files = append(r.outcome.Files, checked)
	return nil
}

// unread is what was read of the page with a doubt, or not at all: what is not read is not
// checked either. Lost ignores are findings of their own, and functions and the like are
// nothing that rules speak of.
func unread(source *diagram.Source, page *diagram.Page) []diagram.Loss {
	number := slices.Index(source.Pages, page) + 1 // 0: all pages as one
	return slices.DeleteFunc(slices.Clone(source.Warnings), func(l diagram.Loss) bool {
		return l.Code == diagram.LossIgnore || l.Code == "sql-not-kept" || number > 0 && l.Page > 0 && l.Page != number
	})
}

// effective is the configuration with what the flags say.
func (r *lintRun) effective(c *fileConfig) lint.Config {
	config := c.Config
	config.Today = r.today
	if r.preset != "" {
		config.Preset = r.preset
	}
	return config
}

// limit is the severity from which on a finding fails the run.
func (r *lintRun) limit(c *fileConfig) string {
	if r.failOn != "" {
		return r.failOn
	}
	return c.FailOn
}

// relative is the path of a file from a folder, with slashes.
func relative(folder, file string) (string, error) {
	base, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	full, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(base, full)
	return filepath.ToSlash(rel), err
}

// readSmall reads a file up to a little more than a limit, which its reader checks.
func readSmall(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, &fileError{name, fmt.Errorf("the file can't be opened: %w", reason(err))}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, &fileError{name, fmt.Errorf("the file can't be read: %w", reason(err))}
	}
	return data, nil
}

// paints tells whether standard output is a terminal that wants colors.
func (p *program) paints() bool {
	f, ok := p.stdout.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && p.getenv("NO_COLOR") == "" && p.getenv("TERM") != "dumb"
}
