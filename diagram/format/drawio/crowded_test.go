package drawio_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/drawio"
	"crowsfoot/diagram/format/formattest"
)

// TestCrowded reads pages that were made to be slow: thousands of shapes on top of each
// other, loose lines all over them, and a very long chain of shapes.
func TestCrowded(t *testing.T) {
	var b strings.Builder
	for i := range 2_000 {
		fmt.Fprintf(&b, `<mxCell id="b%d" value="t%d&#10;id int&#10;x int" vertex="1" parent="1"><mxGeometry x="%d" width="5000" height="5000" as="geometry"/></mxCell>`, i, i, i%3)
		fmt.Fprintf(&b, `<mxCell id="o%d" value="o" style="ellipse" vertex="1" parent="%s"><mxGeometry width="90" height="40" as="geometry"/></mxCell>`, i, map[bool]string{true: "1", false: fmt.Sprintf("o%d", i-1)}[i == 0])
		fmt.Fprintf(&b, `<mxCell id="e%d" style="endArrow=ERmany" edge="1" parent="1" source="b%d"><mxGeometry relative="1" as="geometry"><mxPoint x="%d" y="7" as="targetPoint"/></mxGeometry></mxCell>`, i, i, i%5000)
		fmt.Fprintf(&b, `<mxCell id="n%d" value="N" style="text" vertex="1" parent="1"><mxGeometry x="%d" width="20" height="20" as="geometry"/></mxCell>`, i, i%7)
	}
	s, err := drawio.Read([]byte(formattest.Drawing(b.String())))
	require.NoError(t, err)
	requireWhole(t, s.Pages[0])
}
