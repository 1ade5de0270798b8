package ddl_test

import (
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestWriteKeepsMeaning writes expressions that say something else elsewhere.
func TestWriteKeepsMeaning(t *testing.T) {
	writeCases{
		"sets of characters": {
			dialect: "sqlserver",
			script:  "CREATE TABLE t (a char(1) CHECK (a LIKE '[A-Z]'), b varchar(9) CHECK (b LIKE 'x%'));",
			to:      "postgres",
			want:    []string{"b LIKE 'x%'", "The check of t.a is left out"},
			lacks:   []string{"(a LIKE"},
		},
		"brackets of others": {
			script: "CREATE TABLE t (a text CHECK (a LIKE '[A]%'));",
			want:   []string{"The check of t.a is left out: the pattern '[A]%' means something else in SQL Server"},
			lacks:  []string{"CHECK (a LIKE"},
		},
		"an escape by itself": {
			script: `CREATE TABLE t (a text CHECK (a LIKE 'a\_%'));`,
			to:     "oracle",
			want:   []string{"The check of t.a is left out"},
			lacks:  []string{"CHECK (a LIKE"},
		},
		"an escape that MySQL has": {
			script: `CREATE TABLE t (a text CHECK (a LIKE 'a\_%'));`,
			to:     "mysql",
			want:   []string{`LIKE 'a\\_%'`},
		},
		"a backslash of SQLite": {
			dialect: "sqlite",
			script:  `CREATE TABLE t (a text CHECK (a LIKE 'a\%'));`,
			to:      "postgres",
			want:    []string{"The check of t.a is left out"},
			lacks:   []string{"(a LIKE"},
		},
		"whole numbers are divided": {
			script: "CREATE TABLE t (q int CHECK (q / 2 = 3), d numeric(9,2) CHECK (d / 2 > 1), h int GENERATED ALWAYS AS (q / 2) STORED);",
			to:     "oracle",
			want:   []string{"d / 2 > 1", "The check of t.q is left out: dividing whole numbers gives a fraction in Oracle: q / 2 = 3", "t.h is written as a plain column"},
			lacks:  []string{"CHECK (q / 2"},
		},
		"whole numbers of MySQL": {
			dialect: "mysql",
			script:  "CREATE TABLE t (q int, h decimal(9,2) AS (q / 2) STORED);",
			to:      "postgres",
			want:    []string{"h numeric(9,2)\n", "dividing whole numbers gives no fraction in PostgreSQL"},
		},
		"whole numbers among the same": {
			dialect: "sqlserver",
			script:  "CREATE TABLE t (q int CHECK (q / 2 = 3));",
			to:      "postgres",
			want:    []string{"q / 2 = 3"},
			lacks:   []string{"left out"},
		},
		"a view in a schema": {
			script: "CREATE SCHEMA base; CREATE TABLE base.raw (id int PRIMARY KEY); CREATE VIEW base.v AS SELECT base.raw.id FROM base.raw;",
			to:     "postgres",
			want:   []string{"SELECT base.raw.id FROM base.raw"},
		},
		"the user elsewhere": {
			script: "CREATE TABLE t (a text DEFAULT current_user);",
			to:     "sqlite",
			want:   []string{"The default of t.a is left out"},
			lacks:  []string{"'current_user'"},
		},
	}.run(t, "sqlserver")
}

// TestUserOfADrawing takes user for a word that people write, where no database says it.
func TestUserOfADrawing(t *testing.T) {
	s := newSketch("")
	s.table("t", "role varchar(9)").Columns[0].Default = "user"
	for _, to := range ddl.All() {
		require.Regexp(t, `DEFAULT N?'user'`, ddl.Write(s.Diagram, to, ddl.Options{}).SQL)
	}
}
