package naming

import (
	"encoding/binary"
	"hash/maphash"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/tally"
)

// Change is what changed between the diagram that a view holds and a newer one.
type Change struct {
	Tables []TableChange
	// Relationships are the IDs of those that came, went or changed, and of all that begin or
	// end at a table that came, went or changed.
	Relationships []diagram.ID
}

// TableChange is a table before and after; one of the two may be nil.
type TableChange struct {
	Old, New *diagram.Table
	// Named says that its name, kind, schema or place in the order, its columns' names, types
	// or places, or its keys or indexes changed. Of all else the view only keeps the new value.
	Named bool
}

// Update makes a watched view one of a newer diagram. It returns what is another now for
// those who look things up. When too much changed it returns false, and the view is to be
// made anew. Nobody may read the view meanwhile.
func (v *View) Update(d *diagram.Diagram, change Change) (changed []Thing, ok bool) {
	if !v.watched {
		return nil, false
	}
	u := updating{View: v, said: map[Thing]bool{}, before: map[*table]sight{}, lessons: map[*lessons]taughtBefore{}}
	v.begin(d)
	defer v.end()
	people, bare, marked, logins, refused := v.people, steps(v.bare), steps(v.marked), v.logins > 0, v.refused
	tableStyle, columnStyle := v.TableStyle(), v.ColumnStyle()
	for _, id := range change.Relationships {
		u.forget(id)
	}
	for _, c := range change.Tables {
		if c.Named || c.Old == nil || c.New == nil {
			u.replace(c.Old, c.New)
		} else {
			v.swap(c.New)
		}
	}
	if u.renamed && v.affixes.choose(len(v.tables)) {
		return nil, false
	}
	for _, t := range u.entered {
		u.readForms(t)
		for _, f := range t.forms {
			f.x.add(f.name, t)
		}
		at, _ := slices.BinarySearchFunc(u.sorted, t, compareShort)
		u.sorted = slices.Insert(u.sorted, at, t)
	}
	for _, w := range v.vocabulary.Changed(tally.Some) {
		u.say(ThingOf(wordThing, w))
	}
	u.sayForms()
	u.readAgain()
	for _, id := range change.Relationships {
		if r := d.Relationships[id]; r != nil {
			u.teach(r)
		}
	}
	v.settle()
	u.sayForms()
	u.sayCounts()
	v.refused = v.learnRefused()
	u.sayRefused(refused)
	if (v.logins > 0) != logins {
		u.say(ThingOf(loginThing, ""))
	}
	if !slices.Equal(v.people, people) {
		u.say(ThingOf(peopleThing, ""))
	}
	if steps(v.bare) != bare || steps(v.marked) != marked {
		u.say(ThingOf(bareThing, ""))
	}
	if v.TableStyle() != tableStyle || v.ColumnStyle() != columnStyle {
		u.say(ThingOf(styleThing, ""))
	}
	for thing := range u.said {
		changed = append(changed, thing)
	}
	return changed, true
}

// updating is one update under way. It keeps how things were before they were touched.
type updating struct {
	*View
	said    map[Thing]bool
	before  map[*table]sight
	lessons map[*lessons]taughtBefore
	entered []*table // what is put in again
	renamed bool     // a table came or went or has another name
}

// sight is what others see of a table.
type sight struct {
	profile uint64
	forms   []Thing // names that it and its keys go by
}

type taughtBefore struct {
	thing Thing
	usual []declaredTarget
	habit habit
}

func (b *book) begin(d *diagram.Diagram) {
	b.d, b.sealed = d, false
	b.vocabulary.Begin()
	b.sharing.Begin()
	b.fameBefore = map[*table]float64{}
}

func (b *book) end() {
	b.sealed = true
	b.vocabulary.End()
	b.sharing.End()
	b.fameBefore = nil
}

func (u *updating) say(t Thing) { u.said[t] = true }

// swap puts the new value of a table at hand of which only things changed that names
// don't tell.
func (v *View) swap(now *diagram.Table) {
	t := v.byID[now.ID]
	if t == nil {
		return
	}
	t.Table = now
	for i, c := range t.columns {
		c.Column = now.Columns[i]
	}
	if t.key != nil {
		t.key = now.Column(t.key.ID)
	}
	for i, k := range t.keys {
		t.keys[i] = now.Column(k.ID)
	}
	for _, f := range t.keyForms {
		f.x.swap(f.name, t)
	}
}

func (x *keyIndex) swap(name string, t *table) {
	for _, list := range [][]keyOf{x.m[name].all, x.m[name].related} {
		for i := range list {
			if list[i].t == t {
				list[i].c = t.Column(list[i].c.ID)
			}
		}
	}
}

// replace takes a table out and puts in what became of it.
func (u *updating) replace(old, now *diagram.Table) {
	var t *table
	if old != nil {
		if t = u.byID[old.ID]; t != nil {
			u.remember(t)
			u.takeOut(t)
		}
	}
	u.renamed = u.renamed || old == nil || now == nil || old.Name != now.Name
	if now == nil {
		return
	}
	if t == nil {
		t = &table{thing: ThingOf('t', string(now.ID)), reading: ThingOf('q', string(now.ID))}
		u.before[t] = sight{}
	}
	if !u.fill(t, now) {
		return
	}
	at, _ := slices.BinarySearchFunc(u.tables, t, compareTables)
	u.tables = slices.Insert(u.tables, at, t)
	u.enter(t)
	u.entered = append(u.entered, t)
}

func (u *updating) takeOut(t *table) {
	if at, found := slices.BinarySearchFunc(u.tables, t, compareTables); found {
		u.tables = slices.Delete(u.tables, at, at+1)
	}
	if at, found := slices.BinarySearchFunc(u.sorted, t, compareShort); found {
		u.sorted = slices.Delete(u.sorted, at, at+1)
	}
	u.leave(t)
	delete(u.byID, t.ID)
}

// remember keeps how a table was before it is read again.
func (u *updating) remember(t *table) {
	if _, known := u.before[t]; !known {
		u.before[t] = u.sightOf(t)
	}
}

// sayForms says what others see of the tables touched so far and did not see before.
func (u *updating) sayForms() {
	for t, was := range u.before {
		var now sight
		if u.byID[t.ID] == t {
			now = u.sightOf(t)
		}
		if now.profile != was.profile {
			u.say(t.thing)
		}
		for _, f := range was.forms {
			if !slices.Contains(now.forms, f) {
				u.say(f)
			}
		}
		for _, f := range now.forms {
			if !slices.Contains(was.forms, f) {
				u.say(f)
			}
		}
	}
}

// sayCounts says what counts passed a step.
func (u *updating) sayCounts() {
	for _, name := range u.sharing.Changed(func(n int) int { return tally.Some(max(0, n-mostSharing)) }) {
		u.say(ThingOf(sharingThing, name))
	}
	for t, was := range u.fameBefore {
		if steps(t.known) != was {
			u.say(t.thing)
		}
	}
	for x, was := range u.lessons {
		if !slices.Equal(x.usual, was.usual) || x.habit != was.habit {
			u.say(was.thing)
		}
	}
}

// sayRefused says of which names people refused more or fewer references.
func (u *updating) sayRefused(before map[role]int) {
	for r, n := range u.refused {
		if before[r] != n {
			u.say(ThingOf(refusedThing, r.name))
		}
	}
	for r := range before {
		if u.refused[r] == 0 {
			u.say(ThingOf(refusedThing, r.name))
		}
	}
}

// readAgain reads the columns of the tables that were put in, and of those that looked up
// a name that came or went.
func (u *updating) readAgain() {
	changed := make([]Thing, 0, len(u.said))
	for t := range u.said {
		changed = append(changed, t)
	}
	changed = u.asked.Among(changed)
	var again []*table
	for _, t := range u.tables {
		if t.seen != nil && t.seen.HasAny(changed) {
			again = append(again, t)
		}
	}
	for _, t := range again {
		u.remember(t)
		u.say(t.reading)
		u.unread(t)
	}
	r := u.columnReader()
	for _, t := range append(again, u.entered...) {
		r.readColumns(t)
		u.putColumns(t)
	}
	for _, t := range again {
		for _, id := range slices.Clone(u.byChild[t.ID]) {
			u.forget(id)
			if r := u.d.Relationships[id]; r != nil {
				u.teach(r)
			}
		}
	}
}

// forget takes back what a relationship taught.
func (u *updating) forget(id diagram.ID) {
	u.rememberLesson(u.taughtBy[id])
	u.View.forget(id)
}

func (u *updating) teach(r *diagram.Relationship) {
	u.View.forget(r.ID)
	u.View.teach(r, u.lessonOf(r))
	u.rememberLesson(u.taughtBy[r.ID])
}

func (u *updating) rememberLesson(l *lesson) {
	if l == nil || l.to == nil {
		return
	}
	put := func(m map[string]*lessons, kind byte, name string) {
		if x := m[name]; x != nil && name != "" {
			if _, known := u.lessons[x]; !known {
				u.lessons[x] = taughtBefore{ThingOf(kind, name), x.usual, x.habit}
			}
		}
	}
	put(u.declared, taughtName, l.name)
	put(u.endings, taughtEnding, l.ending)
}

// sightOf returns what others see of a table.
func (u *updating) sightOf(t *table) sight {
	s := sight{profile: u.profile(t)}
	for _, f := range t.forms {
		s.forms = append(s.forms, ThingOf(f.x.kind, f.name))
	}
	for _, f := range t.keyForms {
		s.forms = append(s.forms, ThingOf(f.x.kind, f.name))
	}
	for i := 3; i <= len(t.short); i++ {
		s.forms = append(s.forms, ThingOf(prefixThing, t.short[:i]))
	}
	return s
}

// profile is a number that is another one when anything that the matching of other tables'
// columns reads of a table is another.
func (u *updating) profile(t *table) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	put := func(texts ...string) {
		for _, s := range texts {
			var n [4]byte
			binary.LittleEndian.PutUint32(n[:], uint32(len(s)&0xffffffff))
			_, _ = h.Write(n[:])
			_, _ = h.WriteString(s)
		}
	}
	flag := func(is bool, n byte) {
		if is {
			_ = h.WriteByte(n)
		}
	}
	column := func(c *diagram.Column) {
		if c != nil {
			put(string(c.ID), c.Name, c.Type, c.Order)
		}
		_ = h.WriteByte(0)
	}
	put(t.Name, t.Order, string(t.Schema), string(t.Kind), t.compact, t.raw, t.short, t.prefix)
	put(t.core...)
	column(t.key)
	flag(true, byte(t.proof)+1)
	flag(t.numbered, 9)
	flag(t.login, 13)
	flag(len(t.Columns) <= 3, 14)
	for _, k := range t.identify {
		column(k.c)
		flag(slices.Contains(t.unique, k.c.ID), 10)
		flag(k.related, 11)
		flag(k.partly, 12)
		if c := u.columns[k.c.ID]; c != nil {
			put(c.name)
			flag(c.marked == strongly, 15)
		}
	}
	for _, id := range t.pk {
		column(t.Column(id))
		if c := u.columns[id]; c != nil {
			put(c.name)
		}
	}
	return h.Sum64()
}
