package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
)

// cascadeWays reports foreign keys by which a change would reach a table a second time,
// or come back to where it began: SQL Server refuses them. Keys count in their order, so
// that without those reported each table is reached by one way.
// https://learn.microsoft.com/en-us/sql/relational-databases/tables/primary-and-foreign-key-constraints
func cascadeWays(p *lint.Pass, can *ddl.Capability, onUpdate bool) {
	var ways ddl.CascadeWays
	for _, k := range p.ForeignKeys {
		a := actionOf(k, onUpdate)
		if a != diagram.ActionCascade && a != diagram.ActionSetNull && a != diagram.ActionSetDefault {
			continue
		}
		if p.Stop() {
			return
		}
		if !ways.Add(k.Parent.ID, k.Child.ID, a == diagram.ActionCascade) {
			target := path(p.TableName(k.Child), names(k.Columns))
			why := fmt.Sprintf("A change of %s, or of a table that it depends on, reaches %s or a table below it by two ways", p.TableName(k.Parent), p.TableName(k.Child))
			if k.Parent == k.Child {
				why = fmt.Sprintf("A change of %s comes back to %s", p.TableName(k.Parent), p.TableName(k.Child))
			}
			p.Report(lint.Finding{
				Objects:  append([]lint.Object{p.RelationshipObject(k.Relationship)}, p.ColumnObjects(k.Child, k.Columns...)...),
				Message:  fmt.Sprintf("%s has %s, which %s refuses: there is another way to the same rows.", target, actionText(a, onUpdate), can.Title),
				Evidence: []string{why},
				Fixes:    []lint.Fix{leaveOut(k, a, onUpdate, target, false)},
			})
		}
	}
}
