package drawio

import "strings"

// modifier is a word or two after a name or type that say something of the column.
var modifiers = map[string]string{
	"not null": "notnull", "not_null": "notnull", "notnull": "notnull", "nn": "notnull", "required": "notnull", "mandatory": "notnull",
	"null": "null", "nullable": "null", "optional": "null",
	"unique": "unique", "uq": "unique", "uk": "unique",
	"primary key": "pk", "primary": "pk", "pk": "pk", "primary_key": "pk", "primarykey": "pk",
	"foreign key": "fk", "foreign": "fk", "fk": "fk", "foreign_key": "fk",
	"auto_increment": "identity", "auto increment": "identity", "autoincrement": "identity", "auto-increment": "identity",
	"identity": "identity", "generated always": "identity", "auto": "identity", "ai": "identity",
	"default": "default", "=": "default", "check": "check", "on delete": "drop", "on update": "drop",
	"cascade": "drop", "comment": "drop",
}

// firstOfTwo are the first words of the modifiers of two words.
var firstOfTwo = map[string]bool{"not": true, "primary": true, "foreign": true, "auto": true, "generated": true, "on": true}

// isNumberedFK tells fk1, fk2 and so on, in lower case.
func isNumberedFK(word string) bool {
	digits, ok := strings.CutPrefix(word, "fk")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// modifierAt returns how many tokens from i on form a modifier's name, or 0.
func modifierAt(tokens []string, i int) int {
	if i >= len(tokens) {
		return 0
	}
	one := modifierWord(tokens[i])
	if i+1 < len(tokens) && firstOfTwo[one] {
		if modifiers[one+" "+modifierWord(tokens[i+1])] != "" {
			return 2
		}
	}
	// "auto" alone is a car; "primary" alone an address.
	if one == "auto" || one == "primary" || one == "foreign" || one == "optional" || one == "required" || one == "mandatory" || one == "comment" {
		if !(i == 0 && len(tokens) == 1) && one != "primary" {
			return 0
		}
		if one == "primary" {
			return 0
		}
	}
	if modifiers[one] != "" || isNumberedFK(one) {
		return 1
	}
	if head, _, cut := strings.Cut(one, "("); cut && (head == "identity" || head == "check" || head == "default") {
		return 1
	}
	return 0
}

func modifierWord(token string) string { return strings.ToLower(strings.Trim(token, ",;")) }

// modify applies the modifier of n tokens at i and returns how many tokens it took,
// its values included.
func (r *rowText) modify(tokens []string, i, n int) int {
	word := modifierWord(tokens[i])
	if n == 2 {
		word += " " + modifierWord(tokens[i+1])
	}
	what := modifiers[word]
	if head, args, cut := strings.Cut(word, "("); cut && what == "" {
		what = modifiers[head]
		if what == "default" {
			r.def = strings.TrimSuffix(args, ")")
			return n
		}
	}
	if isNumberedFK(word) {
		what = "fk"
		r.mark.number = word[2:]
	}
	switch what {
	case "notnull":
		r.mark.notNull = true
	case "null":
		r.nullable = true
	case "unique":
		r.mark.unique = true
	case "pk":
		r.mark.primary = true
	case "fk":
		r.mark.foreign = true
	case "identity":
		r.identity = true
	case "default":
		if i+n < len(tokens) {
			r.def = strings.Trim(tokens[i+n], ",;")
			return n + 1
		}
	case "drop":
		if n == 2 && i+n < len(tokens) { // ON DELETE CASCADE, ON DELETE SET NULL
			if strings.EqualFold(tokens[i+n], "set") || strings.EqualFold(tokens[i+n], "no") {
				return min(n+2, len(tokens)-i)
			}
			return n + 1
		}
	}
	return n
}

func isModifierList(token string) bool {
	inner := strings.Trim(token, "()")
	for part := range strings.SplitSeq(inner, ",") {
		tokens := splitTokens(part)
		if _, ok := readKeyMark(part); ok && strings.TrimSpace(part) != "" {
			return true
		}
		if modifierAt(tokens, 0) > 0 {
			return true
		}
	}
	return false
}
