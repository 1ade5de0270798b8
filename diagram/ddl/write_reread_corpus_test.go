package ddl_test

import (
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
)

// TestRereadCorpus writes real schemas for SQL Server and Oracle and reads them back.
func TestRereadCorpus(t *testing.T) {
	for name, d := range realSchemas(t) {
		for _, dialect := range parsedOnly {
			t.Run(name+"/"+dialect, func(t *testing.T) { reread(t, cut(d), dialect, ddl.Options{}) })
		}
	}
}

// realSchemas are those of the corpus, which are other people's and not part of this
// repository; without it the test is skipped.
func realSchemas(t *testing.T) iter.Seq2[string, *diagram.Diagram] {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	models, err := filepath.Glob(filepath.Join(corpus, "lint", "schemas", "*.json"))
	require.NoError(t, err)
	scripts, err := filepath.Glob(filepath.Join(corpus, "ddl", "*", "*.sql"))
	require.NoError(t, err)
	if len(models) == 0 || len(scripts) == 0 {
		t.Skip("the corpus of real schemas is not here")
	}
	list := map[string]*diagram.Diagram{}
	for _, file := range slices.Concat(models, scripts) {
		name := filepath.Base(file)
		if strings.HasPrefix(name, "spider_") {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		kind := "schema-json"
		if filepath.Ext(file) == ".sql" {
			kind, name = "sql", filepath.Base(filepath.Dir(file))+"/"+name
		}
		read, err := format.Read(name, data, kind)
		require.NoError(t, err, file)
		if len(read.Pages) > 0 && len(read.Pages[0].Diagram.Tables) > 0 {
			list[name] = read.Pages[0].Diagram
		}
	}
	return maps.All(list)
}
