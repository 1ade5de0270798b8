package rule_test

import (
	"context"
	"fmt"
	"testing"

	"crowsfoot/diagram"
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
	d := diagram.New()
	var tables []*diagram.Table
	for i := range n {
		name := fmt.Sprintf("%s_%s", areas[i/len(things)%len(areas)], things[i%len(things)])
		if i >= len(areas)*len(things) {
			name += fmt.Sprintf("_part%d", i/(len(areas)*len(things)))
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
