package op_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// fixture is one file of testdata/ops, applied here and in the browser's tests.
type fixture struct {
	Name   string      `json:"name"`
	Before []op.Object `json:"before"`
	Ops    []op.Op     `json:"ops"`
	After  []op.Object `json:"after"`
	Error  string      `json:"error"`
}

func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("../../testdata/ops/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		var f fixture
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(data, &f), file)
		t.Run(f.Name, func(t *testing.T) {
			doc, err := op.FromObjects(f.Before)
			require.NoError(t, err)
			before, all := visible(doc), marshal(t, doc)
			held := doc.Snapshot()
			inverse, err := doc.Apply(f.Ops)
			if f.Error != "" {
				var de *diagram.Error
				require.ErrorAs(t, err, &de)
				require.EqualValues(t, f.Error, de.Code)
				require.Equal(t, all, marshal(t, doc), "a refused batch changes nothing")
				return
			}
			require.NoError(t, err)
			want, err := op.FromObjects(f.After)
			require.NoError(t, err)
			require.Equal(t, visible(want), visible(doc))
			require.Equal(t, before, op.FromDiagram(held), "a snapshot stays as it was")
			redo, err := doc.Apply(inverse)
			require.NoError(t, err)
			require.Equal(t, before, visible(doc), "the inverse takes the batch back")
			_, err = doc.Apply(redo)
			require.NoError(t, err)
			require.Equal(t, visible(want), visible(doc), "the inverse of the inverse does it again")
		})
	}
}

// visible returns what a reader of the document sees, as operations that build it.
func visible(doc *op.Document) []op.Op { return op.FromDiagram(doc.Snapshot()) }

func marshal(t require.TestingT, doc *op.Document) string {
	b, err := json.Marshal(doc)
	require.NoError(t, err)
	return string(b)
}

// Every property of every kind must survive being put, stored and loaded.
func TestEveryPropertyRoundTrips(t *testing.T) {
	values := map[string]string{
		"string": `"x"`, "boolean": `true`, "number": `240`, "ID": `"t"`, "ID[]": `["t"]`, "string[]": `["a"]`,
		"Point": `{"x":1,"y":2}`, "Size": `{"w":3,"h":4}`, "LintSettings": `{"preset":"strict","levels":{"missing-foreign-key":"off"},"thresholds":{"N101":{"columns":3}},"dictionaries":{"abbreviations":{"cust":"customer"}}}`,
		"TableKind": `"view"`, "Identity": `"always"`, "Action": `"cascade"`,
		"End[]":       `[{"table":"t","card":"one"},{"table":"t","card":"many","role":"boss"}]`,
		"Pair[]":      `[{"from":"c","to":"c"}]`,
		"Attribute[]": `[{"name":"since","type":"date"}]`,
		"IndexPart[]": `[{"column":"c","desc":true,"nulls":"last"},{"expression":"lower(name)"}]`,
	}
	words := map[string]string{"color": `"teal"`, "dialect": `"mysql"`, "notation": `"chen"`, "rule": `"K001"`, "until": `"2030-01-31"`, "drawn": `"stub"`}
	for _, k := range op.Kinds() {
		for _, p := range k.Properties {
			t.Run(string(k.Kind)+"."+p.Name, func(t *testing.T) {
				value := values[p.Type]
				if w := words[p.Name]; w != "" {
					value = w
				}
				require.NotEmpty(t, value, "no sample for type %s", p.Type)
				ops := []op.Op{{Verb: op.Put, ID: "t", Kind: diagram.KindTable, Order: "V"}}
				id := diagram.RootID
				if k.Kind != diagram.KindDiagram {
					id = "x"
					put := op.Op{Verb: op.Put, ID: id, Kind: k.Kind, Order: "V"}
					if k.Parent != "" {
						put.Parent = "t"
					}
					if k.Kind == diagram.KindRelationship {
						put.Props = map[string]json.RawMessage{"ends": json.RawMessage(`[{"table":"t","card":"one"},{"table":"t","card":"one"}]`)}
					}
					ops = append(ops, put)
				}
				doc := op.NewDocument()
				_, err := doc.Apply(ops)
				require.NoError(t, err)
				empty := visible(doc)
				inverse, err := doc.Apply([]op.Op{{Verb: op.Set, ID: id, Property: p.Name, Value: json.RawMessage(value)}})
				require.NoError(t, err)
				require.Len(t, inverse, 1)
				again, err := op.Load([]byte(marshal(t, doc)))
				require.NoError(t, err)
				require.Equal(t, marshal(t, doc), marshal(t, again))
				require.Contains(t, marshal(t, doc), `"`+p.Name+`":`+value)
				_, err = doc.Apply(inverse)
				require.NoError(t, err)
				require.Equal(t, empty, visible(doc))
			})
		}
	}
}

func TestRefusedValues(t *testing.T) {
	doc, err := op.FromObjects([]op.Object{
		{ID: "t", Kind: diagram.KindTable, Order: "V"},
		{ID: "n", Kind: diagram.KindNote, Order: "V"},
		{ID: "g", Kind: diagram.KindIgnore, Order: "V"},
	})
	require.NoError(t, err)
	for _, c := range []struct{ id, property, value, message string }{
		{"t", "pos", `{"x":1e400,"y":0}`, "must be of type Point"},
		{"t", "pos", `{"x":1e9,"y":0}`, "outside of the canvas"},
		{"t", "pos", `{"x":1,"y":0,"z":1}`, "must be of type Point"},
		{"t", "pos", `{"X":1,"Y":0}`, "must be of type Point"},
		{"t", "width", `20`, "between 160 and 640"},
		{"t", "kind", `"spreadsheet"`, "must be one of"},
		{"t", "schema", `"a b"`, "not valid"},
		{"n", "color", `"red"`, "must be one of"},
		{"n", "size", `{"w":-1,"h":0}`, "negative"},
		{"g", "rule", `"K1"`, "code of a rule"},
		{"diagram", "lint", `{"preset":"lax"}`, `preset is "lax"; it must be one of recommended, strict or teaching`},
		{"diagram", "lint", `{"levels":{"K001":"loud"}}`, `levels.K001 is "loud"`},
		{"diagram", "lint", `{"levels":{"__proto__":"off"}}`, "levels.__proto__ is not the code or name of a rule"},
		{"diagram", "lint", `{"thresholds":{"N101":{"columns":-1}}}`, "thresholds.N101.columns is -1"},
		{"diagram", "lint", `{"thresholds":{"N101":{"columns":1.5}}}`, "must be of type LintSettings"},
		{"diagram", "lint", `{"thresholds":{"N101":{"a b":1}}}`, "thresholds.N101.a b is not the name of a number"},
		{"diagram", "lint", `{"dictionaries":{"roles":["Creator"]}}`, `dictionaries.roles holds "Creator"`},
		{"diagram", "lint", `{"dictionaries":{"abbreviations":{"cust":""}}}`, `dictionaries.abbreviations.cust is ""`},
		{"diagram", "lint", `{"dictionaries":{"words":[]}}`, "must be of type LintSettings"},
	} {
		t.Run(c.property+" "+c.value, func(t *testing.T) {
			_, err := doc.Apply([]op.Op{{Verb: op.Set, ID: diagram.ID(c.id), Property: c.property, Value: json.RawMessage(c.value)}})
			require.ErrorContains(t, err, c.message)
		})
	}
}

func BenchmarkSetInLargeDiagram(b *testing.B) {
	d := diagram.New()
	for range 5000 {
		t := &diagram.Table{Name: "t"}
		for range 10 {
			t.Columns = append(t.Columns, &diagram.Column{Name: "c", Type: "int"})
		}
		d.AddTable(t)
	}
	doc := op.NewDocument()
	_, err := doc.Apply(op.FromDiagram(d))
	require.NoError(b, err)
	id := d.SortedTables()[2500].Columns[5].ID
	b.ResetTimer()
	for i := range b.N {
		_, err := doc.Apply([]op.Op{op.SetTo(id, "comment", string(rune('a'+i%26)))})
		require.NoError(b, err)
	}
}

// TestLongest holds the limits that the browser cuts texts to against what is refused.
func TestLongest(t *testing.T) {
	limited := 0
	for _, k := range op.Kinds() {
		for _, p := range k.Properties {
			n := p.Longest()
			if n == 0 || k.Kind == diagram.KindDiagram {
				continue
			}
			limited++
			for _, length := range []int{n, n + 1} {
				props := map[string]json.RawMessage{p.Name: json.RawMessage(`"` + strings.Repeat("ü", length) + `"`)}
				put := op.Op{Verb: op.Put, ID: "x", Kind: k.Kind, Order: diagram.OrderAt(0), Props: props}
				if k.Parent != "" {
					put.Parent = "t"
				}
				_, err := op.NewDocument().Apply([]op.Op{{Verb: op.Put, ID: "t", Kind: diagram.KindTable, Order: diagram.OrderAt(0)}, put})
				if length > n {
					require.ErrorContains(t, err, fmt.Sprintf("the limit is %d", n), "%s.%s", k.Kind, p.Name)
				} else if err != nil {
					require.NotContains(t, err.Error(), "characters", "%s.%s", k.Kind, p.Name)
				}
			}
		}
	}
	require.Greater(t, limited, 25)
}
