package ddl_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

const corpus = "../../../shared/corpus/"

// knownDifferences are the scripts that are not read as the truth says, by how much, and
// why: the database that made the truth refused statements, so that the text holds more.
var knownDifferences = map[string]struct{ by, why string }{
	"postgres/openstreetmap-structure.sql": {"tables +1, columns +10, pks +1, fks +2",
		"the database lacked the extension postgis and refused the table with a geometry column, its primary key and its two foreign keys"},
	"postgres/adventureworks-install.sql": {"fks +1",
		"the rows of the product reviews are in other files, so that the database refused the foreign key that some rows broke"},
	"erd-editor/data/Magento2-sales.sql": {"tables +4, columns +100, pks +4",
		"in the four grid tables a column called FULLTEXT is of a type KEY, which no database has, so that they and their primary keys were refused"},
	"azimutt/libs/parser-sql/resources/full.postgres.sql": {"fks -1",
		"the truth was counted from the text, and the ninth \"references\" in it stands in a comment"},
}

// TestImportGate compares what is read from real scripts with what real databases made
// of them: tables, columns, primary keys, foreign keys and uniques. The scripts are other
// people's and no part of the repository. Where the database refused nothing, all is
// equal; else at least as much is read, and the difference is known.
func TestImportGate(t *testing.T) {
	for _, folder := range []string{"ddl", "peers"} {
		truth, err := os.ReadFile(filepath.Join(corpus, folder, "truth.tsv"))
		if err != nil {
			t.Skipf("the scripts of %s are not here: %v", folder, err)
		}
		rows := strings.Split(strings.TrimRight(string(truth), "\n"), "\n")
		at := map[string]int{}
		for i, name := range strings.Split(rows[0], "\t") {
			at[name] = i
		}
		equal, explained := 0, 0
		for _, row := range rows[1:] {
			fields := strings.Split(row, "\t")
			file := fields[at["file"]]
			data, err := os.ReadFile(filepath.Join(corpus, folder, file))
			require.NoError(t, err)
			source := ddl.Parse(data, "")
			got := count(source.Pages[0].Diagram)
			var differs []string
			for _, name := range []string{"tables", "columns", "pks", "fks", "uniques"} {
				want, err := strconv.Atoi(fields[at[name]])
				if err == nil && got[name] != want {
					differs = append(differs, fmt.Sprintf("%s %+d", name, got[name]-want))
				}
			}
			for _, w := range source.Warnings {
				if w.Code == "sql-syntax" {
					t.Errorf("%s:%s %s", file, w.Where, w.Message)
				}
			}
			difference := strings.Join(differs, ", ")
			known := knownDifferences[file]
			switch {
			case difference != known.by:
				t.Errorf("%s differs from the database by %q, expected %q (%s statements failed in the database)", file, difference, known.by, fields[at["load_errors"]])
			case difference == "":
				equal++
			case fields[at["load_errors"]] == "0":
				t.Errorf("%s: nothing failed in the database, so all must be equal: %s", file, difference)
			case strings.Contains(difference, "-") && fields[at["engine"]] != "text":
				t.Errorf("%s: less is read than the database made: %s", file, difference)
			default:
				explained++
				t.Logf("%s: %s, because %s", file, difference, known.why)
			}
		}
		t.Logf("%s: %d of %d scripts are read as the databases do, %d hold more for a known reason", folder, equal, len(rows)-1, explained)
	}
}

// count counts what a database counts in a catalog.
func count(d *diagram.Diagram) map[string]int {
	n := map[string]int{"fks": len(d.Relationships)}
	for _, t := range d.Tables {
		if t.Kind == diagram.KindView {
			continue
		}
		n["tables"]++
		n["columns"] += len(t.Columns)
		if t.PrimaryKey() != nil {
			n["pks"]++
		}
		for _, k := range t.Keys {
			if !k.Primary {
				n["uniques"]++
			}
		}
	}
	return n
}

// TestImportSameSchema reads the same two schemas in every dialect that they are there in:
// tables, columns, primary keys and foreign keys are the same everywhere.
func TestImportSameSchema(t *testing.T) {
	for _, name := range []string{"chinook*", "sakila-schema"} {
		files, err := filepath.Glob(filepath.Join(corpus, "ddl/*", name+".sql"))
		require.NoError(t, err)
		if len(files) == 0 {
			t.Skip("the scripts are not here")
		}
		first, read := "", 0
		for _, file := range files {
			if strings.HasSuffix(file, "postgres/sakila-schema.sql") {
				continue // the payments are divided into tables that inherit
			}
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			n := count(ddl.Parse(data, "").Pages[0].Diagram)
			got := fmt.Sprintf("%d tables, %d columns, %d primary keys, %d foreign keys", n["tables"], n["columns"], n["pks"], n["fks"])
			if first == "" {
				first = got
			}
			require.Equal(t, first, got, file)
			read++
		}
		t.Logf("%s: %s in each of %d scripts", name, first, read)
	}
}
