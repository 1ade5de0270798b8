package mermaid

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// Write writes a diagram as an erDiagram of Mermaid and says what Mermaid has no word for.
// The same diagram gives the same text. The error is w's.
func Write(w io.Writer, d *diagram.Diagram) ([]diagram.Loss, error) {
	p := &printer{Writer: bufio.NewWriter(w), d: d, names: map[diagram.ID]string{}, foreign: map[diagram.ID]bool{}}
	p.nameTables()
	for _, r := range d.Relationships {
		if _, _, ok := d.ForeignKey(r); ok {
			for _, id := range r.FromColumns() {
				p.foreign[id] = true
			}
		}
	}
	p.head()
	for _, t := range d.SortedTables() {
		p.table(t)
	}
	for _, r := range d.SortedRelationships() {
		p.relationship(r)
	}
	p.rest()
	return p.losses, p.Flush()
}

type printer struct {
	*bufio.Writer
	d       *diagram.Diagram
	losses  diagram.Losses
	names   map[diagram.ID]string // of the tables, as the text has them
	foreign map[diagram.ID]bool
}

// line writes a line. The error is kept by the writer below and shows at its end.
func (p *printer) line(format string, args ...any) { fmt.Fprintf(p.Writer, format+"\n", args...) }

// lose reports what of an object can't be said, if anything.
func (p *printer) lose(id diagram.ID, of string, what ...string) {
	p.losses.Lack("not-in-mermaid", "Mermaid", id, of, what...)
}

// nameTables gives each table a name that no other has: the name alone is what Mermaid
// knows an entity by.
func (p *printer) nameTables() {
	taken := map[string]int{} // how often a name was wanted
	for _, t := range p.d.SortedTables() {
		name := diagram.CutName(t.Name)
		if s := p.d.Schemas[t.Schema]; s != nil {
			name = diagram.CutName(s.Name) + "." + name
		}
		if name == "" {
			name = "table"
		}
		try := name
		for taken[try] > 0 {
			taken[name]++
			try = fmt.Sprintf("%s_%d", name, taken[name])
		}
		taken[try]++
		p.names[t.ID] = try
	}
}

func (p *printer) head() {
	d := p.d
	if name := diagram.CutName(d.Name); name != "" {
		var quoted strings.Builder
		enc := json.NewEncoder(&quoted) // a JSON text is one of YAML, too
		enc.SetEscapeHTML(false)
		if err := enc.Encode(encode(name)); err == nil {
			p.line("---\ntitle: %s---", quoted.String())
		}
	}
	p.line("erDiagram")
	if d.Comment != "" {
		p.line("  accDescr {\n    %s\n  }", encode(d.Comment))
	}
	p.lose(diagram.RootID, "the diagram", diagram.When(d.Dialect != "", "its dialect"), diagram.When(d.Notation != "" && d.Notation != "crowsfoot", "its notation"))
}

// plainEntity is a name that needs no quotes; keywords do.
var plainEntity = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

var keywords = []string{"erdiagram", "one", "many", "zero", "only", "to", "optionally", "title", "acctitle", "accdescr", "class", "classdef", "style",
	"subgraph", "end", "direction", "click", "u", "o"}

func entityName(name string) string {
	if plainEntity.MatchString(name) && !slices.Contains(keywords, strings.ToLower(name)) {
		return name
	}
	return `"` + encode(name) + `"`
}

func (p *printer) table(t *diagram.Table) {
	of := "the table " + diagram.Short(t.Name)
	schema, name := schemaOf(p.names[t.ID])
	want := p.d.Schemas[t.Schema]
	p.lose(t.ID, of, diagram.When(name != t.Name || (want != nil) != (schema != "") || want != nil && want.Name != schema, "its very name"),
		diagram.When(t.Comment != "", "its comment"), diagram.When(t.Kind != diagram.KindPlain, "that it is a "+string(t.Kind)),
		diagram.When(t.Definition != "", "its query"), diagram.When(t.Module != "", "its module"))
	if len(t.Columns) == 0 {
		p.line("  %s", entityName(p.names[t.ID]))
	} else {
		p.line("  %s {", entityName(p.names[t.ID]))
		for _, c := range t.Columns {
			p.attribute(t, c)
		}
		p.line("  }")
	}
	primary := t.PrimaryKey()
	for _, k := range t.Keys {
		switch {
		case k.Primary && k != primary:
			p.lose(k.ID, of, "a second primary key")
		case !k.Primary && len(k.Columns) != 1:
			p.lose(k.ID, of, "a unique key of several columns")
		default:
			p.lose(k.ID, of, diagram.When(k.Name != "", "the name of a key"))
		}
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

// plainWord is the type or name of an attribute without backticks. Three words are those of
// keys.
var (
	plainWord = regexp.MustCompile(`^[A-Za-z_\x{c0}-\x{d7ff}][A-Za-z0-9_\-\x{c0}-\x{d7ff}]*$`)
	plainType = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\([A-Za-z0-9_]+(,[A-Za-z0-9_]+)*\))?(\[[0-9]*\])*$`)
	keyWord   = regexp.MustCompile(`^(?i:pk|fk|uk)\b`)
	odd       = regexp.MustCompile(`[^A-Za-z0-9_]+`)
)

func (p *printer) attribute(t *diagram.Table, c *diagram.Column) {
	name := diagram.CutName(c.Name)
	if name == "" {
		name = "_"
	}
	lostName := name != c.Name
	if !plainWord.MatchString(name) || keyWord.MatchString(name) {
		name = "`" + encode(name) + "`"
	}
	typ, exact := typeWord(c.Type)
	var keys []string
	if t.InPrimaryKey(c.ID) {
		keys = append(keys, "PK")
	}
	if p.foreign[c.ID] {
		keys = append(keys, "FK")
	}
	if slices.ContainsFunc(t.Keys, func(k *diagram.Key) bool { return !k.Primary && len(k.Columns) == 1 && k.Columns[0] == c.ID }) {
		keys = append(keys, "UK")
	}
	text := typ + " " + name
	if len(keys) > 0 {
		text += " " + strings.Join(keys, ", ")
	}
	if c.Comment != "" {
		text += ` "` + encode(c.Comment) + `"`
	}
	p.line("    %s", text)
	p.lose(c.ID, "the column "+diagram.Short(t.Name)+"."+diagram.Short(c.Name),
		diagram.When(lostName, "its very name"), diagram.When(!exact, "its very type"), diagram.When(c.NotNull && !t.InPrimaryKey(c.ID), "that it is not null"),
		diagram.When(c.Default != "", "its default"), diagram.When(c.Identity != "", "that it numbers rows"), diagram.When(c.Generated != "", "that it is computed"),
		diagram.When(c.Check != "", "its check"), diagram.When(c.Collation != "", "its collation"))
}

// typeWord writes a type as one word, which Mermaid wants; exact is false when that is
// not all of it.
func typeWord(typ string) (word string, exact bool) {
	parsed := diagram.ParseType(typ)
	if plainType.MatchString(typ) && !keyWord.MatchString(typ) {
		return typ, true
	}
	// The white space in numeric(10, 2) says nothing.
	if s := parsed.String(); len(parsed.Values) == 0 && plainType.MatchString(s) && !keyWord.MatchString(s) {
		return s, strings.EqualFold(strings.ReplaceAll(typ, " ", ""), s)
	}
	word = strings.Trim(odd.ReplaceAllString(parsed.Name, "_"), "_")
	if word == "" || word[0] >= '0' && word[0] <= '9' || keyWord.MatchString(word) {
		word = "unknown"
	}
	return word, false
}

// relationship writes a line. The signs of both ends stand next to their entities.
func (p *printer) relationship(r *diagram.Relationship) {
	if len(r.Ends) != 2 || p.names[r.Ends[0].Table] == "" || p.names[r.Ends[1].Table] == "" {
		p.lose(r.ID, "the relationship "+diagram.Short(r.Name), "that it joins more than two tables")
		return
	}
	child, parent := p.d.Tables[r.Ends[0].Table], p.d.Tables[r.Ends[1].Table]
	between := "--"
	if !r.Identifying {
		between = ".."
	}
	label := r.Verb
	if label == "" {
		label = r.Name
	}
	_, _, isKey := p.d.ForeignKey(r)
	if label == "" && isKey {
		label = strings.Join(child.Names(r.FromColumns()), ", ")
	}
	p.line(`  %s %s%s%s %s : "%s"`, entityName(p.names[parent.ID]), leftSign(r.Ends[1].Card), between, rightSign(r.Ends[0].Card), entityName(p.names[child.ID]), encode(label))
	vague := func(c diagram.Cardinality) bool { return c == diagram.Unknown || c == diagram.Many || c == "" }
	p.lose(r.ID, "the relationship of "+diagram.Short(child.Name)+" and "+diagram.Short(parent.Name),
		diagram.When(isKey && (r.Verb != "" || r.Name != ""), "the columns that it joins"), diagram.When(r.Verb != "" && r.Name != "", "its name"),
		diagram.When(r.Inverse != "", "its second verb"), diagram.When(r.Comment != "", "its comment"), diagram.When(r.OnDelete != "" || r.OnUpdate != "", "its actions"),
		diagram.When(r.Inheritance, "that it is an inheritance"), diagram.When(r.Deferrable || r.InitiallyDeferred, "that it is deferrable"),
		diagram.When(len(r.Attributes) > 0, "its attributes"), diagram.When(r.Ends[0].Role+r.Ends[1].Role != "", "its roles"),
		diagram.When(vague(r.Ends[0].Card) || vague(r.Ends[1].Card), "that a cardinality is left open"))
}

func leftSign(c diagram.Cardinality) string {
	switch c {
	case diagram.One:
		return "||"
	case diagram.ZeroOne:
		return "|o"
	case diagram.OneMany:
		return "}|"
	case diagram.Unknown, diagram.Many, diagram.ZeroMany:
	}
	return "}o"
}

func rightSign(c diagram.Cardinality) string {
	switch c {
	case diagram.One:
		return "||"
	case diagram.ZeroOne:
		return "o|"
	case diagram.OneMany:
		return "|{"
	case diagram.Unknown, diagram.Many, diagram.ZeroMany:
	}
	return "o{"
}

// rest reports what has no place in the text at all.
func (p *printer) rest() {
	for _, o := range p.d.SortedModules() {
		p.lose(o.ID, "modules", diagram.Short(o.Name))
	}
	for _, o := range p.d.SortedDomains() {
		p.lose(o.ID, "domains", diagram.Short(o.Name))
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
