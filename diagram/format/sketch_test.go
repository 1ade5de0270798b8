package format_test

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/render"
)

var update = flag.Bool("update", false, "rewrite the pictures in testdata/sketch")

// TestSketches draws fixtures of both drawing programs and compares them with the pictures
// beside them. Those in testdata/sketch hold one of each shape; the others are drawings.
func TestSketches(t *testing.T) {
	for name, file := range map[string]string{
		"drawio-shapes": "sketch/shapes.drawio", "drawio-lines": "sketch/lines.drawio",
		"drawio-list": "drawio/clinic.drawio", "drawio-table": "drawio/shop.drawio", "drawio-chen": "drawio/chen.drawio",
		"edraw-shapes": "sketch/shapes.edx", "edraw-table": "edraw/clinic.eddx", "edraw-old": "edraw/keys.edx",
	} {
		t.Run(name, func(t *testing.T) {
			p := readSketch(t, filepath.Join("../../testdata", file))
			requireSketched(t, p, file)
			var b bytes.Buffer
			require.NoError(t, render.SketchFile(&b, p.Sketch, render.Options{}))
			got := strings.ReplaceAll(b.String(), "><", ">\n<") // so that a difference can be read
			golden := filepath.Join("../../testdata/sketch", name+".svg")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.True(t, string(want) == got, "%s differs; run with -update and look at the picture", golden)
		})
	}
}

func readSketch(t *testing.T, file string) *diagram.Page {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	src, err := format.Read(filepath.Base(file), data, "")
	require.NoError(t, err)
	return src.Pages[0]
}

// requireSketched checks that a page has a sketch within bounds, and that everything read
// of the page can be pointed at in it.
func requireSketched(t *testing.T, p *diagram.Page, file string) {
	t.Helper()
	require.NotNil(t, p.Sketch, file)
	requireWithin(t, p.Sketch, file)
	drawn := map[string]bool{}
	for _, s := range p.Sketch.Shapes {
		drawn[s.Source] = true
	}
	for _, table := range p.Diagram.Tables {
		require.True(t, drawn[table.Source], "%s: table %s of shape %s", file, table.Name, table.Source)
		for _, c := range table.Columns {
			require.True(t, c.Source == "" || drawn[c.Source], "%s: column %s of shape %s", file, c.Name, c.Source)
		}
	}
	for _, r := range p.Diagram.Relationships {
		require.True(t, r.Source == "" || drawn[r.Source], "%s: relationship %s of shape %s", file, r.Name, r.Source)
	}
	for _, n := range p.Diagram.Notes {
		require.True(t, drawn[n.Source], "%s: note %q of shape %s", file, n.Text, n.Source)
	}
}

// requireWithin checks that all shapes lie within finite bounds.
func requireWithin(t *testing.T, s *diagram.Sketch, file string) {
	t.Helper()
	for i := range s.Shapes {
		b := s.Shapes[i].Extent()
		for _, v := range []float64{b.X, b.Y, b.Right(), b.Bottom()} {
			require.Less(t, math.Abs(v), 8*diagram.MaxCoordinate, "%s: shape %s", file, s.Shapes[i].Source)
		}
		require.GreaterOrEqual(t, b.W, 0.0, file)
		require.GreaterOrEqual(t, b.H, 0.0, file)
	}
}

// TestSketchOfRefusedPages holds that people see what was not read as a diagram.
func TestSketchOfRefusedPages(t *testing.T) {
	for _, file := range []string{"drawio/not_er.drawio", "sketch/shapes.edx"} {
		p := readSketch(t, filepath.Join("../../testdata", file))
		require.NotEmpty(t, p.Sketch.Shapes, file)
	}
}

// TestSketchesOfRealDrawings draws the real drawings, every page of them.
func TestSketchesOfRealDrawings(t *testing.T) {
	const corpus = "../../../shared/corpus"
	drawn := 0
	for _, pattern := range []string{"drawio/*.*", "edraw/*.ed*"} {
		files, err := filepath.Glob(filepath.Join(corpus, pattern))
		require.NoError(t, err)
		for _, file := range files {
			if ext := filepath.Ext(file); ext == ".tsv" || ext == ".md" {
				continue
			}
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			src, err := format.Read(filepath.Base(file), data, "")
			if err != nil {
				continue // refused files have no pages
			}
			for _, p := range src.Pages {
				requireSketched(t, p, filepath.Base(file))
				drawn++
			}
		}
	}
	if drawn == 0 {
		t.Skipf("no drawings in %s: the corpus of real drawings is not here", corpus)
	}
	t.Logf("%d pages", drawn)
}
