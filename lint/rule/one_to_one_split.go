package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N408", Name: "one-to-one-split", Severity: lint.Info, Since: "0.1",
	What: "Two tables share one primary key, and every row of either has one in the other.",
	Why: "They are one table in two pieces: each read joins them, each insert writes twice, and a row without its other half " +
		"can slip in.",
	How: "Merge them. Two tables are right when one half is optional, is read far more seldom, or is guarded by other rights.",
	Bad: `CREATE TABLE users (id int PRIMARY KEY, login text NOT NULL);
CREATE TABLE user_details (user_id int PRIMARY KEY, name text NOT NULL, FOREIGN KEY (user_id) REFERENCES users (id));
ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES user_details (user_id);`,
	Good:         `CREATE TABLE users (id int PRIMARY KEY, login text NOT NULL, name text NOT NULL);`,
	Relationship: oneToOneSplit,
})

func oneToOneSplit(p *lint.Pass, r *diagram.Relationship) {
	if len(r.Ends) != 2 || r.Inheritance || r.Ends[0].Table == r.Ends[1].Table {
		return
	}
	a, b := p.Diagram.Tables[r.Ends[0].Table], p.Diagram.Tables[r.Ends[1].Table]
	if a == nil || b == nil || a.Kind == diagram.KindView || b.Kind == diagram.KindView {
		return
	}
	var why string
	switch {
	case !r.IsForeignKey():
		if r.Ends[0].Card != diagram.One || r.Ends[1].Card != diagram.One || !sameKey(p, a, b) {
			return
		}
		why = "The line says exactly one at both ends, and the primary keys have the same columns"
	case !joinsKeys(p, r, a, b):
		return
	case r.Ends[0].Card == diagram.One && r.Ends[1].Card == diagram.One:
		why = "The foreign key joins both primary keys, and the line says exactly one at both ends"
	default:
		back := foreignKeyBack(p, r, a, b)
		if back == nil || back.Order < r.Order || back.Order == r.Order && back.ID < r.ID {
			return // the first of the two speaks for both
		}
		why = "Each primary key refers to the other"
	}
	// The table that is referred to stays.
	kept, gone := b, a
	p.Report(lint.Finding{
		Objects: []lint.Object{p.RelationshipObject(r), p.TableObject(gone), p.TableObject(kept)},
		Message: fmt.Sprintf("%s and %s have the same primary key and one row each for the other: they are one table in two pieces.",
			p.TableName(kept), p.TableName(gone)),
		Evidence: []string{why},
		Fixes: []lint.Fix{{
			Title: fmt.Sprintf("Merge %s into %s", p.TableName(gone), p.TableName(kept)), Safe: false,
			Ops: func() []op.Op { return mergeTables(p, kept, gone) },
		}},
	})
}

// joinsKeys tells whether a foreign key joins the whole primary keys of both tables.
func joinsKeys(p *lint.Pass, r *diagram.Relationship, a, b *diagram.Table) bool {
	ka, kb := a.PrimaryKey(), b.PrimaryKey()
	return p.ForeignKey(r.ID) != nil && ka != nil && kb != nil &&
		diagram.SameColumns(r.FromColumns(), ka.Columns) && diagram.SameColumns(r.ToColumns(), kb.Columns)
}

// foreignKeyBack returns a foreign key that joins the primary keys the other way round, or
// nil.
func foreignKeyBack(p *lint.Pass, r *diagram.Relationship, a, b *diagram.Table) *lint.ForeignKey {
	for _, k := range p.ForeignKeysOf(b.ID) {
		if k.ID != r.ID && k.Parent == a && joinsKeys(p, k.Relationship, b, a) {
			return k
		}
	}
	return nil
}

// sameKey tells whether two primary keys have columns of the same names and kinds.
func sameKey(p *lint.Pass, a, b *diagram.Table) bool {
	ka, kb := a.PrimaryKey(), b.PrimaryKey()
	if ka == nil || kb == nil || len(ka.Columns) != len(kb.Columns) {
		return false
	}
	ca, cb := columnsOf(a, ka.Columns), columnsOf(b, kb.Columns)
	if len(ca) != len(cb) {
		return false
	}
	for i := range ca {
		// Two numbers that are both called id count rows of their own.
		if len(p.Names.ColumnName(ca[i].ID).Words) < 2 || !strings.EqualFold(ca[i].Name, cb[i].Name) || !sameFamily(p, ca[i], cb[i]) {
			return false
		}
	}
	return true
}

// mergeTables moves all but the key of one table into another with the same key. What
// referred to the key that goes refers to the one that stays; the table goes.
func mergeTables(p *lint.Pass, kept, gone *diagram.Table) []op.Op {
	keptKey, goneKey := kept.PrimaryKey().Columns, pairedKey(p, kept, gone)
	var moved []*diagram.Column
	for _, c := range gone.Columns {
		if !gone.InPrimaryKey(c.ID) {
			moved = append(moved, c)
		}
	}
	same := map[diagram.ID]diagram.ID{}
	for i, id := range goneKey {
		same[id] = keptKey[i]
	}
	var ops []op.Op
	for _, r := range p.Relationships {
		if !r.Touches(gone.ID) {
			continue
		}
		if r.Touches(kept.ID) {
			ops = append(ops, op.DeleteOf(r.ID))
			continue
		}
		ops = append(ops, carryOver(r, gone.ID, kept.ID, same)...)
	}
	for _, o := range moveColumns(p, gone, kept, moved) {
		// Relationships are done already.
		if o.Property != "ends" {
			ops = append(ops, o)
		}
	}
	return append(ops, op.DeleteOf(gone.ID))
}

// pairedKey returns the key columns of the table that goes in the order of those that
// stay.
func pairedKey(p *lint.Pass, kept, gone *diagram.Table) []diagram.ID {
	list := gone.PrimaryKey().Columns
	for _, k := range p.ForeignKeysOf(gone.ID) {
		if k.Parent == kept && diagram.SameColumns(k.FromColumns(), list) {
			paired := make([]diagram.ID, 0, len(list))
			for _, id := range kept.PrimaryKey().Columns {
				for _, pair := range k.Pairs {
					if pair.To == id {
						paired = append(paired, pair.From)
					}
				}
			}
			return paired
		}
	}
	return list
}

// carryOver makes a relationship end at another table, with other columns for those that
// go.
func carryOver(r *diagram.Relationship, from, to diagram.ID, same map[diagram.ID]diagram.ID) []op.Op {
	ends := append([]diagram.End{}, r.Ends...)
	for i := range ends {
		if ends[i].Table == from {
			ends[i].Table = to
		}
	}
	pairs := append([]diagram.Pair{}, r.Pairs...)
	for i := range pairs {
		if id := same[pairs[i].From]; id != "" {
			pairs[i].From = id
		}
		if id := same[pairs[i].To]; id != "" {
			pairs[i].To = id
		}
	}
	ops := []op.Op{op.SetTo(r.ID, "ends", ends)}
	if len(pairs) > 0 {
		ops = append(ops, op.SetTo(r.ID, "pairs", pairs))
	}
	return ops
}
