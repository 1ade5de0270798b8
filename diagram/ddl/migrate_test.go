package ddl_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/migrate"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

// TestMigrateGolden compares migrations with the files in testdata/ddl/migrate: the
// sections old.sql and new.sql in PostgreSQL's words, the renames in the lines above them,
// and behind them the ways there and back in each dialect.
func TestMigrateGolden(t *testing.T) {
	files, err := filepath.Glob("../../testdata/ddl/migrate/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			section := func(name string) []byte {
				i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == name })
				require.GreaterOrEqual(t, i, 0, name)
				return archive.Files[i].Data
			}
			read := func(name string) migrate.Edition {
				return migrate.Edition{Diagram: ddl.Parse(section(name), "postgres").Pages[0].Diagram}
			}
			answers := migrate.Answers{Assume: migrate.AssumeDrop}
			for line := range strings.SplitSeq(string(archive.Comment), "\n") {
				if r, ok := strings.CutPrefix(line, "rename "); ok {
					answers.Renames = append(answers.Renames, r)
				}
			}
			out := &txtar.Archive{Comment: archive.Comment, Files: slices.Clone(archive.Files[:2])}
			for _, dialect := range ddl.All() {
				if !dialect.CanMigrate() {
					continue
				}
				result, err := migrate.Between(read("old.sql"), read("new.sql"), dialect, answers, ddl.MigrateOptions{})
				require.NoError(t, err)
				out.Files = append(out.Files, txtar.File{Name: dialect.Name + " up", Data: []byte(result.Up.SQL)}, txtar.File{Name: dialect.Name + " down", Data: []byte(result.Down.SQL)})
			}
			if *update {
				require.NoError(t, os.WriteFile(file, txtar.Format(out), 0o644))
			}
			require.Equal(t, string(txtar.Format(archive)), string(txtar.Format(out)))
		})
	}
}

func TestMigrateWarns(t *testing.T) {
	cases := map[string]struct {
		old, now string
		want     []string // severity code
	}{
		"a table goes":              {"CREATE TABLE a (id int); CREATE TABLE b (id int);", "CREATE TABLE a (id int);", []string{"error table-dropped"}},
		"a column goes":             {"CREATE TABLE a (id int, b int);", "CREATE TABLE a (id int);", []string{"error column-dropped"}},
		"a computed column goes":    {"CREATE TABLE a (id int, b int GENERATED ALWAYS AS (id + 1) STORED);", "CREATE TABLE a (id int);", nil},
		"values become computed":    {"CREATE TABLE a (id int, b int);", "CREATE TABLE a (id int, b int GENERATED ALWAYS AS (id + 1) STORED);", []string{"error values-replaced"}},
		"a narrower type":           {"CREATE TABLE a (id bigint);", "CREATE TABLE a (id int);", []string{"warning type-narrowed", "info lock"}},
		"a shorter text":            {"CREATE TABLE a (id varchar(20));", "CREATE TABLE a (id varchar(10));", []string{"warning type-narrowed", "info lock"}},
		"a longer text":             {"CREATE TABLE a (id varchar(10));", "CREATE TABLE a (id varchar(20));", nil},
		"a wider type":              {"CREATE TABLE a (id int);", "CREATE TABLE a (id bigint);", []string{"info lock"}},
		"another sort of type":      {"CREATE TABLE a (id text);", "CREATE TABLE a (id int);", []string{"warning type-changed", "info lock"}},
		"NULL is refused":           {"CREATE TABLE a (id int);", "CREATE TABLE a (id int NOT NULL);", []string{"warning null-refused"}},
		"NULL becomes the default":  {"CREATE TABLE a (id int);", "CREATE TABLE a (id int NOT NULL DEFAULT 1);", []string{"warning null-filled"}},
		"no value for rows":         {"CREATE TABLE a (id int);", "CREATE TABLE a (id int, b int NOT NULL);", []string{"warning value-missing"}},
		"a default for rows":        {"CREATE TABLE a (id int);", "CREATE TABLE a (id int, b int NOT NULL DEFAULT 0);", nil},
		"a unique key":              {"CREATE TABLE a (id int);", "CREATE TABLE a (id int UNIQUE);", []string{"warning unique-added"}},
		"a unique key of no values": {"CREATE TABLE a (id int);", "CREATE TABLE a (id int, b int UNIQUE);", nil},
		"a check":                   {"CREATE TABLE a (id int);", "CREATE TABLE a (id int CHECK (id > 0));", []string{"warning check-added"}},
		"an index":                  {"CREATE TABLE a (id int);", "CREATE TABLE a (id int); CREATE INDEX x ON a (id);", []string{"info lock"}},
		"a foreign key": {"CREATE TABLE a (id int PRIMARY KEY, b int);", "CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a (id));",
			[]string{"warning foreign-key-added"}},
		"a value goes": {"CREATE TYPE m AS ENUM ('x', 'y'); CREATE TABLE a (m m);", "CREATE TYPE m AS ENUM ('x'); CREATE TABLE a (m m);",
			[]string{"warning value-removed", "info lock"}},
		"a value comes":  {"CREATE TYPE m AS ENUM ('x'); CREATE TABLE a (m m);", "CREATE TYPE m AS ENUM ('x', 'y'); CREATE TABLE a (m m);", nil},
		"only a comment": {"CREATE TABLE a (id int);", "CREATE TABLE a (id int); COMMENT ON COLUMN a.id IS 'x';", nil},
	}
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m, err := ddl.Migrate(parsed(c.old), parsed(c.now), postgres, ddl.MigrateOptions{})
			require.NoError(t, err)
			var got []string
			for _, w := range m.Up.Warnings {
				got = append(got, string(w.Severity)+" "+w.Code)
				require.Contains(t, m.Up.SQL, "-- warning: "+w.Message)
			}
			require.Equal(t, c.want, got, m.Up.SQL)
			require.NotEmpty(t, m.Up.Statements)
		})
	}
}

func parsed(script string) *diagram.Diagram {
	return ddl.Parse([]byte(script), "postgres").Pages[0].Diagram
}

// TestMigrateSaysWhatStaysTheSame compares scripts that say one thing in several ways.
func TestMigrateSaysWhatStaysTheSame(t *testing.T) {
	same := map[string][2]string{
		"names of types":   {"a integer, b character varying(3), c timestamp with time zone, d decimal(3), e boolean", "a int4, b varchar(3), c timestamptz, d numeric(3,0), e bool"},
		"lists":            {"a text CHECK (a IN ('x', 'y'))", "a text CHECK (a = ANY (ARRAY['x'::text, 'y'::text]))"},
		"not in":           {"a text CHECK (a NOT IN ('x', 'y'))", "a text CHECK (a <> ALL (ARRAY['x'::text, 'y'::text]))"},
		"between":          {"a int CHECK (a BETWEEN 1 AND 3)", "a int CHECK (((a >= 1) AND (a <= 3)))"},
		"casts":            {"a varchar(9) CHECK (a <> '')", "a varchar(9) CHECK ((a)::text <> ''::text)"},
		"numbers in words": {"a numeric DEFAULT 0 CHECK (a > -1)", "a numeric DEFAULT '0'::numeric CHECK (a > ('-1'::integer)::numeric)"},
		"brackets":         {"a int CHECK (a > 0 AND a < 9 AND a <> 5)", "a int CHECK ((((a > 0) AND (a < 9)) AND (a <> 5)))"},
		"now":              {"a timestamp DEFAULT now()", "a timestamp DEFAULT CURRENT_TIMESTAMP"},
		"like":             {"a text CHECK (a LIKE 'x%' OR a NOT LIKE 'y%')", "a text CHECK (a ~~ 'x%'::text OR a !~~ 'y%'::text)"},
	}
	other := map[string][2]string{
		"brackets that matter": {"a int CHECK ((a + 1) * 2 > 0)", "a int CHECK (a + 1 * 2 > 0)"},
		"or before and":        {"a int CHECK ((a = 1 OR a = 2) AND a > 0)", "a int CHECK (a = 1 OR a = 2 AND a > 0)"},
		"minus":                {"a int CHECK (a - (2 - 1) > 0)", "a int CHECK (a - 2 - 1 > 0)"},
		"a cast that rounds":   {"a numeric CHECK (a::integer > 0)", "a numeric CHECK (a > 0)"},
		"values":               {"a text CHECK (a IN ('x', 'y'))", "a text CHECK (a IN ('x', 'Y'))"},
		"not":                  {"a int CHECK (NOT a > 0)", "a int CHECK (a > 0)"},
		"defaults":             {"a text DEFAULT '0'", "a text DEFAULT '0.0'"},
		"lengths":              {"a varchar(3)", "a varchar(4)"},
	}
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	for name, c := range same {
		m, err := ddl.Migrate(parsed("CREATE TABLE t ("+c[0]+");"), parsed("CREATE TABLE t ("+c[1]+");"), postgres, ddl.MigrateOptions{})
		require.NoError(t, err)
		require.True(t, m.Up.IsEmpty(), "%s: %s", name, m.Up.SQL)
		require.Empty(t, m.Up.SQL)
		require.True(t, m.Down.IsEmpty(), "%s: %s", name, m.Down.SQL)
	}
	for name, c := range other {
		m, err := ddl.Migrate(parsed("CREATE TABLE t ("+c[0]+");"), parsed("CREATE TABLE t ("+c[1]+");"), postgres, ddl.MigrateOptions{})
		require.NoError(t, err)
		require.False(t, m.Up.IsEmpty(), name)
	}
}

func TestMigrateIsTheSameEachTime(t *testing.T) {
	for _, dialect := range ddl.All() {
		if !dialect.CanMigrate() {
			continue
		}
		first, err := ddl.Migrate(shop(), enums(), dialect, ddl.MigrateOptions{})
		require.NoError(t, err)
		for range 5 {
			again, err := ddl.Migrate(shop(), enums(), dialect, ddl.MigrateOptions{})
			require.NoError(t, err)
			require.Equal(t, first, again)
		}
	}
}
