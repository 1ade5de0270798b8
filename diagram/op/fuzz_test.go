package op_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// FuzzBatch applies operations from anywhere to a document: they are applied wholly, can
// be taken back and done again, and what is kept can be loaded; or they are refused with
// a sentence and change nothing.
func FuzzBatch(f *testing.F) {
	files, err := filepath.Glob("../../testdata/ops/*.json")
	require.NoError(f, err)
	for _, file := range files {
		var x struct{ Before, Ops json.RawMessage }
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		require.NoError(f, json.Unmarshal(data, &x))
		f.Add([]byte(x.Before), []byte(x.Ops))
	}
	f.Fuzz(func(t *testing.T, objects, batch []byte) {
		var before []op.Object
		var ops []op.Op
		if json.Unmarshal(objects, &before) != nil || json.Unmarshal(batch, &ops) != nil {
			return
		}
		doc, err := op.FromObjects(before)
		if err != nil {
			return
		}
		all, seen := marshal(t, doc), visible(doc)
		inverse, err := doc.Apply(ops)
		if err != nil {
			var e *diagram.Error
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Message)
			require.Equal(t, all, marshal(t, doc), "a refused batch changes nothing")
			return
		}
		after := visible(doc)
		again, err := op.Load([]byte(marshal(t, doc)))
		require.NoError(t, err)
		require.Equal(t, marshal(t, doc), marshal(t, again))
		redo, err := doc.Apply(inverse)
		require.NoError(t, err)
		require.Equal(t, seen, visible(doc), "the inverse takes the batch back")
		_, err = doc.Apply(redo)
		require.NoError(t, err)
		require.Equal(t, after, visible(doc), "the inverse of the inverse does it again")
	})
}
