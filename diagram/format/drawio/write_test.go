package drawio_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/drawio"
	"crowsfoot/diagram/format/edraw"
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

var kept = regexp.MustCompile(` crowsfoot\d*="[^"]*"`)

// stripped takes our own attributes off a file, as a program does that drops what it does
// not know.
func stripped(file []byte) []byte { return kept.ReplaceAll(file, nil) }

// TestWriteShows checks that a drawing alone says everything of the schema.
func TestWriteShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true})
		diagramtest.EqualSchema(t, d, reread(t, stripped(exported(t, d))))
	})
}

// TestWriteKeeps checks that nothing of a diagram is lost in a file of its own.
func TestWriteKeeps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true, Invisible: true})
		diagramtest.Equal(t, d, reread(t, exported(t, d)))
	})
}

// TestWriteCorpus writes what was read of real drawings and reads it again.
func TestWriteCorpus(t *testing.T) {
	pages := 0
	var shown atomic.Int32
	t.Cleanup(func() {
		t.Logf("%d of %d pages are equal without what the file keeps besides the drawing", shown.Load(), pages)
	})
	for folder, read := range map[string]func([]byte) (*diagram.Source, error){"drawio": drawio.Read, "edraw": edraw.Read} {
		files, err := filepath.Glob(filepath.Join(corpus, "..", folder, "*"))
		require.NoError(t, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				continue // a folder
			}
			src, err := read(data)
			if err != nil {
				continue
			}
			for _, p := range src.Pages {
				if len(p.Diagram.Tables) == 0 {
					continue
				}
				pages++
				t.Run(filepath.Base(file)+"/"+p.Name, func(t *testing.T) {
					t.Parallel()
					written := exported(t, p.Diagram)
					diagramtest.Equal(t, p.Diagram, reread(t, written))
					alone := reread(t, stripped(written))
					if diagramtest.Schema(p.Diagram) == diagramtest.Schema(alone) {
						shown.Add(1)
					} else if testing.Verbose() {
						diagramtest.EqualSchema(t, p.Diagram, alone)
					}
				})
			}
		}
	}
	if pages == 0 {
		t.Skipf("no drawings beside %s: the corpus of real drawings is not here", corpus)
	}
}
