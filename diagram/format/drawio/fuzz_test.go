package drawio_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

// FuzzRead feeds the reader with changed fixtures: it must answer, never panic, and what
// it gives must be whole.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.*"))
	require.NoError(f, err)
	for _, file := range files {
		if filepath.Ext(file) == ".golden" {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src, err := drawio.Read(data)
		if err != nil {
			var e *diagram.Error
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Message)
			return
		}
		for _, p := range src.Pages {
			requireWhole(t, p)
		}
	})
}
