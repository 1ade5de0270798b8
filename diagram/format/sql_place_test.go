package format_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
)

// Editors count the characters of a line, and a byte order mark is none of them.
func TestPlacesInAScriptWithByteOrderMark(t *testing.T) {
	for name, script := range map[string]string{"with": "\ufeffCREATE TABLE a (x int);", "without": "CREATE TABLE a (x int);"} {
		t.Run(name, func(t *testing.T) {
			source, err := format.Read("a.sql", []byte(script), "sql")
			require.NoError(t, err)
			page := source.Pages[0]
			for id := range page.Diagram.Tables {
				require.Equal(t, diagram.Position{Line: 1, Column: 14}, page.Places[id])
			}
			require.Len(t, page.Diagram.Tables, 1)
		})
	}
}
