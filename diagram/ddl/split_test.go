package ddl_test

import (
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"

	"github.com/stretchr/testify/require"
)

// TestParseFindsTables is about where statements begin and end: each script has the
// tables of want and no others.
func TestParseFindsTables(t *testing.T) {
	tests := []struct {
		name, dialect, script string
		want                  []string
	}{
		{"semicolon in a string", "", "INSERT INTO x VALUES (';'); CREATE TABLE a (id int);", []string{"a"}},
		{"doubled quotes", "", `INSERT INTO x VALUES ('it''s; CREATE TABLE no (id int)'); CREATE TABLE a (id int);`, []string{"a"}},
		{"backslash ends nothing in MySQL", "mysql", `INSERT INTO x VALUES ('\'; CREATE TABLE no (id int);'); CREATE TABLE a (id int);`, []string{"a"}},
		{"backslash is a letter elsewhere", "postgres", `INSERT INTO x VALUES ('\'); CREATE TABLE a (id int);`, []string{"a"}},
		{"escape string", "postgres", `INSERT INTO x VALUES (E'\'; CREATE TABLE no (id int);'); CREATE TABLE a (id int);`, []string{"a"}},
		{"dollar quotes", "postgres", "DO $a$ CREATE TABLE no (id int); $b$; $a$; CREATE TABLE a (id int);", []string{"a"}},
		{"nested comment", "postgres", "/* /* */ CREATE TABLE no (id int); */ CREATE TABLE a (id int);", []string{"a"}},
		{"comment does not nest", "sqlite", "/* /* */ CREATE TABLE a (id int);", []string{"a"}},
		{"executed comment", "mysql", "/*!40000 CREATE TABLE a (id int) */; /*M!100100 CREATE TABLE b (id int) */;", []string{"a", "b"}},
		{"hash comment", "mysql", "# CREATE TABLE no (id int);\nCREATE TABLE a (id int);", []string{"a"}},
		{"no semicolon", "sqlserver", "CREATE TABLE a (id int)\nCREATE TABLE b (id int)\nGO 5\nCREATE TABLE c (id int)", []string{"a", "b", "c"}},
		{"go in words", "sqlserver", "CREATE TABLE a (go int,\ngo2 int)\nGO\n", []string{"a"}},
		{"batch ends procedure", "sqlserver", "CREATE PROC p AS SELECT 1;\nCREATE TABLE no (id int);\nGO\nCREATE TABLE a (id int)", []string{"a"}},
		{"delimiter", "mysql", "DELIMITER //\nCREATE PROCEDURE p() BEGIN CREATE TABLE no (id int); END //\nDELIMITER ;\nCREATE TABLE a (id int);", []string{"a"}},
		{"body without delimiter", "mysql", "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT CASE WHEN 1 THEN 2 END; END IF; CREATE TABLE no (id int); END; CREATE TABLE a (id int);", []string{"a"}},
		{"trigger in SQLite", "sqlite", "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT 2; END; CREATE TABLE a (id int);", []string{"a"}},
		{"slash ends a block", "oracle", "DECLARE x INT; BEGIN EXECUTE IMMEDIATE 'x'; END;\n/\nCREATE TABLE a (id int)\n/\nCREATE TABLE b (id int)\n/\n", []string{"a", "b"}},
		{"transaction", "postgres", "BEGIN;\nCREATE TABLE a (id int);\nBEGIN TRANSACTION;\nCREATE TABLE b (id int);\nCOMMIT;", []string{"a", "b"}},
		{"copy rows", "postgres", "COPY a FROM stdin;\nx;\tCREATE TABLE no (id int);\n\\.\nCREATE TABLE a (id int);", []string{"a"}},
		{"copy without end", "postgres", "COPY a FROM stdin;\nCREATE TABLE a (id int);", []string{"a"}},
		{"psql lines", "postgres", "\\set x 'unclosed\n\\connect y\nCREATE TABLE a (id int);", []string{"a"}},
		{"source line", "mysql", "source load_'it.dump ;\nCREATE TABLE a (id int);", []string{"a"}},
		{"unclosed quote costs a line", "", "INSERT INTO x VALUES ('oops);\nCREATE TABLE a (id int);", []string{"a"}},
		{"unclosed comment", "", "CREATE TABLE a (id int); /* CREATE TABLE no (id int);", []string{"a"}},
		{"byte order mark", "", "\ufeffCREATE TABLE a (id int);", []string{"a"}},
		{"UTF-16", "", "\xff\xfeC\x00R\x00E\x00A\x00T\x00E\x00 \x00T\x00A\x00B\x00L\x00E\x00 \x00a\x00 \x00(\x00i\x00 \x00i\x00n\x00t\x00)\x00", []string{"a"}},
		{"UTF-16, the other way round", "", "\xfe\xff\x00C\x00R\x00E\x00A\x00T\x00E\x00 \x00T\x00A\x00B\x00L\x00E\x00 \x00a\x00 \x00(\x00i\x00 \x00i\x00n\x00t\x00)", []string{"a"}},
		{"lines end with carriage returns", "postgres", "-- a comment\rCREATE TABLE a (id int -- another\r, b int);\rCOPY a FROM stdin;\r1\t2\r\\.\rCREATE TABLE b (id int);", []string{"a", "b"}},
		{"lines end in both ways", "sqlserver", "CREATE TABLE a (id int)\r\nGO\r\nCREATE TABLE b (id int)\r\n", []string{"a", "b"}},
		{"under a condition", "sqlserver", "IF NOT EXISTS (SELECT 1)\nBEGIN\n  CREATE TABLE a (id int)\nEND\nELSE PRINT 'x'\nGO\nIF 1 = 1 CREATE TABLE b (id int)\nGO", []string{"a", "b"}},
		{"a transaction inside", "sqlserver", "CREATE PROC p AS\nBEGIN\n  BEGIN TRAN;\n  UPDATE x SET y = CASE WHEN 1 = 1 THEN 1 END;\n  COMMIT;\nEND;\nCREATE TABLE a (id int)", []string{"a"}},
		{"a try block", "sqlserver", "BEGIN TRY\nCREATE TABLE a (id int)\nEND TRY\nBEGIN CATCH\nPRINT 'x'\nEND CATCH\nCREATE TABLE b (id int)", []string{"a", "b"}},
		{"rows without semicolons", "sqlserver", "SET IDENTITY_INSERT a ON\nINSERT a VALUES ('(')\nINSERT [a] VALUES (2)\nCREATE TABLE a (id int)\nPRINT 'done'\nCREATE TABLE b (id int)\nEXEC x\n", []string{"a", "b"}},
		{"lines of SQL*Plus", "oracle", "SET DEFINE OFF\nREM it's so\nPROMPT it's so\nSPOOL 'x\nCREATE TABLE a (id NUMBER)\n/\n@b.sql\nCREATE TABLE b (id NUMBER);\nEXIT", []string{"a", "b"}},
		{"trigger switched on", "oracle", "CREATE TRIGGER t BEFORE INSERT ON x BEGIN NULL; END;\n/\nALTER TRIGGER t ENABLE;\nCREATE TABLE a (id NUMBER);", []string{"a"}},
		{"type body", "oracle", "CREATE TYPE BODY t AS MEMBER FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; END;\n/\nCREATE TABLE a (id NUMBER);", []string{"a"}},
		{"body without an end", "mysql", "CREATE PROCEDURE p() BEGIN SELECT 1;\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);", []string{"a", "b"}},
		{"body without semicolon", "mysql", "CREATE FUNCTION f() RETURNS int\nRETURN (\n1)\nCREATE TABLE a (id int);", []string{"a"}},
		{"block without an end", "oracle", "DECLARE x INT; BEGIN NULL;\nCREATE TABLE a (id int);", []string{"a"}},
		{"delimiter like a comment", "mysql", "DELIMITER /*\nCREATE TABLE a (id int)/*\nDELIMITER ;\nDELIMITER # x\nCREATE TABLE b (id int)#\nDELIMITER ;\nCREATE TABLE c (id int);", []string{"a", "b", "c"}},
		{"restricted", "postgres", "\\restrict aB3'\nCREATE TABLE a (id int);\n\\unrestrict aB3'\n", []string{"a"}},
		{"function of SQL", "postgres", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END; CREATE TABLE a (id int);", []string{"a"}},
		{"temporary in Oracle", "oracle", "CREATE GLOBAL TEMPORARY TABLE a (id NUMBER) ON COMMIT DELETE ROWS;", []string{"a"}},
		{"Latin-1", "", "CREATE TABLE stra\xdfe (id int);", []string{"straße"}},
		{"quoted names", "sqlite", "CREATE TABLE \"a\"\"b\" (id int); CREATE TABLE [c d] (id int); CREATE TABLE `e` (id int);", []string{`a"b`, "c d", "e"}},
		{"empty", "", "", nil},
		{"temporary", "", "CREATE TEMPORARY TABLE no (id int); CREATE GLOBAL TEMP TABLE no2 (id int); CREATE UNLOGGED TABLE a (id int);", []string{"a"}},
		{"dropped and made anew", "", "CREATE TABLE a (id int); DROP TABLE a; CREATE TABLE a (id int);", []string{"a"}},
		{"or replace", "mariadb", "CREATE TABLE a (id int); CREATE OR REPLACE TABLE a (id int, b int);", []string{"a"}},
		{"names that differ in case", "postgres", `CREATE TABLE "Users" (id int); CREATE TABLE Users (id int); CREATE TABLE USERS (id int);`, []string{"Users", "Users"}},
		{"names that differ in case in Oracle", "oracle", `CREATE TABLE users (id NUMBER); CREATE TABLE "USERS" (id NUMBER); CREATE TABLE "users" (id NUMBER);`, []string{"users", "users"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := ddl.Parse([]byte(test.script), test.dialect).Pages[0].Diagram
			var got []string
			for _, table := range d.SortedTables() {
				got = append(got, table.Name)
				require.NotEmpty(t, table.Columns, "table %s has no columns", table.Name)
			}
			require.Equal(t, test.want, got)
		})
	}
}

// TestParseKeepsIDs reads a script twice, the second time with more in it: what was there
// before is the same object.
func TestParseKeepsIDs(t *testing.T) {
	const script = `CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a (id), UNIQUE (b));`
	first := ddl.Parse([]byte(script), "").Pages[0].Diagram
	second := ddl.Parse([]byte("CREATE TABLE new (id int);\n"+script), "").Pages[0].Diagram
	require.Equal(t, objects(first), objects(second)[:len(objects(first))])
	dropped := ddl.Parse([]byte(script+"DROP TABLE a;"+script), "").Pages[0].Diagram
	require.Equal(t, objects(first), objects(dropped))
}

// objects lists the IDs of the table a and of what belongs to it.
func objects(d *diagram.Diagram) (ids []diagram.ID) {
	for _, t := range d.SortedTables() {
		if t.Name != "a" {
			continue
		}
		ids = append(ids, t.ID)
		for _, c := range t.Columns {
			ids = append(ids, c.ID)
		}
		for _, k := range t.Keys {
			ids = append(ids, k.ID)
		}
	}
	for id := range d.Relationships {
		ids = append(ids, id)
	}
	return ids
}

// FuzzParse holds Parse to its promises: no text breaks it, every object has one ID,
// every reference and place is about an object that is there, and the diagram can be
// opened.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a, UNIQUE (b), CHECK (b > 0));",
		"ALTER TABLE a ADD x int, DROP COLUMN b, RENAME TO c; CREATE UNIQUE INDEX i ON a (lower(b) DESC, c(10)) WHERE x;",
		"CREATE TABLE t (LIKE a INCLUDING ALL) INHERITS (b) COMMENT='x'; CREATE TABLE p PARTITION OF t DEFAULT;",
		"CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS int CHECK (VALUE > 0); ALTER TYPE e ADD VALUE 'b' BEFORE 'a';",
		"COPY a FROM stdin;\n1\n\\.\nDELIMITER //\nCREATE TRIGGER t BEGIN END //\nDELIMITER ;\nGO\n/\n",
		"CREATE TABLE a (b int); CREATE INDEX i ON a (()); -- lint:ignore nothing at all\nCREATE TABLE c (d " + strings.Repeat("e", 5000) + ");",
		"SELECT $a$ $b$ q'[x]' E'\\'' U&\"x\" [y] `z` /*! CREATE TABLE x (y serial) */",
		"CREATE TABLE a (x int -- lint:ignore K001 why\n, y int DEFAULT nextval('s'::regclass));COMMENT ON COLUMN a.x IS 'z';",
		"EXEC sp_addextendedproperty 'MS_Description', 'x', 'SCHEMA', 'dbo', 'TABLE', 'a'; SET search_path = x; RENAME TABLE a TO b;",
		"CREATE TABLE a (id NUMBER);CREATE SEQUENCE s;CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW WHEN (new.id IS NULL) BEGIN SELECT s.NEXTVAL INTO :new.id FROM dual; END;\n/\nALTER SEQUENCE s OWNED BY a.id",
		"CREATE TYPE a AS (b int); CREATE TABLE c OF a (b WITH OPTIONS NOT NULL); ALTER DOMAIN d ADD CONSTRAINT e CHECK (VALUE > 1); CREATE SCHEMA s CREATE TABLE t (x int); ALTER TABLE s.t SET SCHEMA u; DROP SCHEMA u CASCADE; ALTER SCHEMA u RENAME TO v",
		"CREATE TABLE a (b int CONSTRAINT c DEFAULT 1 UNIQUE CHECK (b > 0)); ALTER TABLE a DROP CONSTRAINT c, DROP CONSTRAINT a_b_key, DROP CONSTRAINT a_b_check; CREATE TABLE d (LIKE a INCLUDING ALL EXCLUDING DEFAULTS); CREATE TABLE e LIKE a",
		"IF 1=1\nBEGIN\nCREATE TABLE a (b int)\nEND\nELSE EXEC sp_rename 'a.b', 'c', 'COLUMN'\nDECLARE @v int\nSET @v = N'x'\nEXEC sp_rename '[a].[b', @newname = 'd'\n:r x.sql\n",
		"ALTER TABLE a ADD b int FIRST, ADD c int AFTER b, MODIFY b SERIAL; ALTER VIEW v AS SELECT 1; CREATE MATERIALIZED VIEW v AS SELECT 1 WITH NO DATA; CREATE VIEW w AS WITH DATA; CREATE VIEW x AS SELECT",
		"DROP INDEX i ON a; ALTER INDEX i RENAME TO j; DELIMITER /*\nDROP x/*\nDELIMITER ;\n\\i x\r@y\n;(;) GRANT x; REM x\nSPOOL 'x\n",
	} {
		for _, dialect := range []string{"", "postgres", "mysql", "sqlite", "sqlserver", "oracle"} {
			f.Add([]byte(seed), dialect)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, dialect string) {
		s := ddl.Parse(data, dialect)
		require.Len(t, s.Pages, 1)
		p := s.Pages[0]
		seen := map[diagram.ID]bool{}
		own := func(id diagram.ID) {
			require.True(t, id.Valid(), "ID %q", id)
			require.False(t, seen[id], "ID %q twice", id)
			seen[id] = true
		}
		for _, table := range p.Diagram.SortedTables() {
			own(table.ID)
			for _, c := range table.Columns {
				own(c.ID)
			}
			for _, k := range table.Keys {
				own(k.ID)
				require.Len(t, table.Names(k.Columns), len(k.Columns))
			}
			for _, x := range table.Indexes {
				own(x.ID)
				for _, part := range x.Parts {
					require.True(t, part.Column == "" || table.Column(part.Column) != nil)
				}
			}
			for _, k := range table.Checks {
				own(k.ID)
			}
		}
		for _, r := range p.Diagram.SortedRelationships() {
			own(r.ID)
			_, _, ok := p.Diagram.ForeignKey(r)
			require.True(t, ok, "reference %s", r.ID)
		}
		for _, o := range p.Diagram.SortedDomains() {
			own(o.ID)
		}
		for _, o := range p.Diagram.SortedSchemas() {
			own(o.ID)
		}
		for id, at := range p.Places {
			require.True(t, seen[id], "a place for %s, which is not there", id)
			require.Positive(t, at.Line)
			require.Positive(t, at.Column)
		}
		for _, i := range p.Diagram.SortedIgnores() {
			require.True(t, seen[i.Object])
		}
		_, err := op.NewDocument().Apply(op.FromDiagram(p.Diagram))
		require.NoError(t, err, "what is read can be opened")
	})
}

// TestParseHostile reads scripts that cost much more than their length where a search
// is made again at every sign. Two million signs show it: the test would not end.
func TestParseHostile(t *testing.T) {
	const many = 2 << 20
	head := "CREATE TABLE a (id int);"
	for name, script := range map[string]string{
		"open brackets":        head + strings.Repeat("[", many),
		"open parentheses":     head + strings.Repeat("(", many),
		"double quotes":        head + " \"\n" + strings.Repeat(`"" `, many),
		"single quotes":        head + " '\n" + strings.Repeat("'' ", many),
		"back-ticks":           head + " `\n" + strings.Repeat("`` ", many),
		"dollar quotes":        head + strings.Repeat("$a", many),
		"comments in comments": head + strings.Repeat("/*", many),
	} {
		t.Run(name, func(t *testing.T) {
			s := ddl.Parse([]byte(script), "")
			require.Len(t, s.Pages[0].Diagram.Tables, 1)
		})
	}
}

// TestParseLimitsForeignKeys checks that more foreign keys than a diagram may have are
// left out with a word.
func TestParseLimitsForeignKeys(t *testing.T) {
	s := ddl.Parse([]byte("CREATE TABLE a (id int PRIMARY KEY);"+strings.Repeat("ALTER TABLE a ADD FOREIGN KEY (id) REFERENCES a (id);", diagram.MaxRelationships+1)), "")
	require.Equal(t, diagram.MaxRelationships, len(s.Pages[0].Diagram.Relationships))
	require.Contains(t, s.Warnings[len(s.Warnings)-1].Message, "more than 50,000 foreign keys")
}
