package edraw_test

import (
	"bytes"
	"io"
	"strconv"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

// lattice returns a diagram of n tables of so many columns, each of which refers to the
// table before.
func lattice(n, columns int) *diagram.Diagram {
	d := diagram.New()
	var before *diagram.Table
	for i := range n {
		name := "table_" + strconv.Itoa(i)
		t := &diagram.Table{ID: diagram.ID(name), Name: name, Pos: diagram.Point{X: float64(i%40) * 400, Y: float64(i/40*columns) * 50}}
		for k := range columns {
			t.Columns = append(t.Columns, &diagram.Column{ID: diagram.DerivedID(name, strconv.Itoa(k)), Name: "column_" + strconv.Itoa(k), Type: "varchar(255)", NotNull: k%2 == 0})
		}
		t.Keys = []*diagram.Key{{ID: diagram.DerivedID(name, "key"), Primary: true, Columns: []diagram.ID{t.Columns[0].ID}}}
		d.AddTable(t)
		if before != nil {
			d.AddRelationship(&diagram.Relationship{ID: diagram.DerivedID(name, "line"), Directed: true, Ends: diagram.Between(t.ID, diagram.ZeroMany, before.ID, diagram.One),
				Pairs: []diagram.Pair{{From: t.Columns[1].ID, To: before.Columns[0].ID}}})
		}
		before = t
	}
	return d
}

// TestLargeDrawing writes more rows than a page may have elements for: the model still
// gives them back. They are in few tables, as finding the ways of lines takes long.
func TestLargeDrawing(t *testing.T) {
	want := lattice(60, 300)
	data := written(t, want)
	diagramtest.Equal(t, want, readOne(t, data).Diagram)
	_, err := edraw.Read(drawingOnly(t, data))
	requireRefused(t, err)
	t.Logf("%d tables: %d KB", len(want.Tables), len(data)>>10)
}

func BenchmarkWrite(b *testing.B) {
	d := lattice(500, 10)
	for b.Loop() {
		_, err := edraw.Write(io.Discard, d)
		require.NoError(b, err)
	}
}

func BenchmarkReadWritten(b *testing.B) {
	var out bytes.Buffer
	_, err := edraw.Write(&out, lattice(500, 10))
	require.NoError(b, err)
	for b.Loop() {
		_, err := edraw.Read(out.Bytes())
		require.NoError(b, err)
	}
}
