package lint

import (
	"context"
	"slices"

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
	found []Finding // of the unit under way, from from on, and of some before
	from  int
	// atOnce is for how many findings there is to be room at once; 0 for just what a unit needs.
	atOnce int
}

func (c *Checker) newRun(ctx context.Context, watched bool, atOnce int) *run {
	return &run{Checker: c, ctx: ctx, facts: c.facts.noting(reading(watched)), atOnce: atOnce}
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
	r.begin()
	r.facts.goTo(nil)
	if r.ctx.Err() == nil {
		rule.Diagram(r.pass(rule))
	}
	return r.seal()
}

// unit runs rules on what belongs to a table, unless that is only a part of another; nil is
// for what belongs to none.
func (r *run) unit(t *diagram.Table, rules []*Rule, do func(*Pass)) *unit {
	r.begin()
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

// begin makes room for the findings of a unit.
func (r *run) begin() {
	if r.atOnce == 0 {
		r.found = nil
	} else if cap(r.found)-len(r.found) < 16 {
		r.found = make([]Finding, 0, r.atOnce)
	}
	r.from = len(r.found)
}

// finish gives the findings of a unit the levels in force and their order.
func (r *run) finish() []Finding {
	found := slices.Clip(r.found[r.from:])
	if len(found) == 0 {
		return nil
	}
	for i := range found {
		r.inForce.apply(&found[i])
		r.facts.place(&found[i])
	}
	for i := 1; i < len(found); i++ {
		if compareFindings(&found[i-1], &found[i]) > 0 {
			arrange(found)
			break
		}
	}
	return found
}

// arrange puts findings that know their places in order.
func arrange(found []Finding) {
	list := make([]*Finding, len(found))
	for i, f := range found {
		list[i] = &f
	}
	sortFindings(list)
	for i, f := range list {
		found[i] = *f
	}
}

// place says of a finding where in the diagram it stands.
func (f *Facts) place(x *Finding) {
	x.table, x.column = 0, 0
	if len(x.Objects) == 0 {
		return
	}
	o := &x.Objects[0]
	t := f.at(o.TableID)
	x.table = t.place
	if t.table != nil && o.Kind == diagram.KindColumn {
		x.column = 1 + slices.IndexFunc(t.table.Columns, func(c *diagram.Column) bool { return c.ID == o.ID })
	}
}

// sort puts findings in their order as the diagram is now.
func (f *Facts) sort(list []*Finding) {
	for _, x := range list {
		f.place(x)
	}
	sortFindings(list)
}
