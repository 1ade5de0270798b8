package ddl_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine/enginetest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// hostile are names that people, or attackers, give.
var hostile = []string{
	`x"; DROP TABLE y; --`, "x`; DROP TABLE y; --", "x]; DROP TABLE y; --", `'); DROP TABLE y; --`, "$$", "$do$", "/* open", "*/ close", "-- line",
	"a\nb", "a\x00b", "tab\tbed", "", " ", " lead", "trail ", "%", "\\", "\\'", "''", `""`, "``", "[]", "a.b", "a,b", "a;b", "?", ":name", "@var", "#hash",
	"select", "SELECT", "order", "group", "user", "User", "USER", "table", "primary", "column", "index", "key", "rank", "values", "1", "123", "1a", "_", "a b",
	"größe", "GRÖSSE", "grosse", "groesse", "имя", "名前", "🦶🏽 foot", "👍", "é", "e", "E", "É", "e\u0301", "ﬁ", "ß", "SS", "İ", "i", "ı", "I",
	strings.Repeat("long ", 40), strings.Repeat("long ", 40) + "2", strings.Repeat("ü", 100), strings.Repeat("ü", 100) + "x", strings.Repeat("😀", 70),
	"sqlite_master", "sqlite_x", "pg_class", "ctid", "xmin", "oid", "rowid", "DB_ROW_ID", "PRIMARY", "GEN_CLUST_INDEX", "null", "true", "public", "y",
	"\u202ertl", "zero\u200bwidth", "\ufeffbom", "bad\xff utf8",
}

// hostileDiagram has a table of each name, and one table with a column of each name, all
// tied by foreign keys, keys, indexes and checks of those names.
func hostileDiagram() *diagram.Diagram {
	s := newSketch("")
	s.Name = "x\n; DROP TABLE y"
	all := &diagram.Table{ID: "all", Name: "y"}
	key := &diagram.Key{ID: "all-pk", Primary: true}
	for i, name := range hostile {
		id := diagram.ID(fmt.Sprintf("col-%d", i))
		all.Columns = append(all.Columns, &diagram.Column{ID: id, Name: name, Type: "int", Comment: name, Default: "0"})
		all.Keys = append(all.Keys, &diagram.Key{ID: id + "-key", Name: name, Columns: []diagram.ID{id}})
		if i == 0 {
			key.Columns = append(key.Columns, id)
		}
	}
	// InnoDB holds 64 indexes in a table.
	all.Keys = append([]*diagram.Key{key}, all.Keys[1:20]...)
	s.AddTable(all)
	for i, name := range hostile {
		t := &diagram.Table{ID: diagram.ID(fmt.Sprintf("table-%d", i)), Name: name, Comment: name}
		a, b := t.ID+"-a", t.ID+"-b"
		t.Columns = []*diagram.Column{{ID: a, Name: name, Type: "int", Comment: name + "\n" + name}, {ID: b, Name: name, Type: "enum('" + strings.ReplaceAll(name, "'", "''") + "','b')", Default: "'b'"}}
		t.Keys = []*diagram.Key{{ID: t.ID + "-pk", Name: name, Primary: true, Columns: []diagram.ID{a}}, {ID: t.ID + "-key", Name: name, Columns: []diagram.ID{a, b}}}
		t.Indexes = []*diagram.Index{{ID: t.ID + "-x", Name: name, Parts: []diagram.IndexPart{{Column: b}}}}
		s.AddTable(t)
		s.AddRelationship(&diagram.Relationship{ID: t.ID + "-r", Name: name, Ends: diagram.Between(t.ID, diagram.Many, "all", diagram.One), Pairs: []diagram.Pair{{From: a, To: "col-0"}}})
	}
	return s.Diagram
}

func TestEngineLoadsHostileNames(t *testing.T) {
	for _, dialect := range dialectNames {
		for _, quote := range []ddl.Quoting{ddl.QuoteNeeded, ddl.QuoteAll} {
			t.Run(dialect+"/"+string(quote), func(t *testing.T) {
				script := loads(t, hostileDiagram(), dialect, ddl.Options{Quote: quote})
				for line := range strings.SplitSeq(script.SQL, "\n") {
					require.NotContains(t, line, "\x00")
				}
			})
		}
	}
}

// TestEngineOnlyTheIntendedTablesExist runs whole scripts at once, as a client does.
func TestEngineOnlyTheIntendedTablesExist(t *testing.T) {
	d := hostileDiagram()
	for _, dialect := range []string{"postgres", "sqlite"} {
		t.Run(dialect, func(t *testing.T) {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			script := ddl.Write(d, to, ddl.Options{})
			db, query := freshFor(t, dialect)
			_, err = db.Exec(script.SQL)
			require.NoError(t, err)
			require.Equal(t, len(d.Tables), readCatalog(t, db, query).Tables)
		})
	}
}

// TestEngineKnowsReservedWords asks each database for its words and has a table and a
// column called by each of them, in quotes only where the writer thinks them needed.
func TestEngineKnowsReservedWords(t *testing.T) {
	words := func(t *testing.T, db *sql.DB, query string) []string {
		rows, err := db.Query(query)
		require.NoError(t, err)
		defer rows.Close()
		var list []string
		for rows.Next() {
			var w string
			require.NoError(t, rows.Scan(&w))
			list = append(list, strings.ToLower(w))
		}
		require.NoError(t, rows.Err())
		return list
	}
	var all []string
	all = append(all, words(t, enginetest.PostgreSQL(t).Fresh(t), "SELECT word FROM pg_get_keywords()")...)
	all = append(all, words(t, enginetest.MariaDB(t).Fresh(t), "SELECT word FROM information_schema.keywords WHERE word REGEXP '^[A-Za-z_]+$'")...)
	require.Greater(t, len(all), 900)
	for _, dialect := range dialectNames {
		t.Run(dialect, func(t *testing.T) {
			s := newSketch("")
			seen := map[string]bool{}
			columns := []string{}
			flush := func() {
				if len(columns) > 0 {
					s.table(fmt.Sprintf("words_%d", len(s.Tables)), columns...)
				}
				columns = nil
			}
			for _, w := range all {
				if seen[w] {
					continue
				}
				seen[w] = true
				if columns = append(columns, w+" int"); len(columns) == 50 {
					flush()
				}
			}
			flush()
			// Each as a table would take long; all of them as indexes, which share the
			// grammar of names, do not.
			for _, t := range s.SortedTables() {
				for _, c := range t.Columns {
					t.Indexes = append(t.Indexes, &diagram.Index{ID: c.ID + "-x", Name: c.Name, Parts: []diagram.IndexPart{{Column: c.ID}}})
				}
			}
			loads(t, s.Diagram, dialect, ddl.Options{})
		})
	}
}

// database is a connection or a transaction on one.
type database interface {
	Exec(query string, args ...any) (sql.Result, error)
	QueryRow(query string, args ...any) *sql.Row
}

// drawDiagram makes a random diagram from all that a model can hold.
func drawDiagram(t *rapid.T) *diagram.Diagram {
	name := rapid.OneOf(rapid.SampledFrom(hostile), rapid.SampledFrom([]string{"id", "name", "a", "b", "orders", "user_id"}), rapid.String())
	types := rapid.SampledFrom([]string{"", "int", "integer", "bigint unsigned", "serial", "varchar", "varchar(20)", "varchar(5000)", "text", "text[]", "char(3)", "decimal(10,2)", "numeric",
		"number(12)", "boolean", "date", "time", "timestamp", "timestamptz", "datetime(3)", "uuid", "json", "jsonb", "bytea", "blob", "enum('a','b')", "enum('it''s','x')",
		"set('a','b')", "inet", "interval", "geometry(Point,4326)", "money", "xml", "mood", "nonsense", "int); DROP TABLE y", "bit", "bit(9)", "real", "float", "tinyint(1)", "year", "citext", "Mood"})
	values := rapid.SampledFrom([]string{"", "", "", "0", "1", "-1.5", "'a'", "'b'", "now()", "CURRENT_TIMESTAMP", "true", "NULL", "uuid()", "'{}'", "a", "0; DROP TABLE y", "(1", "nextval('x')", "1 2", "'x", `"a"`, "current_date", "f(1)"})
	conditions := rapid.SampledFrom([]string{"", "", "", "", "id > 0", "a IS NOT NULL", "1 = 1", "length(name) > 2", "id IN (1,2)) --", "must be nice", "id > 0 OR name = 'it''s'", "x = ANY (ARRAY['a'])"})
	d := diagram.New()
	d.Name = name.Draw(t, "diagram")
	schemas := []diagram.ID{""}
	for i := range rapid.IntRange(0, 2).Draw(t, "schemas") {
		schemas = append(schemas, d.AddSchema(&diagram.Schema{ID: diagram.ID(fmt.Sprintf("s%d", i)), Name: name.Draw(t, "schema")}).ID)
	}
	if rapid.Bool().Draw(t, "enum") {
		d.AddDomain(&diagram.Domain{ID: "mood", Name: "mood", Values: rapid.SliceOfN(name, 1, 4).Draw(t, "moods")})
	}
	if rapid.Bool().Draw(t, "domain") {
		d.AddDomain(&diagram.Domain{ID: "dom", Name: name.Draw(t, "domain name"), Type: types.Draw(t, "domain type"), NotNull: rapid.Bool().Draw(t, "domain nn"), Default: values.Draw(t, "domain default")})
	}
	var columns []diagram.ID
	owner := map[diagram.ID]*diagram.Table{}
	for i := range rapid.IntRange(1, 5).Draw(t, "tables") {
		table := &diagram.Table{ID: diagram.ID(fmt.Sprintf("t%d", i)), Name: name.Draw(t, "table"), Schema: rapid.SampledFrom(schemas).Draw(t, "schema"), Comment: name.Draw(t, "comment")}
		for j := range rapid.IntRange(0, 5).Draw(t, "columns") {
			c := &diagram.Column{ID: diagram.ID(fmt.Sprintf("%s-c%d", table.ID, j)), Name: name.Draw(t, "column"), Type: types.Draw(t, "type"), NotNull: rapid.Bool().Draw(t, "nn"),
				Default: values.Draw(t, "default"), Check: conditions.Draw(t, "check"), Comment: name.Draw(t, "comment")}
			if rapid.IntRange(0, 5).Draw(t, "auto") == 0 {
				c.Identity = diagram.IdentityByDefault
			}
			if rapid.IntRange(0, 9).Draw(t, "computed") == 0 {
				c.Generated, c.Stored = conditions.Draw(t, "expression"), rapid.Bool().Draw(t, "stored")
			}
			table.Columns = append(table.Columns, c)
			columns = append(columns, c.ID)
			owner[c.ID] = table
		}
		if len(table.Columns) > 0 {
			own := rapid.SampledFrom(columns[len(columns)-len(table.Columns):])
			for j := range rapid.IntRange(0, 3).Draw(t, "keys") {
				table.Keys = append(table.Keys, &diagram.Key{ID: diagram.ID(fmt.Sprintf("%s-k%d", table.ID, j)), Name: name.Draw(t, "key"), Primary: rapid.Bool().Draw(t, "primary"), Columns: rapid.SliceOfN(own, 0, 3).Draw(t, "key columns")})
			}
			for j := range rapid.IntRange(0, 2).Draw(t, "indexes") {
				x := &diagram.Index{ID: diagram.ID(fmt.Sprintf("%s-x%d", table.ID, j)), Name: name.Draw(t, "index"), Unique: rapid.Bool().Draw(t, "unique"),
					Method: rapid.SampledFrom([]string{"", "", "btree", "hash", "fulltext", "magic"}).Draw(t, "method"), Where: conditions.Draw(t, "where")}
				for _, id := range rapid.SliceOfN(own, 0, 3).Draw(t, "index columns") {
					x.Parts = append(x.Parts, diagram.IndexPart{Column: id, Descending: rapid.Bool().Draw(t, "desc"), Length: rapid.IntRange(0, 30).Draw(t, "length")})
				}
				table.Indexes = append(table.Indexes, x)
			}
			table.Checks = append(table.Checks, &diagram.Check{ID: table.ID + "-check", Name: name.Draw(t, "check name"), Expression: conditions.Draw(t, "table check")})
		}
		d.AddTable(table)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "relationships") {
		if len(columns) == 0 {
			break
		}
		from, to := rapid.SampledFrom(columns).Draw(t, "from"), rapid.SampledFrom(columns).Draw(t, "to")
		action := rapid.SampledFrom([]diagram.Action{"", diagram.ActionCascade, diagram.ActionSetNull, diagram.ActionSetDefault, diagram.ActionRestrict})
		r := &diagram.Relationship{ID: diagram.ID(fmt.Sprintf("r%d", i)), Name: name.Draw(t, "relationship"), Ends: diagram.Between(owner[from].ID, diagram.Many, owner[to].ID, diagram.One),
			Pairs: []diagram.Pair{{From: from, To: to}}, OnDelete: action.Draw(t, "on delete"), OnUpdate: action.Draw(t, "on update"), Deferrable: rapid.Bool().Draw(t, "deferrable")}
		// A foreign key between different types is the designer's mistake, which the linter
		// reports and the writer keeps; here the child gets the parent's type.
		child, parent := owner[from].Column(from), owner[to].Column(to)
		child.Type, child.Identity, child.Generated = parent.Type, "", ""
		d.AddRelationship(r)
	}
	// Later relationships may have changed the type of an earlier parent.
	for range 8 {
		for _, r := range d.SortedRelationships() {
			child, parent := owner[r.Pairs[0].From].Column(r.Pairs[0].From), owner[r.Pairs[0].To].Column(r.Pairs[0].To)
			child.Type = parent.Type
		}
	}
	for _, r := range d.SortedRelationships() {
		child, parent := owner[r.Pairs[0].From].Column(r.Pairs[0].From), owner[r.Pairs[0].To].Column(r.Pairs[0].To)
		if child.Type != parent.Type {
			delete(d.Relationships, r.ID)
		}
	}
	return d
}

func TestEngineLoadsRandomDiagrams(t *testing.T) {
	for _, dialect := range dialectNames {
		t.Run(dialect, func(t *testing.T) {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			var fresh func() (database, func())
			query := mariadbCatalog
			switch dialect {
			case "sqlite":
				query = sqliteCatalog
				fresh = func() (database, func()) {
					db, err := sql.Open("sqlite", ":memory:?_pragma=foreign_keys(1)")
					require.NoError(t, err)
					db.SetMaxOpenConns(1)
					return db, func() { db.Close() }
				}
			case "postgres":
				query = postgresCatalog
				db := enginetest.PostgreSQL(t).Fresh(t)
				fresh = func() (database, func()) {
					tx, err := db.Begin()
					require.NoError(t, err)
					return tx, func() { require.NoError(t, tx.Rollback()) }
				}
			default:
				fresh = func() (database, func()) {
					db := enginetest.MariaDB(t).Fresh(t)
					return db, func() {}
				}
			}
			runs := 0
			rapid.Check(t, func(r *rapid.T) {
				if runs++; dialect != "sqlite" && runs > 60 {
					return // the servers take longer
				}
				d := drawDiagram(r)
				script := ddl.Write(d, to, ddl.Options{})
				db, done := fresh()
				defer done()
				for _, s := range script.Statements {
					if _, err := db.Exec(s.Text); err != nil {
						r.Fatalf("%v\n%s\n\n%s", err, s.Text, script.SQL)
					}
				}
				var got catalog
				if err := db.QueryRow(query).Scan(&got.Tables, &got.Columns, &got.PrimaryKeys, &got.Uniques, &got.ForeignKeys); err != nil {
					r.Fatal(err)
				}
				if want := expected(d, script); got != want {
					r.Fatalf("there is %+v, the diagram has %+v\n%s", got, want, script.SQL)
				}
			})
		})
	}
}
