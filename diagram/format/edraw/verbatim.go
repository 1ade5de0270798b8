package edraw

import (
	"regexp"
	"strings"
	"unicode"

	"crowsfoot/diagram"
)

// A text in double quotes is taken as it stands, as in SQL: a name such as "order date"
// or "id (PK)" is no name with a type or a mark behind it. Quotes inside are doubled. The
// writer quotes what the grammar of rows would read as anything else.

// quoted puts a text in double quotes.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// cutQuoted takes a quoted text from the front of s; rest is what follows it.
func cutQuoted(s string) (inner, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", s, false
	}
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		return strings.ReplaceAll(s[1:i], `""`, `"`), s[i+1:], true
	}
	return "", s, false
}

// unquoted returns a text that is quoted as a whole without its quotes.
func unquoted(s string) (string, bool) {
	inner, rest, ok := cutQuoted(s)
	return inner, ok && rest == ""
}

// nameOf returns the name that the text of a shape is.
func nameOf(text string) string {
	if name, ok := unquoted(text); ok {
		return diagram.CutName(name)
	}
	return diagram.CutName(strings.Trim(ascii(text), " :;"))
}

// quotedColumn reads a line that begins with a quoted name. What follows is read as the
// cell beside a name is.
func (c *column) quotedColumn(text string) bool {
	name, rest, ok := cutQuoted(text)
	if !ok || rest != "" && !strings.ContainsAny(rest[:1], " :\t") {
		return false
	}
	c.name = name
	c.typeCell(strings.TrimLeft(rest, " :\t"))
	return true
}

var (
	simpleDefault = regexp.MustCompile(`(?i)^\s*(?:default\s+('[^']*'|[^\s,;"]+))?\s*$`)
	quotedDefault = regexp.MustCompile(`(?i)(?:^|\s)default\s+"`)
)

// quotedCell reads a cell beside a name in which the type or the default is quoted:
//
//	"order status" default "now() + '1 day'" (not null)
//
// It returns false, and sets nothing, for any other cell.
func (c *column) quotedCell(text string) bool {
	text = strings.TrimFunc(text, blank)
	if !strings.Contains(text, `"`) {
		return false
	}
	read := *c
	if i := strings.LastIndexByte(text, '('); i >= 0 && strings.HasSuffix(text, ")") && read.applyMarks(text[i+1:len(text)-1]) {
		text = strings.TrimSpace(text[:i])
	}
	typ, rest, ok := cutQuoted(text)
	if !ok {
		// The type is plain, so the default must be quoted.
		at := quotedDefault.FindStringIndex(text)
		if at == nil {
			return false
		}
		typ, rest = strings.TrimSpace(text[:at[0]]), text[at[0]:]
	}
	read.typ = typ
	if at := quotedDefault.FindStringIndex(rest); at != nil && strings.TrimSpace(rest[:at[0]]) == "" {
		read.def, ok = unquoted(rest[at[1]-1:])
	} else {
		m := simpleDefault.FindStringSubmatch(rest)
		if ok = m != nil; ok {
			read.def = m[1]
		}
	}
	if !ok {
		return false
	}
	*c = read
	return true
}

// cutType shortens a type read from a file to what a model allows, on one line. Spaces
// inside stay, because they may stand in a value of an enumeration.
func cutType(s string) string {
	const most = 4096
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || r == 0xfffe || r == 0xffff:
			return -1
		}
		return r
	}, s))
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return s
}
