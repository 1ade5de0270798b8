package lint

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/tally"
)

// concept is what names of columns of the same words, in any style and number, mean:
// userId, user_id and USER_ID.
type concept struct {
	key     string                      // its words in the singular
	words   []string                    // the same
	columns columnLists[string]         // by the name as written
	types   columnLists[diagram.Family] // those that are no foreign keys, by the family of their types
	known   int                         // how many are in types
	all     int                         // how many are in columns
	counted int                         // for how many the words are counted
	means   tally.Counts[string]        // how many have a meaning, by its key
	usual   TypeHabit
	example TypeExample
	touched bool
}

// columnLists are lists of columns by something of which there are few: each in the order
// of the diagram, none empty.
type columnLists[K comparable] []columnList[K]

type columnList[K comparable] struct {
	key  K
	list []columnAt
}

func (l columnLists[K]) of(key K) []columnAt {
	for i := range l {
		if l[i].key == key {
			return l[i].list
		}
	}
	return nil
}

// put puts a column in (1) or takes it out (-1).
func (l *columnLists[K]) put(key K, c columnAt, by int) {
	i := slices.IndexFunc(*l, func(x columnList[K]) bool { return x.key == key })
	switch {
	case by > 0 && i < 0:
		*l = append(*l, columnList[K]{key, []columnAt{c}})
	case by > 0:
		(*l)[i].list = inserted((*l)[i].list, c, compareColumnsAt)
	case i >= 0:
		if (*l)[i].list = removed((*l)[i].list, c, compareColumnsAt); len((*l)[i].list) == 0 {
			*l = slices.Delete(*l, i, i+1)
		}
	}
}

// columnAt is a column and the table it is in.
type columnAt struct {
	table  *diagram.Table
	column *diagram.Column
}

func compareColumnsAt(a, b columnAt) int {
	return cmp.Or(compareTables(a.table, b.table), strings.Compare(a.column.Order, b.column.Order), cmp.Compare(a.column.ID, b.column.ID))
}

// columnRecord is what one column says.
type columnRecord struct {
	column  *diagram.Column
	concept *concept // nil until the column is counted
	written NameCase
	family  diagram.Family // unknown for foreign keys
	meaning string         // empty when it has none
}

// TypeHabit is the family of types that most columns of a name have that are no foreign
// keys: three or more have it, or one like it, and at least three of four. The zero value
// says that there is none.
type TypeHabit struct {
	Family diagram.Family
	Clear  bool
}

// TypeExample is one of the columns that follow a habit.
type TypeExample struct {
	// Percent of the columns whose type is known follow the habit, rounded down.
	Percent int
	// Table and Column are the first of them, Name and Type its name and type.
	Table, Column diagram.ID
	Name, Type    string
}

// Fits tells whether a family is the usual one or one like it.
func (h *TypeHabit) Fits(family diagram.Family) bool {
	return family == h.Family || alike(family, h.Family)
}

// TypeHabits returns the columns of a table with the type that columns of the same name, in
// any style and number, usually have.
func (f *Facts) TypeHabits(t *diagram.Table) iter.Seq2[*diagram.Column, TypeHabit] {
	return func(yield func(*diagram.Column, TypeHabit) bool) {
		r := f.at(t.ID).record
		if r == nil {
			return
		}
		for i, c := range t.Columns {
			concept := r.columns[i].concept
			f.note(conceptThing, concept.key)
			if !yield(c, concept.usual) {
				return
			}
		}
	}
}

// TypeExample returns the first of the columns that have the usual type of this name.
func (f *Facts) TypeExample(name string) TypeExample {
	c := f.conceptOf(name)
	f.note(exampleThing, c.key)
	return c.example
}

// ColumnsNamed returns how many columns bear exactly this name. It is for the operations of
// fixes.
func (f *Facts) ColumnsNamed(name string) int {
	return len(f.conceptOf(name).columns.of(name))
}

// columnRecord writes down what a column says.
func (f *Facts) columnRecord(c *diagram.Column) columnRecord {
	r := columnRecord{column: c, written: NameCaseOf(c.Name), family: diagram.FamilyUnknown}
	if len(f.byColumn[c.ID]) == 0 {
		r.family = f.TypeFamily(c.Type)
	}
	return r
}

// conceptOf returns the concept of a name; a new one when it is the first of its words.
func (f *Facts) conceptOf(name string) *concept {
	f.lock.Lock()
	defer f.lock.Unlock()
	if c := f.conceptNames[name]; c != nil {
		return c
	}
	words := f.Names.Words(name)
	key := strings.Join(words, " ")
	c := f.concepts[key]
	if c == nil {
		c = &concept{key: key, words: words}
		f.concepts[key] = c
	}
	f.conceptNames[name] = c
	return c
}

// countColumn counts a column of a table in (1) or out (-1).
func (f *Facts) countColumn(t *diagram.Table, r *columnRecord, by int) {
	c := r.concept
	if !c.touched {
		c.touched = true
		f.touchedConcepts = append(f.touchedConcepts, c)
	}
	at := columnAt{t, r.column}
	c.all += by
	c.columns.put(r.column.Name, at, by)
	if r.family != diagram.FamilyUnknown {
		c.known += by
		c.types.put(r.family, at, by)
	}
	if r.meaning != "" {
		f.countMeaning(r, by)
	}
}

// settleConcept finds the usual type of a concept again.
func (f *Facts) settleConcept(c *concept) []naming.Thing {
	c.touched = false
	if by := c.all - c.counted; by != 0 {
		for _, w := range c.words {
			f.words.n.Add(w, by)
		}
		c.counted = c.all
	}
	habit, example := c.usual, c.example
	c.usual, c.example = c.typeHabit()
	var changed []naming.Thing
	if c.usual != habit {
		changed = append(changed, naming.ThingOf(conceptThing, c.key))
	}
	if c.example != example {
		changed = append(changed, naming.ThingOf(exampleThing, c.key))
	}
	return changed
}

func (c *concept) typeHabit() (TypeHabit, TypeExample) {
	best, most := diagram.FamilyUnknown, 0
	var first columnAt
	for _, t := range c.types {
		if n := len(t.list); n > most || n == most && compareColumnsAt(t.list[0], first) < 0 {
			best, most, first = t.key, n, t.list[0]
		}
	}
	h := TypeHabit{Family: best, Clear: true}
	count := 0
	for _, t := range c.types {
		if h.Fits(t.key) {
			count += len(t.list)
		}
	}
	if count < 3 || count < 3*(c.known-count) {
		return TypeHabit{}, TypeExample{}
	}
	return h, TypeExample{percent(count, c.known), first.table.ID, first.column.ID, first.column.Name, first.column.Type}
}

// alike tells whether two families are read into the same values, so that a difference is
// a matter of precision or of the database, and other rules speak of it.
func alike(a, b diagram.Family) bool {
	kind := func(f diagram.Family) int {
		switch f {
		case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyFloat:
			return 1
		case diagram.FamilyText, diagram.FamilyEnum, diagram.FamilyUUID, diagram.FamilyJSON, diagram.FamilyNetwork:
			return 2
		case diagram.FamilyDate, diagram.FamilyTimestamp:
			return 3
		}
		return 0
	}
	switch x, y := kind(a), kind(b); {
	case x == y:
		return x != 0
	case a == diagram.FamilyBoolean && b == diagram.FamilyInteger, a == diagram.FamilyInteger && b == diagram.FamilyBoolean:
		return true // how databases without a boolean write one; T004 speaks of it
	}
	return false
}
