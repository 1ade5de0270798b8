package lint

import (
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"crowsfoot/diagram"
)

// sarifSchema is the address of the official schema.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// fingerprintKey names our fingerprints in SARIF, with their version.
const fingerprintKey = "crowsfoot/v1"

// WriteSARIF writes findings as SARIF 2.1.0, which code hosts and editors read. Silenced
// findings are there with their reasons; those of a baseline are only counted, because
// readers would show them. Fixes are named, not given: SARIF knows changes of text only,
// and ours are changes of the model.
func WriteSARIF(w io.Writer, o *Outcome) error {
	run := sarif.NewRun().WithTool(sarif.NewTool().WithDriver(sarif.NewToolComponent().WithName("Crowsfoot")))
	run.ColumnKind = text("unicodeCodePoints")
	if o.Version != "" {
		run.Tool.Driver.Version = text(o.Version)
	}
	s := &sarifRun{run: run, rules: o.Rules, index: map[string]int{}}
	_, ignored, hidden := o.sums()
	bag := sarif.NewPropertyBag().Add("score", o.Score()).Add("ignored", ignored)
	if o.Baseline != "" {
		bag.Add("baseline", o.Baseline).Add("hidden", hidden)
	}
	run.Properties = bag
	for i := range o.Files {
		c := &o.Files[i]
		for _, f := range c.Findings {
			run.AddResult(s.result(c, &f))
		}
		for _, q := range c.Ignored {
			result := s.result(c, &q)
			result.Suppressions = []*sarif.Suppression{suppression(&q)}
			run.AddResult(result)
		}
	}
	report := sarif.NewReport()
	report.Schema = sarifSchema
	report.AddRun(run)
	return encodeJSON(w, report)
}

// sarifRun gathers the rules that results speak of.
type sarifRun struct {
	run   *sarif.Run
	rules []*Rule
	index map[string]int // of rules by code
}

func text(s string) *string { return &s }

// result is one finding.
func (s *sarifRun) result(c *Checked, f *Finding) *sarif.Result {
	message := sarifText(f.Message)
	for _, e := range f.Evidence {
		message += "\n- " + sarifText(e)
	}
	fixes := []string{}
	for _, fix := range f.Fixes {
		fixes = append(fixes, fix.Title)
	}
	r := sarif.NewResult().WithRuleID(f.Rule).WithRuleIndex(s.rule(f)).WithLevel(sarifLevel(f.Severity)).
		WithMessage(sarif.NewTextMessage(message)).
		WithPartialFingerprints(map[string]string{fingerprintKey: f.Fingerprint})
	r.Properties = sarif.NewPropertyBag().Add("tier", string(f.Tier)).Add("confidence", f.Confidence).Add("fixes", fixes)
	at := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewArtifactLocation().WithURI(fileURI(c.File)))
	if p := c.position(f); p.Line > 0 {
		at.WithRegion(sarif.NewRegion().WithStartLine(p.Line).WithStartColumn(max(p.Column, 1)))
	}
	location := sarif.NewLocation().WithPhysicalLocation(at)
	seen := map[string]bool{} // no place may be listed twice
	for i := range f.Objects {
		object := &f.Objects[i]
		name := object.name()
		key := string(object.Kind) + "\x00" + name
		if name != "" && !seen[key] && (object.Kind != diagram.KindIgnore || object.Table != "") {
			seen[key] = true
			short := object.Column
			if short == "" {
				short = name
			}
			location.LogicalLocations = append(location.LogicalLocations, sarif.NewLogicalLocation().
				WithName(short).WithFullyQualifiedName(name).WithKind(string(object.Kind)))
		}
	}
	r.AddLocation(location)
	return r
}

// rule returns the number of a finding's rule in the list of the run, which it joins when
// first met.
func (s *sarifRun) rule(f *Finding) int {
	if i, ok := s.index[f.Rule]; ok {
		return i
	}
	d := sarif.NewReportingDescriptor().WithID(f.Rule).WithName(f.Name)
	if r := find(s.rules, f.Rule); r != nil {
		d.WithShortDescription(words(r.What)).WithFullDescription(words(r.What + " " + r.Why)).
			WithHelp(sarif.NewMultiformatMessageString().WithText(r.Why + "\n\n" + r.How).WithMarkdown(r.markdown())).
			WithDefaultConfiguration(sarif.NewReportingConfiguration().WithEnabled(true).WithLevel(sarifLevel(r.Severity)))
		d.Properties = sarif.NewPropertyBag().AddTag(r.Family())
	}
	rules := &s.run.Tool.Driver.Rules
	s.index[f.Rule] = len(*rules)
	*rules = append(*rules, d)
	return s.index[f.Rule]
}

func words(s string) *sarif.MultiformatMessageString {
	return sarif.NewMultiformatMessageString().WithText(s)
}

// markdown is the page of the rule in short.
func (r *Rule) markdown() string {
	return r.Why + "\n\n**Found**\n\n```sql\n" + strings.TrimSpace(r.Example(r.Bad)) + "\n```\n\n**Mended**\n\n```sql\n" + strings.TrimSpace(r.Example(r.Good)) +
		"\n```\n\n" + r.How + "\n\nTo silence it: `-- lint:ignore " + r.Code + " the reason`"
}

// suppression says why a finding is silenced: in the file itself, or in the
// configuration.
func suppression(q *Finding) *sarif.Suppression {
	kind := "external"
	if q.Ignored != "" {
		kind = "inSource"
	}
	return sarif.NewSuppression().WithKind(kind).WithStatus("accepted").WithJustification(q.Reason)
}

func sarifLevel(s Severity) string {
	if s == Info {
		return sarif.LevelNote
	}
	return string(s)
}

// sarifText keeps names from being read as links: [text](target) is one in SARIF.
func sarifText(s string) string {
	s = plain(s)
	if strings.Contains(s, "](") {
		s = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(s)
	}
	return s
}

// fileURI is a file's name as a URI, one from the folder the program ran in unless the
// name begins at the root.
func fileURI(name string) string {
	name = filepath.ToSlash(name)
	if name == "-" {
		return "stdin"
	}
	if path.IsAbs(name) {
		return (&url.URL{Scheme: "file", Path: name}).String()
	}
	return (&url.URL{Path: path.Clean(name)}).String()
}
