package edraw_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

// BenchmarkRead reads a page of 400 tables with ten columns each and 600 lines between
// them; the bytes are those of the unpacked page.
func BenchmarkRead(b *testing.B) {
	page := largePage(400, 600)
	data := plain(b, part{"pages/page1.xml", page})
	src, err := edraw.Read(data)
	require.NoError(b, err)
	require.Len(b, src.Pages[0].Diagram.Tables, 400)
	require.Len(b, src.Pages[0].Diagram.Relationships, 600)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := edraw.Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

// largePage returns a page with tables in rows of twenty and lines that refer from each
// table to ones before it.
func largePage(tables, lines int) string {
	var page, glue strings.Builder
	page.WriteString(`<Page ID="100" Type="Page" Name="Large"><Layers/>`)
	for i := range tables {
		var columns strings.Builder
		fmt.Fprintf(&columns, "<pp><tp>id int (PK)</tp></pp><pp><tp>thing%d_id int</tp></pp>", max(0, i-1))
		for k := range 8 {
			fmt.Fprintf(&columns, "<pp><tp>column_%d varchar(%d)</tp></pp>", k, 10*k+10)
		}
		fmt.Fprintf(&page, `<Shape ID="%d" Type="Table" NameU="Entity"><Transform><Width V="160"/><Height V="200"/><GPinX V="%d"/><GPinY V="%d"/><LocPinX V="80"/><LocPinY V="100"/></Transform><TableCells>`+
			`<TableCell><Position X="0" Y="0" Width="160" Height="30"/><TextBlock><Text><pp><tp>thing%d</tp></pp></Text></TextBlock></TableCell>`+
			`<TableCell><Position X="0" Y="30" Width="160" Height="170"/><TextBlock><Text>%s</Text></TextBlock></TableCell></TableCells></Shape>`,
			1000+i, 200+260*(i%20), 200+300*(i/20), i, columns.String())
	}
	for i := range lines {
		from, to := i%tables, (i+tables-1-i/tables*7)%tables
		fmt.Fprintf(&page, `<Shape ID="%d" Type="ConnectLine"><ConPoints><BeginX V="%d"/><BeginY V="%d"/><EndX V="%d"/><EndY V="%d"/></ConPoints><ShapeFormat><LineFormat><BeginArrow ID="36"/><EndArrow ID="24"/></LineFormat></ShapeFormat></Shape>`,
			5000+i, 200+260*(from%20), 200+300*(from/20), 200+260*(to%20), 200+300*(to/20))
		fmt.Fprintf(&glue, `<Connect FromShape="%d" FromPart="9" ToShape="%d" ToPart="3"/><Connect FromShape="%d" FromPart="12" ToShape="%d" ToPart="3"/>`, 5000+i, 1000+from, 5000+i, 1000+to)
	}
	page.WriteString("<Connects>" + glue.String() + "</Connects></Page>")
	return page.String()
}

// plain puts parts into a package as they are, because what packs too well is refused
// for that alone.
func plain(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		require.NoError(t, err)
		_, err = w.Write([]byte(p.text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}
