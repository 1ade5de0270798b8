// Package plantuml writes diagrams for PlantUML as entities with crow's feet, its
// "information engineering" notation: https://plantuml.com/ie-diagram. Modules become
// packages, and notes notes.
//
// Start at Write.
package plantuml

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"crowsfoot/diagram"
)

// Write writes a diagram and says what PlantUML has no word for. The same diagram gives
// the same text. The error is w's.
func Write(w io.Writer, d *diagram.Diagram) ([]diagram.Loss, error) {
	p := &printer{Writer: bufio.NewWriter(w), d: d, alias: map[diagram.ID]string{}, foreign: map[diagram.ID]bool{}, members: map[diagram.ID][]*diagram.Table{}}
	p.look()
	p.line("@startuml")
	if d.Name != "" {
		p.line("title %s", text(d.Name))
	}
	p.line("hide circle")
	p.line("hide methods")
	p.line("skinparam linetype ortho")
	for _, t := range d.SortedTables() {
		if d.Modules[t.Module] == nil {
			p.table(t, "")
		}
	}
	for _, m := range d.SortedModules() {
		p.module(m)
	}
	for i, r := range d.SortedRelationships() {
		p.relationship(i, r)
	}
	for i, n := range d.SortedNotes() {
		p.note(i, n)
	}
	p.rest()
	p.line("@enduml")
	return p.losses, p.Flush()
}

type printer struct {
	*bufio.Writer
	d       *diagram.Diagram
	losses  diagram.Losses
	alias   map[diagram.ID]string // what lines call tables
	foreign map[diagram.ID]bool   // columns of foreign keys
	members map[diagram.ID][]*diagram.Table
}

// line writes a line. The error is kept by the writer below and shows at its end.
func (p *printer) line(format string, args ...any) { fmt.Fprintf(p.Writer, format+"\n", args...) }

// lose reports what of an object can't be said, if anything.
func (p *printer) lose(id diagram.ID, of string, what ...string) {
	p.losses.Lack("not-in-plantuml", "PlantUML", id, of, what...)
}

var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// look names the tables and finds the columns of foreign keys.
func (p *printer) look() {
	taken := map[string]bool{}
	for i, t := range p.d.SortedTables() {
		name := t.Name
		if !plainName.MatchString(name) || t.Schema != "" || taken[name] || strings.Contains(name, "__") {
			name = fmt.Sprintf("table_%d", i+1)
		}
		for taken[name] { // a table that is called table_7 itself
			name += "_"
		}
		taken[name] = true
		p.members[t.Module] = append(p.members[t.Module], t)
		p.alias[t.ID] = name
	}
	for _, r := range p.d.Relationships {
		if _, _, ok := p.d.ForeignKey(r); ok {
			for _, id := range r.FromColumns() {
				p.foreign[id] = true
			}
		}
	}
}

// text writes a text so that each letter stands for itself: what means something to
// PlantUML is written as its code, <U+0022>.
func text(s string) string {
	var b strings.Builder
	last := ' '
	for i, r := range strings.Join(strings.Fields(s), " ") {
		plain := r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)) ||
			r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == ' '
		if !plain && i > 0 {
			plain = strings.ContainsRune("_.,:()[]'-=", r) && r != last
		}
		if plain || i == 0 && r == '_' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
		last = r
	}
	return b.String()
}

func (p *printer) module(m *diagram.Module) {
	color := ""
	if c := colors[m.Color]; c != "" {
		color = " " + c
	}
	p.line(`package "%s"%s {`, text(m.Name), color)
	for _, t := range p.members[m.ID] {
		p.table(t, "  ")
	}
	p.line("}")
	p.lose(m.ID, "the module "+diagram.Short(m.Name), diagram.When(m.Comment != "", "its comment"), diagram.When(len(m.Allows) > 0, "what it may refer to"))
}

// colors are the tints of the modules.
var colors = map[string]string{
	"azure": "#e8f3fd", "teal": "#e5f5f2", "amber": "#f9efe5", "slate": "#eef1f5",
	"olive": "#f2f2e5", "vermilion": "#fdedeb", "violet": "#f4eefb", "rose": "#fbedf4",
}

// table writes an entity: the columns of its key, a rule, and the others.
func (p *printer) table(t *diagram.Table, indent string) {
	name := t.Name
	if s := p.d.Schemas[t.Schema]; s != nil {
		name = s.Name + "." + name
	}
	head := p.alias[t.ID]
	if head != name {
		head = fmt.Sprintf(`"%s" as %s`, text(name), head)
	}
	kind := ""
	if t.Kind == diagram.KindView {
		kind = " <<view>>"
	}
	p.line("%sentity %s%s {", indent, head, kind)
	for _, inKey := range []bool{true, false} {
		for _, c := range t.Columns {
			if t.InPrimaryKey(c.ID) == inKey {
				p.column(t, c, indent+"  ")
			}
		}
		if inKey {
			p.line("%s  --", indent)
		}
	}
	p.line("%s}", indent)
	of := "the table " + diagram.Short(t.Name)
	p.lose(t.ID, of, diagram.When(t.Comment != "", "its comment"), diagram.When(t.Definition != "", "its query"),
		diagram.When(t.Kind != diagram.KindPlain && t.Kind != diagram.KindView, "that it is a "+string(t.Kind)), diagram.When(diagram.CutName(name) != name, "its very name"))
	for _, k := range t.Keys {
		p.lose(k.ID, of, diagram.When(!k.Primary && len(k.Columns) != 1, "a unique key of several columns"), diagram.When(k.Name != "", "the name of a key"),
			diagram.When(k.Primary && k != t.PrimaryKey(), "a second primary key"))
	}
	for _, x := range t.Indexes {
		p.lose(x.ID, of, "an index")
	}
	for _, x := range t.Checks {
		p.lose(x.ID, of, "a check")
	}
	for _, x := range t.Dependencies {
		p.lose(x.ID, of, "a functional dependency")
	}
}

func (p *printer) column(t *diagram.Table, c *diagram.Column, indent string) {
	row := text(c.Name)
	if t.NotNull(c) {
		row = "* " + row
	}
	if c.Type != "" {
		row += " : " + text(c.Type)
	}
	if c.Default != "" {
		row += " = " + text(c.Default)
	}
	for _, mark := range []string{
		diagram.When(t.InPrimaryKey(c.ID), "PK"), diagram.When(p.foreign[c.ID], "FK"), diagram.When(c.Identity != "", "generated"),
		diagram.When(slices.ContainsFunc(t.Keys, func(k *diagram.Key) bool { return !k.Primary && len(k.Columns) == 1 && k.Columns[0] == c.ID }), "unique"),
	} {
		if mark != "" {
			row += " <<" + mark + ">>"
		}
	}
	p.line("%s%s", indent, row)
	p.lose(c.ID, "the column "+diagram.Short(t.Name)+"."+diagram.Short(c.Name), diagram.When(c.Comment != "", "its comment"),
		diagram.When(c.Generated != "", "that it is computed"), diagram.When(c.Check != "", "its check"), diagram.When(c.Collation != "", "its collation"),
		diagram.When(c.Identity == diagram.IdentityAlways, "that its number is always given"))
}

// relationship writes a line, an arrow of inheritance, or a diamond with a line to each
// of more than two tables.
func (p *printer) relationship(i int, r *diagram.Relationship) {
	between := "--"
	if !r.Identifying {
		between = ".."
	}
	var names []string
	for _, e := range r.Ends {
		names = append(names, p.alias[e.Table])
	}
	label := r.Verb
	if label == "" {
		label = r.Name
	}
	if label != "" {
		label = " : " + text(label)
	}
	switch {
	case slices.Contains(names, "") || len(names) < 2:
		p.lose(r.ID, "the relationship "+diagram.Short(r.Name), "that it is there, because its tables are not")
		return
	case len(names) > 2:
		p.line("<> relationship_%d", i+1)
		for n, e := range r.Ends {
			p.line("%s %s%s relationship_%d%s", names[n], leftSign(e.Card), between, i+1, label)
			label = ""
		}
	case r.Inheritance:
		p.line("%s %s|> %s%s", names[0], between, names[1], label)
	default:
		p.line("%s %s%s%s %s%s", names[1], leftSign(r.Ends[1].Card), between, rightSign(r.Ends[0].Card), names[0], label)
	}
	_, _, isKey := p.d.ForeignKey(r)
	open := slices.ContainsFunc(r.Ends, func(e diagram.End) bool { return e.Card == diagram.Many })
	roles := slices.ContainsFunc(r.Ends, func(e diagram.End) bool { return e.Role != "" })
	p.lose(r.ID, "the relationship "+diagram.Short(r.Name), diagram.When(isKey, "the columns that it joins"), diagram.When(open, "that it is left open whether none is allowed"),
		diagram.When(r.Verb != "" && r.Name != "", "its name"), diagram.When(r.Inverse != "", "its second verb"), diagram.When(r.Comment != "", "its comment"), diagram.When(roles, "its roles"),
		diagram.When(r.OnDelete != "" || r.OnUpdate != "", "its actions"), diagram.When(r.Deferrable || r.InitiallyDeferred, "that it is deferrable"), diagram.When(len(r.Attributes) > 0, "its attributes"))
}

func leftSign(c diagram.Cardinality) string {
	switch c {
	case diagram.One:
		return "||"
	case diagram.ZeroOne:
		return "|o"
	case diagram.OneMany:
		return "}|"
	case diagram.Many, diagram.ZeroMany:
		return "}o"
	case diagram.Unknown:
	}
	return ""
}

func rightSign(c diagram.Cardinality) string {
	return strings.NewReplacer("|o", "o|", "}|", "|{", "}o", "o{").Replace(leftSign(c))
}

func (p *printer) note(i int, n *diagram.Note) {
	p.line("note as note_%d", i+1)
	for line := range strings.SplitSeq(n.Text, "\n") {
		if line = text(line); strings.EqualFold(line, "end note") || strings.EqualFold(line, "endnote") {
			line = "<U+0065>" + line[1:]
		}
		p.line("  %s", line)
	}
	p.line("end note")
	if a := p.alias[n.About]; a != "" {
		p.line("note_%d .. %s", i+1, a)
	} else {
		p.lose(n.ID, "the note "+diagram.Short(n.Text), diagram.When(n.About != "", "what it is about"))
	}
	p.lose(n.ID, "the note "+diagram.Short(n.Text), diagram.When(n.Color != "", "its colour"))
}

// rest reports what has no place in the text at all.
func (p *printer) rest() {
	p.lose(diagram.RootID, "the diagram", diagram.When(p.d.Comment != "", "its comment"), diagram.When(p.d.Dialect != "", "its dialect"))
	for _, o := range p.d.SortedDomains() {
		p.lose(o.ID, "domains", diagram.Short(o.Name))
	}
	for _, o := range p.d.SortedFrames() {
		p.lose(o.ID, "frames", diagram.Short(o.Title))
	}
	for _, o := range p.d.SortedIgnores() {
		p.lose(o.ID, "ignored findings", diagram.Short(o.Rule))
	}
}
