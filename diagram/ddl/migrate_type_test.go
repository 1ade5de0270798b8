package ddl_test

import (
	"fmt"
	"slices"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// everyType are types whose values turn into each other in some way or not at all.
var everyType = map[string][]string{
	"": {
		"tinyint", "smallint", "int", "int unsigned", "bigint", "decimal(10,2)", "real", "double", "boolean", "char(3)", "varchar(20)", "text", "binary(4)", "varbinary(8)", "blob",
		"date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "json", "xml", "bit(9)", "enum('a','b')", "enum('b','c')", "set('a','b')", "inet", "cidr", "macaddr",
		"int[]", "text[]", "mood", "amount", "nonsense", "geometry",
	},
	"postgres": {
		"integer", "money", "numeric", "jsonb", "json", "citext", "tsvector", "hstore", "point", "circle", "int4range", "oid", "name", "\"char\"", "bit(3)", "varbit", "timetz", "inet", "macaddr8",
		"mood", "amount", "mood[]", "text[]", "date[]", "interval", "bytea", "regclass", "bool", "xml",
	},
	"mariadb": {
		"tinyint(1)", "mediumint", "year(4)", "bit(4)", "inet4", "inet6", "uuid", "json", "mediumtext", "tinyblob", "point", "geometry", "linestring", "enum('a','b')", "set('x','y')",
		"timestamp(3)", "time(2)", "datetime", "decimal(5,1) unsigned", "double", "varbinary(20)", "date",
	},
	"sqlite": {"INTEGER", "TEXT", "BLOB", "REAL", "NUMERIC(10,2)", "DATE", "BOOLEAN"},
}

// TestEngineTurnsEveryTypeIntoEveryOther migrates empty tables with a column of each type,
// so that each becomes each other one once.
func TestEngineTurnsEveryTypeIntoEveryOther(t *testing.T) {
	for _, dialect := range []string{"postgres", "mariadb", "sqlite"} {
		for _, source := range []string{"", dialect} {
			t.Run(dialect+"/from "+source, func(t *testing.T) {
				to, err := ddl.Find(dialect)
				require.NoError(t, err)
				wipe := wiper(t, dialect)
				types := everyType[source]
				typed := func(k int) *diagram.Diagram {
					d := diagram.New()
					d.Dialect = source
					d.AddDomain(&diagram.Domain{ID: "mood", Name: "mood", Values: []string{"a", "c"}})
					d.AddDomain(&diagram.Domain{ID: "amount", Name: "amount", Type: "integer", Check: "VALUE > 0"})
					table := &diagram.Table{ID: "t", Name: "t"}
					for i := range types {
						table.Columns = append(table.Columns, &diagram.Column{ID: diagram.ID(fmt.Sprint("c", i)), Name: fmt.Sprint("c", i), Type: types[(i+k)%len(types)]})
					}
					d.AddTable(table)
					return d
				}
				db := wipe()
				if dialect == "postgres" {
					// Kinds of extensions that this server may not have.
					for _, e := range []string{"citext", "hstore"} {
						if _, err := db.Exec("CREATE EXTENSION IF NOT EXISTS " + e); err != nil {
							t.Skipf("the extension %s is not installed: %v", e, err)
						}
					}
				}
				require.NoError(t, execAll(db, ddl.Write(typed(0), to, ddl.Options{}).Statements))
				for k := 1; k < len(types); k++ {
					m, err := ddl.Migrate(typed(0), typed(k), to, ddl.MigrateOptions{})
					require.NoError(t, err)
					for _, s := range slices.Concat(m.Up.Statements, m.Down.Statements) {
						if _, err := db.Exec(s.Text); err != nil {
							t.Errorf("%v\n%s", err, s.Text)
						}
					}
				}
			})
		}
	}
}
