package engine_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
)

// allVariable is the environment variable that makes TestRoundTrip take all schemas when it
// is "all", rather than some of up to 25 tables.
const allVariable = "CROWSFOOT_ROUND_TRIP"

// TestRoundTrip writes real schemas for each database, executes the scripts there, reads
// the catalogue back, and compares: what differs must be in a note of the script. The
// schemas are other people's and not part of this repository.
func TestRoundTrip(t *testing.T) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Skipf("the corpus of real schemas is not here: %v", err)
	}
	all := os.Getenv(allVariable) == "all"
	total := map[string]*figures{}
	for i, s := range corpusSchemas(t, corpus) {
		if !all && (len(s.d.Tables) > 25 || s.plain && i%20 != 0) {
			continue
		}
		for _, target := range []string{"postgres", "mariadb", "sqlite"} {
			t.Run(s.name+"/"+target, func(t *testing.T) {
				f := s.trip(t, target)
				key := s.kind + " to " + target
				if total[key] == nil {
					total[key] = &figures{noted: map[string]int{}}
				}
				total[key].add(f)
			})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(total)) {
		t.Logf("%-20s %s", key, total[key])
	}
}

// corpusSchema is one real schema.
type corpusSchema struct {
	name, kind string
	d          *diagram.Diagram
	// plain schemas have vague types: tables, columns and keys only are compared.
	plain bool
}

// extensions are the tables of PostgreSQL's own schemas that need an extension which servers
// do not have by themselves. Where the server lacks it, they are left out of the comparison.
var extensions = map[string]map[string]string{
	"postgres/openstreetmap-structure": {"moderation_zones": "postgis"},
	"postgres/pagila-schema":           {"film_embedding": "vector"},
	"json/dhis2":                       {"programstageinstance": "postgis"},
}

// corpusSchemas reads all schemas. Files that belong together are one.
func corpusSchemas(t *testing.T, corpus string) []corpusSchema {
	t.Helper()
	var list []corpusSchema
	for _, dialect := range []string{"postgres", "mysql", "sqlite"} {
		files, err := filepath.Glob(filepath.Join(corpus, "ddl", dialect, "*.sql"))
		require.NoError(t, err)
		joined := map[string][]byte{}
		var order []string
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			name := strings.TrimSuffix(filepath.Base(file), ".sql")
			if strings.HasPrefix(name, "omop54-") && dialect == "postgres" {
				data = []byte(strings.ReplaceAll(string(data), "@cdmDatabaseSchema.", ""))
				name = "omop54"
			}
			name = strings.TrimSuffix(name, "_objects") // views over the tables of another file
			if joined[name] == nil {
				order = append(order, name)
			}
			if strings.HasSuffix(file, "omop54-ddl.sql") {
				joined[name] = slices.Concat(data, []byte("\n"), joined[name]) // the tables first
				continue
			}
			joined[name] = slices.Concat(joined[name], []byte("\n"), data)
		}
		for _, name := range order {
			d := ddl.Parse(joined[name], dialect).Pages[0].Diagram
			d.Dialect = dialect
			if len(d.Tables) > 0 {
				list = append(list, corpusSchema{name: dialect + "/" + name, kind: dialect, d: d})
			}
		}
	}
	files, err := filepath.Glob(filepath.Join(corpus, "lint", "schemas", "*.json"))
	require.NoError(t, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		src, err := format.Read(file, data, "schema-json")
		require.NoError(t, err)
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		s := corpusSchema{name: "json/" + name, kind: "json", d: src.Pages[0].Diagram}
		if strings.HasPrefix(name, "spider_") {
			s.kind, s.plain = "spider", true
		}
		list = append(list, s)
	}
	require.NotEmpty(t, list)
	return list
}

// figures are what came of round trips.
type figures struct {
	excepted, schemas, equal, statements, failed        int
	tables, columns, keys, uniques, indexes, references int
	noted                                               map[string]int
	writing, running, reading                           time.Duration
}

func (f *figures) add(o *figures) {
	f.schemas += o.schemas
	f.excepted += o.excepted
	f.equal += o.equal
	f.statements += o.statements
	f.failed += o.failed
	f.tables += o.tables
	f.columns += o.columns
	f.keys += o.keys
	f.uniques += o.uniques
	f.indexes += o.indexes
	f.references += o.references
	f.writing += o.writing
	f.running += o.running
	f.reading += o.reading
	for code, n := range o.noted {
		f.noted[code] += n
	}
}

func (f *figures) String() string {
	var notes []string
	for _, code := range slices.Sorted(maps.Keys(f.noted)) {
		notes = append(notes, fmt.Sprintf("%s %d", code, f.noted[code]))
	}
	return fmt.Sprintf("%d of %d schemas equal, %d of %d statements fail; equal: %d tables, %d columns, %d primary keys, %d uniques, %d indexes, %d foreign keys; %d tables need an extension; notes: %s; write %v run %v read %v",
		f.equal, f.schemas, f.failed, f.statements, f.tables, f.columns, f.keys, f.uniques, f.indexes, f.references, f.excepted, strings.Join(notes, ", "),
		f.writing.Round(time.Millisecond), f.running.Round(time.Millisecond), f.reading.Round(time.Millisecond))
}

// trip takes one schema there and back.
func (s corpusSchema) trip(t *testing.T, target string) *figures {
	f := &figures{schemas: 1, noted: map[string]int{}}
	to, err := ddl.Find(target)
	require.NoError(t, err)
	db := fresh(t, target)
	if target == "postgres" {
		s.d, f.excepted = withoutExtensions(t, db, s)
	}
	start := time.Now()
	script := ddl.Write(s.d, to, ddl.Options{})
	f.writing = time.Since(start)
	start = time.Now()
	for _, st := range script.Statements {
		f.statements++
		if _, err := db.Exec(st.Text); err != nil {
			if f.failed++; f.failed <= 5 {
				t.Errorf("%v\n%.1200s", err, st.Text)
			}
		}
	}
	f.running = time.Since(start)
	start = time.Now()
	src, err := engine.InspectDB(context.Background(), db, target, engine.InspectOptions{})
	require.NoError(t, err)
	f.reading = time.Since(start)
	for _, w := range src.Warnings {
		t.Errorf("reading: %s %s", w.Code, w.Message)
	}
	c := newComparison(s.d, src.Pages[0].Diagram, target, script, t.Errorf)
	c.figures, c.plain, f.noted = f, s.plain, c.figures.noted
	c.run(script)
	if f.failed == 0 && c.wrong == 0 {
		f.equal = 1
	}
	return f
}

// withoutExtensions leaves out the tables of a schema that need an extension which the server
// lacks, with their foreign keys, and returns how many those are.
func withoutExtensions(t *testing.T, db *sql.DB, s corpusSchema) (*diagram.Diagram, int) {
	t.Helper()
	d := s.d.Snapshot()
	left := 0
	for name, extension := range extensions[s.name] {
		var there bool
		require.NoError(t, db.QueryRow("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = $1)", extension).Scan(&there))
		if there {
			continue
		}
		before := left
		for id, x := range d.Tables {
			if x.Name == name {
				delete(d.Tables, id)
				maps.DeleteFunc(d.Relationships, func(_ diagram.ID, r *diagram.Relationship) bool { return r.Touches(id) })
				left++
			}
		}
		require.Greater(t, left, before, "the exception %s is not in %s", name, s.name)
	}
	return d, left
}

// TestRoundTripSeesDifferences changes a database behind a script's back; each change must
// be seen.
func TestRoundTripSeesDifferences(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(testdata, "postgres.sql"))
	require.NoError(t, err)
	d := ddl.Parse(script, "postgres").Pages[0].Diagram
	to, err := ddl.Find("postgres")
	require.NoError(t, err)
	written := ddl.Write(d, to, ddl.Options{})
	for change, want := range map[string]string{
		"":                                       "",
		"DROP TABLE sales.profile":               "profile",
		"CREATE TABLE more (id int)":             "5 tables are there, 4 were wanted",
		"ALTER TABLE users ADD x int":            "users has 8 columns, not 7",
		"ALTER TABLE users RENAME email TO mail": "the column users.email is called mail",
		"DROP VIEW happy; ALTER TABLE users ALTER email TYPE varchar(100)":                  "varchar(200)",
		"ALTER TABLE users ALTER email DROP NOT NULL":                                       "users.email refuses NULL: false, not true",
		"ALTER TABLE users ALTER made DROP DEFAULT":                                         "users.made has the default",
		"ALTER TABLE sales.orders ALTER id DROP IDENTITY":                                   "orders.id numbers rows: false",
		"ALTER TABLE sales.orders DROP CONSTRAINT orders_pk":                                "the primary key of orders",
		"ALTER TABLE users DROP CONSTRAINT users_email":                                     `unique "email" is missing`,
		"DROP INDEX users_lower":                                                            `index "(expression) where" is missing`,
		"DROP INDEX users_made; CREATE UNIQUE INDEX users_made ON users (made)":             "unique",
		"CREATE INDEX more ON users (half)":                                                 `index "half" is there`,
		"ALTER TABLE users DROP CONSTRAINT users_odd":                                       "is missing",
		"ALTER TABLE sales.profile ADD CONSTRAINT x FOREIGN KEY (user_id) REFERENCES users": "is there and was not wanted",
		"ALTER TABLE sales.orders DROP CONSTRAINT orders_user, ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED": "[cascade][cascade]",
		"ALTER TABLE users ALTER half DROP EXPRESSION": "users.half is computed",
	} {
		t.Run(change, func(t *testing.T) {
			db := fresh(t, "postgres")
			for _, st := range written.Statements {
				_, err := db.Exec(st.Text)
				require.NoError(t, err, st.Text)
			}
			for statement := range strings.SplitSeq(change, "; ") {
				_, err := db.Exec(statement)
				require.NoError(t, err)
			}
			src, err := engine.InspectDB(context.Background(), db, "postgres", engine.InspectOptions{})
			require.NoError(t, err)
			var said []string
			c := newComparison(d, src.Pages[0].Diagram, "postgres", written, func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) })
			c.run(written)
			if want == "" {
				require.Empty(t, said)
				return
			}
			require.Positive(t, c.wrong)
			require.Contains(t, strings.Join(said, "\n"), want)
		})
	}
}
