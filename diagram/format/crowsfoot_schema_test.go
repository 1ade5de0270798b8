package format_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format"
)

func crowsfootSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(format.CrowsfootSchema))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("crowsfoot.json", doc))
	s, err := c.Compile("crowsfoot.json")
	require.NoError(t, err)
	return s
}

// TestCrowsfootSchema holds files of random diagrams to the schema that is handed out.
func TestCrowsfootSchema(t *testing.T) {
	schema := crowsfootSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true, Invisible: true})
		var out bytes.Buffer
		_, err := format.Named("crowsfoot").Write(&out, d, format.Options{})
		require.NoError(t, err)
		doc, err := jsonschema.UnmarshalJSON(&out)
		require.NoError(t, err)
		require.NoError(t, schema.Validate(doc))
	})
}

// TestCrowsfootSchemaRefuses changes one thing of a good file at a time: the schema allows
// no other keys, types and words.
func TestCrowsfootSchemaRefuses(t *testing.T) {
	schema := crowsfootSchema(t)
	d := diagram.New()
	a := d.AddTable(&diagram.Table{ID: "a", Name: "a", Columns: []*diagram.Column{{ID: "c", Name: "c", Type: "int"}}})
	d.AddRelationship(&diagram.Relationship{ID: "r", Ends: diagram.Between(a.ID, diagram.Many, a.ID, diagram.One)})
	var out bytes.Buffer
	_, err := format.Named("crowsfoot").Write(&out, d, format.Options{})
	require.NoError(t, err)
	var flat bytes.Buffer
	require.NoError(t, json.Compact(&flat, out.Bytes()))
	valid := func(text string) error {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		require.NoError(t, err, text)
		return schema.Validate(doc)
	}
	require.NoError(t, valid(flat.String()))
	for old, now := range map[string]string{
		`"crowsfoot":1`: `"crowsfoot":2`, `"id":"c"`: `"id":"c c"`, `"card":"many"`: `"card":"lots"`, `"not_null":false`: `"not_null":"no"`,
		`"type":"int"`: `"typ":"int"`, `"pinned":false,`: ``, `"x":0`: `"x":"0"`, `"dialect":""`: `"dialect":"cobol"`,
	} {
		text := strings.Replace(flat.String(), old, now, 1)
		require.NotEqual(t, flat.String(), text, old)
		require.Error(t, valid(text), now)
	}
}
