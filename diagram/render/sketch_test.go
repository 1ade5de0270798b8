package render_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/render"
)

// everyForm has one of each form and of each marker.
func everyForm() *diagram.Sketch {
	s := &diagram.Sketch{}
	forms := []diagram.SketchForm{
		diagram.SketchRectangle, diagram.SketchRounded, diagram.SketchEllipse, diagram.SketchDiamond, diagram.SketchTriangle,
		diagram.SketchHexagon, diagram.SketchCylinder, diagram.SketchActor, diagram.SketchText, "unknown",
	}
	for i, form := range forms {
		for k := range 3 {
			s.Add(diagram.SketchShape{Source: fmt.Sprint(form, k), Form: form, Box: diagram.Rect{X: float64(i) * 120, Y: float64(k) * 80, W: 100, H: 60},
				Shaded: k == 1, Double: k == 2, Dashed: k == 2, Text: []diagram.TextLine{{Text: string(form), Bold: k == 0, Italic: k == 1, Underline: k == 2}}})
		}
	}
	at := func(x, y float64) diagram.Point { return diagram.Point{X: x, Y: y} }
	s.Add(diagram.SketchShape{Source: "polygon", Form: diagram.SketchPolygon, Box: diagram.Rect{Y: 260, W: 100, H: 60}, Angle: 15,
		Points: []diagram.Point{at(0, 260), at(100, 280), at(60, 320)}, Inner: [][]diagram.Point{{at(20, 270), at(60, 320)}}})
	s.Add(diagram.SketchShape{Source: "card", Form: diagram.SketchRectangle, Box: diagram.Rect{X: 120, Y: 260, W: 100, H: 80}, Top: true, Left: true, Clip: true,
		Text: []diagram.TextLine{{Text: "Title", Bold: true}, {Text: "a line that is too long for its box by far", Rule: true}, {Text: "b"}, {Text: "c"}, {Text: "d"}, {Text: "e"}, {Text: "f"}}})
	s.Add(diagram.SketchShape{Source: "wrapped", Form: diagram.SketchRectangle, Box: diagram.Rect{X: 240, Y: 260, W: 100, H: 60}, Bottom: true, Right: true, Wrap: true,
		Hollow: true, Text: []diagram.TextLine{{Text: "many words that are broken into lines"}}})
	s.Add(diagram.SketchShape{Source: "bare", Form: diagram.SketchRounded, Box: diagram.Rect{X: 360, Y: 260, W: 100, H: 60}, Bare: true, Size: 20, Text: []diagram.TextLine{{Text: "20 px"}}})
	s.Add(diagram.SketchShape{Source: "ground", Form: diagram.SketchRectangle, Box: diagram.Rect{X: 480, Y: 260, W: 320, H: 200}, Shaded: true})
	for i, m := range markers {
		y := 360 + float64(i)*20
		s.Add(diagram.SketchShape{Source: "line" + string(m), Form: diagram.SketchLine, Points: []diagram.Point{at(0, y), at(60, y), at(120, y+15)},
			Start: m, End: m, Dashed: i == 1, Double: i == 2, Text: []diagram.TextLine{{Text: string(m)}}, TextBox: diagram.Rect{X: 60, Y: y}})
	}
	return s
}

var markers = []diagram.SketchMarker{
	diagram.MarkerNone, diagram.MarkerArrow, diagram.MarkerOpen, diagram.MarkerTriangle, diagram.MarkerDiamond, diagram.MarkerCircle,
	diagram.MarkerOne, diagram.MarkerOnlyOne, diagram.MarkerZeroOne, diagram.MarkerMany, diagram.MarkerOneMany, diagram.MarkerZeroMany, "unknown",
}

func drawSketch(t testing.TB, s *diagram.Sketch, opt render.Options) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, render.SketchFile(&b, s, opt))
	return b.String()
}

func TestSketchGolden(t *testing.T) {
	for _, theme := range []render.Theme{render.Light, render.Dark, render.Contrast} {
		t.Run(string(theme), func(t *testing.T) {
			got := drawSketch(t, everyForm(), render.Options{Theme: theme})
			requireSafe(t, got)
			requireGolden(t, "sketch-"+string(theme), got)
		})
	}
}

// TestSketchInAPage holds that the part of a page has nothing that its security policy
// forbids, and no size of its own.
func TestSketchInAPage(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, render.SketchSVG(everyForm()).Render(context.Background(), &b))
	svg := b.String()
	requireSafe(t, svg)
	require.NotRegexp(t, regexp.MustCompile(`\s(style|on\w+|href)=`), svg)
	require.NotRegexp(t, regexp.MustCompile(`<svg[^>]* (width|height)=`), svg)
	require.Contains(t, svg, `<g class="sketch-shape" data-source="ellipse2">`)
	require.Contains(t, svg, `aria-label="The page as it was drawn: 35 shapes, 13 lines"`)
}

func TestSketchTextsStayText(t *testing.T) {
	for _, text := range []string{
		`<script>alert(1)</script>`, `]]>`, `-->`, `<![CDATA[x`, `"><img src=x onerror=alert(1)>`, `' onload='x`, `&lt;b&gt; &#x3c;`, `</text></svg>`,
	} {
		s := &diagram.Sketch{}
		s.Add(diagram.SketchShape{Source: text, Box: diagram.Rect{W: 900, H: 40}, Text: []diagram.TextLine{{Text: text}}})
		s.Add(diagram.SketchShape{Source: text, Form: diagram.SketchLine, Points: []diagram.Point{{}, {X: 50}}, Text: []diagram.TextLine{{Text: text}}})
		svg := drawSketch(t, s, render.Options{})
		require.Contains(t, requireSafe(t, svg), text)
	}
	s := &diagram.Sketch{}
	s.Add(diagram.SketchShape{Source: "a\x00\ufffe", Box: diagram.Rect{W: 900, H: 40}, Text: []diagram.TextLine{{Text: "a\x00b\x1bc\x7f"}, {Text: "pay\u202etxt"}, {Text: "bad\xff"}}})
	lines := strings.Split(requireSafe(t, drawSketch(t, s, render.Options{})), "\n")
	require.Subset(t, lines, []string{"abc", "pay\ufffdtxt", "bad\ufffd"})
}

func TestSketchShortensWhatDoesNotFit(t *testing.T) {
	s := &diagram.Sketch{}
	s.Add(diagram.SketchShape{Box: diagram.Rect{W: 100, H: 30}, Text: []diagram.TextLine{{Text: strings.Repeat("w", 100)}}})
	s.Add(diagram.SketchShape{Box: diagram.Rect{Y: 50, W: 100, H: 30}, Text: []diagram.TextLine{{Text: "one"}, {Text: "two"}, {Text: "three"}, {Text: "four"}}})
	s.Add(diagram.SketchShape{Form: diagram.SketchText, Box: diagram.Rect{Y: 100, W: 10, H: 30}, Text: []diagram.TextLine{{Text: "a text without a box is not shortened"}}})
	text := requireSafe(t, drawSketch(t, s, render.Options{}))
	require.Contains(t, text, "www…\n")
	require.Contains(t, text, "two…\n")
	require.NotContains(t, text, "three")
	require.Contains(t, text, "a text without a box is not shortened")
}

func TestSketchSaysWhatIsMissing(t *testing.T) {
	require.Contains(t, requireSafe(t, drawSketch(t, nil, render.Options{})), "Nothing is drawn on this page")
	require.Contains(t, requireSafe(t, drawSketch(t, &diagram.Sketch{}, render.Options{})), "Nothing is drawn on this page")

	s := &diagram.Sketch{}
	for i := range diagram.MaxSketchShapes + 7 {
		s.Add(diagram.SketchShape{Box: diagram.Rect{X: float64(i%200) * 20, Y: float64(i/200) * 20, W: 10, H: 10}})
	}
	svg := drawSketch(t, s, render.Options{})
	require.Equal(t, diagram.MaxSketchShapes, strings.Count(svg, "sketch-shape"))
	require.Contains(t, svg, ">7 more shapes not shown here<")

	// A shape at the end of the world must not make the others too small to be seen.
	s = &diagram.Sketch{}
	for i := range 40 {
		s.Add(diagram.SketchShape{Box: diagram.Rect{X: float64(i) * 20, W: 10, H: 10}})
	}
	s.Add(diagram.SketchShape{Box: diagram.Rect{X: diagram.MaxCoordinate, W: 10, H: 10}})
	svg = drawSketch(t, s, render.Options{})
	require.Contains(t, svg, ">1 shape far off to the side<")
	require.Contains(t, svg, `viewBox="-24 -24 838 `)
}

func TestSketchErrorsOfTheWriterComeBack(t *testing.T) {
	require.ErrorIs(t, render.SketchFile(broken{}, everyForm(), render.Options{}), io.ErrClosedPipe)
}

// TestAnySketchIsDrawn draws sketches of any numbers and texts.
func TestAnySketchIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-100, 100), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0}))
		words := rapid.StringOf(rapid.RuneFrom([]rune("ab _<>&\"\x00\n表🙂\u202e")))
		point := rapid.Custom(func(t *rapid.T) diagram.Point { return diagram.Point{X: number.Draw(t, "x"), Y: number.Draw(t, "y")} })
		rect := rapid.Custom(func(t *rapid.T) diagram.Rect {
			return diagram.Rect{X: number.Draw(t, "x"), Y: number.Draw(t, "y"), W: number.Draw(t, "w"), H: number.Draw(t, "h")}
		})
		line := rapid.Custom(func(t *rapid.T) diagram.TextLine {
			return diagram.TextLine{Text: words.Draw(t, "text"), Bold: rapid.Bool().Draw(t, "bold"), Rule: rapid.Bool().Draw(t, "rule")}
		})
		form := rapid.SampledFrom([]diagram.SketchForm{diagram.SketchRectangle, diagram.SketchRounded, diagram.SketchEllipse, diagram.SketchDiamond,
			diagram.SketchPolygon, diagram.SketchCylinder, diagram.SketchActor, diagram.SketchText, diagram.SketchLine})
		s := &diagram.Sketch{}
		for range rapid.IntRange(0, 30).Draw(t, "shapes") {
			b := rapid.Bool()
			s.Add(diagram.SketchShape{
				Source: words.Draw(t, "source"), Form: form.Draw(t, "form"), Box: rect.Draw(t, "box"), Angle: number.Draw(t, "angle"),
				Points: rapid.SliceOfN(point, 0, 5).Draw(t, "points"), Start: rapid.SampledFrom(markers).Draw(t, "start"), End: rapid.SampledFrom(markers).Draw(t, "end"),
				Double: b.Draw(t, "double"), Text: rapid.SliceOfN(line, 0, 4).Draw(t, "lines"), TextBox: rect.Draw(t, "text box"),
				Top: b.Draw(t, "top"), Right: b.Draw(t, "right"), Wrap: b.Draw(t, "wrap"), Clip: b.Draw(t, "clip"), Size: number.Draw(t, "size"),
			})
		}
		var out bytes.Buffer
		require.NoError(t, render.SketchFile(&out, s, render.Options{}))
		require.NotRegexp(t, regexp.MustCompile("NaN|Inf"), out.String())
	})
}

// TestLargeSketchIsDrawnSoon holds the cost of a page of 5,000 shapes. The bound is wide,
// because machines are shared; BenchmarkSketch measures.
func TestLargeSketchIsDrawnSoon(t *testing.T) {
	s := manyShapes(5000)
	start := time.Now()
	require.NoError(t, render.SketchFile(io.Discard, s, render.Options{}))
	require.Less(t, time.Since(start), 3*time.Second)
}

func BenchmarkSketch(b *testing.B) {
	s := manyShapes(5000)
	for b.Loop() {
		if err := render.SketchFile(io.Discard, s, render.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func manyShapes(n int) *diagram.Sketch {
	s := &diagram.Sketch{}
	for i := range n {
		x, y := float64(i%100)*120, float64(i/100)*60
		if i%5 == 0 {
			s.Add(diagram.SketchShape{Source: fmt.Sprint(i), Form: diagram.SketchLine, Points: []diagram.Point{{X: x, Y: y}, {X: x + 50, Y: y}, {X: x + 50, Y: y + 90}},
				Start: diagram.MarkerOnlyOne, End: diagram.MarkerZeroMany})
			continue
		}
		s.Add(diagram.SketchShape{Source: fmt.Sprint(i), Form: diagram.SketchRectangle, Box: diagram.Rect{X: x, Y: y, W: 100, H: 40}, Wrap: true,
			Text: []diagram.TextLine{{Text: "customer_number bigint NOT NULL"}}})
	}
	return s
}
