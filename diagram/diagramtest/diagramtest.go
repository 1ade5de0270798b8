// Package diagramtest helps the tests of packages that write diagrams and read them back:
// it makes random diagrams and compares what went in with what came out.
//
// It holds nothing that the product itself needs. Only tests import it.
//
// Start at Generate, Equal and EqualSchema.
package diagramtest

import (
	"encoding/json"
	"strings"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// TestingT is what the comparisons need of a test; *testing.T and *rapid.T are ones.
type TestingT interface {
	require.TestingT
	Helper()
}

// Equal requires that two diagrams hold the same objects with the same IDs, orders and
// properties. A list that is nil equals one that is empty.
func Equal(t TestingT, want, got *diagram.Diagram) {
	t.Helper()
	require.Equal(t, Objects(want), Objects(got))
}

// Objects writes all objects of a diagram as text, one on each line, in an order that
// depends on their content only.
func Objects(d *diagram.Diagram) string {
	var b strings.Builder
	for _, o := range op.FromDiagram(d) {
		line, err := json.Marshal(o)
		if err != nil {
			panic(err) // texts and numbers only
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// EqualSchema requires that two diagrams say the same of the database to somebody who
// sees names only; see Schema.
func EqualSchema(t TestingT, want, got *diagram.Diagram) {
	t.Helper()
	require.Equal(t, Schema(want), Schema(got))
}
