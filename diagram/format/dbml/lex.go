package dbml

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is the sort of a token.
type kind uint8

const (
	kindEnd    kind = iota
	kindName        // a bare word
	kindQuoted      // "…": a name, in old files also a text
	kindText        // '…' or '''…'''
	kindCode        // `…`: an SQL expression
	kindNumber      // without its sign
	kindColor       // #…
	kindSign        // one character, or <>
)

// token is a word of the text. Its value is the word without quotes and escapes.
type token struct {
	kind       kind
	value      string
	start, end int  // offsets
	newLine    bool // the first on its line
	spaced     bool // white space stands before it
}

// isSign tells whether the token is this sign.
func (t token) isSign(s string) bool { return t.kind == kindSign && t.value == s }

// isName tells whether the token may name something.
func (t token) isName() bool { return t.kind == kindName || t.kind == kindQuoted }

// isWord tells whether the token is this bare word, in any case.
func (t token) isWord(w string) bool { return t.kind == kindName && strings.EqualFold(t.value, w) }

// lexer cuts the text into tokens; it can be set back to the start of any of them.
type lexer struct {
	text string
	at   int
	// fault is told of quotes and comments that never end, of odd characters and numbers.
	fault func(offset int, message string)
}

// next returns the next token.
func (l *lexer) next() token {
	t := token{newLine: l.at == 0}
	t.spaced, t.newLine = l.space(t.newLine)
	t.start = l.at
	if l.at >= len(l.text) {
		t.end = l.at
		return t
	}
	switch c := l.text[l.at]; {
	case strings.HasPrefix(l.text[l.at:], "'''"):
		t.kind, t.value = kindText, dedent(l.quoted("'''", true))
	case c == '\'':
		t.kind, t.value = kindText, l.quoted("'", false)
	case c == '"':
		t.kind, t.value = kindQuoted, l.quoted(`"`, false)
	case c == '`':
		t.kind, t.value = kindCode, l.code()
	case c == '#':
		t.kind, t.value = kindColor, l.word(1)
	case c >= '0' && c <= '9':
		t.kind, t.value = l.number()
	default:
		r, size := utf8.DecodeRuneInString(l.text[l.at:])
		if isLetter(r) {
			t.kind, t.value = kindName, l.word(size)
			break
		}
		if strings.HasPrefix(l.text[l.at:], "<>") {
			size = 2
		} else if !strings.ContainsRune(",()[]{};:*+-/%<>=!.&|~?", r) {
			l.fault(l.at, "The character "+strconv.QuoteRune(r)+" does not belong here.")
		}
		t.kind, t.value = kindSign, l.text[l.at:l.at+size]
		l.at += size
	}
	t.end = l.at
	return t
}

// space moves over white space and comments.
func (l *lexer) space(newLine bool) (spaced, broken bool) {
	for from := l.at; l.at < len(l.text); {
		rest := l.text[l.at:]
		switch {
		case rest[0] == '\n':
			newLine = true
			l.at++
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\f' || rest[0] == '\v':
			l.at++
		case strings.HasPrefix(rest, "\u00a0"):
			l.at += 2
		case strings.HasPrefix(rest, "\ufeff"):
			l.at += 3
		case strings.HasPrefix(rest, "//"):
			l.at += lineLength(rest)
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest[2:], "*/")
			if end < 0 {
				l.fault(l.at, "The comment that begins here never ends.")
				end = len(rest) - 4
			}
			newLine = newLine || strings.Contains(rest[:min(end+4, len(rest))], "\n")
			l.at = min(l.at+end+4, len(l.text))
		default:
			return l.at > from, newLine
		}
	}
	return true, newLine
}

func lineLength(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

func isLetter(r rune) bool {
	return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsMark(r) || r > unicode.MaxLatin1 && unicode.IsSymbol(r)
}

func isWordRune(r rune) bool { return isLetter(r) || unicode.IsDigit(r) }

// word reads on while letters and digits follow the first bytes.
func (l *lexer) word(first int) string {
	from := l.at
	for l.at += first; l.at < len(l.text); {
		r, size := utf8.DecodeRuneInString(l.text[l.at:])
		if !isWordRune(r) {
			break
		}
		l.at += size
	}
	return l.text[from:l.at]
}

// number reads a number, or a name that begins with digits.
func (l *lexer) number() (kind, string) {
	from := l.at
	word := l.word(1)
	digits := strings.TrimLeft(word, "0123456789")
	if digits == "" && strings.HasPrefix(l.text[l.at:], ".") {
		l.at++
		if fraction := l.word(0); fraction == "" || !isFraction(fraction) {
			l.fault(from, "This is no number.")
		} else if last := fraction[len(fraction)-1]; last == 'e' || last == 'E' {
			l.exponent()
		}
		return kindNumber, l.text[from:l.at]
	}
	switch {
	case digits == "" || isExponent(digits):
		return kindNumber, word
	case (digits == "e" || digits == "E") && l.exponent():
		return kindNumber, l.text[from:l.at]
	}
	return kindName, word
}

// exponent reads a signed exponent behind its e.
func (l *lexer) exponent() bool {
	rest := l.text[l.at:]
	if len(rest) < 2 || rest[0] != '+' && rest[0] != '-' || rest[1] < '0' || rest[1] > '9' {
		return false
	}
	l.word(1)
	return true
}

// isFraction tells whether these are digits with an exponent perhaps.
func isFraction(s string) bool {
	rest := strings.TrimLeft(s, "0123456789")
	return len(rest) < len(s) && (rest == "" || rest == "e" || rest == "E" || isExponent(rest))
}

func isExponent(s string) bool {
	return len(s) > 1 && (s[0] == 'e' || s[0] == 'E') && strings.Trim(s[1:], "0123456789") == ""
}

// code reads an expression in backticks, which knows no escapes.
func (l *lexer) code() string {
	from := l.at + 1
	n := strings.IndexByte(l.text[from:], '`')
	if n < 0 {
		l.fault(l.at, "The expression that begins here has no closing backtick.")
		l.at += lineLength(l.text[l.at:])
		return l.text[from:max(from, l.at)]
	}
	l.at = from + n + 1
	return l.text[from : from+n]
}

// quoted reads a text in these quotes and takes its escapes apart. One without a closing
// quote ends with its line.
func (l *lexer) quoted(quote string, lines bool) string {
	start := l.at
	l.at += len(quote)
	var b strings.Builder
	for l.at < len(l.text) {
		rest := l.text[l.at:]
		if strings.HasPrefix(rest, quote) {
			l.at += len(quote)
			return b.String()
		}
		if rest[0] == '\n' && !lines {
			break
		}
		if rest[0] == '\\' {
			l.escape(&b)
			continue
		}
		// What needs no look is taken at once.
		n := strings.IndexAny(rest[1:], "\\\n"+quote[:1])
		if n < 0 {
			n = len(rest) - 1
		}
		b.WriteString(rest[:n+1])
		l.at += n + 1
	}
	l.fault(start, "The text that begins here has no closing quote.")
	if lines {
		l.at = start + lineLength(l.text[start:])
		return ""
	}
	return strings.TrimRight(b.String(), "\r")
}

// escapes are the characters that letters behind a backslash stand for.
var escapes = map[byte]string{'t': "\t", 'n': "\n", 'r': "\r", '0': "\x00", 'b': "\b", 'v': "\v", 'f': "\f", '\n': ""}

// escape reads a backslash and what it stands for.
func (l *lexer) escape(b *strings.Builder) {
	rest := l.text[l.at+1:]
	switch {
	case rest == "":
		b.WriteByte('\\')
		l.at++
		return
	case strings.HasPrefix(rest, "\r\n"):
		l.at += 3
		return
	case rest[0] == 'u':
		if n, err := strconv.ParseUint(rest[1:min(5, len(rest))], 16, 32); err == nil && len(rest) >= 5 {
			b.WriteRune(rune(n)) // half a pair becomes the sign for what is no character
			l.at += 6
			return
		}
		l.fault(l.at, "A backslash and u need four hexadecimal digits behind them.")
	case rest[0] == ' ':
		b.WriteByte('\\')
	}
	s, known := escapes[rest[0]]
	_, size := utf8.DecodeRuneInString(rest)
	if !known {
		s = rest[:size]
	}
	b.WriteString(s)
	l.at += 1 + size
}

// dedent takes the indentation off a text of several lines: blank lines at its top, and
// of every line the white space that all of them have.
func dedent(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	lines := strings.Split(s, "\n")
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	least := -1
	for _, line := range lines {
		if n := len(line) - len(strings.TrimLeft(line, " \t")); strings.TrimSpace(line) != "" && (least < 0 || n < least) {
			least = n
		}
	}
	for i, line := range lines {
		lines[i] = line[min(max(least, 0), len(line)):]
	}
	return strings.Join(lines, "\n")
}
