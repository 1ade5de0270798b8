package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P007", Name: "junction-missing-reverse-index", Severity: lint.Info, Since: "0.1",
	What: "A junction table has no index that begins with its second foreign key.",
	Why: "The key over the pair helps from the first table to the second only. The other way round, and on each delete in " +
		"the second table, all pairs are read.",
	How: "Add an index over the second foreign key. MySQL and MariaDB make one by themselves.",
	Bad: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  PRIMARY KEY (student_id, course_id)
);`,
	Good: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE enrolments (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  PRIMARY KEY (student_id, course_id)
);
CREATE INDEX ON enrolments (course_id);`,
	Table: missingReverseIndex,
})

func missingReverseIndex(p *lint.Pass, t *diagram.Table) {
	keys := p.ForeignKeysOf(t.ID)
	if len(keys) != 2 || p.Diagram.Dialect == "mysql" || p.Diagram.Dialect == "mariadb" {
		return
	}
	first, second := keys[0], keys[1]
	if slices.ContainsFunc(first.Columns, func(c *diagram.Column) bool { return slices.Contains(second.Columns, c) }) || !holdsPair(t, first, second) {
		return
	}
	for _, k := range []*lint.ForeignKey{first, second} {
		if beginsKey(t, k.FromColumns()) {
			continue
		}
		table := p.TableName(t)
		other := first
		if k == first {
			other = second
		}
		p.Report(lint.Finding{
			Objects: append(p.ColumnObjects(t, k.Columns...), p.TableObject(t)),
			Message: fmt.Sprintf("%s has no index that begins with %s.", table, listed(names(k.Columns))),
			Evidence: []string{
				fmt.Sprintf("%s joins %s and %s", table, p.TableName(first.Parent), p.TableName(second.Parent)),
				fmt.Sprintf("Its key begins with %s", listed(names(other.Columns))),
			},
			Fixes: []lint.Fix{{
				Title: "Add index on " + path(table, names(k.Columns)), Safe: true,
				Ops: func() []op.Op { return []op.Op{op.PutOf(t.ID, newIndex(t, k.FromColumns()...))} },
			}},
		})
	}
}

// holdsPair tells whether a key of the table is made of two foreign keys.
func holdsPair(t *diagram.Table, a, b *lint.ForeignKey) bool {
	return t.IsUnique(append(a.FromColumns(), b.FromColumns()...))
}

// beginsKey tells whether a key or an index over all rows begins with these columns, in
// any order.
func beginsKey(t *diagram.Table, columns []diagram.ID) bool {
	begins := func(list []diagram.ID) bool {
		return len(list) >= len(columns) && diagram.SameColumns(list[:len(columns)], columns)
	}
	return slices.ContainsFunc(t.Keys, func(k *diagram.Key) bool { return begins(k.Columns) }) ||
		slices.ContainsFunc(t.Indexes, func(x *diagram.Index) bool { return x.Where == "" && begins(leading(x)) })
}

// leading are the columns of an index up to its first expression.
func leading(x *diagram.Index) []diagram.ID {
	var list []diagram.ID
	for _, part := range x.Parts {
		if part.Column == "" {
			break
		}
		list = append(list, part.Column)
	}
	return list
}
