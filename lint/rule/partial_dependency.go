package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N201", Name: "partial-dependency", Severity: lint.Warning, Since: "0.1",
	What: "A column depends on one part of a composite primary key only.",
	Why: "The value is stored once for every row that shares this part (second normal form): a change has to reach all of " +
		"them, and what no row mentions yet can't be stored.",
	How: "Move the column to the table that the part of the key refers to, or drop it when that table has it. Keep it when " +
		"it freezes the value on purpose, and ignore the finding with that reason.",
	Bad: `CREATE TABLE students (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  student_name text,
  grade int,
  PRIMARY KEY (student_id, course_id)
);`,
	Good: `CREATE TABLE students (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  grade int,
  PRIMARY KEY (student_id, course_id)
);`,
	Table: partialDependency,
})

func partialDependency(p *lint.Pass, t *diagram.Table) {
	k := t.PrimaryKey()
	if k == nil || len(k.Columns) < 2 {
		return
	}
	for c, name := range p.Names.ColumnNames(t.ID) {
		if found, ok := findCopy(p, t, c, name); ok && t.InPrimaryKey(found.reference.ID) && found.isPartial(p, t) {
			reportPartial(p, t, found)
		}
	}
}

// isPartial tells whether enough speaks for an attribute of one part of the key: a role
// or a mark (student_grade) says something about the whole, a name or an e-mail does not.
func (f copyOf) isPartial(p *lint.Pass, t *diagram.Table) bool {
	if f.isCopy(p, t) {
		return true
	}
	return f.original == nil && f.declared && f.isPlain(p) && !standsIn(p, t, f.thing)
}

func reportPartial(p *lint.Pass, t *diagram.Table, f copyOf) {
	name := columnPath(p, t, f.column)
	finding := lint.Finding{
		Objects: p.ColumnObjects(t, f.column, f.reference),
		Message: fmt.Sprintf("%s seems to depend on %s alone, which is only a part of the primary key.", name, f.reference.Name),
		Evidence: []string{
			fmt.Sprintf("The primary key is %s", path(p.TableName(t), t.Names(t.PrimaryKey().Columns))),
			fmt.Sprintf("Both names speak of the same thing: %s and %s", f.reference.Name, f.column.Name),
		},
		Tier: lint.Likely, Confidence: .8,
	}
	switch {
	case f.original != nil:
		original := columnPath(p, f.parent, f.original)
		finding.Objects = append(finding.Objects, p.ColumnObjects(f.parent, f.original)...)
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("%s says the same", original))
		finding.Fixes = []lint.Fix{{
			Title: "Drop " + name, Safe: false,
			Ops: func() []op.Op { return dropColumn(p, t, f.column) },
		}}
	case f.parent != nil:
		finding.Fixes = []lint.Fix{{
			Title: fmt.Sprintf("Move %s to %s", name, p.TableName(f.parent)), Safe: false,
			Ops: func() []op.Op {
				ops := moveColumns(p, t, f.parent, []*diagram.Column{f.column})
				if f.column.NotNull {
					// Rows that nothing refers to get no value.
					ops = append(ops, op.SetTo(f.column.ID, "not_null", false))
				}
				return ops
			},
		}}
	default:
		finding.Severity, finding.Confidence = lint.Info, .6
		finding.Fixes = []lint.Fix{moveOut(p, t, f)}
	}
	if w := snapshotWord(p, t, f.column); w != "" {
		finding.Severity, finding.Tier, finding.Confidence = lint.Info, lint.Hint, .4
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("The word %q says that the value may be frozen on purpose", w))
	}
	p.Report(finding)
}
