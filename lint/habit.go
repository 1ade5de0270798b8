package lint

import (
	"fmt"
	"math/bits"
	"strings"

	"crowsfoot/diagram"
)

// Habit is what most of those do in a diagram that say anything.
type Habit[T comparable] struct {
	Value T
	// Clear tells whether the habit is plain enough to measure the rest by: at least eight
	// say something, and four of five agree. Firm says that no more than two, or one in
	// seven, differ.
	Clear, Firm bool
	// Percent of those that say anything follow it, rounded down.
	Percent int
}

func habitOf[T comparable](value T, count, all int) Habit[T] {
	rest := all - count
	return Habit[T]{value, all >= 8 && count*5 >= all*4, rest <= 2 || rest*7 <= all, percent(count, all)}
}

func percent(n, all int) int {
	if all == 0 {
		return 0
	}
	return n * 100 / all
}

// Share says in words how many follow the habit: "97 % of the tables".
func (h Habit[T]) Share(what string) string { return share(h.Percent, what) }

func share(percent int, what string) string { return fmt.Sprintf("%d %% of the %s", percent, what) }

// TableCase is how most names of tables are written.
func (f *Facts) TableCase() Habit[NameCase] {
	return ask(f, "table case", func(f *Facts) Habit[NameCase] { return f.tableHabit })
}

// ColumnCase is how most names of columns are written.
func (f *Facts) ColumnCase() Habit[NameCase] {
	return ask(f, "column case", func(f *Facts) Habit[NameCase] { return f.columnHabit })
}

// Plural tells whether most tables are named in the plural; those whose name has no other
// number do not count.
func (f *Facts) Plural() Habit[bool] {
	return ask(f, "plural", func(f *Facts) Habit[bool] {
		if f.plural*2 > f.numbered {
			return habitOf(true, f.plural, f.numbered)
		}
		return habitOf(false, f.numbered-f.plural, f.numbered)
	})
}

// UsesForeignLetters tells whether more than one name in ten holds letters beyond ASCII.
func (f *Facts) UsesForeignLetters() bool {
	return ask(f, "foreign letters", func(f *Facts) bool { return f.foreignNames*10 > f.allNames })
}

// UsesSpaces tells whether many names hold spaces, as in a drawing for people: four or
// more, and a third.
func (f *Facts) UsesSpaces() bool {
	return ask(f, "spaces", func(f *Facts) bool { return f.spacedNames >= 4 && f.spacedNames*3 > f.allNames })
}

// LeavesTablesEmpty tells whether many tables have no columns, as in a drawing of
// entities: more than two, and a third.
func (f *Facts) LeavesTablesEmpty() bool {
	return ask(f, "empty tables", func(f *Facts) bool { return f.empty > 2 && f.empty*3 > len(f.Tables) })
}

// RepeatsTables says how many tables have columns that bear the name of their table in
// front, in percent, and whether that is a convention: more than two do, and a third.
func (f *Facts) RepeatsTables() (percentage int, isConvention bool) {
	type answer struct {
		percent int
		is      bool
	}
	a := ask(f, "repeating", func(f *Facts) answer {
		return answer{percent(f.repeating, len(f.Tables)), f.repeating > 2 && f.repeating*3 > len(f.Tables)}
	})
	return a.percent, a.is
}

// Repeating returns the columns of a table that bear its name in front; keys, counters and
// references are left out, and so is a prefix that all columns share.
func (f *Facts) Repeating(t *diagram.Table) []*diagram.Column {
	f.note(recordThing, string(t.ID))
	r := f.at(t.ID).record
	if r == nil {
		return nil
	}
	var list []*diagram.Column
	for _, id := range r.repeats {
		if c := t.Column(id); c != nil {
			list = append(list, c)
		}
	}
	return list
}

// LinkedTables says how many tables have a relationship, in percent, and whether that is
// usual: four or more have one, and two of three.
func (f *Facts) LinkedTables() (percentage int, isUsual bool) {
	type answer struct {
		percent int
		is      bool
	}
	a := ask(f, "linked", func(f *Facts) answer {
		n := f.linked
		return answer{percent(min(n, len(f.Tables)), len(f.Tables)), n >= 4 && n*3 >= len(f.Tables)*2}
	})
	return a.percent, a.is
}

// NamesStarting returns how many names of tables begin with a word, in steps of powers of
// two.
func (f *Facts) NamesStarting(word string) int {
	return ask(f, "start "+word, func(f *Facts) int { return powerOfTwo(f.starts[word]) })
}

// powerOfTwo is the largest power of two that is not above n.
func powerOfTwo(n int) int {
	if n <= 0 {
		return 0
	}
	return 1 << (bits.Len(uint(n)) - 1)
}

// HasKeysOf tells whether enough tables with a primary key of one column have one of this
// family of types: more than the share of them, 0 to 1. It is true for a diagram that has
// no such keys to learn from.
func (f *Facts) HasKeysOf(family diagram.Family, share float64) bool {
	return ask(f, fmt.Sprintf("keys %s %g", family, share), func(f *Facts) bool {
		return f.singleKeys == 0 || float64(f.keyFamilies[family]) > share*float64(f.singleKeys)
	})
}

// DeclaresIndexes tells whether any table of the diagram has an index. A diagram without
// a single one comes from a source that does not tell of them.
func (f *Facts) DeclaresIndexes() bool {
	return ask(f, "indexes", func(f *Facts) bool { return f.indexed > 0 })
}

// IndexesForeignKeys tells whether most foreign keys of the diagram have an index that
// begins with their columns, so that one without stands out.
func (f *Facts) IndexesForeignKeys() bool {
	return ask(f, "indexed foreign keys", func(f *Facts) bool { return 2*f.led > f.leadable })
}

// repeatTable returns the columns whose names begin with the words of their table and go
// on after them.
func (f *Facts) repeatTable(t *diagram.Table, words []string) []diagram.ID {
	var list []diagram.ID
	for c, n := range f.Names.ColumnNames(t.ID) {
		if len(n.Single) <= len(words) || n.Strong || n.Single[len(n.Single)-1] == "count" || len(f.byColumn[c.ID]) > 0 || t.InPrimaryKey(c.ID) {
			continue
		}
		same := true
		for i, w := range words {
			same = same && n.Single[i] == w
		}
		if same {
			list = append(list, c.ID)
		}
	}
	return list
}

// caseVotes counts the cases that names fit.
type caseVotes struct {
	fits    [len(nameCases)]int
	all     int
	telling map[NameCase]int
}

func (v *caseVotes) add(fits NameCase, n int) {
	if fits == anyCase {
		return
	}
	v.all += n
	for i, c := range nameCases {
		if fits&c != 0 {
			v.fits[i] += n
		}
	}
	if v.telling == nil {
		v.telling = map[NameCase]int{}
	}
	v.telling[fits] += n
}

// habit returns the case that most names fit. It is a habit only when some names fit no
// other.
func (v *caseVotes) habit() Habit[NameCase] {
	best := 0
	for i := range nameCases {
		if v.fits[i] > v.fits[best] || v.fits[i] == v.fits[best] && v.telling[nameCases[i]] > v.telling[nameCases[best]] {
			best = i
		}
	}
	count := v.fits[best]
	if v.telling[nameCases[best]] < 3 {
		count = 0
	}
	return habitOf(nameCases[best], count, v.all)
}

// noNumber are last words of names that are the same in the singular and the plural, or
// that are used in one number only.
var noNumber = wordSet(`data info information metadata history news staff equipment inventory stock content media software hardware
	access feedback research weather traffic money cash mail email spam config configuration setting option statistic stat detail
	preference property good series species status progress summary archive audit log cache queue backup temp tmp staging stage
	junction xref rel lookup map mapping link membership auth lock migration schema_migration people person crew personnel
	taxa taxon phenomena spectra strata larvae genera fauna flora agenda quota
	ability payroll budget analytics finance marketing billing shipping housing training planning pricing messaging master`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// GrammaticalNumber returns 1 for a name that ends in a singular, 2 for one that ends in
// a plural, and 0 for one that ends in neither for sure. words are those of the name in
// the singular.
func GrammaticalNumber(name string, words []string) int {
	if len(words) == 0 || !diagram.IsASCII(name) {
		return 0
	}
	last := words[len(words)-1]
	if len(last) < 3 || last[0] >= '0' && last[0] <= '9' || noNumber[last] {
		return 0
	}
	if !strings.HasSuffix(strings.ToLower(strings.TrimRight(name, "_ ")), last) {
		return 2
	}
	if strings.HasSuffix(last, "s") {
		return 0
	}
	return 1
}
