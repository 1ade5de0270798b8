package lint

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strconv"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/parallel"
)

// Checker checks one diagram again and again while it is edited: each time it looks only
// at what changed and at what asked for something that is another now. What it finds is
// exactly what Run would find. It is for one goroutine; the operations of fixes must be
// built before the next Check.
type Checker struct {
	rules []*Rule // those in force
	// onTables and onRelationships are those that look at one table or relationship.
	onTables, onRelationships []*Rule
	all                       []*Rule
	config                    Config

	known   *diagram.Diagram // checked last; nil when all is to be checked
	inForce Config           // config over the diagram's own
	facts   *Facts
	units   map[Unit]*unit
	prints  map[string][]Unit // by fingerprint before numbering: a unit for each finding; nil when no check follows
	sorted  []*Finding        // of a check that none follows, all but those about ignores; nil otherwise
	silence *silencer
}

// Unit is what a rule was run on and its findings are kept by: the ID of a table or a
// relationship, or the code of a rule about the whole diagram.
type Unit string

// unit holds the findings of all rules on one table or relationship, or of one rule on the
// diagram.
type unit struct {
	found []Finding
	seen  naming.Seen
}

// Change is what a Check found that the one before did not.
type Change struct {
	// All says that Units are all there are.
	All bool
	// Units holds all findings, silenced ones too, of the units whose findings changed.
	Units map[Unit][]Finding
	// Gone are the units that have no findings any more.
	Gone []Unit
}

// NewChecker returns a checker that has seen no diagram yet.
func NewChecker(rules []*Rule, c Config) *Checker { return &Checker{all: rules, config: c} }

// Check checks the next state of the diagram. When the context ends it returns its error,
// and the next Check begins from scratch.
func (c *Checker) Check(ctx context.Context, d *diagram.Diagram) (*Change, error) {
	change, err := c.check(ctx, d)
	if err != nil {
		c.known = nil
		return nil, err
	}
	return change, nil
}

func (c *Checker) check(ctx context.Context, d *diagram.Diagram) (*Change, error) {
	if c.known == nil {
		return c.checkAll(ctx, d, true)
	}
	delta := compare(c.known, d)
	c.known = nil
	if delta.everything {
		return c.checkAll(ctx, d, true)
	}
	changed, ok := c.facts.update(d, delta)
	if !ok {
		return c.checkAll(ctx, d, true)
	}
	return c.checkAgain(ctx, d, delta, changed)
}

// checkAll checks everything. watched says that more checks will come.
func (c *Checker) checkAll(ctx context.Context, d *diagram.Diagram, watched bool) (*Change, error) {
	c.inForce = c.config.over(d.Lint)
	c.rules, c.onTables, c.onRelationships = nil, nil, nil
	for _, r := range c.all {
		if c.inForce.off(r) {
			continue
		}
		c.rules = append(c.rules, r)
		switch {
		case r.Table != nil:
			c.onTables = append(c.onTables, r)
		case r.Relationship != nil:
			c.onRelationships = append(c.onRelationships, r)
		}
	}
	c.facts = learn(d, watched)
	tables, relationships := c.facts.Tables, c.facts.Relationships
	units := make([]*unit, len(tables)+len(relationships))
	c.units, c.prints, c.sorted = make(map[Unit]*unit, len(units)), nil, nil
	if watched {
		c.prints = make(map[string][]Unit, len(units))
	}
	parallel.EachWith(len(units), func() *run { return c.newRun(ctx, watched, manyFindings) }, func(i int, run *run) {
		if i < len(tables) {
			units[i] = run.table(tables[i])
		} else {
			units[i] = run.relationship(relationships[i-len(tables)])
		}
	})
	for i, u := range units {
		if i < len(tables) {
			c.put(Unit(tables[i].ID), u)
		} else {
			c.put(Unit(relationships[i-len(tables)].ID), u)
		}
	}
	run := c.newRun(ctx, watched, manyFindings)
	for _, r := range c.rules {
		if r.Diagram != nil {
			c.put(Unit(r.Code), run.diagram(r))
		}
	}
	if watched {
		c.number(maps.Keys(c.prints))
	} else {
		c.sorted = c.findings()
		sortFindings(c.sorted)
		numberSorted(c.sorted)
		c.prints = map[string][]Unit{} // for those about ignores
	}
	c.silence = silence(d, &c.inForce)
	c.known = d
	change := &Change{All: true, Units: map[Unit][]Finding{}}
	for id, u := range c.units {
		c.hush(u)
		if len(u.found) > 0 {
			change.Units[id] = u.found
		}
	}
	c.keepBooks(change)
	return change, ctx.Err()
}

// checkAgain checks what changed and what asked for things that changed.
func (c *Checker) checkAgain(ctx context.Context, d *diagram.Diagram, delta *delta, changed []naming.Thing) (*Change, error) {
	change := &Change{Units: map[Unit][]Finding{}}
	dirty, prints := map[Unit]bool{}, map[string]bool{}
	for i := range delta.tables {
		switch t := &delta.tables[i]; {
		case t.now == nil || t.now.Kind == diagram.KindView:
			c.drop(Unit(t.id()), prints, change)
		case t.aspects != 0:
			dirty[Unit(t.id())] = true
		}
	}
	for _, r := range delta.relationships {
		if r.now == nil {
			c.drop(Unit(r.old.ID), prints, change)
		} else {
			dirty[Unit(r.now.ID)] = true
		}
	}
	if changed = c.facts.asked.Among(changed); len(changed) > 0 {
		for id, u := range c.units {
			if u.seen.HasAny(changed) {
				dirty[id] = true
			}
		}
	}
	run := c.newRun(ctx, true, 0)
	again := func(id Unit, now *unit) {
		for _, u := range []*unit{c.units[id], now} {
			if u != nil {
				u.addPrints(prints)
			}
		}
		c.put(id, now)
	}
	for id := range dirty {
		if t := d.Tables[diagram.ID(id)]; t != nil {
			again(id, run.table(t))
		} else if r := d.Relationships[diagram.ID(id)]; r != nil {
			again(id, run.relationship(r))
		}
	}
	for _, r := range c.rules {
		if r.Diagram != nil && (r.Watches&delta.aspects != 0 || dirty[Unit(r.Code)]) {
			dirty[Unit(r.Code)] = true
			again(Unit(r.Code), run.diagram(r))
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c.known = d
	for id := range c.number(maps.Keys(prints)) {
		dirty[id] = true
	}
	if delta.ignores {
		c.silence = silence(d, &c.inForce)
		for id, u := range c.units {
			if c.hush(u) {
				dirty[id] = true
			}
		}
	}
	for id := range dirty {
		u := c.units[id]
		if u == nil || len(u.found) == 0 {
			change.Gone = append(change.Gone, id)
			continue
		}
		c.hush(u)
		change.Units[id] = u.found
	}
	c.keepBooks(change)
	slices.Sort(change.Gone)
	return change, nil
}

// put keeps the findings of a unit instead of those it had.
func (c *Checker) put(id Unit, u *unit) {
	if old := c.units[id]; old != nil {
		c.forget(id, old)
	}
	if len(u.found) == 0 && u.seen == nil {
		delete(c.units, id)
		return
	}
	c.units[id] = u
	for i := range u.found {
		u.found[i].by = id
		if c.prints != nil {
			c.prints[u.found[i].print] = append(c.prints[u.found[i].print], id)
		}
	}
}

func (c *Checker) forget(id Unit, u *unit) {
	for i := range u.found {
		print := u.found[i].print
		if at := slices.Index(c.prints[print], id); at >= 0 {
			if list := slices.Delete(c.prints[print], at, at+1); len(list) > 0 {
				c.prints[print] = list
			} else {
				delete(c.prints, print)
			}
		}
	}
}

func (c *Checker) drop(id Unit, prints map[string]bool, change *Change) {
	if u := c.units[id]; u != nil {
		u.addPrints(prints)
		c.forget(id, u)
		delete(c.units, id)
		change.Gone = append(change.Gone, id)
	}
}

func (u *unit) addPrints(prints map[string]bool) {
	for i := range u.found {
		prints[u.found[i].print] = true
	}
}

// number tells findings apart whose objects bear the same names: the second and later ones
// in the order of the diagram get another fingerprint. It returns the units that it
// changed.
func (c *Checker) number(prints iter.Seq[string]) map[Unit]bool {
	changed := map[Unit]bool{}
	for print := range prints {
		units := c.prints[print]
		if len(units) == 1 && c.units[units[0]].only(print) {
			continue
		}
		var list []*Finding
		for _, id := range slices.Compact(slices.Sorted(slices.Values(units))) {
			found := c.units[id].found
			for i := range found {
				if found[i].print == print {
					list = append(list, &found[i])
				}
			}
		}
		c.facts.sort(list)
		for n, f := range list {
			if numbered := f.numbered(n); f.Fingerprint != numbered {
				f.Fingerprint = numbered
				changed[f.by] = true
			}
		}
	}
	return changed
}

// numberSorted does what number does to all findings, which are in their order.
func numberSorted(all []*Finding) {
	seen := make(map[string]int, len(all))
	for _, f := range all {
		f.Fingerprint = f.numbered(seen[f.print])
		seen[f.print]++
	}
}

// numbered is the fingerprint of the n-th finding, from 0, whose objects bear the same names.
func (f *Finding) numbered(n int) string {
	if n == 0 {
		return f.print
	}
	return string(diagram.DerivedID(f.print, strconv.Itoa(n+1)))
}

// only tells whether the one finding of this print bears it unnumbered.
func (u *unit) only(print string) bool {
	for i := range u.found {
		if u.found[i].print == print {
			return u.found[i].Fingerprint == print
		}
	}
	return true
}

// hush says of each finding which ignore silences it, and tells whether one is another
// than before.
func (c *Checker) hush(u *unit) (changed bool) {
	for i := range u.found {
		if c.silence.hush(&u.found[i]) {
			changed = true
		}
	}
	return changed
}

// Report returns all that the last Check found.
func (c *Checker) Report() *Report {
	all := c.sorted
	if all == nil || c.hasBooks() {
		all = c.findings()
		c.facts.sort(all)
	}
	report := &Report{Findings: make([]Finding, 0, len(all))}
	for _, f := range all {
		if f.silenced() {
			report.Ignored = append(report.Ignored, *f)
		} else {
			report.Findings = append(report.Findings, *f)
		}
	}
	report.Unused, report.facts = c.unused(), c.facts
	return report
}

// manyFindings is for how many findings a check of everything makes room at once.
const manyFindings = 256

// findings returns all findings in any order.
func (c *Checker) findings() []*Finding {
	n := 0
	for _, u := range c.units {
		n += len(u.found)
	}
	all := make([]*Finding, 0, n)
	for _, u := range c.units {
		for i := range u.found {
			all = append(all, &u.found[i])
		}
	}
	return all
}
