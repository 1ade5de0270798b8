package lint

import (
	"strings"
	"sync"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/parallel"
	"crowsfoot/diagram/tally"
)

// census is what all tables say together. Each table is counted by its record, so that it
// can be counted out again when it changes.
type census struct {
	tableCase, columnCase   caseVotes
	tableHabit, columnHabit Habit[NameCase] // what they say
	plural, numbered        int             // tables named in the plural, and in either number
	foreignNames, allNames  int             // names with letters beyond ASCII, and all
	spacedNames             int             // names with spaces
	empty                   int             // tables without columns
	repeating               int             // tables whose columns repeat its name
	starts                  tally.Counts[string]
	singleKeys              int // tables with a primary key of one column
	keyFamilies             map[diagram.Family]int
	nullable, optional      int                     // columns outside primary keys that take NULL, and all
	indexed                 int                     // tables with indexes
	led, leadable           int                     // foreign keys with an index, and all
	suspected               tally.Tally[diagram.ID] // references that no foreign key holds, by the parent
	concepts                map[string]*concept
	conceptNames            map[string]*concept // by the name as written
	meanings                map[string]*meaning
	words                   slips
	namesakes               map[string][]*diagram.Table

	lock            *sync.Mutex // guards what is found when somebody asks first
	touchedConcepts []*concept
	touchedMeanings []*meaning
	questions       map[naming.Thing]func(*Facts) bool // whether the answer is another now
}

func newCensus() census {
	return census{
		starts:       tally.Counts[string]{},
		keyFamilies:  map[diagram.Family]int{},
		suspected:    tally.New[diagram.ID](),
		concepts:     map[string]*concept{},
		conceptNames: map[string]*concept{},
		lock:         &sync.Mutex{},
		meanings:     map[string]*meaning{},
		words:        newSlips(),
		namesakes:    map[string][]*diagram.Table{},
		questions:    map[naming.Thing]func(*Facts) bool{},
	}
}

// record is what one table says.
type record struct {
	table      *diagram.Table
	references []naming.Candidate // that no foreign key holds
	suspects   []*tableFacts      // the tables that they refer to

	tableCase NameCase
	number    int          // 1 for singular, 2 for plural
	foreign   int          // names with letters beyond ASCII
	spaced    int          // names with spaces
	repeats   []diagram.ID // columns that repeat the name of the table
	start     string       // first word of its name
	words     []string     // of its name
	hasKey    bool
	keyFamily diagram.Family
	hasIndex  bool
	nullable  int
	optional  int
	leadable  int
	led       int
	columns   []columnRecord
	means     []meant // of its columns that mean anything

	seen naming.Seen // what was looked up
}

// The kinds of things that the census answers.
const (
	recordThing    = 'M' // the references and meanings of a table's columns
	suspectedThing = 'R' // whether references to a table are suspected
	conceptThing   = 'H' // the type that columns of a name usually have
	exampleThing   = 'E' // one of them
	meaningThing   = 'I' // how columns of a meaning are usually called
	slipThing      = 'W' // whether a word is a slip
	namesakeThing  = 'O' // tables of one name
	questionThing  = 'Q' // a question about all
)

// ask answers a question about all tables together. For one who wants to know what he
// asked it is kept, and answered again after each change: there are few such questions, and
// their answers are found at once.
func ask[A comparable](f *Facts, question string, answer func(*Facts) A) A {
	if f.reads == nil {
		return answer(f)
	}
	thing := naming.ThingOf(questionThing, question)
	f.reads.Note(thing)
	f.lock.Lock()
	defer f.lock.Unlock()
	last := answer(f)
	if _, kept := f.questions[thing]; !kept {
		f.questions[thing] = func(f *Facts) bool {
			was := last
			last = answer(f)
			return last != was
		}
	}
	return last
}

// takeCensus counts all tables. Of a watched diagram it keeps what each record was read by.
func (f *Facts) takeCensus(watched bool) {
	f.census = newCensus()
	for _, t := range f.all {
		f.addNamesake(t.table)
	}
	records := make([]*record, len(f.Tables))
	parallel.EachWith(len(f.Tables), func() *Facts { return f.noting(reading(watched)) }, func(i int, f *Facts) { records[i] = f.newRecord(f.Tables[i]) })
	parallel.Do(func() {
		for _, r := range records {
			f.about(r.table.ID).record = r
			f.count(r, 1)
		}
	}, func() {
		for _, r := range records {
			f.countColumns(r, nil, 1)
		}
	})
	f.settle()
}

// newRecord writes down what a table says. The facts are those of one reader alone.
func (f *Facts) newRecord(t *diagram.Table) *record {
	f.goTo(t)
	f.note(linksThing, string(t.ID))
	words := f.Names.Words(t.Name)
	r := &record{
		table:      t,
		references: f.Names.ReferencesOf(t.ID),
		tableCase:  NameCaseOf(t.Name),
		number:     GrammaticalNumber(t.Name, words),
		words:      words,
		hasIndex:   len(t.Indexes) > 0,
	}
	if n := len(r.references); n > 0 {
		r.suspects = make([]*tableFacts, n)
		for i := range r.references {
			r.suspects[i] = f.at(r.references[i].Parent.ID)
		}
	}
	if len(words) > 0 {
		r.start = words[0]
		r.repeats = f.repeatTable(t, words)
	}
	r.countLetters(t.Name)
	if k := t.PrimaryKey(); k != nil && len(k.Columns) == 1 {
		if c := t.Column(k.Columns[0]); c != nil {
			r.hasKey, r.keyFamily = true, f.TypeFamily(c.Type)
		}
	}
	r.columns = make([]columnRecord, 0, len(t.Columns))
	for _, c := range t.Columns {
		r.countLetters(c.Name)
		if !t.InPrimaryKey(c.ID) {
			r.optional++
			if !c.NotNull {
				r.nullable++
			}
		}
		r.columns = append(r.columns, f.columnRecord(c))
	}
	for _, k := range f.at(t.ID).keys {
		r.leadable++
		if IsLed(t, k.FromColumns()) {
			r.led++
		}
	}
	f.findMeanings(t, r)
	r.seen = f.reads.Seal(f.asked)
	return r
}

// countLetters counts what a name holds beside plain letters.
func (r *record) countLetters(name string) {
	if !diagram.IsASCII(name) {
		r.foreign++
	}
	if strings.Contains(name, " ") {
		r.spaced++
	}
}

// count counts a record in (1) or out (-1), but for what its columns say.
func (f *Facts) count(r *record, by int) {
	f.tableCase.add(r.tableCase, by)
	for i := range r.columns {
		f.columnCase.add(r.columns[i].written, by)
	}
	switch r.number {
	case 2:
		f.plural += by
		f.numbered += by
	case 1:
		f.numbered += by
	}
	f.foreignNames += by * r.foreign
	f.spacedNames += by * r.spaced
	f.allNames += by * (1 + len(r.columns))
	if len(r.columns) == 0 {
		f.empty += by
	}
	if len(r.repeats) > 0 {
		f.repeating += by
	}
	f.starts.Add(r.start, by)
	if r.hasKey {
		f.singleKeys += by
		f.keyFamilies[r.keyFamily] += by
	}
	f.nullable += by * r.nullable
	f.optional += by * r.optional
	if r.hasIndex {
		f.indexed += by
	}
	f.leadable += by * r.leadable
	f.led += by * r.led
	for _, c := range r.references {
		f.suspected.Add(c.Parent.ID, by)
	}
	for _, w := range r.words {
		f.words.n.Add(w, by)
	}
}

// countColumns counts the columns of a record in (1) or out (-1), but for those that are the
// same in the record that it takes the place of, or that takes its.
func (f *Facts) countColumns(r *record, same []bool, by int) {
	for i := range r.columns {
		if c := &r.columns[i]; c.concept == nil {
			c.concept = f.conceptOf(c.column.Name)
		}
		if same == nil || !same[i] {
			f.countColumn(r.table, &r.columns[i], by)
		}
	}
}

// settle works out what many records together say, where they changed, and returns what is
// another now.
func (f *Facts) settle() (changed []naming.Thing) {
	// All names of a concept say how its meanings are usually called.
	for _, c := range f.touchedConcepts {
		for key := range c.means {
			f.touchMeaning(f.meanings[key])
		}
		changed = append(changed, f.settleConcept(c)...)
	}
	for _, m := range f.touchedMeanings {
		changed = append(changed, f.settleMeaning(m)...)
	}
	f.touchedConcepts, f.touchedMeanings = nil, nil
	f.tableHabit, f.columnHabit = f.tableCase.habit(), f.columnCase.habit()
	for _, w := range f.words.settle() {
		changed = append(changed, naming.ThingOf(slipThing, w))
	}
	for thing, isAnother := range f.questions {
		if isAnother(f) {
			changed = append(changed, thing)
		}
	}
	return changed
}

// namesakeKey is the same for tables of one schema whose names are equal but for capitals.
func namesakeKey(t *diagram.Table) string {
	return string(t.Schema) + "." + strings.ToLower(t.Name)
}

func (f *Facts) addNamesake(t *diagram.Table) {
	key := namesakeKey(t)
	f.namesakes[key] = inserted(f.namesakes[key], t, compareTables)
}

func (f *Facts) removeNamesake(t *diagram.Table) {
	key := namesakeKey(t)
	if list := removed(f.namesakes[key], t, compareTables); len(list) > 0 {
		f.namesakes[key] = list
	} else {
		delete(f.namesakes, key)
	}
}

// Namesakes returns the tables and views of the same schema whose names are equal but for
// capitals, the table itself among them, in the order of the diagram.
func (f *Facts) Namesakes(t *diagram.Table) []*diagram.Table {
	key := namesakeKey(t)
	f.note(namesakeThing, key)
	return f.namesakes[key]
}
