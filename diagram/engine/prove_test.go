package engine_test

import (
	"context"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"

	"github.com/stretchr/testify/require"
)

func TestProveSQLite(t *testing.T) {
	script := `-- a; script
CREATE TABLE users (
  id INTEGER PRIMARY KEY, -- not; the end
  "na;me" TEXT DEFAULT ';'
);

CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), a INT, b INT,
  FOREIGN KEY (a, b) REFERENCES [pairs;] (a, b));
CREATE TABLE [pairs;] (a INT, b INT, PRIMARY KEY (a, b));
CREATE UNIQUE INDEX x ON users ("na;me");
CREATE VIEW v AS SELECT id FROM users /* ; */;`
	p, err := engine.ProveSQLite(context.Background(), script)
	require.NoError(t, err)
	require.Nil(t, p.Failure)
	require.True(t, p.OK())
	require.Equal(t, "SQLite", p.Engine)
	require.Equal(t, 5, p.Statements)
	require.Equal(t, 3, p.Tables)
	require.Equal(t, 1, p.Views)
	require.Equal(t, 1, p.Indexes)
	require.Equal(t, 2, p.ForeignKeys)
	require.Positive(t, p.Duration)
	require.Regexp(t, `^Executed on SQLite 3\.\d+: 3 tables, 2 foreign keys, 1 view$`, p.Summary())
	p.For = "PostgreSQL"
	require.Regexp(t, `1 view; PostgreSQL itself not run$`, p.Summary())
}

func TestProveSQLiteTellsWhatWasRefused(t *testing.T) {
	cases := map[string]struct {
		script  string
		line    int
		message string
		ran     int
	}{
		"syntax":            {"CREATE TABLE a (id int);\n\n-- note\nCREATE TABLE b (id int,);", 4, `near ")": syntax error`, 1},
		"twice":             {"CREATE TABLE a (id int);\nCREATE TABLE a (id int);", 2, "already exists", 1},
		"target not unique": {"CREATE TABLE a (id int);\nCREATE TABLE b (a_id int REFERENCES a (id));", 0, "foreign key mismatch", 2},
		"no such column":    {"CREATE TABLE a (id int, FOREIGN KEY (x) REFERENCES a (id));", 1, "unknown column", 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p, err := engine.ProveSQLite(context.Background(), c.script)
			require.NoError(t, err)
			require.NotNil(t, p.Failure)
			require.False(t, p.OK())
			require.Contains(t, p.Failure.Message, c.message)
			require.Equal(t, c.line, p.Failure.Line)
			require.Equal(t, c.ran, p.Statements)
			require.Contains(t, p.Summary(), "Refused by SQLite")
		})
	}
}

func TestProveSQLiteRunsOnlyScriptsOfOurs(t *testing.T) {
	for _, script := range []string{
		"ATTACH DATABASE '/tmp/x.db' AS x",
		"PRAGMA writable_schema = ON",
		"VACUUM INTO '/tmp/x.db'",
		"SELECT load_extension('x')",
		"INSERT INTO a VALUES (1)",
		"INSERT INTO a (b) VALUES (load_extension('x'))",
		"INSERT INTO a (b) SELECT 'x'",
		"INSERT INTO a (b) VALUES ('x') RETURNING load_extension('x')",
		"CREATE TABLE a (id int); DROP TABLE a; DELETE FROM sqlite_master",
		"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END",
		"CREATE VIRTUAL TABLE a USING fts5(x)",
		"CREATE TEMP TABLE a (id int)",
		"CREATE TABLE a AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n FROM r",
		`CREATE TABLE "a(" AS SELECT (1)`,
		"CREATE /* ( */ TABLE a AS SELECT (1)",
		"CREATE TABLE a--(\nAS SELECT (1)",
		"EXPLAIN CREATE TABLE a (id int)",
		"ALTER TABLE a RENAME TO b",
		"BEGIN",
		"'x'",
	} {
		t.Run(script, func(t *testing.T) {
			_, err := engine.ProveSQLite(context.Background(), script)
			var e *diagram.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, diagram.Forbidden, e.Code)
		})
	}
}

func TestProveSQLiteStops(t *testing.T) {
	_, err := engine.ProveSQLite(context.Background(), strings.Repeat("-", engine.MaxScript+1))
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, diagram.TooLarge, e.Code)

	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = engine.ProveSQLite(cancelled, "CREATE TABLE a (id int)")
	require.Error(t, err)
}

func TestProveSQLiteOfAnEmptyScript(t *testing.T) {
	p, err := engine.ProveSQLite(context.Background(), "-- nothing\n;;\n")
	require.NoError(t, err)
	require.True(t, p.OK())
	require.Zero(t, p.Statements)
	require.Contains(t, p.Summary(), "0 tables, 0 foreign keys")
}

// manyTables is how many tables a long script has.
var manyTables = 2000

// TestProveSQLiteOfManyTables proves a script as long as the limit of a diagram allows.
func TestProveSQLiteOfManyTables(t *testing.T) {
	d := diagram.New()
	var last *diagram.Table
	for range manyTables {
		table := &diagram.Table{Name: "t", Columns: []*diagram.Column{{Name: "id", Type: "int"}, {Name: "last", Type: "int"}}}
		d.AddTable(table)
		table.Keys = []*diagram.Key{{ID: table.ID + "k", Primary: true, Columns: []diagram.ID{table.Columns[0].ID}}}
		if last != nil {
			d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(table.ID, diagram.Many, last.ID, diagram.One), Pairs: []diagram.Pair{{From: table.Columns[1].ID, To: last.Columns[0].ID}}})
		}
		last = table
	}
	sqlite, err := ddl.Find("sqlite")
	require.NoError(t, err)
	p, err := engine.ProveSQLite(context.Background(), ddl.Write(d, sqlite, ddl.Options{Drop: true}).SQL)
	require.NoError(t, err)
	require.True(t, p.OK(), p.Summary())
	require.Equal(t, manyTables, p.Tables)
	require.Equal(t, manyTables-1, p.ForeignKeys)
}

func FuzzProveSQLite(f *testing.F) {
	f.Add("CREATE TABLE a (id int); CREATE VIEW v AS SELECT 1")
	f.Add("CREATE TABLE [a;] (\"x\"\"y\" int /* ; */) -- ;")
	f.Add("CREATE TABLE a (id int DEFAULT (load_extension('x')));")
	f.Fuzz(func(t *testing.T, script string) {
		p, err := engine.ProveSQLite(context.Background(), script)
		if err == nil {
			require.NotEmpty(t, p.Summary())
		}
	})
}
