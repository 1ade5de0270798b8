package rule_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// BenchmarkRun checks made-up schemas as large as real ones get, half of whose foreign
// keys are missing.
func BenchmarkRun(b *testing.B) {
	for _, n := range []int{50, 500, 5000} {
		d := madeUp(n)
		b.Run(fmt.Sprintf("%d tables", n), func(b *testing.B) {
			for b.Loop() {
				lint.Run(context.Background(), d, rule.All(), lint.Config{})
			}
		})
	}
}

// madeUp builds a schema of n tables with eight columns each.
func madeUp(n int) *diagram.Diagram {
	areas := []string{"sales", "stock", "billing", "hr", "shop", "crm", "audit", "media", "plan", "lab"}
	things := []string{"order", "customer", "item", "price", "report", "contact", "event", "address", "policy", "branch",
		"device", "lesson", "patient", "ticket", "vehicle", "account", "message", "category", "project", "machine"}
	parts := strings.Fields(`north south east west upper lower inner outer early late draft final daily weekly monthly yearly local global public
		private main side first second`)
	d := diagram.New()
	var tables []*diagram.Table
	for i := range n {
		name := fmt.Sprintf("%s_%s", areas[i/len(things)%len(areas)], things[i%len(things)])
		if i >= len(areas)*len(things) {
			name += "_" + parts[(i/(len(areas)*len(things))-1)%len(parts)]
		}
		t := &diagram.Table{Name: name + "s"}
		add := func(name, typ string) *diagram.Column {
			c := &diagram.Column{ID: diagram.DerivedID(t.Name, name), Name: name, Type: typ}
			t.Columns = append(t.Columns, c)
			return c
		}
		id := add("id", "bigint")
		t.Keys = []*diagram.Key{{Primary: true, Columns: []diagram.ID{id.ID}}}
		for j := range 3 {
			if p := i * (j + 1) / 4; p < len(tables) {
				parent := tables[p]
				c := add(fmt.Sprintf("%s_id", parent.Name[:len(parent.Name)-1]), "bigint")
				if (i+j)%2 == 0 {
					d.AddRelationship(&diagram.Relationship{
						Directed: true, Ends: diagram.Between(diagram.DerivedID("t", t.Name), diagram.ZeroMany, parent.ID, diagram.ZeroOne),
						Pairs: []diagram.Pair{{From: c.ID, To: parent.Columns[0].ID}},
					})
				}
			}
		}
		add("created_by", "bigint")
		add("note", "text")
		add("amount", "numeric(10,2)")
		add("created_at", "timestamp")
		t.ID = diagram.DerivedID("t", t.Name)
		tables = append(tables, d.AddTable(t))
	}
	return d
}

// BenchmarkEdit checks a schema of 5,000 tables again after one edit.
func BenchmarkEdit(b *testing.B) {
	d := madeUp(5000)
	tables := d.SortedTables()
	leaf, hub := tables[4321], tables[0]
	column := func(t *diagram.Table, i int) diagram.ID { return t.Columns[i].ID }
	last := column(leaf, len(leaf.Columns)-1)
	edits := []struct {
		name      string
		do, again []op.Op
	}{
		{"move a card", []op.Op{op.SetTo(leaf.ID, "pos", diagram.Point{X: 9})}, []op.Op{op.SetTo(leaf.ID, "pos", diagram.Point{})}},
		{"comment a table", []op.Op{op.SetTo(leaf.ID, "comment", "a")}, []op.Op{op.SetTo(leaf.ID, "comment", "")}},
		{"refuse null", []op.Op{op.SetTo(last, "not_null", true)}, []op.Op{op.SetTo(last, "not_null", false)}},
		{"change a type", []op.Op{op.SetTo(last, "type", "date")}, []op.Op{op.SetTo(last, "type", "timestamp")}},
		{"rename a column", []op.Op{op.SetTo(last, "name", "ended_on")}, []op.Op{op.SetTo(last, "name", "created_at")}},
		{"name a column as a reference", []op.Op{op.SetTo(last, "name", "stock_item_id")}, []op.Op{op.SetTo(last, "name", "created_at")}},
		{"add a column", []op.Op{op.PutOf(leaf.ID, &diagram.Column{ID: "added000000000aa", Order: "zz", Name: "weight", Type: "int"})}, []op.Op{op.DeleteOf("added000000000aa")}},
		{"rename a table", []op.Op{op.SetTo(leaf.ID, "name", "shipments")}, []op.Op{op.SetTo(leaf.ID, "name", leaf.Name)}},
		{"add a table", op.PutTable(&diagram.Table{ID: "added000000000ab", Order: "zz", Name: "warehouses"}), []op.Op{op.DeleteOf("added000000000ab")}},
		{"add a foreign key", []op.Op{op.PutOf("", &diagram.Relationship{
			ID: "added000000000ac", Order: "zz", Directed: true, Ends: diagram.Between(leaf.ID, diagram.ZeroMany, hub.ID, diagram.One),
			Pairs: []diagram.Pair{{From: column(leaf, 1), To: column(hub, 0)}},
		})}, []op.Op{op.DeleteOf("added000000000ac")}},
		{"rename a column of the table most refer to", []op.Op{op.SetTo(column(hub, len(hub.Columns)-1), "name", "ended_on")}, []op.Op{op.SetTo(column(hub, len(hub.Columns)-1), "name", "created_at")}},
	}
	for _, e := range edits {
		b.Run(e.name, func(b *testing.B) {
			doc := op.NewDocument()
			_, err := doc.Apply(op.FromDiagram(d))
			require.NoError(b, err)
			checker := lint.NewChecker(rule.All(), lint.Config{})
			_, err = checker.Check(context.Background(), doc.Snapshot())
			require.NoError(b, err)
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				ops := e.do
				if i%2 == 1 {
					ops = e.again
				}
				_, err := doc.Apply(ops)
				require.NoError(b, err)
				now := doc.Snapshot()
				b.StartTimer()
				change, err := checker.Check(context.Background(), now)
				require.NoError(b, err)
				require.False(b, change.All)
			}
		})
	}
}
