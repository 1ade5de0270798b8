package dbml_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/dbml"
	"crowsfoot/diagram/format/formattest"
)

// FuzzRead feeds the reader with changed texts: it refuses them with a sentence or reads
// something sound, which can be written and read again without a loss of its own.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(fixtures + "*")
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	for _, text := range []string{
		"Table a {\n id int [pk\n b int [ref: > a.id]\n}", "Table a [\n~\n]{ x y [ , ] }", "Ref: a.(b, c) ?<>? d.(e, f)", "TableGroup g { a }\nNote n: '''\n\\u12'''",
		"Enum e { a b [ }", "TablePartial p { id int [ref: > id, check: `x`] }\nTable t { ~p ~p }", "Project { Table a { id \"\" } }", "use { table a } from 'x'",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := formattest.Try(dbml.Read, data)
		require.NoError(t, err)
		if s == nil {
			return
		}
		d := s.Pages[0].Diagram
		var out bytes.Buffer
		_, err = dbml.Write(&out, d)
		require.NoError(t, err)
		want := dbml.Fit(d)
		if len(want.Tables)+len(want.Domains)+len(want.Modules)+len(want.Notes) == 0 && want.Name+want.Comment+want.Dialect == "" {
			return
		}
		again, err := dbml.Read(out.Bytes())
		require.NoError(t, err, out.String())
		require.Empty(t, again.Warnings, out.String())
		got := again.Pages[0].Diagram
		for _, n := range want.Notes {
			n.Size = diagram.Size{}
		}
		for _, n := range got.Notes {
			n.Size = diagram.Size{}
		}
		require.Equal(t, diagramtest.Objects(diagramtest.Renumbered(want)), diagramtest.Objects(diagramtest.Renumbered(got)), out.String())
	})
}
