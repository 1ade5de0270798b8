package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X007", Name: "unsupported-computed-column", Severity: lint.Error, Since: "0.1",
	What: "A computed column is of a kind, or in a place, that the chosen database does not allow.",
	Why: "The database refuses the table, or the script makes something else of the column: a stored value instead of a computed " +
		"one, or a plain column.",
	How: "Let the column be computed in the way that the database knows, and keep it out of keys that it cannot be part of. A " +
		"computed column has no default.",
	Bad:     `CREATE TABLE lines (id int, quantity int, code int GENERATED ALWAYS AS (id * 10) VIRTUAL, PRIMARY KEY (code));`,
	Good:    `CREATE TABLE lines (id int, quantity int, code int GENERATED ALWAYS AS (id * 10) VIRTUAL, PRIMARY KEY (id));`,
	Dialect: "sqlite",
	Table:   unsupportedComputed,
})

func unsupportedComputed(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if c.Generated == "" {
			continue
		}
		if can, ok := p.Capability(); ok {
			computedColumn(p, can, t, c)
		}
	}
}

func computedColumn(p *lint.Pass, can *ddl.Capability, t *diagram.Table, c *diagram.Column) {
	f := lint.Finding{Objects: p.ColumnObjects(t, c)}
	where := columnPath(p, t, c)
	switch {
	case c.Default != "":
		f.Message = fmt.Sprintf("%s is computed and has a default.", where)
		f.Evidence = []string{"No database takes both"}
		f.Fixes = []lint.Fix{{
			Title: "Drop the default of " + where, Safe: true,
			Ops: func() []op.Op { return []op.Op{op.SetTo(c.ID, "default", "")} },
		}}
	case t.InPrimaryKey(c.ID) && !can.ComputedKeys && (!c.Stored || can.Name == "sqlite"):
		f.Message = fmt.Sprintf("%s is computed, and %s takes no such column into a primary key.", where, can.Title)
		f.Evidence = []string{"It is part of the primary key"}
		f.Fixes = keptKinds(can, c, where)
	case isReference(p, c) && !can.ComputedReferences && !c.Stored:
		f.Message = fmt.Sprintf("%s is computed, and %s takes no such column into a foreign key.", where, can.Title)
		f.Evidence = []string{"It is part of a foreign key"}
		f.Fixes = keptKinds(can, c, where)
	case !c.Stored && !can.Virtual:
		f.Severity = lint.Info
		f.Message = fmt.Sprintf("%s is computed on reading, but %s before 18 stores computed values.", where, can.Title)
		f.Evidence = []string{"The script stores it"}
		f.Fixes = []lint.Fix{storing(c, where, true)}
	case c.Stored && !can.Stored:
		f.Severity = lint.Info
		f.Message = fmt.Sprintf("%s is computed and stored, but %s computes on reading.", where, can.Title)
		f.Fixes = []lint.Fix{storing(c, where, false)}
	default:
		return
	}
	p.Report(f)
}

// keptKinds offers to store the value where that makes the column fit for a key.
func keptKinds(can *ddl.Capability, c *diagram.Column, where string) []lint.Fix {
	if c.Stored || !can.Stored || can.Name == "sqlite" {
		return nil
	}
	return []lint.Fix{storing(c, where, true)}
}

func storing(c *diagram.Column, where string, stored bool) lint.Fix {
	title := "Store the values of " + where
	if !stored {
		title = "Compute " + where + " on reading"
	}
	return lint.Fix{Title: title, Safe: true, Ops: func() []op.Op { return []op.Op{op.SetTo(c.ID, "stored", stored)} }}
}
