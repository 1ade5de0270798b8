package lint

import (
	"strings"

	"crowsfoot/diagram"
)

// UsualName is how most columns of one meaning are called.
type UsualName struct {
	Name    string
	Concept *ColumnConcept
	// Count is how many are called so, in any case, All how many there are.
	Count, All int
	// Example is one of them.
	Example TableColumn
	// What says in words what the columns have in common.
	What string
}

// meanings are the columns of one meaning.
type meanings struct {
	of    map[diagram.ID]string // of columns that refer to a table under its plain name
	usual map[string]*UsualName // where most agree
}

// Meaning returns a key of what a column means, the same for columns that mean the same:
// by words that many schemas use for one thing, or by the table it refers to under that
// table's own name. It is empty for all others.
func (f *Facts) Meaning(c *diagram.Column) string {
	m := f.meanings()
	n := f.ColumnNamed(c.Name)
	switch {
	case n == nil || n.Concept.synonym == "" && !n.Concept.refers:
		return ""
	case len(f.byColumn[c.ID]) > 0:
		return m.of[c.ID]
	}
	return n.Concept.synonym
}

// UsualName returns how most columns of a meaning are called: at least four of five. ok
// is false when there are too few or when they do not agree.
func (f *Facts) UsualName(meaning string) (u UsualName, ok bool) {
	if found := f.meanings().usual[meaning]; found != nil {
		return *found, true
	}
	return u, false
}

func (f *Facts) learnMeanings() meanings {
	m := meanings{of: map[diagram.ID]string{}, usual: map[string]*UsualName{}}
	counts := map[string]map[*ColumnConcept]int{}
	count := func(meaning string, c *ColumnConcept, n int) {
		if counts[meaning] == nil {
			counts[meaning] = map[*ColumnConcept]int{}
		}
		counts[meaning][c] += n
	}
	what := map[string]string{}
	for _, n := range f.ColumnNames() {
		if s := n.Concept.synonym; s != "" {
			what[s] = "Both names mean the " + s
			for _, c := range n.Columns {
				if len(f.byColumn[c.ID]) == 0 {
					count(s, n.Concept, 1)
				}
			}
		}
	}
	for _, k := range f.ForeignKeys {
		if len(k.Columns) != 1 || k.Child == k.Parent || !f.namesPlainly(k) {
			continue
		}
		c := k.Columns[0]
		n := f.ColumnNamed(c.Name)
		if n == nil {
			continue
		}
		meaning := "ref " + string(k.Parent.ID)
		m.of[c.ID] = meaning
		what[meaning] = "Both refer to " + f.TableName(k.Parent) + " under its own name"
		n.Concept.refers = true
		count(meaning, n.Concept, 1)
	}
	for meaning, list := range counts {
		u := UsualName{What: what[meaning]}
		for c, n := range list {
			u.All += n
			if n > u.Count {
				u.Count, u.Concept = n, c
			}
		}
		if u.Count >= 4 && u.Count < u.All && u.Count*5 >= u.All*4 {
			best := u.Concept.Names[0]
			for _, n := range u.Concept.Names {
				if len(n.Columns) > len(best.Columns) {
					best = n
				}
			}
			u.Name, u.Example = best.Name, best.Columns[0]
			m.usual[meaning] = &u
		}
	}
	return m
}

// namesPlainly tells whether the column of a foreign key bears the name of the parent, in
// full, in part or shortened, and no word more: not a role.
func (f *Facts) namesPlainly(k *ForeignKey) bool {
	n := f.Names.ColumnName(k.Columns[0].ID)
	words := f.Names.TableWords(k.Parent.ID)
	if len(n.Base) == 0 || len(words) == 0 {
		return false
	}
	base, core, last := joined(n.Base), joined(words), words[len(words)-1]
	return base == core || base == last || len(n.Base) == 1 && (isShortFor(base, core) || isShortFor(base, last))
}

func joined(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words, "")
}

// isShortFor tells whether short is made of letters of long in their order, beginning
// with its first: usr and user, or with a key's mark behind them: uid.
func isShortFor(short, long string) bool {
	if stem, ok := strings.CutSuffix(short, "id"); ok && stem != "" {
		short = stem
	}
	if short == long {
		return true
	}
	if len(short) >= len(long) || short[0] != long[0] {
		return false
	}
	at := 0
	for i := range len(short) {
		next := strings.IndexByte(long[at:], short[i])
		if next < 0 {
			return false
		}
		at += next + 1
	}
	return true
}

// synonyms are names, as words in the singular, that schemas use for one thing.
var synonyms = synonymTable(map[string]string{
	"time of creation": `created at, created on, created, creation date, creation time, date created, create time, create date, created date,
		created time, createdat, creationdate, createdate, createtime, createddate, inserted at, insert date, insert time, added at,
		date added, datecreated, creation timestamp, created timestamp, create timestamp, creation datetime, created datetime, date creation`,
	"time of the last change": `updated at, updated on, updated, update date, update time, date updated, modified at, modified on, modified,
		modified date, modification date, date modified, last update, last updated, last modified, last modified at, last modified date,
		last updated at, last update date, last update time, changed at, date changed, change date, updatedat, lastupdated, lastmodified,
		modification time, updated date, updated time, updateddate, modifieddate, last modified time, last updated date, last changed`,
	"time of deletion": `deleted at, deleted on, deletion date, date deleted, deleted date, deletedat, delete date, deletion time`,
	"mail address":     `email, e mail, mail, email address, mail address, e mail address, emailaddress`,
	"phone number":     `phone, telephone, phone number, tel, telephone number, phone no, phonenumber, phone num, tel no`,
	"postal code":      `zip, zip code, postal code, postcode, zipcode, post code, postalcode, postal`,
	"first name":       `first name, firstname, given name, forename, fname, given`,
	"last name":        `last name, lastname, surname, family name, lname, familyname`,
	"date of birth":    `birth date, birthdate, date of birth, dob, birthday, date birth, born on`,
	"description":      `description, descr, desc, dscr, descrption`,
	"quantity":         `quantity, qty, qnty`,
})

func synonymTable(groups map[string]string) map[string]string {
	m := map[string]string{}
	for meaning, list := range groups {
		for name := range strings.SplitSeq(list, ",") {
			m[strings.Join(strings.Fields(name), " ")] = meaning
		}
	}
	return m
}
