package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P005", Name: "junction-missing-fk", Severity: lint.Warning, Since: "0.1",
	What: "A junction table lacks a foreign key to a table that it joins.",
	Why: "A junction lives by its two foreign keys: without one it keeps pairs whose other half is gone, and neither " +
		"people nor tools see that the two tables are joined many-to-many.",
	How: "Add the foreign keys. A table that only happens to be named like two others is best renamed.",
	Bad: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE student_courses (student_id int NOT NULL, course_id int NOT NULL, PRIMARY KEY (student_id, course_id));`,
	Good: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE student_courses (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  PRIMARY KEY (student_id, course_id)
);
CREATE INDEX ON student_courses (course_id);`,
	Table: junctionMissingKey,
})

func junctionMissingKey(p *lint.Pass, t *diagram.Table) {
	declared := p.ForeignKeysOf(t.ID)
	if len(declared) > 1 {
		return
	}
	missing := suspectedOf(p, t)
	if len(missing) == 0 || len(missing)+len(declared) < 2 {
		return
	}
	if a, b := joinedByName(p, t); a != nil {
		missing = slices.DeleteFunc(missing, func(c naming.Candidate) bool { return c.Parent != a && c.Parent != b })
		joins := func(side *diagram.Table) bool {
			return foreignKeyBetween(p, t.ID, side.ID) != nil ||
				slices.ContainsFunc(missing, func(c naming.Candidate) bool { return c.Parent == side })
		}
		if len(missing) == 0 || !joins(a) || !joins(b) {
			return
		}
		why := fmt.Sprintf("The name joins %s and %s", p.TableName(a), p.TableName(b))
		reportMissingSides(p, t, missing, []*diagram.Table{a, b}, .9, why)
		return
	}
	missing = slices.DeleteFunc(missing, func(c naming.Candidate) bool { return c.Confidence < likelyReference })
	if len(missing) == 0 || len(missing)+len(declared) != 2 {
		return
	}
	var columns []*diagram.Column
	var sides []*diagram.Table
	for _, k := range declared {
		columns, sides = append(columns, k.Columns...), append(sides, k.Parent)
	}
	for _, c := range missing {
		columns, sides = append(columns, c.Columns...), append(sides, c.Parent)
	}
	if sides[0] == sides[1] || slices.Contains(sides, t) || len(payloadOf(p, t, columns)) > 0 {
		return
	}
	reportMissingSides(p, t, missing, sides, .8, "It holds two references and nothing else")
}

// suspectedOf returns the likely targets of the table's columns without foreign key, but
// of columns that record changes.
func suspectedOf(p *lint.Pass, t *diagram.Table) []naming.Candidate {
	var list []naming.Candidate
	for _, c := range t.Columns {
		if s, ok := p.Suspected(c.ID); ok && !recordsChange(p, c) {
			list = append(list, s)
		}
	}
	return list
}

// joinedByName returns the two tables whose names follow each other in the name of this
// one: student_courses.
func joinedByName(p *lint.Pass, t *diagram.Table) (a, b *diagram.Table) {
	own := p.Names.TableWords(t.ID)
	for i := 1; i < len(own); i++ {
		first, second := p.Names.TablesNamed(own[:i]), p.Names.TablesNamed(own[i:])
		if len(first) == 1 && len(second) == 1 && first[0] != t && second[0] != t && first[0] != second[0] {
			return first[0], second[0]
		}
	}
	return nil, nil
}

func reportMissingSides(p *lint.Pass, t *diagram.Table, missing []naming.Candidate, sides []*diagram.Table, confidence float64, why string) {
	var columns []*diagram.Column
	var targets []string
	for _, c := range missing {
		columns = append(columns, c.Columns...)
		targets = append(targets, path(p.TableName(c.Parent), names(c.ParentColumns)))
	}
	table := p.TableName(t)
	keys := "foreign key"
	if len(missing) > 1 {
		keys = "foreign keys"
	}
	f := lint.Finding{
		Tier: lint.Likely, Confidence: confidence,
		Objects:  append(p.ColumnObjects(t, columns...), p.TableObject(t)),
		Message:  fmt.Sprintf("%s joins %s, but has no foreign key to %s.", table, listed(tableNames(p, sides)), either(targets)),
		Evidence: []string{why},
		Fixes: []lint.Fix{{
			Title: fmt.Sprintf("Add %s to %s", keys, listed(targets)), Safe: true,
			Ops: func() []op.Op {
				var ops []op.Op
				for _, c := range missing {
					ops = append(ops, fixMissingForeignKey(p, c.Child, c.Columns, c.Parent, c.ParentColumns)...)
				}
				return ops
			},
		}},
	}
	if !slices.ContainsFunc(missing, func(c naming.Candidate) bool { return !speaksOfReference(p, c) }) {
		// K001 asks for each of the keys: one cause is one warning.
		f.Severity = lint.Info
	}
	for _, c := range missing {
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s looks like a reference to %s", path(table, names(c.Columns)), p.TableName(c.Parent)))
	}
	p.Report(f)
}
