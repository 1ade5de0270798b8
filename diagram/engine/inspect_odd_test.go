package engine_test

import (
	"context"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/engine"

	"github.com/stretchr/testify/require"
)

// TestInspectOddNames reads names, comments and defaults that try to end what they stand
// in.
func TestInspectOddNames(t *testing.T) {
	odd := []string{
		`a"b`, "a`b", "a;b", "a\nb", "-- x", "/* x", "*/", "select", "名前", `a\b`, `a\`, "'", "''", "a'b", "$$", "[x]", "a.b", "(", ")", ",", "1", "x y",
		"E'x", "DELIMITER //", `\.`, "GO", strings.Repeat("x", 63),
	}
	quote := func(name, q string) string { return q + strings.ReplaceAll(name, q, q+q) + q }
	for _, dialect := range []string{"postgres", "mariadb", "sqlite"} {
		t.Run(dialect, func(t *testing.T) {
			db := fresh(t, dialect)
			q, text := `"`, func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
			if dialect == "mariadb" {
				plain := text
				q, text = "`", func(s string) string { return plain(strings.ReplaceAll(s, `\`, `\\`)) }
			}
			for _, name := range odd {
				statement := "CREATE TABLE " + quote(name, q) + " (id int PRIMARY KEY, " + quote(name, q) + " varchar(99) DEFAULT " + text(name)
				if dialect == "mariadb" {
					statement += " COMMENT " + text(name)
				}
				_, err := db.Exec(statement + ")")
				require.NoError(t, err, statement)
				if dialect == "postgres" {
					_, err := db.Exec("COMMENT ON COLUMN " + quote(name, q) + "." + quote(name, q) + " IS " + text(name))
					require.NoError(t, err)
				}
				_, err = db.Exec("CREATE INDEX " + quote("i "+name[:min(len(name), 60)], q) + " ON " + quote(name, q) + " (" + quote(name, q) + ")")
				require.NoError(t, err)
			}
			src, err := engine.InspectDB(context.Background(), db, dialect, engine.InspectOptions{})
			require.NoError(t, err)
			require.Empty(t, src.Warnings)
			d := src.Pages[0].Diagram
			require.Len(t, d.Tables, len(odd))
			byName := map[string]*diagram.Table{}
			for _, x := range d.Tables {
				byName[x.Name] = x
			}
			for _, name := range odd {
				shown := strings.ReplaceAll(name, "\n", " ") // names are of one line
				x := byName[shown]
				require.NotNil(t, x, "the table %q is there", name)
				require.Len(t, x.Columns, 2)
				require.Equal(t, shown, x.Columns[1].Name)
				require.Len(t, x.Indexes, 1, name)
				if dialect != "sqlite" {
					require.Equal(t, name, x.Columns[1].Comment)
				}
				want := text(name)
				if dialect == "mariadb" {
					want = strings.ReplaceAll(want, "\n", `\n`)
				}
				require.Contains(t, x.Columns[1].Default, want)
			}
		})
	}
}

// TestInspectOddTables reads what only one database has.
func TestInspectOddTables(t *testing.T) {
	for name, c := range map[string]struct {
		dialect, script string
		want            []string // lines of the description
		warning         string
	}{
		"partitions": {"postgres", `CREATE TABLE m (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE r (id int PRIMARY KEY, m_id int, m_at date, FOREIGN KEY (m_id, m_at) REFERENCES m)`,
			[]string{`table "m1"`, `key "m1_pkey" primary true ["id" "at"]`, `reference "r_m_id_m_at_fkey" "r" ["m_id" "m_at"] zero_many to "m" ["id" "at"]`}, ""},
		"inheritance":              {"postgres", "CREATE TABLE a (id int PRIMARY KEY, n text NOT NULL);\nCREATE TABLE b (more int) INHERITS (a)", []string{`table "b"`, `column "more" type "integer"`}, ""},
		"exclusion":                {"postgres", "CREATE TABLE a (id int, r int4range, EXCLUDE USING gist (r WITH &&))", []string{`column "r" type "int4range"`}, "(?i)exclu"},
		"types of its own":         {"postgres", "CREATE TYPE pair AS (a int, b int);\nCREATE TABLE a (p pair, q \"char\", r int[][], i interval day to second(3))", []string{`column "p" type "pair"`, `type "\"char\""`, `type "integer[]"`}, ""},
		"materialized view":        {"postgres", "CREATE TABLE a (id int);\nCREATE MATERIALIZED VIEW v AS SELECT id FROM a;\nCREATE INDEX i ON v (id)", []string{`table "v" kind "view"`}, ""},
		"shared sequence":          {"postgres", "CREATE SEQUENCE s;\nCREATE TABLE a (id int DEFAULT nextval('s'));\nCREATE TABLE b (id int DEFAULT nextval('s'))", []string{`identity "by_default"`}, "shares the sequence"},
		"temporary table":          {"postgres", "CREATE TEMP TABLE a (id int);\nCREATE TABLE b (id int)", []string{`table "b"`}, ""},
		"prefix index":             {"mariadb", "CREATE TABLE a (t text, KEY k (t(7) DESC))", []string{`part ["t"] "" desc`, "length 7"}, ""},
		"versions":                 {"mariadb", "CREATE TABLE a (id int PRIMARY KEY) WITH SYSTEM VERSIONING", []string{`table "a"`, `key "" primary true ["id"]`}, `(?s)^(.*VERSIONING.*)?$`},
		"sequence":                 {"mariadb", "CREATE SEQUENCE s;\nCREATE TABLE a (id int DEFAULT (next value for s))", []string{`table "a"`}, ""},
		"escaped default":          {"mariadb", `CREATE TABLE a (t varchar(20) DEFAULT 'a\\b\'c"d')`, []string{`default`}, ""},
		"strict":                   {"sqlite", "CREATE TABLE a (id INT PRIMARY KEY, b ANY) STRICT, WITHOUT ROWID", []string{`column "b" type "ANY"`, `key "" primary true ["id"]`}, ""},
		"from a query":             {"sqlite", "CREATE TABLE a AS SELECT 1 AS x, 'y' AS y", []string{`column "x"`, `column "y"`}, ""},
		"added column":             {"sqlite", "CREATE TABLE a (id INTEGER PRIMARY KEY -- why\n);\nALTER TABLE a ADD COLUMN n TEXT DEFAULT ';'", []string{`column "n" type "TEXT" notnull false default "';'"`}, ""},
		"no types":                 {"sqlite", "CREATE TABLE a (id, \"n\" , [m] DEFAULT 1, `o` UNIQUE)", []string{`column "m" type "" notnull false default "1"`, `key "" primary false ["o"]`}, ""},
		"a name in single quotes":  {"sqlite", "CREATE TABLE 'a' ('id' INTEGER PRIMARY KEY, 'n' TEXT)", []string{`table "a"`, `column "n" type "TEXT"`}, ""},
		"a view that is broken":    {"sqlite", "CREATE TABLE a (id INT);\nCREATE VIEW v AS SELECT id FROM a;\nDROP TABLE a;\nCREATE TABLE b (id INT)", []string{`table "v" kind "view"`, `table "b"`}, ""},
		"a parent that is missing": {"sqlite", "CREATE TABLE a (id INT, b_id INT REFERENCES b (id))", []string{`column "b_id"`}, `"b"`},
	} {
		t.Run(name, func(t *testing.T) {
			db := fresh(t, c.dialect)
			execute(t, db, c.script)
			src, err := engine.InspectDB(context.Background(), db, c.dialect, engine.InspectOptions{})
			require.NoError(t, err)
			got := describe(src.Pages[0].Diagram)
			for _, want := range c.want {
				require.Contains(t, got, want)
			}
			if c.warning == "" {
				require.Empty(t, src.Warnings, got)
				return
			}
			require.Regexp(t, c.warning, warnings(src))
		})
	}
}
