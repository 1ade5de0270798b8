package lint

import (
	"strings"
	"sync"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// Facts are what rules want to know about a diagram, computed once and shared.
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

	foreign   map[diagram.ID]*ForeignKey             // by the relationship
	byChild   map[diagram.ID][]*ForeignKey           // by the child table
	byColumn  map[diagram.ID][]*ForeignKey           // by every child column
	byParent  map[diagram.ID][]*ForeignKey           // by the parent table
	names     map[string]bool                        // of tables and views, lower-case
	types     map[string]diagram.DataType            // by the text, domains resolved
	lines     map[diagram.ID][]*diagram.Relationship // two ends, no columns; by each table
	place     map[diagram.ID]int                     // of tables, from 1, in their order
	suspected func() map[diagram.ID]naming.Candidate // by the column
	usual     func() usualKey
	nullable  func() Nullable
}

// ForeignKey is a foreign key with its tables and columns at hand.
type ForeignKey struct {
	*diagram.Relationship
	Child, Parent          *diagram.Table
	Columns, ParentColumns []*diagram.Column
}

// Learn computes the facts of a diagram.
func Learn(d *diagram.Diagram) *Facts {
	f := &Facts{
		Diagram:       d,
		Relationships: d.SortedRelationships(),
		Names:         naming.Look(d),
		foreign:       map[diagram.ID]*ForeignKey{},
		byChild:       map[diagram.ID][]*ForeignKey{},
		byColumn:      map[diagram.ID][]*ForeignKey{},
		byParent:      map[diagram.ID][]*ForeignKey{},
		types:         map[string]diagram.DataType{},
		names:         map[string]bool{},
		lines:         map[diagram.ID][]*diagram.Relationship{},
		place:         make(map[diagram.ID]int, len(d.Tables)),
	}
	for i, t := range d.SortedTables() {
		f.place[t.ID] = i + 1
		f.names[strings.ToLower(t.Name)] = true
		if t.Kind != diagram.KindView {
			f.Tables = append(f.Tables, t)
		}
		for _, c := range t.Columns {
			if _, known := f.types[c.Type]; !known {
				f.types[c.Type] = resolveType(d, c.Type)
			}
		}
	}
	for _, r := range f.Relationships {
		if len(r.Ends) == 2 && len(r.Pairs) == 0 {
			f.lines[r.Ends[0].Table] = append(f.lines[r.Ends[0].Table], r)
			if r.Ends[1].Table != r.Ends[0].Table {
				f.lines[r.Ends[1].Table] = append(f.lines[r.Ends[1].Table], r)
			}
		}
		child, parent, ok := d.ForeignKey(r)
		if !ok {
			continue
		}
		k := &ForeignKey{Relationship: r, Child: child, Parent: parent}
		for _, p := range r.Pairs {
			k.Columns = append(k.Columns, child.Column(p.From))
			k.ParentColumns = append(k.ParentColumns, parent.Column(p.To))
			f.byColumn[p.From] = append(f.byColumn[p.From], k)
		}
		f.ForeignKeys = append(f.ForeignKeys, k)
		f.foreign[r.ID] = k
		f.byChild[child.ID] = append(f.byChild[child.ID], k)
		f.byParent[parent.ID] = append(f.byParent[parent.ID], k)
	}
	f.usual = sync.OnceValue(f.learnUsualKey)
	f.nullable = sync.OnceValue(f.learnNullable)
	f.suspected = sync.OnceValue(func() map[diagram.ID]naming.Candidate {
		m := map[diagram.ID]naming.Candidate{}
		for _, c := range f.Names.References() {
			m[c.Columns[0].ID] = c
		}
		return m
	})
	return f
}

// ForeignKey returns the foreign key that a relationship is, or nil when no database can
// hold it.
func (f *Facts) ForeignKey(relationship diagram.ID) *ForeignKey { return f.foreign[relationship] }

// ForeignKeysOf returns the foreign keys that start from a table, in their order.
func (f *Facts) ForeignKeysOf(table diagram.ID) []*ForeignKey { return f.byChild[table] }

// ForeignKeysFrom returns the foreign keys that a column takes part in.
func (f *Facts) ForeignKeysFrom(column diagram.ID) []*ForeignKey { return f.byColumn[column] }

// Suspected returns the table and column that a column without foreign key most likely
// refers to; ok is false when nothing much speaks for any.
func (f *Facts) Suspected(column diagram.ID) (c naming.Candidate, ok bool) {
	c, ok = f.suspected()[column]
	return c, ok
}

// Type takes a column's type apart; a type that names a domain of the diagram is that of
// the domain.
func (f *Facts) Type(typ string) diagram.DataType {
	if t, ok := f.types[typ]; ok {
		return t
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
func (f *Facts) HasTable(name string) bool { return f.names[strings.ToLower(name)] }

// TableName is the name of a table as messages show it: with its schema in front when it
// has one.
func (f *Facts) TableName(t *diagram.Table) string {
	if s := f.Diagram.Schemas[t.Schema]; s != nil && s.Name != "" {
		return s.Name + "." + t.Name
	}
	return t.Name
}

// LinesBetween returns the relationships of two ends between two tables, in either
// direction, that hold no columns.
func (f *Facts) LinesBetween(a, b diagram.ID) []*diagram.Relationship {
	var list []*diagram.Relationship
	for _, r := range f.lines[a] {
		if e := r.Ends; e[0].Table == a && e[1].Table == b || e[0].Table == b && e[1].Table == a {
			list = append(list, r)
		}
	}
	return list
}

// ForeignKeysTo returns the foreign keys that refer to a table, in their order.
func (f *Facts) ForeignKeysTo(table diagram.ID) []*ForeignKey { return f.byParent[table] }
