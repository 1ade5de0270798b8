package rule

import (
	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P004", Name: "junction-without-unique", Severity: lint.Warning, Since: "0.1",
	What: "A junction table lets the same pair in twice.",
	Why: "Its foreign keys are neither its primary key nor unique together, so that a pair can be stored again: counts " +
		"and joins then see it several times.",
	How: "Make the foreign keys the primary key or a unique key together. When the same pair may come again (at another " +
		"date, in another role), put that column into the key as well. A table that only numbers its pairs is told of by " +
		"junction-surrogate-only.",
	Bad: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id)
);`,
	Good: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  PRIMARY KEY (student_id, course_id)
);
CREATE INDEX ON enrolments (course_id);`,
	Table: junctionWithoutUnique,
})

func junctionWithoutUnique(p *lint.Pass, t *diagram.Table) {
	if j := openJunctionOf(p, t); j != nil && !j.numbersPairs(p) {
		p.Report(j.finding(p))
	}
}
