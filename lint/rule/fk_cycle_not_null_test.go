package rule_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

// chain builds tables each of which must refer to the next; the last refers to those
// named.
func chain(n int, back ...int) *diagram.Diagram {
	d := diagram.New()
	var tables []*diagram.Table
	for i := range n {
		t := &diagram.Table{ID: diagram.DerivedID("t", fmt.Sprint(i)), Name: fmt.Sprintf("t%d", i)}
		for _, c := range []string{"id", "next_id", "back_id"} {
			t.Columns = append(t.Columns, &diagram.Column{ID: diagram.DerivedID(t.Name, c), Name: c, Type: "int", NotNull: true})
		}
		t.Keys = []*diagram.Key{{Primary: true, Columns: []diagram.ID{t.Columns[0].ID}}}
		tables = append(tables, d.AddTable(t))
	}
	link := func(from, column, to int) {
		d.AddRelationship(&diagram.Relationship{
			Directed: true, Ends: diagram.Between(tables[from].ID, diagram.ZeroMany, tables[to].ID, diagram.One),
			Pairs: []diagram.Pair{{From: tables[from].Columns[column].ID, To: tables[to].Columns[0].ID}},
		})
	}
	for i := range n - 1 {
		link(i, 1, i+1)
	}
	for _, to := range back {
		link(n-1, 2, to)
	}
	return d
}

func TestCycles(t *testing.T) {
	r := rule.Find("K008")
	t.Run("none", func(t *testing.T) {
		require.Empty(t, linttest.Check(chain(50), r))
	})
	t.Run("a long one", func(t *testing.T) {
		found := linttest.Check(chain(3_000, 0), r)
		require.Len(t, found, 1)
		require.Len(t, found[0].Objects, 3_000)
	})
	t.Run("the shortest through the first table", func(t *testing.T) {
		found := linttest.Check(chain(6, 4, 2), r)
		require.Len(t, found, 1)
		require.Equal(t, "No first row can go into t2, t3, t4 and t5: they need each other.", found[0].Message)
	})
	t.Run("two apart", func(t *testing.T) {
		d, other := chain(3, 0), chain(2, 0)
		for _, x := range other.Tables {
			x.Name = "other_" + x.Name
		}
		both := diagram.New()
		for _, x := range append(d.SortedTables(), renamed(other)...) {
			both.AddTable(x)
		}
		for _, x := range append(d.SortedRelationships(), other.SortedRelationships()...) {
			both.AddRelationship(x)
		}
		require.Len(t, linttest.Check(both, r), 2)
	})
}

// renamed gives the tables of a diagram and all that speaks of them other IDs.
func renamed(d *diagram.Diagram) []*diagram.Table {
	other := func(id diagram.ID) diagram.ID { return diagram.DerivedID("other", string(id)) }
	for _, x := range d.Tables {
		x.ID = other(x.ID)
		for _, c := range x.Columns {
			c.ID = other(c.ID)
		}
		for _, k := range x.Keys {
			k.ID, k.Columns[0] = other(k.ID), other(k.Columns[0])
		}
	}
	for _, r := range d.Relationships {
		r.ID = other(r.ID)
		for i := range r.Ends {
			r.Ends[i].Table = other(r.Ends[i].Table)
		}
		for i, pair := range r.Pairs {
			r.Pairs[i] = diagram.Pair{From: other(pair.From), To: other(pair.To)}
		}
	}
	return d.SortedTables()
}
