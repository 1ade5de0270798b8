// Package prisma reads and writes schemas of Prisma, in the grammar of
// https://www.prisma.io/docs/orm/reference/prisma-schema-reference: models with
// relations, enumerations, keys and indexes, for the database of the diagram's dialect.
// A fault in a text is told with its place, and the next line is read.
//
// Names that are no identifiers get one, and @map or @@map keeps the name of the
// database. What Prisma would refuse (a foreign key to columns that are not unique, a model
// without a unique key) is left out or ignored as Prisma's own introspection does, and told.
//
// Start at Read and Write; names.go finds names for what is written, types.go types, and
// relation.go relations.
package prisma

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"crowsfoot/diagram"
)

// Write writes a diagram and says what the schema does not hold. The dialect chooses the
// database; empty means the diagram's, else PostgreSQL. The same diagram gives the same
// text. The error is w's.
func Write(w io.Writer, d *diagram.Diagram, dialect string) ([]diagram.Loss, error) {
	if dialect == "" {
		dialect = d.Dialect
	}
	p := &printer{Writer: bufio.NewWriter(w), d: d, provider: providers[dialect], maps: map[string]int{}}
	if p.provider == "" {
		p.provider = "postgresql"
		p.lose(diagram.RootID, "the diagram", diagram.When(dialect != "", "its dialect, so it is written for PostgreSQL"))
	}
	p.name()
	p.relate()
	p.head()
	for _, o := range d.SortedDomains() {
		p.enum(o)
	}
	for _, m := range p.models {
		p.model(m)
	}
	p.rest()
	return p.losses, p.Flush()
}

// providers are the databases of Prisma by dialect.
var providers = map[string]string{
	"postgres": "postgresql", "mysql": "mysql", "mariadb": "mysql", "sqlite": "sqlite", "sqlserver": "sqlserver",
}

type printer struct {
	*bufio.Writer
	d        *diagram.Diagram
	provider string
	losses   diagram.Losses
	models   []*model
	byTable  map[diagram.ID]*model
	enums    map[diagram.ID]*enum
	domains  map[string]*diagram.Domain // by the names that columns use, in lower case
	schemas  []string                   // that the file names; none when all tables are in the usual one
	// maps counts the names of constraints and indexes: only one that is alone is written.
	maps map[string]int
}

// line writes a line. The error is kept by the writer below and shows at its end.
func (p *printer) line(format string, args ...any) { fmt.Fprintf(p.Writer, format+"\n", args...) }

// lose reports what of an object can't be said, if anything.
func (p *printer) lose(id diagram.ID, of string, what ...string) {
	p.losses.Lack("not-in-prisma", "Prisma", id, of, what...)
}

func (p *printer) head() {
	p.comment("", p.d.Name)
	p.comment("", p.d.Comment)
	p.line("// Up to version 6 Prisma also wants here: url = env(\"DATABASE_URL\")")
	p.line("datasource db {")
	p.line("  provider = %s", quote(p.provider))
	if len(p.schemas) > 0 {
		list := make([]string, len(p.schemas))
		for i, s := range p.schemas {
			list[i] = quote(s)
		}
		p.line("  schemas  = [%s]", strings.Join(list, ", "))
	}
	p.line("}")
}

// comment writes a text as documentation.
func (p *printer) comment(indent, text string) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		p.line("%s", strings.TrimRight(indent+"/// "+oneLine(line), " "))
	}
}

// oneLine drops what would end a line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}

// quote writes a text in double quotes.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func (p *printer) enum(o *diagram.Domain) {
	e := p.enums[o.ID]
	if e == nil {
		p.lose(o.ID, "domains", diagram.Short(o.Name))
		return
	}
	p.line("")
	p.comment("", o.Comment)
	p.line("enum %s {", e.name)
	for _, v := range e.values {
		p.line("  %s%s", v.name, mapText(" @map", v.name, v.original))
	}
	p.mapLine(e.name, e.original)
	if e.schema != "" {
		p.line("  @@schema(%s)", quote(e.schema))
	}
	p.line("}")
	p.lose(o.ID, "the enumeration "+diagram.Short(o.Name), diagram.When(o.NotNull || o.Default != "" || o.Check != "", "its rules"),
		diagram.When(len(e.values) != len(o.Values), "values that are there twice"), diagram.When(e.original != o.Name, "its very name"), diagram.When(o.Schema != "" && e.schema == "", "its schema"))
}

func mapText(attribute, name, original string) string {
	if name == original || original == "" {
		return ""
	}
	return fmt.Sprintf("%s(%s)", attribute, quote(original))
}

func (p *printer) mapLine(name, original string) {
	if s := mapText("@@map", name, original); s != "" {
		p.line("  %s", s)
	}
}

func (p *printer) model(m *model) {
	t := m.table
	p.line("")
	p.comment("", t.Comment)
	p.line("model %s {", m.name)
	for _, f := range m.fields {
		p.comment("  ", f.column.Comment)
		p.field(m, f)
	}
	for _, r := range m.relations {
		p.line("  %s %s%s", r.name, r.typ, r.attributes)
	}
	for _, l := range p.blockLines(m) {
		p.line("  %s", l)
	}
	p.mapLine(m.name, m.original)
	if m.schema != "" {
		p.line("  @@schema(%s)", quote(m.schema))
	}
	if m.ignored {
		p.line("  @@ignore")
	}
	p.line("}")
	of := "the table " + diagram.Short(t.Name)
	p.lose(t.ID, of, diagram.When(m.original != t.Name, "its very name"), diagram.When(t.Kind != diagram.KindPlain, "that it is a "+string(t.Kind)), diagram.When(t.Definition != "", "its query"), diagram.When(t.Module != "", "its module"),
		diagram.When(t.Schema != "" && m.schema == "", "its schema"), diagram.When(m.ignored, "that it is there, because it has no unique key that is not null"))
	for _, x := range t.Checks {
		p.lose(x.ID, of, "a check")
	}
	for _, x := range t.Dependencies {
		p.lose(x.ID, of, "a functional dependency")
	}
}

func (p *printer) field(m *model, f *field) {
	c := f.column
	typ := f.typ.name
	switch {
	case f.typ.list:
		typ += "[]"
	case !m.table.NotNull(c):
		typ += "?"
	}
	text := f.name + " " + typ
	if key := m.table.PrimaryKey(); key != nil && len(key.Columns) == 1 && key.Columns[0] == c.ID && m.canBeKey(key.Columns) {
		text += " @id"
		if p.provider != "mysql" {
			text += p.mapArgument(key.Name)
		}
	}
	if k := m.single(c.ID); k != nil {
		text += " @unique" + p.mapArgument(k.Name)
	}
	standard, exact := p.standard(m, f)
	text += standard + mapText(" @map", f.name, f.original) + f.typ.native
	p.line("  %s", text)
	p.lose(c.ID, "the column "+diagram.Short(m.table.Name)+"."+diagram.Short(c.Name), diagram.When(!exact, "how its value is given"),
		diagram.When(f.original != c.Name, "its very name"),
		diagram.When(f.typ.vague, "its very type"), diagram.When(c.Generated != "", "that it is computed"), diagram.When(c.Check != "", "its check"), diagram.When(c.Collation != "", "its collation"),
		diagram.When(f.typ.list && !c.NotNull, "that the list may be null"))
}

// mapArgument writes the name of a constraint, where it is the only one of that name.
func (p *printer) mapArgument(name string) string {
	if !p.mayName(name) {
		return ""
	}
	return "(map: " + quote(name) + ")"
}

func (p *printer) mayName(name string) bool {
	// SQLite's primary keys and unique columns have no names that matter.
	return name != "" && p.maps[name] == 1 && p.provider != "sqlite" && len(name) <= 63
}

// blockLines are the keys of several columns and the indexes.
func (p *printer) blockLines(m *model) []string {
	t := m.table
	of := "the table " + diagram.Short(t.Name)
	var list []string
	seen := map[string]bool{}
	for _, f := range m.fields {
		seen["@@unique(["+f.name+"]"] = m.single(f.column.ID) != nil
	}
	add := func(attribute, fields, name string) {
		// Of two with the same columns Prisma would give both one name.
		text := attribute + "([" + fields + "]"
		key := strings.ReplaceAll(text, "(sort: Desc)", "")
		if seen[key] {
			return
		}
		seen[key] = true
		if p.mayName(name) && (attribute != "@@id" || p.provider != "mysql") {
			text += ", map: " + quote(name)
		}
		list = append(list, text+")")
	}
	primary := t.PrimaryKey()
	for _, k := range t.Keys {
		switch {
		case k == primary && m.canBeKey(k.Columns):
			if len(k.Columns) > 1 {
				add("@@id", m.names(k.Columns), k.Name)
			}
		case !k.Primary && m.canBeUnique(k.Columns):
			if m.single(k.Columns[0]) != k {
				add("@@unique", m.names(k.Columns), k.Name)
			}
		default:
			p.lose(k.ID, of, "a key, because of its number or the types of its columns")
		}
	}
	for _, x := range t.Indexes {
		ids := x.ColumnIDs()
		if x.Where != "" || len(ids) == 0 || !m.canBeUnique(ids) {
			p.lose(x.ID, of, "an index with an expression, a condition or columns of such a type")
			continue
		}
		attribute := "@@index"
		if x.Unique {
			attribute = "@@unique"
		}
		var fields []string
		plain := true
		for _, part := range x.Parts {
			text := m.byID[part.Column].name
			if part.Descending {
				text += "(sort: Desc)"
			}
			plain = plain && part.Nulls == "" && part.Length == 0 && part.Class == ""
			fields = append(fields, text)
		}
		add(attribute, strings.Join(fields, ", "), x.Name)
		p.lose(x.ID, of, diagram.When(!plain, "order of nulls, length or class of an index"), diagram.When(len(x.Include) > 0, "the columns stored with an index"),
			diagram.When(x.Method != "" && x.Method != "btree", "the method of an index"))
	}
	return list
}

// rest reports what has no place in the text at all.
func (p *printer) rest() {
	for _, o := range p.d.SortedModules() {
		p.lose(o.ID, "modules", diagram.Short(o.Name))
	}
	for _, o := range p.d.SortedNotes() {
		p.lose(o.ID, "notes", diagram.Short(o.Text))
	}
	for _, o := range p.d.SortedFrames() {
		p.lose(o.ID, "frames", diagram.Short(o.Title))
	}
	for _, o := range p.d.SortedIgnores() {
		p.lose(o.ID, "ignored findings", diagram.Short(o.Rule))
	}
}
