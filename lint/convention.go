package lint

import (
	"strings"

	"crowsfoot/diagram"
)

// Convention is a habit of a diagram: what most of those do that say anything.
type Convention[T any] struct {
	Value T
	// Count is how many follow it, All how many there are.
	Count, All int
}

// Clear tells whether the habit is plain enough to measure the rest by: at least eight
// say something, and four of five agree.
func (c Convention[T]) Clear() bool { return c.All >= 8 && c.Count*5 >= c.All*4 }

// Conventions are the habits of a diagram in giving names.
type Conventions struct {
	// TableCase and ColumnCase are how names are written.
	TableCase, ColumnCase Convention[NameCase]
	// Plural tells whether tables are named in the plural; tables whose name has no other
	// number do not count.
	Plural Convention[bool]
	// Starts counts the first words of tables' names.
	Starts map[string]int
	// Repeating are the columns that bear the name of their table in front, by the table;
	// keys, references and counters are left out, and so is a prefix that all columns share.
	Repeating map[diagram.ID][]*diagram.Column
	// Foreign counts names of tables and columns that hold letters beyond ASCII.
	Foreign Convention[bool]
	// Linked is how many tables have a relationship.
	Linked Convention[bool]
}

// Conventions returns the habits of the diagram.
func (f *Facts) Conventions() Conventions { return f.conventions() }

func (f *Facts) learnConventions() Conventions {
	c := Conventions{Starts: map[string]int{}, Repeating: map[diagram.ID][]*diagram.Column{}}
	var tables, columns caseVotes
	for _, t := range f.Tables {
		tables.add(t.Name, 1)
		if !isASCII(t.Name) {
			c.Foreign.Count++
		}
		c.Foreign.All++
		words := f.Names.Words(t.Name)
		if len(words) == 0 {
			continue
		}
		c.Starts[words[0]]++
		switch GrammaticalNumber(t.Name, words) {
		case 2:
			c.Plural.Count++
			c.Plural.All++
		case 1:
			c.Plural.All++
		}
		if list := f.repeatTable(t, words); len(list) > 0 {
			c.Repeating[t.ID] = list
		}
	}
	for _, n := range f.ColumnNames() {
		columns.add(n.Name, len(n.Columns))
		c.Foreign.All += len(n.Columns)
		if !isASCII(n.Name) {
			c.Foreign.Count += len(n.Columns)
		}
	}
	c.Linked = Convention[bool]{Value: true, All: len(f.Tables)}
	for _, t := range f.Tables {
		if f.IsLinked(t.ID) {
			c.Linked.Count++
		}
	}
	c.Foreign.Value = true
	c.TableCase, c.ColumnCase = tables.best(), columns.best()
	c.Plural.Value = c.Plural.Count*2 > c.Plural.All
	if !c.Plural.Value {
		c.Plural.Count = c.Plural.All - c.Plural.Count
	}
	return c
}

// repeatTable returns the columns whose names begin with the words of their table and go
// on after them.
func (f *Facts) repeatTable(t *diagram.Table, words []string) []*diagram.Column {
	var list []*diagram.Column
	for _, c := range t.Columns {
		if len(c.Name) < len(words[0]) {
			continue
		}
		n := f.Names.ColumnName(c.ID)
		if len(n.Single) <= len(words) || n.Strong || n.Single[len(n.Single)-1] == "count" || len(f.byColumn[c.ID]) > 0 || t.InPrimaryKey(c.ID) {
			continue
		}
		same := true
		for i, w := range words {
			same = same && n.Single[i] == w
		}
		if same {
			list = append(list, c)
		}
	}
	return list
}

// caseVotes counts the cases that names fit.
type caseVotes struct {
	fits    [5]int // by nameCases
	all     int
	telling [anyCase + 1]int // by all cases that a name fits
}

func (v *caseVotes) add(name string, n int) {
	fits := NameCaseOf(name)
	if fits == anyCase {
		return
	}
	v.all += n
	for i, c := range nameCases {
		if fits&c != 0 {
			v.fits[i] += n
		}
	}
	v.telling[fits] += n
}

// best returns the case that most names fit. It is a habit only when some names fit no
// other.
func (v *caseVotes) best() Convention[NameCase] {
	best := 0
	for i := range nameCases {
		if v.fits[i] > v.fits[best] || v.fits[i] == v.fits[best] && v.telling[nameCases[i]] > v.telling[nameCases[best]] {
			best = i
		}
	}
	c := Convention[NameCase]{nameCases[best], v.fits[best], v.all}
	if v.telling[c.Value] < 3 {
		c.Count = 0
	}
	return c
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
	if len(words) == 0 || !isASCII(name) {
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

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
