package ddl

import (
	"cmp"
	"strings"
)

// sqlserverTurn says how a column of SQL Server gets another type.
type sqlserverTurn int

const (
	turnInPlace sqlserverTurn = iota
	turnByCopy                // its values go through an expression into a new column
	turnNever                 // no value of the one is a value of the other
)

// sqlserverSorts are the types that are converted in the same way, by the name of their
// sort.
var sqlserverSorts = func() map[string]string {
	sorts := map[string]string{}
	for sort, names := range map[string]string{
		"number": "bigint int smallint tinyint bit decimal", "float": "float real", "money": "money smallmoney",
		"text": "nvarchar varchar nchar char sysname", "long text": "ntext text", "bytes": "varbinary binary", "long bytes": "image",
		"date": "date", "time": "time", "instant": "datetime2 datetimeoffset", "old instant": "datetime smalldatetime",
		"uuid": "uniqueidentifier", "xml": "xml", "version": "rowversion", "geometry": "geometry", "geography": "geography",
	} {
		for name := range strings.FieldsSeq(names) {
			sorts[name] = sort
		}
	}
	return sorts
}()

// sqlserverSort is the sort of a type; one of its own where nothing is known.
func sqlserverSort(typeName string) string {
	name, _, _ := strings.Cut(strings.ToLower(typeName), "(")
	name = cmp.Or(typeAliases["sqlserver"][name], name)
	return cmp.Or(sqlserverSorts[name], name)
}

// sqlserverTurns are the changes between sorts of types. ALTER COLUMN wants an implicit
// conversion; @ is a column in an expression that gives the values of the new type, #,
// where the implicit one loses something or is none. What is not listed can't be.
// https://learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql
var sqlserverTurns = map[string]map[string]string{
	"number": {"number": "", "float": "", "money": "", "text": "", "bytes": ""},
	"float":  {"number": "", "float": "", "money": "", "text": "CONVERT(#, FORMAT(@, 'R', 'en-US'))"}, // all digits rather than 6
	"money":  {"number": "", "float": "", "money": "", "text": "CONVERT(#, @, 2)", "bytes": ""},
	"text": {"number": "", "float": "", "money": "", "text": "", "date": "", "time": "", "instant": "", "old instant": "", "uuid": "", "xml": "",
		"bytes": "CONVERT(#, @)", "geometry": "geometry::STGeomFromText(@, 0)", "geography": "geography::STGeomFromText(@, 4326)"},
	"long text":   {"text": "CONVERT(#, @)", "xml": "CONVERT(xml, @)"},
	"bytes":       {"bytes": "", "number": "", "uuid": "", "xml": "", "text": "CONVERT(#, @, 1)"},
	"long bytes":  {"bytes": "CONVERT(#, @)"},
	"date":        {"date": "", "instant": "", "old instant": "", "text": ""},
	"time":        {"time": "", "instant": "", "old instant": "", "text": ""},
	"instant":     {"date": "", "time": "", "instant": "", "old instant": "", "text": ""},
	"old instant": {"date": "", "time": "", "instant": "", "old instant": "", "text": "CONVERT(#, @, 121)"}, // with its seconds
	"uuid":        {"text": "", "bytes": ""},
	"xml":         {"text": "CONVERT(#, @)", "bytes": "CONVERT(#, @)"},
	"version":     {"bytes": "CONVERT(#, @)"},
	"geometry":    {"text": "CONVERT(#, @.STAsText())"},
	"geography":   {"text": "CONVERT(#, @.STAsText())"},
}

// sqlserverLong are the types that each of the long ones of old turns into in place.
var sqlserverLong = map[string]string{"text": "varchar(max)", "ntext": "nvarchar(max)", "image": "varbinary(max)"}

// sqlserverTurnOf says how a column gets its new type, and the expression for its values,
// in which @ is the column.
func sqlserverTurnOf(c *columnChange) (turn sqlserverTurn, values string) {
	was, is := c.mid.typeName, c.new.typeName
	from, to := sqlserverSort(was), sqlserverSort(is)
	values, known := sqlserverTurns[from][to]
	switch {
	case !c.retyped, from == to && !strings.HasPrefix(from, "long") && from != "version":
		return turnInPlace, ""
	case sqlserverLong[strings.ToLower(was)] == strings.ToLower(is):
		return turnInPlace, ""
	case !known:
		return turnNever, ""
	case values == "":
		return turnInPlace, ""
	}
	return turnByCopy, strings.ReplaceAll(values, "#", is)
}
