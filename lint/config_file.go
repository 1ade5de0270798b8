package lint

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"crowsfoot/diagram"
)

// ConfigName is the name of the configuration file that the command line looks for.
const ConfigName = ".crowsfoot.toml"

// MaxConfigSize bounds a configuration file, in bytes.
const MaxConfigSize = 256 << 10

// ConfigFile is what a configuration file says.
type ConfigFile struct {
	// Config has all but the day. Its rules are named by code; where the file names one by
	// its code and by its name, the code counts.
	Config Config
	// FailOn is error, warning, info or never; empty where the file does not say.
	FailOn string
	// Hints asks for hints in reports.
	Hints bool
	// Dialect is the one that scripts are read in; empty means guess.
	Dialect string
	// Baseline is the path of a baseline, from the folder of the file.
	Baseline string

	exclude []string
}

// ConfigExample is a configuration file with a line of everything, for the help.
const ConfigExample = `# .crowsfoot.toml, beside the files or in a folder above them
preset = "recommended"      # recommended, strict or teaching
fail-on = "warning"         # exit code 1 from here on: error, warning, info or never
hints = false               # report hints, too
dialect = "postgres"        # that scripts are read in; left out: told from the text
baseline = ".crowsfoot-baseline.json"
exclude = ["vendor/**", "*.generated.sql"]

[rules]                     # off, hint, info, warning or error; by code or name
K001 = "error"
repeating-group = "off"

[thresholds.N101]           # numbers of a rule; see crowsfoot lint --explain N101
columns = 3

[dictionaries]              # your own words, in lower case
roles = ["approver"]
external = ["stripe"]
snapshots = ["quote"]
affixes = ["tbl_"]
abbreviations = { cust = "customer" }

[[ignore]]                  # * and ? stand for any letters; no column: the whole table
rule = "K002"
table = "audit_*"
reason = "rows are only ever added"
until = 2027-01-31          # may be left out
`

// tomlConfig is the form of the file.
type tomlConfig struct {
	Preset       string                    `toml:"preset"`
	FailOn       string                    `toml:"fail-on"`
	Hints        bool                      `toml:"hints"`
	Dialect      string                    `toml:"dialect"`
	Baseline     string                    `toml:"baseline"`
	Exclude      []string                  `toml:"exclude"`
	Rules        map[string]string         `toml:"rules"`
	Thresholds   map[string]map[string]int `toml:"thresholds"`
	Dictionaries tomlDictionaries          `toml:"dictionaries"`
	Ignore       []tomlIgnore              `toml:"ignore"`
}

type tomlDictionaries struct {
	Roles         []string          `toml:"roles"`
	Abbreviations map[string]string `toml:"abbreviations"`
	External      []string          `toml:"external"`
	Snapshots     []string          `toml:"snapshots"`
	Affixes       []string          `toml:"affixes"`
}

type tomlIgnore struct {
	Rule   string `toml:"rule"`
	Table  string `toml:"table"`
	Column string `toml:"column"`
	Reason string `toml:"reason"`
	Until  any    `toml:"until"` // a day, or one as text
}

// ReadConfig reads a configuration file. Keys that there are not, rules that are not among
// these and values that are not possible are errors: a *diagram.Error with line and
// column.
func ReadConfig(data []byte, rules []*Rule) (*ConfigFile, error) {
	if len(data) > MaxConfigSize {
		return nil, diagram.Errorf(diagram.TooLarge, "The file has %d bytes; the limit is %d.", len(data), MaxConfigSize)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var form tomlConfig
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&form); err != nil {
		return nil, tomlError(err)
	}
	r := configReader{rules: rules, places: keyPlaces(data)}
	file, err := r.read(&form)
	if err != nil {
		return nil, r.placed(err)
	}
	return file, nil
}

// tomlError says what the decoder says, with the place.
func tomlError(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		first := strict.Errors[0]
		return at(first, "There is no setting %q.", strings.Join(first.Key(), "."))
	}
	var de *toml.DecodeError
	if errors.As(err, &de) {
		return at(*de, "%s.", strings.TrimPrefix(de.Error(), "toml: "))
	}
	return diagram.Errorf(diagram.Unreadable, "This is no TOML: %s.", strings.TrimPrefix(err.Error(), "toml: "))
}

func at(e toml.DecodeError, format string, args ...any) error {
	line, column := e.Position()
	return diagram.Errorf(diagram.Invalid, format, args...).At(max(line, 1), max(column, 1))
}

// configReader checks the decoded form and turns names of rules into codes.
type configReader struct {
	rules  []*Rule
	places map[string]diagram.Position
}

func (r *configReader) read(form *tomlConfig) (*ConfigFile, error) {
	file := &ConfigFile{FailOn: form.FailOn, Hints: form.Hints, Dialect: form.Dialect, Baseline: form.Baseline, exclude: form.Exclude}
	if form.FailOn != "" && !slices.Contains(Limits, form.FailOn) {
		return nil, &diagram.LintError{Path: []string{"fail-on"}, Message: fmt.Sprintf("is %q; it must be one of %s", diagram.CutName(form.FailOn), strings.Join(Limits, ", "))}
	}
	for i, pattern := range form.Exclude {
		if _, err := path.Match(strings.ReplaceAll(pattern, "**", "*"), ""); err != nil || pattern == "" {
			return nil, &diagram.LintError{Path: []string{"exclude", strconv.Itoa(i)}, Message: fmt.Sprintf("is %q, which is not a pattern", diagram.CutName(pattern))}
		}
	}
	words := diagram.Dictionaries(form.Dictionaries)
	settings := diagram.LintSettings{Preset: form.Preset, Levels: form.Rules, Thresholds: form.Thresholds, Dictionaries: &words}
	if err := settings.Validate(); err != nil {
		return nil, err
	}
	file.Config = Config{Preset: form.Preset, Levels: map[string]string{}, Thresholds: map[string]map[string]int{}, Dictionaries: &words}
	for _, key := range slices.Sorted(maps.Keys(form.Rules)) {
		rule, err := r.rule(key, "levels", key)
		if err != nil {
			return nil, err
		}
		if _, byCode := form.Rules[rule.Code]; key == rule.Code || !byCode {
			file.Config.Levels[rule.Code] = form.Rules[key]
		}
	}
	for _, key := range slices.Sorted(maps.Keys(form.Thresholds)) {
		rule, err := r.rule(key, "thresholds", key)
		if err != nil {
			return nil, err
		}
		for _, name := range slices.Sorted(maps.Keys(form.Thresholds[key])) {
			if rule.threshold(name) == nil {
				return nil, &diagram.LintError{Path: []string{"thresholds", key, name}, Message: fmt.Sprintf("is not a number of rule %s, which has %s", rule.Code, rule.thresholdNames())}
			}
		}
		if file.Config.Thresholds[rule.Code] == nil {
			file.Config.Thresholds[rule.Code] = map[string]int{}
		}
		for name, n := range form.Thresholds[key] {
			if _, byCode := form.Thresholds[rule.Code][name]; key == rule.Code || !byCode {
				file.Config.Thresholds[rule.Code][name] = n
			}
		}
	}
	for i := range form.Ignore {
		n, err := r.ignore(&form.Ignore[i], strconv.Itoa(i))
		if err != nil {
			return nil, err
		}
		file.Config.Ignores = append(file.Config.Ignores, n)
	}
	return file, nil
}

// rule finds a rule by code or name; path names the setting for the error.
func (r *configReader) rule(key string, path ...string) (*Rule, error) {
	if rule := find(r.rules, key); rule != nil {
		return rule, nil
	}
	return nil, &diagram.LintError{Path: path, Message: fmt.Sprintf("names the rule %q, which does not exist; see crowsfoot lint --rules", diagram.CutName(key))}
}

func (r *configReader) ignore(form *tomlIgnore, index string) (*NamedIgnore, error) {
	rule, err := r.rule(form.Rule, "ignore", index, "rule")
	if err != nil {
		return nil, err
	}
	n := &NamedIgnore{Rule: rule.Code, Table: form.Table, Column: form.Column, Reason: form.Reason, At: r.places[joinPath("ignore", index)]}
	if n.Table == "" {
		return nil, &diagram.LintError{Path: []string{"ignore", index, "table"}, Message: "is missing: an ignore speaks of a table; * stands for all"}
	}
	for _, x := range [][2]string{{"table", n.Table}, {"column", n.Column}} {
		if _, err := path.Match(x[1], ""); err != nil {
			return nil, &diagram.LintError{Path: []string{"ignore", index, x[0]}, Message: fmt.Sprintf("is %q, which is not a pattern", diagram.CutName(x[1]))}
		}
	}
	switch until := form.Until.(type) {
	case nil:
	case toml.LocalDate:
		n.Until = until.String()
	case string:
		n.Until = until
	default:
		n.Until = "?"
	}
	if _, err := time.Parse(time.DateOnly, n.Until); n.Until != "" && err != nil {
		return nil, &diagram.LintError{Path: []string{"ignore", index, "until"}, Message: "must be a day as 2027-01-31"}
	}
	return n, nil
}

func (r *Rule) thresholdNames() string {
	var names []string
	for _, t := range r.Thresholds {
		names = append(names, t.Name)
	}
	return cmp.Or(strings.Join(names, ", "), "none")
}

// placed gives a mistake the place of the setting that it names, or of the one around it.
func (r *configReader) placed(err error) error {
	var le *diagram.LintError
	if !errors.As(err, &le) {
		return err
	}
	path := slices.Clone(le.Path)
	if path[0] == "levels" {
		path[0] = "rules"
	}
	shown := &diagram.LintError{Path: path, Message: le.Message}
	de := diagram.Errorf(diagram.Invalid, "%s.", shown)
	for n := len(path); n > 0; n-- {
		if at, ok := r.places[joinPath(path[:n]...)]; ok {
			return de.At(at.Line, at.Column)
		}
	}
	return de.At(1, 1)
}
