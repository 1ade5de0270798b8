package rule_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

func TestJunctionWithOneManyEndIsDrawnAsItsKeySays(t *testing.T) {
	d := linttest.Read(t, `CREATE TABLE doctors (id int PRIMARY KEY);
CREATE TABLE patients (id int PRIMARY KEY);
CREATE TABLE drugs (id int PRIMARY KEY);`, "", "postgres").Diagram
	r := &diagram.Relationship{}
	for i, x := range d.SortedTables() {
		r.Ends = append(r.Ends, diagram.End{Table: x.ID, Card: []diagram.Cardinality{diagram.ZeroMany, diagram.One, diagram.One}[i]})
	}
	d.AddRelationship(r)
	found := linttest.Check(d, rule.Find("P001"))
	require.Len(t, found, 1)
	require.Empty(t, linttest.Check(repair(t, d, found[0].Fixes[0]), rule.Find("K013")))
}

// A relationship of three tables, one of whose ends is one: the key holds the two others,
// and each foreign key is the beginning of a key or an index.
func TestJunctionOfThreeHasAnIndexEachWay(t *testing.T) {
	d := linttest.Read(t, `CREATE TABLE doctors (id int PRIMARY KEY);
CREATE TABLE patients (id int PRIMARY KEY);
CREATE TABLE drugs (id int PRIMARY KEY);`, "", "postgres").Diagram
	cards := map[string]diagram.Cardinality{"doctors": diagram.One, "patients": diagram.ZeroMany, "drugs": diagram.ZeroMany}
	r := &diagram.Relationship{Name: "prescribes"}
	for _, x := range d.SortedTables() {
		r.Ends = append(r.Ends, diagram.End{Table: x.ID, Card: cards[x.Name]})
	}
	d.AddRelationship(r)
	found := linttest.Check(d, rule.Find("P001"))
	require.Len(t, found, 1)
	after := repair(t, d, found[0].Fixes[0])
	i := slices.IndexFunc(after.SortedTables(), func(x *diagram.Table) bool { return x.Kind == diagram.KindJunction })
	require.GreaterOrEqual(t, i, 0)
	junction := after.SortedTables()[i]
	require.Equal(t, []string{"patient_id", "drug_id"}, junction.Names(junction.PrimaryKey().Columns))
	var indexed []string
	for _, x := range junction.Indexes {
		indexed = append(indexed, junction.Names(x.ColumnIDs())...)
	}
	require.Equal(t, []string{"doctor_id", "drug_id"}, indexed)
	require.Len(t, after.Relationships, 3)
	require.Empty(t, linttest.Check(after, rule.Find("P001")))
	require.Empty(t, linttest.Check(after, rule.Find("K013")), "the lines say what the keys do")
}
