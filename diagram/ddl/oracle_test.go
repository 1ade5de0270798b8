package ddl_test

import (
	"cmp"
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestOracle looks for parts of the scripts that diagrams make for Oracle; scripts without a
// dialect are in PostgreSQL's words.
func TestOracle(t *testing.T) {
	cases := map[string]struct {
		dialect, script string
		want, lacks     []string
	}{
		"numbers in quotes": {
			dialect: "mysql",
			script:  "CREATE TABLE t (a decimal(10,2) NOT NULL DEFAULT '0.00', b int DEFAULT '-1', c varchar(9) DEFAULT '0.00');",
			want:    []string{"a number(10,2) DEFAULT 0.00 NOT NULL", "b number(10) DEFAULT -1,", "c varchar2(9 char) DEFAULT '0.00'"},
		},
		"two foreign keys that say the same": {
			script: "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (a int, b int, CONSTRAINT one FOREIGN KEY (a) REFERENCES p, CONSTRAINT two FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE, CONSTRAINT three FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE, FOREIGN KEY (b) REFERENCES p);",
			want: []string{
				"\nALTER TABLE c ADD CONSTRAINT two FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE;",
				"\nALTER TABLE c ADD CONSTRAINT c_b_fkey",
				"-- note: The foreign key one of c to p is left out: two says the same.",
				"-- note: The foreign key three of c to p is left out: two says the same.",
				"-- ALTER TABLE c ADD CONSTRAINT one",
				"-- ALTER TABLE c ADD CONSTRAINT three",
			},
		},
		"names in the quotes of a view": {
			dialect: "oracle",
			script:  `CREATE TABLE "users" ("id" number(10), "Name" clob, "order" number(10)); CREATE VIEW v AS SELECT "u"."id", "Name", "order" AS "Id" FROM "users" AS "u" WHERE "Name" <> '"id"';`,
			want:    []string{"CREATE TABLE users (\n  id number(10),\n  Name clob,\n  \"order\" number(10)\n)", `SELECT "u".id, Name, "order" AS id FROM users AS "u" WHERE Name <> '"id"'`},
		},
		"JSON that is no object and no list": {
			script: `CREATE TABLE t (a json DEFAULT '"{}"', b json DEFAULT '{}', c json DEFAULT ' []', d json DEFAULT '0', e json DEFAULT 0);`,
			want: []string{
				"a clob,", "b clob DEFAULT '{}',", "c clob DEFAULT ' []',", "d clob,", "e clob,",
				`-- note: The default of t.a is left out: a column of type json can't have it: '"{}"'`,
			},
		},
	}
	oracle, err := ddl.Find("oracle")
	require.NoError(t, err)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := ddl.Write(ddl.Parse([]byte(c.script), cmp.Or(c.dialect, "postgres")).Pages[0].Diagram, oracle, ddl.Options{}).SQL
			for _, part := range c.want {
				require.Contains(t, got, part)
			}
			for _, part := range c.lacks {
				require.False(t, strings.Contains(got, part), "%s\n%s", part, got)
			}
		})
	}
}
