package lint

import (
	"context"

	"crowsfoot/diagram"
)

// Pass is what a rule gets: the diagram, what is known about it, and a place to report.
// A rule only reads; all rules of a run share one diagram and one set of facts.
type Pass struct {
	*Facts
	Rule   *Rule
	Config *Config

	ctx   context.Context
	found *[]Finding // where findings go
}

// Stop tells a rule that walks long lists to give up, because nobody waits any more.
func (p *Pass) Stop() bool { return p.ctx.Err() != nil }

// Report adds a finding. Rule, name, family and fingerprint are filled in; severity,
// tier and confidence where they are empty, as those of an exact rule.
func (p *Pass) Report(f Finding) {
	f.Rule, f.Name, f.Family = p.Rule.Code, p.Rule.Name, p.Rule.Family()
	if f.Severity == "" {
		f.Severity = p.Rule.Severity
	}
	if f.Tier == "" {
		f.Tier = Certain
	}
	if f.Confidence == 0 {
		f.Confidence = 1
	}
	if f.Tier == Hint {
		f.Severity = Info
	}
	if f.Evidence == nil {
		f.Evidence = []string{}
	}
	if f.Fixes == nil {
		f.Fixes = []Fix{}
	}
	f.print = fingerprint(&f)
	f.Fingerprint = f.print
	*p.found = append(*p.found, f)
}

// TableObject names a table for a finding.
func (p *Pass) TableObject(t *diagram.Table) Object {
	return Object{Kind: diagram.KindTable, ID: t.ID, Table: p.TableName(t), TableID: t.ID}
}

// ColumnObjects names columns of one table for a finding.
func (p *Pass) ColumnObjects(t *diagram.Table, columns ...*diagram.Column) []Object {
	list := make([]Object, len(columns), len(columns)+1) // mostly, a table follows
	for i, c := range columns {
		list[i] = Object{Kind: diagram.KindColumn, ID: c.ID, Table: p.TableName(t), TableID: t.ID, Column: c.Name}
	}
	return list
}

// RelationshipObject names a relationship for a finding, by its label or its tables.
func (p *Pass) RelationshipObject(r *diagram.Relationship) Object {
	label := r.Name
	for i, e := range r.Ends {
		sep := " – "
		if i == 0 {
			sep = ": "
			if label == "" {
				sep = ""
			}
		}
		name := "?"
		if t := p.Diagram.Tables[e.Table]; t != nil {
			name = p.TableName(t)
		}
		label += sep + name
	}
	o := Object{Kind: diagram.KindRelationship, ID: r.ID, Label: label}
	if len(r.Ends) > 0 {
		if t := p.Diagram.Tables[r.Ends[0].Table]; t != nil {
			o.Table, o.TableID = p.TableName(t), t.ID
		}
	}
	return o
}
