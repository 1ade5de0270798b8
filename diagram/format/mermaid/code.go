package mermaid

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var letterCode = regexp.MustCompile(`#(\w+);`)

// decode puts letters in the place of their codes: #quot; and #34; are quotes.
func decode(s string) string {
	if !strings.Contains(s, "#") {
		return s
	}
	return letterCode.ReplaceAllStringFunc(s, func(code string) string {
		name := code[1 : len(code)-1]
		if n, err := strconv.Atoi(name); err == nil {
			if n <= 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
				return code
			}
			return string(rune(n))
		}
		if text := html.UnescapeString("&" + name + ";"); text != "&"+name+";" {
			return text
		}
		return code
	})
}

// directionWords begin what Mermaid takes for the direction of the whole diagram wherever
// it stands in a line.
var directionWords = regexp.MustCompile(`(?i)(d)(irection\s+(tb|bt|rl|lr))`)

// encode writes a text for quotes: letters that end it, or mean something to Mermaid or to
// the page around it, as codes.
func encode(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '"', '#', '%', '\\', '<', '>', '&', '`', '\n', '\r', '\v', '\b', '{', '}', ';', ':', '~':
			b.WriteString("#" + strconv.Itoa(int(r)) + ";")
		default:
			if r >= 0x20 || r == '\t' {
				b.WriteRune(r)
			}
		}
	}
	return directionWords.ReplaceAllStringFunc(b.String(), func(m string) string {
		return "#" + strconv.Itoa(int(m[0])) + ";" + m[1:]
	})
}
