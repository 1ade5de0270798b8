package format_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/diagram/format"
	"crowsfoot/diagram/format/formattest"
	"crowsfoot/diagram/op"

	"github.com/stretchr/testify/require"
)

// FuzzRead brings changed files of all formats to the door: it refuses them with a
// sentence or reads something sound, which survives being written as our own file and
// can be written in every other format.
func FuzzRead(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Fuzz(readWell)
}

// samples are our small files of all formats.
func samples(t testing.TB) [][]byte {
	var all [][]byte
	for _, pattern := range []string{"drawio/*", "edraw/*", "format/*", "ddl/read/*", "dbml/*", "mermaid/*", "prisma/*", "csv/*"} {
		files, err := filepath.Glob(testdata + pattern)
		require.NoError(t, err)
		for _, file := range files {
			if info, err := os.Stat(file); err != nil || info.IsDir() || filepath.Ext(file) == ".golden" || info.Size() > 16<<10 {
				continue
			}
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			all = append(all, data)
		}
	}
	return all
}

func readWell(t *testing.T, data []byte) {
	f, err := format.Detect("x", data)
	if err != nil {
		requireSentence(t, err)
		return
	}
	s, err := format.Read("x", data, f.Name)
	if err != nil {
		require.Nil(t, s)
		requireSentence(t, err)
		return
	}
	if f.Name == "crowsfoot" {
		return // whose values are checked when it is opened; FuzzCrowsfoot reads it
	}
	require.NoError(t, formattest.Sound(s))
	for _, p := range s.Pages {
		for _, to := range format.All() {
			if to.Write == nil {
				continue
			}
			var out bytes.Buffer
			lost, err := to.Write(&out, p.Diagram, format.Options{Dialect: "postgres"})
			require.NoError(t, err, to.Name)
			if to.Name != "crowsfoot" {
				continue
			}
			require.Empty(t, lost)
			again, err := format.Read("x", out.Bytes(), to.Name)
			require.NoError(t, err)
			require.Equal(t, op.FromDiagram(p.Diagram), op.FromDiagram(again.Pages[0].Diagram))
		}
	}
}
