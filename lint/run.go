package lint

import (
	"context"

	"crowsfoot/diagram"
)

// Report is the outcome of a check.
type Report struct {
	// Findings are in the order of the diagram: tables, columns, then rules.
	Findings []Finding
	// Ignored are the findings that an ignore of the diagram or of the configuration
	// silences, in the same order.
	Ignored []Finding
	// Unused are ignores that silence nothing any more, expired ones among them. Those of
	// rules that are switched off are left out.
	Unused []*diagram.Ignore

	facts *Facts
}

// Run checks a diagram and returns the findings that nobody silenced. The order is the
// same for the same diagram. When the context ends, what was found so far is returned.
func Run(ctx context.Context, d *diagram.Diagram, rules []*Rule, c Config) []Finding {
	return Examine(ctx, d, rules, c).Findings
}

// Examine checks a diagram as Run does and tells of silenced findings, too.
func Examine(ctx context.Context, d *diagram.Diagram, rules []*Rule, c Config) *Report {
	if c.Dictionaries != nil {
		// Whoever reads names looks for words in the diagram.
		d = d.Snapshot()
		d.Lint.Dictionaries, c.Dictionaries = d.Lint.Dictionaries.And(c.Dictionaries), nil
	}
	checker := NewChecker(rules, c)
	// The only error is that the context ended.
	_, _ = checker.checkAll(ctx, d, false)
	return checker.Report()
}

// run runs rules on one thing after the other.
type run struct {
	*Checker
	ctx   context.Context
	facts *Facts    // of this run alone
	found []Finding // of the unit under way
}

func (c *Checker) newRun(ctx context.Context, watched bool) *run {
	return &run{Checker: c, ctx: ctx, facts: c.facts.noting(reading(watched))}
}

// table runs all rules about tables on one.
func (r *run) table(t *diagram.Table) *unit {
	r.facts.noteTable(t.ID)
	r.facts.note(linksThing, string(t.ID))
	return r.unit(t, r.onTables, func(p *Pass) { p.Rule.Table(p, t) })
}

// relationship runs all rules about relationships on one.
func (r *run) relationship(x *diagram.Relationship) *unit {
	for _, e := range x.Ends {
		r.facts.noteTable(e.Table)
	}
	var child *diagram.Table
	if len(x.Ends) > 0 && x.Directed {
		child = r.facts.Diagram.Tables[x.Ends[0].Table]
	}
	return r.unit(child, r.onRelationships, func(p *Pass) { p.Rule.Relationship(p, x) })
}

// diagram runs one rule about the whole diagram.
func (r *run) diagram(rule *Rule) *unit {
	r.found = r.found[:0]
	r.facts.goTo(nil)
	if r.ctx.Err() == nil {
		rule.Diagram(r.pass(rule))
	}
	return r.seal()
}

// unit runs rules on what belongs to a table, unless that is only a part of another; nil is
// for what belongs to none.
func (r *run) unit(t *diagram.Table, rules []*Rule, do func(*Pass)) *unit {
	r.found = r.found[:0]
	r.facts.goTo(t)
	if r.ctx.Err() != nil || t != nil && r.facts.PartOf(t) != nil {
		rules = nil
	}
	pass := r.pass(nil)
	for _, rule := range rules {
		n := len(r.found)
		pass.Rule = rule
		if do(pass); len(r.found) > n {
			pass = r.pass(nil) // the fixes hold on to the old one
		}
	}
	return r.seal()
}

// seal returns what was found and asked.
func (r *run) seal() *unit { return &unit{r.finish(), r.facts.reads.Seal(r.facts.asked)} }

func (r *run) pass(rule *Rule) *Pass {
	return &Pass{Facts: r.facts, Rule: rule, Config: &r.inForce, ctx: r.ctx, found: &r.found}
}

// finish gives the findings of a unit the levels in force and their order.
func (r *run) finish() []Finding {
	for i := range r.found {
		r.inForce.apply(&r.found[i])
	}
	return r.facts.sorted(r.found)
}

// sorted returns a copy of findings in their order.
func (f *Facts) sorted(found []Finding) []Finding {
	list := make([]*Finding, len(found))
	for i := range found {
		list[i] = &found[i]
	}
	sortFindings(list, f.placeOf())
	var out []Finding
	if len(list) > 0 {
		out = make([]Finding, len(list))
	}
	for i, x := range list {
		out[i] = *x
	}
	return out
}

// placeOf returns the function that says where in the diagram a finding stands.
func (f *Facts) placeOf() func(*Finding) (table, column int) {
	return func(x *Finding) (int, int) {
		if len(x.Objects) == 0 {
			return 0, 0
		}
		o := x.Objects[0]
		table := f.at(o.TableID).place
		if t := f.Diagram.Tables[o.TableID]; t != nil && o.Kind == diagram.KindColumn {
			for i, c := range t.Columns {
				if c.ID == o.ID {
					return table, i + 1
				}
			}
		}
		return table, 0
	}
}
