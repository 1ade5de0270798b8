package migrate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/migrate"
)

func read(script string) migrate.Edition {
	return migrate.Edition{Diagram: ddl.Parse([]byte(script), "postgres").Pages[0].Diagram}
}

func between(t *testing.T, from, to migrate.Edition, answers migrate.Answers) migrate.Result {
	t.Helper()
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	result, err := migrate.Between(from, to, postgres, answers, ddl.MigrateOptions{})
	require.NoError(t, err)
	return result
}

func TestBetweenAsksRatherThanGuesses(t *testing.T) {
	old := read("CREATE TABLE customers (id int PRIMARY KEY, first_name text, email text);")
	now := read("CREATE TABLE clients (id int PRIMARY KEY, given_name text, email text, extra int);")
	result := between(t, old, now, migrate.Answers{Renames: []string{"customers=clients"}})
	require.Empty(t, result.Up.SQL)
	require.Len(t, result.Questions, 1, "a table that is renamed brings the question about its column")
	q := result.Questions[0]
	require.Equal(t, "customers.first_name=given_name", q.Answer)
	require.Regexp(t, `^Is the column given_name of clients the old first_name \(.+\)\?$`, q.Text())

	result = between(t, old, now, migrate.Answers{Renames: []string{"customers=clients", q.Answer}})
	require.Empty(t, result.Questions)
	require.Contains(t, result.Up.SQL, "RENAME COLUMN first_name TO given_name")
	require.Len(t, result.Renames, 2)

	result = between(t, old, now, migrate.Answers{Renames: []string{"customers=clients"}, Denied: []string{q.Answer}})
	require.Empty(t, result.Questions)
	require.Contains(t, result.Up.SQL, "DROP COLUMN first_name")

	result = between(t, old, now, migrate.Answers{Assume: migrate.AssumeDrop})
	require.Contains(t, result.Up.SQL, "DROP TABLE customers")
}

// TestBetweenTrustsIDs compares versions of one diagram: nothing is asked, even where no
// name is left.
func TestBetweenTrustsIDs(t *testing.T) {
	version := func(table, column string) migrate.Edition {
		d := diagram.New()
		d.AddTable(&diagram.Table{ID: "t", Name: table, Columns: []*diagram.Column{{ID: "c", Name: column, Type: "int"}}})
		return migrate.Edition{Diagram: d, KeepsIDs: true}
	}
	result := between(t, version("a", "x"), version("b", "y"), migrate.Answers{})
	require.Empty(t, result.Questions)
	require.Contains(t, result.Up.SQL, "ALTER TABLE a RENAME TO b")
	require.Contains(t, result.Up.SQL, "RENAME COLUMN x TO y")
	require.Empty(t, result.Up.Warnings)
	// Another diagram that happens to keep IDs, too, is compared by names.
	other := version("a", "x")
	other.Diagram.Tables = map[diagram.ID]*diagram.Table{}
	other.Diagram.AddTable(&diagram.Table{ID: "u", Name: "a", Columns: []*diagram.Column{{ID: "v", Name: "x", Type: "int"}}})
	require.True(t, between(t, version("a", "x"), other, migrate.Answers{}).Up.IsEmpty())
}
