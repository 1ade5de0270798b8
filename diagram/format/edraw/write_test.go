package edraw_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// written returns the package that a diagram is written as.
func written(t require.TestingT, d *diagram.Diagram) []byte {
	var out bytes.Buffer
	_, err := edraw.Write(&out, d)
	require.NoError(t, err)
	return out.Bytes()
}

// readOne reads a package of one page.
func readOne(t require.TestingT, data []byte) *diagram.Page {
	src, err := edraw.Read(data)
	require.NoError(t, err)
	require.Len(t, src.Pages, 1)
	return src.Pages[0]
}

// partsOf unpacks a package.
func partsOf(t require.TestingT, data []byte) []part {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var parts []part
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		text, err := io.ReadAll(r)
		require.NoError(t, err)
		parts = append(parts, part{f.Name, string(text)})
	}
	return parts
}

// drawingOnly takes what only Crowsfoot knows out of a package, as EdrawMax does.
func drawingOnly(t require.TestingT, data []byte) []byte {
	var kept []part
	for _, p := range partsOf(t, data) {
		if !strings.HasPrefix(p.name, "crowsfoot/") {
			kept = append(kept, p)
		}
	}
	return pack(t, kept...)
}

func TestWriteAndReadGenerated(t *testing.T) {
	for name, o := range map[string]diagramtest.Options{"plain": {}, "hostile": {Hostile: true}, "invisible": {Hostile: true, Invisible: true}} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := diagramtest.Generate(t, o)
				data := written(t, want)
				require.True(t, edraw.Sniff(data))
				diagramtest.Equal(t, want, readOne(t, data).Diagram)
				require.Equal(t, data, written(t, want), "the same diagram gives other bytes")
			})
		})
	}
}

func TestDrawingAloneSaysTheSchema(t *testing.T) {
	for name, o := range map[string]diagramtest.Options{"plain": {}, "hostile": {Hostile: true}} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := diagramtest.Generate(t, o)
				data := drawingOnly(t, written(t, want))
				diagramtest.EqualSchema(t, want, readOne(t, data).Diagram)
			})
		})
	}
}

// TestWritesWhatIsNotWhole draws a diagram with references to nothing.
func TestWritesWhatIsNotWhole(t *testing.T) {
	d := diagram.New()
	a := d.AddTable(&diagram.Table{ID: "a", Name: "a", Columns: []*diagram.Column{{ID: "c", Name: "c"}}, Keys: []*diagram.Key{
		{ID: "k1", Primary: true, Columns: []diagram.ID{"gone", "c"}}, {ID: "k2", Columns: []diagram.ID{"gone"}}, {ID: "k3", Primary: true, Columns: []diagram.ID{"c"}},
	}})
	d.AddRelationship(&diagram.Relationship{ID: "r1", Name: "lost", Ends: diagram.Between(a.ID, diagram.Many, "gone", diagram.One)})
	d.AddRelationship(&diagram.Relationship{ID: "r2", Directed: true, Ends: diagram.Between(a.ID, diagram.Many, a.ID, diagram.One), Pairs: []diagram.Pair{{From: "gone", To: "c"}}})
	d.AddRelationship(&diagram.Relationship{ID: "r3", Ends: []diagram.End{{Table: "a", Card: diagram.Many}, {Table: "gone"}, {Table: "a"}}})
	d.AddNote(&diagram.Note{ID: "n", Text: "\x00\ufffe"})
	var out bytes.Buffer
	losses, err := edraw.Write(&out, d)
	require.NoError(t, err)
	requireDrawn(t, out.Bytes())
	var lost []string
	for _, l := range losses {
		lost = append(lost, l.Code+" "+string(l.Object))
	}
	require.Equal(t, []string{"dangling r1", "dangling r3", "no-model "}, lost) // r3 has cards that no operation allows
	got := readOne(t, out.Bytes()).Diagram
	require.Len(t, got.Relationships, 1)
	require.True(t, got.SortedTables()[0].InPrimaryKey(got.SortedTables()[0].Columns[0].ID))
}
