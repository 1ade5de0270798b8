package dbml

import (
	"strings"

	"crowsfoot/diagram"
)

func (p *parser) table(token) {
	t := p.tableOf("a table")
	if len(t.name.parts) > 0 {
		p.file.tables = append(p.file.tables, t)
	}
}

func (p *parser) partial(token) {
	t := p.tableOf("a partial")
	if len(t.name.parts) > 0 {
		p.file.partials = append(p.file.partials, t)
	}
}

// tableOf reads a table or partial from its name on.
func (p *parser) tableOf(what string) *table {
	t := &table{}
	if p.tok.isName() || p.tok.kind == kindNumber {
		t.name = p.qualified()
	} else {
		p.expected("the name of " + what)
	}
	if p.tok.isWord("as") {
		p.advance()
		if p.tok.isName() {
			t.alias = p.advance().value
		} else {
			p.expected("a second name")
		}
	}
	t.note, t.settings = p.noteOf(p.settings())
	p.body(func() { p.tableLine(t) })
	if t.inside != "" {
		t.note = t.inside
	}
	return t
}

// tableLine reads one line of a table. The words for blocks may also name columns, so
// what follows them decides.
func (p *parser) tableLine(t *table) {
	switch {
	case p.tok.isSign("~"):
		at := p.advance()
		if !p.tok.isName() || p.tok.newLine {
			p.expected("the name of a partial")
			return
		}
		t.items = keep(t.items, item{partial: p.advance().value, at: at.start})
		p.endLine()
	case p.isNote():
		p.note(&t.inside)
	case p.tok.isWord("indexes") && p.opensBlock():
		p.advance()
		p.settings()
		p.body(func() { p.index(t) })
	case p.tok.isWord("checks") && p.opensBlock():
		p.advance()
		p.body(func() { p.check(t) })
	case p.tok.isWord("records") && (p.opensBlock() || p.follows("(")), p.tok.isWord("metadata") && p.opensBlock():
		p.leave(foreign[strings.ToLower(p.tok.value)], p.tok.start)
		p.advance()
		p.skipElement()
	case p.tok.isWord("ref") && p.follows(":"):
		p.report("syntax", p.tok.start, "A relationship stands at a column or outside of tables; this one is left out.")
		p.skipLine()
	case p.tok.isName() || p.tok.kind == kindNumber:
		p.column(t)
	default:
		p.expected("a column")
		p.skipLine()
	}
}

// opensBlock tells whether a brace or bracket follows the word.
func (p *parser) opensBlock() bool { return p.follows("{") || p.follows("[") }

func (p *parser) column(t *table) {
	first := p.advance()
	c := &column{at: first.start, name: first.value}
	if p.tok.newLine || p.tok.kind == kindEnd || p.tok.isSign("}") || p.tok.isSign("[") {
		p.report("syntax", c.at, "The column "+diagram.Short(c.name)+" has no type.")
	} else {
		c.typ = p.columnType()
	}
	// Old files write marks without brackets: "id int pk unique".
	for p.tok.kind == kindName && !p.tok.newLine {
		word := p.advance()
		s := setting{at: word.start, key: strings.ToLower(word.value)}
		if !barewords[s.key] {
			p.report("syntax", s.at, "Behind a type is a list of settings in brackets, but there is "+diagram.Short(s.key)+".")
			continue
		}
		c.settings = keep(c.settings, s)
	}
	if p.tok.isSign("[") && !p.tok.newLine {
		c.settings = append(c.settings, p.settings()...)
	}
	p.endLine()
	t.items = keep(t.items, item{column: c, at: c.at})
}

// barewords are settings that old files write without brackets.
var barewords = map[string]bool{"pk": true, "unique": true}

// columnType reads a type: a name with parts, arguments and array brackets. A type in
// quotes is what is in them.
func (p *parser) columnType() string {
	if !p.tok.isName() && p.tok.kind != kindNumber {
		p.expected("a type")
		return ""
	}
	var b strings.Builder
	for {
		b.WriteString(p.advance().value)
		if !p.tok.isSign(".") || p.tok.newLine {
			break
		}
		p.advance()
		b.WriteByte('.')
		if p.tok.newLine || !p.tok.isName() {
			p.expected("the name of a type")
			return strings.TrimSuffix(b.String(), ".")
		}
	}
	if p.tok.isSign("(") && !p.tok.newLine {
		b.WriteString(p.arguments())
	}
	for p.tok.isSign("[") && !p.tok.spaced {
		open := p.tok
		p.advance()
		size := ""
		if p.tok.kind == kindNumber {
			size = p.advance().value
		}
		if !p.tok.isSign("]") {
			p.back(open)
			break
		}
		p.advance()
		b.WriteString("[" + size + "]")
	}
	return b.String()
}

// arguments reads a list in parentheses as it is written, without double quotes.
func (p *parser) arguments() string {
	open := p.tok
	var b strings.Builder
	from := open.start
	for depth := 0; p.tok.kind != kindEnd && !p.tok.isSign("{") && !p.tok.isSign("}"); {
		t := p.advance()
		switch {
		case t.kind == kindQuoted:
			b.WriteString(p.text[from:t.start] + t.value)
			from = t.end
		case t.isSign("("):
			depth++
		case t.isSign(")"):
			if depth--; depth == 0 {
				b.WriteString(p.text[from:t.end])
				return b.String()
			}
		}
	}
	p.report("syntax", open.start, "The parenthesis that opens here is never closed.")
	return ""
}

// index reads a line of a block of indexes: a column, an expression, or several in
// parentheses. Old files write several columns without parentheses.
func (p *parser) index(t *table) {
	x := &index{at: p.tok.start}
	part := func() bool {
		if p.tok.isName() || p.tok.kind == kindCode || p.tok.kind == kindNumber {
			x.parts = keep(x.parts, p.advance())
			return true
		}
		p.expected("a column or an expression in backticks")
		return false
	}
	if p.take("(") {
		for !p.take(")") {
			if !part() {
				p.skipLine()
				return
			}
			if !p.take(",") && !p.tok.isSign(")") {
				p.expected("a comma or a closing parenthesis")
				p.skipLine()
				return
			}
		}
	} else {
		if !part() {
			p.skipLine()
			return
		}
		for !p.tok.newLine && (p.tok.isName() || p.tok.kind == kindCode) {
			x.parts = keep(x.parts, p.advance())
		}
	}
	if !p.tok.newLine {
		x.settings = p.settings()
	}
	p.endLine()
	if len(x.parts) > 0 {
		t.indexes = keep(t.indexes, x)
	}
}

// check reads a line of a block of checks.
func (p *parser) check(t *table) {
	if p.tok.kind != kindCode {
		p.expected("a condition in backticks")
		p.skipLine()
		return
	}
	code := p.advance()
	c := &check{at: code.start, expression: code.value}
	if !p.tok.newLine {
		c.settings = p.settings()
	}
	p.endLine()
	t.checks = keep(t.checks, c)
}
