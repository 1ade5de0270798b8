package lint

import (
	"strings"
	"unicode"

	"crowsfoot/diagram/naming"
)

// NameCase is a set of ways to write several words as one name; most names fit one, a
// single word often fits two.
type NameCase uint8

// The ways.
const (
	SnakeCase    NameCase = 1 << iota // order_item
	UpperSnake                        // ORDER_ITEM
	CamelCase                         // orderItem
	PascalCase                        // OrderItem
	CapitalSnake                      // Order_Item

	anyCase = SnakeCase | UpperSnake | CamelCase | PascalCase | CapitalSnake
)

var nameCases = [...]NameCase{SnakeCase, UpperSnake, CamelCase, PascalCase, CapitalSnake}

// String is an example of the case, as people name it.
func (c NameCase) String() string {
	switch c {
	case SnakeCase:
		return "snake_case"
	case UpperSnake:
		return "UPPER_CASE"
	case CamelCase:
		return "camelCase"
	case PascalCase:
		return "PascalCase"
	case CapitalSnake:
		return "Capital_Case"
	}
	return "mixed case"
}

// NameCaseOf returns the cases that a name fits. A name with spaces or other signs fits
// all, because they are another matter; so do short abbreviations in capitals (URL) and
// names in a script without capitals. A name that mixes cases (user_ID) fits none.
func NameCaseOf(name string) NameCase {
	name = strings.Trim(name, "_")
	var lower, upper, inner, under bool
	capitals := true // each part begins with a capital
	letters := 0
	start := true
	first := false
	for _, r := range name {
		switch {
		case r == '_':
			under, start = true, true
			continue
		case unicode.IsUpper(r):
			upper, inner = true, inner || letters > 0
			if letters == 0 {
				first = true
			}
			letters++
		case unicode.IsLetter(r):
			if !unicode.IsLower(r) {
				return anyCase
			}
			lower = true
			if start {
				capitals = false
			}
			letters++
		case !unicode.IsDigit(r):
			return anyCase
		}
		start = false
	}
	switch {
	case letters == 0:
		return anyCase
	case upper && !lower:
		if !under && letters <= 4 {
			return anyCase
		}
		return UpperSnake
	case under && !upper:
		return SnakeCase
	case under && (capitals || first && isTitle(name)):
		return CapitalSnake
	case under:
		return 0
	case !upper:
		return SnakeCase | CamelCase
	case first && !inner:
		return PascalCase | CapitalSnake
	case first:
		return PascalCase
	}
	return CamelCase
}

// littleWords stay small in titles: Date_of_Birth.
var littleWords = wordSet("of to in by and be for the or on at per with as from a an is not vs de la el du des der")

// isTitle tells whether all parts but little words begin with a capital.
func isTitle(name string) bool {
	for part := range strings.SplitSeq(name, "_") {
		if part != "" && part[0] >= 'a' && part[0] <= 'z' && !littleWords[part] {
			return false
		}
	}
	return true
}

// Join writes words in one case.
func (c NameCase) Join(words ...string) string {
	switch c {
	case UpperSnake:
		return naming.UpperSnake.Join(words...)
	case CamelCase:
		return naming.Camel.Join(words...)
	case PascalCase:
		return naming.Pascal.Join(words...)
	case CapitalSnake:
		return strings.ReplaceAll(naming.Spaced.Join(words...), " ", "_")
	}
	return naming.Snake.Join(words...)
}
