package drawio_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/drawio"
)

// exported writes a diagram into a file of its own.
func exported(t require.TestingT, d *diagram.Diagram) []byte {
	var b bytes.Buffer
	losses, err := drawio.Write(&b, d, drawio.Options{})
	require.NoError(t, err)
	require.Empty(t, losses)
	return b.Bytes()
}

// reread reads the only page of a file.
func reread(t require.TestingT, data []byte) *diagram.Diagram {
	src, err := drawio.Read(data)
	require.NoError(t, err)
	require.Len(t, src.Pages, 1)
	return src.Pages[0].Diagram
}

var data = regexp.MustCompile(` crowsfoot\d*="[^"]*"`)

// stripped takes our own attributes off a file, as a program does that drops what it does
// not know.
func stripped(file []byte) []byte { return data.ReplaceAll(file, nil) }

// TestWriteShows checks that a drawing alone says everything of the schema.
func TestWriteShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true})
		diagramtest.EqualSchema(t, d, reread(t, stripped(exported(t, d))))
	})
}
