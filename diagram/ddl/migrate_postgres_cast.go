package ddl

import (
	"slices"
	"strings"
)

// postgresCast writes the expression after USING that turns values of one type into those
// of another, or nothing where PostgreSQL does so by itself. Values that are not of the
// new type stop the statement: nothing is cut without a word.
func postgresCast(m, n *columnPlan, name string) string {
	from, to := m.sql, n.sql
	target := n.typeName
	asText := name + "::text::" + target
	switch {
	case from.array > 0 && to.array > 0:
		return name + "::text[]::" + target
	case to.array > 0:
		return "CASE WHEN " + name + " IS NULL THEN NULL ELSE ARRAY[" + name + "]::text[]::" + target + " END"
	case from.array > 0 && isPostgresText(n):
		return ""
	case from.array > 0:
		return name + "[1]::text::" + target
	case isPostgresText(n):
		return ""
	case to.isText():
		return asText // tsvector and the like
	case m.typeName == "oid" || n.typeName == "oid":
		return asText
	case from.isNumber() && to.isNumber() && (m.typeName == "money" || n.typeName == "money"):
		return name + "::numeric::" + target
	case from.isNumber() && to.isNumber():
		return ""
	case m.typeName == "money" || n.typeName == "money":
		return asText
	case from.kind == typeBoolean && to.isNumber():
		return name + "::integer::" + target
	case from.isNumber() && to.kind == typeBoolean:
		return name + " <> 0"
	case isPointInTime(from.kind) && isPointInTime(to.kind):
		return postgresTimeCast(from.kind, to.kind, name, target)
	case from.kind == typeBits && to.kind == typeBits:
		return name + "::" + target
	case from.kind == to.kind && !slices.Contains([]typeKind{typeEnum, typeUnknown, typeSpatial, typeMAC}, from.kind):
		return ""
	case from.kind == typeInet && to.kind == typeCIDR, from.kind == typeCIDR && to.kind == typeInet:
		return ""
	case isBytes(to.kind) && from.isText():
		return "convert_to(" + name + "::text, 'UTF8')"
	case isBytes(from.kind) && isBytes(to.kind):
		return ""
	case to.kind == typeJSON && !from.isText():
		return "to_jsonb(" + name + ")::" + target
	}
	return asText
}

// isPostgresText tells of the types that everything can be assigned to.
func isPostgresText(c *columnPlan) bool {
	base, _, _ := strings.Cut(c.typeName, "(")
	return slices.Contains([]string{"text", "varchar", "character varying", "char", "character", "bpchar", "citext", "name"}, base) ||
		c.sql.domain != nil && c.sql.isText() && c.sql.kind != typeUnknown && c.sql.array == 0
}

func postgresTimeCast(from, to typeKind, name, target string) string {
	day := from == typeDate
	clock := to == typeTime || to == typeTimeZone
	switch {
	case day && clock:
		return name + "::timestamp::time::" + target
	case (from == typeTime || from == typeTimeZone) && !clock:
		return name + "::text::" + target
	case from == typeTimestamp && to == typeTimeZone:
		return name + "::time::" + target
	}
	return ""
}
