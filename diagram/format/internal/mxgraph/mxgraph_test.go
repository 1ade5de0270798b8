package mxgraph_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/internal/mxgraph"
	"crowsfoot/diagram/format/internal/xmldoc"
)

const fixtures = "../../../../testdata/drawio"

func read(t *testing.T, cells string) *mxgraph.Page {
	t.Helper()
	f, err := mxgraph.Read([]byte(`<mxGraphModel><root><mxCell id="r"/><mxCell id="l" parent="r"/>` + cells + `</root></mxGraphModel>`))
	require.NoError(t, err)
	require.Len(t, f.Pages, 1)
	return f.Pages[0]
}

func cell(t *testing.T, p *mxgraph.Page, id string) *mxgraph.Cell {
	t.Helper()
	for _, c := range p.Cells {
		if c.ID == id {
			return c
		}
	}
	require.Fail(t, "no cell "+id)
	return nil
}

func TestContainers(t *testing.T) {
	for file, container := range map[string]string{"clinic.drawio": "xml", "clinic.drawio.svg": "svg",
		"clinic.drawio.png": "png", "clinic-old.png": "png", "clinic.txt": "text"} {
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(fixtures, file))
			require.NoError(t, err)
			f, err := mxgraph.Read(data)
			require.NoError(t, err)
			require.Equal(t, container, f.Container)
			require.Len(t, f.Pages, 1)
			require.Equal(t, "patients", cell(t, f.Pages[0], "patients").Text())
		})
	}
}

func TestRefusals(t *testing.T) {
	for name, data := range map[string]string{
		"a library of shapes": `<mxlibrary>[]</mxlibrary>`,
		"another XML":         `<html/>`,
		"a plain SVG":         `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"not base64":          "hello, world",
		"not packed":          "aGVsbG8gd29ybGQ=",
		"a packed other XML":  `<mxfile><diagram>%3Chtml%2F%3E</diagram></mxfile>`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := mxgraph.Read([]byte(data))
			var e *xmldoc.Error
			require.ErrorAs(t, err, &e)
		})
	}
}

// TestPlaces checks that boxes and points are absolute, through groups and for lines
// inside of groups, and that the stale points of glued ends are not used.
func TestPlaces(t *testing.T) {
	p := read(t, `<mxCell id="g" vertex="1" parent="l"><mxGeometry x="100" y="200" width="300" height="100" as="geometry"/></mxCell>
<mxCell id="a" vertex="1" parent="g"><mxGeometry x="10" y="20" width="40" height="30" as="geometry"/></mxCell>
<mxCell id="half" vertex="1" parent="g"><mxGeometry x="0.5" y="1" width="10" height="10" relative="1" as="geometry"><mxPoint x="-5" y="2" as="offset"/></mxGeometry></mxCell>
<mxCell id="e" edge="1" parent="g" source="a"><mxGeometry relative="1" as="geometry"><mxPoint x="999" y="999" as="sourcePoint"/><mxPoint x="5" y="6" as="targetPoint"/><Array as="points"><mxPoint x="1" y="2"/></Array></mxGeometry></mxCell>
<mxCell id="n" value="1" vertex="1" parent="e"><mxGeometry x="-0.8" relative="1" as="geometry"/></mxCell>`)
	a, half, e, n := cell(t, p, "a"), cell(t, p, "half"), cell(t, p, "e"), cell(t, p, "n")
	require.Equal(t, []float64{110, 220, 150, 250}, []float64{a.X, a.Y, a.Right(), a.Bottom()})
	require.Equal(t, []float64{245, 302}, []float64{half.X, half.Y})
	require.Nil(t, e.SourcePoint)
	require.Equal(t, &mxgraph.Point{X: 105, Y: 206}, e.TargetPoint)
	require.Equal(t, []mxgraph.Point{{X: 101, Y: 202}}, e.Bends)
	require.True(t, n.OnEdge)
	require.InDelta(t, -.8, n.Along, 1e-9)
	require.True(t, a.Inside(cell(t, p, "g")))
}

func TestFaults(t *testing.T) {
	p := read(t, `<mxCell id="a" vertex="1" parent="b"/><mxCell id="b" vertex="1" parent="c"/><mxCell id="c" vertex="1" parent="a"/>
<mxCell id="d" vertex="1" parent="d"/><mxCell id="d" vertex="1" parent="nowhere"/>
<mxCell id="e" edge="1" parent="l" source="a" target="gone"/>
<mxCell id="f" vertex="1" parent="l"><mxGeometry x="NaN" y="1e308" width="abc" as="geometry"/></mxCell>`)
	var codes []string
	for _, f := range p.Faults {
		codes = append(codes, f.Code)
	}
	require.ElementsMatch(t, []string{"parent-cycle", "duplicate-id", "missing-end", "bad-number", "bad-number", "bad-number"}, codes)
	for _, c := range p.Cells {
		steps := 0
		for at := c; at != nil; at = at.Parent {
			steps++
			require.Less(t, steps, 10)
		}
	}
}

func TestStyle(t *testing.T) {
	p := read(t, `<mxCell id="a" style="rhombus;html=1;fontStyle=5;a=b=c;html=0;points=[[0,0.5],[1,0.5]];empty=" vertex="1" parent="l"/><mxCell id="b" style="shape=rhombus" vertex="1" parent="l"/>`)
	s := cell(t, p, "a").Style
	require.True(t, s.Is("rhombus"))
	require.Equal(t, "rhombus", s.Shape())
	require.Equal(t, "0", s.Get("html"))
	require.Equal(t, "b=c", s.Get("a"))
	require.True(t, s.Has("empty"))
	require.Equal(t, mxgraph.Bold|mxgraph.Underline, s.Font())
	require.True(t, cell(t, p, "b").Style.Is("rhombus"))
	require.False(t, cell(t, p, "b").Style.Is("rhomb"))
}

// TestLabels checks that markup becomes lines of text, whatever it looks like.
func TestLabels(t *testing.T) {
	cases := map[string]struct{ value, want string }{
		"blocks":           {`<div>a</div><p>b<br>c</p><ul><li>d</li></ul>`, "a\nb\nc\nd"},
		"spaces":           {"  a&nbsp;&nbsp; \u200bb ", "a b"},
		"entities":         {`&lt;b&gt; &amp;amp; &#228;`, "<b> &amp; ä"},
		"raw line breaks":  {"a\nb", "a\nb"},
		"script and style": {`a<script>alert(1)</script><style>b{}</style>`, "a"},
		"broken markup":    {`a<b c="<i>d</b></b></i>e`, "a"},
		"open tags":        {`<b><i><u>a`, "a"},
		"table":            {`<table><tr><td>PK</td><td>id<br>x</td></tr></table>`, "PK\nid\nx"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			value := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\n", "&#10;").Replace(c.value)
			p := read(t, `<mxCell id="a" value="`+value+`" style="html=1" vertex="1" parent="l"/>`)
			require.Equal(t, c.want, cell(t, p, "a").Text())
		})
	}
	t.Run("without html=1 a text is literal", func(t *testing.T) {
		p := read(t, `<mxCell id="a" value="a &amp;amp; b &lt; c" vertex="1" parent="l"/>`)
		require.Equal(t, "a &amp; b < c", cell(t, p, "a").Text())
	})
	t.Run("unless it has tags", func(t *testing.T) {
		p := read(t, `<mxCell id="a" value="a&lt;br&gt;b" vertex="1" parent="l"/>`)
		require.Equal(t, "a\nb", cell(t, p, "a").Text())
	})
	t.Run("rows, sections and underlines", func(t *testing.T) {
		p := read(t, `<mxCell id="a" value="T&lt;hr&gt;&lt;table&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td&gt;&lt;u&gt;id&lt;/u&gt; int&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;" style="html=1" vertex="1" parent="l"/>`)
		require.Equal(t, []mxgraph.Line{{Text: "T"}, {Text: "id int", Underline: true, Section: 1, Row: 1, Cell: 2}}, cell(t, p, "a").Label().Lines)
	})
}

func TestWrappers(t *testing.T) {
	p := read(t, `<UserObject id="u" label="%name% of %size%" name="city" placeholders="1"><mxCell vertex="1" parent="l"/></UserObject>
<object id="o" label="plain %name%"><mxCell vertex="1" parent="u"/></object><UserObject id="empty"/>
<mxCell id="h" visible="0" parent="r"/><mxCell id="hc" vertex="1" parent="h"/>`)
	require.Equal(t, "city of %size%", cell(t, p, "u").Text())
	require.Equal(t, "plain %name%", cell(t, p, "o").Text())
	require.Equal(t, cell(t, p, "u"), cell(t, p, "o").Parent)
	require.True(t, cell(t, p, "hc").Hidden)
	require.False(t, cell(t, p, "o").Hidden)
}
