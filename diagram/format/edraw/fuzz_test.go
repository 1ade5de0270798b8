package edraw_test

import (
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.*"))
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		edraw.Sniff(data)
		src, err := edraw.Read(data)
		if err != nil {
			requireRefused(t, err)
			return
		}
		for _, p := range src.Pages {
			requireSound(t, p, "fuzz")
		}
	})
}
