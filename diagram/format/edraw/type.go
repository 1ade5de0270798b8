package edraw

import (
	"regexp"
	"strings"
)

// sureTypes are words that are a type wherever they follow a name; doubtfulTypes are
// also words of names, as in "Order Date" and "Phone Number".
var (
	sureTypes     = wordSet("int integer int2 int4 int8 bigint smallint tinyint mediumint serial bigserial smallserial varchar varchar2 nvarchar nvarchar2 char nchar string tinytext mediumtext longtext clob nclob blob longblob mediumblob bool boolean decimal numeric float float4 float8 double datetime datetime2 smalldatetime timestamp timestamptz uuid guid uniqueidentifier json jsonb varbinary bytea objectid bigdecimal localdate localdatetime interval inet")
	doubtfulTypes = wordSet("date time number text year set enum real money bit binary character long short byte xml image array object point geometry currency list map ntext")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// isType tells whether a text begins with the name of a type. Doubtful ones count when
// the place is one for types, or when arguments follow.
func isType(text string, typed bool) bool {
	word := strings.ToLower(text[:min(len(text), longestType)])
	end := strings.IndexFunc(word, func(r rune) bool { return !(r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	after := ""
	if end >= 0 {
		word, after = word[:end], word[end:]
	}
	if sureTypes[word] {
		return true
	}
	return doubtfulTypes[word] && (typed || strings.HasPrefix(after, "("))
}

// longestType is more than the longest name of a type has bytes.
const longestType = 32

var typeForm = regexp.MustCompile(`(?i)^([a-z_][a-z0-9_]*)(\s+(?:precision|varying|double|long|int))?(\s*\([^)]*\)?)?(\s+(?:unsigned|zerofill|with(?:out)? time zone))*((?:\s*\[\s*\d*\s*\])*)(<[^>]*>)?`)

// splitType parts a type with its arguments from what follows.
func splitType(text string) (typ, left string) {
	end := len(typeForm.FindString(text))
	return strings.TrimSpace(text[:end]), strings.TrimSpace(strings.TrimLeft(text[end:], ",; "))
}
