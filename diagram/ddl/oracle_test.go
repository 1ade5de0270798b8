package ddl_test

import (
	"fmt"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestOracle looks for parts of the scripts that diagrams make for Oracle.
func TestOracle(t *testing.T) {
	writeCases{
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
		"types of its own words": {
			dialect: "oracle",
			script:  "CREATE TABLE t (a INTERVAL YEAR(4) TO MONTH, b INTERVAL DAY(3) TO SECOND, c INTERVAL DAY TO SECOND(2), d NUMBER(5,-2), e NUMBER(3,5), f NUMBER(*,-2));",
			want:    []string{"a interval year(4) to month,", "b interval day(3) to second(6),", "c interval day to second(2),", "d number(5,-2),", "e number(3,5),", "f number(*,-2)"},
		},
		"an index in a schema": {
			script:  "CREATE SCHEMA acc; CREATE TABLE acc.t (u int); CREATE INDEX ix ON acc.t (u);",
			options: ddl.Options{Schemas: ddl.SchemasWith},
			want:    []string{"CREATE INDEX acc.ix ON acc.t (u);"},
		},
		"comments of 4,000 bytes": {
			script: "CREATE TABLE t (a int, b int, c int); COMMENT ON COLUMN t.a IS '" + strings.Repeat("x", 4000) + "'; COMMENT ON COLUMN t.b IS '" +
				strings.Repeat("y", 4001) + "'; COMMENT ON COLUMN t.c IS '" + strings.Repeat("ü", 2001) + "';",
			want: []string{
				"COMMENT ON COLUMN t.a IS '" + strings.Repeat("x", 4000) + "';",
				"COMMENT ON COLUMN t.b IS '" + strings.Repeat("y", 3997) + "…';",
				"COMMENT ON COLUMN t.c IS '" + strings.Repeat("ü", 1998) + "…';",
			},
			lacks: []string{"The comment of t.a is cut"},
		},
		"digits that are zeros": {
			script: "CREATE TABLE t (a numeric(5,-2));",
			want:   []string{"a number(7,0)"},
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
	}.run(t, "oracle")
}

// TestOracleBreaksLongLines writes conditions, lists of values and strings of several
// thousand bytes, which have to be read back as they are.
func TestOracleBreaksLongLines(t *testing.T) {
	oracle, err := ddl.Find("oracle")
	require.NoError(t, err)
	many := func(format, between string) string {
		var list []string
		for i := range 900 {
			list = append(list, fmt.Sprintf(format, i))
		}
		return strings.Join(list, between)
	}
	text := many("a, b and %d OR c", " ")
	checks := map[string]string{
		"values":       "a IN (" + many("'v %d'", ", ") + ")",
		"fractions":    "b IN (" + many("%d, .5", ", ") + ")",
		"conditions":   "b <> " + many("%d", " AND b <> ") + " or b = " + many("%d", " or b = "),
		"long strings": "a <> '" + text + "' AND a <> 'it''s " + text + "' AND b > 0",
	}
	for name, check := range checks {
		t.Run(name, func(t *testing.T) {
			d := diagram.New()
			d.Dialect = "oracle"
			d.AddTable(&diagram.Table{ID: "t", Name: "t", Columns: []*diagram.Column{{ID: "a", Name: "a", Type: "clob"}, {ID: "b", Name: "b", Type: "number"}}})
			d.Tables["t"].Checks = []*diagram.Check{{ID: "k", Name: "k", Expression: check}}
			script := ddl.Write(d, oracle, ddl.Options{})
			again := ddl.Parse([]byte(script.SQL), "oracle").Pages[0].Diagram
			require.Equal(t, check, again.SortedTables()[0].Checks[0].Expression)
			require.Equal(t, script.SQL, ddl.Write(again, oracle, ddl.Options{}).SQL)
			repeatable := ddl.Write(d, oracle, ddl.Options{IfNotExists: true})
			m, err := ddl.Migrate(diagram.New(), d, oracle, ddl.MigrateOptions{})
			require.NoError(t, err)
			for _, sql := range []string{script.SQL, repeatable.SQL, m.Up.SQL} {
				for line := range strings.SplitSeq(sql, "\n") {
					if !strings.Contains(line, text) && !strings.Contains(line, "-- warning") {
						require.Less(t, len(line), 2500)
					}
					require.NotRegexp(t, `^[./@#]`, strings.TrimSuffix(line, "/"))
				}
			}
		})
	}
}
