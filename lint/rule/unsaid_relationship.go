package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "D005", Name: "unsaid-relationship", Severity: lint.Info, Since: "0.1",
	What: "A drawn relationship does not say how many rows belong together, or is one of several lines between the same " +
		"tables that nothing tells apart.",
	Why: "One customer with many orders, or many customers with one order: the line alone leaves the most important part of " +
		"a model open, and no table can be made from it.",
	How: "Set the cardinality at both ends; where several lines join two tables, give each a verb or its ends roles.",
	Bad: `CREATE TABLE teachers (id int PRIMARY KEY);
CREATE TABLE rooms (id int PRIMARY KEY);`,
	BadLines: `teachers ??--?? rooms`,
	Good: `CREATE TABLE teachers (id int PRIMARY KEY);
CREATE TABLE rooms (id int PRIMARY KEY, teacher_id int REFERENCES teachers (id));`,
	Relationship: unsaidRelationship,
})

func unsaidRelationship(p *lint.Pass, r *diagram.Relationship) {
	if r.Inheritance || len(r.Ends) < 2 {
		return
	}
	var open []diagram.ID
	for _, e := range r.Ends {
		if p.Diagram.Tables[e.Table] == nil {
			return // K005 speaks of it
		}
		if e.Card == diagram.Unknown || e.Card == "" {
			open = append(open, e.Table)
		}
	}
	if len(open) == 0 && !(isMute(r) && len(r.Ends) == 2 && hasTwin(p, r)) {
		return
	}
	f := lint.Finding{Objects: []lint.Object{p.RelationshipObject(r)}}
	label := f.Objects[0].Label
	if len(open) > 0 {
		f.Message = fmt.Sprintf("The relationship %s does not say how many rows belong together.", label)
		for _, id := range open {
			f.Evidence = append(f.Evidence, fmt.Sprintf("The end at %s is open", p.TableName(p.Diagram.Tables[id])))
		}
		if k := p.ForeignKey(r.ID); k != nil {
			f.Fixes = []lint.Fix{{Title: "Set the ends of " + label + " by the columns", Safe: true, Ops: func() []op.Op { return endsByColumns(k) }}}
		}
	} else {
		f.Message = fmt.Sprintf("The relationship %s is one of several between the same tables, and nothing says what it means.", label)
	}
	p.Report(f)
}

// endsByColumns builds the operation that sets the open ends of a foreign key as NULL and
// keys imply.
func endsByColumns(k *lint.ForeignKey) []op.Op {
	ends := append([]diagram.End{}, k.Ends...)
	for i, card := range []diagram.Cardinality{childCard(k.Child, k.FromColumns()), parentCard(k.Child, k.Columns)} {
		if ends[i].Card == diagram.Unknown || ends[i].Card == "" {
			ends[i].Card = card
		}
	}
	return []op.Op{op.SetTo(k.ID, "ends", ends)}
}

// isMute tells whether nothing is written at a line: neither columns nor words.
func isMute(r *diagram.Relationship) bool {
	if len(r.Pairs) > 0 || r.Name != "" || r.Verb != "" || r.Inverse != "" || r.Comment != "" {
		return false
	}
	for _, e := range r.Ends {
		if e.Role != "" {
			return false
		}
	}
	return true
}

// hasTwin tells whether another line joins the same two tables.
func hasTwin(p *lint.Pass, r *diagram.Relationship) bool {
	return len(p.LinesBetween(r.Ends[0].Table, r.Ends[1].Table)) > 1
}
