package dbml

import (
	"strings"

	"crowsfoot/diagram"
)

// project reads what the whole is about.
func (p *parser) project(at token) {
	e := &element{at: at.start}
	if p.tok.isName() {
		e.name = p.advance().value
	}
	if len(p.file.project) > 0 {
		p.report("duplicate-name", at.start, "This is a second project; the first is kept.")
	}
	p.settings()
	p.body(func() {
		switch {
		case p.isNote():
			p.note(&e.note)
		case p.tok.kind == kindName && p.follows(":"):
			key := strings.ToLower(p.advance().value)
			p.advance()
			if p.tok.kind == kindText || p.tok.kind == kindQuoted {
				if value := p.advance().value; key == "database_type" {
					e.database = value
				}
			} else {
				p.expected("a text in quotes")
			}
			p.endLine()
		default:
			p.report("syntax", p.tok.start, "Elements stand outside of the project; this one is read all the same.")
			p.element()
		}
	})
	p.file.project = append(p.file.project, e)
}

// sticky reads a note that stands on its own.
func (p *parser) sticky(at token) {
	e := &element{at: at.start}
	if p.tok.isName() {
		n := p.qualified()
		e.name = strings.Join(n.parts, ".")
		if len(n.parts) > 1 {
			p.report("syntax", n.at, "A note has a name of one part.")
		}
	} else {
		p.report("syntax", at.start, "A note on its own needs a name.")
	}
	e.settings = p.settings()
	if p.tok.isSign(":") {
		p.advance()
		if p.tok.kind == kindText || p.tok.kind == kindQuoted {
			e.note = p.advance().value
		} else {
			p.expected("a text in quotes")
		}
		p.endLine()
	} else {
		p.body(func() {
			if p.tok.kind != kindText && p.tok.kind != kindQuoted {
				p.expected("a text in quotes")
				p.skipLine()
				return
			}
			e.note = p.advance().value
		})
	}
	p.file.notes = append(p.file.notes, e)
}

// use reads "use { table a } from './file'": other files are not read.
func (p *parser) use(at token) {
	p.leave("imports of other files (only this file is read)", at.start)
	if p.tok.isSign("{") {
		p.skipBody()
	} else if !p.take("*") {
		p.expected("a star or a list in braces")
	}
	if !p.tok.isWord("from") {
		p.expected("from")
		return
	}
	p.advance()
	if p.tok.kind != kindText && p.tok.kind != kindQuoted {
		p.expected("the name of a file in quotes")
		return
	}
	p.advance()
}

func (p *parser) enum(token) {
	e := &enum{name: p.qualified()}
	p.settings()
	p.body(func() {
		if !p.tok.isName() && p.tok.kind != kindNumber {
			p.expected("a value of the enumeration")
			p.skipLine()
			return
		}
		first := p.advance()
		v := enumValue{at: first.start, name: first.value}
		v.settings = p.settings()
		if note, rest := p.noteOf(v.settings); note != "" || len(rest) > 0 {
			if note != "" {
				p.leave("notes of values of enumerations", v.at)
			}
			p.refuse(rest, "a value of an enumeration")
		}
		p.endLine()
		e.values = keep(e.values, v)
	})
	if len(e.name.parts) > 0 {
		p.file.enums = append(p.file.enums, e)
	}
}

// refuse reports settings that are not known.
func (p *parser) refuse(settings []setting, what string) {
	for _, s := range settings {
		p.report("unknown-setting", s.at, "There is no setting "+diagram.Short(s.key)+" of "+what+"; it is left out.")
	}
}

func (p *parser) group(token) {
	g := &group{name: p.qualified()}
	if len(g.name.parts) > 1 {
		p.report("syntax", g.name.at, "A table group has a name of one part.")
	}
	g.note, g.settings = p.noteOf(p.settings())
	inside := ""
	p.body(func() {
		switch {
		case p.isNote():
			p.note(&inside)
		case p.tok.isName():
			if n := p.qualified(); len(g.tables) <= diagram.MaxTables {
				g.tables = append(g.tables, n)
			}
			p.endLine()
		default:
			p.expected("the name of a table")
			p.skipLine()
		}
	})
	if inside != "" {
		g.note = inside
	}
	if len(g.name.parts) > 0 {
		p.file.groups = append(p.file.groups, g)
	}
}

// ref reads a relationship in its short form, "Ref name: a.b > c.d", or its long one in
// braces.
func (p *parser) ref(at token) {
	n := ""
	if p.tok.isName() {
		parts := p.qualified().parts
		n = parts[len(parts)-1]
	}
	if p.tok.isSign("[") {
		p.refuse(p.settings(), "a relationship before its ends")
	}
	if p.take(":") {
		p.relation(n, at)
		p.endLine()
		return
	}
	p.body(func() {
		p.relation(n, at)
		p.endLine()
	})
}

// relation reads left end, sign, right end and settings.
func (p *parser) relation(n string, at token) {
	r := &reference{name: n, at: at.start}
	var ok bool
	if r.left, ok = p.end(); !ok {
		p.skipLine()
		return
	}
	if !p.sign(r) {
		p.skipLine()
		return
	}
	if r.right, ok = p.end(); !ok {
		p.skipLine()
		return
	}
	r.settings = p.settings()
	p.file.refs = append(p.file.refs, r)
}

// sign reads the sign between the ends, with a question mark at an end that may be
// missing.
func (p *parser) sign(r *reference) bool {
	r.leftOptional = p.take("?")
	for _, s := range []string{"<>", "<", ">", "-"} {
		if p.take(s) {
			r.sign = s
			r.rightOptional = p.take("?")
			return true
		}
	}
	p.expected("one of < > - <>")
	return false
}

// end reads a table and its columns: schema.table.column or schema.table.(a, b).
func (p *parser) end() (end, bool) {
	if !p.tok.isName() && p.tok.kind != kindNumber && !p.tok.isSign("(") {
		p.expected("a table and its column")
		return end{}, false
	}
	e := end{table: name{at: p.tok.start}}
	if !p.tok.isSign("(") {
		e.table = p.qualified()
	}
	if !p.take("(") {
		last := len(e.table.parts) - 1
		if last < 0 {
			return e, false
		}
		e.columns, e.table.parts = e.table.parts[last:], e.table.parts[:last:last]
		return e, true
	}
	for !p.take(")") {
		if !p.tok.isName() && p.tok.kind != kindNumber {
			p.expected("the name of a column")
			return e, false
		}
		e.columns = keep(e.columns, p.advance().value)
		if !p.take(",") && !p.tok.isSign(")") {
			p.expected("a comma or a closing parenthesis")
			return e, false
		}
	}
	return e, len(e.columns) > 0
}
