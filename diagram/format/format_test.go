package format_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
)

const testdata = "../../testdata/"

func TestAllIsSorted(t *testing.T) {
	var names []string
	for _, f := range format.All() {
		names = append(names, f.Name)
		require.Same(t, f, format.Named(strings.ToUpper(f.Name)))
	}
	require.IsIncreasing(t, names)
	require.Subset(t, names, []string{"crowsfoot", "csv", "dbml", "drawio", "edraw", "mermaid", "plantuml", "prisma", "schema-json", "sql"})
}

func TestForFile(t *testing.T) {
	for file, want := range map[string]string{
		"a.sql": "sql", "A.SQL": "sql", `c:\x\a.json`: "schema-json", "/a/b.crowsfoot.json": "crowsfoot",
		"a.crowsfoot": "crowsfoot", "a.drawio": "drawio", "a.drawio.svg": "drawio", "a.eddx": "edraw",
		"a.dbml": "dbml", "a.mmd": "mermaid", "a.puml": "plantuml", "schema.prisma": "prisma", "a.csv": "csv",
	} {
		f := format.ForFile(file)
		require.NotNil(t, f, file)
		require.Equal(t, want, f.Name, file)
	}
	require.Nil(t, format.ForFile("a.docx"))
	require.Nil(t, format.ForFile("sql"))
}

// TestDetect looks at contents; names only decide about scripts that say nothing.
func TestDetect(t *testing.T) {
	tests := []struct{ name, file, data, want string }{
		{"script", "x.txt", "-- hello\nCREATE  TABLE a (id int);", "sql"},
		{"script with a picture in it", "x", "CREATE TABLE a (b text DEFAULT '<svg></svg>');", "sql"},
		{"unique index", "-", "create unique index i on a (b)", "sql"},
		{"script of comments", "x.sql", "-- nothing yet", "sql"},
		{"UTF-16 script", "x", "\xff\xfeC\x00R\x00E\x00A\x00T\x00E\x00 \x00T\x00A\x00B\x00L\x00E\x00 \x00a\x00", "sql"},
		{"schema", "x.sql", ` {"name":"a","tables":[]}`, "schema-json"},
		{"schema with a picture in it", "x.drawio", `{"note":"<svg","tables":[]}`, "schema-json"},
		{"broken schema", "x", `{"tables":[{"name":`, "schema-json"},
		{"own file", "x.json", `{"crowsfoot":1,"tables":[]}`, "crowsfoot"},
		{"own file, other order", "x.json", `{"tables":[{"crowsfoot":2}],"crowsfoot":1}`, "crowsfoot"},
		{"tables further in", "x", `{"a":{"tables":[]}}`, ""},
		{"drawing", "x.sql", `<mxfile><diagram/></mxfile>`, "drawio"},
		{"other drawing", "x", `<?xml version="1.0"?><Document Version="6.0"><DocProps/><Page/></Document>`, "edraw"},
		{"DBML", "x", "// hi\nTable a [headercolor: #fff] {\n  id int\n}", "dbml"},
		{"DBML with SQL in it", "x", "Table a {\n  id int [note: 'made by create table a (id int)']\n}", "dbml"},
		{"a reference of DBML", "x", "Ref: a.b > c.d", "dbml"},
		{"an import of DBML", "x", "use { table a } from './a'", "dbml"},
		{"an empty DBML", "x.dbml", "// nothing yet", "dbml"},
		{"UTF-16 DBML", "x", "\xff\xfeE\x00n\x00u\x00m\x00 \x00e\x00{\x00a\x00}\x00", "dbml"},
		{"Prisma", "x", "enum Role {\n  USER\n}\n\nmodel User {\n  id Int @id\n}\n", "prisma"},
		{"GraphQL", "x", "enum Role {\n  USER\n}\n\ntype User {\n  id: ID!\n}\n", ""},
		{"a script with a type", "x", "CREATE TYPE mood AS ENUM ('a');\nCREATE TABLE a (b mood);", "sql"},
		{"script with a table function", "x.txt", "create function f() returns table (a int) as $$ begin return; end $$;\ncreate table b (id int);", "sql"},
		{"Mermaid", "x.md", "# Hi\n\n```mermaid\nerDiagram\n  a\n```\n", "mermaid"},
		{"Mermaid alone", "x", "%% hi\nerDiagram\n  a ||--o{ b : c", "mermaid"},
		{"another diagram of Mermaid", "x.md", "```mermaid\nflowchart TD\n  a --> b\n```\n", ""},
		{"cells", "x", "id,name\n1,Ann\n2,Bob\n", "csv"},
		{"pasted cells", "", "id\tname", "csv"},
		{"cells by name", "x.csv", "id\n", "csv"},
		{"inserted values", "x", "create table a (b int,\nc int);\n", "sql"},
		{"prose", "x.txt", "Please create the table for me.", ""},
		{"picture called .sql", "x.sql", "\xff\xd8\xff\x00\x01\x02", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := format.Detect(test.file, []byte(test.data))
			if test.want == "" {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, f.Name)
		})
	}
}

// TestUnreadable holds the promise for bad files: one sentence, and what it says.
func TestUnreadable(t *testing.T) {
	tests := []struct {
		name, from, data, says string
		code                   diagram.Code
	}{
		{"empty", "", "", "it is empty", diagram.Unreadable},
		{"blank", "", " \n", "it is empty", diagram.Unreadable},
		{"PDF", "", "%PDF-1.7 …", "a PDF document", diagram.Unreadable},
		{"JPEG", "", "\xff\xd8\xff\xe0", "a JPEG picture", diagram.Unreadable},
		{"gzip", "", "\x1f\x8b\x08\x00", "gzip", diagram.Unreadable},
		{"database", "", "SQLite format 3\x00", "SQLite database file", diagram.Unreadable},
		{"web page", "", "<!DOCTYPE html><html><body>hi", "web page", diagram.Unreadable},
		{"other XML", "", "<note>hi</note>", "XML that is no drawing", diagram.Unreadable},
		{"other JSON", "", `{"a":1}`, "JSON without the keys", diagram.Unreadable},
		{"no JSON", "", `{"a":`, "not valid JSON", diagram.Unreadable},
		{"prose", "", "Dear Sir", "text without a statement", diagram.Unreadable},
		{"binary", "", "\x01\x02\x00\x03", "binary data", diagram.Unreadable},
		{"archive", "", "PK\x03\x04other", "ZIP archive", diagram.Unreadable},
		{"unknown format", "visio", "x", `no format "visio"`, diagram.Unsupported},
		{"binary as SQL", "sql", "%PDF-\x00", "a PDF document", diagram.Unreadable},
		{"schema cut off", "schema-json", `{"tables":[{"name":"a"`, "ends in the middle", diagram.Unreadable},
		{"schema broken", "schema-json", "{\"tables\":\n [}]", "line 2, column 3", diagram.Unreadable},
		{"schema of wrong type", "schema-json", "{\"tables\":[\n{\"name\":5}]}", `"tables.name" in line 2`, diagram.Unreadable},
		{"schema with a tail", "schema-json", `{"tables":[]} x`, "after the end", diagram.Unreadable},
		{"schema without tables", "schema-json", `{"name":"a"}`, `"tables" is missing`, diagram.Unreadable},
		{"own file without version", "crowsfoot", `{}`, "version is missing", diagram.Unreadable},
		{"own file of the future", "crowsfoot", `{"crowsfoot":99}`, "version 99", diagram.Unsupported},
		{"own file with a bad ID", "crowsfoot", `{"crowsfoot":1,"tables":[{"id":"a b","order":"V"}]}`, `"a b"`, diagram.Unreadable},
		{"own file with an ID twice", "crowsfoot", `{"crowsfoot":1,"notes":[{"id":"a","order":"V"},{"id":"a","order":"W"}]}`, "twice", diagram.Unreadable},
		{"own file without order", "crowsfoot", `{"crowsfoot":1,"notes":[{"id":"a"}]}`, "order key", diagram.Unreadable},
		{"own file with null", "crowsfoot", `{"crowsfoot":1,"notes":[null]}`, "not allowed", diagram.Unreadable},
		{"own file of wrong type", "crowsfoot", `{"crowsfoot":1,"notes":[{"id":"a","order":"V","text":5}]}`, `"text" of the object "a"`, diagram.Unreadable},
		{"own file with a loose end", "crowsfoot", `{"crowsfoot":1,"relationships":[{"id":"a","order":"V","ends":[]}]}`, "fewer than two ends", diagram.Unreadable},
		{"too many columns", "", `{"tables":[{"name":"a","columns":[` + strings.Repeat(`{"name":"x"},`, diagram.MaxColumns) + `{"name":"y"}]}]}`, "the limit is 2000", diagram.TooLarge},
		{"too many columns in SQL", "", "CREATE TABLE a (" + manyColumns(diagram.MaxColumns+1) + ");", "the limit is 2000", diagram.TooLarge},
		{"too many checks", "", "CREATE TABLE a (id int" + strings.Repeat(", CHECK (id > 0)", diagram.MaxColumns+1) + ");", "2001 checks; the limit is 2000", diagram.TooLarge},
		{"too many indexes", "", "CREATE TABLE a (id int);" + strings.Repeat("CREATE INDEX ON a (id);", diagram.MaxColumns+1), "indexes; the limit is 2000", diagram.TooLarge},
		{"too many tables", "", `{"tables":[` + strings.Repeat(`{"name":"x"},`, diagram.MaxTables) + `{"name":"y"}]}`, "the limit is 20000", diagram.TooLarge},
		{"too many elements in JSON", "", `{"tables":[{"name":"a","foreign_keys":[` + strings.Repeat("{},", 100_000) + `{}]}]}`, "more than 100000 elements", diagram.TooLarge},
		{"too many objects in JSON", "", `{"tables":[` + strings.Repeat(`{"uniques":[`+strings.Repeat("[],", 60_000)+`[]]},`, 10) + `{}]}`, "more than 500000 objects", diagram.TooLarge},
		{"too deep JSON", "", `{"tables":` + strings.Repeat("[", 300), "nested deeper than 256", diagram.TooLarge},
		{"too large", "", strings.Repeat(" ", format.MaxSize+1), "the limit is 32 MB", diagram.TooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := format.Read("file", []byte(test.data), test.from)
			require.Nil(t, s)
			var e *diagram.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, test.code, e.Code)
			require.Contains(t, e.Message, test.says)
			require.True(t, strings.HasSuffix(e.Message, "."), "no sentence: %s", e.Message)
			require.NotContains(t, e.Message, "\n")
		})
	}
}

func manyColumns(n int) string {
	columns := make([]string, n)
	for i := range columns {
		columns[i] = "c" + strings.Repeat("x", i%50) + string(rune('a'+i%26)) + strings.Repeat("y", i/50) + " int"
	}
	return strings.Join(columns, ",")
}

// TestReadDrawings reads a file of each drawing program through the door.
func TestReadDrawings(t *testing.T) {
	for file, want := range map[string]string{
		"drawio/shop.drawio": "drawio", "drawio/clinic.drawio.png": "drawio", "drawio/clinic.drawio.svg": "drawio", "edraw/clinic.eddx": "edraw",
	} {
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(testdata, file))
			require.NoError(t, err)
			s, err := format.Read("a file", data, "")
			require.NoError(t, err)
			require.Equal(t, want, s.Format)
			tables := 0
			for _, p := range s.Pages {
				tables += len(p.Diagram.Tables)
			}
			require.Positive(t, tables)
		})
	}
}

func TestErrorsAreForPeople(t *testing.T) {
	_, err := format.Read("x", []byte("PK\x05\x06"), "")
	var e *diagram.Error
	require.True(t, errors.As(err, &e))
	require.Contains(t, e.Message, "draw.io (.drawio)")
}
