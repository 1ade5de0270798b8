package naming

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// entry is what a table put into the book, so that it can be taken out again.
type entry struct {
	sharing  []string // names of columns without key affixes
	bare     int
	marked   int
	forms    []form // names of the table
	keyForms []keyForm
	identify []keyOf  // its keys with what their names say
	knows    []*table // whose names its columns bear
	seen     Seen     // what its columns and keys were read by
}

// form is a name that a table goes by in an index.
type form struct {
	x    *index
	name string
}

type keyForm struct {
	x    *keyIndex
	name string
}

// newTable takes the name and keys of a table apart, or returns nil when its name says
// nothing.
func (v *View) newTable(t *diagram.Table) *table {
	n := &table{thing: ThingOf('t', string(t.ID)), reading: ThingOf('q', string(t.ID))}
	if !v.fill(n, t) {
		return nil
	}
	return n
}

// fill reads what a table says by itself.
func (v *View) fill(n *table, t *diagram.Table) bool {
	*n = table{Table: t, thing: n.thing, reading: n.reading, known: n.known, split: v.split(t.Name)}
	if len(n.words) == 0 {
		return false
	}
	if pk := t.PrimaryKey(); pk != nil {
		n.pk = pk.Columns
	}
	for _, k := range t.Keys {
		if len(k.Columns) == 1 {
			n.unique = append(n.unique, k.Columns[0])
		}
	}
	for _, x := range t.Indexes {
		if x.Unique && x.Where == "" && len(x.Parts) == 1 && x.Parts[0].Column != "" {
			n.unique = append(n.unique, x.Parts[0].Column)
		}
	}
	n.prefix = columnPrefix(t)
	n.columns = make([]*column, len(t.Columns))
	all := make([]column, len(t.Columns))
	for i, c := range t.Columns {
		n.columns[i] = &all[i]
		v.fillColumn(n.columns[i], n, c)
	}
	n.login = holdsLogin(n)
	return true
}

// enter puts the words of a table into the book: the first of three steps, each of which
// needs all tables to have taken the one before.
func (v *View) enter(t *table) {
	v.list(t)
	v.countWords(t, 1)
	v.countHabits(t)
}

// list makes a table and its columns known by their IDs.
func (v *View) list(t *table) {
	v.byID[t.ID] = t
	for _, c := range t.columns {
		v.columns[c.ID] = c
	}
}

// countHabits counts how the names of a table are written.
func (v *View) countHabits(t *table) {
	v.affixes.count(t, 1)
	v.countStyles(t, 1)
	if t.login {
		v.logins++
	}
}

// countWords counts the words of a table's names in (1) or out (-1).
func (v *View) countWords(t *table, by int) {
	for _, w := range t.words {
		v.vocabulary.Add(w, by)
	}
	for _, c := range t.columns {
		for _, w := range c.plain.words {
			v.vocabulary.Add(w, by)
		}
	}
}

// readForms finds the forms of a table's name, which the second step puts into the indexes.
func (v *View) readForms(t *table) {
	t.core = v.affixes.core(t, v.dictionary.affixes)
	t.short = t.joined(t.core)
	t.forms = make([]form, 0, 8)
	put := func(x *index, name string) {
		if f := (form{x, name}); name != "" && !slices.Contains(t.forms, f) {
			t.forms = append(t.forms, f)
		}
	}
	put(&v.byName, t.compact)
	put(&v.byName, t.raw)
	put(&v.byName, t.short)
	if n := len(t.core); n > 0 {
		head := t.joined(t.core[:n-1])
		for _, other := range foreignSingulars(t.words[len(t.words)-1]) {
			put(&v.byName, head+other)
		}
		put(&v.byName, v.dictionary.expanded(t.core, t.short))
	}
	for i := 1; i < len(t.single); i++ {
		put(&v.byTail, t.tail(i))
		put(&v.byHead, t.joined(t.single[:i]))
	}
	for i := 1; i < len(t.core); i++ {
		put(&v.byHead, t.joined(t.core[:i]))
	}
	put(&v.byShort, string(initials(nil, t.core)))
	if len(t.core) > 1 {
		put(&v.byWords, string(anyOrder(nil, t.core)))
	}
	if n := len(t.core); n > 1 && lightWords[t.core[n-1]] {
		put(&v.byLight, t.joined(t.core[:n-1]))
		return
	}
	for w := range lightWords {
		if rest, ok := strings.CutSuffix(t.short, w); ok && len(rest) > 2 {
			put(&v.byLight, rest)
		}
	}
}

// putForms puts the forms of a table's name into one index.
func (t *table) putForms(x *index) {
	for _, f := range t.forms {
		if f.x == x {
			x.add(f.name, t)
		}
	}
}

// columnReader returns the view for readColumns: of a watched diagram one that keeps what
// is looked up.
func (v *View) columnReader() *View {
	if !v.watched {
		return v
	}
	return &View{book: v.book, reads: &Reads{}, namesOnly: true}
}

// readColumns reads the columns and keys of a table in the light of all names. What it looks
// up is kept, when the diagram is watched.
func (v *View) readColumns(t *table) {
	t.sharing = make([]string, 0, len(t.columns))
	for _, c := range t.columns {
		v.readColumn(t, c)
	}
	v.findKey(t)
	for _, c := range t.keys {
		k := keyOf{t: t, c: c}
		k.related, k.partly = v.keyNamesTable(t, c)
		t.identify = append(t.identify, k)
	}
	v.findKnown(t)
	t.seen = v.reads.Seal(v.asked)
}

// putColumns puts into the book what readColumns found: the third step.
func (v *View) putColumns(t *table) {
	v.bare += t.bare
	v.marked += t.marked
	for _, name := range t.sharing {
		v.sharing.Add(name, 1)
	}
	for _, k := range t.identify {
		v.putKey(t, &v.byKey, v.split(k.c.Name).compact, k)
		if t.prefix != "" {
			v.putKey(t, &v.byStem, v.split(k.c.Name[len(t.prefix):]).compact, k)
		}
	}
	v.putComposite(t)
	for _, p := range t.knows {
		v.makeKnown(p, 1)
	}
}

func (v *View) putKey(t *table, x *keyIndex, name string, k keyOf) {
	if name != "" && t.key != nil {
		x.add(name, k)
		t.keyForms = append(t.keyForms, keyForm{x, name})
	}
}

// findKnown finds the tables whose names the columns of a table bear: it tells the tables
// that others refer to.
func (v *View) findKnown(t *table) {
	for _, c := range t.columns {
		if c.marked == unmarked {
			continue
		}
		for i := range c.base {
			if found := v.find(&v.byName, c.tail(i)); len(found) > 0 {
				for _, p := range found {
					if p != t {
						t.knows = append(t.knows, p)
					}
				}
				break
			}
		}
	}
}

// unread takes back the third step.
func (v *View) unread(t *table) {
	for _, f := range t.keyForms {
		f.x.remove(f.name, t)
	}
	for _, p := range t.knows {
		v.makeKnown(p, -1)
	}
	for _, name := range t.sharing {
		v.sharing.Add(name, -1)
	}
	v.bare -= t.bare
	v.marked -= t.marked
	at := slices.IndexFunc(t.forms, func(f form) bool { return f.x == &v.byPart })
	if at >= 0 {
		v.byPart.remove(t.forms[at].name, t)
		t.forms = slices.Delete(t.forms, at, at+1)
	}
	t.keyForms, t.identify, t.knows, t.sharing, t.bare, t.marked = nil, nil, nil, nil, 0, 0
	t.keys, t.key, t.numbered, t.proof = nil, nil, false, guessedKey
}

// leave takes a table out of the book.
func (v *View) leave(t *table) {
	v.unread(t)
	for _, f := range t.forms {
		f.x.remove(f.name, t)
	}
	v.countWords(t, -1)
	v.affixes.count(t, -1)
	v.countStyles(t, -1)
	if t.login {
		v.logins--
	}
	for _, c := range t.columns {
		if v.columns[c.ID] == c {
			delete(v.columns, c.ID)
		}
	}
}
