package ddl_test

import (
	"context"
	"database/sql"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/migrate"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// inspected reads a live database as one of the two editions.
func inspected(t require.TestingT, db *sql.DB, dialect string) migrate.Edition {
	src, err := engine.InspectDB(context.Background(), db, dialect, engine.InspectOptions{})
	require.NoError(t, err)
	return migrate.Edition{Diagram: src.Pages[0].Diagram, Live: true}
}

// TestEngineHasNothingToMigrate makes databases of random diagrams, reads them back and
// compares them with their diagrams: there is nothing to do, in whatever words the
// database says what it holds. Then it brings them to what edits make of the diagrams,
// which has no IDs in common with a live database.
func TestEngineHasNothingToMigrate(t *testing.T) {
	checks(t, "4")
	for _, dialect := range []string{"postgres", "mariadb", "sqlite"} {
		t.Run(dialect, func(t *testing.T) {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			wipe := wiper(t, dialect)
			rapid.Check(t, func(r *rapid.T) {
				a := drawSchema(r, dialect)
				b := a.clone()
				b.edit()
				// MariaDB and PostgreSQL write queries anew; their views are made anew.
				for _, g := range []*drawer{a, b} {
					for id := range g.views {
						delete(g.d.Tables, id)
					}
				}
				db := wipe()
				script := ddl.Write(a.d, to, ddl.Options{})
				require.NoError(r, execAll(db, script.Statements))
				live := inspected(r, db, dialect)
				between := func(from migrate.Edition, to_ *diagram.Diagram) ddl.Steps {
					result, err := migrate.Between(from, migrate.Edition{Diagram: to_}, to, migrate.Answers{Assume: migrate.AssumeDrop}, ddl.MigrateOptions{})
					require.NoError(r, err)
					return result.Up
				}
				if up := between(live, a.d); !up.IsEmpty() {
					r.Fatalf("%s\n\n%s", script.SQL, up.SQL)
				}
				up := between(live, b.d)
				r.Logf("%v\n%s\n\n%s", b.said, script.SQL, up.SQL)
				require.NoError(r, execAll(db, up.Statements))
				if again := between(inspected(r, db, dialect), b.d); !again.IsEmpty() {
					r.Fatalf("still to do:\n%s", again.SQL)
				}
			})
		})
	}
}
