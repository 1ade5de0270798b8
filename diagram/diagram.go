// Package diagram says what an entity-relationship diagram is: schemas, tables with
// their columns, keys, indexes and checks, relationships, domains, modules, notes,
// frames, functional dependencies and ignored findings, each with a stable ID.
//
// It holds values only. It knows no file format, no SQL, no storage and no screen, and
// imports nothing but the standard library. A diagram is changed through package op
// alone; readers of drawings and of SQL build a fresh one with the Add methods below.
// Objects behind the maps are immutable once the diagram is shared: a change replaces
// the object, so that Snapshot copies maps and never objects.
//
// Start at Diagram, Table and Relationship.
package diagram

import (
	"cmp"
	"maps"
	"slices"
)

// Kind names what sort of object an ID stands for.
type Kind string

// The kinds of objects. Columns, keys, indexes, checks and dependencies belong to a
// table; all other kinds belong to the diagram.
const (
	KindDiagram      Kind = "diagram"
	KindSchema       Kind = "schema"
	KindDomain       Kind = "domain"
	KindModule       Kind = "module"
	KindTable        Kind = "table"
	KindColumn       Kind = "column"
	KindKey          Kind = "key"
	KindIndex        Kind = "index"
	KindCheck        Kind = "check"
	KindDependency   Kind = "dependency"
	KindRelationship Kind = "relationship"
	KindNote         Kind = "note"
	KindFrame        Kind = "frame"
	KindIgnore       Kind = "ignore"
)

// RootID is the ID of the diagram itself, the one object that is neither put nor deleted.
const RootID ID = "diagram"

// Diagram is one whole model. The zero value is not ready; use New.
type Diagram struct {
	Settings
	Schemas       map[ID]*Schema
	Domains       map[ID]*Domain
	Modules       map[ID]*Module
	Tables        map[ID]*Table
	Relationships map[ID]*Relationship
	Notes         map[ID]*Note
	Frames        map[ID]*Frame
	Ignores       map[ID]*Ignore
}

// Settings are the properties of the diagram itself.
type Settings struct {
	// Name is the title shown in the library.
	Name string `json:"name"`
	// Comment says what the diagram is for.
	Comment string `json:"comment"`
	// Dialect is the SQL dialect the types are written in and DDL is shown for first:
	// postgres, mysql, mariadb, sqlite, sqlserver or oracle; empty means not chosen.
	Dialect string `json:"dialect"`
	// Notation draws relationships as crowsfoot (default when empty), idef1x or chen.
	Notation string `json:"notation"`
	// Lint configures the rules for this diagram.
	Lint LintSettings `json:"lint"`
}

// Schema is a namespace of tables.
type Schema struct {
	ID      ID     `json:"-"`
	Order   string `json:"-"`
	Name    string `json:"name"`
	Comment string `json:"comment"`
}

// New returns an empty diagram.
func New() *Diagram {
	return &Diagram{
		Schemas:       map[ID]*Schema{},
		Domains:       map[ID]*Domain{},
		Modules:       map[ID]*Module{},
		Tables:        map[ID]*Table{},
		Relationships: map[ID]*Relationship{},
		Notes:         map[ID]*Note{},
		Frames:        map[ID]*Frame{},
		Ignores:       map[ID]*Ignore{},
	}
}

// Snapshot returns a diagram that later changes to d do not reach. It copies the maps
// and shares the objects.
func (d *Diagram) Snapshot() *Diagram {
	return &Diagram{
		Settings:      d.Settings,
		Schemas:       maps.Clone(d.Schemas),
		Domains:       maps.Clone(d.Domains),
		Modules:       maps.Clone(d.Modules),
		Tables:        maps.Clone(d.Tables),
		Relationships: maps.Clone(d.Relationships),
		Notes:         maps.Clone(d.Notes),
		Frames:        maps.Clone(d.Frames),
		Ignores:       maps.Clone(d.Ignores),
	}
}

// SortedSchemas returns the schemas in their order.
func (d *Diagram) SortedSchemas() []*Schema {
	return sorted(d.Schemas, func(s *Schema) (string, ID) { return s.Order, s.ID })
}

// SortedDomains returns the domains in their order.
func (d *Diagram) SortedDomains() []*Domain {
	return sorted(d.Domains, func(o *Domain) (string, ID) { return o.Order, o.ID })
}

// SortedModules returns the modules in their order.
func (d *Diagram) SortedModules() []*Module {
	return sorted(d.Modules, func(m *Module) (string, ID) { return m.Order, m.ID })
}

// SortedTables returns the tables and views in their order.
func (d *Diagram) SortedTables() []*Table {
	return sorted(d.Tables, func(t *Table) (string, ID) { return t.Order, t.ID })
}

// SortedRelationships returns the relationships in their order.
func (d *Diagram) SortedRelationships() []*Relationship {
	return sorted(d.Relationships, func(r *Relationship) (string, ID) { return r.Order, r.ID })
}

// SortedNotes returns the notes in their order.
func (d *Diagram) SortedNotes() []*Note {
	return sorted(d.Notes, func(n *Note) (string, ID) { return n.Order, n.ID })
}

// SortedFrames returns the frames in their order.
func (d *Diagram) SortedFrames() []*Frame {
	return sorted(d.Frames, func(f *Frame) (string, ID) { return f.Order, f.ID })
}

// SortedIgnores returns the ignored findings in their order.
func (d *Diagram) SortedIgnores() []*Ignore {
	return sorted(d.Ignores, func(i *Ignore) (string, ID) { return i.Order, i.ID })
}

// AddSchema puts a schema into a diagram that is being built, as the other Add methods
// do with their kinds. An object without an order key goes to the end of its kind; one
// without an ID gets a new one. The methods are for readers of files, not for edits.
func (d *Diagram) AddSchema(s *Schema) *Schema {
	fill(&s.ID, &s.Order, len(d.Schemas))
	d.Schemas[s.ID] = s
	return s
}

// AddDomain puts a domain into a diagram that is being built.
func (d *Diagram) AddDomain(o *Domain) *Domain {
	fill(&o.ID, &o.Order, len(d.Domains))
	d.Domains[o.ID] = o
	return o
}

// AddModule puts a module into a diagram that is being built.
func (d *Diagram) AddModule(m *Module) *Module {
	fill(&m.ID, &m.Order, len(d.Modules))
	d.Modules[m.ID] = m
	return m
}

// AddTable puts a table into a diagram that is being built, and gives IDs and order
// keys to its columns, keys, indexes, checks and dependencies where they have none.
func (d *Diagram) AddTable(t *Table) *Table {
	fill(&t.ID, &t.Order, len(d.Tables))
	for i, c := range t.Columns {
		fill(&c.ID, &c.Order, i)
	}
	for i, k := range t.Keys {
		fill(&k.ID, &k.Order, i)
	}
	for i, x := range t.Indexes {
		fill(&x.ID, &x.Order, i)
	}
	for i, c := range t.Checks {
		fill(&c.ID, &c.Order, i)
	}
	for i, f := range t.Dependencies {
		fill(&f.ID, &f.Order, i)
	}
	d.Tables[t.ID] = t
	return t
}

// AddRelationship puts a relationship into a diagram that is being built.
func (d *Diagram) AddRelationship(r *Relationship) *Relationship {
	fill(&r.ID, &r.Order, len(d.Relationships))
	d.Relationships[r.ID] = r
	return r
}

// AddNote puts a note into a diagram that is being built.
func (d *Diagram) AddNote(n *Note) *Note {
	fill(&n.ID, &n.Order, len(d.Notes))
	d.Notes[n.ID] = n
	return n
}

// AddFrame puts a frame into a diagram that is being built.
func (d *Diagram) AddFrame(f *Frame) *Frame {
	fill(&f.ID, &f.Order, len(d.Frames))
	d.Frames[f.ID] = f
	return f
}

// AddIgnore puts an ignored finding into a diagram that is being built.
func (d *Diagram) AddIgnore(i *Ignore) *Ignore {
	fill(&i.ID, &i.Order, len(d.Ignores))
	d.Ignores[i.ID] = i
	return i
}

func fill(id *ID, order *string, i int) {
	if *id == "" {
		*id = NewID()
	}
	if *order == "" {
		*order = OrderAt(i)
	}
}

func sorted[T any](m map[ID]*T, key func(*T) (string, ID)) []*T {
	return slices.SortedFunc(maps.Values(m), func(a, b *T) int {
		ao, ai := key(a)
		bo, bi := key(b)
		return cmp.Or(cmp.Compare(ao, bo), cmp.Compare(ai, bi))
	})
}
