package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

// repair applies a fix and returns the diagram after it.
func repair(t *testing.T, d *diagram.Diagram, fix lint.Fix) *diagram.Diagram {
	t.Helper()
	doc := op.NewDocument()
	_, err := doc.Apply(op.FromDiagram(d))
	require.NoError(t, err)
	_, err = doc.Apply(fix.Ops())
	require.NoError(t, err)
	return doc.Snapshot()
}

func titles(f lint.Finding) []string {
	var list []string
	for _, fix := range f.Fixes {
		list = append(list, fix.Title)
	}
	return list
}

// drop removes a table or column the way a careless program would: nothing else follows.
func drop(t *testing.T, d *diagram.Diagram, table, column string) {
	t.Helper()
	for id, x := range d.Tables {
		if x.Name != table {
			continue
		}
		if column == "" {
			delete(d.Tables, id)
			return
		}
		for i, c := range x.Columns {
			if c.Name == column {
				x.Columns = append(x.Columns[:i:i], x.Columns[i+1:]...)
				return
			}
		}
	}
	t.Fatalf("no %s.%s", table, column)
}

func TestForeignKeyToWhatIsGone(t *testing.T) {
	const sql = `CREATE TABLE customers (id int PRIMARY KEY, code text UNIQUE);
CREATE TABLE sites (region int, number int, PRIMARY KEY (region, number));
CREATE TABLE orders (id int PRIMARY KEY,
  customer_id int REFERENCES customers (id),
  region int, number int, FOREIGN KEY (region, number) REFERENCES sites (region, number));`
	for _, c := range []struct {
		name, table, column, message string
		fixes                        []string
	}{
		{"table", "customers", "", "A relationship of orders leads to a table that is gone.", []string{"Delete the relationship"}},
		{
			"child column", "orders", "customer_id", "The foreign key from orders to customers speaks of a column that is gone.",
			[]string{"Add column orders.customer_id", "Delete the foreign key"},
		},
		{
			"half of the child columns", "orders", "number", "The foreign key from orders to sites speaks of a column that is gone.",
			[]string{"Delete the foreign key"},
		},
		{
			"parent column", "sites", "number", "The foreign key from orders to sites speaks of a column that is gone.",
			[]string{"Delete the foreign key"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := linttest.Read(t, sql, "", "postgres").Diagram
			r := rule.Find("K005")
			require.Empty(t, linttest.Check(d, r))
			drop(t, d, c.table, c.column)
			found := linttest.Check(d, r)
			require.Len(t, found, 1)
			require.Equal(t, c.message, found[0].Message)
			require.Equal(t, lint.Error, found[0].Severity)
			require.Equal(t, c.fixes, titles(found[0]))
			for _, fix := range found[0].Fixes {
				require.Empty(t, linttest.Check(repair(t, d, fix), r), fix.Title)
			}
		})
	}
}

func TestForeignKeyIsPointedAtTheNewKey(t *testing.T) {
	d := linttest.Read(t, `CREATE TABLE customers (id int PRIMARY KEY, number int UNIQUE);
CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers (number));`, "", "postgres").Diagram
	drop(t, d, "customers", "number")
	found := linttest.Check(d, rule.Find("K005"))
	require.Len(t, found, 1)
	require.Equal(t, []string{"Refer to customers.id", "Delete the foreign key"}, titles(found[0]))
	require.Empty(t, linttest.Check(repair(t, d, found[0].Fixes[0]), rule.Find("K005")))
}

func TestSubtypeTakesItsOwnKey(t *testing.T) {
	d := linttest.Read(t, `CREATE TABLE parties (id int PRIMARY KEY);
CREATE TABLE people (id int PRIMARY KEY);
CREATE TABLE firms (name text PRIMARY KEY);`, "people |o--|| parties\nfirms |o--|| parties", "postgres").Diagram
	for _, r := range d.Relationships {
		r.Inheritance = true
	}
	found := linttest.Check(d, rule.Find("K005"))
	require.Len(t, found, 2)
	require.Equal(t, []string{"Let people.id refer to parties.id"}, titles(found[0]))
	require.Equal(t, []string{"Add column firms.party_id"}, titles(found[1]))
	after := repair(t, repair(t, d, found[0].Fixes[0]), found[1].Fixes[0])
	require.Empty(t, linttest.Check(after, rule.Find("K005")))
	require.Empty(t, linttest.Check(after, rule.Find("K013")), "the columns say what is drawn")
}

func TestLineThatDoesNotTellItsSides(t *testing.T) {
	d := linttest.Read(t, `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);`, "a ||--|| b", "postgres").Diagram
	require.Len(t, linttest.Check(d, rule.Find("K005")), 1)
	for _, r := range d.Relationships {
		r.Ends[0].Card, r.Ends[1].Card = diagram.Unknown, diagram.Unknown
	}
	require.Empty(t, linttest.Check(d, rule.Find("K005")))
}

func TestLineOfAConceptualDrawing(t *testing.T) {
	d := linttest.Read(t, `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);`, "a }o--|| b", "postgres").Diagram
	severity := func() lint.Severity {
		found := linttest.Check(d, rule.Find("K005"))
		require.Len(t, found, 1)
		return found[0].Severity
	}
	require.Equal(t, lint.Warning, severity())
	for _, x := range d.Tables {
		x.Kind = diagram.KindEntity
	}
	require.Equal(t, lint.Info, severity())
}
