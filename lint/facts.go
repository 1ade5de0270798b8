package lint

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/naming"
)

// Facts are what rules want to know about a diagram, computed once and shared. What a rule
// asks by a method is noted, so that it is run again when the answer changes. What it takes
// from the fields Diagram, Tables, Relationships and ForeignKeys is not noted: those are
// for rules about the whole diagram and for the operations of fixes.
type Facts struct {
	Diagram *diagram.Diagram
	// Tables are all tables in their order, without views.
	Tables []*diagram.Table
	// Names knows the words and conventions of the diagram.
	Names *naming.View
	// Relationships are all relationships in their order.
	Relationships []*diagram.Relationship
	// ForeignKeys are the relationships that a database can hold: both tables and all
	// columns exist.
	ForeignKeys []*ForeignKey

	*known
	reads *naming.Reads // notes what is asked; nil for nobody
	asked *naming.Asked // all that anybody asked
	near  *tableFacts   // the table that is being checked, to find at once; nil for none
}

// known are the look-ups behind the methods of Facts.
type known struct {
	relationship map[diagram.ID]*diagram.Relationship
	foreign      map[diagram.ID]*ForeignKey   // by the relationship
	byColumn     map[diagram.ID][]*ForeignKey // by every child column
	names        map[string]int               // of tables and views, lower-case: how many
	types        map[string]knownType         // by the text, domains resolved
	tables       map[diagram.ID]*tableFacts
	all          []*tableFacts // those that are there, with views, in their order
	linked       int           // how many of tables a relationship touches
	keys         usualKeys

	fits map[string]ddl.TypeFit // by the text of the type, as asked

	census
}

// ForeignKey is a foreign key with its tables and columns at hand.
type ForeignKey struct {
	*diagram.Relationship
	Child, Parent          *diagram.Table
	Columns, ParentColumns []*diagram.Column

	// NotNull says that a child row always has a parent: no column of the child takes NULL.
	NotNull bool

	from, to      []diagram.ID // the IDs of the columns
	child, parent naming.Thing
}

// FromColumns are the IDs of Columns, to be read only.
func (k *ForeignKey) FromColumns() []diagram.ID { return k.from }

// ToColumns are the IDs of ParentColumns, to be read only.
func (k *ForeignKey) ToColumns() []diagram.ID { return k.to }

// The kinds of things that rules ask for, beside those of package naming.
const (
	linksThing  = 'L' // the relationships of a table
	columnThing = 'C' // the foreign keys of a column
	nameThing   = 'N' // whether a table bears a name
	usualThing  = 'U' // the usual type of keys
)

// reading returns a place where one who checks things of a watched diagram notes what he
// asked: nil for any other.
func reading(watched bool) *naming.Reads {
	if !watched {
		return nil
	}
	return &naming.Reads{}
}

// noting returns the facts for one reader alone, who wants to know what he asked; nil when
// he does not.
func (f *Facts) noting(r *naming.Reads) *Facts {
	c := *f
	c.reads, c.Names = r, f.Names.Noting(r)
	return &c
}

// goTo says which table the one reader of these facts is going to ask about most; nil is
// for none.
func (f *Facts) goTo(t *diagram.Table) {
	f.near = nil
	if t != nil {
		f.near = f.tables[t.ID]
		f.Names.GoTo(t.ID)
	}
}

func (f *Facts) note(kind byte, name string) {
	if f.reads != nil {
		f.reads.Note(naming.ThingOf(kind, name))
	}
}

func (f *Facts) noteTable(id diagram.ID) {
	if f.reads != nil {
		f.reads.Note(naming.ThingOfTable(id))
	}
}

func (f *Facts) noteEnds(keys ...*ForeignKey) {
	if f.reads == nil {
		return
	}
	for _, k := range keys {
		f.reads.Note(k.child)
		f.reads.Note(k.parent)
	}
}

// ForeignKey returns the foreign key that a relationship is, or nil when no database can
// hold it.
func (f *Facts) ForeignKey(relationship diagram.ID) *ForeignKey {
	k := f.foreign[relationship]
	if k != nil {
		f.noteEnds(k)
	}
	return k
}

// ForeignKeysOf returns the foreign keys that start from a table, in their order.
func (f *Facts) ForeignKeysOf(table diagram.ID) []*ForeignKey {
	f.note(linksThing, string(table))
	keys := f.at(table).keys
	f.noteEnds(keys...)
	return keys
}

// ForeignKeysTo returns the foreign keys that refer to a table, in their order.
func (f *Facts) ForeignKeysTo(table diagram.ID) []*ForeignKey {
	f.note(linksThing, string(table))
	keys := f.at(table).referring
	f.noteEnds(keys...)
	return keys
}

// ForeignKeysFrom returns the foreign keys that a column takes part in.
func (f *Facts) ForeignKeysFrom(column diagram.ID) []*ForeignKey {
	f.note(columnThing, string(column))
	f.noteEnds(f.byColumn[column]...)
	return f.byColumn[column]
}

// RelationshipsOf returns all relationships that have an end at a table, in their order.
func (f *Facts) RelationshipsOf(table diagram.ID) []*diagram.Relationship {
	f.note(linksThing, string(table))
	return f.at(table).touching
}

// IsLinked tells whether a relationship touches a table.
func (f *Facts) IsLinked(table diagram.ID) bool { return len(f.RelationshipsOf(table)) > 0 }

func isLine(r *diagram.Relationship) bool { return len(r.Ends) == 2 && len(r.Pairs) == 0 }

// LinesBetween returns the relationships of two ends between two tables, in either
// direction, that hold no columns.
func (f *Facts) LinesBetween(a, b diagram.ID) []*diagram.Relationship {
	f.note(linksThing, string(a))
	var list []*diagram.Relationship
	for _, r := range f.at(a).touching {
		if !isLine(r) {
			continue
		}
		if e := r.Ends; e[0].Table == a && e[1].Table == b || e[0].Table == b && e[1].Table == a {
			list = append(list, r)
		}
	}
	return list
}

// TableAt returns the table of an ID, or nil.
func (f *Facts) TableAt(id diagram.ID) *diagram.Table {
	f.noteTable(id)
	if f.near != nil && f.near.id == id {
		return f.near.table
	}
	return f.Diagram.Tables[id]
}

// Type takes a column's type apart; a type that names a domain of the diagram is that of
// the domain.
func (f *Facts) Type(typ string) diagram.DataType {
	if t, ok := f.types[typ]; ok {
		return t.DataType
	}
	return resolveType(f.Diagram, typ)
}

func resolveType(d *diagram.Diagram, typ string) diagram.DataType {
	t := diagram.ParseType(typ)
	if t.Family() != diagram.FamilyUnknown || t.Name == "" || len(d.Domains) == 0 {
		return t
	}
	switch o := d.DomainNamed(t.Name); {
	case o == nil:
		return t
	case o.IsEnum():
		return diagram.DataType{Raw: typ, Name: t.Name, Values: o.Values, Array: t.Array}
	default:
		array := t.Array
		t = diagram.ParseType(o.Type)
		t.Array += array
		return t
	}
}

// HasTable tells whether a table or view of this name exists, in any schema and case.
func (f *Facts) HasTable(name string) bool {
	name = strings.ToLower(name)
	f.note(nameThing, name)
	return f.names[name] > 0
}

// TableName is the name of a table as messages show it: with its schema in front when it
// has one.
func (f *Facts) TableName(t *diagram.Table) string {
	if s := f.Diagram.Schemas[t.Schema]; s != nil && s.Name != "" {
		return s.Name + "." + t.Name
	}
	return t.Name
}
