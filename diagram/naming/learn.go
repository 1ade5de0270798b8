package naming

import (
	"math"
	"slices"
)

// role is what columns of one name have in common when one answer holds for all.
type role struct {
	name  string
	class class
	key   bool // they are the whole primary keys of their tables
}

func (c *column) role() role { return role{c.compact, c.class, c.table.isWholeKey(c.Column)} }

// habit says how declared foreign keys of one column name choose their targets, beside
// going to one table.
type habit struct {
	all     int
	self    int // to their own tables: parent_id
	covered int // to tables whose names their own tables' names hold: bucket_id of copy_bucket_item
}

// quarter rounds a share of a whole to quarters, so that one more or less rarely matters.
func quarter(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return math.Round(4*float64(part)/float64(whole)) / 4
}

// missingReference is the code of the lint rule that tells of references without a foreign
// key.
const missingReference = "K001"

// learnRefused counts the columns of which people said that they are no references. An
// answer that holds until a day only puts the question off.
func (v *View) learnRefused() map[role]int {
	refused := map[role]int{}
	for _, i := range v.d.Ignores {
		if c := v.columns[i.Object]; c != nil && i.Rule == missingReference && i.Until == "" {
			refused[c.role()]++
		}
	}
	return refused
}

// refusals is how many columns like this one people said of that they refer to nothing.
func (v *View) refusals(c *column) int {
	if v.reads != nil {
		v.reads.Note(ThingOf(refusedThing, c.compact))
	}
	return v.refused[c.role()]
}

// hasLogins tells whether some table holds what people log in with.
func (v *View) hasLogins() bool {
	if v.reads != nil {
		v.reads.Note(ThingOf(loginThing, ""))
	}
	return v.logins > 0
}

// habit says how declared foreign keys of the name of a column choose their targets.
func (v *View) habit(c *column) habit {
	if v.reads != nil {
		v.reads.Note(ThingOf(taughtName, c.compact))
	}
	if x := v.declared[c.compact]; x != nil {
		return x.habit
	}
	return habit{}
}

// holdsLogin tells whether a table holds what people log in with: two such columns or a
// password.
func holdsLogin(t *table) bool {
	n := 0
	for _, c := range t.columns {
		switch {
		case len(c.words) == 0:
		case slices.ContainsFunc(c.plain.words, func(w string) bool { return passwords[w] }):
			return true
		case loginNames[c.plain.raw] || loginNames[c.words[len(c.words)-1]]:
			n++
		}
	}
	return n > 1
}
