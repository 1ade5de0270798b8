package drawio_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/drawio"
)

// bigDrawing writes a drawing of native tables, each with twelve rows and a line to the
// table before it, as draw.io saves them: about 13 kB for a table.
func bigDrawing(tables int) []byte {
	var b strings.Builder
	b.WriteString(`<mxfile host="app.diagrams.net"><diagram id="p" name="Big"><mxGraphModel dx="800" dy="600" grid="1"><root><mxCell id="0"/><mxCell id="1" parent="0"/>`)
	cell := func(id, value, style, parent string, x, y, w, h int) {
		fmt.Fprintf(&b, `<mxCell id="%s" value="%s" style="%s" vertex="1" parent="%s"><mxGeometry x="%d" y="%d" width="%d" height="%d" as="geometry"><mxRectangle width="%d" height="%d" as="alternateBounds"/></mxGeometry></mxCell>`,
			id, value, style, parent, x, y, w, h, w, h)
		b.WriteString("\n")
	}
	const part = "shape=partialRectangle;connectable=0;fillColor=none;top=0;left=0;bottom=0;right=0;overflow=hidden;whiteSpace=wrap;html=1;"
	for t := range tables {
		id := fmt.Sprintf("t%d", t)
		cell(id, fmt.Sprintf("things_%d", t), "shape=table;startSize=30;container=1;collapsible=1;childLayout=tableLayout;fixedRows=1;rowLines=0;fontStyle=1;align=center;resizeLast=1;html=1;", "1", t%40*300, t/40*500, 240, 390)
		for r := range 12 {
			row := fmt.Sprintf("%s-%d", id, r)
			key, name := "", fmt.Sprintf("value_%d varchar(40) NOT NULL", r)
			switch r {
			case 0:
				key, name = "PK", "id uuid"
			case 1:
				key, name = "FK", fmt.Sprintf("things_%d_id&amp;nbsp;uuid", max(0, t-1))
			}
			cell(row, "", "shape=tableRow;horizontal=0;startSize=0;swimlaneHead=0;swimlaneBody=0;fillColor=none;collapsible=0;dropTarget=0;points=[[0,0.5],[1,0.5]];portConstraint=eastwest;top=0;left=0;right=0;bottom=1;", id, 0, 30+30*r, 240, 30)
			cell(row+"k", key, part, row, 0, 0, 30, 30)
			cell(row+"n", name, part+"align=left;spacingLeft=6;fontStyle=5;", row, 30, 0, 210, 30)
		}
		if t > 0 {
			fmt.Fprintf(&b, `<mxCell id="e%d" style="edgeStyle=entityRelationEdgeStyle;html=1;endArrow=ERzeroToMany;startArrow=ERmandOne;" edge="1" parent="1" source="t%d-0" target="t%d-1"><mxGeometry relative="1" as="geometry"/></mxCell>`, t, t-1, t)
		}
	}
	b.WriteString(`</root></mxGraphModel></diagram></mxfile>`)
	return []byte(b.String())
}

// BenchmarkRead reads a drawing of some 8 MB; the aim is 20 MB/s and more.
func BenchmarkRead(b *testing.B) {
	data := bigDrawing(500)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src, err := drawio.Read(data)
		require.NoError(b, err)
		require.Len(b, src.Pages[0].Diagram.Relationships, 499)
	}
}
