package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K004", Name: "fk-target-not-unique", Severity: lint.Error, Since: "0.1",
	What: "A foreign key refers to columns that are neither the primary key nor unique.",
	Why: "A child row could belong to several parent rows. PostgreSQL, SQLite, SQL Server and Oracle refuse such a key, " +
		"and MySQL deprecates it.",
	How: "Refer to the primary key, or add a unique key over exactly the columns referred to.",
	Bad: `CREATE TABLE countries (id int PRIMARY KEY, iso char(2));
CREATE TABLE cities (id int PRIMARY KEY, country_iso char(2) REFERENCES countries (iso));`,
	Good: `CREATE TABLE countries (id int PRIMARY KEY, iso char(2) UNIQUE);
CREATE TABLE cities (id int PRIMARY KEY, country_iso char(2) REFERENCES countries (iso));`,
	Relationship: targetNotUnique,
})

func targetNotUnique(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil {
		return
	}
	target := k.ToColumns()
	if k.Parent.IsUnique(target) {
		return
	}
	parentName := p.TableName(k.Parent)
	to := path(parentName, names(k.ParentColumns))
	primary := k.Parent.PrimaryKey() == nil
	kind := "unique key"
	if primary {
		kind = "primary key"
	}
	f := lint.Finding{
		Objects: append(p.ColumnObjects(k.Child, k.Columns...), p.ColumnObjects(k.Parent, k.ParentColumns...)...),
		Message: fmt.Sprintf("%s refers to %s, which is not unique.", path(p.TableName(k.Child), names(k.Columns)), to),
		Fixes: []lint.Fix{{
			Title: fmt.Sprintf("Add %s on %s", kind, to),
			// Part of a composite key is rarely unique alone.
			Safe: !partOfKey(k.Parent, target),
			Ops: func() []op.Op {
				if primary {
					return makePrimary(p, k.Parent, columnsOf(k.Parent, target))
				}
				return makeUnique(p, k.Parent, target)
			},
		}},
	}
	if !canBeKey(p, k.ParentColumns...) {
		f.Fixes = nil
	}
	if pk := k.Parent.PrimaryKey(); pk == nil {
		f.Evidence = []string{parentName + " has no primary key"}
	} else {
		f.Evidence = []string{fmt.Sprintf("The primary key is %s", path(parentName, k.Parent.Names(pk.Columns)))}
	}
	p.Report(f)
}

// partOfKey tells whether one of the columns belongs to the primary key.
func partOfKey(t *diagram.Table, columns []diagram.ID) bool {
	for _, id := range columns {
		if t.InPrimaryKey(id) {
			return true
		}
	}
	return false
}
