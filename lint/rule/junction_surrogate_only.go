package rule

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P006", Name: "junction-surrogate-only", Severity: lint.Warning, Since: "0.1",
	What: "A junction table numbers its rows, but lets the same pair in twice.",
	Why: "The number tells rows apart, not pairs: the same pair can be stored again under the next number, and counts and " +
		"joins then see it several times.",
	How: "Add a unique key over the foreign keys, or make them the primary key and drop the number when nothing refers to " +
		"it. When the same pair may come again (at another date, in another role), put that column into the key as well.",
	Bad: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  id int PRIMARY KEY,
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id)
);`,
	Good: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  id int PRIMARY KEY,
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  UNIQUE (student_id, course_id)
);
CREATE INDEX ON enrolments (course_id);`,
	Table: junctionSurrogateOnly,
})

func junctionSurrogateOnly(p *lint.Pass, t *diagram.Table) {
	j := openJunctionOf(p, t)
	if j == nil || !j.numbersPairs(p) {
		return
	}
	f := j.finding(p)
	number := t.Column(t.PrimaryKey().Columns[0])
	f.Evidence = append(f.Evidence, "The primary key "+number.Name+" only numbers the rows")
	if len(j.payload) == 0 && len(p.ForeignKeysTo(t.ID)) == 0 {
		target := path(p.TableName(t), names(j.pair))
		f.Fixes = append(f.Fixes, lint.Fix{
			Title: "Make " + target + " the primary key and drop " + number.Name,
			Ops: func() []op.Op {
				ops := []op.Op{op.DeleteOf(t.PrimaryKey().ID)}
				ops = append(ops, dropColumn(p, t, number)...)
				return append(ops, makePrimary(p, t, j.pair)...)
			},
		})
	}
	p.Report(f)
}
