package drawio_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

// sketched reads cells and returns what is drawn of each, by its id.
func sketched(t *testing.T, cells ...string) map[string][]diagram.SketchShape {
	t.Helper()
	src, err := drawio.Read([]byte(`<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>` + strings.Join(cells, "") + `</root></mxGraphModel>`))
	require.NoError(t, err)
	out := map[string][]diagram.SketchShape{}
	for _, s := range src.Pages[0].Sketch.Shapes {
		out[s.Source] = append(out[s.Source], s)
	}
	return out
}

func shape(id, style string, x, y, w, h float64) string {
	return fmt.Sprintf(`<mxCell id="%s" value="%s" style="%s" vertex="1" parent="1"><mxGeometry x="%g" y="%g" width="%g" height="%g" as="geometry"/></mxCell>`, id, id, style, x, y, w, h)
}

func edge(id, style, source, target string, points ...diagram.Point) string {
	list := ""
	for _, p := range points {
		list += fmt.Sprintf(`<mxPoint x="%g" y="%g"/>`, p.X, p.Y)
	}
	return fmt.Sprintf(`<mxCell id="%s" style="%s" edge="1" parent="1" source="%s" target="%s"><mxGeometry relative="1" as="geometry"><Array as="points">%s</Array></mxGeometry></mxCell>`, id, style, source, target, list)
}

// TestSketchOfLines holds where lines run. The shapes are 100 by 60: a at the origin, b to
// the right of it, c below a, and d to the right of c.
func TestSketchOfLines(t *testing.T) {
	at := func(v ...float64) []diagram.Point {
		var out []diagram.Point
		for i := 0; i < len(v); i += 2 {
			out = append(out, diagram.Point{X: v[i], Y: v[i+1]})
		}
		return out
	}
	for name, c := range map[string]struct {
		line string
		want []diagram.Point
	}{
		"straight, from border to border":    {edge("e", "", "a", "b"), at(100, 30, 300, 30)},
		"straight to a rhomb":                {edge("e", "", "a", "c"), at(50, 60, 50, 200)},
		"straight to the side of an ellipse": {edge("e", "", "c", "d"), at(100, 230, 300, 230)},
		"through a bend":                     {edge("e", "", "a", "b", at(200, 130)...), at(95, 60, 200, 130, 305, 60)},
		"at fixed places":                    {edge("e", "exitX=1;exitY=1;entryX=0;entryY=0;", "a", "b"), at(100, 60, 300, 0)},
		"at a fixed place of a rhomb":        {edge("e", "exitX=1;exitY=1;entryX=0;entryY=0.5;", "c", "b"), at(75, 245, 300, 30)},
		"along the axes":                     {edge("e", "edgeStyle=orthogonalEdgeStyle;", "a", "b"), at(100, 30, 300, 30)},
		"along the axes with a step":         {edge("e", "edgeStyle=orthogonalEdgeStyle;exitX=1;exitY=0.5;entryX=0;entryY=0.5;", "a", "d"), at(100, 30, 200, 30, 200, 230, 300, 230)},
		"along the axes with a corner":       {edge("e", "edgeStyle=orthogonalEdgeStyle;exitX=1;exitY=0.5;entryX=0.5;entryY=0;", "a", "d"), at(100, 30, 350, 30, 350, 200)},
		"along the axes around":              {edge("e", "edgeStyle=orthogonalEdgeStyle;exitX=1;exitY=0.5;entryX=1;entryY=0.5;", "a", "b"), at(100, 30, 420, 30, 400, 30)},
		"away from each other":               {edge("e", "edgeStyle=orthogonalEdgeStyle;exitX=0;exitY=0.5;entryX=1;entryY=0.5;", "a", "d"), at(0, 30, -20, 30, -20, 130, 420, 130, 420, 230, 400, 230)},
		"along the axes through bends":       {edge("e", "edgeStyle=orthogonalEdgeStyle;", "a", "d", at(200, 30, 200, 230)...), at(100, 30, 200, 30, 200, 230, 300, 230)},
		"of entities and relations":          {edge("e", "edgeStyle=entityRelationEdgeStyle;", "a", "d"), at(100, 30, 130, 30, 270, 230, 300, 230)},
		"with an elbow":                      {edge("e", "edgeStyle=elbowEdgeStyle;", "a", "d"), at(100, 30, 200, 30, 200, 230, 300, 230)},
		"with an elbow that was moved":       {edge("e", "edgeStyle=elbowEdgeStyle;elbow=vertical;", "a", "d", at(0, 100)...), at(50, 60, 50, 100, 350, 100, 350, 200)},
		"to itself":                          {edge("e", "edgeStyle=orthogonalEdgeStyle;", "a", "a"), at(100, 15, 120, 15, 120, 45, 100, 45)},
	} {
		t.Run(name, func(t *testing.T) {
			got := sketched(t, shape("a", "", 0, 0, 100, 60), shape("b", "", 300, 0, 100, 60), shape("c", "rhombus;", 0, 200, 100, 60), shape("d", "ellipse;", 300, 200, 100, 60), c.line)
			require.Len(t, got["e"], 1)
			require.InDeltaSlice(t, flat(c.want), flat(got["e"][0].Points), .01, "%v", got["e"][0].Points)
		})
	}
}

func flat(points []diagram.Point) []float64 {
	var out []float64
	for _, p := range points {
		out = append(out, p.X, p.Y)
	}
	return out
}

// TestSketchOfRowEnds holds that lines at rows end at the sides of the table.
func TestSketchOfRowEnds(t *testing.T) {
	row := `<mxCell id="r" value="id" style="text;portConstraint=eastwest;" vertex="1" parent="a"><mxGeometry y="30" width="100" height="30" as="geometry"/></mxCell>`
	got := sketched(t, shape("a", "swimlane;startSize=30;childLayout=stackLayout;", 0, 0, 100, 60), row, shape("b", "", 40, 300, 100, 60),
		edge("e", "edgeStyle=orthogonalEdgeStyle;", "b", "r", diagram.Point{X: 60, Y: 200}))
	points := got["e"][0].Points
	require.Equal(t, 100.0, points[len(points)-1].X)
}

// TestSketchOfLabels holds where the labels of lines stand.
func TestSketchOfLabels(t *testing.T) {
	label := `<mxCell id="l" value="N" style="edgeLabel;" vertex="1" connectable="0" parent="e"><mxGeometry x="0.5" y="-10" relative="1" as="geometry"><mxPoint x="3" y="4" as="offset"/></mxGeometry></mxCell>`
	got := sketched(t, shape("a", "", 0, 0, 100, 60), shape("b", "", 300, 0, 100, 60), edge("e", "", "a", "b"), label)
	require.Equal(t, diagram.Rect{X: 253, Y: 44}, got["l"][0].Box)
	require.Equal(t, "N", got["l"][0].Text[0].Text)
}

// TestSketchLeavesOutWhatIsHidden also holds that lines at lines, in a circle too, end.
func TestSketchLeavesOutWhatIsHidden(t *testing.T) {
	got := sketched(t, `<mxCell id="off" parent="0" visible="0"/>`, strings.Replace(shape("h", "", 0, 0, 10, 10), `parent="1"`, `parent="off"`, 1), shape("a", "", 0, 0, 100, 60),
		edge("e", "", "f", "a"), edge("f", "", "e", "a"), edge("g", "", "a", "nobody"))
	require.Empty(t, got["h"])
	require.Len(t, got["a"], 1)
	require.Empty(t, got["g"])
}

// TestSketchKnowsEverySource holds that what was read can be found in the sketch.
func TestSketchKnowsEverySource(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.drawio"))
	require.NoError(t, err)
	for _, file := range files {
		for _, p := range readFile(t, file).Pages {
			drawn := map[string]bool{}
			for _, s := range p.Sketch.Shapes {
				drawn[s.Source] = true
			}
			for _, table := range p.Diagram.Tables {
				require.True(t, drawn[table.Source], file)
			}
			for _, r := range p.Diagram.Relationships {
				require.True(t, r.Source == "" || drawn[r.Source], file) // a row may say it alone
			}
		}
	}
}

// TestSketchOfAnything draws pages of random cells.
func TestSketchOfAnything(t *testing.T) {
	styles := []string{"", "swimlane;", "shape=table;startSize=20;", "shape=tableRow;", "shape=partialRectangle;", "ellipse;", "rhombus;", "triangle;direction=west;", "text;",
		"shape=note;size=-5;", "shape=umlActor;", "shape=document;flipH=1;", "shape=umlLifeline;size=1e9;", "swimlane;horizontal=0;startSize=-3;", "line;", "rotation=1e300;", "fontSize=-1;spacingLeft=1e9;"}
	ways := []string{"", "edgeStyle=orthogonalEdgeStyle;", "edgeStyle=orthogonalEdgeStyle;exitX=1;exitY=0.5;", "edgeStyle=entityRelationEdgeStyle;entryX=NaN;entryY=2;", "edgeStyle=elbowEdgeStyle;elbow=vertical;", "curved=1;", "edgeStyle=elbowEdgeStyle;"}
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]string{"0", "-1", "10", "50", "1e6", "-1e6", "1e308", "NaN", "x", "", "0.5", "120"})
		n := rapid.IntRange(1, 12).Draw(t, "cells")
		id := rapid.Custom(func(t *rapid.T) string { return fmt.Sprint("c", rapid.IntRange(0, n).Draw(t, "id")) })
		var b strings.Builder
		b.WriteString(`<mxGraphModel><root><mxCell id="0"/><mxCell id="c0" parent="0"/>`)
		for i := 1; i <= n; i++ {
			kind, style := `vertex="1"`, rapid.SampledFrom(styles).Draw(t, "style")
			if rapid.Bool().Draw(t, "line") {
				kind, style = `edge="1"`, rapid.SampledFrom(ways).Draw(t, "way")
			}
			fmt.Fprintf(&b, `<mxCell id="c%d" value="a&lt;hr&gt;b" style="html=1;%s" %s parent="%s" source="%s" target="%s"><mxGeometry x="%s" y="%s" width="%s" height="%s" relative="%d" as="geometry"><mxPoint x="%s" y="%s" as="sourcePoint"/><mxPoint x="%s" y="0" as="targetPoint"/><Array as="points"><mxPoint x="%s" y="%s"/></Array></mxGeometry></mxCell>`,
				i, style, kind, id.Draw(t, "parent"), id.Draw(t, "source"), id.Draw(t, "target"), number.Draw(t, "x"), number.Draw(t, "y"), number.Draw(t, "w"), number.Draw(t, "h"), rapid.IntRange(0, 1).Draw(t, "relative"),
				number.Draw(t, "x"), number.Draw(t, "y"), number.Draw(t, "x"), number.Draw(t, "x"), number.Draw(t, "y"))
		}
		b.WriteString(`</root></mxGraphModel>`)
		src, err := drawio.Read([]byte(b.String()))
		require.NoError(t, err)
		for _, s := range src.Pages[0].Sketch.Shapes {
			e := s.Extent()
			for _, v := range []float64{e.X, e.Y, e.Right(), e.Bottom()} {
				require.True(t, v >= -8e6 && v <= 8e6, "%v", s)
			}
		}
	})
}
