package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S006", Name: "empty-table", Severity: lint.Warning, Since: "0.1",
	What:  "A table has no columns.",
	Why:   "Most databases refuse it, and no row of it can say anything.",
	How:   "Add its columns, or delete it. In a drawing of entities, where columns come later, the finding is only an info.",
	Bad:   `CREATE TABLE vouchers ();`,
	Good:  `CREATE TABLE vouchers (code varchar(20) PRIMARY KEY, value numeric(10,2));`,
	Table: emptyTable,
})

func emptyTable(p *lint.Pass, t *diagram.Table) {
	if len(t.Columns) > 0 {
		return
	}
	name := p.TableName(t)
	f := lint.Finding{
		Objects: []lint.Object{p.TableObject(t)},
		Message: fmt.Sprintf("%s has no columns.", name),
	}
	if t.Kind == diagram.KindEntity || t.Kind == diagram.KindClass || p.LeavesTablesEmpty() {
		f.Severity = lint.Info
	}
	relationships := p.RelationshipsOf(t.ID)
	title := "Delete " + name
	if n := len(relationships); n == 1 {
		title += " and its relationship"
	} else if n > 1 {
		title += fmt.Sprintf(" and its %d relationships", n)
	}
	f.Fixes = []lint.Fix{{Title: title, Safe: false, Ops: func() []op.Op {
		var ops []op.Op
		for _, r := range relationships {
			ops = append(ops, op.DeleteOf(r.ID))
		}
		return append(ops, op.DeleteOf(t.ID))
	}}}
	p.Report(f)
}
