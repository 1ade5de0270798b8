package format

import (
	"bytes"
	"cmp"
	"io"
	"path"
	"regexp"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// Scripts of CREATE TABLE and the like, in any dialect.
var _ = add(&Format{
	Name:       "sql",
	Title:      "SQL",
	Extensions: []string{".sql", ".ddl"},
	Sniff:      sniffSQL,
	Read:       func(data []byte) (*diagram.Source, error) { return readSQL(data, "") },

	ReadDialect: readSQL,
	Write:       writeSQL,
})

// sqlWindow is how much of a file is searched for a statement.
const sqlWindow = 2 << 20

var sqlStatement = regexp.MustCompile(`(?i)\b(create|alter|comment\s+on|drop)\s+(or\s+(replace|alter)\s+|global\s+|temp(orary)?\s+|unlogged\s+|unique\s+|materialized\s+)*(table|view|index|type|domain|schema|sequence|database|column|function|procedure|trigger|extension)\b`)

// sniffSQL takes text with a statement about tables for SQL, and any text in a file that
// is called .sql.
func sniffSQL(name string, data []byte) bool {
	text := trimText(data)
	if len(text) == 0 || bytes.IndexByte([]byte("{[<"), text[0]) >= 0 || isBinary(data) {
		return false
	}
	if strings.EqualFold(path.Ext(name), ".sql") {
		return true
	}
	head := data[:min(len(data), sqlWindow)]
	if head[0] == 0xff || head[0] == 0xfe { // UTF-16, as SQL Server's tools write
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	return sqlStatement.Match(head)
}

func readSQL(data []byte, dialect string) (*diagram.Source, error) {
	if isBinary(data) || len(trimText(data)) == 0 {
		return nil, diagram.Errorf(diagram.Unreadable, "This is no SQL script: it is %s.", whatIs(data))
	}
	return ddl.Parse(data, dialect), nil
}

// writeSQL writes the script that creates the diagram, in the dialect asked for, else in
// the diagram's, else for PostgreSQL.
func writeSQL(w io.Writer, d *diagram.Diagram, o Options) ([]diagram.Loss, error) {
	dialect, err := ddl.Find(cmp.Or(o.Dialect, d.Dialect, "postgres"))
	if err != nil {
		return nil, err
	}
	script := ddl.Write(d, dialect, ddl.Options{})
	_, err = io.WriteString(w, script.SQL)
	return script.Notes, err
}
