package xmldoc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/internal/xmldoc"
)

// BenchmarkParse reads a drawing of 20,000 cells, as draw.io writes them.
func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	text.WriteString("<mxfile><diagram><mxGraphModel><root>")
	for i := range 20_000 {
		fmt.Fprintf(&text, `<mxCell id="cell-%d" value="customer_id&lt;br&gt;int" style="shape=partialRectangle;connectable=0;fillColor=none;top=0;left=0;bottom=0;right=0;fontStyle=1;overflow=hidden;" vertex="1" parent="cell-%d"><mxGeometry x="40" y="30" width="180" height="30" as="geometry"/></mxCell>`+"\n", i, i/5)
	}
	text.WriteString("</root></mxGraphModel></diagram></mxfile>")
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := xmldoc.Parse(data)
		require.NoError(b, err)
	}
}
