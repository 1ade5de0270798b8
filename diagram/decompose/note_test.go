package decompose_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/decompose"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/normal"
)

// What cannot go on as it was is told in sentences; everything else goes on in silence.
func TestNotes(t *testing.T) {
	for _, c := range []struct {
		name, sql, table string
		form             normal.Form
		notes            []string
	}{
		{"all goes along", `-- dependency: b -> c
CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL, c text UNIQUE, d int REFERENCES t (a), CHECK (c <> 'b'));
CREATE INDEX ON t (c);
CREATE INDEX ON t (lower(c)) WHERE c IS NOT NULL;
CREATE TABLE u (t int REFERENCES t (a));`, "t", normal.Third, nil},
		{"things over two tables", `-- dependency: b -> c
CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL, c int, d int, e int GENERATED ALWAYS AS (c + 1) STORED, UNIQUE (c, d), CHECK (c < d));
CREATE INDEX ON t (d, c);
CREATE TABLE v (x int, y int, PRIMARY KEY (x, y));
ALTER TABLE t ADD FOREIGN KEY (c, d) REFERENCES v (x, y);
CREATE TABLE w (c int, d int, FOREIGN KEY (c, d) REFERENCES t (c, d));`, "t", normal.Third, []string{
			"t.e is computed from c, which it cannot see any more.",
			"The unique key over c and d is gone: its columns are in several tables now.",
			"The index over c and d is gone: its columns are in several tables now.",
			"The condition c < d is gone: it speaks of columns that are elsewhere or have another name now.",
			"The foreign key from c and d to v is gone: its columns are in several tables now.",
			"The foreign key from w is gone: it refers to c and d, which are in several tables now.",
		}},
		{"another primary key", `-- dependency: zip -> city
CREATE TABLE addresses (street text, city text, zip text NOT NULL, PRIMARY KEY (street, city));`, "addresses", normal.BoyceCodd, []string{
			"The primary key of addresses becomes (street, zip), because street and city are not in one table any more.",
		}},
		{"a table that is there", `CREATE TABLE customers (id int PRIMARY KEY, name text);
-- dependency: customer_id -> customer_name
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, customer_name text);`, "orders", normal.Third, []string{
			"orders.customer_id becomes a foreign key to customers.id, which is there already.",
			"orders.customer_name goes, because customers.name says the same already.",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			source := ddl.Parse([]byte(c.sql), "postgres")
			require.Empty(t, source.Warnings)
			d := source.Pages[0].Diagram
			var table *diagram.Table
			for _, o := range d.Tables {
				if o.Name == c.table {
					table = o
				}
			}
			n := normal.Of(table)
			parts := n.ThirdNormalForm()
			if c.form == normal.BoyceCodd {
				parts = n.BoyceCoddForm()
			}
			plan := decompose.Make(d, naming.Look(d), n, parts)
			require.Equal(t, c.notes, plan.Notes)
		})
	}
}
