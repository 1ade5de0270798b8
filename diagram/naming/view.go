package naming

import (
	"strings"
	"sync"

	"crowsfoot/diagram"
)

// View is one diagram seen through its names. It is computed once by Look, holds on to
// the diagram, and may be used by several readers at once.
type View struct {
	d        *diagram.Diagram
	tables   []*table
	byID     map[diagram.ID]*table
	columns  map[diagram.ID]*column
	names    map[string]split // by the name as written
	singular map[string]string
	sealed   bool // Look is done: the maps are only read
	classes  map[string]class
	types    map[string]string // types by what they store: bigserial is bigint

	byName  map[string][]*table // whole names of tables, in all forms
	byTail  map[string][]*table // last words of names of several words
	byHead  map[string][]*table // first words of names of several words
	byKey   map[string][]keyOf  // names of the columns that identify rows
	byStem  map[string][]keyOf  // the same behind a prefix that all columns of a table have
	byWords map[string][]*table // names of several words, in alphabetical order
	byLight map[string][]*table // names without a last word that says nothing
	byShort map[string][]*table // first letters of the words; last resort
	sorted  []*table            // by compact name, for prefixes

	bare        int                         // columns that are named like a table without any mark
	marked      int                         // columns that are named like a table, with a mark
	refused     map[role]int                // columns of which people said that they refer to nothing
	logins      bool                        // some table holds what people log in with
	vocabulary  map[string]bool             // words of tables and columns that stand alone somewhere
	declared    map[string][]declaredTarget // by the whole name of a column
	habits      map[string]habit            // by the whole name of a column
	endings     map[string][]declaredTarget // by the last word without key affix
	peopleVotes map[*table]int              // foreign keys that say who did something
	referred    map[diagram.ID]bool         // columns that a foreign key starts from
	drawn       map[[2]diagram.ID]int
	linked      map[[2]diagram.ID]bool // child and parent of a foreign key
	people      []*table               // that person roles may mean, the likeliest first

	tableStyle, columnStyle func() Style
}

// split is a name taken apart.
type split struct {
	words   []string // as written
	single  []string // each in the singular
	compact string   // single, joined
	raw     string   // words, joined
}

// table is a table with what its name and keys say.
type table struct {
	*diagram.Table
	split
	place    int
	core     []string // words in the singular without affixes of the schema
	short    string   // core, joined
	key      *diagram.Column
	proof    proof
	numbered bool              // the primary key only numbers rows, key is a unique column
	keys     []*diagram.Column // all columns that identify a row alone
	prefix   string            // prefix of all its columns, lower-case with its separator
	columns  []*column
	login    bool // it holds what people log in with
	known    int  // columns elsewhere that bear its name, and foreign keys to it
	inPK     map[diagram.ID]bool
	pk       []diagram.ID
	unique   map[diagram.ID]bool
}

// declaredTarget is where foreign keys of columns of one name go.
type declaredTarget struct {
	t   *table
	c   *diagram.Column
	n   int // how many
	all int // of all of that name
}

// Look reads the names of a diagram.
func Look(d *diagram.Diagram) *View {
	v := &View{
		d:           d,
		byID:        make(map[diagram.ID]*table, len(d.Tables)),
		columns:     map[diagram.ID]*column{},
		names:       map[string]split{},
		singular:    map[string]string{},
		classes:     map[string]class{},
		types:       map[string]string{},
		byName:      map[string][]*table{},
		byTail:      map[string][]*table{},
		byHead:      map[string][]*table{},
		byKey:       map[string][]keyOf{},
		byStem:      map[string][]keyOf{},
		byShort:     map[string][]*table{},
		byLight:     map[string][]*table{},
		byWords:     map[string][]*table{},
		refused:     map[role]int{},
		vocabulary:  map[string]bool{},
		declared:    map[string][]declaredTarget{},
		habits:      map[string]habit{},
		endings:     map[string][]declaredTarget{},
		peopleVotes: map[*table]int{},
		referred:    map[diagram.ID]bool{},
		drawn:       map[[2]diagram.ID]int{},
		linked:      map[[2]diagram.ID]bool{},
	}
	for _, t := range d.SortedTables() {
		v.addTable(t)
	}
	v.learnAffixes()
	v.indexTables()
	for _, t := range v.tables {
		v.readColumns(t)
	}
	v.learnRefused()
	v.learnLogins()
	v.learnDeclared()
	v.learnPeople()
	v.tableStyle, v.columnStyle = sync.OnceValue(v.learnTableStyle), sync.OnceValue(v.learnColumnStyle)
	v.sealed = true
	return v
}

// split takes a name apart. It remembers the names that Look meets; later it only reads,
// so that several readers may share a View.
func (v *View) split(name string) split {
	if s, ok := v.names[name]; ok {
		return s
	}
	s := v.join(Words(name))
	if !v.sealed {
		v.names[name] = s
	}
	return s
}

// join builds a split from words.
func (v *View) join(words []string) split {
	s := split{words: words, single: make([]string, len(words))}
	for i, w := range words {
		s.single[i] = v.one(w)
	}
	s.raw, s.compact = strings.Join(words, ""), strings.Join(s.single, "")
	return s
}

// one returns the singular of a word and remembers it.
func (v *View) one(word string) string {
	if s, ok := v.singular[word]; ok {
		return s
	}
	s := Singular(word)
	if !v.sealed {
		v.singular[word] = s
	}
	return s
}

// Words returns the words of a name in the singular, lower-case and without accents.
func (v *View) Words(name string) []string { return v.split(name).single }

func (v *View) addTable(t *diagram.Table) {
	n := &table{Table: t, split: v.split(t.Name), place: len(v.tables)}
	if len(n.words) == 0 {
		return
	}
	n.inPK, n.unique = map[diagram.ID]bool{}, map[diagram.ID]bool{}
	if pk := t.PrimaryKey(); pk != nil {
		n.pk = pk.Columns
		for _, id := range pk.Columns {
			n.inPK[id] = true
		}
	}
	for _, k := range t.Keys {
		if len(k.Columns) == 1 {
			n.unique[k.Columns[0]] = true
		}
	}
	for _, x := range t.Indexes {
		if x.Unique && x.Where == "" && len(x.Parts) == 1 && x.Parts[0].Column != "" {
			n.unique[x.Parts[0].Column] = true
		}
	}
	for _, w := range n.words {
		v.vocabulary[w] = true
	}
	v.tables = append(v.tables, n)
	v.byID[t.ID] = n
}

// tail returns the words in the singular from i on, joined.
func (s *split) tail(i int) string {
	at := 0
	for _, w := range s.single[:i] {
		at += len(w)
	}
	return s.compact[at:]
}
