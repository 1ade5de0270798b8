package lint

import (
	"context"
	"slices"

	"crowsfoot/diagram"
)

// Report is the outcome of a run.
type Report struct {
	// Findings are in the order of the diagram: tables, columns, then rules.
	Findings []Finding
	// Ignored are the findings that an ignore of the diagram silences, in the same order.
	Ignored []Finding
	// Unused are ignores that silence nothing any more, expired ones among them. Those of
	// rules that are switched off are left out.
	Unused []*diagram.Ignore
}

// Run checks a diagram and returns the findings that nobody silenced. The order is the
// same for the same diagram. When the context ends, what was found so far is returned.
func Run(ctx context.Context, d *diagram.Diagram, rules []*Rule, c Config) []Finding {
	return Examine(ctx, d, rules, c).Findings
}

// Examine checks a diagram as Run does and tells of silenced findings, too.
func Examine(ctx context.Context, d *diagram.Diagram, rules []*Rule, c Config) *Report {
	c = c.over(d.Lint)
	facts := Learn(d)
	var all []Finding
	ran := map[string]bool{}
	for _, r := range rules {
		if ctx.Err() != nil {
			break
		}
		if c.off(r) {
			continue
		}
		ran[r.Code] = true
		pass := &Pass{Facts: facts, Rule: r, Config: &c, ctx: ctx}
		r.run(pass)
		all = append(all, pass.list...)
	}
	for i := range all {
		c.apply(&all[i])
	}
	slices.SortStableFunc(all, compareFindings(facts.placeOf()))
	number(all)
	report := &Report{Findings: make([]Finding, 0, len(all))}
	s := silence(d, c.Today)
	for i := range all {
		if s.match(&all[i]) != nil {
			report.Ignored = append(report.Ignored, all[i])
		} else {
			report.Findings = append(report.Findings, all[i])
		}
	}
	for _, i := range d.SortedIgnores() {
		if ran[i.Rule] && !s.used[i.ID] {
			report.Unused = append(report.Unused, i)
		}
	}
	return report
}

// placeOf returns the function that says where in the diagram a finding stands.
func (f *Facts) placeOf() func(*Finding) (table, column int) {
	return func(x *Finding) (int, int) {
		if len(x.Objects) == 0 {
			return 0, 0
		}
		o := x.Objects[0]
		table := f.place[o.TableID]
		if o.Kind == diagram.KindColumn {
			for i, c := range f.Diagram.Tables[o.TableID].Columns {
				if c.ID == o.ID {
					return table, i + 1
				}
			}
		}
		return table, 0
	}
}
