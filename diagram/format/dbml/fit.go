package dbml

import (
	"reflect"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// fitter makes a diagram that DBML can say of any diagram. Objects keep their IDs; places,
// widths and the IDs of sources do not count, and nothing is told of them.
type fitter struct {
	d, out *diagram.Diagram
	losses diagram.Losses
	names  map[string]int                      // how often a name was wanted, by sort and schema
	enums  map[diagram.ID]string               // types of the enumerations as columns name them
	named  map[string]string                   // the same by the names that columns use, in lower case
	pairs  map[string]bool                     // of columns that a relationship has
	ends   map[diagram.ID][2][]*diagram.Column // of the relationships, in the order of Ends
	said   []string                            // sentences about what is left out
}

func fit(d *diagram.Diagram) *fitter {
	f := &fitter{
		d: d, out: diagram.New(), names: map[string]int{}, named: map[string]string{}, enums: map[diagram.ID]string{}, pairs: map[string]bool{},
		ends: map[diagram.ID][2][]*diagram.Column{},
	}
	f.settings()
	f.modules()
	for _, o := range d.SortedDomains() {
		f.enum(o)
	}
	for _, t := range d.SortedTables() {
		f.table(t)
	}
	for _, r := range d.SortedRelationships() {
		f.relationship(r)
	}
	for _, n := range d.SortedNotes() {
		f.note(n)
	}
	for _, s := range d.SortedSchemas() {
		switch kept := f.out.Schemas[s.ID]; {
		case kept == nil:
			f.lose(s.ID, "a schema without tables or with the name of the usual one", []string{diagram.Short(s.Name)})
		case s.Comment != "" || kept.Name != s.Name:
			f.lose(s.ID, "the schema "+diagram.Short(s.Name), lost(s.Comment != "", "its comment", kept.Name != s.Name, "its very name"))
		}
	}
	for _, o := range d.SortedFrames() {
		f.lose(o.ID, "frames", []string{diagram.Short(o.Title)})
	}
	for _, o := range d.SortedIgnores() {
		f.lose(o.ID, "ignored findings", []string{o.Rule})
	}
	return f
}

// lost returns those words whose conditions hold, given by turns as condition and words.
func lost(pairs ...any) []string {
	var list []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == true {
			list = append(list, pairs[i+1].(string))
		}
	}
	return list
}

// lose reports what of an object can't be said, if anything.
func (f *fitter) lose(id diagram.ID, of string, what []string) {
	before := len(f.losses)
	f.losses.Lack("not-in-dbml", "DBML", id, of, what...)
	for _, l := range f.losses[before:] {
		f.said = append(f.said, l.Message)
	}
}

// unique returns a name that is not empty and not taken in its scope, and takes it.
func (f *fitter) unique(scope, n, otherwise string) string {
	n = diagram.CutName(n)
	if n == "" {
		n = otherwise
	}
	try := n
	for f.names[scope+"\x00"+try] > 0 {
		f.names[scope+"\x00"+n]++
		try = diagram.NumberedName(n, f.names[scope+"\x00"+n])
	}
	f.names[scope+"\x00"+try]++
	return try
}

func (f *fitter) settings() {
	d := f.d
	f.out.Settings = diagram.Settings{Name: diagram.CutName(d.Name), Comment: d.Comment, Dialect: d.Dialect}
	if databases[d.Dialect] == "" {
		f.out.Dialect = ""
	}
	f.lose(diagram.RootID, "the diagram", lost(
		f.out.Name != d.Name, "its very name", d.Notation != "" && d.Notation != "crowsfoot", "its notation",
		!reflect.ValueOf(d.Lint).IsZero(), "the settings of rules", f.out.Dialect != d.Dialect, "its dialect"))
}

func (f *fitter) modules() {
	for _, m := range f.d.SortedModules() {
		c := *m
		c.Order, c.Allows = "", nil
		c.Name = f.unique("module", m.Name, "group")
		f.lose(m.ID, "the module "+diagram.Short(m.Name), lost(c.Name != m.Name, "its very name", len(m.Allows) > 0, "what it may refer to"))
		f.out.AddModule(&c)
	}
}

// schema returns the schema of an object in the result, and its name.
func (f *fitter) schema(id diagram.ID) (diagram.ID, string) {
	if s := f.out.Schemas[id]; s != nil {
		return id, s.Name
	}
	s := f.d.Schemas[id]
	if s == nil || diagram.CutName(s.Name) == "public" || s.Name == "" {
		return "", ""
	}
	c := &diagram.Schema{ID: s.ID, Name: f.unique("schema", s.Name, "schema")}
	f.out.AddSchema(c)
	return c.ID, c.Name
}

func (f *fitter) enum(o *diagram.Domain) {
	if !o.IsEnum() {
		f.nameType(o, "")
		f.lose(o.ID, "domains", []string{diagram.Short(o.Name)})
		return
	}
	c := &diagram.Domain{ID: o.ID}
	var schema string
	c.Schema, schema = f.schema(o.Schema)
	c.Name = f.unique("enum\x00"+schema, o.Name, "enum")
	for _, v := range o.Values {
		if v = diagram.CutName(v); !slices.Contains(c.Values, v) {
			c.Values = append(c.Values, v)
		}
	}
	f.lose(o.ID, "the enumeration "+diagram.Short(o.Name), lost(
		c.Name != o.Name, "its very name", c.Schema != o.Schema, "its schema", !slices.Equal(c.Values, o.Values), "its very values",
		o.Comment != "", "its comment", o.NotNull || o.Default != "" || o.Check != "", "its rules", o.Type != "", "its base type"))
	f.out.AddDomain(c)
	f.enums[o.ID] = qualify(schema, c.Name)
	f.nameType(o, f.enums[o.ID])
}

// nameType keeps what a type that names a domain is written as; the first domain of a name
// counts.
func (f *fitter) nameType(o *diagram.Domain, text string) {
	names := []string{o.Name}
	if s := f.d.Schemas[o.Schema]; s != nil {
		names = append(names, s.Name+"."+o.Name)
	}
	for _, n := range names {
		if n = strings.ToLower(n); n != "" {
			if _, taken := f.named[n]; !taken {
				f.named[n] = text
			}
		}
	}
}

// qualify is the name of a type in a schema as a column has it.
func qualify(schema, n string) string {
	if schema == "" {
		return n
	}
	return schema + "." + n
}

func (f *fitter) note(n *diagram.Note) {
	c := &diagram.Note{ID: n.ID, Text: n.Text, Color: n.Color}
	f.lose(n.ID, "the note "+diagram.Short(n.Text), lost(n.About != "", "what it is about"))
	f.out.AddNote(c)
}
