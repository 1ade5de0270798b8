package ddl_test

import (
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestSQLServerTakes writes scripts of other databases for SQL Server, which no test runs:
// what its documentation refuses is not there.
func TestSQLServerTakes(t *testing.T) {
	scriptCases{
		"a filter compares columns with constants": {"postgres", "CREATE TABLE t (a int, b int, c inet); CREATE INDEX i ON t (a) WHERE a < b; CREATE INDEX j ON t (a) WHERE 5 < a; CREATE INDEX k ON t (a) WHERE c = '10.0.0.1'; CREATE INDEX l ON t (a) WHERE a > -1 AND b IN (1, 2) AND c IS NOT NULL;", "sqlserver",
			[]string{"CREATE INDEX i ON t (a);", "CREATE INDEX j ON t (a);", "CREATE INDEX k ON t (a);", "CREATE INDEX l ON t (a) WHERE a > -1 AND b IN (1, 2) AND c IS NOT NULL;", "The index i of t holds all rows"}, nil},
		"no filter by places": {"postgres", "CREATE TABLE t (a int, g geometry); CREATE INDEX i ON t (a) WHERE g IS NOT NULL;", "sqlserver",
			[]string{"CREATE INDEX i ON t (a);"}, nil},
		"the user of the session": {"postgres", "CREATE TABLE t (a text DEFAULT current_user, b text DEFAULT session_user, c text DEFAULT CURRENT_SCHEMA, d varchar(9) DEFAULT 'user');", "sqlserver",
			[]string{"a nvarchar(max) NULL CONSTRAINT t_a_default DEFAULT CURRENT_USER", "b nvarchar(max) NULL CONSTRAINT t_b_default DEFAULT CURRENT_USER", "c nvarchar(max) NULL,", "The default of t.c is left out", "DEFAULT N'user'"}, nil},
		"no default to set": {"postgres", "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (a int NOT NULL REFERENCES p ON DELETE SET DEFAULT, b int REFERENCES p ON UPDATE SET DEFAULT);", "sqlserver",
			[]string{"FOREIGN KEY (a) REFERENCES p (id);", "FOREIGN KEY (b) REFERENCES p (id) ON UPDATE SET DEFAULT;", "The action ON DELETE of the foreign key c_a_fkey is left out: its columns refuse NULL and have no default"}, nil},
		"values of JSON that are no objects": {"postgres", `CREATE TABLE t (a jsonb DEFAULT '"x"');`, "sqlserver",
			[]string{`DEFAULT N'"x"'`, "CHECK (ISJSON(N'[' + a + N']') = 1)"}, nil},
		"an included column is no part of the key": {"postgres", "CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a) INCLUDE (a, b);", "sqlserver",
			[]string{"CREATE INDEX i ON t (a) INCLUDE (b);"}, nil},
		"an index of places": {"sqlserver", "CREATE TABLE t (id int PRIMARY KEY, g geography); CREATE TABLE u (g geography); CREATE SPATIAL INDEX i ON t (g); CREATE SPATIAL INDEX j ON u (g);", "sqlserver",
			[]string{"SET QUOTED_IDENTIFIER ON;", "CREATE SPATIAL INDEX i", "The index j of u is left out: it needs a primary key"}, []string{"CREATE SPATIAL INDEX j"}},
		"texts of points in time": {"mysql", "CREATE TABLE t (d datetime, x varchar(30), a varchar(20) AS (d) STORED, b varchar(20) AS (d) VIRTUAL, c varchar(20) AS (d) VIRTUAL, e datetime AS (x) STORED, KEY (c));", "sqlserver",
			[]string{"a AS (CAST(d AS nvarchar(20))),", "b AS (CAST(d AS nvarchar(20))),", "c nvarchar(20) NULL", "e AS (CAST(x AS datetime2))", "t.a is computed when it is read"}, []string{"PERSISTED"}},
		"an index of points": {"mysql", "CREATE TABLE t (f double, g double AS (f * 2) VIRTUAL, h double AS (f * 3) VIRTUAL, KEY (g));", "sqlserver",
			[]string{"g AS (CAST(f * 2 AS float)) PERSISTED,", "h AS (CAST(f * 3 AS float))\n"}, nil},
		"rows of padded texts": {"mysql", "CREATE TABLE t (id char(36) PRIMARY KEY, x char(255), " + padded(20) + ");", "sqlserver",
			[]string{"id nchar(36) NOT NULL", "x nvarchar(255) NULL", "because a row holds 8060 bytes"}, nil},
		"keys of padded texts": {"postgres", "CREATE TABLE t (a char(500) PRIMARY KEY, b char(20)); CREATE TABLE c (t_a char(500) REFERENCES t); CREATE TABLE u (a char(250), b char(250), PRIMARY KEY (a, b));", "sqlserver",
			[]string{"a nvarchar(500) NOT NULL", "b nchar(20) NULL", "t_a nvarchar(500) NULL", "a nvarchar(250) NOT NULL,\n  b nchar(250) NOT NULL", "because a key holds 900 bytes"}, nil},
		"letters without case": {"postgres", "CREATE TABLE t (email text CHECK (email = lower(email)), b int CHECK (b > 0));", "sqlserver",
			[]string{"The check of t.email passes letters of any case: SQL Server compares texts without it."}, []string{"of t.b"}},
	}.run(t)
}

func padded(n int) string {
	var list []string
	for i := range n {
		list = append(list, "c"+string(rune('a'+i))+" char(255)")
	}
	return strings.Join(list, ", ")
}

// TestWriteKeepsMeaning writes expressions that say something else elsewhere.
func TestWriteKeepsMeaning(t *testing.T) {
	scriptCases{
		"sets of characters":           {"sqlserver", "CREATE TABLE t (a char(1) CHECK (a LIKE '[A-Z]'), b varchar(9) CHECK (b LIKE 'x%'));", "postgres", []string{"b LIKE 'x%'", "The check of t.a is left out"}, []string{"(a LIKE"}},
		"brackets of others":           {"postgres", "CREATE TABLE t (a text CHECK (a LIKE '[A]%'));", "sqlserver", []string{"The check of t.a is left out: the pattern '[A]%' means something else in SQL Server"}, []string{"CHECK (a LIKE"}},
		"an escape by itself":          {"postgres", `CREATE TABLE t (a text CHECK (a LIKE 'a\_%'));`, "oracle", []string{"The check of t.a is left out"}, []string{"CHECK (a LIKE"}},
		"an escape that MySQL has":     {"postgres", `CREATE TABLE t (a text CHECK (a LIKE 'a\_%'));`, "mysql", []string{`LIKE 'a\\_%'`}, nil},
		"a backslash of SQLite":        {"sqlite", `CREATE TABLE t (a text CHECK (a LIKE 'a\%'));`, "postgres", []string{"The check of t.a is left out"}, []string{"(a LIKE"}},
		"whole numbers are divided":    {"postgres", "CREATE TABLE t (q int CHECK (q / 2 = 3), d numeric(9,2) CHECK (d / 2 > 1), h int GENERATED ALWAYS AS (q / 2) STORED);", "oracle", []string{"d / 2 > 1", "The check of t.q is left out: dividing whole numbers gives a fraction in Oracle: q / 2 = 3", "t.h is written as a plain column"}, []string{"CHECK (q / 2"}},
		"whole numbers of MySQL":       {"mysql", "CREATE TABLE t (q int, h decimal(9,2) AS (q / 2) STORED);", "postgres", []string{"h numeric(9,2)\n", "dividing whole numbers gives no fraction in PostgreSQL"}, nil},
		"whole numbers among the same": {"sqlserver", "CREATE TABLE t (q int CHECK (q / 2 = 3));", "postgres", []string{"q / 2 = 3"}, []string{"left out"}},
		"the user elsewhere":           {"postgres", "CREATE TABLE t (a text DEFAULT current_user);", "sqlite", []string{"The default of t.a is left out"}, []string{"'current_user'"}},
		"a word that people write":     {"", "CREATE TABLE t (role varchar(9) DEFAULT user);", "postgres", []string{"DEFAULT 'user'"}, nil},
	}.run(t)
}

// scriptCases are scripts of one dialect that are written in another.
type scriptCases map[string]struct {
	from, script, to string
	has, hasNot      []string // parts of what is written
}

func (cases scriptCases) run(t *testing.T) {
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			source := ddl.Parse([]byte(c.script), c.from)
			d := source.Pages[0].Diagram
			d.Dialect = c.from
			to, err := ddl.Find(c.to)
			require.NoError(t, err)
			script := ddl.Write(d, to, ddl.Options{})
			for _, s := range c.has {
				require.Contains(t, script.SQL, s)
			}
			for _, s := range c.hasNot {
				require.NotContains(t, strings.ReplaceAll(script.SQL, "-- note:", "--"), s)
			}
		})
	}
}
