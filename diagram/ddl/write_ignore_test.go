package ddl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// ignored is a diagram whose table, columns, keys, index, check, foreign key and view are
// each ignored by a rule.
func ignored() *diagram.Diagram {
	d := ddl.Parse([]byte(`CREATE TABLE customers (id int PRIMARY KEY, code varchar(8) NOT NULL UNIQUE, size int, CHECK (size > 0));
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers (id), note text);
CREATE INDEX by_size ON customers (size);
CREATE VIEW big AS SELECT id FROM customers WHERE size > 9;`), "postgres").Pages[0].Diagram
	d.Dialect = "" // else the view is left out of the other dialects
	n := 0
	ignore := func(object diagram.ID, until, reason string) {
		n++
		d.AddIgnore(&diagram.Ignore{Rule: "K00" + string(rune('0'+n)), Object: object, Until: until, Reason: reason})
	}
	for _, t := range d.SortedTables() {
		ignore(t.ID, "", "a reason; with \"signs\" -- and\nlines */ 😀")
		if t.Name != "customers" {
			continue
		}
		ignore(t.Columns[1].ID, "2027-01-31", "look again")
		ignore(t.Keys[0].ID, "", "the key")
		ignore(t.Keys[1].ID, "", "the unique")
		ignore(t.Indexes[0].ID, "2030-12-01", "")
		ignore(t.Checks[0].ID, "", "the check")
	}
	ignore(d.SortedRelationships()[0].ID, "", "the reference")
	return d
}

// described lists ignores by the kind and name of what they speak of.
func described(d *diagram.Diagram) []string {
	names := map[diagram.ID]string{}
	for _, t := range d.SortedTables() {
		names[t.ID] = "table " + t.Name
		for _, c := range t.Columns {
			names[c.ID] = "column " + c.Name
		}
		for _, k := range t.Keys {
			names[k.ID] = "key over " + strings.Join(t.Names(k.Columns), ",")
		}
		for _, x := range t.Indexes {
			names[x.ID] = "index " + x.Name
		}
		for _, c := range t.Checks {
			names[c.ID] = "check"
		}
	}
	for _, r := range d.Relationships {
		names[r.ID] = "relationship"
	}
	var list []string
	for _, i := range d.SortedIgnores() {
		list = append(list, strings.Join([]string{i.Rule, names[i.Object], i.Until, strings.Join(strings.Fields(i.Reason), " ")}, "|"))
	}
	slices.Sort(list)
	return list
}

func TestIgnoresComeBackFromTheScript(t *testing.T) {
	d := ignored()
	want := described(d)
	require.Len(t, want, 9)
	for _, name := range []string{"postgres", "mysql", "mariadb", "sqlite"} {
		t.Run(name, func(t *testing.T) {
			dialect, err := ddl.Find(name)
			require.NoError(t, err)
			script := ddl.Write(d, dialect, ddl.Options{})
			for _, n := range script.Notes {
				require.NotEqual(t, "ignore-left-out", n.Code, n.Message)
			}
			require.Equal(t, want, described(ddl.Parse([]byte(script.SQL), name).Pages[0].Diagram), script.SQL)
		})
	}
}

func TestIgnoresOfWhatIsNotInTheScript(t *testing.T) {
	d := diagram.New()
	note := d.AddNote(&diagram.Note{Text: "x"})
	d.AddIgnore(&diagram.Ignore{Rule: "K001", Object: note.ID, Reason: "r"})
	dialect, err := ddl.Find("postgres")
	require.NoError(t, err)
	script := ddl.Write(d, dialect, ddl.Options{})
	require.Contains(t, script.SQL, "-- note: An ignore of K001 is left out")
	require.Len(t, script.Notes, 1)
	require.Equal(t, "ignore-left-out", script.Notes[0].Code)
}
