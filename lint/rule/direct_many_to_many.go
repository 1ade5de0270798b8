package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P001", Name: "direct-many-to-many", Severity: lint.Error, Since: "0.1",
	What: "A many-to-many relationship is drawn directly between tables.",
	Why: "No database can hold it: a row has room for one value in a column, so neither table can list the rows of the " +
		"other. DDL for the drawing lacks the relationship.",
	How: "Put a junction table between them, with a foreign key to each side and both together as its primary key; " +
		"attributes of the relationship become its columns. In a conceptual drawing the line may stay until the tables are made.",
	Bad: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);`,
	BadLines: `students }o--o{ courses : attends`,
	Good: `CREATE TABLE students (id int PRIMARY KEY);
CREATE TABLE courses (id int PRIMARY KEY);
CREATE TABLE student_courses (
  student_id int NOT NULL REFERENCES students (id),
  course_id int NOT NULL REFERENCES courses (id),
  PRIMARY KEY (student_id, course_id)
);
CREATE INDEX ON student_courses (course_id);`,
	Relationship: directManyToMany,
})

func directManyToMany(p *lint.Pass, r *diagram.Relationship) {
	if r.Inheritance || !r.IsManyToMany() && len(r.Ends) < 3 {
		return
	}
	members := membersOf(p, r)
	if members == nil {
		return
	}
	var tables []string
	for _, m := range members {
		tables = append(tables, p.TableName(m.table))
	}
	name := freeName(junctionName(p, members, r.Name), p.HasTable)
	f := lint.Finding{Objects: []lint.Object{p.RelationshipObject(r)}}
	for _, m := range members {
		f.Objects = append(f.Objects, p.TableObject(m.table))
	}
	if len(members) == 2 {
		f.Message = fmt.Sprintf("%s and %s are joined many-to-many without a junction table.", tables[0], tables[1])
		f.Evidence = append(f.Evidence, "Both ends of the line are many", "The line holds no columns")
	} else {
		f.Message = fmt.Sprintf("%s are joined by one relationship without a junction table.", listed(tables))
		f.Evidence = append(f.Evidence, fmt.Sprintf("The relationship has %d ends; a foreign key has two", len(members)))
	}
	if there := existingJunction(p, members); there != nil && len(r.Attributes) == 0 {
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s has foreign keys to %s already", p.TableName(there), listed(tables)))
		f.Fixes = []lint.Fix{{
			Title: fmt.Sprintf("Delete the line, %s joins them", p.TableName(there)), Safe: true,
			Ops: func() []op.Op { return []op.Op{op.DeleteOf(r.ID)} },
		}}
	} else {
		f.Fixes = []lint.Fix{{
			Title: "Create junction table " + name, Safe: true,
			Ops: func() []op.Op {
				return append(junction(p, name, r.ID, members, r.Attributes), op.DeleteOf(r.ID))
			},
		}}
	}
	p.Report(f)
}

// membersOf returns the tables at the ends of a relationship, or nil when one is missing.
func membersOf(p *lint.Pass, r *diagram.Relationship) []member {
	if len(r.Ends) < 2 {
		return nil
	}
	var members []member
	for _, e := range r.Ends {
		t := p.Diagram.Tables[e.Table]
		if t == nil {
			return nil
		}
		members = append(members, member{t, e.Role, e.Card})
	}
	return members
}

// existingJunction returns a table that holds nothing but foreign keys to these tables,
// or nil.
func existingJunction(p *lint.Pass, members []member) *diagram.Table {
	for _, k := range p.ForeignKeysTo(members[0].table.ID) {
		t := k.Child
		if junctionColumns(p, t) == nil {
			continue
		}
		left := map[diagram.ID]int{}
		for _, m := range members {
			left[m.table.ID]++
		}
		for _, other := range p.ForeignKeysOf(t.ID) {
			left[other.Parent.ID]--
		}
		fits := true
		for _, n := range left {
			fits = fits && n == 0
		}
		if fits {
			return t
		}
	}
	return nil
}
