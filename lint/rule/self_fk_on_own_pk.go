package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K009", Name: "self-fk-on-own-pk", Severity: lint.Error, Since: "0.1",
	What: "A foreign key refers from columns to the very same columns.",
	Why: "Every row refers to itself, so the key always holds and guards nothing. Mostly the column that was meant to " +
		"name the parent row is missing.",
	How: "Drop the foreign key, or give the table a column for the parent row and let that refer to the key.",
	Bad: `CREATE TABLE employees (id int PRIMARY KEY, name text, FOREIGN KEY (id) REFERENCES employees (id));`,
	Good: `CREATE TABLE employees (id int PRIMARY KEY, name text, manager_id int,
  FOREIGN KEY (manager_id) REFERENCES employees (id));`,
	Relationship: selfOnOwnKey,
})

func selfOnOwnKey(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil || k.Child != k.Parent {
		return
	}
	for _, pair := range k.Pairs {
		if pair.From != pair.To {
			return
		}
	}
	from := path(p.TableName(k.Child), names(k.Columns))
	p.Report(lint.Finding{
		Objects:  append(p.ColumnObjects(k.Child, k.Columns...), p.RelationshipObject(r)),
		Message:  fmt.Sprintf("%s refers to itself, so that each row is its own parent.", from),
		Evidence: []string{"Both sides of the foreign key are the same columns"},
		Fixes: []lint.Fix{{
			Title: "Drop the foreign key from " + from + " to itself", Safe: true,
			Ops: func() []op.Op { return []op.Op{op.DeleteOf(r.ID)} },
		}},
	})
}
