package rule

import (
	"strings"
	"unicode"

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

// mentions tells whether an expression names a column.
func mentions(expression, column string) bool {
	if column == "" || len(expression) < len(column) {
		return false
	}
	text, name := strings.ToLower(expression), strings.ToLower(column)
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		from := at + i
		to := from + len(name)
		if !endsInWord(text[:from]) && !beginsWithWord(text[to:]) {
			return true
		}
		at = to
	}
}

func endsInWord(s string) bool {
	r := []rune(s[max(0, len(s)-4):])
	return len(r) > 0 && isWordRune(r[len(r)-1])
}

func beginsWithWord(s string) bool {
	for _, r := range s {
		return isWordRune(r)
	}
	return false
}

func isWordRune(r rune) bool {
	return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r)
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
