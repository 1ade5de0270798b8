package edraw

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/diagram/format/internal/eddx"
)

// column is a column as a drawing states it.
type column struct {
	name    string
	typ     string // as written
	def     string // default, as written
	comment string // what was not understood
	refers  string // the table that a mark names, as in "foreign key to Server"

	pk, fk, unique, notNull, auto bool
	groups                        []int // numbers of the unique keys it is part of
	place                         int   // in the primary key, from 1; 0 means not said
	underlined                    bool
	guessed                       string // why it is concluded rather than read, or empty

	middle float64 // y of its row in page units, when it has a row of its own
	source string  // id of its own shape, or empty
}

// mode says what the lines of a text are taken for.
type mode struct {
	class bool // attributes of a class: + - # are visibilities, name() is a method
	typed bool // types follow the names, so that "date" behind a name is one
	oval  bool // an attribute of its own: "#likes" is the number of likes
}

// readColumn reads a line such as "user_id (int) 100", "Email (UK)", "#ID_model",
// "phone int [unique, not null]" or "note: text". Ok is false for lines that are no
// column: blank ones, placeholders of the stencils, methods of classes.
func readColumn(l eddx.Line, m mode) (c column, ok bool) {
	if c.quotedColumn(lineText(l)) {
		c.underlined = underlined(l)
		return c, true
	}
	text := ascii(lineText(l))
	if len(text) > maxLine {
		text, c.comment = cut(text, maxLine)
	}
	if m.class && (method.MatchString(text) || placeholder.MatchString(text)) {
		return c, false
	}
	text = c.stripPrefix(text, m)
	if strings.Trim(text, "-–—_=+.*· \t") == "" {
		return c, false
	}
	c.underlined = underlined(l)
	text = c.pullMarks(text)
	text = c.bareMarks(text)
	name, rest := c.splitName(text, m)
	c.name = strings.Trim(strings.Join(strings.Fields(name), " "), ",;: ")
	if c.name == "" {
		return c, false
	}
	c.readRest(rest, m)
	if hasWordPrefix(c.name, "fk") {
		c.fk = true
	}
	return c, true
}

var (
	// method matches "Log_in() : void": a name directly before parentheses.
	method = regexp.MustCompile(`^[+\-#~\s]*(?:<<[^>]*>>\s*)?[^\s(:]+(?:\s+[^\s(:]+)*\s*\([^)]*\)?\s*(?::.*|\s*[A-Za-z]+)?$`)
	// placeholder matches the texts that new class shapes come with.
	placeholder = regexp.MustCompile(`(?i)^[+\-#~\s]*(?:attribute\s*\d*\s*:\s*type(?:\s*=.*)?|operation\s+[a-z]\(.*)$`)
)

// ascii folds the full-width punctuation of Chinese and Japanese texts and odd spaces.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '（':
			return '('
		case '）':
			return ')'
		case '：':
			return ':'
		case '，':
			return ','
		case '；':
			return ';'
		case '［', '【':
			return '['
		case '］', '】':
			return ']'
		case '\u00a0', '\u2007', '\u202f', '\u3000':
			return ' '
		case '\u200b', '\ufeff':
			return -1
		}
		return r
	}, s)
}

// stripPrefix drops visibilities and bullets. In front of the name of a table's column
// # marks a foreign key and * a primary key.
func (c *column) stripPrefix(text string, m mode) string {
	trimmed := strings.TrimLeft(text, "+-~•·= \t")
	if !m.class && !m.oval && len(trimmed) > 1 && !unicode.IsSpace(rune(trimmed[1])) {
		switch trimmed[0] {
		case '#':
			c.fk = true
		case '*':
			c.pk = true
		}
	}
	return strings.TrimLeft(trimmed, "#*+-~•·= \t")
}

// markWords are the marks of keys and properties, in brackets or as words.
var markWords = map[string]func(*column){
	"pk": (*column).setPK, "p.k.": (*column).setPK, "p.k": (*column).setPK, "primary": (*column).setPK, "主键": (*column).setPK,
	"fk": (*column).setFK, "f.k.": (*column).setFK, "f.k": (*column).setFK, "foreign": (*column).setFK, "外键": (*column).setFK, "rk": (*column).setFK,
	"pfk": (*column).setBoth, "pf": (*column).setBoth,
	"uk": (*column).setUnique, "un": (*column).setUnique, "uq": (*column).setUnique, "ak": (*column).setUnique, "unique": (*column).setUnique, "唯一": (*column).setUnique,
	"nn": (*column).setNotNull, "非空": (*column).setNotNull, "required": (*column).setNotNull, "mandatory": (*column).setNotNull,
	"null": noMark, "nullable": noMark, "optional": noMark, "key": noMark, "constraint": noMark,
	"ai": (*column).setAuto, "autoincrement": (*column).setAuto, "identity": (*column).setAuto, "自增": (*column).setAuto,
	"en": (*column).setEnum, "enu": (*column).setEnum, "enum": (*column).setEnum,
}

func (c *column) setPK()      { c.pk = true }
func (c *column) setFK()      { c.fk = true }
func (c *column) setBoth()    { c.pk, c.fk = true, true }
func (c *column) setUnique()  { c.unique = true }
func (c *column) setNotNull() { c.notNull = true }
func (c *column) setAuto()    { c.auto = true }
func (c *column) setEnum() {
	if c.typ == "" {
		c.typ = "enum"
	}
}
func noMark(*column) {}

// phrases are marks of several words; each becomes one word of markWords.
var phrases = strings.NewReplacer(
	"primary key", "pk", "primary_key", "pk", "primarykey", "pk",
	"foreign key", "fk", "foreign_key", "fk", "foreignkey", "fk",
	"unique key", "unique", "not null", "nn", "not-null", "nn", "notnull", "nn", "not_null", "nn",
	"auto increment", "autoincrement", "auto-increment", "autoincrement", "auto_increment", "autoincrement", "auto incremented", "autoincrement",
)

var (
	separators = regexp.MustCompile(`[\s,;/&|+]+`)
	referTo    = regexp.MustCompile(`(?i)\b(?:foreign[ _]?key|fk|references?|ref)\s*(?:to|of|references|->|→|>|\s)\s*:?\s*["'\x60]?([\p{L}_][\p{L}\p{N}_$]*)(?:\s*[.(]\s*[\p{L}\p{N}_]+\s*\)?)?`)
)

// applyMarks sets what a text of marks only says; it returns false, and sets nothing,
// when the text holds anything else.
func (c *column) applyMarks(text string) bool {
	text = strings.TrimSpace(text)
	refers := ""
	if m := referTo.FindStringSubmatchIndex(text); m != nil {
		target := text[m[2]:m[3]]
		if _, isMark := markWords[strings.ToLower(target)]; !isMark {
			refers = target
			text = text[:m[0]] + " fk " + text[m[1]:]
		}
	}
	words := separators.Split(strings.TrimSpace(phrases.Replace(strings.ToLower(text))), -1)
	var set []func(*column)
	for _, w := range words {
		if w == "" {
			continue
		}
		f := markWords[strings.TrimRight(w, "0123456789")]
		if numbered := numberedMark(w); numbered != nil {
			f = numbered
		}
		if f == nil {
			return false
		}
		set = append(set, f)
	}
	if len(set) == 0 {
		return false
	}
	for _, f := range set {
		f(c)
	}
	if refers != "" {
		c.refers = refers
	}
	return true
}

// pullMarks takes the bracketed marks out of a text. It forgives brackets that are
// missing or turned round, as in "Grade ID (PK) )FK)".
func (c *column) pullMarks(text string) string {
	const brackets, closers = "()[]{}<>", ")]}>"
	var out strings.Builder
	open := 0 // brackets that were kept and wait for their end
	for i := 0; i < len(text); {
		closer := strings.IndexByte(closers, text[i]) >= 0
		if strings.IndexByte(brackets, text[i]) < 0 || closer && open > 0 {
			if closer {
				open--
			}
			out.WriteByte(text[i])
			i++
			continue
		}
		end := i + 1
		for end < len(text) && !strings.ContainsRune(brackets, rune(text[end])) {
			end++
		}
		if !c.applyMarks(text[i+1 : end]) {
			if !closer {
				open++
			}
			out.WriteByte(text[i])
			i++
			continue
		}
		out.WriteByte(' ')
		i = end
		if i < len(text) && strings.IndexByte(closers, text[i]) >= 0 {
			i++
		}
	}
	return strings.TrimSpace(out.String())
}

// bare are the marks that count as words of their own beside a name, too.
var bare = map[string]bool{
	"pk": true, "fk": true, "uk": true, "pfk": true, "nn": true, "unique": true, "p.k.": true, "f.k.": true,
	"autoincrement": true, "ai": true, "null": true, "nullable": true, "主键": true, "外键": true,
}

// bareMarks takes marks without brackets from the two ends of a text, as in
// "pk student_id" and "id int primary key".
func (c *column) bareMarks(text string) string {
	if m := referTo.FindStringSubmatchIndex(text); m != nil && m[0] > 0 {
		c.fk, c.refers = true, text[m[2]:m[3]]
		text = text[:m[0]] + text[m[1]:]
	}
	lower := strings.ToLower(text)
	if short := phrases.Replace(lower); short != lower && len(lower) == len(text) {
		// Phrases become words, but only where a name is left in its own letters.
		for _, p := range []string{"primary key", "foreign key", "unique key", "not null", "auto increment", "auto_increment", "auto-increment"} {
			for i := strings.Index(lower, p); i > 0; i = strings.Index(lower, p) {
				c.applyMarks(p)
				text = text[:i] + text[i+len(p):]
				lower = lower[:i] + lower[i+len(p):]
			}
		}
	}
	fields := strings.Fields(text)
	isMark := func(w string) bool { return bare[strings.ToLower(strings.Trim(w, ",;:/"))] }
	n := len(fields)
	for len(fields) > 1 && isMark(fields[len(fields)-1]) {
		c.applyMarks(strings.Trim(fields[len(fields)-1], ",;:/"))
		fields = fields[:len(fields)-1]
	}
	for len(fields) > 1 && isMark(fields[0]) {
		c.applyMarks(strings.Trim(fields[0], ",;:/"))
		fields = fields[1:]
	}
	if len(fields) == n {
		return text // with its tabs
	}
	return strings.Join(fields, " ")
}

// splitName parts a name from what follows it: behind a colon or a tab, or from the
// first word on that is a type.
func (c *column) splitName(text string, m mode) (name, rest string) {
	if i := strings.IndexByte(text, ':'); i > 0 {
		return text[:i], text[i+1:]
	}
	if i := strings.IndexByte(text, '\t'); i > 0 && strings.TrimSpace(text[:i]) != "" {
		return text[:i], text[i+1:]
	}
	for _, p := range wordStarts(text) {
		if p == 0 {
			continue
		}
		if w := text[p:]; isType(w, m.typed) {
			return text[:p], w
		}
	}
	// A name, and in brackets a type or a remark.
	if i := strings.IndexAny(text, "([<{"); i > 0 {
		inner := strings.TrimSpace(strings.Trim(text[i:], "()[]<>{} "))
		if isType(inner, true) || m.class {
			return text[:i], text[i:]
		}
	}
	return text, ""
}

// wordStarts returns the places where words begin.
func wordStarts(s string) []int {
	var at []int
	space := true
	for i, r := range s {
		if !unicode.IsSpace(r) && space {
			at = append(at, i)
		}
		space = unicode.IsSpace(r)
	}
	return at
}

// readRest reads what follows a name: a type, then properties.
func (c *column) readRest(rest string, m mode) {
	rest = strings.TrimSpace(rest)
	if rest == "" {
		return
	}
	if i := strings.IndexByte(rest, '='); i >= 0 && m.class {
		c.comment = strings.TrimSpace("default " + strings.TrimSpace(rest[i+1:]))
		rest = strings.TrimSpace(rest[:i])
	}
	if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "<") {
		if end := strings.IndexAny(rest, ")>"); end > 0 && (isType(strings.TrimSpace(rest[1:end]), true) || m.class) {
			c.setType(strings.TrimSpace(rest[1:end]))
			rest = strings.TrimSpace(rest[end+1:])
		}
	}
	if isType(rest, true) && c.typ == "" {
		typ, left := splitType(rest)
		c.setType(typ)
		rest = left
	} else if c.typ == "" && m.class && !strings.ContainsAny(rest, " \t") || c.typ == "" && m.class && strings.HasSuffix(rest, "[]") {
		c.setType(rest)
		rest = ""
	}
	if d := defaultValue.FindStringSubmatchIndex(rest); d != nil {
		c.def = rest[d[2]:d[3]]
		rest = rest[:d[0]] + rest[d[1]:]
	}
	if rest = strings.TrimSpace(rest); rest != "" && !c.applyMarks(rest) {
		c.comment = strings.TrimSpace(c.comment + " " + rest)
	}
}

func (c *column) setType(t string) {
	if t != "" {
		c.typ = strings.Join(strings.Fields(t), " ")
	}
}

var defaultValue = regexp.MustCompile(`(?i)\bdefault\s*[:=]?\s*('[^']*'(?:::\w[\w\[\]]*)?|[^\s,;]+)`)

// typeCell reads the cell beside a name: "int auto-increment (primary key)".
func (c *column) typeCell(text string) {
	if c.quotedCell(text) {
		return
	}
	text = strings.Join(strings.Fields(ascii(text)), " ")
	if text == "" {
		return
	}
	text = c.pullMarks(text)
	if c.applyMarks(text) {
		return
	}
	text = c.bareMarks(text)
	if strings.ContainsAny(text, " ") && !isType(text, true) {
		c.comment = strings.TrimSpace(c.comment + " " + text)
		return
	}
	if isType(text, true) {
		c.readRest(text, mode{typed: true})
		return
	}
	c.setType(text)
}

// maxLine bounds the text of a line that is looked at for marks and types, in bytes; the
// rest of it is kept as a comment.
const maxLine = 4_096

// cut parts a text near a byte without parting a character.
func cut(s string, at int) (head, tail string) {
	for at > 0 && at < len(s) && !utf8.RuneStart(s[at]) {
		at--
	}
	return s[:at], s[at:]
}

// hasWordPrefix tells whether a name begins with this word, as fk_student_id does with
// fk.
func hasWordPrefix(name, word string) bool {
	if len(name) <= len(word) || !strings.EqualFold(name[:len(word)], word) {
		return false
	}
	return name[len(word)] == '_' || name[len(word)] == ' ' || name[len(word)] == '.'
}

// keyMarks tells whether a text is nothing but marks of keys, as the narrow cell beside
// the names of columns holds.
func keyMarks(text string) bool {
	var c column
	return c.applyMarks(strings.Trim(ascii(text), "()[]{}<> ")) && (c.pk || c.fk || c.isUnique())
}
