package ddl_test

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/engine/enginetest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// migrationsVariable says how many pairs of diagrams are migrated on each engine.
const migrationsVariable = "CROWSFOOT_MIGRATIONS"

// TestEngineMigrates creates random diagrams in real databases, fills in rows, migrates
// them to what random edits make of the diagrams, and back. Each time the database must
// be what the other script makes in an empty one, and keep what is in the columns that
// stay.
func TestEngineMigrates(t *testing.T) {
	checks(t, "6")
	for _, dialect := range []string{"postgres", "mariadb", "mysql", "sqlite"} {
		t.Run(dialect, func(t *testing.T) {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			e := &migrationTest{dialect: dialect, to: to, wipe: wiper(t, dialect), count: map[string]int{}}
			rapid.Check(t, func(r *rapid.T) {
				native := dialect
				if dialect == "mysql" {
					native = "mariadb" // where its scripts run
				}
				a := drawSchema(r, native)
				b := a.clone()
				b.edit()
				if dialect == "mysql" && a.native {
					a.d.Dialect, b.d.Dialect = "mysql", "mysql"
				}
				e.r, e.said = r, b.said
				e.pair(a.d, b.d)
			})
			t.Logf("%s: %v", dialect, e.count)
		})
	}
}

// checks sets how many diagrams rapid draws: few, unless the variable says more.
func checks(t *testing.T, n string) {
	t.Helper()
	if more := os.Getenv(migrationsVariable); more != "" {
		n = more
	}
	before := flag.Lookup("rapid.checks").Value.String()
	require.NoError(t, flag.Set("rapid.checks", n))
	t.Cleanup(func() { require.NoError(t, flag.Set("rapid.checks", before)) })
}

// TestEngineMigratesHostileDiagrams does the same with diagrams that have little in common
// but IDs, and names, types and expressions that people and attackers give.
func TestEngineMigratesHostileDiagrams(t *testing.T) {
	checks(t, "4")
	for _, dialect := range []string{"postgres", "mariadb", "sqlite"} {
		t.Run(dialect, func(t *testing.T) {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			e := &migrationTest{dialect: dialect, to: to, wipe: wiper(t, dialect), count: map[string]int{}}
			rapid.Check(t, func(r *rapid.T) {
				e.r, e.said = r, nil
				a, b := drawDiagram(r), drawDiagram(r)
				e.bare(a, b)
			})
		})
	}
}

// bare migrates a to b and back without rows.
func (e *migrationTest) bare(a, b *diagram.Diagram) {
	m, err := ddl.Migrate(a, b, e.to, ddl.MigrateOptions{})
	require.NoError(e.r, err)
	scriptA, scriptB := ddl.Write(a, e.to, ddl.Options{}), ddl.Write(b, e.to, ddl.Options{})
	e.r.Logf("%s\n\n%s\n\n%s\n\nback:\n%s", scriptA.SQL, scriptB.SQL, m.Up.SQL, m.Down.SQL)
	fresh := func(script ddl.Script) *sql.DB {
		db := e.wipe()
		require.NoError(e.r, execAll(db, script.Statements))
		return db
	}
	wantB := e.catalog(fresh(scriptB))
	db := fresh(scriptA)
	wantA := e.catalog(db)
	require.NoError(e.r, execAll(db, m.Up.Statements))
	if got := e.catalog(db); got != wantB {
		e.r.Fatalf("after the migration, not as in a new database:\n%s", diffText(wantB, got))
	}
	require.NoError(e.r, execAll(db, m.Down.Statements))
	if got := e.catalog(db); got != wantA {
		e.r.Fatalf("after the way back, not as before:\n%s", diffText(wantA, got))
	}
}

// TestEngineMigratesPairs migrates pairs that once failed.
func TestEngineMigratesPairs(t *testing.T) {
	for name, c := range map[string]struct{ dialect, a, b string }{
		"a number of a unique index that numbers rows becomes a point": {"mariadb",
			"CREATE TABLE a (n int NOT NULL AUTO_INCREMENT, x int, UNIQUE KEY u (x, n), KEY k (n));",
			"CREATE TABLE a (n int NOT NULL AUTO_INCREMENT, x point, KEY k (n));"},
		"a UUID of a unique index becomes a point": {"mariadb",
			"CREATE TABLE a (n int NOT NULL AUTO_INCREMENT, x uuid, UNIQUE KEY u (x, n), KEY k (n));",
			"CREATE TABLE a (n int NOT NULL AUTO_INCREMENT, x point, KEY k (n));"},
	} {
		t.Run(name, func(t *testing.T) {
			to, err := ddl.Find(c.dialect)
			require.NoError(t, err)
			e := &migrationTest{dialect: c.dialect, to: to, wipe: wiper(t, c.dialect), r: t}
			read := func(text string) *diagram.Diagram { return ddl.Parse([]byte(text), c.dialect).Pages[0].Diagram }
			e.bare(read(c.a), read(c.b))
		})
	}
}

// reporter is a test, or one draw of rapid.
type reporter interface {
	require.TestingT
	Logf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// migrationTest migrates pairs of diagrams on one engine.
type migrationTest struct {
	dialect string
	to      *ddl.Dialect
	// wipe returns an empty database.
	wipe  func() *sql.DB
	r     reporter
	said  []string
	count map[string]int
	// queries counts queries.
	queries int
}

// wiper returns what gives an empty database, the same one each time where it is a
// server's.
func wiper(t *testing.T, dialect string) func() *sql.DB {
	switch dialect {
	case "sqlite":
		var last *sql.DB
		return func() *sql.DB {
			if last != nil {
				last.Close()
			}
			db, err := sql.Open("sqlite", ":memory:?_pragma=foreign_keys(1)")
			require.NoError(t, err)
			db.SetMaxOpenConns(1)
			last = db
			return db
		}
	case "postgres":
		db := enginetest.PostgreSQL(t).Fresh(t)
		return func() *sql.DB {
			const drop = `DO $$ DECLARE s text; BEGIN
				FOR s IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema' LOOP
					EXECUTE 'DROP SCHEMA ' || quote_ident(s) || ' CASCADE';
				END LOOP;
			END $$`
			for _, s := range []string{"ROLLBACK", drop, "CREATE SCHEMA public"} {
				_, err := db.Exec(s)
				require.NoError(t, err)
			}
			return db
		}
	}
	db := enginetest.MariaDB(t).Fresh(t)
	var name string
	require.NoError(t, db.QueryRow("SELECT database()").Scan(&name))
	return func() *sql.DB {
		for _, s := range []string{"DROP DATABASE " + name, "CREATE DATABASE " + name, "USE " + name} {
			_, err := db.Exec(s)
			require.NoError(t, err)
		}
		return db
	}
}

// pair migrates a to b and back.
func (e *migrationTest) pair(a, b *diagram.Diagram) {
	m, err := ddl.Migrate(a, b, e.to, ddl.MigrateOptions{})
	require.NoError(e.r, err)
	scriptA, scriptB := ddl.Write(a, e.to, ddl.Options{}), ddl.Write(b, e.to, ddl.Options{})
	e.r.Logf("edits: %s\n\n%s\n\n%s\n\nback:\n%s", strings.Join(e.said, "; "), scriptA.SQL, m.Up.SQL, m.Down.SQL)
	if plain(scriptA.SQL) == plain(scriptB.SQL) && !m.Up.IsEmpty() {
		e.r.Fatalf("the scripts are the same, the migration is not empty")
	}
	e.count["pairs"]++
	if m.Up.IsEmpty() {
		e.count["empty"]++
	}
	fresh := func(d *diagram.Diagram, script ddl.Script) *sql.DB {
		db := e.wipe()
		require.NoError(e.r, execAll(db, script.Statements))
		return db
	}
	wantB := e.catalog(fresh(b, scriptB))
	db := fresh(a, scriptA)
	wantA := e.catalog(db)

	rows := e.fill(db, a)
	db = e.run(db, m.Up, a, b, func() *sql.DB { return fresh(a, scriptA) })
	if got := e.catalog(db); got != wantB {
		e.r.Fatalf("after the migration, not as in a new database:\n%s", diffText(wantB, got))
	}
	if rows == 0 {
		e.count["without rows"]++
	}
	// Rows that were there may not go back; a new database of b always does.
	db = e.run(db, m.Down, b, a, func() *sql.DB { return fresh(b, scriptB) })
	if got := e.catalog(db); got != wantA {
		e.r.Fatalf("after the way back, not as before:\n%s", diffText(wantA, got))
	}
}

// plain is a script without its comments.
func plain(script string) string {
	var lines []string
	for line := range strings.SplitSeq(script, "\n") {
		line, _, _ = strings.Cut(line, " -- ")
		if !strings.HasPrefix(line, "--") && line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func execAll(db *sql.DB, statements []ddl.Statement) error {
	for _, s := range statements {
		if _, err := db.Exec(s.Text); err != nil {
			return fmt.Errorf("%w\n%s", err, s.Text)
		}
	}
	return nil
}

// run executes one way of a migration and compares the rows. Where rows stop it, there
// must be a warning of that; then an empty database takes its place.
func (e *migrationTest) run(db *sql.DB, s ddl.Steps, from, to *diagram.Diagram, empty func() *sql.DB) *sql.DB {
	before := e.read(db, from, to, from)
	err := execAll(db, s.Statements)
	if err == nil {
		e.compareRows(before, e.read(db, from, to, to))
		return db
	}
	if !slices.ContainsFunc(s.Warnings, func(w ddl.Warning) bool { return w.Severity == ddl.SeverityWarning || w.Severity == ddl.SeverityError }) {
		e.r.Fatalf("stopped without a warning: %v", err)
	}
	e.count["stopped by rows"]++
	db = empty()
	if again := execAll(db, s.Statements); again != nil {
		e.r.Fatalf("%v\n(with rows: %v)", again, err)
	}
	return db
}

// catalog describes what the database holds.
func (e *migrationTest) catalog(db *sql.DB) string {
	dialect := e.dialect
	if dialect == "mysql" {
		dialect = "mariadb"
	}
	src, err := engine.InspectDB(context.Background(), db, dialect, engine.InspectOptions{})
	require.NoError(e.r, err)
	return describeSchema(src.Pages[0].Diagram, dialect)
}

// nameless is the dialect of a database whose server makes up names of constraints.
const nameless = "nameless"

// describeSchema writes a schema by names, in an order that does not depend on how it was
// made.
func describeSchema(d *diagram.Diagram, dialect string) string {
	var out []string
	name := func(schema diagram.ID, name string) string {
		if s := d.Schemas[schema]; s != nil {
			return s.Name + "." + name
		}
		return name
	}
	add := func(format string, args ...any) {
		line := fmt.Sprintf(format, args...)
		if slices.Contains([]string{"sqlite", "oracle", nameless}, dialect) {
			line = strings.ReplaceAll(line, `"`, "") // renames quote names, in SQLite and in our reader
		}
		if dialect == "oracle" || dialect == nameless {
			line = strings.ToUpper(line) // as names without quotes are
		}
		out = append(out, line)
	}
	for _, s := range d.Schemas {
		if s.Name != "public" {
			add("schema %s", s.Name)
		}
	}
	for _, o := range d.Domains {
		add("type %s %s %q %v %s %s %q", name(o.Schema, o.Name), o.Type, o.Values, o.NotNull, o.Default, o.Check, o.Comment)
	}
	for _, t := range d.Tables {
		full := name(t.Schema, t.Name)
		add("%s table %q %s", full, t.Comment, t.Definition)
		if t.Kind == diagram.KindView {
			continue
		}
		for i, c := range t.Columns {
			place := 0
			if dialect == "mariadb" {
				place = i // the others can't move columns
			}
			check := c.Check
			comment := c.Comment
			if dialect == "sqlite" {
				comment = "" // comments are no part of a database there
			}
			if check != "" {
				add("%s check %s", full, check)
			}
			add("%s column %d %s %s null=%v default=%s identity=%s generated=%s stored=%v collation=%s comment=%q", full, place, c.Name, c.Type, !c.NotNull && !t.InPrimaryKey(c.ID),
				c.Default, c.Identity, c.Generated, c.Stored, c.Collation, comment)
		}
		named := func(n string) string {
			if dialect == "sqlite" || dialect == nameless {
				return "" // nothing is called by them
			}
			return n
		}
		for _, k := range t.Keys {
			add("%s key %s primary=%v %q", full, named(k.Name), k.Primary, t.Names(k.Columns))
		}
		for _, x := range t.Indexes {
			var parts []string
			for _, p := range x.Parts {
				column := p.Expression
				if c := t.Column(p.Column); c != nil {
					column = c.Name
				}
				parts = append(parts, fmt.Sprint(column, p.Descending, p.Nulls, p.Length, p.Class))
			}
			add("%s index %s unique=%v %s %q %q where %s", full, x.Name, x.Unique, x.Method, parts, t.Names(x.Include), x.Where)
		}
		for _, k := range t.Checks {
			if n := named(k.Name); n != "" {
				add("%s check name %s", full, n)
			}
			add("%s check %s", full, k.Expression)
		}
	}
	for _, r := range d.Relationships {
		child, parent, ok := d.ForeignKey(r)
		if !ok {
			continue
		}
		n := r.Name
		if dialect == "sqlite" || dialect == nameless {
			n = ""
		}
		add("%s foreign key %s %q → %s %q %s %s %v %v", name(child.Schema, child.Name), n, child.Names(r.FromColumns()), name(parent.Schema, parent.Name), parent.Names(r.ToColumns()),
			r.OnDelete, r.OnUpdate, r.Deferrable, r.InitiallyDeferred)
	}
	slices.Sort(out)
	return strings.Join(out, "\n") + "\n"
}

func diffText(want, got string) string {
	var b strings.Builder
	for _, l := range ddl.LineDiff(want, got) {
		if l.Sign != ' ' {
			b.WriteString(string(l.Sign) + " " + l.Text + "\n")
		}
	}
	return b.String()
}

// fill inserts rows where the database takes them, and tells how many. A row that a check
// or a foreign key refuses is left out.
func (e *migrationTest) fill(db *sql.DB, d *diagram.Diagram) int {
	rows := 0
	for range 2 { // parents may stand behind their children
		for _, t := range d.SortedTables() {
			if t.Kind == diagram.KindView {
				continue
			}
			for i := 1; i <= 3; i++ {
				var columns, values []string
				for _, c := range t.Columns {
					if c.Generated != "" || c.Identity == diagram.IdentityAlways {
						continue
					}
					columns = append(columns, e.to.Identifier(c.Name))
					values = append(values, e.value(d, t, c, i))
				}
				if len(columns) == 0 {
					continue
				}
				if _, err := db.Exec("INSERT INTO " + e.table(d, t) + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"); err == nil {
					rows++
				}
			}
		}
	}
	e.count["rows"] += rows
	return rows
}

func (e *migrationTest) table(d *diagram.Diagram, t *diagram.Table) string {
	name := e.to.Identifier(t.Name)
	if s := d.Schemas[t.Schema]; s != nil && e.dialect == "postgres" {
		name = e.to.Identifier(s.Name) + "." + name
	}
	return name
}

// value is a value of a column in row i: most are what is a number and a text as well.
func (e *migrationTest) value(d *diagram.Diagram, t *diagram.Table, c *diagram.Column, i int) string {
	if i == 3 && !t.NotNull(c) {
		return "NULL"
	}
	typ := diagram.ParseType(c.Type)
	if o := d.DomainNamed(typ.Name); o != nil && !o.IsEnum() {
		return strconv.Itoa(i)
	}
	if typ.Array > 0 {
		return "'{1}'"
	}
	switch typ.Family() {
	case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyFloat:
		if typ.Name == "year" {
			return "2001"
		}
		return strconv.Itoa(i)
	case diagram.FamilyBoolean:
		if e.dialect == "postgres" {
			return "true"
		}
		return "1"
	case diagram.FamilyDate:
		return fmt.Sprintf("'2020-01-0%d'", i)
	case diagram.FamilyTimestamp:
		return fmt.Sprintf("'2020-01-0%d 01:02:03'", i)
	case diagram.FamilyTime:
		return fmt.Sprintf("'01:02:0%d'", i)
	case diagram.FamilyUUID:
		return fmt.Sprintf("'11111111-2222-3333-4444-55555555555%d'", i)
	case diagram.FamilyJSON:
		return fmt.Sprintf("'{\"a\": %d}'", i)
	case diagram.FamilyNetwork:
		return fmt.Sprintf("'10.0.0.%d'", i)
	case diagram.FamilyInterval:
		return fmt.Sprintf("'%d days'", i)
	case diagram.FamilyBinary:
		if typ.Name == "bit" {
			return "B'101" + strconv.Itoa(i%2) + "'"
		}
		return fmt.Sprintf("'%d'", i)
	case diagram.FamilyEnum:
		return "'1'"
	}
	return fmt.Sprintf("'%d'", i)
}

// tableRows are the values of the columns that both diagrams have, as text; what is NULL
// is not there.
type tableRows struct {
	rows    int
	columns map[diagram.ID][]string
	// exact columns must keep their values.
	exact map[diagram.ID]bool
}

// read reads the rows of all tables that are in both diagrams, by the names that they
// have in one of them.
func (e *migrationTest) read(db *sql.DB, from, to, in *diagram.Diagram) map[diagram.ID]*tableRows {
	all := map[diagram.ID]*tableRows{}
	for _, t := range in.SortedTables() {
		a, b := from.Tables[t.ID], to.Tables[t.ID]
		if a == nil || b == nil || t.Kind == diagram.KindView {
			continue
		}
		stays := false
		found := &tableRows{columns: map[diagram.ID][]string{}, exact: map[diagram.ID]bool{}}
		for _, c := range t.Columns {
			x, y := a.Column(c.ID), b.Column(c.ID)
			if x == nil || y == nil {
				continue
			}
			stays = stays || x.Generated == ""
			if x.Generated != "" || y.Generated != "" {
				continue
			}
			found.columns[c.ID] = e.column(db, in, t, c)
			found.exact[c.ID] = x.Type == y.Type
		}
		if !stays {
			continue
		}
		require.NoError(e.r, db.QueryRow("SELECT count(*) FROM "+e.table(in, t)).Scan(&found.rows))
		all[t.ID] = found
	}
	return all
}

func (e *migrationTest) column(db *sql.DB, d *diagram.Diagram, t *diagram.Table, c *diagram.Column) []string {
	name := e.to.Identifier(c.Name)
	e.queries++ // the driver remembers what a query gave before the table was altered
	rows, err := db.Query(fmt.Sprintf("SELECT %s FROM %s WHERE %s IS NOT NULL /* %d */", name, e.table(d, t), name, e.queries))
	require.NoError(e.r, err)
	defer rows.Close()
	values := []string{}
	for rows.Next() {
		var v any
		require.NoError(e.r, rows.Scan(&v))
		if b, ok := v.([]byte); ok {
			v = string(b)
		}
		values = append(values, fmt.Sprint(v))
	}
	require.NoError(e.r, rows.Err())
	slices.Sort(values)
	return values
}

// compareRows requires that what stayed is as before. Where NULLs got a default there are
// more values than before.
func (e *migrationTest) compareRows(before, after map[diagram.ID]*tableRows) {
	for id, was := range before {
		is := after[id]
		if was.rows != is.rows {
			e.r.Fatalf("table %s had %d rows, and has %d", id, was.rows, is.rows)
		}
		for c, values := range was.columns {
			now := slices.Clone(is.columns[c])
			if len(now) < len(values) {
				e.r.Fatalf("column %s had the values %q, and has %q", c, values, now)
			}
			if !was.exact[c] {
				e.count["values of another type"] += len(values)
				continue
			}
			for _, v := range values {
				i := slices.Index(now, v)
				if i < 0 {
					e.r.Fatalf("column %s had the values %q, and has %q", c, values, is.columns[c])
				}
				now = slices.Delete(now, i, i+1)
			}
			e.count["values kept"] += len(values)
		}
	}
}
