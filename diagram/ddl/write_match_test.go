package ddl_test

import (
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestWriteLeavesWhatADatabaseRefuses writes small scripts of one dialect in another and
// executes them there; what can't be is left out with a note, and nothing more than that.
func TestWriteLeavesWhatADatabaseRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		from, script, to string
		notes            []string // codes and texts
		has, hasNot      string
	}{
		"text refers to a number": {"sqlite", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p_id TEXT REFERENCES p (id))", "postgres",
			[]string{"foreign-key-left-out", "PostgreSQL does not compare text with integer"}, "-- ALTER TABLE c ADD CONSTRAINT", "\nALTER TABLE"},
		"text refers to a number on MariaDB": {"sqlite", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p_id TEXT REFERENCES p (id))", "mariadb",
			[]string{"type-changed", "has no length that a key could hold", "foreign-key-left-out", "MariaDB does not compare varchar(255) with int"}, "-- ALTER TABLE c ADD CONSTRAINT", "\nALTER TABLE"},
		"a decimal refers to a whole number": {"oracle", "CREATE TABLE p (id NUMBER(6) PRIMARY KEY); CREATE TABLE c (id NUMBER(6) PRIMARY KEY, p_id NUMBER(20) REFERENCES p (id))", "postgres",
			[]string{"type-changed", "numeric(20,0) becomes integer, like the column it refers to"}, "ALTER TABLE c ADD CONSTRAINT", "left out"},
		"a whole number refers to a decimal": {"postgres", "CREATE TABLE p (id numeric(20) PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p (id))", "postgres",
			nil, "\nALTER TABLE c ADD CONSTRAINT", "note:"},
		"children of children": {"postgres", "CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY REFERENCES a (id)); CREATE TABLE c (id smallint PRIMARY KEY REFERENCES b (id))", "mariadb",
			[]string{"type-changed", "smallint becomes bigint", "type-changed", "int becomes bigint"}, "ALTER TABLE c ADD CONSTRAINT", "left out"},
		"texts of other lengths":          {"postgres", "CREATE TABLE p (id varchar(20) PRIMARY KEY); CREATE TABLE c (id char(9) PRIMARY KEY REFERENCES p (id))", "mariadb", nil, "ALTER TABLE c ADD CONSTRAINT", "left out"},
		"a day refers to a point in time": {"postgres", "CREATE TABLE p (id timestamp PRIMARY KEY); CREATE TABLE c (id date PRIMARY KEY REFERENCES p (id))", "postgres", nil, "ALTER TABLE c ADD CONSTRAINT", "left out"},
		"a domain":                        {"postgres", "CREATE DOMAIN code AS varchar(9); CREATE TABLE p (id code PRIMARY KEY); CREATE TABLE c (id varchar(9) PRIMARY KEY REFERENCES p (id))", "postgres", nil, "ALTER TABLE c ADD CONSTRAINT", "left out"},
		"a function of somebody's own": {"postgres", "CREATE TABLE a (id int PRIMARY KEY DEFAULT my_id(), b text DEFAULT lower('X'), c text CHECK (my_check(c))); CREATE INDEX i ON a (my_key(b)); CREATE INDEX j ON a (lower(b))", "postgres",
			[]string{"default-left-out", "the function my_id is neither part of the diagram nor of PostgreSQL", "index-left-out", "my_key", "expression-left-out", "my_check"}, "CREATE INDEX j ON a ((lower(b)))", "\n  id integer NOT NULL DEFAULT"},
		"a view that calls one": {"postgres", "CREATE TABLE a (id int PRIMARY KEY); CREATE VIEW v AS SELECT my_sum(id) AS n FROM a; CREATE VIEW w AS WITH x (n) AS (SELECT count(*) FROM a) SELECT y.m FROM x AS y (m)", "postgres",
			[]string{"view-left-out", "my_sum"}, "CREATE VIEW w AS", "CREATE VIEW v"},
		"a view of MySQL": {"mysql", "CREATE TABLE a (id int PRIMARY KEY, t text); CREATE VIEW v AS SELECT my_sum(id) AS n FROM a; CREATE VIEW w AS SELECT group_concat(t) AS n, if(id > 1, 2, 3) AS m FROM a GROUP BY id", "mariadb",
			[]string{"view-left-out", "my_sum"}, "VIEW w AS", "VIEW v AS"},
		"a materialized view without rows": {"postgres", "CREATE TABLE a (id int PRIMARY KEY); CREATE MATERIALIZED VIEW v AS SELECT id FROM a WITH NO DATA", "postgres", nil, "CREATE VIEW v AS\nSELECT id FROM a;", "NO DATA"},
		"lengths of Oracle":                {"oracle", "CREATE TABLE a (id NUMBER(9) PRIMARY KEY, b VARCHAR2(20CHAR), c VARCHAR2(30 BYTE))", "postgres", nil, "b varchar(20),\n  c varchar(30)", "text"},
		"a foreign key changes what is computed from": {"postgres", "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE k (id int PRIMARY KEY, p_id int REFERENCES p ON DELETE SET NULL ON UPDATE CASCADE, twice int GENERATED ALWAYS AS (p_id * 2) STORED, more int GENERATED ALWAYS AS (id * 2) STORED)", "mariadb",
			[]string{"generated-virtual", "k.twice is computed when it is read: it depends on a column that a foreign key changes"}, "twice int GENERATED ALWAYS AS (p_id * 2),\n  more int GENERATED ALWAYS AS (id * 2) STORED", "left out"},
		"who the session belongs to":      {"postgres", "CREATE TABLE a (id int PRIMARY KEY, b text DEFAULT current_user)", "mariadb", nil, "DEFAULT (CURRENT_USER())", "note:"},
		"who it belongs to in PostgreSQL": {"sqlserver", "CREATE TABLE a (id int PRIMARY KEY, b nvarchar(40) DEFAULT suser_sname())", "postgres", nil, "DEFAULT CURRENT_USER", "note:"},
		"numbers of SQL Server":           {"sqlserver", "CREATE TABLE a (id int PRIMARY KEY, b real, c float)", "postgres", nil, "b real,\n  c double precision", "note:"},
	} {
		t.Run(name, func(t *testing.T) {
			d := ddl.Parse([]byte(c.script), c.from).Pages[0].Diagram
			d.Dialect = c.from
			to, err := ddl.Find(c.to)
			require.NoError(t, err)
			script := ddl.Write(d, to, ddl.Options{})
			db, _ := freshFor(t, c.to)
			runs(t, db, script)
			require.Contains(t, script.SQL, c.has)
			require.NotContains(t, script.SQL, c.hasNot)
			require.Len(t, script.Notes, len(c.notes)/2, script.SQL)
			for i := 0; i < len(c.notes); i += 2 {
				found := false
				for _, n := range script.Notes {
					found = found || n.Code == c.notes[i] && strings.Contains(n.Message, c.notes[i+1])
				}
				require.True(t, found, "%s: %s\n%s", c.notes[i], c.notes[i+1], script.SQL)
			}
		})
	}
}
