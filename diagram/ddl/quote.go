package ddl

import (
	"maps"
	"strings"
)

// identifier writes a name, in quotes where it needs them or where all are quoted.
func (d *Dialect) identifier(name string, all bool) string {
	if !all && d.isBare(name) {
		return name
	}
	q := string(d.quote)
	return q + strings.ReplaceAll(name, q, q+q) + q
}

// isBare tells whether a name means itself without quotes.
func (d *Dialect) isBare(name string) bool {
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 'a' && c <= 'z' || c == '_':
		case c >= 'A' && c <= 'Z' && !d.foldsToLower:
		case c >= '0' && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return name != "" && !d.reserved[strings.ToLower(name)]
}

// literal writes a string. NUL, which no database takes, is left out.
func (d *Dialect) literal(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
	if d.backslash {
		s = strings.ReplaceAll(s, `\`, `\\`)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// literals writes strings separated by commas.
func (d *Dialect) literals(values []string) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = d.literal(v)
	}
	return strings.Join(list, ", ")
}

// oneLine makes a text fit for a "--" comment: every character that could end the line
// becomes a space.
func oneLine(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// wordSet makes a set of the words of a list.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// Identifier writes a name as an expression needs it: in quotes only where it must be.
func (d *Dialect) Identifier(name string) string { return d.identifier(name, false) }

// merge returns the union of two sets.
func merge(a, b map[string]bool) map[string]bool {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}
