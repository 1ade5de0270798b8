package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

// sqlCursor walks over the tokens of a statement or of a part of one.
type sqlCursor struct {
	r *sqlReader
	t []sqlToken
	i int
}

// tok returns the current token; behind the last one it is a sqlEnd at its end.
func (c *sqlCursor) tok() sqlToken { return c.peek(0) }

func (c *sqlCursor) peek(n int) sqlToken {
	if i := c.i + n; i < len(c.t) {
		return c.t[i]
	}
	if len(c.t) == 0 {
		return sqlToken{}
	}
	end := c.t[len(c.t)-1].end
	return sqlToken{start: end, end: end}
}

func (c *sqlCursor) done() bool { return c.i >= len(c.t) }

func (c *sqlCursor) text(t sqlToken) string { return c.r.src[t.start:t.end] }

// word returns the current plain word in lower case, or empty.
func (c *sqlCursor) word() string { return c.r.word(c.tok()) }

// is tells whether these words, in lower case, come next.
func (c *sqlCursor) is(words ...string) bool {
	for n, w := range words {
		t := c.peek(n)
		if t.kind != sqlWord || !strings.EqualFold(c.text(t), w) {
			return false
		}
	}
	return true
}

// accept moves over these words if they come next.
func (c *sqlCursor) accept(words ...string) bool {
	if !c.is(words...) {
		return false
	}
	c.i += len(words)
	return true
}

func (c *sqlCursor) isMark(mark byte) bool { return c.markAt(0, mark) }

func (c *sqlCursor) markAt(n int, mark byte) bool {
	t := c.peek(n)
	return t.kind == sqlMark && t.end == t.start+1 && c.r.src[t.start] == mark
}

func (c *sqlCursor) acceptMark(mark byte) bool {
	if !c.isMark(mark) {
		return false
	}
	c.i++
	return true
}

// isName tells whether a name comes next; strings count, because some dialects take
// them for names.
func (c *sqlCursor) isName() bool {
	k := c.tok().kind
	return k == sqlWord || k == sqlQuoted || k == sqlString
}

// name moves over a name and returns it without its quotes.
func (c *sqlCursor) name() (string, bool) {
	if !c.isName() {
		return "", false
	}
	t := c.tok()
	c.i++
	return c.r.nameOf(t), true
}

// path moves over names with dots between and returns the last two: schema and name.
func (c *sqlCursor) path() (p sqlPath, ok bool) {
	p.at = c.tok()
	p.quoted = p.at.kind == sqlQuoted
	if p.name, ok = c.name(); !ok {
		return p, false
	}
	for c.isMark('.') {
		c.i++
		if c.isMark('.') { // database..table of SQL Server
			continue
		}
		p.quoted = c.tok().kind == sqlQuoted
		next, ok := c.name()
		if !ok {
			return p, false
		}
		p.before, p.schema, p.name = p.schema, p.name, next
	}
	return p, true
}

// sqlPath is a name with up to two names before it.
type sqlPath struct {
	before, schema, name string
	quoted               bool // the last name stands in quotes
	at                   sqlToken
}

// group moves over a pair of parentheses and returns what is inside; ok is false when
// the closing one is missing or nothing is open.
func (c *sqlCursor) group() (inside []sqlToken, ok bool) {
	if !c.isMark('(') {
		return nil, false
	}
	from, depth := c.i+1, 0
	for ; c.i < len(c.t); c.i++ {
		switch {
		case c.isMark('('):
			depth++
		case c.isMark(')'):
			if depth--; depth == 0 {
				c.i++
				return c.t[from : c.i-1], true
			}
		}
	}
	return c.t[from:], false
}

// one moves over one token, or over a whole pair of parentheses.
func (c *sqlCursor) one() {
	if c.isMark('(') {
		c.group()
		return
	}
	if !c.done() {
		c.i++
	}
}

// parts cuts tokens at the commas outside of parentheses and brackets.
func (r *sqlReader) parts(tokens []sqlToken) [][]sqlToken {
	var out [][]sqlToken
	depth, from := 0, 0
	for i, t := range tokens {
		if t.kind != sqlMark {
			continue
		}
		switch r.src[t.start] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, tokens[from:i])
				from = i + 1
			}
		}
	}
	if from < len(tokens) {
		out = append(out, tokens[from:])
	}
	return out
}

// on returns a cursor over a part of a statement.
func (r *sqlReader) on(tokens []sqlToken) *sqlCursor { return &sqlCursor{r: r, t: tokens} }

// word returns the lower-case text of a plain word, or empty.
func (r *sqlReader) word(t sqlToken) string {
	if t.kind != sqlWord {
		return ""
	}
	return strings.ToLower(r.src[t.start:t.end])
}

// nameOf returns a name without its quotes.
func (r *sqlReader) nameOf(t sqlToken) string {
	s := r.src[t.start:t.end]
	if t.kind == sqlWord {
		if len(s) <= diagram.MaxName && diagram.IsASCII(s) {
			return s // most names; nothing in it can be odd
		}
		return diagram.CutName(s)
	}
	if t.kind == sqlString {
		return diagram.CutName(r.stringOf(t))
	}
	quote := strings.IndexAny(s, "\"`[")
	s = s[quote:]
	closing := s[:1]
	if closing == "[" {
		closing = "]"
	}
	s = strings.TrimSuffix(s[1:], closing)
	return diagram.CutName(strings.ReplaceAll(s, closing+closing, closing))
}

// comment moves over a text in quotes and returns it, bounded to what a comment may be.
func (c *sqlCursor) comment() string {
	t := c.tok()
	if t.kind != sqlString && t.kind != sqlQuoted {
		return ""
	}
	c.i++
	return c.r.bounded(c.r.stringOf(t), diagram.MaxText, t)
}

// stringOf returns the value of a string; a text in double quotes counts as one.
func (r *sqlReader) stringOf(t sqlToken) string {
	s := r.src[t.start:t.end]
	if t.kind == sqlWord || t.kind == sqlNumber {
		return s
	}
	if strings.HasPrefix(s, "$") {
		tag := s[:strings.IndexByte(s[1:], '$')+2]
		return strings.TrimSuffix(strings.TrimPrefix(s, tag), tag)
	}
	open := strings.IndexAny(s, `'"`)
	if open < 0 {
		return s
	}
	prefix := strings.ToLower(s[:open])
	if prefix == "q" || prefix == "nq" {
		return s[min(open+2, len(s)):max(len(s)-2, min(open+2, len(s)))]
	}
	quote := s[open : open+1]
	s = strings.TrimSuffix(s[open+1:], quote)
	s = strings.ReplaceAll(s, quote+quote, quote)
	if r.mysql() || prefix == "e" {
		s = sqlEscapes.Replace(s)
	}
	return s
}

var sqlEscapes = strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\"`, `"`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\0`, "", `\%`, `\%`, `\_`, `\_`)

// maxBareLevels bounds the parentheses around an expression that are left out; nobody
// writes more, and looking for them takes time.
const maxBareLevels = 16

// expression returns tokens as they are written; comments and line breaks between them
// become a space, and parentheses around the whole are left out when bare is set.
func (r *sqlReader) expression(tokens []sqlToken, bare bool) string {
	if bare {
		tokens = r.bared(tokens)
	}
	if len(tokens) == 0 {
		return ""
	}
	from := tokens[0].start
	var b strings.Builder
	for i, t := range tokens[1:] {
		end := tokens[i].end
		if gap := r.src[end:t.start]; strings.Trim(gap, " ") != "" {
			b.WriteString(r.src[from:end])
			b.WriteByte(' ')
			from = t.start
		}
	}
	b.WriteString(r.src[from:tokens[len(tokens)-1].end])
	return r.bounded(b.String(), diagram.MaxText, tokens[0])
}

// bared takes away brackets around the whole.
func (r *sqlReader) bared(tokens []sqlToken) []sqlToken {
	for range maxBareLevels {
		if len(tokens) <= 2 {
			break
		}
		c := r.on(tokens)
		inside, ok := c.group()
		if !ok || !c.done() {
			break
		}
		tokens = inside
	}
	return tokens
}

// sqlExpressionEnds are the words that end an expression in a column definition.
var sqlExpressionEnds = map[string]bool{
	"not": true, "null": true, "constraint": true, "primary": true, "unique": true, "check": true, "references": true,
	"collate": true, "generated": true, "auto_increment": true, "autoincrement": true, "comment": true, "on": true,
	"identity": true, "key": true, "deferrable": true, "initially": true, "invisible": true, "visible": true, "enable": true,
	"disable": true, "default": true, "foreign": true, "encode": true, "persisted": true, "persistent": true, "stored": true,
	"virtual": true, "storage": true, "column_format": true, "first": true, "after": true, "for": true, "sparse": true,
	"rowguidcol": true, "with": true, "charset": true, "using": true, "as": true, "tablespace": true,
}

// timeZone tells whether WITH or WITHOUT belongs to a type: timestamp with time zone.
func (c *sqlCursor) timeZone() bool {
	return c.is("with", "time") || c.is("without", "time") || c.is("with", "local")
}

// missingComma tells whether a name at the start of a line, where no name belongs, begins
// the next column: its comma was forgotten.
func (c *sqlCursor) missingComma(complete bool) bool {
	t := c.tok()
	if !complete || !t.first || t.kind != sqlWord && t.kind != sqlQuoted {
		return false
	}
	switch word := c.word(); word {
	case "varying", "precision", "unsigned", "zerofill": // the rest of a type in two lines
		return false
	default:
		return !sqlExpressionEnds[word]
	}
}

// expressionEnd moves over an expression, up to a word that begins the next part of a
// column definition, or to the end. Behind an operator such a word is an operand.
func (c *sqlCursor) expressionEnd() []sqlToken {
	from := c.i
	operand := true
	for !c.done() {
		t := c.tok()
		if t.kind == sqlWord && !operand && sqlExpressionEnds[c.word()] && !c.timeZone() {
			break
		}
		if c.missingComma(!operand) && !c.is("at") {
			break
		}
		operand = t.kind == sqlMark && !c.isMark(')') && !c.isMark(']')
		if c.isMark('(') {
			c.group()
			operand = false
			continue
		}
		if c.timeZone() {
			c.i++
		}
		c.i++
	}
	return c.t[from:c.i]
}
