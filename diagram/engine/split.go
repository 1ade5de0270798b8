package engine

import (
	"regexp"
	"strings"
)

// statement is one statement of a script for SQLite.
type statement struct {
	text string
	line int // of its first word, from 1
}

// split cuts a script of package ddl at its semicolons, outside of quotes and comments.
// It does not know the bodies of triggers; allowed refuses those.
func split(script string) []statement {
	var list []statement
	line, from, fromLine := 1, -1, 0
	for i := 0; i < len(script); {
		size := 1
		comment := false
		switch c := script[i]; {
		case strings.IndexByte(" \t\r\n\f", c) >= 0:
			comment = true // white space begins no statement either
		case strings.HasPrefix(script[i:], "--"):
			size, comment = lengthTo(script[i:], "\n"), true
		case strings.HasPrefix(script[i:], "/*"):
			size, comment = 2+lengthTo(script[i+2:], "*/"), true
		case c == '\'' || c == '"' || c == '`':
			size = 1 + lengthTo(script[i+1:], string(c))
		case c == '[':
			size = lengthTo(script[i:], "]")
		case c == ';':
			if from >= 0 {
				list = append(list, statement{script[from:i], fromLine})
			}
			from, comment = -1, true
		}
		if !comment && from < 0 {
			from, fromLine = i, line
		}
		line += strings.Count(script[i:i+size], "\n")
		i += size
	}
	if from >= 0 {
		list = append(list, statement{script[from:], fromLine})
	}
	return list
}

// lengthTo returns how many bytes there are up to the end of the mark, or to the end.
func lengthTo(s, mark string) int {
	i := strings.Index(s, mark)
	if i < 0 {
		return len(s)
	}
	return i + len(mark)
}

// seed is a row of a look-up table: one value, which is a string.
var seed = regexp.MustCompile(`(?is)^insert\s+into\s+(?:"(?:[^"]|"")*"|\w+)\s+\((?:"(?:[^"]|"")*"|\w+)\)\s+values\s+\('(?:[^']|'')*'\)\s*$`)

// allowed tells whether a statement is of the kinds that scripts of package ddl are made
// of. Statements that read or write rows, files or settings are not.
func (s statement) allowed() bool {
	words := firstWords(s.text, 8)
	is := func(pattern ...string) bool {
		for i, p := range pattern {
			if i >= len(words) || words[i] != p {
				return false
			}
		}
		return true
	}
	switch {
	case is("drop", "table"), is("drop", "view"), is("drop", "index"), is("create", "view"), is("create", "index"), is("create", "unique", "index"):
		return true
	case is("create", "table"):
		return !copiesRows(s.text)
	case is("insert", "into"):
		return seed.MatchString(s.text)
	}
	return false
}

// copiesRows tells whether CREATE TABLE takes a query (CREATE TABLE x AS SELECT …): the
// columns in brackets are missing.
func copiesRows(text string) bool {
	for i := 0; i < len(text); {
		size := 1
		switch c := text[i]; {
		case c == '(':
			return false
		case strings.HasPrefix(text[i:], "--"):
			size = lengthTo(text[i:], "\n")
		case strings.HasPrefix(text[i:], "/*"):
			size = 2 + lengthTo(text[i+2:], "*/")
		case c == '"' || c == '`' || c == '\'':
			size = 1 + lengthTo(text[i+1:], string(c))
		case c == '[':
			size = lengthTo(text[i:], "]")
		case (c|0x20) == 'a' && isAs(text, i):
			return true
		}
		i += size
	}
	return true
}

// isAs tells whether the word AS stands at i.
func isAs(text string, i int) bool {
	return len(text) >= i+3 && strings.EqualFold(text[i:i+2], "as") && !isWordByte(text[i+2]) && (i == 0 || !isWordByte(text[i-1]))
}

func isWordByte(c byte) bool {
	return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}

// firstWords returns up to n leading words in lower case.
func firstWords(text string, n int) []string {
	var words []string
	for i := 0; i < len(text) && len(words) < n; {
		switch {
		case strings.HasPrefix(text[i:], "--"):
			i += lengthTo(text[i:], "\n")
		case strings.HasPrefix(text[i:], "/*"):
			i += 2 + lengthTo(text[i+2:], "*/")
		case isWordByte(text[i]):
			from := i
			for i < len(text) && isWordByte(text[i]) {
				i++
			}
			words = append(words, strings.ToLower(text[from:i]))
		case strings.IndexByte(" \t\r\n\f", text[i]) >= 0:
			i++
		default:
			return words
		}
	}
	return words
}

// cut shortens a text to n bytes.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// plainMessage is what the database said, without the driver's words around it.
func plainMessage(err error) string {
	s := strings.TrimPrefix(err.Error(), "SQL logic error: ")
	if i := strings.LastIndex(s, " ("); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i] // the number of the error
	}
	return s
}
