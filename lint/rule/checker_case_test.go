package rule_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// TestUsualNameFollowsColumnsThatReferToNothing spells the usual name of references another
// way, in columns that are no references.
func TestUsualNameFollowsColumnsThatReferToNothing(t *testing.T) {
	doc := op.NewDocument()
	apply := func(ops ...op.Op) {
		_, err := doc.Apply(ops)
		require.NoError(t, err)
	}
	id := func(of string, n int) diagram.ID { return diagram.DerivedID(of, fmt.Sprint(n)) }
	user := &diagram.Column{ID: "user", Order: "a", Name: "id", Type: "int"}
	apply(op.PutTable(&diagram.Table{
		ID: "users", Order: "a", Name: "users", Columns: []*diagram.Column{user},
		Keys: []*diagram.Key{{ID: "key", Order: "a", Primary: true, Columns: []diagram.ID{user.ID}}},
	})...)
	table := func(n int, column string, refers bool) []op.Op {
		c := &diagram.Column{ID: id("column", n), Order: "a", Name: column, Type: "date"}
		if refers {
			c.Type = "int"
		}
		x := &diagram.Table{ID: id("table", n), Order: diagram.OrderAt(n), Name: fmt.Sprintf("t%c", 'a'+n), Columns: []*diagram.Column{c}}
		ops := op.PutTable(x)
		if refers {
			ops = append(ops, op.PutOf("", &diagram.Relationship{
				ID: id("relationship", n), Order: diagram.OrderAt(n), Directed: true,
				Ends: diagram.Between(x.ID, diagram.ZeroMany, "users", diagram.One), Pairs: []diagram.Pair{{From: c.ID, To: user.ID}},
			}))
		}
		return ops
	}
	for n := range 4 {
		apply(table(n, "user_id", true)...)
	}
	apply(table(4, "usr_id", true)...)
	for n := 5; n < 8; n++ {
		apply(table(n, "userId", false)...)
	}
	checker := lint.NewChecker(rule.All(), lint.Config{})
	_, err := checker.Check(context.Background(), doc.Snapshot())
	require.NoError(t, err)
	apply(table(10, "userId", false)...)
	_, err = checker.Check(context.Background(), doc.Snapshot())
	require.NoError(t, err)
	want := lint.Examine(context.Background(), doc.Snapshot(), rule.All(), lint.Config{})
	require.Empty(t, different(t, want.Findings, checker.Report().Findings))
}

// TestIslandFollowsOpenReferences lets a table of an island refer to rows of any table by a
// further column.
func TestIslandFollowsOpenReferences(t *testing.T) {
	doc := op.NewDocument()
	apply := func(ops ...op.Op) {
		_, err := doc.Apply(ops)
		require.NoError(t, err)
	}
	table := func(id diagram.ID, parent diagram.ID) {
		ref := &diagram.Column{ID: id + "-ref", Order: "b", Name: string(parent) + "_id", Type: "int"}
		owner := &diagram.Column{ID: id + "-owner", Order: "c", Name: "owner_id", Type: "int"}
		key := &diagram.Column{ID: id + "-id", Order: "a", Name: "id", Type: "int"}
		apply(op.PutTable(&diagram.Table{
			ID: id, Order: diagram.OrderAt(len(doc.Snapshot().Tables)), Name: string(id), Columns: []*diagram.Column{key, ref, owner},
			Keys: []*diagram.Key{{ID: id + "-key", Order: "a", Primary: true, Columns: []diagram.ID{key.ID}}},
		})...)
		if parent != "" {
			apply(op.PutOf("", &diagram.Relationship{
				ID: id + "-fk", Order: diagram.OrderAt(len(doc.Snapshot().Relationships)), Directed: true,
				Ends: diagram.Between(id, diagram.ZeroMany, parent, diagram.ZeroOne), Pairs: []diagram.Pair{{From: ref.ID, To: parent + "-id"}},
			}))
		}
	}
	table("person", "")
	table("bill", "person")
	table("line", "bill")
	table("payment", "bill")
	table("machine", "")
	table("repair", "machine")
	checker := lint.NewChecker(rule.All(), lint.Config{})
	found := func() (rules []string) {
		_, err := checker.Check(context.Background(), doc.Snapshot())
		require.NoError(t, err)
		for _, f := range checker.Report().Findings {
			rules = append(rules, f.Rule)
		}
		return rules
	}
	require.Contains(t, found(), "S003")
	apply(op.PutOf("repair", &diagram.Column{ID: "type", Order: "d", Name: "owner_type", Type: "text"}))
	require.NotContains(t, found(), "S003")
}
