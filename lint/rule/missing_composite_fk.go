package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K014", Name: "missing-composite-fk", Severity: lint.Warning, Since: "0.1",
	What: "Several columns together look like a reference to a key of several columns, but no foreign key says so.",
	Why: "Each column may be valid alone while the combination does not exist, and nothing but a foreign key over all of " +
		"them can refuse that.",
	How: "Add one foreign key over all the columns, in the order of the parent's key.",
	Bad: `CREATE TABLE teachers (school_id int, teacher_id int, name text, PRIMARY KEY (school_id, teacher_id));
CREATE TABLE lessons (id int PRIMARY KEY, school_id int NOT NULL, teacher_id int NOT NULL);`,
	Good: `CREATE TABLE teachers (school_id int, teacher_id int, name text, PRIMARY KEY (school_id, teacher_id));
CREATE TABLE lessons (id int PRIMARY KEY, school_id int NOT NULL, teacher_id int NOT NULL,
  FOREIGN KEY (school_id, teacher_id) REFERENCES teachers (school_id, teacher_id));`,
	Table: missingCompositeKey,
})

func missingCompositeKey(p *lint.Pass, t *diagram.Table) {
	for _, c := range p.Names.CompositeReferencesOf(t.ID) {
		childName, parentName := p.TableName(c.Child), p.TableName(c.Parent)
		target := path(parentName, names(c.ParentColumns))
		p.Report(lint.Finding{
			Tier: lint.Likely, Confidence: c.Confidence,
			Objects:  p.ColumnObjects(c.Child, c.Columns...),
			Message:  fmt.Sprintf("%s looks like a reference to %s, but has no foreign key.", path(childName, names(c.Columns)), target),
			Evidence: c.Evidence,
			Suggestion: &lint.Suggestion{
				Kind: lint.AddForeignKey, Table: childName, Columns: names(c.Columns),
				RefTable: parentName, RefColumns: names(c.ParentColumns),
			},
			Fixes: referenceFixes(p, c, target),
		})
	}
}
