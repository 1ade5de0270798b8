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

// TestParseCorpus compares what is read from real scripts with what real databases made
// of them. The scripts are other people's and no part of the repository. Some differ for
// a reason: where the database refused a statement, the text holds more than it made.
func TestParseCorpus(t *testing.T) {
	const folder = "../../../shared/corpus/"
	for _, list := range []struct {
		folder string
		floor  int // files that were equal when this was written
	}{{"ddl", 9}, {"peers", 12}} {
		truth, err := os.ReadFile(filepath.Join(folder, list.folder, "truth.tsv"))
		if err != nil {
			t.Skipf("the scripts of %s are not here: %v", list.folder, err)
		}
		rows := strings.Split(strings.TrimRight(string(truth), "\n"), "\n")
		at := map[string]int{}
		for i, name := range strings.Split(rows[0], "\t") {
			at[name] = i
		}
		equal := 0
		for _, row := range rows[1:] {
			fields := strings.Split(row, "\t")
			file := fields[at["file"]]
			data, err := os.ReadFile(filepath.Join(folder, list.folder, file))
			require.NoError(t, err)
			got := count(ddl.Parse(data, "").Pages[0].Diagram)
			var differs []string
			for _, name := range []string{"tables", "columns", "pks", "fks", "uniques"} {
				if field := fields[at[name]]; field != "" && field != strconv.Itoa(got[name]) {
					differs = append(differs, fmt.Sprintf("%s: read %d, database %s", name, got[name], field))
				}
			}
			if len(differs) == 0 {
				equal++
			} else {
				t.Logf("%s differs (%s statements failed in the database): %s", file, fields[at["load_errors"]], strings.Join(differs, "; "))
			}
		}
		t.Logf("%s: %d of %d files equal", list.folder, equal, len(rows)-1)
		require.GreaterOrEqual(t, equal, list.floor, "fewer files of %s are read as the databases do than before", list.folder)
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
