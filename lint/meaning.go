package lint

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/tally"
)

// UsualName is how most columns of one meaning are called: at least four, and four of five.
// The zero value says that there is no such name.
type UsualName struct {
	Name string
	// Key is the same for names of the same words.
	Key string
	// Percent are called so, in any case, rounded down.
	Percent int
	// Family is the family of types of one of them.
	Family diagram.Family
}

// meant is what a column means.
type meant struct {
	column  diagram.ID
	meaning string
}

// meaning are the columns that mean the same.
type meaning struct {
	key      string
	concepts tally.Counts[string] // how many columns, by the key of their concept
	all      int
	usual    UsualName
	touched  bool
}

// Meaning returns a key of what a column of a table means, the same for columns that mean
// the same: that which many schemas use such words for ("the time of creation"), or the ID
// of the table that it refers to under that table's own name. It is empty for all others.
func (f *Facts) Meaning(t *diagram.Table, c *diagram.Column) string {
	f.note(recordThing, string(t.ID))
	if r := f.at(t.ID).record; r != nil {
		for _, m := range r.means {
			if m.column == c.ID {
				return m.meaning
			}
		}
	}
	return ""
}

// UsualName returns how most columns of a meaning are called; ok is false when there are
// too few or when they do not agree.
func (f *Facts) UsualName(key string) (u UsualName, ok bool) {
	f.note(meaningThing, key)
	if m := f.meanings[key]; m != nil {
		return m.usual, m.usual.Name != ""
	}
	return u, false
}

// ConceptKey is the same for names of columns of the same words.
func (f *Facts) ConceptKey(name string) string { return f.conceptOf(name).key }

// findMeanings writes down what the columns of a table mean.
func (f *Facts) findMeanings(t *diagram.Table, r *record) {
	for i := range r.columns {
		c := &r.columns[i]
		if len(f.byColumn[c.column.ID]) == 0 {
			c.meaning = f.synonymOf(c.column.Name)
		}
	}
	for _, k := range f.ForeignKeysOf(t.ID) {
		if len(k.Columns) != 1 || k.Child == k.Parent || !f.namesPlainly(k) {
			continue
		}
		for i := range r.columns {
			if c := &r.columns[i]; c.column.ID == k.Columns[0].ID {
				c.meaning = string(k.Parent.ID)
			}
		}
	}
	for i := range r.columns {
		if c := &r.columns[i]; c.meaning != "" {
			r.means = append(r.means, meant{c.column.ID, c.meaning})
		}
	}
}

// synonymOf returns what many schemas use the words of a name for, or nothing.
func (f *Facts) synonymOf(name string) string {
	var room [64]byte
	key := room[:0]
	for i, w := range f.Names.Words(name) {
		if i > 0 {
			key = append(key, ' ')
		}
		key = append(key, w...)
	}
	return synonyms[string(key)]
}

func (f *Facts) countMeaning(r *columnRecord, by int) {
	m := f.meanings[r.meaning]
	if m == nil {
		m = &meaning{key: r.meaning, concepts: tally.Counts[string]{}}
		f.meanings[r.meaning] = m
	}
	f.touchMeaning(m)
	m.all += by
	m.concepts.Add(r.concept.key, by)
	if r.concept.means == nil {
		r.concept.means = tally.Counts[string]{}
	}
	r.concept.means.Add(m.key, by)
}

func (f *Facts) touchMeaning(m *meaning) {
	if !m.touched {
		m.touched = true
		f.touchedMeanings = append(f.touchedMeanings, m)
	}
}

// settleMeaning finds the usual name of a meaning again.
func (f *Facts) settleMeaning(m *meaning) []naming.Thing {
	m.touched = false
	was := m.usual
	m.usual = f.usualName(m)
	if m.all == 0 {
		delete(f.meanings, m.key)
	}
	if m.usual == was {
		return nil
	}
	return []naming.Thing{naming.ThingOf(meaningThing, m.key)}
}

func (f *Facts) usualName(m *meaning) UsualName {
	best, most := "", 0
	for key, n := range m.concepts {
		if n > most || n == most && key < best {
			best, most = key, n
		}
	}
	if most < 4 || most == m.all || most*5 < m.all*4 {
		return UsualName{}
	}
	c := f.concepts[best]
	u := UsualName{Key: best, Percent: percent(most, m.all)}
	n := 0
	for _, named := range c.columns {
		if len(named.list) > n || len(named.list) == n && named.key < u.Name {
			n, u.Name = len(named.list), named.key
		}
	}
	first := c.columns.of(u.Name)[0]
	u.Family = f.TypeFamily(first.column.Type)
	return u
}

// namesPlainly tells whether the column of a foreign key bears the name of the parent, in
// full, in part or shortened, and no word more: not a role.
func (f *Facts) namesPlainly(k *ForeignKey) bool {
	n := f.Names.ColumnName(k.Columns[0].ID)
	words := f.Names.TableWords(k.Parent.ID)
	if len(n.Base) == 0 || len(words) == 0 {
		return false
	}
	base, core, last := strings.Join(n.Base, ""), strings.Join(words, ""), words[len(words)-1]
	return base == core || base == last || len(n.Base) == 1 && (isShortFor(base, core) || isShortFor(base, last))
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
			m[strings.Join(strings.Fields(name), " ")] = "the " + meaning // no ID holds a space
		}
	}
	return m
}
