package rule

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// lacksStructure says what structure of a type a database has not: lists, JSON,
// enumerations, sets; it is empty where it has it, or the type has none.
func lacksStructure(can *ddl.Capability, typ diagram.DataType, family diagram.Family) string {
	switch {
	case typ.Array > 0 && !can.Arrays:
		return "lists"
	case typ.Name == "set" && !can.Sets:
		return "sets"
	case family == diagram.FamilyEnum && typ.Name != "set" && !can.Enums:
		return "enumerations"
	case family == diagram.FamilyJSON && !can.JSON:
		return "a type for JSON"
	}
	return ""
}

// literals writes values as an SQL list that every dialect reads.
func literals(values []string) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return strings.Join(list, ", ")
}

// isBareName tells whether a name stands in an expression without quotes everywhere.
func isBareName(s string) bool {
	for i, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}
