package ddl_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// TestImportSqldefChanges reads a schema and the changes that sqldef makes to it, and
// compares that with the schema that it wants: ALTER, DROP and RENAME do what databases do.
func TestImportSqldefChanges(t *testing.T) {
	equal, all := 0, 0
	for folder, dialect := range sqldefFolders {
		files, err := filepath.Glob(filepath.Join(corpus, "ddl/sqldef-yaml", folder, "*.yml"))
		require.NoError(t, err)
		if len(files) == 0 {
			t.Skip("the tests of sqldef are not here")
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			var cases map[string]sqldefCase
			require.NoError(t, yaml.Unmarshal(data, &cases), file)
			for name, c := range cases {
				if c.Up == "" || c.Desired == "" || c.Error != "" || c.User != "" || strings.Contains(c.Up, "-- Skipped") {
					continue // a user's own default schema, or changes that are not made
				}
				all++
				changed := ddl.Parse([]byte(c.Current+"\n;\n"+c.Up), dialect)
				wanted := ddl.Parse([]byte(c.Desired), dialect)
				if got, want := structure(changed.Pages[0].Diagram), structure(wanted.Pages[0].Diagram); got == want {
					equal++
				} else {
					t.Errorf("%s/%s:\n-- got\n%s-- want\n%s", filepath.Base(file), name, got, want)
				}
			}
		}
	}
	t.Logf("%d of %d changed schemas are equal to those wanted", equal, all)
}

// structure lists tables with their columns, keys, foreign keys and indexes in an order of
// their own.
func structure(d *diagram.Diagram) string {
	var lines []string
	for _, t := range d.Tables {
		name := strings.ToLower(t.Name)
		lines = append(lines, name+" "+string(t.Kind))
		if t.Kind == diagram.KindView {
			continue
		}
		for _, c := range t.Columns {
			lines = append(lines, fmt.Sprintf("%s column %s null=%t numbered=%t computed=%t", name, strings.ToLower(c.Name), !t.NotNull(c), c.Identity != "", c.Generated != ""))
		}
		for _, k := range t.Keys {
			lines = append(lines, fmt.Sprintf("%s key %t %s", name, k.Primary, strings.ToLower(strings.Join(t.Names(k.Columns), ","))))
		}
		for _, x := range t.Indexes {
			ids := x.ColumnIDs()
			if x.Unique && x.Where == "" && ids != nil {
				lines = append(lines, fmt.Sprintf("%s key false %s", name, strings.ToLower(strings.Join(t.Names(ids), ","))))
			} else {
				lines = append(lines, fmt.Sprintf("%s index %t %s", name, x.Unique, strings.ToLower(strings.Join(t.Names(ids), ","))))
			}
		}
	}
	for _, r := range d.Relationships {
		child, parent, _ := d.ForeignKey(r)
		lines = append(lines, fmt.Sprintf("%s %v -> %s %v", strings.ToLower(child.Name), child.Names(r.FromColumns()), strings.ToLower(parent.Name), parent.Names(r.ToColumns())))
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n") + "\n"
}
