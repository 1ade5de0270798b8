package engine_test

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/engine/enginetest"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write what is found to the expectations")

func TestMain(m *testing.M) { os.Exit(enginetest.Run(m)) }

const testdata = "../../testdata/engine"

// freshSQLite opens an empty database in memory.
func freshSQLite(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:?_pragma=foreign_keys(1)")
	require.NoError(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

// fresh opens an empty database of the kind.
func fresh(t testing.TB, dialect string) *sql.DB {
	t.Helper()
	switch dialect {
	case "postgres":
		return enginetest.PostgreSQL(t).Fresh(t)
	case "sqlite":
		return freshSQLite(t)
	}
	return enginetest.MariaDB(t).Fresh(t)
}

// execute runs a script of the kind of statements that package ddl knows.
func execute(t testing.TB, db *sql.DB, script string) {
	t.Helper()
	for statement := range strings.SplitSeq(script, ";\n") {
		if strings.TrimSpace(statement) != "" {
			_, err := db.Exec(statement)
			require.NoError(t, err, statement)
		}
	}
}

// TestInspectReadsTheCatalogue compares what is read of a real database with the
// expectation beside its script, and with what the reader of scripts makes of the script.
func TestInspectReadsTheCatalogue(t *testing.T) {
	for _, dialect := range []string{"postgres", "mariadb", "sqlite"} {
		t.Run(dialect, func(t *testing.T) {
			script, err := os.ReadFile(filepath.Join(testdata, dialect+".sql"))
			require.NoError(t, err)
			db := fresh(t, dialect)
			execute(t, db, string(script))
			steps := 0
			src, err := engine.InspectDB(context.Background(), db, dialect, engine.InspectOptions{Progress: func(engine.Progress) { steps++ }})
			require.NoError(t, err)
			require.Positive(t, steps)
			require.Equal(t, "database", src.Format)
			page := src.Pages[0]
			require.Equal(t, dialect, page.Diagram.Dialect)
			require.False(t, page.Positioned)
			require.Empty(t, page.Places)
			got := describe(page.Diagram) + warnings(src)
			golden := filepath.Join(testdata, dialect+".want")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), got)

			written := ddl.Parse(script, dialect).Pages[0].Diagram
			require.Equal(t, ids(written), ids(page.Diagram), "a database and its script are the same objects")
			require.NoError(t, page.Diagram.CheckLimits())
			again, err := engine.InspectDB(context.Background(), db, dialect, engine.InspectOptions{})
			require.NoError(t, err)
			require.Equal(t, page.Diagram.Tables, again.Pages[0].Diagram.Tables)
			require.Equal(t, page.Diagram.Relationships, again.Pages[0].Diagram.Relationships)
		})
	}
}

// ids lists the names of tables, columns and foreign keys with their IDs.
func ids(d *diagram.Diagram) map[string]diagram.ID {
	m := map[string]diagram.ID{}
	for _, t := range d.Tables {
		m[t.Name] = t.ID
		if t.Kind != diagram.KindView {
			for _, c := range t.Columns {
				m[t.Name+"."+c.Name] = c.ID
			}
		}
	}
	for _, r := range d.Relationships {
		m["reference "+d.Tables[r.Ends[0].Table].Name+" "+d.Tables[r.Ends[1].Table].Name] = r.ID
	}
	for _, s := range d.Schemas {
		m["schema "+s.Name] = s.ID
	}
	for _, o := range d.Domains {
		m["domain "+o.Name] = o.ID
	}
	return m
}

func warnings(src *diagram.Source) string {
	var b strings.Builder
	for _, w := range src.Warnings {
		fmt.Fprintf(&b, "warning %s %s\n", w.Code, w.Message)
	}
	return b.String()
}

// describe writes everything a diagram says of a schema.
func describe(d *diagram.Diagram) string {
	var b strings.Builder
	schema := func(id diagram.ID) string {
		if s := d.Schemas[id]; s != nil {
			return s.Name + "."
		}
		return ""
	}
	for _, s := range d.SortedSchemas() {
		fmt.Fprintf(&b, "schema %q comment %q\n", s.Name, s.Comment)
	}
	for _, o := range d.SortedDomains() {
		fmt.Fprintf(&b, "domain %s%q type %q values %q notnull %v default %q check %q comment %q\n", schema(o.Schema), o.Name, o.Type, o.Values, o.NotNull, o.Default, o.Check, o.Comment)
	}
	for _, t := range d.SortedTables() {
		fmt.Fprintf(&b, "table %s%q kind %q comment %q\n", schema(t.Schema), t.Name, t.Kind, t.Comment)
		if t.Definition != "" {
			fmt.Fprintf(&b, "  query %q\n", strings.Join(strings.Fields(t.Definition), " "))
		}
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "  column %q type %q notnull %v default %q identity %q generated %q stored %v check %q collation %q comment %q\n",
				c.Name, c.Type, c.NotNull, c.Default, c.Identity, c.Generated, c.Stored, c.Check, c.Collation, c.Comment)
		}
		for _, k := range t.Keys {
			fmt.Fprintf(&b, "  key %q primary %v %q\n", k.Name, k.Primary, t.Names(k.Columns))
		}
		for _, x := range t.Indexes {
			fmt.Fprintf(&b, "  index %q unique %v method %q include %q where %q\n", x.Name, x.Unique, x.Method, t.Names(x.Include), x.Where)
			for _, p := range x.Parts {
				fmt.Fprintf(&b, "    part %q %q desc %v nulls %q length %d class %q\n", t.Names([]diagram.ID{p.Column}), p.Expression, p.Descending, p.Nulls, p.Length, p.Class)
			}
		}
		for _, c := range t.Checks {
			fmt.Fprintf(&b, "  check %q %q\n", c.Name, c.Expression)
		}
	}
	var lines []string
	for _, r := range d.SortedRelationships() {
		child, parent, _ := d.ForeignKey(r)
		lines = append(lines, fmt.Sprintf("reference %q %q %q %s to %q %q %s delete %q update %q deferrable %v deferred %v identifying %v\n", r.Name, child.Name, child.Names(r.FromColumns()), r.Ends[0].Card,
			parent.Name, parent.Names(r.ToColumns()), r.Ends[1].Card, r.OnDelete, r.OnUpdate, r.Deferrable, r.InitiallyDeferred, r.Identifying))
	}
	slices.Sort(lines)
	return b.String() + strings.Join(lines, "")
}

func TestInspectOfSomeSchemas(t *testing.T) {
	db := fresh(t, "postgres")
	execute(t, db, "CREATE SCHEMA a;\nCREATE SCHEMA b;\nCREATE TABLE a.one (id int PRIMARY KEY);\nCREATE TABLE b.two (id int PRIMARY KEY, one int REFERENCES a.one (id))")
	src, err := engine.InspectDB(context.Background(), db, "postgres", engine.InspectOptions{Schemas: []string{"b"}})
	require.NoError(t, err)
	require.Len(t, src.Pages[0].Diagram.Tables, 1)
	require.Contains(t, warnings(src), `"one"`, "a foreign key to a schema that is not read is told of")
	_, err = engine.InspectDB(context.Background(), db, "postgres", engine.InspectOptions{Schemas: []string{"b", "c"}})
	requireCode(t, err, diagram.NotFound, `"c"`)
}

func TestInspectLimits(t *testing.T) {
	for _, dialect := range []string{"postgres", "mariadb", "sqlite"} {
		t.Run(dialect, func(t *testing.T) {
			db := fresh(t, dialect)
			execute(t, db, "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCREATE TABLE c (id int)")
			_, err := engine.InspectDB(context.Background(), db, dialect, engine.InspectOptions{MaxTables: 2})
			requireCode(t, err, diagram.TooLarge, "3 tables")
			cancelled, cancel := context.WithCancel(context.Background())
			cancel()
			_, err = engine.InspectDB(cancelled, db, dialect, engine.InspectOptions{})
			require.ErrorIs(t, err, context.Canceled)
			src, err := engine.InspectDB(context.Background(), db, dialect, engine.InspectOptions{MaxTables: 3})
			require.NoError(t, err, "the connection can be used after that")
			require.Len(t, src.Pages[0].Diagram.Tables, 3)
		})
	}
	_, err := engine.InspectDB(context.Background(), freshSQLite(t), "oracle", engine.InspectOptions{})
	requireCode(t, err, diagram.Unsupported, "oracle")
}

func requireCode(t *testing.T, err error, code diagram.Code, text string) {
	t.Helper()
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code)
	require.Contains(t, e.Message, text)
}
