package naming

import (
	"cmp"
	"slices"
	"strings"
)

// index finds tables by a form of their names.
type index struct {
	kind byte
	m    map[string][]*table // each list in the order of the tables
}

func newIndex(kind byte) index { return index{kind, map[string][]*table{}} }

// mostNamesakes is how many tables may share a name before it says nothing any more. It
// also bounds the work for one column.
const mostNamesakes = 24

// add puts a table in, once.
func (x *index) add(name string, t *table) bool {
	list := x.m[name]
	if n := len(list); n == 0 || before(list[n-1], t) {
		x.m[name] = append(list, t)
		return true
	}
	at, found := slices.BinarySearchFunc(list, t, compareTables)
	if found {
		return false
	}
	x.m[name] = slices.Insert(list, at, t)
	return true
}

func (x *index) remove(name string, t *table) {
	list := x.m[name]
	at := slices.Index(list, t)
	switch {
	case at < 0:
	case len(list) == 1:
		delete(x.m, name)
	default:
		x.m[name] = slices.Delete(list, at, at+1)
	}
}

// find returns the tables of a name, none when there are too many.
func (v *View) find(x *index, name string) []*table {
	list := x.m[name]
	if v.reads != nil {
		v.reads.Note(ThingOf(x.kind, name))
	}
	if len(list) > mostNamesakes {
		return nil
	}
	v.note(list...)
	return list
}

// findJoined is find for a name that is yet to be joined.
func (v *View) findJoined(x *index, name []byte) []*table {
	if v.reads == nil {
		if list := x.m[string(name)]; len(list) <= mostNamesakes {
			return list
		}
		return nil
	}
	return v.find(x, string(name))
}

// room is for joining a name in.
type room [128]byte

// note notes that somebody looks at tables.
func (v *View) note(list ...*table) {
	if v.reads != nil && !v.namesOnly {
		for _, t := range list {
			v.reads.Note(t.thing)
		}
	}
}

// compareTables sorts as the diagram does.
func compareTables(a, b *table) int {
	return cmp.Or(strings.Compare(a.Order, b.Order), strings.Compare(string(a.ID), string(b.ID)))
}

func before(a, b *table) bool { return compareTables(a, b) < 0 }

// keyIndex finds columns that identify rows by their names.
type keyIndex struct {
	kind byte
	m    map[string]*namedKeys
}

type namedKeys struct {
	all     []keyOf
	related []keyOf // those named after their table
}

func newKeyIndex(kind byte) keyIndex { return keyIndex{kind, map[string]*namedKeys{}} }

func compareKeys(a, b keyOf) int {
	return cmp.Or(compareTables(a.t, b.t), cmp.Compare(a.c.Order, b.c.Order), cmp.Compare(a.c.ID, b.c.ID))
}

func (x *keyIndex) add(name string, k keyOf) {
	list := x.m[name]
	if list == nil {
		list = &namedKeys{}
		x.m[name] = list
	}
	insertKey(&list.all, k)
	if k.related {
		insertKey(&list.related, k)
	}
}

func insertKey(list *[]keyOf, k keyOf) {
	if n := len(*list); n == 0 || compareKeys((*list)[n-1], k) < 0 {
		*list = append(*list, k)
		return
	}
	at, _ := slices.BinarySearchFunc(*list, k, compareKeys)
	*list = slices.Insert(*list, at, k)
}

// remove takes out all keys of a table.
func (x *keyIndex) remove(name string, t *table) {
	list := x.m[name]
	if list == nil {
		return
	}
	own := func(k keyOf) bool { return k.t == t }
	list.all, list.related = slices.DeleteFunc(list.all, own), slices.DeleteFunc(list.related, own)
	if len(list.all) == 0 {
		delete(x.m, name)
	}
}

// findKeys returns the keys of a name; when too many tables share it, those named after
// their table.
func (v *View) findKeys(x *keyIndex, name string) []keyOf {
	if v.reads != nil {
		v.reads.Note(ThingOf(x.kind, name))
	}
	named := x.m[name]
	if named == nil {
		return nil
	}
	list := named.all
	if len(list) > mostNamesakes {
		list = named.related[:min(len(named.related), mostNamesakes)]
	}
	if v.reads != nil {
		for _, k := range list {
			v.reads.Note(k.t.thing)
		}
	}
	return list
}

func (v *View) sortNames() { slices.SortFunc(v.sorted, compareShort) }

func compareShort(a, b *table) int {
	return cmp.Or(strings.Compare(a.short, b.short), compareTables(a, b))
}

// startingWith returns the tables whose names begin with this but are longer, when they
// are no more than a few.
func (v *View) startingWith(name string, most int) []*table {
	if v.reads != nil {
		v.reads.Note(ThingOf(prefixThing, name))
	}
	lo, _ := slices.BinarySearchFunc(v.sorted, name, func(t *table, name string) int { return strings.Compare(t.short, name) })
	var found []*table
	for ; lo < len(v.sorted) && strings.HasPrefix(v.sorted[lo].short, name); lo++ {
		if v.sorted[lo].short == name {
			continue
		}
		if found = append(found, v.sorted[lo]); len(found) > most {
			return nil
		}
	}
	v.note(found...)
	return found
}

// anyOrder appends words in alphabetical order, joined, to a text.
func anyOrder(to []byte, words []string) []byte {
	words = append(make([]string, 0, 8), words...)
	slices.Sort(words)
	for i, w := range words {
		if i > 0 {
			to = append(to, ' ')
		}
		to = append(to, w...)
	}
	return to
}

// initials appends the first letters of words to a text.
func initials(to []byte, words []string) []byte {
	for _, w := range words {
		to = append(to, w[0])
	}
	return to
}
