package dbml

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// builder makes a page of a tree: it looks names up and puts partials into tables.
type builder struct {
	*parser
	page *diagram.Page
	d    *diagram.Diagram

	schemas  map[string]diagram.ID
	tables   map[string]*built // by schema and name
	aliases  map[string]*built
	folded   map[string]*built // by schema and name in lower case
	partials map[string]*table
	enums    map[string]*diagram.Domain // by schema and name
	groups   map[string]bool            // names of the table groups
	all      []*built
	used     map[diagram.ID]int
	pairs    map[string]bool // of the relationships, see key
	injected int             // columns that came from partials
	// usedPartials are those that stand in a table; trial means that what is built is thrown
	// away again.
	usedPartials map[string]bool
	trial        bool
}

// built is a table that is being built, with what is still to be looked up.
type built struct {
	*diagram.Table
	tree    *table
	schema  string
	columns map[string]*diagram.Column // by name, and by name in lower case
	refs    []*reference               // of its columns, in their order
	enums   []enumDefault
}

// enumDefault is a default that names a value of an enumeration.
type enumDefault struct {
	column *diagram.Column
	value  setting
}

// maxInjected bounds the columns that partials bring, so that no short text makes a huge
// diagram.
const maxInjected = 100_000

func newBuilder(p *parser) *builder {
	page := diagram.NewPage("")
	return &builder{
		parser: p, page: page, d: page.Diagram,
		schemas: map[string]diagram.ID{}, tables: map[string]*built{}, aliases: map[string]*built{}, folded: map[string]*built{},
		partials: map[string]*table{}, enums: map[string]*diagram.Domain{}, used: map[diagram.ID]int{}, pairs: map[string]bool{}, usedPartials: map[string]bool{}, groups: map[string]bool{},
	}
}

func (b *builder) build() {
	if len(b.file.project) > 0 {
		e := b.file.project[0]
		b.d.Name, b.d.Comment = diagram.CutName(e.name), b.prose(e.note, e.at)
		b.page.Name = b.d.Name
		if b.d.Dialect = dialects[strings.ToLower(strings.ReplaceAll(e.database, " ", ""))]; b.d.Dialect == "" && e.database != "" {
			b.report("unknown-dialect", e.at, "The database "+diagram.Short(e.database)+" is not one that is known here, so none is chosen.")
		}
	}
	for _, e := range b.file.enums {
		b.enum(e)
	}
	for _, t := range b.file.partials {
		n := strings.Join(t.name.parts, ".")
		if b.partials[n] != nil {
			b.report("duplicate-name", t.name.at, "There are two partials named "+diagram.Short(n)+"; the first is taken.")
			continue
		}
		b.partials[n] = t
	}
	for _, t := range b.file.tables {
		b.table(t)
	}
	for _, t := range b.all {
		b.alias(t)
		b.enumDefaults(t)
	}
	for _, g := range b.file.groups {
		b.group(g)
	}
	b.references()
	b.notes()
	b.unusedPartials()
}

// dialects are the values of database_type, in lower case without spaces.
var dialects = map[string]string{
	"postgresql": "postgres", "postgres": "postgres", "mysql": "mysql", "mariadb": "mariadb", "sqlite": "sqlite", "sqlite3": "sqlite",
	"sqlserver": "sqlserver", "mssql": "sqlserver", "mssqlserver": "sqlserver", "microsoftsqlserver": "sqlserver", "oracle": "oracle",
}

// id derives an ID that no other object has.
func (b *builder) id(parts ...string) diagram.ID {
	id := diagram.DerivedID(append([]string{"dbml"}, parts...)...)
	for b.used[id]++; b.used[id] > 1; b.used[id]++ {
		id = diagram.DerivedID(append([]string{"dbml", strconv.Itoa(b.used[id])}, parts...)...)
	}
	return id
}

// place keeps where an object is declared.
func (b *builder) place(id diagram.ID, at int) {
	if b.trial {
		return
	}
	line, column := b.source.Place(at)
	b.page.Places[id] = diagram.Position{Line: line, Column: column}
}

// prose returns a text that a diagram can hold; one that is too long is cut.
func (b *builder) prose(s string, at int) string { return b.cut(s, diagram.MaxText, at) }

func (b *builder) cut(s string, limit, at int) string {
	if len(s) <= limit || utf8.RuneCountInString(s) <= limit {
		return s
	}
	b.report("too-large", at, "This text has more than "+strconv.Itoa(limit)+" characters; the rest is left out.")
	return string([]rune(s)[:limit])
}

// split takes the name of a table apart: "public" is the schema of names without one.
func (n name) split() (schema, table string) {
	last := len(n.parts) - 1
	if last < 0 {
		return "", ""
	}
	schema = strings.Join(n.parts[:last], ".")
	if schema == "public" {
		schema = ""
	}
	return schema, n.parts[last]
}

// nameKey is a name with its schema, as a key of maps.
func nameKey(schema, table string) string { return schema + "\x00" + table }

func (b *builder) schema(n string) diagram.ID {
	if n == "" {
		return ""
	}
	if b.schemas[n] == "" {
		b.schemas[n] = b.d.AddSchema(&diagram.Schema{ID: b.id("schema", n), Name: diagram.CutName(n)}).ID
	}
	return b.schemas[n]
}

func (b *builder) enum(e *enum) {
	schema, n := e.name.split()
	if b.enums[nameKey(schema, n)] != nil {
		b.report("duplicate-name", e.name.at, "There are two enumerations named "+diagram.Short(n)+"; the first is kept.")
		return
	}
	o := &diagram.Domain{ID: b.id("enum", schema, n), Name: diagram.CutName(n), Schema: b.schema(schema)}
	seen := map[string]bool{}
	for _, v := range e.values {
		switch value := diagram.CutName(v.name); {
		case seen[value]:
			b.report("duplicate-name", v.at, "The enumeration has the value "+diagram.Short(value)+" twice; the second is left out.")
		case len(o.Values) == diagram.MaxColumns:
			b.report("too-large", v.at, "The enumeration has more than "+strconv.Itoa(diagram.MaxColumns)+" values; the rest is left out.")
			b.add(e, o, schema, n)
			return
		default:
			seen[value] = true
			o.Values = append(o.Values, value)
		}
	}
	if len(o.Values) == 0 {
		b.report("syntax", e.name.at, "The enumeration "+diagram.Short(n)+" has no values, so it is left out.")
		return
	}
	b.add(e, o, schema, n)
}

func (b *builder) add(e *enum, o *diagram.Domain, schema, n string) {
	b.enums[nameKey(schema, n)] = b.d.AddDomain(o)
	b.place(o.ID, e.name.at)
}

// find returns the table of this name or alias, or nil.
func (b *builder) find(n name) *built {
	if len(n.parts) == 1 {
		if t := b.aliases[n.parts[0]]; t != nil {
			return t
		}
	}
	schema, table := n.split()
	if t := b.tables[nameKey(schema, table)]; t != nil {
		return t
	}
	return b.folded[strings.ToLower(nameKey(schema, table))]
}

func (b *builder) alias(t *built) {
	switch a := t.tree.alias; {
	case a == "":
	case b.aliases[a] != nil, b.tables[nameKey("", a)] != nil && b.tables[nameKey("", a)] != t:
		b.report("duplicate-name", t.tree.name.at, "The second name "+diagram.Short(a)+" is that of another table, too; it is left out.")
	default:
		b.aliases[a] = t
	}
}

// group makes a module of a table group.
func (b *builder) group(g *group) {
	n := strings.Join(g.name.parts, ".")
	m := &diagram.Module{ID: b.id("group", n), Name: diagram.CutName(n), Comment: b.prose(g.note, g.name.at)}
	if b.groups[m.Name] {
		b.report("duplicate-name", g.name.at, "There are two table groups named "+diagram.Short(n)+".")
	}
	b.groups[m.Name] = true
	for _, s := range g.settings {
		if s.key != "color" {
			b.refuse([]setting{s}, "a table group")
			continue
		}
		m.Color = b.color(s)
	}
	b.d.AddModule(m)
	b.place(m.ID, g.name.at)
	for _, n := range g.tables {
		t := b.find(n)
		switch {
		case t == nil:
			b.report("unresolved-reference", n.at, "The group names the table "+diagram.Short(strings.Join(n.parts, "."))+", which is not in the file.")
		case t.Module != "":
			b.reportOf("duplicate-name", n.at, t.ID, "The table "+diagram.Short(t.Name)+" is in another group already; it stays there.")
		default:
			t.Module = m.ID
		}
	}
}

// notes makes the notes that stand on their own.
func (b *builder) notes() {
	names := map[string]bool{}
	for i, e := range b.file.notes {
		if names[e.name] {
			b.report("duplicate-name", e.at, "There are two notes named "+diagram.Short(e.name)+"; both are kept.")
		}
		names[e.name] = true
		n := &diagram.Note{ID: b.id("note", e.name, strconv.Itoa(i)), Text: b.prose(e.note, e.at), Size: noteSize(e.note)}
		for _, s := range e.settings {
			if s.key != "color" {
				b.refuse([]setting{s}, "a note")
				continue
			}
			n.Color = b.color(s)
		}
		b.d.AddNote(n)
		b.place(n.ID, e.at)
	}
}

// noteSize is room enough for a text at the usual size of letters.
func noteSize(text string) diagram.Size {
	const width, letters, line = 240.0, 32, 18.0
	lines := 0
	for s := range strings.SplitSeq(text, "\n") {
		lines += 1 + utf8.RuneCountInString(s)/letters
	}
	return diagram.Size{W: width, H: min(40+line*float64(lines), 2000)}
}
