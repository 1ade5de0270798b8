package lint

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/tally"
)

// update makes the facts those of a newer diagram. It returns what is another now for
// those who asked for it; when too much changed it returns false, and the facts are to be
// learned anew.
func (f *Facts) update(d *diagram.Diagram, change *delta) (changed []naming.Thing, ok bool) {
	f.Diagram = d
	touched := f.touchedBy(change)
	linked := map[diagram.ID]bool{} // what rules see of them is another
	for id, is := range touched {
		if is {
			linked[id] = true
		}
	}
	before := map[diagram.ID]bool{}
	for id := range touched {
		before[id] = f.foreign[id] != nil
		if !f.stays(id) {
			changed = append(changed, f.forgetRelationship(id, linked[id])...)
		}
	}
	for i := range change.tables {
		changed = append(changed, f.replaceTable(&change.tables[i])...)
	}
	for id := range touched {
		r := d.Relationships[id]
		if r == nil {
			continue
		}
		f.Relationships = inserted(f.Relationships, r, compareRelationships)
		f.learnRelationship(r)
		if linked[id] || before[id] != (f.foreign[id] != nil) {
			changed = append(changed, thingsOf(r)...)
		}
	}
	changed = append(changed, f.countKeys(change, touched)...)
	names, ok := f.Names.Update(d, f.namingChange(change, touched))
	if !ok {
		return nil, false
	}
	changed = append(changed, names...)
	return append(changed, f.countAgain(change, changed)...), true
}

// countAgain writes the records anew of the tables that changed and of those that looked
// up what is another now, and returns what is another for that.
func (f *Facts) countAgain(change *delta, asked []naming.Thing) (changed []naming.Thing) {
	again := map[diagram.ID]bool{}
	moved := map[diagram.ID]bool{} // its place in the order is another
	for _, c := range change.tables {
		if c.aspects&Tables != 0 {
			moved[c.id()] = true
		}
		if r := f.at(c.id()).record; c.aspects&^Texts != 0 || r == nil {
			again[c.id()] = true
		} else {
			r.table = c.now
		}
	}
	if asked = f.asked.Among(asked); len(asked) > 0 {
		for _, t := range f.all {
			if t.record != nil && t.record.seen.HasAny(asked) {
				again[t.id] = true
			}
		}
	}
	f.suspected.Begin()
	defer f.suspected.End()
	reader := f.noting(reading(true))
	for id := range again {
		known := f.about(id)
		was := known.record
		t := f.Diagram.Tables[id]
		if t == nil || t.Kind == diagram.KindView {
			if was != nil {
				f.count(was, -1)
				f.countColumns(was, nil, -1)
				known.record = nil
				change.aspects |= References
			}
			f.leave(id)
			continue
		}
		now := reader.newRecord(t)
		var same []bool
		if was != nil && !moved[id] {
			same = sameColumns(was, now)
		}
		if was != nil {
			f.count(was, -1)
			f.countColumns(was, same, -1)
		}
		known.record = now
		f.count(now, 1)
		f.countColumns(now, same, 1)
		if was == nil || !was.refersAlike(now) {
			change.aspects |= References
		}
		if was == nil || !was.saysTheSame(now) {
			changed = append(changed, naming.ThingOf(recordThing, string(id)))
		}
	}
	for _, id := range f.suspected.Changed(tally.Some) {
		changed = append(changed, naming.ThingOf(suspectedThing, string(id)))
	}
	return append(changed, f.settle()...)
}

// sameColumns says which columns count alike in two records of a table; nil when the two
// have not the same columns at the same places.
func sameColumns(a, b *record) []bool {
	if len(a.columns) != len(b.columns) {
		return nil
	}
	same := make([]bool, len(a.columns))
	for i := range a.columns {
		x, y := &a.columns[i], &b.columns[i]
		if x.column.ID != y.column.ID || x.column.Order != y.column.Order {
			return nil
		}
		same[i] = x.column.Name == y.column.Name && x.column.Type == y.column.Type &&
			x.family == y.family && x.meaning == y.meaning
	}
	return same
}

// saysTheSame tells whether two records of a table answer questions about its columns alike.
func (r *record) saysTheSame(o *record) bool {
	return slices.Equal(r.means, o.means) && slices.Equal(r.repeats, o.repeats) && r.refersAlike(o)
}

// refersAlike tells whether two records of a table suspect the same references.
func (r *record) refersAlike(o *record) bool {
	return slices.EqualFunc(r.references, o.references, func(a, b naming.Candidate) bool {
		return a.Columns[0].ID == b.Columns[0].ID && a.Parent.ID == b.Parent.ID && a.ParentColumns[0].ID == b.ParentColumns[0].ID &&
			a.Confidence == b.Confidence && slices.Equal(a.Evidence, b.Evidence)
	})
}

// touchedBy returns the relationships that changed, with true where rules see more than
// other words, and those of the tables that changed.
func (f *Facts) touchedBy(change *delta) map[diagram.ID]bool {
	touched := map[diagram.ID]bool{}
	for _, c := range change.tables {
		for _, r := range f.at(c.id()).touching {
			touched[r.ID] = false
		}
	}
	for _, c := range change.relationships {
		if c.now != nil {
			touched[c.now.ID] = c.linked
		} else {
			touched[c.old.ID] = true
		}
	}
	return touched
}

// stays tells whether a relationship is the same and still has its columns: then only its
// tables are to be looked up again.
func (f *Facts) stays(id diagram.ID) bool {
	r := f.Diagram.Relationships[id]
	if r == nil || r != f.relationship[id] {
		return false
	}
	_, _, ok := f.Diagram.ForeignKey(r)
	return ok || f.foreign[id] == nil
}

// thingsOf returns what stands for a relationship to those who asked for those of its
// tables and columns.
func thingsOf(r *diagram.Relationship) []naming.Thing {
	var list []naming.Thing
	for _, e := range r.Ends {
		list = append(list, naming.ThingOf(linksThing, string(e.Table)))
	}
	for _, p := range r.Pairs {
		list = append(list, naming.ThingOf(columnThing, string(p.From)))
	}
	return list
}

// forgetRelationship takes a relationship out of the look-ups as it was.
func (f *Facts) forgetRelationship(id diagram.ID, linked bool) (changed []naming.Thing) {
	r := f.relationship[id]
	if r == nil {
		return nil
	}
	if linked {
		changed = thingsOf(r)
	}
	f.Relationships = removed(f.Relationships, r, compareRelationships)
	delete(f.relationship, id)
	f.untouch(r)
	k := f.foreign[id]
	if k == nil {
		return changed
	}
	delete(f.foreign, id)
	f.ForeignKeys = removed(f.ForeignKeys, k, compareForeignKeys)
	for _, p := range r.Pairs {
		remove(f.byColumn, p.From, k, compareForeignKeys)
	}
	c, p := f.about(k.Child.ID), f.about(k.Parent.ID)
	c.keys, p.referring = removed(c.keys, k, compareForeignKeys), removed(p.referring, k, compareForeignKeys)
	return changed
}

// replaceTable takes a table out as it was and puts it in as it is.
func (f *Facts) replaceTable(c *tableChange) (changed []naming.Thing) {
	if c.aspects&^Texts != 0 {
		changed = append(changed, naming.ThingOfTable(c.id()))
	}
	if c.old != nil && c.now != nil && c.aspects&Tables == 0 {
		f.removeNamesake(c.old)
		f.addNamesake(c.now)
	} else {
		if c.old != nil {
			f.removeNamesake(c.old)
			changed = append(changed, naming.ThingOf(namesakeThing, namesakeKey(c.old)))
		}
		if c.now != nil {
			f.addNamesake(c.now)
			changed = append(changed, naming.ThingOf(namesakeThing, namesakeKey(c.now)))
		}
	}
	if c.old != nil && c.now != nil && c.aspects&Tables == 0 {
		f.about(c.now.ID).table = c.now
		if c.now.Kind != diagram.KindView {
			f.Tables = inserted(f.Tables, c.now, compareTables)
		}
		f.learnTypes(c.now)
		return changed
	}
	name := func(t *diagram.Table, by int) {
		name := strings.ToLower(t.Name)
		if f.names[name] += by; f.names[name] == 0 {
			delete(f.names, name)
		}
		changed = append(changed, naming.ThingOf(nameThing, name))
	}
	known, from := f.about(c.id()), len(f.all)
	if c.old != nil {
		name(c.old, -1)
		from = known.place - 1
		f.all, f.Tables = slices.Delete(f.all, from, from+1), removed(f.Tables, c.old, compareTables)
		known.table, known.place = nil, 0
	}
	if c.now != nil {
		name(c.now, 1)
		known.table = c.now
		at, _ := slices.BinarySearchFunc(f.all, known, compareTableFacts)
		f.all, from = slices.Insert(f.all, at, known), min(from, at)
		if c.now.Kind != diagram.KindView {
			f.Tables = inserted(f.Tables, c.now, compareTables)
		}
		f.learnTypes(c.now)
	}
	f.findPlaces(from)
	return changed
}

// countKeys counts the keys of the tables anew that changed or whose relationships did.
func (f *Facts) countKeys(change *delta, touched map[diagram.ID]bool) []naming.Thing {
	was := f.keys.best
	again := map[diagram.ID]bool{}
	for _, c := range change.tables {
		again[c.id()] = true
	}
	for id := range touched {
		if r := f.relationship[id]; r != nil && len(r.Ends) > 0 {
			again[r.Ends[0].Table] = true
		}
	}
	for _, c := range change.relationships {
		if c.old != nil && len(c.old.Ends) > 0 {
			again[c.old.Ends[0].Table] = true
		}
	}
	var changed []naming.Thing
	for id := range again {
		f.countKey(id, f.Diagram.Tables[id])
	}
	if f.findUsualKey(); f.keys.best != was {
		changed = append(changed, naming.ThingOf(usualThing, ""))
	}
	return changed
}

// namingChange says what changed in the words of package naming.
func (f *Facts) namingChange(change *delta, touched map[diagram.ID]bool) naming.Change {
	var n naming.Change
	for _, c := range change.tables {
		n.Tables = append(n.Tables, naming.TableChange{Old: c.old, New: c.now, Named: c.named})
	}
	named := map[diagram.ID]bool{}
	for _, c := range change.tables {
		if c.named {
			named[c.id()] = true
		}
	}
	for id, linked := range touched {
		r := f.relationship[id]
		if linked || r != nil && slices.ContainsFunc(r.Ends, func(e diagram.End) bool { return named[e.Table] }) {
			n.Relationships = append(n.Relationships, id)
		}
	}
	slices.Sort(n.Relationships)
	return n
}
