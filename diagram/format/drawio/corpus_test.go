package drawio_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

const corpus = "../../../../shared/corpus/drawio"

// TestCorpus reads real drawings. How well they are read is measured elsewhere, with
// `crowsfoot read --json` and the scoring tool beside the corpus.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus, "*"))
	require.NoError(t, err)
	read := 0
	for _, file := range files {
		info, err := os.Stat(file)
		require.NoError(t, err)
		if info.IsDir() || filepath.Ext(file) == ".tsv" || filepath.Ext(file) == ".md" {
			continue
		}
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		read++
		t.Run(filepath.Base(file), func(t *testing.T) {
			start := time.Now()
			src, err := drawio.Read(data)
			if took := time.Since(start); took > 300*time.Millisecond {
				t.Logf("took %v", took)
			}
			if err != nil {
				var e *diagram.Error
				require.ErrorAs(t, err, &e)
				t.Log(e.Message)
				return
			}
			require.NotEmpty(t, src.Pages)
			for _, p := range src.Pages {
				requireWhole(t, p)
			}
		})
	}
	if read == 0 {
		t.Skipf("no drawings in %s: the corpus of real drawings is not here", corpus)
	}
}

// requireWhole checks that everything a page refers to is there.
func requireWhole(t testing.TB, p *diagram.Page) {
	t.Helper()
	for id, table := range p.Diagram.Tables {
		require.Equal(t, id, table.ID)
		seen := map[diagram.ID]bool{}
		for _, c := range table.Columns {
			require.False(t, seen[c.ID], "column %s of %s has the ID of another", c.Name, table.Name)
			seen[c.ID] = true
			require.NotEmpty(t, c.Name)
		}
		for _, k := range table.Keys {
			require.NotEmpty(t, k.Columns)
			for _, c := range k.Columns {
				require.True(t, seen[c])
			}
		}
	}
	for _, r := range p.Diagram.Relationships {
		require.GreaterOrEqual(t, len(r.Ends), 2)
		for _, e := range r.Ends {
			require.NotNil(t, p.Diagram.Tables[e.Table])
		}
		if len(r.Pairs) > 0 {
			_, _, ok := p.Diagram.ForeignKey(r)
			require.True(t, ok)
		}
	}
}
