package lint

import (
	"cmp"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/naming"
)

// Learn computes the facts of a diagram.
func Learn(d *diagram.Diagram) *Facts { return learn(d, false) }

// learn computes the facts of a diagram; of a watched one so that update can follow it.
func learn(d *diagram.Diagram, watched bool) *Facts {
	look := naming.Look
	if watched {
		look = naming.Watch
	}
	names := look(d)
	f := &Facts{
		Diagram:       d,
		Relationships: d.SortedRelationships(),
		Names:         names,
		asked:         &naming.Asked{},
		known: &known{
			relationship: make(map[diagram.ID]*diagram.Relationship, len(d.Relationships)),
			foreign:      map[diagram.ID]*ForeignKey{},
			byChild:      map[diagram.ID][]*ForeignKey{},
			byColumn:     map[diagram.ID][]*ForeignKey{},
			byParent:     map[diagram.ID][]*ForeignKey{},
			touching:     map[diagram.ID][]*diagram.Relationship{},
			types:        map[string]knownType{},
			names:        map[string]int{},
			all:          d.SortedTables(),
			fits:         map[string]ddl.TypeFit{},
			keys:         usualKeys{votes: map[usualKey]int{}, of: map[diagram.ID]usualKey{}},
		},
	}
	for _, t := range f.all {
		f.learnTable(t)
		if t.Kind != diagram.KindView {
			f.Tables = append(f.Tables, t)
		}
	}
	f.findPlaces()
	for _, r := range f.Relationships {
		f.learnRelationship(r)
	}
	for _, t := range f.Tables {
		f.countKey(t.ID, t)
	}
	f.findUsualKey()
	f.takeCensus(watched)
	return f
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

func (f *Facts) findPlaces() {
	f.place = make(map[diagram.ID]int, len(f.all))
	for i, t := range f.all {
		f.place[t.ID] = i + 1
	}
}

// learnRelationship puts a relationship into the look-ups.
func (f *Facts) learnRelationship(r *diagram.Relationship) {
	f.relationship[r.ID] = r
	for i, e := range r.Ends {
		if i == 0 || e.Table != r.Ends[0].Table {
			insert(f.touching, e.Table, r, compareRelationships)
		}
	}
	child, parent, ok := f.Diagram.ForeignKey(r)
	if !ok {
		return
	}
	k := &ForeignKey{Relationship: r, Child: child, Parent: parent, child: naming.ThingOfTable(child.ID), parent: naming.ThingOfTable(parent.ID)}
	for _, p := range r.Pairs {
		k.Columns = append(k.Columns, child.Column(p.From))
		k.ParentColumns = append(k.ParentColumns, parent.Column(p.To))
		insert(f.byColumn, p.From, k, compareForeignKeys)
	}
	f.ForeignKeys = inserted(f.ForeignKeys, k, compareForeignKeys)
	f.foreign[r.ID] = k
	insert(f.byChild, child.ID, k, compareForeignKeys)
	insert(f.byParent, parent.ID, k, compareForeignKeys)
}

func compareRelationships(a, b *diagram.Relationship) int {
	return cmp.Or(strings.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
}

func compareForeignKeys(a, b *ForeignKey) int {
	return compareRelationships(a.Relationship, b.Relationship)
}

func compareTables(a, b *diagram.Table) int {
	return cmp.Or(strings.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
}
