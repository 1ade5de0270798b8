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
	}
	jsonFinding struct {
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
		Finding
	}
)

// WriteJSON writes findings for machines. IDs of objects are left out: files of most
// formats have none, so that they would differ from run to run.
func WriteJSON(w io.Writer, files []Checked) error {
	report := jsonReport{Findings: []jsonFinding{}}
	for i := range files {
		for _, f := range files[i].Findings {
			at := files[i].position(&f)
			objects := make([]Object, len(f.Objects))
			for j, o := range f.Objects {
				o.ID, o.TableID = "", ""
				objects[j] = o
			}
			f.Objects = objects
			report.Findings = append(report.Findings, jsonFinding{File: files[i].File, Line: at.Line, Column: at.Column, Finding: f})
		}
		s := Count(files[i].Findings)
		report.Summary.Error += s.Error
		report.Summary.Warning += s.Warning
		report.Summary.Info += s.Info
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(report)
}
