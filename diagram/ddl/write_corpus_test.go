package ddl_test

import (
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestEngineLoadsCorpus reads real schemas, writes each in every dialect and executes the
// scripts. The schemas are other people's and not part of this repository.
func TestEngineLoadsCorpus(t *testing.T) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus", "ddl")
	if _, err := os.Stat(corpus); err != nil {
		t.Skipf("the corpus of real schemas is not here: %v", err)
	}
	type figure struct{ scripts, clean, statements, failed, tables, foreign, wantTables, wantForeign int }
	figures := map[string]*figure{}
	for _, source := range []string{"postgres", "mysql", "sqlite", "sqlserver", "oracle"} {
		files, err := filepath.Glob(filepath.Join(corpus, source, "*.sql"))
		require.NoError(t, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			read := ddl.Parse(data, source)
			if len(read.Pages) == 0 || len(read.Pages[0].Diagram.Tables) == 0 {
				continue
			}
			d := read.Pages[0].Diagram
			d.Dialect = source
			for _, dialect := range dialectNames {
				t.Run(source+"/"+filepath.Base(file)+"/"+dialect, func(t *testing.T) {
					to, err := ddl.Find(dialect)
					require.NoError(t, err)
					script := ddl.Write(d, to, ddl.Options{})
					db, query := freshFor(t, dialect)
					f := figures[source+" to "+dialect]
					if f == nil {
						f = &figure{}
						figures[source+" to "+dialect] = f
					}
					failed := 0
					for _, s := range script.Statements {
						if _, err := db.Exec(s.Text); err != nil {
							failed++
							if failed <= 5 {
								t.Logf("%v\n%.1500s", err, s.Text)
							}
						}
					}
					got, want := readCatalog(t, db, query), expected(d, script)
					all := expected(d, ddl.Script{})
					f.scripts++
					f.statements += len(script.Statements)
					f.failed += failed
					f.tables += got.Tables
					f.foreign += got.ForeignKeys
					f.wantTables += all.Tables
					f.wantForeign += all.ForeignKeys
					if failed == 0 && got == want {
						f.clean++
					} else if source != dialect && !(source == "mysql" && dialect == "mariadb") {
						// In their own dialect scripts keep what only the author's server has:
						// extensions, functions.
						t.Errorf("%d of %d statements failed; there is %+v, the diagram %+v", failed, len(script.Statements), got, want)
					}
				})
			}
		}
	}
	for _, source := range []string{"postgres", "mysql", "sqlite", "sqlserver", "oracle"} {
		for _, dialect := range dialectNames {
			if f := figures[source+" to "+dialect]; f != nil {
				t.Logf("%-9s to %-8s: %d of %d scripts load whole, %d of %d statements fail, tables %d of %d, foreign keys %d of %d", source, dialect, f.clean, f.scripts, f.failed, f.statements, f.tables, f.wantTables, f.foreign, f.wantForeign)
			}
		}
	}
}
