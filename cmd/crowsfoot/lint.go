package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// fileConfig is a configuration file and what came of the files it is for.
type fileConfig struct {
	*lint.ConfigFile
	name    string // empty where there is no file
	reports []*lint.Report
	used    bool
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
	page, err := r.readPage(name, in)
	if err != nil {
		return err
	}
	hints := c.Hints
	if cmd.Flags().Changed("hints") {
		hints = r.hints
	}
	report := lint.Examine(cmd.Context(), page.Diagram, rule.All(), r.effective(c))
	c.reports = append(c.reports, report)
	r.outcome.Files = append(r.outcome.Files, lint.Checked{
		File: name, Page: page, Findings: lint.Shown(report.Findings, hints), Ignored: report.Ignored, FailOn: r.limit(c),
	})
	return nil
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

// configFor returns the configuration of a file: the one that --config names, else the
// nearest one in its folder or above.
func (r *lintRun) configFor(name string) (*fileConfig, error) {
	file := r.config
	if file == "" {
		folder := "."
		if name != "-" {
			folder = filepath.Dir(name)
		}
		var err error
		if file, err = findConfig(folder); err != nil {
			return nil, err
		}
	}
	return r.readConfig(file)
}

// readConfig reads a configuration file once; an empty name is an empty configuration.
func (r *lintRun) readConfig(file string) (*fileConfig, error) {
	if c := r.configs[file]; c != nil {
		return c, nil
	}
	c := &fileConfig{ConfigFile: &lint.ConfigFile{}, name: file}
	if file != "" {
		data, err := readSmall(file, lint.MaxConfigSize)
		if err != nil {
			return nil, err
		}
		if c.ConfigFile, err = lint.ReadConfig(data, rule.All()); err != nil {
			return nil, &fileError{file, err}
		}
		if c.Dialect != "" && !ddl.Reads(c.Dialect) {
			return nil, &fileError{file, diagram.Errorf(diagram.Unsupported, "There is no SQL dialect %q. Take %s.", c.Dialect, strings.Join(ddl.ReadDialects(), ", "))}
		}
	}
	r.configs[file] = c
	return c, nil
}

// findConfig looks for a configuration in a folder and above it, up to a folder with .git.
// It returns "" when there is none. The path is from where the program runs when the file
// is there or below.
func findConfig(folder string) (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	full, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for {
		file := filepath.Join(full, lint.ConfigName)
		switch info, err := os.Stat(file); {
		case err == nil && !info.IsDir():
			if rel, err := filepath.Rel(here, file); err == nil {
				return rel, nil
			}
			return file, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", &fileError{file, fmt.Errorf("the file can't be opened: %w", reason(err))}
		}
		if _, err := os.Stat(filepath.Join(full, ".git")); err == nil {
			return "", nil
		}
		up := filepath.Dir(full)
		if up == full {
			return "", nil
		}
		full = up
	}
}

// excludes tells whether the configuration leaves a file out.
func (c *fileConfig) excludes(name string) bool {
	if c.name == "" || name == "-" {
		return false
	}
	rel, err := relative(filepath.Dir(c.name), name)
	return err == nil && c.Excludes(rel)
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

// applyBaseline writes the baseline that is asked for, and hides what the one in use
// knows.
func (r *lintRun) applyBaseline() error {
	file := r.baseline
	for _, c := range r.order {
		if r.baseline != "" || r.writeBaseline != "" || c.Baseline == "" {
			continue
		}
		named := filepath.Join(filepath.Dir(c.name), filepath.FromSlash(c.Baseline))
		if file != "" && file != named {
			return diagram.Errorf(diagram.Invalid, "The configurations of the files name two baselines, %s and %s. Check the files in two runs, or choose with --baseline.", file, named)
		}
		file = named
	}
	if r.writeBaseline != "" {
		file = r.writeBaseline
	}
	if file == "" {
		return nil
	}
	r.outcome.Baseline = file
	name := func(checked string) string {
		if rel, err := relative(filepath.Dir(file), checked); checked != "-" && err == nil {
			return rel
		}
		return checked
	}
	known := lint.NewBaseline(r.outcome.Files, name)
	if r.writeBaseline != "" {
		var b bytes.Buffer
		if err := known.Write(&b); err != nil {
			return err
		}
		if err := r.write(file, b.Bytes()); err != nil {
			return err
		}
	} else {
		data, err := readSmall(file, lint.MaxBaselineSize)
		if err != nil {
			return err
		}
		if known, err = lint.ReadBaseline(data); err != nil {
			return &fileError{file, err}
		}
	}
	r.outcome.Gone = known.Hide(r.outcome.Files, name)
	return nil
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
