package ddl_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// dbmlModel is what DBML's importers make of a script.
type dbmlModel struct {
	Tables []struct {
		Name   string
		Fields []struct{ Name string }
	}
	Refs []struct {
		Endpoints []struct {
			TableName  string
			FieldNames []string
			Relation   string
		}
	}
}

// dbmlDiffers are the scripts that are read in another way than DBML does, and why.
var dbmlDiffers = map[string]string{
	"mssql-parse/input/check_constraints.in.sql":      "DBML keeps the brackets around the name of the column value",
	"mysql-parse/input/alter_multiple_specs.in.sql":   "DBML takes no notice of ADD COLUMN, DROP and CHANGE",
	"mysql-parse/input/alter_rename_change.in.sql":    "DBML takes no notice of RENAME and CHANGE",
	"mysql-parse/input/column_formats_storage.in.sql": "DBML takes no notice of ADD COLUMN",
	"mysql-parse/input/generated_columns.in.sql":      "DBML takes no notice of ADD COLUMN",
	"mysql-parse/input/rename_truncate.in.sql":        "DBML takes no notice of RENAME TABLE and DROP TABLE",
	"postgres-parse/input/cmd_alter_table.in.sql":     "DBML keeps a foreign key between tables that the script does not make",
	"postgres-parse/input/cmd_create_table.in.sql":    "DBML keeps foreign keys to tables that the script does not make",
	"postgres-parse/input/ignore_syntax.in.sql":       "DBML takes no notice of the tables inside of CREATE SCHEMA",
	"postgres-parse/input/ugly_schema.in.sql":         "DBML keeps foreign keys to tables that the script does not make",
}

// TestImportDBMLModels compares tables, columns and foreign keys with what the tests of
// DBML's importers expect of the same scripts.
func TestImportDBMLModels(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus, "ddl/dbml-core/parser/*/input/*.in.sql"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the tests of DBML are not here")
	}
	equal := 0
	for _, file := range files {
		script, err := os.ReadFile(file)
		require.NoError(t, err)
		expected, err := os.ReadFile(strings.Replace(strings.TrimSuffix(file, ".in.sql")+".out.json", "/input/", "/output/", 1))
		require.NoError(t, err)
		var model dbmlModel
		require.NoError(t, json.Unmarshal(expected, &model), file)
		got, want := dbmlRead(ddl.Parse(script, folderDialect(file)).Pages[0].Diagram), dbmlWanted(model)
		name := strings.TrimPrefix(file, corpus+"ddl/dbml-core/parser/")
		switch why := dbmlDiffers[name]; {
		case got == want:
			equal++
			require.Empty(t, why, "%s is no longer read in another way", name)
		case why != "":
			t.Logf("%s: %s", name, why)
		default:
			t.Errorf("%s:\n-- got\n%s-- want\n%s", name, got, want)
		}
	}
	t.Logf("%d of %d scripts are read as DBML reads them", equal, len(files))
}

func dbmlWanted(m dbmlModel) string {
	var lines []string
	for _, t := range m.Tables {
		for _, f := range t.Fields {
			lines = append(lines, strings.ToLower(t.Name+"."+f.Name))
		}
	}
	for _, r := range m.Refs {
		a, b := r.Endpoints[0], r.Endpoints[1]
		ends := []string{fmt.Sprint(a.TableName, a.FieldNames), fmt.Sprint(b.TableName, b.FieldNames)}
		slices.Sort(ends)
		lines = append(lines, strings.ToLower(strings.Join(ends, " - ")))
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n") + "\n"
}

func dbmlRead(d *diagram.Diagram) string {
	var lines []string
	for _, t := range d.Tables {
		if t.Kind == diagram.KindView {
			continue
		}
		for _, c := range t.Columns {
			lines = append(lines, strings.ToLower(t.Name+"."+c.Name))
		}
	}
	for _, r := range d.Relationships {
		child, parent, _ := d.ForeignKey(r)
		ends := []string{fmt.Sprint(child.Name, child.Names(r.FromColumns())), fmt.Sprint(parent.Name, parent.Names(r.ToColumns()))}
		slices.Sort(ends)
		lines = append(lines, strings.ToLower(strings.Join(ends, " - ")))
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n") + "\n"
}
