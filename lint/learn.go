package lint

import (
	"cmp"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/parallel"
)

// Learn computes the facts of a diagram.
func Learn(d *diagram.Diagram) *Facts { return learn(d, false) }

// learn computes the facts of a diagram; of a watched one so that update can follow it.
func learn(d *diagram.Diagram, watched bool) *Facts {
	look := naming.Look
	if watched {
		look = naming.Watch
	}
	n := len(d.Relationships)
	f := &Facts{
		Diagram: d,
		known: &known{
			relationship: make(map[diagram.ID]*diagram.Relationship, n),
			foreign:      make(map[diagram.ID]*ForeignKey, n),
			byColumn:     make(map[diagram.ID][]*ForeignKey, n),
			tables:       make(map[diagram.ID]*tableFacts, len(d.Tables)),
			types:        map[string]knownType{},
			names:        make(map[string]int, len(d.Tables)),
			fits:         map[string]ddl.TypeFit{},
			keys:         usualKeys{votes: map[usualKey]int{}, of: make(map[diagram.ID]usualKey, len(d.Tables))},
		},
	}
	if watched {
		f.asked = &naming.Asked{}
	}
	parallel.Do(func() { f.Names = look(d) }, f.learnStructure)
	f.takeCensus(watched)
	return f
}

// learnStructure learns what tables and relationships say beside names.
func (f *Facts) learnStructure() {
	tables := f.Diagram.SortedTables()
	f.Relationships = f.Diagram.SortedRelationships()
	f.Tables, f.all = make([]*diagram.Table, 0, len(tables)), make([]*tableFacts, len(tables))
	facts := make([]tableFacts, len(tables))
	for i, t := range tables {
		facts[i] = tableFacts{id: t.ID, table: t, place: i + 1}
		f.tables[t.ID], f.all[i] = &facts[i], &facts[i]
		f.learnTable(t)
		if t.Kind != diagram.KindView {
			f.Tables = append(f.Tables, t)
		}
	}
	for _, r := range f.Relationships {
		f.learnRelationship(r)
	}
	for _, t := range f.Tables {
		f.countKey(t.ID, t)
	}
	f.findUsualKey()
}

func (f *Facts) learnTable(t *diagram.Table) {
	f.names[strings.ToLower(t.Name)]++
	f.learnTypes(t)
}

func (f *Facts) learnTypes(t *diagram.Table) {
	for _, c := range t.Columns {
		if _, known := f.types[c.Type]; !known {
			typ := resolveType(f.Diagram, c.Type)
			f.types[c.Type] = knownType{typ, typ.Family()}
		}
	}
}

// learnRelationship puts a relationship into the look-ups.
func (f *Facts) learnRelationship(r *diagram.Relationship) {
	f.relationship[r.ID] = r
	f.touch(r)
	child, parent, ok := f.Diagram.ForeignKey(r)
	if !ok {
		return
	}
	k := &ForeignKey{Relationship: r, Child: child, Parent: parent, child: naming.ThingOfTable(child.ID), parent: naming.ThingOfTable(parent.ID)}
	n := len(r.Pairs)
	columns, ids := make([]*diagram.Column, 2*n), make([]diagram.ID, 2*n)
	k.Columns, k.ParentColumns = columns[:n:n], columns[n:]
	k.from, k.to = ids[:n:n], ids[n:]
	k.NotNull = true
	for i, p := range r.Pairs {
		k.Columns[i], k.ParentColumns[i] = child.Column(p.From), parent.Column(p.To)
		k.from[i], k.to[i] = p.From, p.To
		k.NotNull = k.NotNull && child.NotNull(k.Columns[i])
		insert(f.byColumn, p.From, k, compareForeignKeys)
	}
	f.ForeignKeys = inserted(f.ForeignKeys, k, compareForeignKeys)
	f.foreign[r.ID] = k
	c, p := f.about(child.ID), f.about(parent.ID)
	c.keys, p.referring = inserted(c.keys, k, compareForeignKeys), inserted(p.referring, k, compareForeignKeys)
}

func compareRelationships(a, b *diagram.Relationship) int {
	return cmp.Or(strings.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
}

func compareForeignKeys(a, b *ForeignKey) int {
	return compareRelationships(a.Relationship, b.Relationship)
}
