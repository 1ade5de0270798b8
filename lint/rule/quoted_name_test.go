package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

// TestQuotedNamesInADrawingForPeople looks at how loud the finding is.
func TestQuotedNamesInADrawingForPeople(t *testing.T) {
	r := rule.Find("quoted-name")
	people := `CREATE TABLE "Order Item" ("Item Number" int, "Unit Price" int); CREATE TABLE "Sales Order" ("Order Number" int);`
	found := linttest.Check(linttest.Read(t, people, "", "postgres").Diagram, r)
	require.Len(t, found, 4)
	require.Empty(t, lint.Shown(found, false))

	slip := `CREATE TABLE orders (number int, "unit price" int); CREATE TABLE items (number int, price int);`
	found = linttest.Check(linttest.Read(t, slip, "", "postgres").Diagram, r)
	require.Len(t, found, 1)
	require.Equal(t, lint.Warning, found[0].Severity)
}

// TestEmptyTablesInADrawingOfEntities looks at how bad the finding is.
func TestEmptyTablesInADrawingOfEntities(t *testing.T) {
	r := rule.Find("empty-table")
	entities := "CREATE TABLE a (); CREATE TABLE b (); CREATE TABLE c (); CREATE TABLE d (id int);"
	for _, f := range linttest.Check(linttest.Read(t, entities, "", "postgres").Diagram, r) {
		require.Equal(t, lint.Info, f.Severity)
	}
	forgotten := "CREATE TABLE a (); CREATE TABLE b (id int); CREATE TABLE c (id int); CREATE TABLE d (id int);"
	found := linttest.Check(linttest.Read(t, forgotten, "", "postgres").Diagram, r)
	require.Len(t, found, 1)
	require.Equal(t, lint.Warning, found[0].Severity)
}
