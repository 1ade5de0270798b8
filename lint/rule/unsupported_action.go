package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X002", Name: "unsupported-action", Severity: lint.Error, Since: "0.1",
	What: "A foreign key asks for something on delete or on update that the chosen database refuses or cannot do.",
	Why: "The database refuses the key, or the script has to leave the action out: then nobody cleans up after a parent row, and " +
		"deleting it fails.",
	How: "Take another action, or do it in the program or a trigger. Oracle knows ON DELETE CASCADE and SET NULL only, InnoDB no " +
		"SET DEFAULT, and SQL Server lets a change reach each table by one way only. SET NULL needs columns that take NULL.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customers (id) ON DELETE SET NULL
);`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int REFERENCES customers (id) ON DELETE SET NULL
);`,
	// The ways of SQL Server go through the whole diagram.
	Diagram: unsupportedActions, Watches: lint.Relationships | lint.Tables | lint.Columns | lint.Keys,
})

func unsupportedActions(p *lint.Pass) {
	can, ok := p.Capability()
	if !ok {
		return
	}
	for _, k := range p.ForeignKeys {
		if k.Child.Kind == diagram.KindView {
			continue
		}
		reportAction(p, can, k, k.OnDelete, false)
		reportAction(p, can, k, k.OnUpdate, true)
	}
	if can.OneCascadePath {
		for _, onUpdate := range []bool{false, true} {
			cascadeWays(p, can, onUpdate)
		}
	}
}

// actionProperty is the property of a relationship that holds the action.
func actionProperty(onUpdate bool) string {
	if onUpdate {
		return "on_update"
	}
	return "on_delete"
}

func actionOf(k *lint.ForeignKey, onUpdate bool) diagram.Action {
	if onUpdate {
		return k.OnUpdate
	}
	return k.OnDelete
}

// actionWords are the actions as SQL has them.
var actionWords = map[diagram.Action]string{
	diagram.ActionNoAction: "NO ACTION", diagram.ActionRestrict: "RESTRICT", diagram.ActionCascade: "CASCADE",
	diagram.ActionSetNull: "SET NULL", diagram.ActionSetDefault: "SET DEFAULT",
}

// actionText is ON DELETE CASCADE and the like.
func actionText(a diagram.Action, onUpdate bool) string {
	if onUpdate {
		return "ON UPDATE " + actionWords[a]
	}
	return "ON DELETE " + actionWords[a]
}

// leaveOut is the fix that takes an action off a foreign key.
func leaveOut(k *lint.ForeignKey, a diagram.Action, onUpdate bool, target string, safe bool) lint.Fix {
	return lint.Fix{
		Title: "Leave " + actionText(a, onUpdate) + " of " + target + " out", Safe: safe,
		Ops: func() []op.Op { return []op.Op{op.SetTo(k.ID, actionProperty(onUpdate), diagram.ActionDefault)} },
	}
}

func reportAction(p *lint.Pass, can *ddl.Capability, k *lint.ForeignKey, a diagram.Action, onUpdate bool) {
	if a == diagram.ActionDefault || a == diagram.ActionNoAction {
		return
	}
	target := path(p.TableName(k.Child), names(k.Columns))
	f := lint.Finding{Objects: append([]lint.Object{p.RelationshipObject(k.Relationship)}, p.ColumnObjects(k.Child, k.Columns...)...)}
	if why := can.RefusesAction(a, onUpdate); why != "" {
		f.Message = fmt.Sprintf("%s has %s, which %s does not know.", target, actionText(a, onUpdate), can.Title)
		f.Evidence = []string{why}
		if a == diagram.ActionRestrict {
			f.Severity = lint.Info // nothing is lost
		}
		f.Fixes = []lint.Fix{leaveOut(k, a, onUpdate, target, a == diagram.ActionRestrict)}
		p.Report(f)
		return
	}
	c := refusesNull(k)
	if a != diagram.ActionSetNull || c == nil {
		return
	}
	f.Message = fmt.Sprintf("%s has %s, but %s refuses NULL.", target, actionText(a, onUpdate), c.Name)
	switch can.Name {
	case "mysql", "mariadb", "sqlserver":
		f.Evidence = []string{can.Title + " refuses the foreign key"}
	default:
		f.Severity = lint.Warning
		f.Evidence = []string{can.Title + " takes the foreign key, and then refuses to change a parent row that has children"}
	}
	f.Fixes = []lint.Fix{leaveOut(k, a, onUpdate, target, false)}
	if !k.Child.InPrimaryKey(c.ID) {
		f.Fixes = append(f.Fixes, lint.Fix{
			Title: "Let " + columnPath(p, k.Child, c) + " be NULL",
			Ops:   func() []op.Op { return allowNull(p, k.Child, k.Columns) },
		})
	}
	p.Report(f)
}

// refusesNull returns the first column of a foreign key that refuses NULL, or nil.
func refusesNull(k *lint.ForeignKey) *diagram.Column {
	for _, c := range k.Columns {
		if k.Child.NotNull(c) {
			return c
		}
	}
	return nil
}
