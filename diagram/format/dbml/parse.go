package dbml

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/plaintext"
)

// parser reads the text into a tree, from left to right. What it cannot read it reports
// and moves over, to the next line or behind the next closing brace.
type parser struct {
	lexer
	source *plaintext.Text
	tok    token
	losses diagram.Losses
	left   map[string]*leftOut
	order  []string // keys of left, as they came
	file   file
	seen   int // elements that are of this language
	// faulted is where the lexer found a fault last: what is read twice is told once.
	faulted int
}

// leftOut counts things that a diagram has no place for.
type leftOut struct {
	n  int
	at int
}

func parse(text *plaintext.Text) *parser {
	p := &parser{source: text, left: map[string]*leftOut{}, faulted: -1}
	p.lexer = lexer{text: text.String, fault: func(at int, message string) {
		if at > p.faulted {
			p.faulted = at
			p.report("syntax", at, message)
		}
	}}
	p.advance()
	for p.tok.kind != kindEnd && !p.file.isTooLarge() {
		p.element()
	}
	return p
}

// isTooLarge tells whether the file has more of something than a diagram may have: then it
// is refused, and the rest of it needs no reading.
func (f *file) isTooLarge() bool {
	return len(f.tables) > diagram.MaxTables || len(f.partials) > diagram.MaxTables || len(f.refs) > 4*diagram.MaxRelationships ||
		max(len(f.enums), len(f.groups), len(f.notes)) > diagram.MaxOthers
}

// keep appends to a list of a table or enumeration while it may still be allowed: one more
// than the limit makes the diagram too large.
func keep[T any](list []T, x T) []T {
	if len(list) > diagram.MaxColumns {
		return list
	}
	return append(list, x)
}

func (p *parser) advance() token {
	t := p.tok
	p.tok = p.next()
	return t
}

// back sets the parser back to a place it has been at.
func (p *parser) back(to token) {
	p.at = to.end
	p.tok = to
}

// take moves over a sign when it is the next token.
func (p *parser) take(sign string) bool {
	if !p.tok.isSign(sign) {
		return false
	}
	p.advance()
	return true
}

func (p *parser) report(code string, at int, message string) { p.reportOf(code, at, "", message) }

func (p *parser) reportOf(code string, at int, object diagram.ID, message string) {
	if len(p.losses) < diagram.MaxLosses {
		line, column := p.source.Place(at)
		p.losses.Add(diagram.Loss{Code: code, Message: message, Where: fmt.Sprintf("%d:%d", line, column), Object: object})
	}
}

// expected reports what should stand where the parser is.
func (p *parser) expected(what string) {
	p.report("syntax", p.tok.start, "Here should be "+what+", but there is "+p.tok.describe()+".")
}

func (t token) describe() string {
	switch t.kind {
	case kindEnd:
		return "the end of the file"
	case kindText, kindQuoted, kindCode:
		return "the text " + diagram.Short(t.value)
	}
	return diagram.Short(t.value)
}

// leave counts a thing that a diagram has no place for; all of a sort make one remark.
func (p *parser) leave(what string, at int) {
	if p.left[what] == nil {
		p.left[what] = &leftOut{at: at}
		p.order = append(p.order, what)
	}
	p.left[what].n++
}

// element reads one element of the outermost level.
func (p *parser) element() {
	at := p.tok
	if p.tok.kind != kindName {
		p.expected("Table, Ref, Enum or another element")
		p.skipLine()
		return
	}
	word := strings.ToLower(p.advance().value)
	read := map[string]func(token){
		"project": p.project, "table": p.table, "tablepartial": p.partial, "tablegroup": p.group,
		"enum": p.enum, "ref": p.ref, "note": p.sticky, "use": p.use, "reuse": p.use,
	}[word]
	switch what := foreign[word]; {
	case read != nil:
		p.seen++
		read(at)
	case what != "":
		p.seen++
		p.leave(what, at.start)
		p.skipElement()
	default:
		p.report("syntax", at.start, "There is no element "+diagram.Short(at.value)+" in DBML; it is left out.")
		p.skipElement()
	}
}

// foreign are elements that say nothing about the schema.
var foreign = map[string]string{
	"records": "sets of records (a diagram holds no data)", "diagramview": "diagram views", "metadata": "metadata blocks",
	"dep": "data dependencies", "policy": "policies", "trigger": "triggers", "function": "functions",
}

// skipLine moves on to the first token of another line.
func (p *parser) skipLine() {
	for p.advance(); p.tok.kind != kindEnd && !p.tok.newLine; {
		p.advance()
	}
}

// skipElement moves over the rest of an element: behind its body in braces, or to the
// next line when it has none.
func (p *parser) skipElement() {
	for p.tok.kind != kindEnd && !p.tok.isSign("{") {
		if p.tok.newLine {
			return
		}
		p.advance()
	}
	p.skipBody()
}

// skipBody moves behind the closing brace of the body that opens here.
func (p *parser) skipBody() {
	for depth := 0; p.tok.kind != kindEnd; {
		switch t := p.advance(); {
		case t.isSign("{"):
			depth++
		case t.isSign("}"):
			if depth--; depth <= 0 {
				return
			}
		}
	}
}

// body reads the lines of a body in braces with a function that reads one, and must move
// on.
func (p *parser) body(line func()) {
	open := p.tok
	if !p.take("{") {
		p.expected("an opening brace")
		p.skipElement()
		return
	}
	for !p.tok.isSign("}") {
		if p.tok.kind == kindEnd {
			p.report("syntax", open.start, "The brace that opens here is never closed.")
			return
		}
		before := p.tok.start
		line()
		if p.tok.start == before && p.tok.kind != kindEnd && !p.tok.isSign("}") {
			p.expected("something else")
			p.advance()
		}
	}
	p.advance()
}

// endLine reports what stands behind the end of a line, and moves over it.
func (p *parser) endLine() {
	if p.tok.kind == kindEnd || p.tok.newLine || p.tok.isSign("}") || p.take(";") {
		return
	}
	p.expected("the end of the line")
	if p.tok.isSign("{") {
		p.skipBody()
		return
	}
	for p.tok.kind != kindEnd && !p.tok.newLine && !p.tok.isSign("}") {
		p.advance()
	}
}

// qualified reads a name of one or more parts.
func (p *parser) qualified() name {
	n := name{at: p.tok.start}
	for {
		if !p.tok.isName() && (p.tok.kind != kindNumber || strings.Contains(p.tok.value, ".")) {
			p.expected("a name")
			return n
		}
		n.parts = append(n.parts, p.advance().value)
		if !p.tok.isSign(".") || p.tok.newLine {
			return n
		}
		p.advance()
		if p.tok.isSign("(") { // schema.table.(a, b)
			return n
		}
	}
}

// settings reads a list in brackets, if one stands here.
func (p *parser) settings() []setting {
	if !p.tok.isSign("[") {
		return nil
	}
	open := p.advance()
	var list []setting
	var nextLine token // the first of the line behind the bracket, where an unclosed list ends
	whole := 0         // settings that stand before it
	var loose *token   // what a comma is missing before
	for {
		if nextLine.kind == kindEnd && p.tok.newLine {
			nextLine, whole = p.tok, len(list)
		}
		switch {
		case p.tok.isSign("]"):
			p.advance()
			if loose != nil {
				p.report("syntax", loose.start, "Here should be a comma or a closing bracket, but there is "+loose.describe()+".")
			}
			return list
		case p.tok.kind == kindEnd || p.tok.isSign("[") || p.tok.isSign("{") || p.tok.isSign("}"):
			p.report("syntax", open.start, "The list of settings that opens here is not closed before "+p.tok.describe()+".")
			if nextLine.kind != kindEnd {
				p.back(nextLine)
				return list[:whole]
			}
			if p.tok.isSign("[") {
				p.advance()
			}
			return list
		}
		list = keep(list, p.setting())
		if t := p.tok; !p.take(",") && !t.isSign("]") && loose == nil {
			loose = &t
		}
	}
}

// setting reads one setting up to the comma or bracket behind it, or to the end of the
// line where it may be whole.
func (p *parser) setting() setting {
	s := setting{at: p.tok.start}
	var words []string
	for p.tok.kind == kindName && (len(words) == 0 || !p.tok.newLine) {
		words = keep(words, strings.ToLower(p.advance().value))
	}
	s.key = strings.Join(words, " ")
	if s.key == "" {
		p.expected("the name of a setting")
		s.key = "?"
	}
	colon := p.take(":")
	for depth := 0; ; {
		switch {
		case p.tok.kind == kindEnd, p.tok.isSign("["), p.tok.isSign("]"), p.tok.isSign("{"), p.tok.isSign("}"),
			p.tok.isSign(",") && depth == 0, p.tok.newLine && depth == 0 && (len(s.value) > 0 || !colon && len(words) > 0):
			switch {
			case !colon && len(s.value) > 0:
				p.report("syntax", s.value[0].start, "Here should be a comma or a closing bracket, but there is "+s.value[0].describe()+".")
			case colon && len(s.value) == 0:
				p.report("syntax", s.at, "The setting "+diagram.Short(s.key)+" has no value.")
			}
			return s
		case p.tok.isSign("("):
			depth++
		case p.tok.isSign(")"):
			depth = max(depth-1, 0)
		}
		s.value = keep(s.value, p.advance())
	}
}

// text returns the value of a setting that is one text.
func (s setting) text() (string, bool) {
	if len(s.value) != 1 || s.value[0].kind != kindText && s.value[0].kind != kindQuoted {
		return "", false
	}
	return s.value[0].value, true
}

// noteOf takes the note out of a list of settings.
func (p *parser) noteOf(settings []setting) (note string, rest []setting) {
	found := false
	for _, s := range settings {
		if s.key != "note" {
			rest = append(rest, s)
			continue
		}
		text, ok := s.text()
		switch {
		case !ok:
			p.report("syntax", s.at, "A note is a text in quotes.")
		case found:
			p.report("duplicate-note", s.at, "This is a second note; the first is kept.")
		default:
			note, found = text, true
		}
	}
	return note, rest
}

// isNote tells whether a note begins here: the word and a colon or brace.
func (p *parser) isNote() bool { return p.tok.isWord("note") && (p.follows(":") || p.follows("{")) }

// follows tells whether a sign stands behind the next token.
func (p *parser) follows(sign string) bool {
	at := p.at
	t := p.next()
	p.at = at
	return t.isSign(sign)
}

// note reads "Note: 'text'" or "Note { 'text' }" into a place that may have one already.
func (p *parser) note(into *string) {
	at := p.advance()
	text := ""
	read := func() {
		if p.tok.kind != kindText && p.tok.kind != kindQuoted {
			p.expected("a text in quotes")
			p.skipLine()
			return
		}
		text = p.advance().value
	}
	if p.take(":") {
		read()
		p.endLine()
	} else {
		p.body(read)
	}
	if *into != "" {
		p.report("duplicate-note", at.start, "This is a second note; the first is kept.")
		return
	}
	*into = text
}
