package ddl_test

import (
	"strings"
	"testing"
)

// TestSQLServerTakes writes scripts of other databases for SQL Server, which no test runs:
// what its documentation refuses is not there.
func TestSQLServerTakes(t *testing.T) {
	writeCases{
		"a filter compares columns with constants": {
			script: "CREATE TABLE t (a int, b int, c inet); CREATE INDEX i ON t (a) WHERE a < b; CREATE INDEX j ON t (a) WHERE 5 < a; CREATE INDEX k ON t (a) WHERE c = '10.0.0.1'; CREATE INDEX l ON t (a) WHERE a > -1 AND b IN (1, 2) AND c IS NOT NULL;",
			want:   []string{"CREATE INDEX i ON t (a);", "CREATE INDEX j ON t (a);", "CREATE INDEX k ON t (a);", "CREATE INDEX l ON t (a) WHERE a > -1 AND b IN (1, 2) AND c IS NOT NULL;", "The index i of t holds all rows"},
		},
		"no filter by places": {
			script: "CREATE TABLE t (a int, g geometry); CREATE INDEX i ON t (a) WHERE g IS NOT NULL;",
			want:   []string{"CREATE INDEX i ON t (a);"},
		},
		"the user of the session": {
			script: "CREATE TABLE t (a text DEFAULT current_user, b text DEFAULT session_user, c text DEFAULT CURRENT_SCHEMA, d varchar(9) DEFAULT 'user');",
			want:   []string{"a nvarchar(max) NULL CONSTRAINT t_a_default DEFAULT CURRENT_USER", "b nvarchar(max) NULL CONSTRAINT t_b_default DEFAULT CURRENT_USER", "c nvarchar(max) NULL,", "The default of t.c is left out", "DEFAULT N'user'"},
		},
		"no default to set": {
			script: "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (a int NOT NULL REFERENCES p ON DELETE SET DEFAULT, b int REFERENCES p ON UPDATE SET DEFAULT);",
			want:   []string{"FOREIGN KEY (a) REFERENCES p (id);", "FOREIGN KEY (b) REFERENCES p (id) ON UPDATE SET DEFAULT;", "The action ON DELETE of the foreign key c_a_fkey is left out: its columns refuse NULL and have no default"},
		},
		"values of JSON that are no objects": {
			script: `CREATE TABLE t (a jsonb DEFAULT '"x"');`,
			want:   []string{`DEFAULT N'"x"'`, "CHECK (ISJSON(N'[' + a + N']') = 1)"},
		},
		"an included column is no part of the key": {
			script: "CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a) INCLUDE (a, b);",
			want:   []string{"CREATE INDEX i ON t (a) INCLUDE (b);"},
		},
		"an index of places": {
			dialect: "sqlserver",
			script:  "CREATE TABLE t (id int PRIMARY KEY, g geography); CREATE TABLE u (g geography); CREATE SPATIAL INDEX i ON t (g); CREATE SPATIAL INDEX j ON u (g);",
			want:    []string{"SET QUOTED_IDENTIFIER ON;", "CREATE SPATIAL INDEX i", "The index j of u is left out: it needs a primary key"},
			lacks:   []string{"CREATE SPATIAL INDEX j"},
		},
		"texts of points in time": {
			dialect: "mysql",
			script:  "CREATE TABLE t (d datetime, x varchar(30), a varchar(20) AS (d) STORED, b varchar(20) AS (d) VIRTUAL, c varchar(20) AS (d) VIRTUAL, e datetime AS (x) STORED, KEY (c));",
			want:    []string{"a AS (CAST(d AS nvarchar(20))),", "b AS (CAST(d AS nvarchar(20))),", "c nvarchar(20) NULL", "e AS (CAST(x AS datetime2))", "t.a is computed when it is read"},
			lacks:   []string{"PERSISTED"},
		},
		"an index of points": {
			dialect: "mysql",
			script:  "CREATE TABLE t (f double, g double AS (f * 2) VIRTUAL, h double AS (f * 3) VIRTUAL, KEY (g));",
			want:    []string{"g AS (CAST(f * 2 AS float)) PERSISTED,", "h AS (CAST(f * 3 AS float))\n"},
		},
		"rows of padded texts": {
			dialect: "mysql",
			script:  "CREATE TABLE t (id char(36) PRIMARY KEY, x char(255), " + padded(20) + ");",
			want:    []string{"id nchar(36) NOT NULL", "x nvarchar(255) NULL", "because a row holds 8060 bytes"},
		},
		"keys of padded texts": {
			script: "CREATE TABLE t (a char(500) PRIMARY KEY, b char(20)); CREATE TABLE c (t_a char(500) REFERENCES t); CREATE TABLE u (a char(250), b char(250), PRIMARY KEY (a, b));",
			want:   []string{"a nvarchar(500) NOT NULL", "b nchar(20) NULL", "t_a nvarchar(500) NULL", "a nvarchar(250) NOT NULL,\n  b nchar(250) NOT NULL", "because a key holds 900 bytes"},
		},
		"letters without case": {
			script: "CREATE TABLE t (email text CHECK (email = lower(email)), b int CHECK (b > 0));",
			want:   []string{"The check of t.email passes letters of any case: SQL Server compares texts without it."},
			lacks:  []string{"of t.b"},
		},
	}.run(t, "sqlserver")
}

func padded(n int) string {
	var list []string
	for i := range n {
		list = append(list, "c"+string(rune('a'+i))+" char(255)")
	}
	return strings.Join(list, ", ")
}
