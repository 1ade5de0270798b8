package ddl

import "strings"

// sqlKind is a sort of token.
type sqlKind uint8

const (
	sqlEnd    sqlKind = iota // the text is over
	sqlStop                  // ; or what DELIMITER, GO or a lone / make the end of a statement
	sqlWord                  // a keyword or a plain name
	sqlQuoted                // "name", `name` or [name]
	sqlString                // 'text', with its prefix if any, or $tag$text$tag$
	sqlNumber                //
	sqlMark                  // one sign, or the two of ::
)

// sqlToken is one token, a piece of the text between two byte offsets.
type sqlToken struct {
	kind  sqlKind
	first bool // the first token on its line
	hard  bool // of a sqlStop: ends even the body of a routine (GO, /, DELIMITER)
	start int32
	end   int32
}

// sqlComment is a comment that says something about the diagram.
type sqlComment struct {
	mark  string // sqlIgnoreMark or sqlDependencyMark
	start int    // offset of its first character
	alone bool   // nothing else stands on its line before it
	text  string // behind the mark
	at    int    // offset of the text
}

// sqlLexer cuts a script into tokens. It never fails: what it does not know becomes a
// sqlMark, and a string without an end ends with its line.
type sqlLexer struct {
	src     string
	pos     int
	dialect string
	// delimiter is what DELIMITER set, or empty for the semicolon.
	delimiter string
	comments  []sqlComment
	// Searches that ran to the end of the text in vain are not made again, so that no
	// text takes more than linear time.
	unclosed map[byte]bool
	vain     int
	open     []int // offsets of quotes that nothing closes
	noCopy   bool
	endless  int // offset behind the first sign of a comment that nothing closes, or 0
	// The line that lineEnd was last asked about, from an offset in it to its end: a line
	// may be as long as the whole script, with a quote at every second place.
	lineFrom, lineTo int
	// left lists lines of client programs; nil where nobody asks. counted is the offset of
	// the last one, so that looking ahead does not list a line twice.
	left    *sqlLeft
	counted int
}

// maxVainSearches bounds the searches for the end of a $tag$ that has none, and the
// quotes without an end that are remembered.
const maxVainSearches = 64

func newSQLLexer(src, dialect string) *sqlLexer {
	return &sqlLexer{src: src, dialect: dialect, unclosed: map[byte]bool{}, counted: -1}
}

func (l *sqlLexer) mysql() bool { return l.dialect == "mysql" || l.dialect == "mariadb" }

// next returns the next token.
func (l *sqlLexer) next() sqlToken {
	first := l.skipBlank()
	start := l.pos
	if start >= len(l.src) {
		return sqlToken{kind: sqlEnd, first: first, start: int32(len(l.src)), end: int32(len(l.src))}
	}
	t := sqlToken{first: first, start: int32(start)}
	t.kind, t.hard = l.scan(first)
	if l.pos <= start { // cannot happen; a guard against standing still
		l.pos = start + 1
	}
	t.end = int32(l.pos)
	return t
}

// scan moves over one token and returns its kind.
func (l *sqlLexer) scan(first bool) (kind sqlKind, hard bool) {
	c := l.src[l.pos]
	if l.delimiter != "" && strings.HasPrefix(l.src[l.pos:], l.delimiter) {
		l.pos += len(l.delimiter)
		return sqlStop, true
	}
	switch {
	case c == ';':
		l.pos++
		if l.delimiter != "" {
			return sqlMark, false
		}
		return sqlStop, false
	case c == '\'':
		l.quoted('\'', l.mysql())
		return sqlString, false
	case c == '"':
		l.quoted('"', l.mysql())
		return sqlQuoted, false
	case c == '`':
		l.quoted('`', false)
		return sqlQuoted, false
	case c == '[' && l.bracket():
		return sqlQuoted, false
	case c == '$' && l.dollar():
		return sqlString, false
	case c >= '0' && c <= '9', c == '.' && l.at(1) >= '0' && l.at(1) <= '9':
		l.number()
		return sqlNumber, false
	case c == '/' && first && l.restOfLineBlank(l.pos+1):
		l.pos++
		return sqlStop, true
	case sqlLetter(c):
		return l.word(first)
	case c == ':' && l.at(1) == ':':
		l.pos += 2
		return sqlMark, false
	}
	l.pos++
	return sqlMark, false
}

// at returns the character n places on, or 0.
func (l *sqlLexer) at(n int) byte {
	if i := l.pos + n; i < len(l.src) {
		return l.src[i]
	}
	return 0
}

// sqlLetter tells whether a name can begin with this byte. Temporary tables and
// variables of SQL Server begin with # and @.
func sqlLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80 || c == '@' || c == '#'
}

func sqlNamePart(c byte) bool { return sqlLetter(c) || c >= '0' && c <= '9' || c == '$' }

func (l *sqlLexer) word(first bool) (kind sqlKind, hard bool) {
	start := l.pos
	for l.pos < len(l.src) && sqlNamePart(l.src[l.pos]) {
		// A # inside a name ends it in MySQL, where it begins a comment.
		if l.src[l.pos] == '#' && l.mysql() && l.pos > start {
			break
		}
		l.pos++
	}
	w := l.src[start:l.pos]
	if l.pos < len(l.src) && l.src[l.pos] == '\'' && len(w) <= 2 {
		switch strings.ToLower(w) {
		case "e":
			l.quoted('\'', true)
			return sqlString, false
		case "n", "b", "x", "u":
			l.quoted('\'', l.mysql())
			return sqlString, false
		case "q", "nq":
			if l.alternative() {
				return sqlString, false
			}
		}
	}
	if l.pos < len(l.src) && l.src[l.pos] == '&' && len(w) == 1 && (w == "U" || w == "u") && (l.at(1) == '\'' || l.at(1) == '"') {
		l.pos++
		quote := l.src[l.pos]
		l.quoted(quote, false)
		if quote == '"' {
			return sqlQuoted, false
		}
		return sqlString, false
	}
	if first && len(w) == 2 && strings.EqualFold(w, "go") && (l.dialect == "sqlserver" || l.dialect == "") && l.batchEnd() {
		return sqlStop, true
	}
	return sqlWord, false
}

// batchEnd tells whether nothing but a count follows GO on its line.
func (l *sqlLexer) batchEnd() bool {
	i := l.pos
	for i < len(l.src) && (l.src[i] == ' ' || l.src[i] == '\t' || l.src[i] >= '0' && l.src[i] <= '9') {
		i++
	}
	return l.restOfLineBlank(i) || strings.HasPrefix(l.src[i:], "--") || strings.HasPrefix(l.src[i:], ";")
}

func (l *sqlLexer) restOfLineBlank(i int) bool {
	for ; i < len(l.src); i++ {
		switch l.src[i] {
		case '\n':
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return true
}

func (l *sqlLexer) number() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '_') {
			return
		}
		l.pos++
	}
}

// quoted moves over a text in quotes; a doubled quote stands for itself. The position is
// at the first quote.
func (l *sqlLexer) quoted(quote byte, backslash bool) {
	start := l.pos
	limit := len(l.src)
	if l.unclosed[quote] {
		limit = l.lineEnd(start)
	}
	for i := start + 1; i < limit; i++ {
		switch c := l.src[i]; {
		case c == '\\' && backslash:
			i++
		case c == quote:
			if i+1 < limit && l.src[i+1] == quote {
				i++
				continue
			}
			l.pos = i + 1
			return
		}
	}
	l.unclosed[quote] = true
	if len(l.open) < maxVainSearches && (len(l.open) == 0 || l.open[len(l.open)-1] < start) {
		l.open = append(l.open, start)
	}
	l.pos = l.lineEnd(start)
}

func (l *sqlLexer) lineEnd(from int) int {
	if from >= l.lineFrom && from <= l.lineTo && l.lineTo > 0 {
		return l.lineTo
	}
	l.lineFrom, l.lineTo = from, len(l.src)
	if i := strings.IndexByte(l.src[from:], '\n'); i >= 0 {
		l.lineTo = from + i
	}
	return l.lineTo
}

// bracket moves over [name] of SQL Server and SQLite. Elsewhere brackets belong to
// arrays, and behind a name they do everywhere but in SQL Server.
func (l *sqlLexer) bracket() bool {
	if l.dialect == "postgres" || l.dialect == "oracle" || l.mysql() {
		return false
	}
	if l.pos > 0 && l.dialect != "sqlserver" {
		if before := l.src[l.pos-1]; sqlNamePart(before) || before == ']' || before == ')' {
			return false
		}
	}
	line := l.src[l.pos:min(l.pos+512, l.lineEnd(l.pos))]
	first := strings.IndexByte(line, ']')
	if first < 0 {
		return false
	}
	for i := first; i < len(line); i++ {
		if line[i] != ']' {
			continue
		}
		if i+1 < len(line) && line[i+1] == ']' {
			i++
			continue
		}
		if i == 1 {
			return false // [] is an array
		}
		l.pos += i + 1
		return true
	}
	return false
}

// dollar moves over $tag$text$tag$ of PostgreSQL.
func (l *sqlLexer) dollar() bool {
	if l.dialect != "postgres" && l.dialect != "" || l.vain > maxVainSearches {
		return false
	}
	i := l.pos + 1
	for i < len(l.src) && i-l.pos < 64 && sqlNamePart(l.src[i]) && l.src[i] != '$' {
		i++
	}
	if i >= len(l.src) || l.src[i] != '$' {
		return false
	}
	tag := l.src[l.pos : i+1]
	end := strings.Index(l.src[i+1:], tag)
	if end < 0 {
		l.vain++
		return false
	}
	l.pos = i + 1 + end + len(tag)
	return true
}

// alternative moves over the rest of q'[text]' of Oracle; the position is at the quote.
func (l *sqlLexer) alternative() bool {
	if l.dialect != "oracle" && l.dialect != "" || l.at(1) == 0 || l.vain > maxVainSearches {
		return false
	}
	closing := l.at(1)
	if i := strings.IndexByte("[{(<", closing); i >= 0 {
		closing = "]})>"[i]
	}
	end := strings.Index(l.src[l.pos+2:], string(closing)+"'")
	if end < 0 {
		l.vain++
		return false
	}
	l.pos += 2 + end + 2
	return true
}

// skipBlank moves over white space, comments and the lines that are meant for a client
// program, and tells whether the next token is the first on its line.
func (l *sqlLexer) skipBlank() (first bool) {
	first = l.pos == 0
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case l.delimiter != "" && c == l.delimiter[0] && strings.HasPrefix(l.src[l.pos:], l.delimiter):
			return first // even where it looks like a comment
		case c == '\n':
			first = true
			l.pos++
		case c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == 0:
			l.pos++
		case c == 0xc2 && l.at(1) == 0xa0: // no-break space
			l.pos += 2
		case c == 0xef && l.at(1) == 0xbb && l.at(2) == 0xbf: // byte order mark
			l.pos += 3
		case c == '-' && l.at(1) == '-':
			l.lineComment(2, first)
		case c == '#' && (l.mysql() || l.dialect == "" && first && l.at(1) == ' '):
			l.lineComment(1, first)
		case c == '\\' && first:
			l.shellLine()
		case c == '.' && first && (l.dialect == "sqlite" || l.dialect == "") && l.at(1) >= 'a' && l.at(1) <= 'z':
			l.shellLine()
		case c == '/' && l.at(1) == '*':
			l.blockComment(first)
		case c == '*' && l.at(1) == '/':
			l.pos += 2 // the end of /*! that MySQL executes
		case first && (c == 'P' || c == 'p' || c == 'R' || c == 'r') && l.clientLine():
			l.pos = l.lineEnd(l.pos)
		default:
			return first
		}
	}
	return first
}

// shellLine moves over \connect and the like of psql, or .mode and the like of sqlite3.
func (l *sqlLexer) shellLine() {
	start := l.pos
	text := l.line()
	if l.left == nil || start <= l.counted {
		return
	}
	l.counted = start
	reason := becauseSession
	if word, _, _ := strings.Cut(text, " "); sqlShellFiles[word] {
		reason = becauseFile
	}
	l.left.add("lines for a client program", reason, int32(start), int32(l.pos))
}

// sqlShellFiles are the commands that run another script.
var sqlShellFiles = map[string]bool{`\i`: true, `\ir`: true, `\include`: true, `\include_relative`: true, ".read": true}

// clientLine tells whether the line is one of Oracle's SQL*Plus that may hold any text.
func (l *sqlLexer) clientLine() bool {
	if l.dialect != "oracle" && l.dialect != "" {
		return false
	}
	for _, w := range []string{"prompt", "remark", "rem"} {
		end := l.pos + len(w)
		if end <= len(l.src) && strings.EqualFold(l.src[l.pos:end], w) && (end == len(l.src) || l.src[end] == ' ' || l.src[end] == '\n' || l.src[end] == '\r') {
			return true
		}
	}
	return false
}

func (l *sqlLexer) lineComment(sign int, alone bool) {
	end := l.lineEnd(l.pos)
	l.note(l.pos+sign, l.src[l.pos+sign:end], alone)
	l.pos = end
}

// blockComment moves over a comment. PostgreSQL nests them. What MySQL executes is not a
// comment: only its sign and version are skipped.
func (l *sqlLexer) blockComment(alone bool) {
	rest := l.src[l.pos:]
	if l.dialect == "" || l.mysql() {
		sign := 0
		if strings.HasPrefix(rest, "/*!") {
			sign = 3
		} else if strings.HasPrefix(rest, "/*M!") {
			sign = 4
		}
		if sign > 0 {
			l.pos += sign
			for l.pos < len(l.src) && l.src[l.pos] >= '0' && l.src[l.pos] <= '9' {
				l.pos++
			}
			return
		}
	}
	depth, i := 1, 2
	for depth > 0 {
		next := strings.IndexByte(rest[i:], '*')
		if next < 0 {
			l.endless = l.pos + 1 // behind its first sign, so that 0 means none
			l.pos = len(l.src)
			return
		}
		i += next
		switch {
		case i+1 < len(rest) && rest[i+1] == '/':
			depth--
			i += 2
		case i > 2 && rest[i-1] == '/' && l.dialect == "postgres":
			depth++
			i++
		default:
			i++
		}
	}
	l.note(l.pos+2, rest[2:i-2], alone)
	l.pos += i
}

// The words that such comments begin with.
const (
	sqlIgnoreMark     = "lint:ignore"
	sqlDependencyMark = "dependency:"
)

// note keeps a comment that speaks to the linter or tells of a functional dependency. Its
// text begins at the offset from.
func (l *sqlLexer) note(from int, text string, alone bool) {
	rest := strings.TrimLeft(text, " \t")
	for _, mark := range []string{sqlIgnoreMark, sqlDependencyMark} {
		if behind, ok := strings.CutPrefix(rest, mark); ok {
			behind = strings.TrimLeft(behind, " \t")
			l.comments = append(l.comments, sqlComment{
				mark: mark, start: l.pos, alone: alone, text: strings.TrimSpace(behind), at: from + len(text) - len(behind),
			})
		}
	}
}

// line moves to the end of the line and returns the rest of it.
func (l *sqlLexer) line() string {
	end := l.lineEnd(l.pos)
	text := strings.TrimSpace(l.src[l.pos:end])
	l.pos = end
	return text
}

// skipCopyData moves over the rows behind COPY … FROM stdin, up to the line \. .
func (l *sqlLexer) skipCopyData() {
	if l.noCopy {
		return
	}
	end := strings.Index(l.src[l.pos:], "\n\\.")
	if end < 0 {
		l.noCopy = true
		return
	}
	l.pos = l.lineEnd(l.pos + end + 1)
}
