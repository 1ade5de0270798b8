package rule_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// TestCheckerFindsWhatARunFinds edits schemas at random: after each edit the checker, which
// looks only at what the edit touches, has to find exactly what a run from scratch finds,
// and the changes it tells of have to add up to the same.
func TestCheckerFindsWhatARunFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &editor{t: t, doc: op.NewDocument()}
		e.begin()
		checker := lint.NewChecker(rule.All(), lint.Config{Today: "2026-11-27"})
		told := map[lint.Unit]string{}
		for step := range rapid.IntRange(2, 12).Draw(t, "edits") {
			said := "opening"
			if step > 0 {
				said = e.edit()
			}
			d := e.doc.Snapshot()
			change, err := checker.Check(context.Background(), d)
			require.NoError(t, err)
			if change.All {
				clear(told)
			}
			for id, found := range change.Units {
				told[id] = asJSON(t, found)
			}
			for _, id := range change.Gone {
				delete(told, id)
			}
			want := lint.Examine(context.Background(), d, rule.All(), lint.Config{Today: "2026-11-27"})
			got := checker.Report()
			require.Empty(t, different(t, want.Findings, got.Findings), "after %s", said)
			require.Empty(t, different(t, want.Ignored, got.Ignored), "after %s", said)
			require.Equal(t, want.Unused, got.Unused, "after %s", said)
			fresh, err := lint.NewChecker(rule.All(), lint.Config{Today: "2026-11-27"}).Check(context.Background(), d)
			require.NoError(t, err)
			all := map[lint.Unit]string{}
			for id, found := range fresh.Units {
				all[id] = asJSON(t, found)
			}
			for id := range all {
				require.Equal(t, all[id], told[id], "after %s", said)
			}
			require.Len(t, told, len(all), "after %s", said)
		}
	})
}

func asJSON(t require.TestingT, v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	require.NoError(t, err)
	return string(b)
}

// different tells of the first finding in which two lists differ.
func different(t require.TestingT, want, got []lint.Finding) string {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			return "too much: " + asJSON(t, got[i])
		case i >= len(got):
			return "missing: " + asJSON(t, want[i])
		case asJSON(t, want[i]) != asJSON(t, got[i]):
			return "want " + asJSON(t, want[i]) + ", not " + asJSON(t, got[i])
		}
	}
	return ""
}

// editor makes random edits that people make.
type editor struct {
	t   *rapid.T
	doc *op.Document
	n   int
}

var (
	tableNames  = []string{"user", "users", "customer", "orders", "order_item", "product", "category", "address", "app_user", "tbl_invoice", "country", "tag", "product_tag", "OrderLine", "employee", "department"}
	columnNames = []string{"id", "user_id", "customer_id", "order_id", "product_id", "category_id", "parent_id", "created_by", "name", "email", "phone1", "phone2", "phone3", "tags", "tag_ids",
		"created_at", "customer_name", "customerid", "dept_id", "status", "price", "address_id", "billing_address_id", "country", "zip", "city", "is_active", "subject_id", "subject_type", "amount", "code", "emp_no", "total"}
	columnTypes = []string{"int", "bigint", "text", "varchar(40)", "uuid", "boolean", "timestamp", "numeric(10,2)", "text[]", ""}
)

func pick[T any](e *editor, what string, list []T) T { return rapid.SampledFrom(list).Draw(e.t, what) }

func (e *editor) id(kind string) diagram.ID {
	e.n++
	return diagram.DerivedID(kind, fmt.Sprint(e.n))
}

func (e *editor) apply(ops ...op.Op) {
	_, err := e.doc.Apply(ops)
	require.NoError(e.t, err)
}

func (e *editor) begin() {
	for range rapid.IntRange(1, 8).Draw(e.t, "tables") {
		e.addTable()
	}
	for range rapid.IntRange(0, 6).Draw(e.t, "relationships") {
		e.addRelationship()
	}
}

func (e *editor) column() *diagram.Column {
	return &diagram.Column{
		ID: e.id("column"), Order: diagram.OrderAt(e.n), Name: pick(e, "column", columnNames), Type: pick(e, "type", columnTypes),
		NotNull: rapid.Bool().Draw(e.t, "not null"),
	}
}

func (e *editor) addTable() {
	t := &diagram.Table{ID: e.id("table"), Order: diagram.OrderAt(rapid.IntRange(0, 50).Draw(e.t, "place")), Name: pick(e, "table", tableNames)}
	for range rapid.IntRange(0, 7).Draw(e.t, "columns") {
		t.Columns = append(t.Columns, e.column())
	}
	if len(t.Columns) > 0 && rapid.Bool().Draw(e.t, "key") {
		t.Keys = []*diagram.Key{{ID: e.id("key"), Order: "a", Primary: true, Columns: []diagram.ID{t.Columns[0].ID}}}
		if len(t.Columns) > 2 && rapid.Bool().Draw(e.t, "composite") {
			t.Keys[0].Columns = append(t.Keys[0].Columns, t.Columns[1].ID)
		}
	}
	e.apply(op.PutTable(t)...)
}

// tables are the tables as they are, in a fixed order.
func (e *editor) tables() []*diagram.Table { return e.doc.Snapshot().SortedTables() }

func (e *editor) addRelationship() {
	tables := e.tables()
	if len(tables) == 0 {
		return
	}
	a, b := pick(e, "child", tables), pick(e, "parent", tables)
	r := &diagram.Relationship{
		ID: e.id("relationship"), Order: diagram.OrderAt(e.n), Directed: true,
		Ends: diagram.Between(a.ID, pick(e, "card", []diagram.Cardinality{diagram.ZeroMany, diagram.ZeroOne, diagram.Unknown}), b.ID, pick(e, "parent card", []diagram.Cardinality{diagram.One, diagram.ZeroOne, diagram.ZeroMany})),
	}
	if len(a.Columns) > 0 && len(b.Columns) > 0 && rapid.Bool().Draw(e.t, "pairs") {
		r.Pairs = []diagram.Pair{{From: pick(e, "from", a.Columns).ID, To: pick(e, "to", b.Columns).ID}}
	}
	e.apply(op.PutOf("", r))
}

// edit makes one edit and says which.
func (e *editor) edit() string {
	d := e.doc.Snapshot()
	tables, relationships := d.SortedTables(), d.SortedRelationships()
	acts := []string{"add table", "add relationship", "dialect"}
	if len(tables) > 0 {
		acts = append(acts, "drop table", "rename table", "move table", "comment", "add column", "add key", "add index", "ignore", "order")
	}
	if len(relationships) > 0 {
		acts = append(acts, "drop relationship", "ends", "words", "actions", "pairs")
	}
	var columns []*diagram.Column
	var keys []*diagram.Key
	for _, t := range tables {
		columns, keys = append(columns, t.Columns...), append(keys, t.Keys...)
	}
	if len(columns) > 0 {
		acts = append(acts, "drop column", "rename column", "retype column", "null column", "rename column", "default column")
	}
	if len(keys) > 0 {
		acts = append(acts, "drop key")
	}
	ignores := slices.Sorted(maps.Keys(d.Ignores))
	if len(ignores) > 0 {
		acts = append(acts, "drop ignore", "reason")
	}
	act := pick(e, "edit", acts)
	switch act {
	case "add table":
		e.addTable()
	case "add relationship":
		e.addRelationship()
	case "dialect":
		e.apply(op.SetTo(diagram.RootID, "dialect", pick(e, "dialect", []string{"", "postgres", "mysql"})))
	case "drop table":
		e.apply(op.DeleteOf(pick(e, "which", tables).ID))
	case "rename table":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "name", pick(e, "table", tableNames)))
	case "move table":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "pos", diagram.Point{X: float64(e.n)}))
	case "order":
		e.apply(op.OrderOf(pick(e, "which", tables).ID, diagram.OrderAt(rapid.IntRange(0, 50).Draw(e.t, "place"))))
	case "comment":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "comment", pick(e, "text", []string{"", "todo", "people who buy"})))
	case "add column":
		e.apply(op.PutOf(pick(e, "which", tables).ID, e.column()))
	case "add key":
		if t := pick(e, "which", tables); len(t.Columns) > 0 {
			e.apply(op.PutOf(t.ID, &diagram.Key{ID: e.id("key"), Order: diagram.OrderAt(e.n), Primary: rapid.Bool().Draw(e.t, "primary"), Columns: []diagram.ID{pick(e, "of", t.Columns).ID}}))
		}
	case "add index":
		if t := pick(e, "which", tables); len(t.Columns) > 0 {
			e.apply(op.PutOf(t.ID, &diagram.Index{ID: e.id("index"), Order: diagram.OrderAt(e.n), Unique: rapid.Bool().Draw(e.t, "unique"), Parts: []diagram.IndexPart{{Column: pick(e, "of", t.Columns).ID}}}))
		}
	case "ignore":
		e.apply(op.PutOf("", &diagram.Ignore{ID: e.id("ignore"), Order: diagram.OrderAt(e.n), Rule: pick(e, "rule", rule.All()).Code, Object: pick(e, "which", tables).ID,
			Reason: pick(e, "reason", []string{"so it is", ""}), Until: pick(e, "until", []string{"", "", "2020-01-31"})}))
	case "reason":
		e.apply(op.SetTo(pick(e, "which", ignores), "reason", pick(e, "text", []string{"", "so it is", "it is what it is"})))
	case "drop ignore":
		e.apply(op.DeleteOf(pick(e, "which", ignores)))
	case "drop relationship":
		e.apply(op.DeleteOf(pick(e, "which", relationships).ID))
	case "ends":
		r := pick(e, "which", relationships)
		ends := slices.Clone(r.Ends)
		ends[0].Card = pick(e, "card", []diagram.Cardinality{diagram.One, diagram.ZeroMany, diagram.Many})
		e.apply(op.SetTo(r.ID, "ends", ends))
	case "words":
		e.apply(op.SetTo(pick(e, "which", relationships).ID, "name", pick(e, "text", []string{"", "buys", "fk_a"})))
	case "actions":
		e.apply(op.SetTo(pick(e, "which", relationships).ID, "on_delete", pick(e, "action", []diagram.Action{diagram.ActionCascade, diagram.ActionSetNull})))
	case "pairs":
		r := pick(e, "which", relationships)
		a, b := d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]
		if a != nil && b != nil && len(a.Columns) > 0 && len(b.Columns) > 0 {
			e.apply(op.SetTo(r.ID, "pairs", []diagram.Pair{{From: pick(e, "from", a.Columns).ID, To: pick(e, "to", b.Columns).ID}}))
		}
	case "drop column":
		e.apply(op.DeleteOf(pick(e, "which", columns).ID))
	case "rename column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "name", pick(e, "column", columnNames)))
	case "retype column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "type", pick(e, "type", columnTypes)))
	case "null column":
		c := pick(e, "which", columns)
		e.apply(op.SetTo(c.ID, "not_null", !c.NotNull))
	case "default column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "default", pick(e, "value", []string{"", "0", "'NULL'"})))
	case "drop key":
		e.apply(op.DeleteOf(pick(e, "which", keys).ID))
	}
	return act
}
