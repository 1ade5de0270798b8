package drawio_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
	"crowsfoot/diagram/format/formattest"
)

// FuzzRead feeds the reader with changed fixtures: it must answer, never panic, and what
// it gives must be whole.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.*"))
	require.NoError(f, err)
	for _, file := range files {
		if filepath.Ext(file) == ".golden" {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(readAny)
}

// FuzzRow puts wild texts into the rows and titles of tables: a list, a table of cells
// and a shape with one label.
func FuzzRow(f *testing.F) {
	for _, row := range []string{
		"id int PK", "+ name: varchar(255) NOT NULL", "PK,FK1", "customer_id | customers(id)", "«FK» owner : User [0..1]", "price decimal(10,2) = 0.00 -- in euro",
		"email String", "PK: email", "enum('a','b')", "<b>id</b><br><u>key</u>", "name varchar(", "(((", "1..*", "a,b,c", "- - -", "{id}", "FK → users.id", "名前 文字列",
	} {
		f.Add(row, row)
	}
	f.Fuzz(func(t *testing.T, name, row string) {
		n, r := formattest.Escaped(name), formattest.Escaped(row)
		readAny(t, []byte(formattest.Drawing(formattest.List("l", n, "1", r)+
			`<mxCell id="b" value="`+n+`&#10;`+r+`" style="rounded=0;html=1" vertex="1" parent="1"><mxGeometry x="400" width="120" height="80" as="geometry"/></mxCell>`+
			`<mxCell id="t" value="`+n+`" style="shape=table;startSize=30;" vertex="1" parent="1"><mxGeometry x="700" width="180" height="60" as="geometry"/></mxCell>`+
			`<mxCell id="tr" style="shape=tableRow;" vertex="1" parent="t"><mxGeometry y="30" width="180" height="30" as="geometry"/></mxCell>`+
			`<mxCell id="tc" value="`+r+`" style="shape=partialRectangle;" vertex="1" parent="tr"><mxGeometry width="30" height="30" as="geometry"/></mxCell>`+
			`<mxCell id="td" value="`+r+`" style="shape=partialRectangle;" vertex="1" parent="tr"><mxGeometry x="30" width="150" height="30" as="geometry"/></mxCell>`+
			`<mxCell id="e" value="`+r+`" style="endArrow=ERmany;" edge="1" parent="1" source="l" target="t"><mxGeometry relative="1" as="geometry"/></mxCell>`)))
	})
}

// readAny reads a file, which is refused with a sentence or gives something sound.
func readAny(t *testing.T, data []byte) {
	var src *diagram.Source
	var err error
	require.Less(t, formattest.Allocated(func() { src, err = drawio.Read(data) }), formattest.MaxAllocated(len(data)))
	if err != nil {
		var e *diagram.Error
		require.ErrorAs(t, err, &e)
		require.NoError(t, formattest.Sentence(e.Message))
		return
	}
	require.NoError(t, formattest.Sound(src))
	for _, p := range src.Pages {
		requireWhole(t, p)
	}
}
