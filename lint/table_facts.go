package lint

import (
	"cmp"
	"slices"
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
	joined    []joined                // by them, to the tables at their further ends
	record    *record                 // nil for a view
}

// joined is a table that a relationship joins to another.
type joined struct {
	by diagram.ID
	to *tableFacts
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

// touch adds a relationship to what is known of the tables at its ends, untouch takes it out.
func (f *Facts) touch(r *diagram.Relationship) {
	for i, e := range r.Ends {
		t := f.about(e.Table)
		for _, other := range r.Ends[i+1:] {
			t.joined = append(t.joined, joined{r.ID, f.about(other.Table)})
		}
		if len(t.touching) == 0 {
			f.linked++
		}
		t.touching = inserted(t.touching, r, compareRelationships)
	}
}

func (f *Facts) untouch(r *diagram.Relationship) {
	for _, e := range r.Ends {
		t := f.about(e.Table)
		t.joined = slices.DeleteFunc(t.joined, func(j joined) bool { return j.by == r.ID })
		before := len(t.touching)
		t.touching = removed(t.touching, r, compareRelationships)
		if before > 0 && len(t.touching) == 0 {
			f.linked--
		}
	}
	for _, e := range r.Ends {
		f.leave(e.Table)
	}
}

// Places is how many tables and views there are. Each stands at a place in the order of the
// diagram, from 1.
func (f *Facts) Places() int { return len(f.all) }

// EachPlace goes through the tables and views with their places.
func (f *Facts) EachPlace(yield func(int, *diagram.Table) bool) {
	for _, t := range f.all {
		if !yield(t.place, t.table) {
			return
		}
	}
}

// EachJoined calls back with the places of two tables that a relationship joins, or that a
// reference would that is suspected. It is for rules about the whole diagram, which watch
// References.
func (f *Facts) EachJoined(each func(a, b int)) {
	for _, t := range f.all {
		for _, j := range t.joined {
			if j.to.place > 0 {
				each(t.place, j.to.place)
			}
		}
		if t.record != nil {
			for _, to := range t.record.suspects {
				each(t.place, to.place)
			}
		}
	}
}

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
