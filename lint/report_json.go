package lint

import (
	"encoding/json"
	"io"
)

// The form of `lint --format json`: a contract for scripts, so names and order of the
// fields stay as they are, and lists are never null.
type (
	jsonReport struct {
		Findings []jsonFinding `json:"findings"`
		Summary  Summary       `json:"summary"`
		// Score is 0 to 100; see Score.
		Score    int           `json:"score"`
		Files    []jsonFile    `json:"files"`
		Ignored  []jsonFinding `json:"ignored"`
		Baseline *jsonBaseline `json:"baseline,omitempty"`
	}
	jsonFinding struct {
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
		Finding
		// Reason is why a finding is ignored; only those have one.
		Reason *string `json:"reason,omitempty"`
	}
	jsonFile struct {
		File    string  `json:"file"`
		Tables  int     `json:"tables"`
		Score   int     `json:"score"`
		Summary Summary `json:"summary"`
		Ignored int     `json:"ignored"`
		Hidden  int     `json:"hidden"`
	}
	jsonBaseline struct {
		File   string  `json:"file"`
		Hidden int     `json:"hidden"`
		Gone   []Known `json:"gone"`
	}
)

// WriteJSON writes findings for machines. IDs of objects are left out: files of most
// formats have none, so that they would differ from run to run.
func WriteJSON(w io.Writer, o *Outcome) error {
	sum, _, hidden := o.sums()
	report := jsonReport{Findings: []jsonFinding{}, Summary: sum, Score: o.Score(), Files: []jsonFile{}, Ignored: []jsonFinding{}}
	for i := range o.Files {
		c := &o.Files[i]
		for _, f := range c.Findings {
			report.Findings = append(report.Findings, c.json(f))
		}
		for _, s := range c.Ignored {
			f := c.json(s)
			f.Reason = &s.Reason
			report.Ignored = append(report.Ignored, f)
		}
		report.Files = append(report.Files, jsonFile{c.File, c.Tables(), c.Score(), Count(c.Findings), len(c.Ignored), len(c.Hidden)})
	}
	if o.Baseline != "" {
		report.Baseline = &jsonBaseline{o.Baseline, hidden, append([]Known{}, o.Gone...)}
	}
	return encodeJSON(w, report)
}

// json is a finding with its place and without IDs.
func (c *Checked) json(f Finding) jsonFinding {
	at := c.position(&f)
	objects := make([]Object, len(f.Objects))
	for j, o := range f.Objects {
		o.ID, o.TableID = "", ""
		objects[j] = o
	}
	f.Objects, f.Ignored = objects, ""
	return jsonFinding{File: c.File, Line: at.Line, Column: at.Column, Finding: f}
}

func encodeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// jsonRule is one rule in the form of `lint --rules --format json`.
type jsonRule struct {
	Code       string          `json:"code"`
	Name       string          `json:"name"`
	Family     string          `json:"family"`
	Level      string          `json:"level"`
	Severity   Severity        `json:"severity"`
	Fix        bool            `json:"fix"`
	What       string          `json:"what"`
	Thresholds []jsonThreshold `json:"thresholds"`
}

type jsonThreshold struct {
	Name    string `json:"name"`
	Default int    `json:"default"`
	What    string `json:"what"`
}

// RuleState is a rule as a configuration leaves it.
type RuleState struct {
	*Rule
	// Level is off, hint, info, warning or error.
	Level string
	// HasFix tells that the rule offers fixes for its own bad example.
	HasFix bool
}

// WriteRules writes a list of rules as JSON.
func WriteRules(w io.Writer, rules []RuleState) error {
	list := []jsonRule{}
	for _, r := range rules {
		thresholds := []jsonThreshold{}
		for _, t := range r.Thresholds {
			thresholds = append(thresholds, jsonThreshold(t))
		}
		list = append(list, jsonRule{r.Code, r.Name, r.Family(), r.Level, r.Severity, r.HasFix, r.What, thresholds})
	}
	return encodeJSON(w, map[string]any{"rules": list})
}
