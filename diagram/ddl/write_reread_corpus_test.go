package ddl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
)

// TestRereadCorpus writes real schemas for SQL Server and Oracle and reads them back. They
// are other people's and not part of this repository.
func TestRereadCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "lint", "schemas", "*.json"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the corpus of real schemas is not here")
	}
	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasPrefix(name, "spider_") {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		source, err := format.Read(name, data, "schema-json")
		require.NoError(t, err)
		for _, dialect := range parsedOnly {
			t.Run(name+"/"+dialect, func(t *testing.T) { reread(t, cut(source.Pages[0].Diagram), dialect, ddl.Options{}) })
		}
	}
}
