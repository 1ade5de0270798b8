package naming

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/tally"
)

// View is one diagram seen through its names. Look computes it; it holds on to the
// diagram, and may be used by several readers at once. Watch makes one that follows the
// diagram: Update tells it what changed, and it tells what follows from that.
type View struct {
	*book
	reads     *Reads // notes what is looked up; nil for nobody
	namesOnly bool   // only which names there are is looked up, not what bears them
	near      *table // whose columns are asked for most, to find at once; nil for none
}

// Noting returns the same view for one who wants to know what he looked up.
func (v *View) Noting(r *Reads) *View { return &View{book: v.book, reads: r} }

// GoTo says of a view that has one reader which table and columns he is going to ask about
// most, so that they are found at once.
func (v *View) GoTo(id diagram.ID) { v.near = v.byID[id] }

// table returns the table of an ID, or nil.
func (v *View) table(id diagram.ID) *table {
	if v.near != nil && v.near.ID == id {
		return v.near
	}
	return v.byID[id]
}

// fewColumns is how many columns are looked through sooner than looked up.
const fewColumns = 16

// column returns the column of an ID, or nil.
func (v *View) column(id diagram.ID) *column {
	if v.near != nil && len(v.near.columns) <= fewColumns {
		for _, c := range v.near.columns {
			if c.ID == id {
				return c
			}
		}
	}
	return v.columns[id]
}

// book is what a view knows, shared by all who read it.
type book struct {
	d        *diagram.Diagram
	tables   []*table // in their order
	byID     map[diagram.ID]*table
	columns  map[diagram.ID]*column
	names    map[string]*split // by the name as written
	singular singulars
	sealed   bool // nothing is learned now: the maps are only read
	classes  map[string]class
	types    map[string]string // types by what they store: bigserial is bigint

	byName  index    // whole names of tables, in all forms
	byTail  index    // last words of names of several words
	byHead  index    // first words of names of several words
	byWords index    // names of several words, in alphabetical order
	byLight index    // names without a last word that says nothing
	byShort index    // first letters of the words; last resort
	byPart  index    // tables whose keys have several columns, by the name one of them has elsewhere
	byKey   keyIndex // names of the columns that identify rows
	byStem  keyIndex // the same behind a prefix that all columns of a table have
	sorted  []*table // by compact name, for prefixes

	dictionary dictionary
	affixes    affixes
	sharing    tally.Tally[string] // how many columns that may refer bear a name without key affixes
	bare       int                 // columns that are named like a table without any mark
	marked     int                 // columns that are named like a table, with a mark
	logins     int                 // tables that hold what people log in with
	refused    map[role]int        // columns of which people said that they refer to nothing
	vocabulary tally.Tally[string] // words of tables and columns that stand alone somewhere, and how often
	fameBefore map[*table]float64  // how known the tables were that an update touches; nil when none is under way
	teaching

	watched bool   // what is read of each table's columns is kept
	asked   *Asked // what they were read by; nil when not watched

	tableStyles, columnStyles [Spaced + 1]int // how many names are written in each style
}

// table is a table with what its name and keys say.
type table struct {
	*diagram.Table
	*split
	thing    Thing    // stands for all that matching sees of it from outside
	reading  Thing    // stands for how its columns are read
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
	pk       []diagram.ID
	unique   []diagram.ID // columns that are unique alone

	entry
}

// Look reads the names of a diagram.
func Look(d *diagram.Diagram) *View { return look(d, false) }

// Watch reads the names of a diagram that is going to change; see Update.
func Watch(d *diagram.Diagram) *View { return look(d, true) }

func look(d *diagram.Diagram, watched bool) *View {
	v := &View{book: &book{
		d:          d,
		byID:       make(map[diagram.ID]*table, len(d.Tables)),
		columns:    make(map[diagram.ID]*column, 8*len(d.Tables)),
		names:      map[string]*split{},
		singular:   singulars{},
		classes:    map[string]class{},
		types:      map[string]string{},
		byName:     newIndex('a'),
		byTail:     newIndex('b'),
		byHead:     newIndex('c'),
		byWords:    newIndex('d'),
		byLight:    newIndex('e'),
		byShort:    newIndex('f'),
		byPart:     newIndex('g'),
		byKey:      newKeyIndex('h'),
		byStem:     newKeyIndex('i'),
		dictionary: dictionaryOf(d.Lint.Dictionaries),
		affixes:    newAffixes(),
		sharing:    tally.New[string](),
		vocabulary: tally.New[string](),
		teaching:   newTeaching(),
		watched:    watched,
	}}
	if watched {
		v.asked = &Asked{}
	}
	v.read()
	return v
}
