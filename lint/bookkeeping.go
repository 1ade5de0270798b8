package lint

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Bookkeeping are the rules about ignores. The engine itself finds what they speak of,
// because only it knows which ignores silence something; they are rules so that they have
// levels, pages and a place in every report. Their own findings can't be ignored.
var Bookkeeping = []*Rule{UnusedIgnore, ExpiredIgnore, IgnoreWithoutReason}

// bookkeepingFamily begins the codes of these rules.
const bookkeepingFamily = "L"

// UnusedIgnore finds ignores that silence nothing.
var UnusedIgnore = &Rule{
	Code: "L001", Name: "unused-ignore", Severity: Warning, Since: "0.1",
	What: "An ignore silences nothing.",
	Why: "The finding that it spoke of is gone, or its rule is not one that there is. It would silence the next finding of " +
		"the rule at this place, which nobody has judged.",
	How: "Remove the ignore. Where it names the wrong rule or place, mend that.",
	Bad: `-- lint:ignore K002 rows are only ever added
CREATE TABLE readings (id int PRIMARY KEY, value int NOT NULL);`,
	Good: `-- lint:ignore K002 rows are only ever added
CREATE TABLE readings (taken timestamp NOT NULL, value int NOT NULL);`,
	books: func(i *diagram.Ignore, place func() string, s ignoreState) string {
		switch {
		case s.unknown:
			return fmt.Sprintf("There is no rule %s, which is ignored on %s.", diagram.CutName(i.Rule), place())
		case s.unused && !s.ended:
			return fmt.Sprintf("%s finds nothing on %s, where it is ignored.", i.Rule, place())
		}
		return ""
	},
}

// ExpiredIgnore finds ignores whose last day is over.
var ExpiredIgnore = &Rule{
	Code: "L002", Name: "expired-ignore", Severity: Warning, Since: "0.1",
	What: "The last day of an ignore is over.",
	Why:  "Somebody promised to look again by that day. The ignore silences nothing any more.",
	How:  "Mend what the rule finds and remove the ignore, or judge anew and give it another day.",
	Bad: `-- lint:ignore K002 until 2020-12-31 the key comes with the next release
CREATE TABLE readings (taken timestamp NOT NULL, value int NOT NULL);`,
	Good: `-- lint:ignore K002 until 2999-12-31 the key comes with the next release
CREATE TABLE readings (taken timestamp NOT NULL, value int NOT NULL);`,
	books: func(i *diagram.Ignore, place func() string, s ignoreState) string {
		if !s.ended {
			return ""
		}
		return fmt.Sprintf("The ignore of %s on %s ended on %s.", i.Rule, place(), i.Until)
	},
}

// IgnoreWithoutReason finds ignores that do not say why.
var IgnoreWithoutReason = &Rule{
	Code: "L003", Name: "ignore-without-reason", Severity: Warning, Since: "0.1",
	What: "An ignore does not say why.",
	Why:  "Who reads the schema later can't tell a decision from a finding that was only pushed away.",
	How:  "Write the reason behind the code of the rule: -- lint:ignore K002 rows are only ever added.",
	Bad: `-- lint:ignore K002
CREATE TABLE readings (taken timestamp NOT NULL, value int NOT NULL);`,
	Good: `-- lint:ignore K002 rows are only ever added
CREATE TABLE readings (taken timestamp NOT NULL, value int NOT NULL);`,
	books: func(i *diagram.Ignore, place func() string, _ ignoreState) string {
		if strings.TrimSpace(i.Reason) != "" {
			return ""
		}
		return fmt.Sprintf("The ignore of %s on %s gives no reason.", i.Rule, place())
	},
}

// ignoreState is what a run learned about an ignore.
type ignoreState struct{ ended, unused, unknown bool }

// keepBooks finds what there is to say about the ignores of the diagram, after all else
// has been checked and silenced, and adds to the change what is another than before.
func (c *Checker) keepBooks(change *Change) {
	unused := c.unused()
	for _, r := range c.rules {
		if r.books == nil {
			continue
		}
		id, prints := Unit(r.Code), map[string]bool{}
		var before []Finding
		if old := c.units[id]; old != nil {
			before = old.found
			old.addPrints(prints)
		}
		now := &unit{found: c.books(r, unused)}
		now.addPrints(prints)
		c.put(id, now)
		c.number(maps.Keys(prints))
		switch {
		case slices.EqualFunc(before, now.found, sameBooks):
		case len(now.found) > 0:
			change.Units[id] = now.found
		default:
			change.Gone = append(change.Gone, id)
		}
	}
}

// hasBooks tells whether there is anything to say about the ignores of the diagram.
func (c *Checker) hasBooks() bool {
	return slices.ContainsFunc(Bookkeeping, func(r *Rule) bool { return c.units[Unit(r.Code)] != nil })
}

// unused are the ignores of the diagram that silence nothing although their rules ran, in
// their order.
func (c *Checker) unused() []*diagram.Ignore {
	if len(c.facts.Diagram.Ignores) == 0 {
		return nil
	}
	used := map[diagram.ID]bool{}
	for _, u := range c.units {
		for i := range u.found {
			used[u.found[i].Ignored] = true
		}
	}
	var list []*diagram.Ignore
	for _, i := range c.facts.Diagram.SortedIgnores() {
		if !used[i.ID] && find(c.rules, i.Rule) != nil {
			list = append(list, i)
		}
	}
	return list
}

// books are the findings of one rule about the ignores of the diagram.
func (c *Checker) books(r *Rule, unused []*diagram.Ignore) []Finding {
	run := c.newRun(context.Background(), false, 0)
	p := run.pass(r)
	for _, i := range c.known.SortedIgnores() {
		place := func() string { return p.placeName(i) }
		message := r.books(i, place, ignoreState{
			ended: ended(i.Until, c.inForce.Today), unused: slices.Contains(unused, i), unknown: find(c.all, i.Rule) == nil,
		})
		if message == "" {
			continue
		}
		f := Finding{Objects: p.ignoreObjects(i), Message: message}
		if r != IgnoreWithoutReason {
			// Not safe: the reason is lost, which somebody has thought about.
			f.Fixes = []Fix{{Title: "Remove the ignore of " + i.Rule + " on " + place(), Ops: func() []op.Op { return []op.Op{op.DeleteOf(i.ID)} }}}
		}
		p.Report(f)
	}
	return run.finish()
}

// sameBooks tells whether two findings about ignores say the same of the same.
func sameBooks(a, b Finding) bool {
	return a.Fingerprint == b.Fingerprint && a.Message == b.Message && a.Severity == b.Severity && slices.Equal(a.Objects, b.Objects)
}

// CheckIgnores returns the findings about the ignores of a configuration, after it was
// used for these runs. One that silences nothing is told of only when it names a table
// that was checked, without * or ?: the others may be about files that were not.
func CheckIgnores(c Config, rules []*Rule, reports []*Report) []PlacedFinding {
	used := map[*NamedIgnore]bool{}
	for _, r := range reports {
		for i := range r.Ignored {
			used[r.Ignored[i].named] = true
		}
	}
	var list []PlacedFinding
	for _, n := range c.Ignores {
		place := func() string {
			if n.Column == "" {
				return n.Table
			}
			return n.Table + "." + n.Column
		}
		about := find(rules, n.Rule)
		state := ignoreState{ended: ended(n.Until, c.Today), unused: !used[n] && about != nil && !c.off(about) && n.isAbout(reports), unknown: about == nil}
		for _, r := range Bookkeeping {
			message := r.books(&diagram.Ignore{Rule: n.Rule, Reason: n.Reason, Until: n.Until}, place, state)
			if message == "" || c.off(r) {
				continue
			}
			list = append(list, PlacedFinding{c.alone(r, Finding{Objects: []Object{{Kind: diagram.KindIgnore, Table: n.Table, Column: n.Column, Label: n.Rule}}, Message: message}), n.At})
		}
	}
	return list
}

// LostIgnores returns the findings about ignores in a text that its reader could make
// nothing of, from what the reader warns of.
func LostIgnores(c Config, warnings []diagram.Loss) []PlacedFinding {
	var list []PlacedFinding
	for _, w := range warnings {
		if w.Code != diagram.LossIgnore || c.off(UnusedIgnore) {
			continue
		}
		var at diagram.Position
		if _, err := fmt.Sscanf(w.Where, "%d:%d", &at.Line, &at.Column); err != nil {
			at = diagram.Position{}
		}
		f := c.alone(UnusedIgnore, Finding{Objects: []Object{{Kind: diagram.KindIgnore, Label: w.Message}}, Message: w.Message})
		list = append(list, PlacedFinding{f, at})
	}
	return list
}

// alone reports a finding of a rule that is about no diagram.
func (c *Config) alone(r *Rule, f Finding) Finding {
	var found []Finding
	p := &Pass{Rule: r, Config: c, found: &found}
	p.Report(f)
	c.apply(&found[0])
	return found[0]
}

// isAbout tells whether the ignore names a table that was checked.
func (n *NamedIgnore) isAbout(reports []*Report) bool {
	if strings.ContainsAny(n.Table, `*?[\`) {
		return false
	}
	return slices.ContainsFunc(reports, func(r *Report) bool {
		return slices.ContainsFunc(r.facts.Tables, func(t *diagram.Table) bool { return matchName(n.Table, r.facts.TableName(t)) })
	})
}

// PlacedFinding is a finding that knows its place in a text.
type PlacedFinding struct {
	Finding
	At diagram.Position
}

// ignoreObjects names what an ignore speaks of, and the ignore.
func (p *Pass) ignoreObjects(i *diagram.Ignore) []Object {
	ignore := Object{Kind: diagram.KindIgnore, ID: i.ID, Label: i.Rule}
	if o, ok := p.objectOf(i.Object); ok {
		return []Object{o, ignore}
	}
	return []Object{ignore}
}

// placeName names what an ignore speaks of for a message.
func (p *Pass) placeName(i *diagram.Ignore) string {
	o, ok := p.objectOf(i.Object)
	switch {
	case !ok:
		return "something that is gone"
	case o.Column != "":
		return o.Table + "." + o.Column
	case o.Label != "":
		return o.Label
	}
	return o.Table
}

// objectOf names an object of the diagram that findings may speak of.
func (p *Pass) objectOf(id diagram.ID) (Object, bool) {
	d := p.Diagram
	if t := d.Tables[id]; t != nil {
		return p.TableObject(t), true
	}
	if r := d.Relationships[id]; r != nil {
		return p.RelationshipObject(r), true
	}
	for _, t := range d.Tables {
		if c := t.Column(id); c != nil {
			return p.ColumnObjects(t, c)[0], true
		}
		part := Object{ID: id, Table: p.TableName(t), TableID: t.ID}
		for _, k := range t.Keys {
			if k.ID == id {
				part.Kind, part.Label = diagram.KindKey, partLabel("the key", k.Name, part.Table)
				return part, true
			}
		}
		for _, x := range t.Indexes {
			if x.ID == id {
				part.Kind, part.Label = diagram.KindIndex, partLabel("the index", x.Name, part.Table)
				return part, true
			}
		}
		for _, c := range t.Checks {
			if c.ID == id {
				part.Kind, part.Label = diagram.KindCheck, partLabel("the check", c.Name, part.Table)
				return part, true
			}
		}
	}
	return Object{}, false
}

func partLabel(what, name, table string) string {
	if name != "" {
		what += " " + name
	}
	return what + " of " + table
}
