package lint

import (
	"cmp"
	"strings"

	"crowsfoot/diagram"
)

// tableFacts are what is known of a table or view beside the table itself. There are such of
// tables that are missing, too, when a relationship has an end at them.
type tableFacts struct {
	id        diagram.ID
	table     *diagram.Table          // nil when it is missing
	place     int                     // in the order of all, from 1
	keys      []*ForeignKey           // that start from it
	referring []*ForeignKey           // that refer to it
	touching  []*diagram.Relationship // that have an end at it
	record    *record                 // nil for a view
}

var nothing tableFacts

// at returns what is known of a table, to read.
func (f *Facts) at(id diagram.ID) *tableFacts {
	if f.near != nil && f.near.id == id {
		return f.near
	}
	if t := f.tables[id]; t != nil {
		return t
	}
	return &nothing
}

// about returns what is known of a table, to write.
func (f *Facts) about(id diagram.ID) *tableFacts {
	t := f.tables[id]
	if t == nil {
		t = &tableFacts{id: id}
		f.tables[id] = t
	}
	return t
}

// leave forgets a table that is missing, when nothing speaks of it any more.
func (f *Facts) leave(id diagram.ID) {
	if t := f.tables[id]; t != nil && t.table == nil && len(t.touching) == 0 && t.record == nil {
		delete(f.tables, id)
	}
}

// touch adds a relationship to what is known of a table, untouch takes it out.
func (f *Facts) touch(id diagram.ID, r *diagram.Relationship) {
	t := f.about(id)
	if len(t.touching) == 0 {
		f.linked++
	}
	t.touching = inserted(t.touching, r, compareRelationships)
}

func (f *Facts) untouch(id diagram.ID, r *diagram.Relationship) {
	t := f.about(id)
	before := len(t.touching)
	t.touching = removed(t.touching, r, compareRelationships)
	if before > 0 && len(t.touching) == 0 {
		f.linked--
	}
	f.leave(id)
}

// Place is where a table or view stands in the order of the diagram, from 1; 0 for none.
func (f *Facts) Place(table diagram.ID) int { return f.at(table).place }

// findPlaces numbers the tables again from one on that came or went.
func (f *Facts) findPlaces(from int) {
	for i := from; i < len(f.all); i++ {
		f.all[i].place = i + 1
	}
}

func compareTables(a, b *diagram.Table) int {
	return cmp.Or(strings.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
}

func compareTableFacts(a, b *tableFacts) int { return compareTables(a.table, b.table) }
