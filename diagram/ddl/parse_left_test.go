package ddl_test

import (
	"fmt"
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestParseReportsWhatIsLeftOut has one statement after a table for each sort of thing that
// a diagram does not hold. Each is reported with its place, its beginning and a reason.
func TestParseReportsWhatIsLeftOut(t *testing.T) {
	tests := []struct{ dialect, statement, excerpt, reason string }{
		{"", "INSERT INTO a VALUES (1, 'x;y')", "INSERT INTO a VALUES (1, 'x;y')", "a diagram holds no rows"},
		{"", "UPDATE a SET id = 2", "UPDATE a SET id = 2", "a diagram holds no rows"},
		{"postgres", "COPY a FROM stdin;\n1\n\\.", "COPY a FROM stdin", "a diagram holds no rows"},
		{"", "GRANT SELECT ON a TO b", "GRANT SELECT ON a TO b", "no rights and owners"},
		{"postgres", "ALTER TABLE a OWNER TO b", "OWNER TO b", "no rights and owners"},
		{"postgres", "CREATE ROLE b LOGIN", "CREATE ROLE b LOGIN", "no rights and owners"},
		{"postgres", "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql", "CREATE FUNCTION f()", "no programs"},
		{"sqlite", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END", "no programs"},
		{"mysql", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM a", "CREATE EVENT e", "no programs"},
		{"oracle", "BEGIN NULL; END", "BEGIN NULL; END", "no programs"},
		{"postgres", "DO $$ BEGIN NULL; END $$", "DO $$ BEGIN NULL; END $$", "no programs"},
		{"", "SELECT 1", "SELECT 1", "a query makes nothing"},
		{"", "(SELECT 1) UNION SELECT 2", "(SELECT 1) UNION SELECT 2", "a query makes nothing"},
		{"", "SET x = 1", "SET x = 1", "for the session"},
		{"sqlite", "PRAGMA user_version = 3", "PRAGMA user_version = 3", "for the session"},
		{"", "BEGIN", "BEGIN", "for the session"},
		{"", "COMMIT", "COMMIT", "for the session"},
		{"mysql", "LOCK TABLES a WRITE", "LOCK TABLES a WRITE", "for the session"},
		{"sqlserver", "USE shop", "USE shop", "for the session"},
		{"postgres", "\\connect shop", "\\connect shop", "for the session"},
		{"sqlite", ".mode csv", ".mode csv", "for the session"},
		{"postgres", "\\i more.sql", "\\i more.sql", "another file"},
		{"mysql", "source more.sql", "source more.sql", "another file"},
		{"oracle", "@more.sql", "@more.sql", "another file"},
		{"sqlserver", ":r more.sql", ":r more.sql", "another file"},
		{"postgres", "CREATE EXTENSION x", "CREATE EXTENSION x", "about the server"},
		{"postgres", "VACUUM a", "VACUUM a", "about the server"},
		{"mysql", "ALTER TABLE a ENGINE=InnoDB", "ENGINE=InnoDB", "about the server"},
		{"postgres", "CREATE SEQUENCE s", "CREATE SEQUENCE s", "it numbers no column"},
		{"postgres", "CREATE TYPE t AS (x int)", "CREATE TYPE t AS (x int)", "no types made of several parts"},
		{"", "CREATE TEMP TABLE t (x int)", "CREATE TEMP TABLE t (x int)", "gone when the session ends"},
		{"sqlite", "CREATE VIRTUAL TABLE t USING fts5(x)", "CREATE VIRTUAL TABLE t USING fts5(x)", "has no place for it"},
		{"oracle", "CREATE SYNONYM s FOR a", "CREATE SYNONYM s FOR a", "has no place for it"},
		{"", "DROP FUNCTION f", "DROP FUNCTION f", "nothing that a diagram holds"},
		{"postgres", "COMMENT ON INDEX i IS 'x'", "COMMENT ON INDEX i IS 'x'", "comments of tables, columns"},
		{"postgres", "ALTER TABLE a ATTACH PARTITION b DEFAULT", "ATTACH PARTITION b DEFAULT", "which table is a part of which"},
		{"postgres", "ALTER TABLE a ADD CONSTRAINT e EXCLUDE USING gist (id WITH =)", "ADD CONSTRAINT e EXCLUDE USING gist (id WITH =)", "has no place for it"},
		{"postgres", "ALTER TABLE a VALIDATE CONSTRAINT c", "VALIDATE CONSTRAINT c", "when a constraint is checked"},
		{"postgres", "ALTER TABLE b SET (fillfactor = 70)", "ALTER TABLE b SET (fillfactor = 70)", "is not in the script"},
		{"sqlserver", "EXEC dbo.do_it 1", "EXEC dbo.do_it 1", "no programs"},
		{"", "FROBNICATE a", "FROBNICATE a", "no dialect known here"},
		{"", "ALTER TABLE a FROBNICATE", "FROBNICATE", "no dialect known here"},
		{"", "CREATE FROBNICATION x", "CREATE FROBNICATION x", "no dialect known here"},
		{"", "] odd [", "] odd [", "no dialect known here"},
	}
	for _, test := range tests {
		t.Run(test.statement, func(t *testing.T) {
			source := ddl.Parse([]byte("CREATE TABLE a (id int);\n  \n"+test.statement+";\nCREATE TABLE z (id int);"), test.dialect)
			require.Len(t, source.Pages[0].Diagram.Tables, 2, "what stands behind it is read")
			require.Len(t, source.Warnings, 1, "%v", source.Warnings)
			w := source.Warnings[0]
			require.True(t, strings.HasPrefix(w.Where, "3:"), w.Where)
			require.Contains(t, w.Message, `"`+test.excerpt)
			require.Contains(t, w.Message, "is left out, because ")
			require.Contains(t, w.Message, test.reason)
		})
	}
}

// TestParseFoldsWhatIsLeftOut reads many statements of one sort: the first few are
// reported one by one, the rest together, with their lines.
func TestParseFoldsWhatIsLeftOut(t *testing.T) {
	for n, want := range map[int]string{
		4:   "1 more of the sort GRANT are left out, at line 4, because a diagram holds no rights and owners.",
		6:   "3 more of the sort GRANT are left out, at lines 4, 5 and 6, because a diagram holds no rights and owners.",
		100: "97 more of the sort GRANT are left out, at lines 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 and others up to 100, because",
	} {
		source := ddl.Parse([]byte(strings.Repeat("GRANT x TO y;\n", n)), "")
		require.Len(t, source.Warnings, 4)
		for i, w := range source.Warnings {
			require.Equal(t, fmt.Sprintf("%d:1", i+1), w.Where)
		}
		require.Contains(t, source.Warnings[3].Message, want)
	}
}
