package ddl

import (
	"regexp"
	"slices"
	"strings"
)

// oracleDatatype is the datatype behind the name of a type, without what stands in
// brackets.
func oracleDatatype(typeName string) string {
	name := typeArguments.ReplaceAllString(strings.ToLower(typeName), "")
	switch name {
	case "varchar", "character varying", "char varying":
		return "varchar2"
	case "character":
		return "char"
	case "numeric", "decimal", "dec", "integer", "int", "smallint":
		return "number"
	case "real", "double precision":
		return "float"
	}
	return name
}

var typeArguments = regexp.MustCompile(`\([^)]*\)`)

// oracleMoves tells whether the values of a column have to move to a new one: one that is
// there can't begin to number rows (ORA-30673), and Oracle changes a type in place only
// where all values fit, the datatype stays the same (ORA-01439, ORA-22858, ORA-22859) and
// points in time keep their digits (ORA-30082).
func oracleMoves(c *columnChange) bool {
	if c.mid.identity == "" && c.new.identity != "" {
		return true
	}
	if !c.retyped || fits(c.mid.sql, c.new.sql) != fitsAll {
		return c.retyped
	}
	a, b := oracleDatatype(c.mid.typeName), oracleDatatype(c.new.typeName)
	switch {
	case a != b:
		return oracleTurns[a] != b
	case strings.HasPrefix(a, "timestamp"):
		return oracleSeconds(c.mid) > oracleSeconds(c.new)
	case a == "number" && slices.Contains([]string{"integer", "int", "smallint"}, strings.ToLower(c.mid.typeName)):
		return strings.Contains(c.new.typeName, "(") // they have 38 digits (ORA-01440)
	}
	return strings.HasPrefix(a, "interval")
}

// oracleSeconds is the number of digits behind the seconds of a point in time.
func oracleSeconds(c *columnPlan) int {
	if c.sql.precision < 0 {
		return 6
	}
	return c.sql.precision
}

// oracleTurns are the datatypes that turn into another one in place.
var oracleTurns = map[string]string{"char": "varchar2", "nchar": "nvarchar2", "long": "clob", "long raw": "blob"}

// losesPadding tells of a text of a fixed length that turns in place into one of any length.
func (c *columnChange) losesPadding() bool {
	a := oracleDatatype(c.mid.typeName)
	return strings.HasSuffix(a, "char") && oracleTurns[a] == oracleDatatype(c.new.typeName)
}

// oracleValue turns the values of a column into those of the type that it gets, where they
// are of another sort by way of a text. Days and points in time are written and read in one
// form, whatever form the session has. What is no value of the new type stops the statement.
func oracleValue(c *columnChange, x string) string {
	a, b := oracleDatatype(c.mid.typeName), oracleDatatype(c.new.typeName)
	from, to := oracleSort(a), oracleSort(b)
	if a == "blob" && b != a {
		x = "DBMS_LOB.SUBSTR(" + x + ", 2001)" // one byte more than others hold, so that none is cut
	}
	switch {
	case c.mid.sql.kind == typeBits && to == "number":
		return "TO_NUMBER(RAWTOHEX(" + x + "), 'XXXXXXXXXXXXXXXX')"
	case from == "text" && to == "text":
		if strings.HasSuffix(a, "char") && !strings.HasSuffix(b, "char") {
			return "NVL(RTRIM(" + x + "), " + x + ")" // '' would be NULL
		}
	case from == "text":
		if strings.HasSuffix(a, "char") {
			x = "RTRIM(" + x + ")"
		} else if strings.HasSuffix(a, "clob") && b != "xmltype" {
			x = "TO_CHAR(" + x + ")"
		}
		return oracleFromText(c.new, x)
	case to == "text":
		return oracleToText(c.mid, x)
	case from == "date" && (c.new.sql.kind == typeTime || c.new.sql.kind == typeTimeZone):
		return "CAST(" + x + " AS timestamp) - TRUNC(" + x + ")"
	case from != to:
		return oracleFromText(c.new, oracleToText(c.mid, x))
	case c.new.sql.kind == typeDate && c.mid.sql.kind != typeDate:
		return "TRUNC(" + x + ")"
	}
	return x
}

// oracleSort joins the datatypes between which Oracle converts values by itself, and those
// that hold text.
func oracleSort(datatype string) string {
	switch datatype {
	case "varchar2", "nvarchar2", "char", "nchar", "clob", "nclob":
		return "text"
	case "number", "float", "binary_float", "binary_double":
		return "number"
	case "date", "timestamp", "timestamp with time zone", "timestamp with local time zone":
		return "date"
	case "raw", "blob":
		return "raw"
	}
	return datatype
}

// oracleMask is the form in which the days or points in time of a column are written; empty
// for other columns.
func oracleMask(c *columnPlan) string {
	mask := "YYYY-MM-DD HH24:MI:SS"
	if strings.HasPrefix(c.typeName, "timestamp") && !strings.Contains(c.typeName, "(0)") {
		mask += ".FF"
	}
	switch oracleDatatype(c.typeName) {
	case "date":
		if c.sql.kind == typeDate {
			return "YYYY-MM-DD"
		}
		return mask
	case "timestamp":
		return mask
	case "timestamp with time zone", "timestamp with local time zone":
		return mask + " TZH:TZM"
	}
	return ""
}

// oracleToText writes a value of a column as the text that other databases write.
func oracleToText(c *columnPlan, x string) string {
	switch mask := oracleMask(c); {
	case mask != "":
		return "TO_CHAR(" + x + ", '" + mask + "')"
	case c.sql.kind == typeBoolean:
		return "CASE " + x + " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
	case c.sql.kind == typeUUID:
		return oracleUUID(x)
	case c.sql.kind == typeTime || c.sql.kind == typeTimeZone:
		return "SUBSTR(TO_CHAR(" + x + "), INSTR(TO_CHAR(" + x + "), ' ') + 1)" // behind the days
	case c.sql.isInteger() || c.sql.kind == typeInterval:
		return "TO_CHAR(" + x + ")"
	case c.sql.isNumber():
		return "TO_CHAR(" + x + ", 'TM9', 'NLS_NUMERIC_CHARACTERS=''.,''')"
	}
	switch oracleDatatype(c.typeName) {
	case "raw", "blob":
		return "RAWTOHEX(" + x + ")"
	case "xmltype":
		return "XMLSERIALIZE(CONTENT " + x + " AS CLOB)"
	}
	return x
}

// oracleUUID writes 16 bytes as the text of a UUID.
func oracleUUID(x string) string {
	return `LOWER(REGEXP_REPLACE(RAWTOHEX(` + x + `), '(.{8})(.{4})(.{4})(.{4})(.{12})', '\1-\2-\3-\4-\5'))`
}

// oracleFromText reads a text as a value of a column.
func oracleFromText(c *columnPlan, x string) string {
	mask := oracleMask(c)
	switch datatype := oracleDatatype(c.typeName); {
	case datatype == "date":
		return "TO_DATE(" + x + ", '" + mask + "')"
	case datatype == "timestamp":
		return "TO_TIMESTAMP(" + x + ", '" + mask + "')"
	case mask != "":
		return "TO_TIMESTAMP_TZ(" + x + ", '" + mask + "')"
	case c.sql.kind == typeBoolean:
		return "CASE WHEN LOWER(" + x + ") IN ('true', 't', 'yes', 'y', 'on') THEN 1 WHEN LOWER(" + x + ") IN ('false', 'f', 'no', 'n', 'off') THEN 0 ELSE TO_NUMBER(" + x + ") END"
	case c.sql.kind == typeUUID:
		return "HEXTORAW(REPLACE(" + x + ", '-'))"
	case c.sql.kind == typeTime || c.sql.kind == typeTimeZone:
		return "CASE WHEN " + x + " IS NOT NULL THEN TO_DSINTERVAL('0 ' || " + x + ") END"
	case datatype == "binary_float", datatype == "binary_double":
		return "TO_" + strings.ToUpper(datatype) + "(" + x + ")"
	case c.sql.isNumber():
		return "TO_NUMBER(" + x + ")"
	case datatype == "raw", datatype == "blob":
		return "UTL_RAW.CAST_TO_RAW(" + x + ")"
	case datatype == "interval day to second":
		return "TO_DSINTERVAL(" + x + ")"
	case datatype == "interval year to month":
		return "TO_YMINTERVAL(" + x + ")"
	case datatype == "xmltype":
		return "CASE WHEN " + x + " IS NOT NULL THEN XMLTYPE(" + x + ") END"
	}
	return x
}
