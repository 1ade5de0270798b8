package dbml

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// databases are the dialects as database_type has them.
var databases = map[string]string{
	"postgres": "PostgreSQL", "mysql": "MySQL", "mariadb": "MariaDB", "sqlite": "SQLite", "sqlserver": "SQL Server", "oracle": "Oracle",
}

// maxRemarks bounds the comments at the end of a text about what it does not hold.
const maxRemarks = 100

// Write writes a diagram as DBML and says what DBML has no word for; comments at the end
// of the text say it, too. The same diagram gives the same text. The error is w's.
func Write(w io.Writer, d *diagram.Diagram) ([]diagram.Loss, error) {
	f := fit(d)
	p := &printer{Writer: bufio.NewWriter(w), d: f.out, f: f, types: map[string]string{}, members: map[diagram.ID][]*diagram.Table{}}
	for _, o := range p.d.SortedDomains() {
		if s := p.d.Schemas[o.Schema]; s != nil {
			p.types[qualify(s.Name, o.Name)] = p.qualified(o.Schema, o.Name)
		}
	}
	p.project()
	for _, o := range p.d.SortedDomains() {
		p.enum(o)
	}
	for _, t := range p.d.SortedTables() {
		p.table(t)
		p.members[t.Module] = append(p.members[t.Module], t)
	}
	for _, r := range p.d.SortedRelationships() {
		p.relationship(r)
	}
	for _, m := range p.d.SortedModules() {
		p.group(m)
	}
	for i, n := range p.d.SortedNotes() {
		p.blank()
		p.line("Note note_%d%s {", i+1, colorSetting(n.Color))
		p.line("  %s", quote(n.Text))
		p.line("}")
	}
	if len(f.said) > 0 {
		p.blank()
	}
	for i, s := range f.said {
		if i == maxRemarks {
			p.line("// note: There are %d more.", len(f.said)-i)
			break
		}
		p.line("// note: %s", s)
	}
	return f.losses, p.Flush()
}

// printer writes a diagram that fits.
type printer struct {
	*bufio.Writer
	d     *diagram.Diagram
	f     *fitter
	begun bool
	types map[string]string // of enumerations in schemas, as columns have them and as the text does
	// members are the tables of the modules.
	members map[diagram.ID][]*diagram.Table
}

// line writes a line. The error is kept by the writer below and shows at its end.
func (p *printer) line(format string, args ...any) {
	p.begun = true
	fmt.Fprintf(p.Writer, format+"\n", args...)
}

// blank separates what comes from what is there.
func (p *printer) blank() {
	if p.begun {
		p.line("")
	}
}

func (p *printer) project() {
	d := p.d
	if d.Name == "" && d.Comment == "" && d.Dialect == "" {
		return
	}
	head := "Project "
	if d.Name != "" {
		head += nameText(d.Name) + " "
	}
	p.line("%s{", head)
	if d.Dialect != "" {
		p.line("  database_type: %s", quote(databases[d.Dialect]))
	}
	p.noteLine(d.Comment)
	p.line("}")
}

func (p *printer) noteLine(text string) {
	if text != "" {
		p.line("  Note: %s", quote(text))
	}
}

func (p *printer) enum(o *diagram.Domain) {
	p.blank()
	p.line("Enum %s {", p.qualified(o.Schema, o.Name))
	for _, v := range o.Values {
		p.line("  %s", nameText(v))
	}
	p.line("}")
}

func (p *printer) qualified(schema diagram.ID, n string) string {
	if s := p.d.Schemas[schema]; s != nil {
		return nameText(s.Name) + "." + nameText(n)
	}
	return nameText(n)
}

func (p *printer) table(t *diagram.Table) {
	p.blank()
	p.line("Table %s {", p.qualified(t.Schema, t.Name))
	single := map[diagram.ID][]string{} // marks of columns
	var keys []*diagram.Key
	for _, k := range t.Keys {
		switch {
		case k.Name != "" || len(k.Columns) > 1 || !k.Primary && slices.Contains(single[k.Columns[0]], "unique"):
			keys = append(keys, k)
		case k.Primary:
			single[k.Columns[0]] = append(single[k.Columns[0]], "pk")
		default:
			single[k.Columns[0]] = append(single[k.Columns[0]], "unique")
		}
	}
	for _, c := range t.Columns {
		p.column(c, single[c.ID])
	}
	if len(keys)+len(t.Indexes) > 0 {
		p.line("\n  indexes {")
		for _, k := range keys {
			p.key(t, k)
		}
		for _, x := range t.Indexes {
			p.index(t, x)
		}
		p.line("  }")
	}
	if len(t.Checks) > 0 {
		p.line("\n  checks {")
		for _, c := range t.Checks {
			p.line("    `%s`%s", c.Expression, settingsText(nameSetting(c.Name)...))
		}
		p.line("  }")
	}
	if t.Comment != "" {
		p.line("")
		p.noteLine(t.Comment)
	}
	p.line("}")
}

func (p *printer) column(c *diagram.Column, marks []string) {
	list := slices.Clone(marks)
	if c.Identity != diagram.IdentityNone {
		list = append(list, "increment")
	}
	if c.NotNull {
		list = append(list, "not null")
	}
	if s, _ := standardText(c.Default); s != "" {
		list = append(list, "default: "+s)
	}
	if c.Check != "" {
		list = append(list, "check: `"+c.Check+"`")
	}
	if c.Comment != "" {
		list = append(list, "note: "+quote(c.Comment))
	}
	p.line("  %s %s%s", nameText(c.Name), p.typeText(c.Type), settingsText(list...))
}

// plainType is a type that reads as it is written.
var plainType = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\([A-Za-z0-9_]+(, ?[A-Za-z0-9_]+)*\))?(\[[0-9]*\])*$`)

// typeText writes a type: the name of an enumeration with its schema, a plain type as it
// is, and any other in quotes.
func (p *printer) typeText(typ string) string {
	if plainType.MatchString(typ) {
		return typ
	}
	if text := p.types[typ]; text != "" {
		return text
	}
	return quoteName(typ)
}

func (p *printer) key(t *diagram.Table, k *diagram.Key) {
	list := []string{"unique"}
	if k.Primary {
		list[0] = "pk"
	}
	list = append(list, nameSetting(k.Name)...)
	if !k.Primary {
		list = append(list, "note: "+quote(uniqueNote))
	}
	p.line("    %s%s", columnList(columnsOf(t, k.Columns)), settingsText(list...))
}

func (p *printer) index(t *diagram.Table, x *diagram.Index) {
	var parts, list []string
	for _, part := range x.Parts {
		if part.Column == "" {
			parts = append(parts, "`"+part.Expression+"`")
		} else {
			parts = append(parts, nameText(t.Column(part.Column).Name))
		}
	}
	text := strings.Join(parts, ", ")
	if len(parts) > 1 {
		text = "(" + text + ")"
	}
	if x.Unique {
		list = append(list, "unique")
	}
	list = append(list, nameSetting(x.Name)...)
	if x.Method != "" {
		method := x.Method
		if !plainName.MatchString(method) {
			method = quote(method)
		}
		list = append(list, "type: "+method)
	}
	p.line("    %s%s", text, settingsText(list...))
}

func nameSetting(n string) []string {
	if n == "" {
		return nil
	}
	return []string{"name: " + quote(n)}
}

func settingsText(list ...string) string {
	if len(list) == 0 {
		return ""
	}
	return " [" + strings.Join(list, ", ") + "]"
}

func colorSetting(color string) string {
	if color == "" {
		return ""
	}
	return " [color: " + colors[color] + "]"
}

// columnList writes one column, or several in parentheses.
func columnList(columns []*diagram.Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = nameText(c.Name)
	}
	if len(names) == 1 {
		return names[0]
	}
	return "(" + strings.Join(names, ", ") + ")"
}

func (p *printer) relationship(r *diagram.Relationship) {
	p.blank()
	head := "Ref"
	if r.Name != "" {
		head += " " + nameText(r.Name)
	}
	ends := p.f.ends[r.ID]
	a, b := p.end(r.Ends[0].Table, ends[0]), p.end(r.Ends[1].Table, ends[1])
	sign := p.sign(r)
	if strings.Contains(sign, "-") { // the second end of a one-to-one refers to the first
		a, b = b, a
	}
	p.line("%s: %s %s %s%s", head, a, sign, b, settingsText(actionSettings(r)...))
}

func (p *printer) end(table diagram.ID, columns []*diagram.Column) string {
	t := p.d.Tables[table]
	return p.qualified(t.Schema, t.Name) + "." + columnList(columns)
}

// sign is that of a relationship from child to parent, but of a one-to-one from parent to
// child. It has question marks where it would else be read in another way.
func (p *printer) sign(r *diagram.Relationship) string {
	a, b := r.Ends[0].Card, r.Ends[1].Card
	mark := func(c diagram.Cardinality) string {
		if c == diagram.ZeroMany || c == diagram.ZeroOne {
			return "?"
		}
		return ""
	}
	if !r.Directed {
		return mark(a) + "<>" + mark(b)
	}
	plain := diagram.Refer(p.d.Tables[r.Ends[0].Table], p.d.Tables[r.Ends[1].Table], r.Pairs)
	isPlain := (a == diagram.ZeroMany || a == diagram.ZeroOne) && b == plain.Ends[1].Card
	switch {
	case a.IsOne() && isPlain:
		return "-"
	case a.IsOne():
		return mark(b) + "-" + mark(a)
	case isPlain:
		return ">"
	}
	return mark(a) + ">" + mark(b)
}

func actionSettings(r *diagram.Relationship) []string {
	var list []string
	if r.OnDelete != "" {
		list = append(list, "delete: "+strings.ReplaceAll(string(r.OnDelete), "_", " "))
	}
	if r.OnUpdate != "" {
		list = append(list, "update: "+strings.ReplaceAll(string(r.OnUpdate), "_", " "))
	}
	return list
}

func (p *printer) group(m *diagram.Module) {
	p.blank()
	p.line("TableGroup %s%s {", nameText(m.Name), colorSetting(m.Color))
	for _, t := range p.members[m.ID] {
		p.line("  %s", p.qualified(t.Schema, t.Name))
	}
	p.noteLine(m.Comment)
	p.line("}")
}

// plainName needs no quotes.
var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// nameText writes a name, in quotes where it needs them. The words that begin something
// have quotes, too.
func nameText(n string) string {
	if plainName.MatchString(n) && !slices.Contains(words, strings.ToLower(n)) {
		return n
	}
	return quoteName(n)
}

// words begin blocks or stand for something.
var words = []string{"note", "indexes", "checks", "records", "metadata", "ref", "as", "true", "false", "null", "table", "enum", "project"}

func quoteName(s string) string { return `"` + escape(s, '"') + `"` }

// escape puts backslashes where a text in these quotes needs them.
func escape(s string, quote rune) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || r == quote:
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f || r == '\ufeff':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// quote writes a text: one of several lines as such, where reading it gives the same.
func quote(s string) string {
	if strings.Contains(s, "\n") {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			lines[i] = escape(line, '\'')
		}
		if text := strings.Join(lines, "\n"); dedent(s) == s {
			return "'''" + text + "'''"
		}
	}
	return "'" + escape(s, '\'') + "'"
}

// standardText writes a default value; ok is false for one that DBML can't hold.
func standardText(s string) (text string, ok bool) {
	switch {
	case s == "" || s == "true" || s == "false" || s == "null" || plainNumber.MatchString(s):
		return s, true
	case sqlText.MatchString(s):
		return quote(strings.ReplaceAll(s[1:len(s)-1], "''", "'")), true
	case codeText(s) == "":
		return "", false
	}
	return "`" + s + "`", true
}

var (
	plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	sqlText     = regexp.MustCompile(`(?s)^'([^']|'')*'$`)
)
