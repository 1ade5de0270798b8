package ddl_test

import (
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// TestViewsOfADrawing writes queries in nobody's words.
func TestViewsOfADrawing(t *testing.T) {
	for _, c := range []struct {
		query string
		taken []string // the dialects that it is written for
	}{
		{"SELECT Users.id, count(*) AS n FROM Users GROUP BY Users.id HAVING count(*) > 1 ORDER BY n", []string{"mariadb", "mysql", "oracle", "postgres", "sqlite", "sqlserver"}},
		{"SELECT u.id, row_number() OVER (PARTITION BY u.kind ORDER BY u.id) AS place FROM users u JOIN users AS o ON o.id = u.id WHERE u.kind IN ('a', 'b')", []string{"mariadb", "mysql", "oracle", "postgres", "sqlite", "sqlserver"}},
		{"WITH x (a) AS (SELECT id FROM users) SELECT a FROM x", []string{"mariadb", "mysql", "oracle", "postgres", "sqlite", "sqlserver"}},
		{"SELECT id FROM users LIMIT 3", []string{"mariadb", "mysql", "postgres", "sqlite"}},
		{"SELECT DISTINCT ON (kind) id FROM users", []string{"postgres"}},
		{"SELECT id FROM users WHERE kind ILIKE 'a%'", []string{"postgres"}},
		{"SELECT date_trunc('day', at) FROM users", nil},
		{"SELECT id::text FROM users", nil},
		{"SELECT 1 AS one", []string{"mariadb", "mysql", "postgres", "sqlite", "sqlserver"}},
		{"SELECT u.limit FROM users AS u", []string{"mariadb", "mysql", "oracle", "postgres", "sqlite", "sqlserver"}},
	} {
		s := newSketch("")
		s.table("users", "id int pk", "kind varchar(9)", "at timestamp", "limit int")
		s.AddTable(&diagram.Table{ID: "v", Name: "v", Kind: diagram.KindView, Definition: c.query})
		var taken []string
		for _, to := range ddl.All() {
			if script := ddl.Write(s.Diagram, to, ddl.Options{}); strings.Contains(script.SQL, "CREATE VIEW v AS") {
				taken = append(taken, to.Name)
				if to.Name == "mysql" {
					require.NotContains(t, script.SQL, "Users", "names of tables are names of files")
				}
			}
		}
		require.Equal(t, c.taken, taken, c.query)
	}
}

// TestViewsWithoutSchemas writes a view where its schema is not.
func TestViewsWithoutSchemas(t *testing.T) {
	d := ddl.Parse([]byte("CREATE SCHEMA base; CREATE TABLE base.raw (id int PRIMARY KEY); CREATE TABLE other (n int); CREATE VIEW base.v AS SELECT base.raw.id, r.n FROM base.raw, public.other AS r;"+
		"CREATE TABLE twice (id int); CREATE TABLE base.twice (n int); CREATE VIEW w AS SELECT n FROM base.twice;"), "postgres").Pages[0].Diagram
	to, err := ddl.Find("postgres")
	require.NoError(t, err)
	script := ddl.Write(d, to, ddl.Options{Schemas: ddl.SchemasWithout})
	require.Contains(t, script.SQL, "SELECT raw.id, r.n FROM raw, other AS r")
	require.Contains(t, script.SQL, `The view "w" is left out: it reads from twice, and without schemas several tables are called so.`)
	db, _ := freshFor(t, "postgres")
	runs(t, db, script)
}
