package xmldoc_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/internal/xmldoc"
)

// BenchmarkParse parses some 5 MB of cells as draw.io writes them.
func BenchmarkParse(b *testing.B) {
	cell := `<mxCell id="c" value="user_id uuid&amp;nbsp;NOT NULL" style="shape=partialRectangle;connectable=0;fillColor=none;top=0;left=0;bottom=0;right=0;overflow=hidden;whiteSpace=wrap;html=1;" vertex="1" parent="t1"><mxGeometry x="30" width="197" height="30" as="geometry"><mxRectangle width="197" height="30" as="alternateBounds"/></mxGeometry></mxCell>` + "\n"
	data := []byte("<root>" + strings.Repeat(cell, 16_000) + "</root>")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		doc, err := xmldoc.Parse(data)
		require.NoError(b, err)
		require.Equal(b, 48_001, doc.Elements)
	}
}
