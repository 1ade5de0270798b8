package lint

// Shown returns the findings that a report shows: all but hints, or with hints all.
func Shown(findings []Finding, hints bool) []Finding {
	list := make([]Finding, 0, len(findings))
	for _, f := range findings {
		if hints || f.Tier != Hint {
			list = append(list, f)
		}
	}
	return list
}

// Limits are the severities from which on findings fail a run.
var Limits = []string{string(Error), string(Warning), string(Info), "never"}

// Fails tells whether a finding reaches the threshold: error, warning, info or never.
// Hints never do.
func Fails(findings []Finding, threshold string) bool {
	limit := severityRank(Severity(threshold))
	for _, f := range findings {
		if f.Tier != Hint && severityRank(f.Severity) <= limit {
			return true
		}
	}
	return false
}

// Summary counts findings by severity.
type Summary struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// Count counts findings by severity.
func Count(findings []Finding) Summary {
	var s Summary
	for _, f := range findings {
		switch f.Severity {
		case Error:
			s.Error++
		case Warning:
			s.Warning++
		case Info:
			s.Info++
		}
	}
	return s
}
