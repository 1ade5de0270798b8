package ddl_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// TestGuessCorpus guesses the dialect of every script of known dialect and prints how
// often which was taken for which.
func TestGuessCorpus(t *testing.T) {
	table := map[string]map[string]int{}
	wrong := 0
	guess := func(name, dialect string, script []byte) {
		got := ddl.Parse(script, "").Pages[0].Diagram.Dialect
		if table[dialect] == nil {
			table[dialect] = map[string]int{}
		}
		table[dialect][got]++
		dialect, _, _ = strings.Cut(dialect, " ")
		same := got == dialect || dialect == "mysql" && got == "mariadb" || dialect == "mariadb" && got == "mysql"
		if got != "" && !same {
			wrong++
			t.Logf("%s is %s, taken for %s", name, dialect, got)
		}
	}
	files, err := filepath.Glob(filepath.Join(corpus, "ddl/*/*.sql"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the scripts are not here")
	}
	dbml, err := filepath.Glob(filepath.Join(corpus, "ddl/dbml-core/*/*/input/*.sql"))
	require.NoError(t, err)
	for _, file := range slices.Concat(files, dbml) {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		dialect := filepath.Base(filepath.Dir(file))
		switch dialect {
		case "postgres", "mysql", "sqlite", "sqlserver", "oracle":
		case "input":
			dialect = folderDialect(file)
		default:
			continue
		}
		guess(strings.TrimPrefix(file, corpus), dialect, data)
	}
	for folder, dialect := range sqldefFolders {
		files, err := filepath.Glob(filepath.Join(corpus, "ddl/sqldef-yaml", folder, "*.yml"))
		require.NoError(t, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			var cases map[string]sqldefCase
			require.NoError(t, yaml.Unmarshal(data, &cases), file)
			for name, c := range cases {
				if c.Desired != "" {
					guess(folder+"/"+filepath.Base(file)+"/"+name, dialect+" in one statement", []byte(c.Desired))
				}
			}
		}
	}
	require.LessOrEqual(t, wrong, 3, "more scripts are taken for another dialect than before")
	for _, dialect := range slices.Sorted(maps.Keys(table)) {
		var cells []string
		for _, got := range slices.Sorted(maps.Keys(table[dialect])) {
			cells = append(cells, fmt.Sprintf("%q %d", got, table[dialect][got]))
		}
		t.Logf("%s: taken for %s", dialect, strings.Join(cells, ", "))
	}
}

// TestGuess guesses from short scripts.
func TestGuess(t *testing.T) {
	for script, want := range map[string]string{
		"CREATE TABLE a (id serial PRIMARY KEY, at timestamptz);":                            "postgres",
		"\\connect shop\nCREATE TABLE a (id int);\nALTER TABLE ONLY a ADD PRIMARY KEY (id);": "postgres",
		"CREATE TABLE a (id int);\nCREATE INDEX ON a (id);":                                  "postgres",
		"CREATE TABLE `a` (`id` int AUTO_INCREMENT, KEY (`id`)) ENGINE=InnoDB;":              "mysql",
		"-- MariaDB dump 10.19\nCREATE TABLE `a` (`id` int);":                                "mariadb",
		"PRAGMA foreign_keys=OFF;\nCREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);":   "sqlite",
		"CREATE TABLE [dbo].[a] ([id] int IDENTITY(1,1) PRIMARY KEY CLUSTERED)\nGO\n":        "sqlserver",
		"SET DEFINE OFF\nCREATE TABLE a (id NUMBER(10), name VARCHAR2(20 CHAR))\n/\n":        "oracle",
		"CREATE TABLE a (id NUMBER GENERATED ALWAYS AS IDENTITY, at DATE DEFAULT SYSDATE);":  "oracle",
		"CREATE TABLE a (id int);": "",
	} {
		require.Equal(t, want, ddl.Parse([]byte(script), "").Pages[0].Diagram.Dialect, script)
	}
	require.Equal(t, "sqlite", ddl.Parse([]byte("CREATE TABLE a (id serial);"), "sqlite").Pages[0].Diagram.Dialect, "what is asked for goes before a guess")
}
