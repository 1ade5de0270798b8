package format_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/op"

	"github.com/stretchr/testify/require"
)

func TestReadSchemaJSON(t *testing.T) {
	data, err := os.ReadFile(testdata + "format/shop.json")
	require.NoError(t, err)
	s, err := format.Read("shop.json", data, "")
	require.NoError(t, err)
	require.Equal(t, "schema-json", s.Format)
	p := s.Pages[0]
	d := p.Diagram
	require.True(t, p.Positioned)
	require.Equal(t, "shop", d.Name)
	require.Equal(t, "postgres", d.Dialect)

	orders, users, view := d.SortedTables()[0], d.SortedTables()[1], d.SortedTables()[2]
	require.Equal(t, "sales", d.Schemas[orders.Schema].Name)
	require.Equal(t, "What was bought", orders.Comment)
	require.Equal(t, diagram.Point{X: 40, Y: -20}, orders.Pos)
	require.Equal(t, diagram.KindView, view.Kind)
	require.True(t, orders.Columns[0].NotNull)
	require.False(t, orders.Columns[2].NotNull, "nullable when it is left out")
	require.Equal(t, diagram.Column{
		ID: orders.Columns[3].ID, Order: orders.Columns[3].Order, Name: "state", Type: "text", Default: "'draft'", Comment: "draft or paid",
	}, *orders.Columns[3])
	require.Equal(t, []string{"id"}, orders.Names(orders.PrimaryKey().Columns))
	require.Equal(t, []string{"id"}, users.Names(users.PrimaryKey().Columns), "pk of a column makes a key, too")
	require.Len(t, orders.Keys, 2)
	require.Equal(t, []string{"Number"}, orders.Names(orders.Keys[1].Columns), "names are found without regard to case")
	require.Equal(t, []string{"state", "id"}, orders.Names(orders.Indexes[0].ColumnIDs()))

	require.Len(t, d.Relationships, 2)
	for _, r := range d.SortedRelationships() {
		child, parent, ok := d.ForeignKey(r)
		require.True(t, ok)
		require.Equal(t, orders, child)
		require.Equal(t, users, parent)
		require.Equal(t, diagram.Between(orders.ID, diagram.ZeroMany, users.ID, diagram.One), r.Ends)
		require.True(t, r.Directed)
		require.False(t, r.Identifying)
	}
	require.Equal(t, diagram.ActionSetNull, d.SortedRelationships()[0].OnDelete)

	var codes []string
	for _, w := range s.Warnings {
		codes = append(codes, w.Code)
		require.NotEmpty(t, w.Message)
	}
	require.Equal(t, []string{"unresolved-reference", "unresolved-reference"}, codes)

	again, err := format.Read("shop.json", data, "schema-json")
	require.NoError(t, err)
	require.Equal(t, s, again, "a second reading meets the same objects")
}

// TestWriteSchemaJSON writes what was read and reads it again.
func TestWriteSchemaJSON(t *testing.T) {
	data, err := os.ReadFile(testdata + "format/shop.json")
	require.NoError(t, err)
	s, err := format.Read("shop.json", data, "")
	require.NoError(t, err)
	var out bytes.Buffer
	lost, err := format.Named("schema-json").Write(&out, s.Pages[0].Diagram, format.Options{})
	require.NoError(t, err)
	require.Len(t, lost, 1, "the query of a view")
	again, err := format.Read("", out.Bytes(), "")
	require.NoError(t, err)
	require.Empty(t, again.Warnings)
	var twice bytes.Buffer
	_, err = format.Named("schema-json").Write(&twice, again.Pages[0].Diagram, format.Options{})
	require.NoError(t, err)
	require.Equal(t, out.String(), twice.String())
	require.Equal(t, len(s.Pages[0].Diagram.Relationships), len(again.Pages[0].Diagram.Relationships))
}

func TestWriteSchemaJSONReportsLosses(t *testing.T) {
	d := diagram.New()
	table := d.AddTable(&diagram.Table{Name: "a", Columns: []*diagram.Column{{Name: "id", Check: "id > 0"}}, Checks: []*diagram.Check{{Expression: "true"}}})
	table.Indexes = []*diagram.Index{{Parts: []diagram.IndexPart{{Expression: "lower(id)"}}}}
	d.AddNote(&diagram.Note{Text: "x"})
	d.AddDomain(&diagram.Domain{Name: "state", Values: []string{"on"}})
	d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(table.ID, diagram.Many, table.ID, diagram.Many)})
	lost, err := format.Named("schema-json").Write(&bytes.Buffer{}, d, format.Options{})
	require.NoError(t, err)
	require.Len(t, lost, 6)
	for _, l := range lost {
		require.True(t, strings.HasSuffix(l.Message, "(1 left out)."), l.Message)
	}
}

// TestSchemaJSONCorpus reads real schemas, which are no part of the repository, and
// compares every count with the file itself.
func TestSchemaJSONCorpus(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpus/lint/schemas/*.json")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the schemas of ../shared/corpus/lint are not here")
	}
	odd := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var want struct {
			Tables []struct {
				Columns     []any      `json:"columns"`
				PrimaryKey  []string   `json:"primary_key"`
				Uniques     [][]string `json:"uniques"`
				ForeignKeys []any      `json:"foreign_keys"`
			} `json:"tables"`
		}
		require.NoError(t, json.Unmarshal(data, &want))
		s, err := format.Read(file, data, "")
		require.NoError(t, err, file)
		d := s.Pages[0].Diagram
		require.Len(t, d.Tables, len(want.Tables), file)
		foreign := 0
		missing := map[diagram.ID]int{} // keys of columns that the file itself does not have
		for _, w := range s.Warnings {
			if w.Code == "unresolved-reference" {
				missing[w.Object]++
				odd++
			} else {
				require.Equal(t, "unknown-dialect", w.Code, "%s: %s", file, w.Message)
			}
		}
		for i, table := range d.SortedTables() {
			require.Len(t, table.Columns, len(want.Tables[i].Columns), "%s: %s", file, table.Name)
			keys := len(want.Tables[i].Uniques)
			if len(want.Tables[i].PrimaryKey) > 0 {
				keys++
			}
			require.Equal(t, keys, len(table.Keys)+missing[table.ID], "%s: %s", file, table.Name)
			foreign += len(want.Tables[i].ForeignKeys)
		}
		require.Len(t, d.Relationships, foreign, file)
	}
	t.Logf("%d schemas read with exact counts, %d keys left out because their columns are not in the file", len(files), odd)
}

func FuzzSchemaJSON(f *testing.F) {
	data, err := os.ReadFile(testdata + "format/shop.json")
	require.NoError(f, err)
	f.Add(data)
	f.Add([]byte(`{"tables":[{"name":"a","columns":[{"name":"A","pk":true},{"name":"a"}],"foreign_keys":[{"columns":["a"],"ref_table":"A"}]},{"name":"a"}]}`))
	f.Add([]byte(`{"tables":[{"name":"a","comment":"` + strings.Repeat("x", diagram.MaxText+1) + `","columns":[{"name":"b","type":"` + strings.Repeat("y", 5000) + `"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { readTwice(t, data, "schema-json") })
}

// readTwice reads a file, writes what was read and reads that: no text breaks the reader,
// and what it accepts can be written.
func readTwice(t *testing.T, data []byte, name string) {
	s, err := format.Read("x", data, name)
	if err != nil {
		var e *diagram.Error
		require.ErrorAs(t, err, &e)
		return
	}
	if name != "crowsfoot" { // whose values are checked when it is opened
		_, err = op.NewDocument().Apply(op.FromDiagram(s.Pages[0].Diagram))
		require.NoError(t, err, "what is read can be opened")
	}
	var first, second bytes.Buffer
	_, err = format.Named(name).Write(&first, s.Pages[0].Diagram, format.Options{})
	require.NoError(t, err)
	again, err := format.Read("x", first.Bytes(), name)
	require.NoError(t, err, first.String())
	_, err = format.Named(name).Write(&second, again.Pages[0].Diagram, format.Options{})
	require.NoError(t, err)
	require.Equal(t, first.String(), second.String())
}
