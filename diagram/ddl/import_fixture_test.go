package ddl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// fixture is a script of another tool's tests.
type fixture struct{ name, dialect, script string }

// sqldefFolders are the folders of sqldef's tests and their dialects.
var sqldefFolders = map[string]string{"psqldef": "postgres", "mysqldef": "mysql", "mssqldef": "sqlserver", "sqlite3def": "sqlite"}

// sqldefCase is a case of sqldef's tests: a schema, the schema wanted, and the statements
// that make the one of the other.
type sqldefCase struct{ Current, Desired, Up, Flavor, Error, User string }

// TestImportSqldef reads every schema that sqldef's tests start from or want. Nothing is
// left out without a reason.
func TestImportSqldef(t *testing.T) {
	var list []fixture
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
				d := dialect
				if c.Flavor == "mariadb" {
					d = "mariadb"
				}
				for part, script := range map[string]string{"current": c.Current, "desired": c.Desired} {
					if script != "" {
						list = append(list, fixture{folder + "/" + filepath.Base(file) + "/" + name + "/" + part, d, script})
					}
				}
			}
		}
	}
	readFixtures(t, list)
}

// TestImportDBML reads every script that the importers of DBML are tested with.
func TestImportDBML(t *testing.T) {
	var list []fixture
	for _, folder := range []string{"dbml-core", "dbml-cli"} {
		root := filepath.Join(corpus, "ddl", folder)
		err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".sql") || strings.Contains(path, "/output/") || strings.Contains(path, "expect-out-files") {
				return err
			}
			data, err := os.ReadFile(path)
			list = append(list, fixture{strings.TrimPrefix(path, corpus), folderDialect(path), string(data)})
			return err
		})
		if err != nil {
			t.Skipf("the tests of DBML are not here: %v", err)
		}
	}
	readFixtures(t, list)
}

// folderDialect returns the dialect that a path of the fixtures speaks of.
func folderDialect(path string) string {
	for _, d := range [][2]string{{"mssql", "sqlserver"}, {"mysql", "mysql"}, {"oracle", "oracle"}, {"postgres", "postgres"}, {"snowflake", ""}} {
		if strings.Contains(strings.ToLower(path), d[0]) {
			return d[1]
		}
	}
	return "postgres"
}

// readFixtures reads scripts, in their dialect and in the one that is guessed, and counts
// how they were read. It fails where something was not understood, unless the fixture is
// wrong on purpose.
func readFixtures(t *testing.T, list []fixture) {
	t.Helper()
	tables, left, doubts, wrong := 0, 0, 0, 0
	for _, f := range list {
		source := ddl.Parse([]byte(f.script), f.dialect)
		tables += len(source.Pages[0].Diagram.Tables)
		for _, w := range ddl.Parse([]byte(f.script), "").Warnings {
			if w.Code != "sql-not-kept" && !explainedFixture(f.name, w) {
				doubts++
				t.Errorf("%s:%s: %s (%s), when the dialect is guessed", f.name, w.Where, w.Message, w.Code)
			}
		}
		for _, w := range source.Warnings {
			switch {
			case w.Code == "sql-not-kept":
				left++
				require.NotEmpty(t, w.Where, "%s: %s", f.name, w.Message)
				require.Contains(t, w.Message, "because", f.name)
			case explainedFixture(f.name, w):
				wrong++
			default:
				doubts++
				t.Errorf("%s:%s: %s (%s)", f.name, w.Where, w.Message, w.Code)
			}
		}
	}
	t.Logf("%d scripts with %d tables and views: %d parts are left out for a reason, %d are wrong in the fixture, %d are not understood", len(list), tables, left, wrong, doubts)
}

// wrongFixtures are fixtures that databases refuse, too, or that are no script of a dialect
// that is read: a piece of the name, a piece of the warning, and why it is right.
var wrongFixtures = []struct{ file, message, why string }{
	{"mysql_importer/input/ddl_create.in.sql", "not in the script", "a grammar's examples, most of them about tables that no example makes"},
	{"mysql_importer/input/ddl_create.in.sql", `has no column "`, "T1 and T2 are made with a column C only"},
	{"mysql_importer/input/ignored.in.sql", "not in the script", "examples of a manual without the tables that they alter"},
	{"postgres_importer/input/ignored.in.sql", "not in the script", "examples of a manual without the tables that they alter"},
	{"postgres_importer/input/ignored.in.sql", `could not be read at "*"`, "PostgreSQL takes name *, but not name.*"},
	{"cmd_create_table.in.sql", "not in the script", "examples of a manual without the tables that they copy"},
	{"cmd_create_table.in.sql", `"measurement_y2016m07" has no column`, "the table that it is a part of is not made"},
	{"cmd_create_table.in.sql", `"employees" has no column`, "the type that the table is made of is not made"},
	{"cmd_alter_table.in.sql", "not in the script", "examples of a manual without the tables that they alter"},
	{"cmd_create_index.in.sql", `has no column "locations"`, "the column is called location"},
	{"rename_truncate.in.sql", "not in the script", "only RENAME and TRUNCATE, no table is made"},
	{"quoted_names.in.sql", `has no column "a aaa"`, "a text in single quotes is indexed; no column has that name"},
	{"column_def_default.in.sql", "shares the sequence test_seq", "true, and said on purpose"},
	{"ugly_schema.in.sql", "not in the script", "the tables referred to and commented on are not made"},
	{"__benchmarks__/postgres.sql", `CONSTRAINT "CK_`, "the conditions of five checks were cut out of the dump"},
	{"custom-error", "", "wrong on purpose: names a table or column that is not there"},
	{"syntax-error/", "", "wrong on purpose: a comma is missing"},
	{"bigquery.sql", "", "the dialect of BigQuery is not one of the six"},
	{"--snowflake", "", "the dialect of Snowflake is not one of the six"},
}

func explainedFixture(name string, w diagram.Loss) bool {
	for _, known := range wrongFixtures {
		if strings.Contains(name, known.file) && strings.Contains(strings.ReplaceAll(w.Message, `\"`, `"`), known.message) {
			return true
		}
	}
	return false
}
