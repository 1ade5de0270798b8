package dbml_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/dbml"
	"crowsfoot/diagram/format/formattest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const fixtures = "../../../testdata/dbml/"

func read(t testing.TB, text string) (*diagram.Diagram, []string) {
	t.Helper()
	s, err := dbml.Read([]byte(text))
	require.NoError(t, err)
	require.NoError(t, formattest.Sound(s))
	var warnings []string
	for _, w := range s.Warnings {
		warnings = append(warnings, w.Where+" "+w.Code+": "+w.Message)
	}
	return s.Pages[0].Diagram, warnings
}

func table(t testing.TB, d *diagram.Diagram, name string) *diagram.Table {
	t.Helper()
	for _, x := range d.Tables {
		if x.Name == name {
			return x
		}
	}
	require.Failf(t, "no such table", "%s", name)
	return nil
}

// TestShop reads a text with most of the language and writes it again.
func TestShop(t *testing.T) {
	data, err := os.ReadFile(fixtures + "shop.dbml")
	require.NoError(t, err)
	d, warnings := read(t, string(data))
	require.Equal(t, []string{
		"12:3 not-kept: A diagram has no place for notes of values of enumerations, so 1 of them are left out.",
		"27:23 not-kept: A diagram has no place for colours of headers, so 1 of them are left out.",
		"86:65 not-kept: A diagram has no place for colours of lines, so 1 of them are left out.",
		"107:1 not-kept: A diagram has no place for sets of records (a diagram holds no data), so 1 of them are left out.",
	}, warnings)
	require.Equal(t, "web_shop", d.Name)
	require.Equal(t, "postgres", d.Dialect)
	require.Equal(t, "# Web shop\n  * orders and what is in them\n", d.Comment)

	orders := table(t, d, "orders")
	require.Equal(t, "What people buy", orders.Comment)
	var columns []string
	for _, c := range orders.Columns {
		columns = append(columns, strings.TrimSpace(c.Name+" "+c.Type+" "+c.Default+" "+c.Check))
	}
	require.Equal(t, []string{
		"id int", "customer_id int", "state order_state 'draft'", "total numeric(10, 2) 0 total >= 0",
		`remark text 'it''s "fine"'`, "updated_at date", "created_at timestamp now()",
	}, columns, "a column of its own counts more than that of a partial")
	require.Equal(t, "has times", table(t, d, "customers").Comment)
	require.True(t, orders.Columns[1].NotNull)
	require.Len(t, orders.Indexes, 4, "three of its own and one of the partial")
	require.Equal(t, "sane", orders.Checks[0].Name)

	items := table(t, d, "items")
	require.Equal(t, "stock", d.Schemas[items.Schema].Name)
	require.Len(t, items.Keys, 2)
	require.Empty(t, items.Indexes)
	require.Equal(t, "items_pk", items.PrimaryKey().Name)
	require.NotNil(t, d.DomainNamed(items.Columns[2].Type))

	ends := map[string]string{}
	for _, r := range d.Relationships {
		text := string(r.Ends[0].Card) + " " + string(r.Ends[1].Card)
		if r.Identifying {
			text += " identifying"
		}
		ends[d.Tables[r.Ends[0].Table].Name+" "+d.Tables[r.Ends[1].Table].Name] = text
	}
	require.Equal(t, map[string]string{
		"customers customers": "zero_many zero_one", "orders customers": "zero_many one", "lines orders": "zero_many one identifying",
		"lines items": "one_many zero_one identifying", "labels orders": "many many", "customer_details customers": "zero_one one identifying",
	}, ends)
	require.Equal(t, "azure", d.SortedModules()[0].Color)
	require.Equal(t, "vermilion", d.SortedNotes()[0].Color)
	require.Equal(t, "- one\n  - two\n", d.SortedNotes()[1].Text)

	var out bytes.Buffer
	losses, err := dbml.Write(&out, d)
	require.NoError(t, err)
	require.Empty(t, losses, "what is read from DBML can be said in it")
	golden(t, "shop.golden", out.Bytes())
	again, warnings := read(t, out.String())
	require.Empty(t, warnings)
	var twice bytes.Buffer
	_, err = dbml.Write(&twice, again)
	require.NoError(t, err)
	require.Equal(t, out.String(), twice.String())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(fixtures+name, got, 0o644))
	}
	want, err := os.ReadFile(fixtures + name)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

// TestFaults holds what is told of texts with mistakes, and that the rest is read.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		text     string
		warnings []string
		tables   int
	}{
		"a list that is not closed": {
			"Table a {\n  id int [pk\n  b_id int [ref: > b.id]\n}\nTable b {\n  id int [pk]\n}",
			[]string{`2:10 syntax: The list of settings that opens here is not closed before "[".`}, 2,
		},
		"a table that is not there": {
			"Table a {\n  b_id int [ref: > b.id]\n}",
			[]string{`2:13 unresolved-reference: The relationship names the table "b", which is not in the file, so it is left out.`}, 1,
		},
		"a column that is not there": {
			"Table a {\n  id int\n  indexes { nope }\n}\nRef: a.id > a.nix",
			[]string{`3:13 unresolved-reference: An index of the table "a" names the column "nope", which the table does not have, so it is left out.`,
				`5:1 unresolved-reference: The relationship names the column "nix", which the table "a" does not have, so it is left out.`}, 1,
		},
		"an open brace":     {"Table a {\n  id int\n", []string{"1:9 syntax: The brace that opens here is never closed."}, 1},
		"an open quote":     {"Table a {\n  id int [note: 'x]\n}", []string{"2:17 syntax: The text that begins here has no closing quote.", `2:10 syntax: The list of settings that opens here is not closed before "}".`}, 1},
		"an open comment":   {"Table a {\n  id int\n}\n/* x", []string{"4:1 syntax: The comment that begins here never ends."}, 1},
		"no type":           {"Table a {\n  id\n}", []string{`2:3 syntax: The column "id" has no type.`}, 1},
		"an odd setting":    {"Table a {\n  id int [wow]\n}", []string{`2:11 unknown-setting: There is no setting "wow" of a column; it is left out.`}, 1},
		"an odd element":    {"Tabel a {\n  id int\n}\nTable b {\n}", []string{`1:1 syntax: There is no element "Tabel" in DBML; it is left out.`}, 1},
		"two of a name":     {"Table a {\n id int\n}\nTable a {\n id int\n}", []string{`4:7 duplicate-name: There are two tables named "a"; relationships belong to the first.`}, 2},
		"the same twice":    {"Table a {\n id int\n x int\n}\nRef: a.id < a.x\nRef: a.x > a.id", []string{"6:1 duplicate-reference: There is a relationship between the same columns already, so this one is left out."}, 1},
		"to itself":         {"Table a {\n id int [ref: > id]\n}", []string{"2:10 duplicate-reference: This relationship leads from a column to itself, so it is left out."}, 1},
		"an unknown value":  {"Enum e {\n  a\n}\nTable t {\n  x e [default: e.b]\n}", []string{`5:8 unresolved-reference: The default of the column "x" is no value of an enumeration of the file, so it is left out.`}, 1},
		"an unknown action": {"Table a {\n id int\n x int\n}\nRef: a.x > a.id [delete: explode]", []string{`5:18 unknown-setting: There is no action "explode"; it is left out.`}, 1},
		"Latin-1":           {"Table a {\n  stra\xdfe int\n}", []string{"file encoding: The file is not UTF-8; its letters were read as Latin-1, so names with other letters may be wrong."}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			d, warnings := read(t, c.text)
			require.ElementsMatch(t, c.warnings, warnings)
			require.Len(t, d.Tables, c.tables)
		})
	}
	for _, text := range []string{"", "hello", "create table x (id int);", "{}"} {
		_, err := dbml.Read([]byte(text))
		var e *diagram.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, diagram.Unreadable, e.Code)
		require.NoError(t, formattest.Sentence(e.Message))
		require.Equal(t, 1, e.Line)
	}
}

// TestOptional reads the signs with question marks.
func TestOptional(t *testing.T) {
	for sign, want := range map[string][2]diagram.Cardinality{
		">": {diagram.ZeroMany, diagram.ZeroOne}, "?>": {diagram.ZeroMany, diagram.One}, ">?": {diagram.OneMany, diagram.ZeroOne},
		"?>?": {diagram.ZeroMany, diagram.ZeroOne}, "-": {diagram.ZeroOne, diagram.ZeroOne}, "-?": {diagram.One, diagram.ZeroOne}, "?-": {diagram.ZeroOne, diagram.One},
		"<>": {diagram.Many, diagram.Many}, "?<>": {diagram.ZeroMany, diagram.OneMany},
	} {
		d, warnings := read(t, "Table a {\n  x int [ref: "+sign+" b.id]\n}\nTable b {\n  id int [pk]\n}")
		require.Empty(t, warnings)
		r := d.SortedRelationships()[0]
		require.Equal(t, want, [2]diagram.Cardinality{r.Ends[0].Card, r.Ends[1].Card}, sign)
		require.Equal(t, "a", d.Tables[r.Ends[0].Table].Name, sign)
	}
	d, _ := read(t, "Table a {\n  x int\n}\nTable b {\n  id int [pk]\n}\nRef: b.id - a.x")
	require.Equal(t, "a", d.Tables[d.SortedRelationships()[0].Ends[0].Table].Name, "the second of a one-to-one refers to the first")
}

// TestStrings holds escapes and the indentation of texts of several lines.
func TestStrings(t *testing.T) {
	for text, want := range map[string]string{
		`'a\'b'`: "a'b", `'a\\b\n\t\u00e9'`: "a\\b\n\té", `"x\"y"`: `x"y`,
		"'''\n\n    # A\n      * b \\\n'c'\n\n  '''": "# A\n  * b 'c'\n\n",
		"'''a\n b'''":         "a\n b",
		"'''one'''":           "one",
		"'''\r\n  x\r\n  '''": "x\n",
	} {
		d, warnings := read(t, "Table a {\n  id int [note: "+text+"]\n}")
		require.Empty(t, warnings, text)
		require.Equal(t, want, table(t, d, "a").Columns[0].Comment, text)
	}
}
