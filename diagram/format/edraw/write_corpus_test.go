package edraw_test

import (
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/layout"

	"github.com/stretchr/testify/require"
)

// TestWritesEveryRealDrawing exports each page of the real drawings that has a table, and
// reads it again: the whole diagram with the model in the file, its schema without.
func TestWritesEveryRealDrawing(t *testing.T) {
	t.Parallel()
	files := corpusFiles(t)
	for _, pattern := range []string{"*.drawio", "*.xml", "*.svg", "*.png"} {
		found, err := filepath.Glob(filepath.Join(corpus, "../drawio", pattern))
		require.NoError(t, err)
		files = append(files, found...)
	}
	pages, alike := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		src, err := format.Read(file, data, "")
		require.NoError(t, err, file)
		for _, p := range src.Pages {
			if len(p.Diagram.Tables) == 0 {
				continue
			}
			pages++
			want, err := layout.Placed(t.Context(), p)
			require.NoError(t, err)
			out := written(t, want)
			diagramtest.Equal(t, want, readOne(t, out).Diagram)
			alone := readOne(t, drawingOnly(t, out)).Diagram
			if got := diagramtest.Schema(alone); got == diagramtest.Schema(want) {
				alike++
			} else {
				t.Errorf("%s, page %q: the drawing alone reads otherwise:\n%s", filepath.Base(file), p.Name, difference(diagramtest.Schema(want), got))
			}
			requireDrawn(t, out)
		}
	}
	t.Logf("%d pages: all equal with the model, %d of equal schema without", pages, alike)
}

// difference returns the first lines in which two texts differ.
func difference(want, got string) string {
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			from := max(0, i-200)
			return "want …" + want[from:min(len(want), i+200)] + "\n got …" + got[from:min(len(got), i+200)]
		}
	}
	return "want " + want + "\n got " + got
}
