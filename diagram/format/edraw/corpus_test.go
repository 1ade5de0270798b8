package edraw_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

// corpus is the folder of real drawings that measuring needs. They belong to others, so
// they are not part of the repository.
const corpus = "../../../../shared/corpus/edraw"

func corpusFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.eddx", "*.edx"} {
		found, err := filepath.Glob(filepath.Join(corpus, pattern))
		require.NoError(t, err)
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skipf("The real drawings are not here: no *.eddx in %s.", corpus)
	}
	return files
}

// TestReadsEveryRealDrawing reads all real drawings. With CROWSFOOT_SCORE_OUT set it
// writes what was read, in the form of `read --json`, to that folder for score_import.py.
func TestReadsEveryRealDrawing(t *testing.T) {
	t.Parallel()
	out := os.Getenv("CROWSFOOT_SCORE_OUT")
	var slowest time.Duration
	slow, tables, noER := "", 0, 0
	others, clean := 0, 0 // drawings of other kinds, and those of them that made no table
	files := corpusFiles(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		begin := time.Now()
		src, err := edraw.Read(data)
		if took := time.Since(begin); took > slowest {
			slowest, slow = took, filepath.Base(file)
		}
		require.NoError(t, err, file)
		require.True(t, edraw.Sniff(data), file)
		flagged := false
		for _, w := range src.Warnings {
			flagged = flagged || w.Code == "not-er"
		}
		read := 0
		for _, p := range src.Pages {
			read += len(p.Diagram.Tables)
			requireSound(t, p, file)
			requireMarked(t, p, file)
		}
		tables += read
		if strings.HasPrefix(filepath.Base(file), "no-") {
			others++
			if read == 0 || flagged {
				clean++
			}
			if read > 0 {
				t.Logf("%s: %d tables in a drawing that is no entity-relationship diagram", filepath.Base(file), read)
			}
		} else if read == 0 {
			t.Logf("%s: no tables, not-er is %v", filepath.Base(file), flagged)
		}
		if flagged {
			noER++
		}
		if out != "" {
			text, err := format.ReadJSON(filepath.Base(file), src)
			require.NoError(t, err)
			require.NoError(t, os.MkdirAll(out, 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(out, filepath.Base(file)+".json"), text, 0o644))
		}
	}
	t.Logf("%d of %d drawings of other kinds are empty or have the warning not-er", clean, others)
	require.GreaterOrEqual(t, clean*100, others*95, "drawings of other kinds must not become tables")
	t.Logf("%d files, %d tables, %d with the warning not-er; slowest %s with %s", len(files), tables, noER, slow, slowest.Round(time.Millisecond))
}

// requireSound checks that all references of a page lead somewhere.
func requireSound(t *testing.T, p *diagram.Page, file string) {
	t.Helper()
	d := p.Diagram
	for id, r := range d.Relationships {
		require.True(t, id.Valid(), file)
		require.GreaterOrEqual(t, len(r.Ends), 2, file)
		for _, e := range r.Ends {
			require.NotNil(t, d.Tables[e.Table], file)
			require.NotEmpty(t, e.Card, file)
		}
		if len(r.Pairs) > 0 {
			_, _, ok := d.ForeignKey(r)
			require.True(t, ok, file)
			require.True(t, r.Directed, file)
		}
	}
	for id, n := range d.Tables {
		require.True(t, id.Valid(), file)
		require.NotEmpty(t, n.Name, file)
		for _, k := range n.Keys {
			require.Len(t, n.Names(k.Columns), len(k.Columns), file)
		}
	}
}

// requireMarked checks that a direction or a pair of columns that neither an end nor a
// mark states is marked as concluded, with a reason in a sentence.
func requireMarked(t *testing.T, p *diagram.Page, file string) {
	t.Helper()
	for id, r := range p.Diagram.Relationships {
		if !r.Directed || r.Inheritance || p.Readings[id].Guessed {
			continue
		}
		stated := r.Ends[0].Card.IsMany() && !r.Ends[1].Card.IsMany()
		for _, pair := range r.Pairs {
			key := p.Diagram.Tables[r.Ends[1].Table].InPrimaryKey(pair.To)
			stated = stated || p.ForeignMarks[pair.From] || key
		}
		require.True(t, stated, "%s: the direction of %q is concluded, but not marked", file, r.Source)
	}
	for id, reading := range p.Readings {
		require.Regexp(t, `^\p{Lu}.*\.$`, reading.Why, "%s: %s", file, id)
	}
}
