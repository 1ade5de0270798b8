package format_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/format"
)

// TestDBMLKeepsDDL takes real scripts, which are no part of the repository, through DBML:
// where nothing is reported as lost, the same DDL comes of it.
func TestDBMLKeepsDDL(t *testing.T) {
	kept, lossy := 0, 0
	for _, dialect := range []string{"postgres", "mysql", "sqlite"} {
		files, err := filepath.Glob("../../../shared/corpus/ddl/" + dialect + "/*.sql")
		require.NoError(t, err)
		target, err := ddl.Find(dialect)
		require.NoError(t, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			s, err := format.ReadDialect(file, data, "sql", dialect)
			require.NoError(t, err)
			d := s.Pages[0].Diagram
			var text bytes.Buffer
			losses, err := format.Named("dbml").Write(&text, d, format.Options{})
			require.NoError(t, err)
			if len(losses) > 0 || len(d.Tables) == 0 {
				lossy++
				continue
			}
			again, err := format.Read("x.dbml", text.Bytes(), "")
			require.NoError(t, err, file)
			require.Empty(t, again.Warnings, file)
			require.Equal(t, ddl.Write(d, target, ddl.Options{}).SQL, ddl.Write(again.Pages[0].Diagram, target, ddl.Options{}).SQL, file)
			kept++
		}
	}
	if kept+lossy == 0 {
		t.Skip("the scripts of ../shared/corpus/ddl are not here")
	}
	require.Positive(t, kept)
	t.Logf("%d scripts come back as the same DDL, %d have no tables or losses that are reported", kept, lossy)
}
