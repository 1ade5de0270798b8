package format_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format"
	"crowsfoot/diagram/render"
)

// FuzzSketch feeds the readers with changed drawings: whatever they read, its sketch is
// within bounds and can be drawn.
func FuzzSketch(f *testing.F) {
	files, err := filepath.Glob("../../testdata/sketch/*")
	require.NoError(f, err)
	for _, file := range files {
		if filepath.Ext(file) == ".svg" {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src, err := format.Read("fuzz", data, "")
		if err != nil {
			return
		}
		for _, p := range src.Pages {
			if p.Sketch == nil {
				continue
			}
			requireWithin(t, p.Sketch, "fuzz")
			require.NoError(t, render.SketchFile(io.Discard, p.Sketch, render.Options{}))
		}
	})
}
