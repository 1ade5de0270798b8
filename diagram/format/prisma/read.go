package prisma

import (
	"fmt"
	"regexp"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/plaintext"
)

var (
	modelBlock = regexp.MustCompile(`(?m)^[ \t]*model[ \t]+\w+[ \t]*\{`)
	prismaMark = regexp.MustCompile(`@id\b|@@|@relation\b|(?m)^[ \t]*(datasource|generator)[ \t]+\w+[ \t]*\{`)
)

// Sniff tells whether a text that begins with head looks like a schema of Prisma.
func Sniff(head []byte) bool { return modelBlock.Match(head) && prismaMark.Match(head) }

// Read reads a whole schema as one page. Its tables have no places; what only a program
// that uses Prisma needs is left out with a warning. The error is a *diagram.Error, for a
// text without a model.
func Read(data []byte) (*diagram.Source, error) {
	text := plaintext.Read(data)
	r := &reader{source: text, s: text.String, left: map[string]*leftOut{}}
	if text.Latin {
		r.losses.Add(diagram.Loss{Code: "encoding", Where: "file",
			Message: "The file is not UTF-8; its letters were read as Latin-1, so names with other letters may be wrong."})
	}
	r.read()
	if len(r.models) == 0 {
		return nil, diagram.Errorf(diagram.Unreadable, "This is no schema of Prisma: it has no model.").At(1, 1)
	}
	page := build(r)
	if err := page.Diagram.CheckLimits(); err != nil {
		return nil, err
	}
	for _, what := range r.order {
		r.warn("not-kept", r.left[what].at, "", fmt.Sprintf("A diagram has no place for %s, so %d of them are left out.", what, r.left[what].n))
	}
	return &diagram.Source{Format: "prisma", Pages: []*diagram.Page{page}, Warnings: r.losses}, nil
}

type (
	// block is a model or an enumeration as it stands in the text.
	block struct {
		name, comment string
		at            int
		view          bool
		lines         []entry     // fields, or values of an enumeration
		attributes    []attribute // of the block: @@id and the like
	}

	// entry is a field or a value.
	entry struct {
		name, typ, comment string // the type without ? and []
		argument           string // of Unsupported("…")
		at                 int
		optional, list     bool
		attributes         []attribute
	}

	// attribute is @name(arguments); the name is without the @.
	attribute struct {
		name      string
		arguments []argument
		at        int
	}

	// argument is a value with the name before its colon, if it has one.
	argument struct{ name, value string }

	leftOut struct{ n, at int }
)

// reader reads a text line by line.
type reader struct {
	source   *plaintext.Text
	s        string
	at       int
	losses   diagram.Losses
	provider string
	models   []*block
	enums    []*block
	left     map[string]*leftOut
	order    []string
}

func (r *reader) warn(code string, at int, object diagram.ID, message string) {
	if len(r.losses) < diagram.MaxLosses {
		line, column := r.source.Place(at)
		r.losses.Add(diagram.Loss{Code: code, Message: message, Where: fmt.Sprintf("%d:%d", line, column), Object: object})
	}
}

// leave counts a thing that a diagram has no place for; all of a sort make one remark.
func (r *reader) leave(what string, at int) {
	if r.left[what] == nil {
		r.left[what] = &leftOut{at: at}
		r.order = append(r.order, what)
	}
	r.left[what].n++
}

// line returns the next line and its offset; parentheses that are open at its end make it
// go on.
func (r *reader) line() (text string, at int, ok bool) {
	if r.at >= len(r.s) {
		return "", r.at, false
	}
	at = r.at
	depth := 0
	for i := r.at; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '"':
			i = stringEnd(r.s, i)
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case strings.HasPrefix(r.s[i:], "//"):
			if n := strings.IndexByte(r.s[i:], '\n'); n >= 0 {
				i += n - 1
			} else {
				i = len(r.s)
			}
		case c == '\n' && (depth <= 0 || i-at > maxLine):
			r.at = i + 1
			return r.s[at:i], at, true
		}
	}
	r.at = len(r.s)
	return r.s[at:], at, true
}

// maxLine is how long a line with open parentheses may go on, in bytes.
const maxLine = 1 << 16

// stringEnd returns the place of the quote that ends the text at start, or that of the end
// of its line.
func stringEnd(s string, start int) int {
	for i := start + 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i
		case '\n':
			return i - 1
		}
	}
	return len(s)
}

// uncomment splits a line into its text and the documentation behind three slashes.
func uncomment(line string) (text, comment string) {
	for i := 0; i < len(line); i++ {
		if line[i] == '"' {
			i = stringEnd(line, i)
			continue
		}
		if strings.HasPrefix(line[i:], "//") {
			if doc, ok := strings.CutPrefix(line[i:], "///"); ok {
				comment = strings.TrimSuffix(strings.TrimPrefix(doc, " "), "\r")
			}
			return line[:i], comment
		}
	}
	return line, ""
}

var opening = regexp.MustCompile(`^(model|view|type|enum|datasource|generator)\s+(\w+)\s*\{`)

func (r *reader) read() {
	var comment []string
	for len(r.models) <= diagram.MaxTables && len(r.enums) <= diagram.MaxOthers {
		line, at, ok := r.line()
		if !ok {
			return
		}
		text, doc := uncomment(line)
		at += len(text) - len(strings.TrimLeft(text, " \t"))
		text = strings.TrimSpace(text)
		if text == "" {
			if strings.Contains(line, "///") {
				comment = append(comment, doc)
			} else if !strings.Contains(line, "//") {
				comment = nil
			}
			continue
		}
		m := opening.FindStringSubmatch(text)
		if m == nil {
			r.warn("syntax", at, "", "Here should be a model, an enumeration or another block, but there is "+diagram.Short(text)+".")
			continue
		}
		b := &block{name: m[2], at: at, view: m[1] == "view", comment: strings.Join(comment, "\n")}
		comment = nil
		r.block(b, m[1], strings.TrimSpace(text[len(m[0]):]), at+len(m[0]))
		switch m[1] {
		case "model", "view":
			r.models = append(r.models, b)
		case "enum":
			r.enums = append(r.enums, b)
		case "type":
			r.leave("composite types", at)
		}
	}
}

var providerLine = regexp.MustCompile(`^provider\s*=\s*"(\w+)"`)

// block reads the lines of a block up to its closing brace; rest stands behind the opening
// one.
func (r *reader) block(b *block, kind, rest string, restAt int) {
	var comment []string
	for first := true; ; first = false {
		line, at, ok := rest, restAt, true
		if !first {
			line, at, ok = r.line()
		}
		if !ok {
			r.warn("syntax", b.at, "", "The brace that opens here is never closed.")
			return
		}
		text, doc := uncomment(line)
		at += len(text) - len(strings.TrimLeft(text, " \t"))
		text = strings.TrimSpace(text)
		closed := text == "}" || strings.HasSuffix(text, "}") && !strings.ContainsAny(text, `"(`)
		text = strings.TrimSpace(strings.TrimSuffix(text, "}"))
		if text == "" && doc != "" {
			comment = append(comment, doc)
		}
		if text != "" {
			if doc != "" {
				comment = append(comment, doc)
			}
			r.entry(b, kind, text, strings.Join(comment, "\n"), at)
			comment = nil
		}
		if closed {
			return
		}
	}
}

var fieldHead = regexp.MustCompile(`^(\w+)\s+(\w+)(\("(?:[^"\\]|\\.)*"\))?(\[\])?(\?)?`)

// entry reads one line of a block.
func (r *reader) entry(b *block, kind, text, comment string, at int) {
	if kind == "datasource" {
		if m := providerLine.FindStringSubmatch(text); m != nil {
			r.provider = m[1]
		}
		return
	}
	if kind == "generator" || kind == "type" {
		return
	}
	if strings.HasPrefix(text, "@@") {
		if len(b.attributes) <= diagram.MaxColumns {
			b.attributes = append(b.attributes, r.attributes(text, at)...)
		}
		return
	}
	e := entry{at: at, comment: comment}
	if kind == "enum" {
		e.name = word(text)
		if e.name == "" {
			r.warn("syntax", at, "", "Here should be a value, but there is "+diagram.Short(text)+".")
			return
		}
		text = text[len(e.name):]
		at += len(e.name)
	} else {
		m := fieldHead.FindStringSubmatch(text)
		if m == nil {
			r.warn("syntax", at, "", "Here should be a field with a name and a type, but there is "+diagram.Short(text)+".")
			return
		}
		e.name, e.typ, e.list, e.optional = m[1], m[2], m[4] != "", m[5] != ""
		if m[3] != "" {
			e.argument = unquote(m[3][1 : len(m[3])-1])
		}
		text = text[len(m[0]):]
		at += len(m[0])
	}
	e.attributes = r.attributes(text, at)
	if len(b.lines) <= diagram.MaxColumns {
		b.lines = append(b.lines, e)
	}
}

func word(s string) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, func(c rune) bool {
		return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
	}))]
}

var attributeName = regexp.MustCompile(`^@@?(\w+(?:\.\w+)?)`)

// attributes reads @name(arguments), one after the other.
func (r *reader) attributes(text string, at int) []attribute {
	var list []attribute
	for {
		trimmed := strings.TrimLeft(text, " \t\r\n")
		at += len(text) - len(trimmed)
		if text = trimmed; text == "" {
			return list
		}
		m := attributeName.FindStringSubmatch(text)
		if m == nil || len(list) > 100 {
			r.warn("syntax", at, "", "Here should be an attribute that begins with @, but there is "+diagram.Short(text)+".")
			return list
		}
		a := attribute{name: m[1], at: at}
		text, at = text[len(m[0]):], at+len(m[0])
		if strings.HasPrefix(text, "(") {
			n := closing(text)
			if n < 0 {
				r.warn("syntax", at, "", "The parenthesis that opens here is never closed.")
				return list
			}
			for _, part := range splitList(text[1:n]) {
				var v argument
				if name := word(part); name != "" && strings.HasPrefix(strings.TrimLeft(part[len(name):], " "), ":") {
					v.name, part = name, strings.TrimLeft(part[len(name):], " ")[1:]
				}
				v.value = strings.TrimSpace(part)
				a.arguments = append(a.arguments, v)
			}
			text, at = text[n+1:], at+n+1
		}
		list = append(list, a)
	}
}

// closing returns the place of the parenthesis or bracket that closes the first one.
func closing(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i = stringEnd(s, i)
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// splitList splits at the outer commas.
func splitList(s string) []string {
	var list []string
	from, depth := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i = stringEnd(s, i)
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				list = append(list, strings.TrimSpace(s[from:i]))
				from = i + 1
			}
		}
	}
	if rest := strings.TrimSpace(s[min(from, len(s)):]); rest != "" {
		list = append(list, rest)
	}
	return list
}

// unquote takes the quotes off a text, or returns "".
func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return ""
	}
	var b strings.Builder
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '\\' && i+1 < len(s)-1 {
			i++
			switch s[i] {
			case 'n':
				b.WriteByte('\n')
				continue
			case 't':
				b.WriteByte('\t')
				continue
			case 'r':
				b.WriteByte('\r')
				continue
			case 'u':
				var code rune
				if _, err := fmt.Sscanf(s[i+1:min(i+5, len(s)-1)], "%04x", &code); err == nil {
					b.WriteRune(code)
					i += 4
					continue
				}
			}
		}
		b.WriteByte(s[i])
	}
	return strings.ToValidUTF8(b.String(), "\ufffd")
}

// find returns the argument of this name, or the one at this place that has no name.
func (a attribute) find(name string, place int) string {
	for _, v := range a.arguments {
		if v.name == name {
			return v.value
		}
	}
	if place >= 0 && place < len(a.arguments) && a.arguments[place].name == "" {
		return a.arguments[place].value
	}
	return ""
}

// text returns an argument that is a text in quotes.
func (a attribute) text(name string, place int) string { return unquote(a.find(name, place)) }
