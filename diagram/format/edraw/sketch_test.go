package edraw_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/edraw"
)

func readPages(t require.TestingT, data []byte) []*diagram.Page {
	src, err := edraw.Read(data)
	require.NoError(t, err)
	return src.Pages
}

// TestSketchLiesOnTheDiagram holds that tables are drawn where the diagram has them, in
// both dialects, whose units differ.
func TestSketchLiesOnTheDiagram(t *testing.T) {
	for _, name := range []string{"clinic.eddx", "keys.edx"} {
		data, err := os.ReadFile(filepath.Join(fixtures, name))
		require.NoError(t, err)
		p := readPages(t, data)[0]
		require.NotEmpty(t, p.Diagram.Tables)
		for _, table := range p.Diagram.Tables {
			var box diagram.Rect
			for _, s := range p.Sketch.Shapes {
				if s.Source == table.Source {
					box = box.Union(s.Box)
				}
			}
			require.InDelta(t, table.Pos.X, box.X, .01, table.Name)
			require.InDelta(t, table.Pos.Y, box.Y, .01, table.Name)
		}
	}
}

// TestSketchOfGroups holds that the text of a group stands above its parts.
func TestSketchOfGroups(t *testing.T) {
	data, err := os.ReadFile("../../../testdata/sketch/shapes.edx")
	require.NoError(t, err)
	part, text := -1, -1
	for i, s := range readPages(t, data)[0].Sketch.Shapes {
		switch {
		case s.Source == "116":
			part = i
		case s.Source == "115" && len(s.Text) > 0:
			text = i
		}
	}
	require.Positive(t, part)
	require.Greater(t, text, part)
}

// TestSketchOfArrows holds how the ends of lines look by their numbers.
func TestSketchOfArrows(t *testing.T) {
	for arrow, want := range map[int]diagram.SketchMarker{
		0: diagram.MarkerNone, 36: diagram.MarkerOneMany, 35: diagram.MarkerMany, 24: diagram.MarkerOnlyOne, 23: diagram.MarkerOne,
		18: diagram.MarkerCircle, 3: diagram.MarkerOpen, 4: diagram.MarkerArrow, 5: diagram.MarkerArrow, 9: diagram.MarkerTriangle, 30: diagram.MarkerDiamond,
	} {
		page := fmt.Sprintf(`<Document Version="12"><Page ID="1"><Shape Type="ConnectLine" ID="7"><ConPoints><BeginX V="0"/><BeginY V="0"/><EndX V="90"/><EndY V="0"/></ConPoints>
			<ShapeFormat><LineFormat><LinePattern ID="2"/><BeginArrow ID="%d"/><EndArrow ID="0"/></LineFormat></ShapeFormat></Shape></Page></Document>`, arrow)
		s := readPages(t, []byte(page))[0].Sketch.Shapes[0]
		require.Equal(t, want, s.Start, "arrow %d", arrow)
		require.Equal(t, diagram.MarkerNone, s.End)
		require.True(t, s.Dashed)
	}
}

// TestSketchOfAnything draws shapes of random geometries.
func TestSketchOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]string{"0", "-1", "10", "50", "1e6", "-1e300", "NaN", "x", "", "0.5", "120"})
		tag := rapid.SampledFrom([]string{"MoveTo", "LineTo", "CurveTo", "ArcTo", "Ellipse", "EllipseArcTo", "EllipseArcTo2", "InfiniteLine"})
		path := ""
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			name := tag.Draw(t, "tag")
			path += "<" + name + ">"
			for _, key := range []string{"X", "Y", "A", "B", "C", "D"} {
				path += fmt.Sprintf(`<%s V="%s"/>`, key, number.Draw(t, key))
			}
			path += "</" + name + ">"
		}
		typ := rapid.SampledFrom([]string{"Shape", "Rectangle", "Group", "Image", "Table", "Line"}).Draw(t, "type")
		place := ""
		for _, key := range []string{"Width", "Height", "Angle", "GPinX", "GPinY", "LocPinX", "FlipX"} {
			place += fmt.Sprintf(`<%s V="%s"/>`, key, number.Draw(t, key))
		}
		page := fmt.Sprintf(`<Document Version="12"><Page ID="1"><Shape Type="%s" ID="7"><Transform>%s</Transform><Texts><Text><Transform>%s</Transform><TextBlock><Text><pp><tp>a</tp></pp></Text></TextBlock></Text></Texts><Geometries><Geometry>%s</Geometry></Geometries></Shape></Page></Document>`, typ, place, place, path)
		for _, s := range readPages(t, []byte(page))[0].Sketch.Shapes {
			e := s.Extent()
			for _, v := range []float64{e.X, e.Y, e.Right(), e.Bottom()} {
				require.True(t, v >= -8e6 && v <= 8e6, "%v", s)
			}
		}
	})
}
