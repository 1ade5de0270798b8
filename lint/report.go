package lint

import (
	"io"
	"slices"

	"crowsfoot/diagram"
)

// Checked is one file and what was found in it; reports are written from a list of them.
type Checked struct {
	// File is the name as given.
	File string
	// Page is the diagram that was checked, with the places of its objects in the text;
	// nil when the file is none of a diagram.
	Page     *diagram.Page
	Findings []Finding
	// Ignored are the findings that an ignore silences.
	Ignored []Finding
	// Hidden are the findings that a baseline knows.
	Hidden []Finding
	// FailOn is the severity from which on findings fail the run; empty means error.
	FailOn string

	places map[string]diagram.Position // by fingerprint, of findings that no object has a place for
}

// CheckedConfig is a configuration file with what was found about its ignores.
func CheckedConfig(file string, found []PlacedFinding) Checked {
	c := Checked{File: file}
	c.Add(found)
	return c
}

// Add adds findings that know their places to those of the file.
func (c *Checked) Add(found []PlacedFinding) {
	if c.places == nil {
		c.places = map[string]diagram.Position{}
	}
	seen := map[string]int{}
	for _, f := range found {
		f.Fingerprint = f.numbered(seen[f.print]) // an ignore may be there twice
		seen[f.print]++
		c.places[f.Fingerprint] = f.At
		c.Findings = append(c.Findings, f.Finding)
	}
}

// Tables counts the tables of the file.
func (c *Checked) Tables() int {
	if c.Page == nil {
		return 0
	}
	return CountTables(c.Page.Diagram)
}

// Score is the score of the file; see the function Score.
func (c *Checked) Score() int { return Score(slices.Concat(c.Findings, c.Hidden), c.Tables()) }

// Fails tells whether a finding of the file reaches its threshold.
func (c *Checked) Fails() bool { return Fails(c.Findings, c.failOn()) }

func (c *Checked) failOn() string {
	if c.FailOn == "" {
		return string(Error)
	}
	return c.FailOn
}

// position is where in the file a finding's first object stands, line and column from 1;
// 0 when the file is no text.
func (c *Checked) position(f *Finding) diagram.Position {
	if at, ok := c.places[f.Fingerprint]; ok || c.Page == nil {
		return at
	}
	for _, o := range f.Objects {
		for _, id := range []diagram.ID{o.ID, o.TableID} {
			if at, ok := c.Page.Places[id]; ok && id != "" {
				return at
			}
		}
	}
	return diagram.Position{}
}

// Outcome is what a report tells of.
type Outcome struct {
	Files []Checked
	// Rules are the rules that ran, for reports that explain them.
	Rules []*Rule
	// Version is that of the program.
	Version string
	// Baseline is the name of the baseline in use, or empty; Gone are its entries that
	// nothing is found for any more.
	Baseline string
	Gone     []Known
	// Color paints the text report for a terminal.
	Color bool
}

// Score is the score of all files together.
func (o *Outcome) Score() int {
	var all []Finding
	tables := 0
	for i := range o.Files {
		all = append(append(all, o.Files[i].Findings...), o.Files[i].Hidden...)
		tables += o.Files[i].Tables()
	}
	return Score(all, tables)
}

// Fails tells whether any file does.
func (o *Outcome) Fails() bool {
	return slices.ContainsFunc(o.Files, func(c Checked) bool { return c.Fails() })
}

// sums counts the findings shown, ignored and hidden of all files.
func (o *Outcome) sums() (shown Summary, ignored, hidden int) {
	for _, c := range o.Files {
		s := Count(c.Findings)
		shown.Error += s.Error
		shown.Warning += s.Warning
		shown.Info += s.Info
		ignored += len(c.Ignored)
		hidden += len(c.Hidden)
	}
	return shown, ignored, hidden
}

// Report is a form of report.
type reportForm struct {
	name, contentType, extension string
	write                        func(io.Writer, *Outcome) error
}

var forms = []reportForm{
	{"text", "text/plain; charset=utf-8", "txt", WriteText},
	{"json", "application/json", "json", WriteJSON},
	{"sarif", "application/sarif+json", "sarif", WriteSARIF},
	{"markdown", "text/markdown; charset=utf-8", "md", WriteMarkdown},
	{"junit", "application/xml", "xml", WriteJUnit},
}

// Formats are the names of all forms of report.
func Formats() []string {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
}

// Write writes a report in the form of this name. The same outcome gives the same bytes.
func Write(w io.Writer, form string, o *Outcome) error {
	for _, f := range forms {
		if f.name == form {
			return f.write(w, o)
		}
	}
	return diagram.Errorf(diagram.Invalid, "There is no report format %q. Take %s.", form, list(Formats()))
}

// FormatOf returns the form of report and the content type for an extension without dot:
// json, sarif, md, xml; ok is false when there is none.
func FormatOf(extension string) (form, contentType string, ok bool) {
	for _, f := range forms {
		if f.extension == extension {
			return f.name, f.contentType, true
		}
	}
	return "", "", false
}
