package ddl_test

import (
	"context"
	"database/sql"
	"flag"
	"os"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/engine/enginetest"

	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	// Random diagrams are the same in every run unless -rapid.seed says otherwise, so that
	// a change that breaks nothing fails nothing.
	for name, value := range map[string]string{"rapid.seed": "20261", "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(enginetest.Run(m))
}

// catalog is what a database holds after a script.
type catalog struct {
	Tables, Columns, PrimaryKeys, Uniques, ForeignKeys int
}

// expected counts what the script of a diagram is meant to make, given what its notes
// say is left out.
func expected(d *diagram.Diagram, script ddl.Script) catalog {
	var c catalog
	left := map[diagram.ID]bool{}
	for _, n := range script.Notes {
		switch n.Code {
		case "no-columns", "key-left-out", "key-twice", "foreign-key-left-out", "index-left-out", "view-left-out":
			left[n.Object] = true
		}
	}
	for _, t := range d.SortedTables() {
		if t.Kind == diagram.KindView || left[t.ID] {
			continue
		}
		c.Tables++
		c.Columns += len(t.Columns)
		primary := t.PrimaryKey()
		for _, k := range t.Keys {
			switch {
			case left[k.ID]:
			case k == primary:
				c.PrimaryKeys++
			default:
				c.Uniques++
			}
		}
		for _, x := range t.Indexes {
			if x.Unique && !left[x.ID] {
				c.Uniques++
			}
		}
	}
	for _, r := range d.SortedRelationships() {
		if _, _, ok := d.ForeignKey(r); ok && !left[r.ID] {
			c.ForeignKeys++
		}
	}
	return c
}

// runs executes the script statement by statement; each error names its statement.
func runs(t *testing.T, db *sql.DB, script ddl.Script) {
	t.Helper()
	for _, s := range script.Statements {
		if _, err := db.Exec(s.Text); err != nil {
			t.Errorf("%v\n%s", err, s.Text)
		}
	}
}

const postgresCatalog = `WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'),
	tables AS (SELECT c.oid FROM pg_class c JOIN ours ON relnamespace = ours.oid WHERE relkind = 'r'
		AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e'))
	SELECT (SELECT count(*) FROM tables),
	(SELECT count(*) FROM pg_attribute JOIN tables ON attrelid = tables.oid WHERE attnum > 0 AND NOT attisdropped),
	(SELECT count(*) FROM pg_index JOIN tables ON indrelid = tables.oid WHERE indisprimary),
	(SELECT count(*) FROM pg_index JOIN tables ON indrelid = tables.oid WHERE indisunique AND NOT indisprimary),
	(SELECT count(*) FROM pg_constraint JOIN tables ON conrelid = tables.oid WHERE contype = 'f')`

const mariadbCatalog = `SELECT (SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_type = 'BASE TABLE'),
	(SELECT count(*) FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_schema = database() AND table_type = 'BASE TABLE'),
	(SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = database() AND constraint_type = 'PRIMARY KEY'),
	(SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = database() AND constraint_type = 'UNIQUE'),
	(SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = database() AND constraint_type = 'FOREIGN KEY')`

const sqliteCatalog = `WITH tables AS (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\')
	SELECT (SELECT count(*) FROM tables),
	(SELECT count(*) FROM tables t, pragma_table_xinfo(t.name)),
	(SELECT count(DISTINCT t.name) FROM tables t, pragma_table_info(t.name) WHERE pk > 0),
	(SELECT count(*) FROM tables t, pragma_index_list(t.name) WHERE "unique" AND origin <> 'pk'),
	(SELECT count(*) FROM tables t, pragma_foreign_key_list(t.name) WHERE seq = 0)`

func readCatalog(t *testing.T, db *sql.DB, query string) catalog {
	t.Helper()
	var c catalog
	require.NoError(t, db.QueryRow(query).Scan(&c.Tables, &c.Columns, &c.PrimaryKeys, &c.Uniques, &c.ForeignKeys))
	return c
}

// freshSQLite opens an empty database in memory.
func freshSQLite(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:?_pragma=foreign_keys(1)")
	require.NoError(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

// freshFor opens an empty database for scripts of a dialect, and says how to read its
// catalog. MySQL scripts run on MariaDB; MySQL itself is not run.
func freshFor(t *testing.T, dialect string) (*sql.DB, string) {
	t.Helper()
	switch dialect {
	case "postgres":
		return enginetest.PostgreSQL(t).Fresh(t), postgresCatalog
	case "sqlite":
		return freshSQLite(t), sqliteCatalog
	}
	return enginetest.MariaDB(t).Fresh(t), mariadbCatalog
}

// loads writes a diagram in a dialect, executes the script on the real database of that
// dialect and compares what is there with the diagram. MySQL scripts run on MariaDB.
func loads(t *testing.T, d *diagram.Diagram, dialect string, opt ddl.Options) ddl.Script {
	t.Helper()
	to, err := ddl.Find(dialect)
	require.NoError(t, err)
	script := ddl.Write(d, to, opt)
	db, query := freshFor(t, dialect)
	if dialect == "sqlite" {
		proof, err := engine.ProveSQLite(context.Background(), script.SQL)
		require.NoError(t, err)
		require.True(t, proof.OK(), proof.Summary())
		require.Equal(t, len(script.Statements), proof.Statements)
	}
	runs(t, db, script)
	if got, want := readCatalog(t, db, query), expected(d, script); got != want {
		t.Errorf("%s has %+v, the diagram %+v\n%s", dialect, got, want, script.SQL)
	}
	if t.Failed() {
		t.Log(script.SQL)
	}
	return script
}

var dialectNames = []string{"postgres", "mysql", "mariadb", "sqlite"}
