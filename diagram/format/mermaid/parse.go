package mermaid

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/plaintext"
)

type (
	// entity is an entity with its attributes, as it stands in the text.
	entity struct {
		name, alias string
		at          int
		group       int // the number of the subgraph, from 1
		attributes  []attribute
	}

	attribute struct {
		typ, name, comment string
		at                 int
		keys               []string // PK, FK, UK
	}

	// line joins two entities; the cardinalities are those at either end.
	line struct {
		left, right         *entity
		leftCard, rightCard diagram.Cardinality
		identifying         bool
		label               string
		at                  int
	}

	group struct {
		name string
		at   int
	}
)

// parser reads the text of one diagram.
type parser struct {
	source *plaintext.Text
	losses *diagram.Losses
	s      string // up to the end of the diagram
	at     int
	page   int // from 0

	title, description string
	byName             map[string]*entity
	entities           []*entity
	lines              []*line
	groups             []group
	open               []int // numbers of the subgraphs that are open
	styled             int   // where styles are set first, and how many
	styles             int
}

func (p *parser) warn(code string, at int, object diagram.ID, message string) {
	if len(*p.losses) < diagram.MaxLosses {
		line, column := p.source.Place(at)
		p.losses.Add(diagram.Loss{Code: code, Message: message, Where: fmt.Sprintf("%d:%d", line, column), Object: object, Page: p.page + 1})
	}
}

var titleLine = regexp.MustCompile(`(?m)^title:[ \t]*(.*)$`)

// head reads the front matter between the start and the word erDiagram.
func (p *parser) head(to int) {
	text := strings.TrimLeft(p.s[p.at:to], " \t\r\n")
	if !strings.HasPrefix(text, "---") {
		return
	}
	if m := titleLine.FindStringSubmatch(text); m != nil {
		title := strings.TrimSpace(m[1])
		if n := len(title); n > 1 && (title[0] == '"' || title[0] == '\'') && title[n-1] == title[0] {
			title = title[1 : n-1]
		}
		p.title = decode(strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(title))
	}
}

// diagram reads statement by statement; one that it can't read is reported and moved over.
func (p *parser) diagram() {
	p.byName = map[string]*entity{}
	for {
		p.space(true)
		// A diagram with more than this is refused, and needs no reading to its end.
		if p.at >= len(p.s) || len(p.lines) > diagram.MaxRelationships || len(p.entities) > diagram.MaxTables || len(p.groups) > diagram.MaxOthers {
			break
		}
		before := p.at
		p.statement()
		if p.at == before {
			p.fault("a name, a line or a block")
		}
	}
	if len(p.open) > 0 {
		p.warn("syntax", p.groups[p.open[0]-1].at, "", "The subgraph that begins here has no end.")
	}
	if p.styles > 0 {
		p.warn("not-kept", p.styled, "", fmt.Sprintf("A diagram has no place for styles of entities, so %d of them are left out.", p.styles))
	}
}

// space moves over white space and comments, and over line ends when lines is true.
func (p *parser) space(lines bool) {
	for p.at < len(p.s) {
		switch c := p.s[p.at]; {
		case c == ' ' || c == '\t' || c == '\r':
			p.at++
		case lines && (c == '\n' || c == ';'):
			p.at++
		case strings.HasPrefix(p.s[p.at:], "%%"):
			p.restOfLine()
		default:
			return
		}
	}
}

// restOfLine moves to the end of the line and returns what stood there.
func (p *parser) restOfLine() string {
	from := p.at
	if n := strings.IndexByte(p.s[p.at:], '\n'); n >= 0 {
		p.at += n
	} else {
		p.at = len(p.s)
	}
	return strings.TrimSpace(p.s[from:p.at])
}

// fault reports what should stand here and moves to the next line.
func (p *parser) fault(expected string) {
	at := p.at
	rest := p.restOfLine()
	what := "the end"
	if rest != "" {
		what = diagram.Short(rest)
	}
	p.warn("syntax", at, "", "Here should be "+expected+", but there is "+what+".")
	if p.at == at && p.at < len(p.s) {
		p.at++
	}
}

// statements that begin with a word.
var (
	accessible  = regexp.MustCompile(`(?i)^acc(title|descr)\s*:[ \t]*`)
	description = regexp.MustCompile(`(?i)^accdescr\s*\{`)
	directive   = regexp.MustCompile(`(?i)^direction[ \t]+(tb|bt|rl|lr|td)\b`)
	titled      = regexp.MustCompile(`(?i)^title[ \t:]+`)
	styling     = regexp.MustCompile(`(?i)^(classdef|class|style|click)[ \t]`)
	subgraph    = regexp.MustCompile(`(?i)^subgraph[ \t]`)
	endOfGroup  = regexp.MustCompile(`(?i)^end[ \t\r]*(\n|;|%%|$)`)
)

func (p *parser) statement() {
	rest := p.s[p.at:min(p.at+lookAhead, len(p.s))]
	n := 0
	for n < len(rest) && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z') {
		n++
	}
	switch strings.ToLower(rest[:min(n, 16)]) {
	case "accdescr":
		if description.MatchString(rest) {
			p.describe(len(description.FindString(rest)))
			return
		}
		fallthrough
	case "acctitle":
		if m := accessible.FindStringSubmatch(rest); m != nil {
			p.accessible(m)
			return
		}
	case "direction":
		if directive.MatchString(rest) {
			p.restOfLine()
			return
		}
	case "title":
		if titled.MatchString(rest) && !isRelation(p.lineFrom(p.at)) {
			p.at += len(titled.FindString(rest))
			p.title = decode(p.restOfLine())
			return
		}
	case "classdef", "class", "style", "click":
		if styling.MatchString(rest) && !isRelation(p.lineFrom(p.at)) {
			if p.styles++; p.styles == 1 {
				p.styled = p.at
			}
			p.restOfLine()
			return
		}
	case "subgraph":
		if subgraph.MatchString(rest) {
			p.beginGroup()
			return
		}
	case "end":
		if len(p.open) > 0 && endOfGroup.MatchString(rest) {
			p.at += 3
			p.open = p.open[:len(p.open)-1]
			return
		}
	}
	p.entityOrLine()
}

// describe reads a description in braces; its head is so long.
func (p *parser) describe(head int) {
	p.at += head
	n := strings.IndexByte(p.s[p.at:], '}')
	if n < 0 {
		p.warn("syntax", p.at, "", "The brace that opens here is never closed.")
		p.restOfLine()
		return
	}
	p.description = decode(strings.TrimSpace(p.s[p.at : p.at+n]))
	p.at += n + 1
}

// accessible reads a title or description in one line.
func (p *parser) accessible(head []string) {
	p.at += len(head[0])
	text := decode(p.restOfLine())
	if strings.EqualFold(head[1], "descr") {
		p.description = text
	} else if p.title == "" {
		p.title = text
	}
}

// lookAhead is how much of a line is looked at to know what it is. A line may be as long
// as the file, and hold many statements.
const lookAhead = 512

// lineFrom returns the next part of a line.
func (p *parser) lineFrom(at int) string {
	at = min(at, len(p.s))
	rest := p.s[at:min(at+lookAhead, len(p.s))]
	if n := strings.IndexByte(rest, '\n'); n >= 0 {
		return rest[:n]
	}
	return rest
}

// isRelation tells whether a line joins two entities, whatever word it begins with.
func isRelation(s string) bool {
	_, after, ok := strings.Cut(strings.TrimSpace(s), " ")
	return ok && relation.MatchString(strings.TrimSpace(after))
}

func (p *parser) beginGroup() {
	at := p.at
	p.at += len("subgraph")
	p.space(false)
	name, ok := p.name()
	if !ok {
		p.fault("the name of a subgraph")
		return
	}
	p.space(false)
	if p.take("[") {
		if n := strings.IndexAny(p.lineFrom(p.at), "]"); n >= 0 {
			name = decode(strings.Trim(p.s[p.at:p.at+n], `" `))
			p.at += n + 1
		}
	}
	if p.restOfLine() != "" {
		p.warn("syntax", at, "", "Behind the name of a subgraph the line ends.")
	}
	p.groups = append(p.groups, group{name, at})
	p.open = append(p.open, len(p.groups))
}

func (p *parser) take(sign string) bool {
	if !strings.HasPrefix(p.s[p.at:], sign) {
		return false
	}
	p.at += len(sign)
	return true
}

// name reads the name of an entity: in quotes, or of letters, digits and - _ * .
func (p *parser) name() (string, bool) {
	if p.at < len(p.s) && p.s[p.at] == '"' {
		n := strings.IndexAny(p.s[p.at+1:], "\"\n")
		if n < 0 || p.s[p.at+1+n] == '\n' {
			return "", false
		}
		name := decode(p.s[p.at+1 : p.at+1+n])
		p.at += n + 2
		return name, strings.TrimSpace(name) != ""
	}
	from := p.at
	for p.at < len(p.s) {
		r, size := utf8.DecodeRuneInString(p.s[p.at:])
		if r < 0x80 && r != '_' && r != '-' && r != '*' && r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		// What begins a line sticks to a name at times: a--b, a..b, a}o--o{b.
		if joint.MatchString(p.s[p.at:min(p.at+2, len(p.s))]) && p.at > from {
			break
		}
		p.at += size
	}
	return p.s[from:p.at], p.at > from
}

var joint = regexp.MustCompile(`^(--|\.\.|\.-|-\.)`)

// of returns the entity of a name, and makes it when it is new.
func (p *parser) of(name string, at int) *entity {
	e := p.byName[name]
	if e == nil {
		e = &entity{name: name, at: at}
		p.byName[name] = e
		p.entities = append(p.entities, e)
	}
	if e.group == 0 && len(p.open) > 0 {
		e.group = p.open[len(p.open)-1]
	}
	return e
}

// entity reads a name with its alias and style classes.
func (p *parser) entity() (*entity, bool) {
	at := p.at
	name, ok := p.name()
	if !ok {
		return nil, false
	}
	e := p.of(name, at)
	p.space(false)
	if p.take("[") {
		p.space(false)
		alias, ok := p.name()
		p.space(false)
		if !ok || !p.take("]") {
			p.warn("syntax", p.at, "", "A second name in brackets is one name or one text in quotes, and a closing bracket.")
			if n := strings.IndexByte(p.lineFrom(p.at), ']'); n >= 0 {
				p.at += n + 1
			}
		}
		e.alias = alias
		p.space(false)
	}
	if p.take(":::") {
		if p.styles++; p.styles == 1 {
			p.styled = at
		}
		for {
			p.space(false)
			p.name()
			p.space(false)
			if !p.take(",") {
				break
			}
		}
	}
	return e, true
}

const cardinalityWords = `one or zero|one or more|one or many|zero or one|zero or more|zero or many|only one|many\(0\)|many\(1\)|many|one|1\+|0\+|1`

var relation = regexp.MustCompile(`(?i)^(\|o|\}o|\}\||\|\||o\||o\{|\|\{|u|` + cardinalityWords + `)[ \t]*(--|\.\.|\.-|-\.|optionally[ \t]+to\b|to\b)[ \t]*(\|o|\}o|\}\||\|\||o\||o\{|\|\{|` + cardinalityWords + `)`)

var cardinalities = map[string]diagram.Cardinality{
	"|o": diagram.ZeroOne, "o|": diagram.ZeroOne, "zero or one": diagram.ZeroOne, "one or zero": diagram.ZeroOne,
	"}o": diagram.ZeroMany, "o{": diagram.ZeroMany, "zero or more": diagram.ZeroMany, "zero or many": diagram.ZeroMany, "0+": diagram.ZeroMany,
	"many(0)": diagram.ZeroMany, "many": diagram.ZeroMany,
	"}|": diagram.OneMany, "|{": diagram.OneMany, "one or more": diagram.OneMany, "one or many": diagram.OneMany, "1+": diagram.OneMany, "many(1)": diagram.OneMany,
	"||": diagram.One, "one": diagram.One, "only one": diagram.One, "1": diagram.One,
	"u": diagram.One, // the parent of a one-to-many that only Mermaid's own tests have
}

func (p *parser) entityOrLine() {
	at := p.at
	e, ok := p.entity()
	if !ok {
		p.fault("the name of an entity")
		return
	}
	p.space(false)
	if p.at >= len(p.s) || p.s[p.at] == '\n' || p.s[p.at] == ';' {
		return
	}
	m := relation.FindStringSubmatch(p.lineFrom(p.at))
	switch {
	case p.s[p.at] == '{':
		p.block(e)
	case m != nil:
		p.at += len(m[0])
		p.space(false)
		other, ok := p.entity()
		if !ok {
			p.fault("the name of an entity")
			return
		}
		l := &line{left: e, right: other, at: at, leftCard: cardinalities[strings.ToLower(m[1])], rightCard: cardinalities[strings.ToLower(m[3])]}
		l.identifying = m[2] == "--" || strings.EqualFold(m[2], "to")
		p.space(false)
		if !p.take(":") {
			p.warn("syntax", p.at, "", "A line has a colon and a label at its end.")
		} else {
			l.label = p.label()
		}
		p.lines = append(p.lines, l)
		p.endOfLine()
	default:
		p.endOfLine()
	}
}

func (p *parser) label() string {
	p.space(false)
	if p.at < len(p.s) && p.s[p.at] == '"' {
		if n := strings.IndexByte(p.s[p.at+1:], '"'); n >= 0 {
			text := p.s[p.at+1 : p.at+1+n]
			p.at += n + 2
			return decode(text)
		}
	}
	// Without quotes a label is one word, but people write more.
	at := p.at
	p.restOfLine()
	text, _, _ := strings.Cut(p.s[at:p.at], "%%")
	return decode(strings.TrimSpace(text))
}

func (p *parser) endOfLine() {
	p.space(false)
	if p.at < len(p.s) && p.s[p.at] != '\n' && p.s[p.at] != ';' {
		p.fault("the end of the line")
	}
}

// block reads the attributes of an entity in braces.
func (p *parser) block(e *entity) {
	open := p.at
	p.at++
	for {
		p.space(true)
		switch {
		case p.at >= len(p.s):
			p.warn("syntax", open, "", "The brace that opens here is never closed.")
			return
		case p.take("}"):
			return
		}
		p.attribute(e)
	}
}

func (p *parser) attribute(e *entity) {
	a := attribute{at: p.at}
	var ok bool
	if a.typ, ok = p.word(true); !ok {
		p.fault("the type of an attribute")
		return
	}
	p.take("?")
	p.space(true)
	if a.name, ok = p.word(false); !ok {
		p.warn("syntax", a.at, "", "An attribute has a type and a name, but there is only "+diagram.Short(a.typ)+".")
		return
	}
	for {
		p.space(true)
		m := attributeKey.FindString(p.s[p.at:min(p.at+4, len(p.s))])
		if m == "" {
			break
		}
		p.at += len(m)
		a.keys = append(a.keys, strings.ToUpper(m))
		p.space(true)
		p.take(",")
	}
	if p.at < len(p.s) && p.s[p.at] == '"' {
		n := strings.IndexByte(p.s[p.at+1:], '"')
		if n < 0 {
			p.fault("a closing quote")
			return
		}
		a.comment = decode(p.s[p.at+1 : p.at+1+n])
		p.at += n + 2
	}
	if len(e.attributes) <= diagram.MaxColumns {
		e.attributes = append(e.attributes, a)
	}
}

var attributeKey = regexp.MustCompile(`^(?i:PK|FK|UK)\b`)

// word reads the type or name of an attribute: in backticks, or up to white space. In a
// type ~T~ stands for <T>.
func (p *parser) word(typ bool) (string, bool) {
	rest := p.s[p.at:]
	if strings.HasPrefix(rest, "`") {
		n := strings.IndexByte(rest[1:], '`')
		if n <= 0 {
			return "", false
		}
		p.at += n + 2
		return decode(rest[1 : n+1]), true
	}
	n := strings.IndexAny(rest, " \t\r\n\"{}`")
	if n < 0 {
		n = len(rest)
	}
	word := rest[:n]
	if i := strings.Index(word, "%%"); i >= 0 {
		word = word[:i]
	}
	if typ {
		word = strings.TrimSuffix(word, "?")
	}
	p.at += len(word)
	if first, last := strings.IndexByte(word, '~'), strings.LastIndexByte(word, '~'); typ && first < last {
		word = word[:first] + "<" + word[first+1:last] + ">" + word[last+1:]
	}
	return word, word != ""
}
