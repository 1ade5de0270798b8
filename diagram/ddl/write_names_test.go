package ddl_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// hostileNames makes n different names of pieces that break scripts: quotes of all kinds,
// brackets, ends of statements and of lines, openers of comments, reserved words, and
// letters that look or compare alike. They are the same in every run.
func hostileNames(n int) []string {
	pieces := []string{
		`"`, "'", "`", "´", "‘", "’", "“", "”", "«", "[", "]", "]]", "(", ")", "{", "}", "<", ">", ";", ";\n", "\n", "\r\n", "\r", "\t", "\x00", "\\", "\\\n", "/", "\n/\n", "\nGO\n", "\ngo 5\n", "--", "-- ", "#", "/*", "*/", "/*!",
		"$$", "$do$", "$(x)", "$", "%", "%s", "&x", "@", "@@", ":x", "?", "!", "!!dir", "|", "||", "=", ",", ".", "..", "~", "^", " ", "  ", "\u00a0", "\u2028", "\u3000", "\u200b", "\u202e", "\ufeff",
		"a", "A", "id", "Id", "ID", "x1", "1", "9a", "_", "ß", "SS", "é", "e\u0301", "É", "ﬁ", "İ", "ı", "ö", "ñ", "имя", "名前", "ัั", "👍", "👩🏽‍🚀", "🇩🇪", "\u0301\u0301", "\xff", "\u0080",
		"select", "SELECT", "table", "Order", "GROUP", "user", "null", "primary", "values", "level", "number", "date", "rowid", "sqlite_", "pg_", "sys", "dual", "drop table y",
		strings.Repeat("long", 50), strings.Repeat("ü", 200), strings.Repeat("😀", 200), strings.Repeat("ab ", 80), strings.Repeat(`"`, 100), strings.Repeat("]", 130),
	}
	random := rand.New(rand.NewPCG(5, 61))
	names := slices.Clone(hostile)
	names = append(names, pieces...)
	for seen := map[string]bool{}; len(names) < n; {
		var b strings.Builder
		for range 1 + random.IntN(4) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		if !seen[b.String()] {
			seen[b.String()] = true
			names = append(names, b.String())
		}
	}
	return names[:n]
}

// namedDiagram calls everything by hostile names: tables, columns, keys, checks, indexes,
// foreign keys, schemas and values of enumerations, and has them as comments and defaults.
// Each name is in each of these places.
func namedDiagram(names []string) *diagram.Diagram {
	s := newSketch("")
	at := func(i int) string { return names[i%len(names)] }
	root := s.AddTable(&diagram.Table{ID: "root", Name: "root", Columns: []*diagram.Column{{ID: "root-id", Name: "id", Type: "int"}},
		Keys: []*diagram.Key{{ID: "root-pk", Primary: true, Columns: []diagram.ID{"root-id"}}}})
	for i := range names {
		id := diagram.ID(fmt.Sprintf("t%d", i))
		schema := s.AddSchema(&diagram.Schema{ID: id + "-s", Name: at(i)})
		if i%10 > 0 { // a database has room for some hundred schemas in little time
			delete(s.Schemas, schema.ID)
			schema.ID = ""
		}
		value := strings.ReplaceAll(at(i), "'", "''")
		t := &diagram.Table{ID: id, Name: at(i), Schema: schema.ID, Comment: at(i + 1), Columns: []*diagram.Column{
			{ID: id + "-a", Name: at(i + 2), Type: "int", Comment: at(i + 3)},
			{ID: id + "-b", Name: at(i + 4), Type: "enum('" + value + "','b')", Default: "'" + value + "'"},
			{ID: id + "-c", Name: at(i + 5), Type: "varchar(400)", Default: "'" + value + "'"},
			{ID: id + "-d", Name: at(i + 6), Type: "varchar(50)", Default: at(i), Check: at(i + 1)},
		}}
		t.Keys = []*diagram.Key{{ID: id + "-pk", Name: at(i + 7), Primary: true, Columns: []diagram.ID{id + "-a"}}, {ID: id + "-u", Name: at(i + 8), Columns: []diagram.ID{id + "-b", id + "-a"}}}
		t.Indexes = []*diagram.Index{{ID: id + "-x", Name: at(i + 9), Parts: []diagram.IndexPart{{Column: id + "-d"}}}}
		t.Checks = []*diagram.Check{{ID: id + "-k", Name: at(i + 10), Expression: "'" + value + "' <> 'b' OR 1 = 1"}}
		s.AddTable(t)
		s.AddRelationship(&diagram.Relationship{ID: id + "-r", Name: at(i + 11), Ends: diagram.Between(id, diagram.Many, root.ID, diagram.One), Pairs: []diagram.Pair{{From: id + "-a", To: "root-id"}}})
	}
	return s.Diagram
}

// namesAtOnce is how many names one diagram of the tests below has.
const namesAtOnce = 125

// longVariable makes tests do all of their work, which takes minutes.
const longVariable = "CROWSFOOT_LONG"

func TestEngineLoadsAThousandNames(t *testing.T) {
	names := hostileNames(1000)
	for _, dialect := range []string{"postgres", "mariadb", "sqlite"} {
		for i := 0; i < len(names); i += namesAtOnce {
			if os.Getenv(longVariable) == "" && i > 0 {
				break
			}
			t.Run(fmt.Sprintf("%s/%d", dialect, i), func(t *testing.T) {
				loads(t, namedDiagram(names[i:i+namesAtOnce]), dialect, ddl.Options{Quote: []ddl.Quoting{ddl.QuoteNeeded, ddl.QuoteAll}[i/namesAtOnce%2]})
			})
		}
	}
}

// TestRereadAThousandNames also splits the scripts as naive client programs do: no line of
// a name or a text ends a statement or a batch.
func TestRereadAThousandNames(t *testing.T) {
	names := hostileNames(1000)
	for _, dialect := range parsedOnly {
		to, err := ddl.Find(dialect)
		require.NoError(t, err)
		for i := 0; i < len(names); i += namesAtOnce {
			t.Run(fmt.Sprintf("%s/%d", dialect, i), func(t *testing.T) {
				d := cut(namedDiagram(names[i : i+namesAtOnce]))
				reread(t, d, dialect, ddl.Options{})
				script := ddl.Write(d, to, ddl.Options{})
				require.NotContains(t, script.SQL, "\x00")
				for _, s := range script.Statements {
					lines := strings.Split(s.Text, "\n")
					for i, line := range lines {
						require.False(t, endsEarly(dialect, strings.TrimSpace(line), i == len(lines)-1), "%q in %s", line, s.Text)
					}
				}
			})
		}
	}
}

// endsEarly tells whether the client program of a database takes a line of a statement for
// a command or for the end of the statement.
func endsEarly(dialect, line string, last bool) bool {
	if dialect == "sqlserver" {
		word, _, _ := strings.Cut(strings.ToLower(line), " ")
		return word == "go" || strings.HasPrefix(line, ":") || strings.HasPrefix(line, "!!")
	}
	return line == "" || line == "/" || line == "." || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "@") || strings.HasSuffix(line, ";") && !last
}
