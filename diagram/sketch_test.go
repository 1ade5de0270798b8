package diagram_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

func TestSketchExtent(t *testing.T) {
	s := diagram.SketchShape{Box: diagram.Rect{X: 0, Y: 0, W: 100, H: 20}, Angle: 90}
	e := s.Extent()
	require.InDelta(t, 40, e.X, .001)
	require.InDelta(t, -40, e.Y, .001)
	require.InDelta(t, 20, e.W, .001)
	require.InDelta(t, 100, e.H, .001)

	s = diagram.SketchShape{Box: diagram.Rect{W: 10, H: 10}, TextBox: diagram.Rect{X: 0, Y: 20, W: 50, H: 10}}
	require.Equal(t, 10.0, s.Extent().W, "a place without text counts for nothing")
	s.Text = []diagram.TextLine{{Text: "below"}}
	require.Equal(t, diagram.Rect{W: 50, H: 30}, s.Extent())
}

func TestSketchAddMakesNumbersFit(t *testing.T) {
	s := &diagram.Sketch{}
	s.Add(diagram.SketchShape{Form: diagram.SketchLine, Points: []diagram.Point{{X: math.NaN()}}})
	require.Empty(t, s.Shapes, "a line has two points")

	s.Add(diagram.SketchShape{Form: diagram.SketchLine, Points: []diagram.Point{{X: math.NaN(), Y: 5}, {X: math.Inf(1), Y: 9}}})
	require.Equal(t, diagram.Rect{X: 0, Y: 5, W: diagram.MaxCoordinate, H: 4}, s.Shapes[0].Box)

	s.Add(diagram.SketchShape{Box: diagram.Rect{X: 10, Y: 10, W: -10, H: -5}, Size: -3, Text: []diagram.TextLine{{Text: strings.Repeat("é", 5000)}}})
	require.Equal(t, diagram.Rect{X: 0, Y: 5, W: 10, H: 5}, s.Shapes[1].Box)
	require.Zero(t, s.Shapes[1].Size)
	require.Equal(t, strings.Repeat("é", 500), s.Shapes[1].Text[0].Text)

	for range diagram.MaxSketchShapes {
		s.Add(diagram.SketchShape{})
	}
	require.Len(t, s.Shapes, diagram.MaxSketchShapes)
	require.Equal(t, 2, s.Left)
}
