package diagram_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

// shapeWant is a shape as the fixture says it, with the boxes of its rows and the heights
// where lines to one, to many and to no one knows how many end: at the name, and at each row.
type shapeWant struct {
	Height, Top, Bottom, Head float64
	Order                     []int
	Keys                      int
	Ovals, Dependent, Joins   bool
	Rows                      [][4]float64
	Ends                      [][3]float64
}

// The browser draws the same; testdata/look.json holds both to one answer.
func TestLookFixture(t *testing.T) {
	text, err := os.ReadFile("../testdata/look.json")
	require.NoError(t, err)
	var f struct {
		Shapes []struct {
			Look    struct{ Notation, Display, Density string }
			Columns []string
			Parents int
			Want    shapeWant
		}
		Ways []struct {
			Way, Want [][2]float64
			First     float64
			Last      *float64
		}
	}
	require.NoError(t, json.Unmarshal(text, &f))
	require.NotEmpty(t, f.Shapes)
	for _, c := range f.Shapes {
		look, err := diagram.LookNamed(c.Look.Notation, c.Look.Display, c.Look.Density)
		require.NoError(t, err)
		kinds := make([]diagram.ColumnKind, len(c.Columns))
		for i, k := range c.Columns {
			kinds[i] = diagram.ColumnKind{Primary: strings.Contains(k, "p"), Foreign: strings.Contains(k, "f"), Unique: strings.Contains(k, "u")}
		}
		s := look.Shape(kinds, c.Parents)
		got := shapeWant{s.Height, s.Top, s.Bottom, s.Head, s.Order, s.Keys, s.Ovals, s.Dependent, s.Joins, [][4]float64{}, [][3]float64{}}
		for k := -1; k < len(s.Order); k++ {
			if k >= 0 {
				b := look.RowBox(s, k, 220)
				got.Rows = append(got.Rows, [4]float64{b.X, b.Y, b.W, b.H})
			}
			got.Ends = append(got.Ends, [3]float64{look.EndY(s, k, diagram.One), look.EndY(s, k, diagram.ZeroMany), look.EndY(s, k, diagram.Unknown)})
		}
		require.Equal(t, c.Want, got, "%v %v", c.Look, c.Columns)
	}
	require.NotEmpty(t, f.Ways)
	for _, c := range f.Ways {
		way := make([]diagram.Point, len(c.Way))
		for i, p := range c.Way {
			way[i] = diagram.Point{X: p[0], Y: p[1]}
		}
		last := math.NaN()
		if c.Last != nil {
			last = *c.Last
		}
		fitted, ok := diagram.FitWay(way, c.First, last)
		require.Equal(t, c.Want != nil, ok)
		for i, p := range fitted {
			require.Equal(t, c.Want[i], [2]float64{p.X, p.Y})
		}
		require.Len(t, fitted, len(c.Want))
	}
}

func TestLookNamed(t *testing.T) {
	plain, err := diagram.LookNamed("crowsfoot", "full", "comfortable")
	require.NoError(t, err)
	require.Equal(t, diagram.Look{}, plain)
	for _, names := range [][3]string{{"uml", "", ""}, {"", "some", ""}, {"", "", "tight"}} {
		_, err := diagram.LookNamed(names[0], names[1], names[2])
		require.Error(t, err)
	}
}
