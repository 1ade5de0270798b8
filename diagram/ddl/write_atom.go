package ddl

import (
	"strings"
	"unicode/utf8"
)

// lexing says how a dialect cuts an expression.
type lexing struct {
	backslash bool // escapes in '…'
	dollar    bool // $tag$ … $tag$
	backtick  bool // quotes names
	bracket   bool // [name]
	hash      bool // begins a comment
	// doubleText makes "…" a string instead of a name.
	doubleText bool
	// comments are passed over; else they are refused, because nobody would miss them.
	comments bool
}

// atomKind is the sort of an atom.
type atomKind int

const (
	atomWord atomKind = iota
	atomName
	atomString
	atomNumber
	atomSign
)

// atom is the smallest part of an expression. Writing an expression anew from atoms is
// what makes it safe: no comment, no semicolon and no open quote can pass.
type atom struct {
	kind atomKind
	// raw is the text as it stood.
	raw string
	// value is the name or string without quotes, the word in lower case, the sign.
	value string
	// prefix is the lower-case letter before a string: e, n, b, x.
	prefix string
	// space stood before it.
	space bool
	// line tells that the space held the end of a line.
	line bool
}

func (a atom) is(sign string) bool { return a.kind == atomSign && a.value == sign }

func (a atom) isWord(words ...string) bool {
	if a.kind != atomWord {
		return false
	}
	for _, w := range words {
		if a.value == w {
			return true
		}
	}
	return false
}

// atomizer cuts one text.
type atomizer struct {
	lexing
	text string
	at   int
	list []atom
	// open holds the closing signs still to come.
	open []byte
	why  string
}

// atomize cuts an expression. why says what makes it unfit to stand in a statement, or is
// empty.
func (l lexing) atomize(text string) (list []atom, why string) {
	a := atomizer{lexing: l, text: text, list: make([]atom, 0, 4+len(text)/8)}
	for a.step() {
	}
	if a.why == "" && len(a.open) > 0 {
		a.why = "a bracket is not closed"
	}
	if a.why == "" && len(a.list) == 0 {
		a.why = "it is empty"
	}
	return a.list, a.why
}

func (a *atomizer) fail(why string) bool {
	a.why = why
	return false
}

func (a *atomizer) rest() string { return a.text[a.at:] }

func (a *atomizer) step() bool {
	before := a.at
	space, ok := a.skip()
	if !ok || a.at >= len(a.text) {
		return false
	}
	from := a.at
	c := a.text[a.at]
	next := atom{space: space && len(a.list) > 0, line: strings.Contains(a.text[before:a.at], "\n")}
	switch {
	case c == 0:
		return a.fail("it holds a zero byte")
	case c == ';':
		return a.fail("it holds a semicolon")
	case c == '\'' || c == '"' && a.doubleText:
		next.kind, ok = atomString, a.quoted(c, a.backslash, &next.value)
	case c == '"' || c == '`' && a.backtick:
		next.kind, ok = atomName, a.quoted(c, false, &next.value)
	case c == '[' && a.bracket && !a.isSubscript():
		next.kind, ok = atomName, a.quoted(']', false, &next.value)
	case c == '$':
		next.kind = atomString
		if !a.dollar || !a.dollarQuoted(&next.value) {
			return a.fail("a quote is not closed")
		}
	case c >= '0' && c <= '9' || c == '.' && a.at+1 < len(a.text) && isDigit(a.text[a.at+1]):
		next.kind = atomNumber
		a.number()
	case isWordByte(c):
		next.kind = atomWord
		ok = a.word(&next)
	default:
		next.kind = atomSign
		ok = a.sign(&next)
	}
	if !ok {
		return false
	}
	next.raw = strings.ToValidUTF8(a.text[from:a.at], "\ufffd")
	next.value = strings.ToValidUTF8(next.value, "\ufffd")
	a.list = append(a.list, next)
	return true
}

// isSubscript tells whether a bracket follows a word: a[1] or ARRAY[1].
func (a *atomizer) isSubscript() bool {
	return len(a.list) > 0 && a.list[len(a.list)-1].isWord("array")
}

// skip passes white space and comments.
func (a *atomizer) skip() (space, ok bool) {
	for a.at < len(a.text) {
		r := a.rest()
		switch {
		case strings.IndexByte(" \t\r\n\f\v", r[0]) >= 0:
			a.at++
		case strings.HasPrefix(r, "--") || r[0] == '#' && a.hash || strings.HasPrefix(r, "/*"):
			// In MySQL 5--3 is no comment; it is refused rather than guessed.
			if !a.lexing.comments {
				return false, a.fail("it holds a comment")
			}
			if !a.comment() {
				return false, a.fail("a comment is not closed")
			}
		default:
			return space, true
		}
		space = true
	}
	return space, true
}

// comment passes a comment. One in /* */ that holds another is refused: dialects differ
// on where it ends.
func (a *atomizer) comment() bool {
	r := a.rest()
	if !strings.HasPrefix(r, "/*") {
		end := strings.IndexByte(r, '\n')
		if end < 0 {
			end = len(r)
		}
		a.at += end
		return true
	}
	end := strings.Index(r[2:], "*/")
	if end < 0 || strings.Contains(r[2:2+end], "/*") || strings.HasPrefix(r, "/*!") {
		return false
	}
	a.at += end + 4
	return true
}

// quoted passes a text in quotes; the closing one is doubled inside.
func (a *atomizer) quoted(end byte, backslash bool, value *string) bool {
	var b strings.Builder
	for i := a.at + 1; i < len(a.text); i++ {
		c := a.text[i]
		switch {
		case c == '\\' && backslash:
			if i++; i < len(a.text) {
				b.WriteString(unescaped(a.text[i]))
			}
		case c == end && i+1 < len(a.text) && a.text[i+1] == end:
			b.WriteByte(end)
			i++
		case c == end:
			a.at = i + 1
			*value = b.String()
			return true
		case c == 0:
			return a.fail("it holds a zero byte")
		default:
			b.WriteByte(c)
		}
	}
	return a.fail("a quote is not closed")
}

// unescaped is what stands for a letter behind a backslash in MySQL and in E'…'.
func unescaped(c byte) string {
	switch c {
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 'r':
		return "\r"
	case 'b':
		return "\b"
	case '0':
		return ""
	}
	return string(c)
}

// dollarQuoted passes $tag$ … $tag$.
func (a *atomizer) dollarQuoted(value *string) bool {
	r := a.rest()
	end := strings.IndexByte(r[1:], '$')
	if end < 0 || strings.ContainsFunc(r[1:1+end], func(c rune) bool { return c < 0x80 && !isWordByte(byte(c)) }) {
		return false
	}
	tag := r[:end+2]
	stop := strings.Index(r[len(tag):], tag)
	if stop < 0 {
		return false
	}
	*value = r[len(tag) : len(tag)+stop]
	a.at += 2*len(tag) + stop
	return true
}

func (a *atomizer) number() {
	for a.at < len(a.text) {
		c := a.text[a.at]
		exponent := (c == '+' || c == '-') && (a.text[a.at-1]|0x20) == 'e' && !strings.HasPrefix(a.rest(), "--")
		if !isWordByte(c) && c != '.' && !exponent {
			return
		}
		a.at++
	}
}

// word passes a word, together with a string that it is the prefix of.
func (a *atomizer) word(next *atom) bool {
	from := a.at
	for a.at < len(a.text) && isWordByte(a.text[a.at]) {
		a.at++
	}
	next.value = strings.ToLower(a.text[from:a.at])
	if a.at >= len(a.text) || a.text[a.at] != '\'' {
		return true
	}
	prefix := next.value
	switch {
	case prefix == "e" && a.dollar, prefix == "n", prefix == "b", prefix == "x", prefix[0] == '_' && a.backslash:
		next.kind, next.prefix = atomString, prefix
		return a.quoted('\'', a.backslash || prefix == "e", &next.value)
	}
	return true
}

func (a *atomizer) sign(next *atom) bool {
	c := a.text[a.at]
	size := 1
	switch c {
	case '(', '[':
		a.open = append(a.open, closing(c))
	case ')', ']':
		if len(a.open) == 0 || a.open[len(a.open)-1] != c {
			return a.fail("a bracket is closed that was not opened")
		}
		a.open = a.open[:len(a.open)-1]
	case ',', '.', '+', '*', '/', '%', ':', '-', '<', '>', '=', '!', '~', '@', '#', '^', '&', '|', '?':
		for _, s := range longSigns {
			if strings.HasPrefix(a.rest(), s) {
				size = len(s)
				break
			}
		}
	default:
		r, _ := utf8.DecodeRuneInString(a.rest())
		return a.fail("it holds the sign " + string(r))
	}
	next.value = a.text[a.at : a.at+size]
	a.at += size
	return true
}

// longSigns are operators of several characters, longer ones first.
var longSigns = []string{
	"<=>", "->>", "#>>", "!~~*", "!~~", "~~*", "!~*", "&&&", "@@@", "<->", "<@>", "::", "<>", "!=", "<=", ">=", "||", "->", "#>", "#-", "@>", "<@", "&&",
	"<<", ">>", "!~", "~*", "~~", "@@", "@?", "?|", "?&", "&<", "&>", "|>", "==", ":=", "^@",
}

func closing(c byte) byte {
	if c == '(' {
		return ')'
	}
	return ']'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWordByte(c byte) bool {
	return c == '_' || c == '$' || isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// commas tells whether a comma stands outside of all brackets.
func commas(list []atom) bool {
	depth := 0
	for _, a := range list {
		switch {
		case a.is("(") || a.is("["):
			depth++
		case a.is(")") || a.is("]"):
			depth--
		case a.is(",") && depth == 0:
			return true
		}
	}
	return false
}
