package mxgraph_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/formattest"
	"crowsfoot/diagram/format/internal/mxgraph"
	"crowsfoot/diagram/format/internal/xmldoc"
)

// FuzzRead checks that any file is refused with a sentence or gives pages whose parents
// end at a root.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"clinic.drawio", "clinic.drawio.svg", "clinic-old.png", "clinic.txt", "pages.drawio"} {
		data, err := os.ReadFile(filepath.Join(fixtures, name))
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		mxgraph.Sniff(data)
		file, err := mxgraph.Read(data)
		if err != nil {
			requireRefusal(t, err)
			return
		}
		for _, p := range file.Pages {
			for _, c := range p.Cells {
				c.Text()
				for at, n := c, 0; at != nil; at, n = at.Parent, n+1 {
					require.LessOrEqual(t, n, len(p.Cells))
				}
			}
		}
	})
}

// FuzzContainer packs a drawing in every way that draw.io knows: each gives the same
// cells as the plain one.
func FuzzContainer(f *testing.F) {
	f.Add(`<mxGraphModel><root><mxCell id="0"/><mxCell id="a" value="x&lt;b&gt;y" vertex="1" parent="0"><mxGeometry x="1" y="2" width="30" height="40" as="geometry"/></mxCell></root></mxGraphModel>`)
	f.Add(`<mxGraphModel><root><UserObject id="u" label="100%25 + é"><mxCell edge="1" source="u"/></UserObject></root></mxGraphModel>`)
	f.Fuzz(func(t *testing.T, model string) {
		plain, err := mxgraph.Read([]byte(model))
		if err != nil || !strings.HasPrefix(model, "<mxGraphModel") || !utf8.ValidString(model) {
			requireRefusal(t, err)
			return
		}
		want := describe(plain)
		packed := formattest.Packed(model)
		raw := formattest.Deflated([]byte(model))
		for name, data := range map[string][]byte{
			"page":             []byte("<mxfile><diagram>" + packed + "</diagram></mxfile>"),
			"page of raw text": []byte("<mxfile><diagram>" + base64.StdEncoding.EncodeToString(raw) + "</diagram></mxfile>"),
			"text":             []byte(packed),
			"SVG":              []byte(`<svg content="` + formattest.Escaped(model) + `"/>`),
			"SVG, packed":      []byte(`<svg content="` + packed + `"/>`),
			"PNG, tEXt":        formattest.PNG(formattest.Chunk("tEXt", []byte("mxGraphModel\x00"+packed))),
			"PNG, iTXt":        formattest.PNG(formattest.Chunk("iTXt", append([]byte("mxfile\x00\x01\x00\x00\x00"), raw...))),
		} {
			file, err := mxgraph.Read(data)
			require.NoError(t, err, name)
			require.Equal(t, want, describe(file), name)
		}
	})
}

// describe writes the cells of a drawing.
func describe(f *mxgraph.File) string {
	var b bytes.Buffer
	for _, p := range f.Pages {
		for _, c := range p.Cells {
			fmt.Fprintf(&b, "%q %q %g,%g %gx%g\n", c.ID, c.Text(), c.X, c.Y, c.W, c.H)
		}
	}
	return b.String()
}

// FuzzCell puts wild texts into the label and the style of a cell.
func FuzzCell(f *testing.F) {
	f.Add("a<b>b</b><br/>c<hr><table><tr><td>d</td><th>e</th></tr></table>", "html=1;shape=table;fontStyle=5;x=1e999", "r")
	f.Add("%name% &lt; &amp;amp; \u200b\u00a0", "rhombus;=;;a=b=c;fontStyle=NaN", "%label%")
	f.Add("<script>x</script></div></div><u style='font-weight:bold'", "whiteSpace=wrap", "")
	f.Fuzz(func(t *testing.T, value, style, name string) {
		file, err := mxgraph.Read([]byte(`<mxGraphModel><root><mxCell id="0"/><UserObject id="u" placeholders="1" name="` + formattest.Escaped(name) + `" label="` + formattest.Escaped(value) + `">` +
			`<mxCell style="` + formattest.Escaped(style) + `" vertex="1" parent="0"/></UserObject></root></mxGraphModel>`))
		if err != nil {
			requireRefusal(t, err)
			return
		}
		c := file.Pages[0].Cells[1]
		for _, l := range c.Label().Lines {
			require.Equal(t, strings.Join(strings.Fields(l.Text), " "), l.Text)
			require.NotEmpty(t, l.Text)
		}
		// A character of the label becomes at most a whole name.
		require.LessOrEqual(t, len(c.Text()), (len(value)+1)*(len(name)+4))
		require.True(t, c.Style.Shape() == "" || c.Style.Is(c.Style.Shape()))
		for _, key := range []string{"fontStyle", "x", "startSize"} {
			require.InDelta(t, 0, c.Style.Number(key), 1e6)
		}
		c.Style.Font()
	})
}

// requireRefusal holds an error, if there is one, to what people may read.
func requireRefusal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		var e *xmldoc.Error
		require.ErrorAs(t, err, &e)
		require.NoError(t, formattest.Sentence(e.Error()))
	}
}
