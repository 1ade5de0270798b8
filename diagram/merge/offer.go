package merge

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// What two objects need to be offered as one that was renamed.
const (
	leastShared = .5 // of the columns of both tables
	nearby      = 3 * diagram.GridSize
	manyColumns = 3 // so many shared columns need no more evidence

	leastScore   = .6 // of a column, from the weights below
	weightSpelt  = .6 // the same words, written otherwise
	weightType   = .4
	weightNoType = .2 // drawn without types, both
	weightPlace  = .3
	weightWord   = .3

	// mostRivals bounds the objects that are looked at for one. A column name that more
	// tables have, such as id, says nothing.
	mostRivals = 200
)

// tableOffers finds tables of theirs that are new and much like a table that is gone.
// Without a base every table that only mine has counts as gone.
func (a *aligner) tableOffers() []Rename {
	var gone []*diagram.Table
	holders := map[string][]*diagram.Table{} // by column name
	for _, t := range a.mine.SortedTables() {
		if a.toMine.isTaken(diagram.KindTable, t.ID) || a.base != nil && a.base.Tables[t.ID] == nil {
			continue
		}
		gone = append(gone, t)
		for name := range columnNames(t) {
			holders[name] = append(holders[name], t)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	var offers []Rename
	for _, t := range a.theirs.SortedTables() {
		if a.toMine.twin(diagram.KindTable, t.ID) != "" {
			continue
		}
		names := columnNames(t)
		rivals := map[diagram.ID]*diagram.Table{}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if held := holders[name]; len(held)+len(rivals) <= mostRivals {
				for _, was := range held {
					rivals[was.ID] = was
				}
			}
		}
		for _, was := range rivals {
			if r, ok := a.offerTable(t, names, was); ok {
				offers = append(offers, r)
			}
		}
	}
	return bestOnly(offers)
}

// columnNames are the names of a table's columns in lower case.
func columnNames(t *diagram.Table) map[string]bool {
	names := make(map[string]bool, len(t.Columns))
	for _, c := range t.Columns {
		names[strings.ToLower(c.Name)] = true
	}
	return names
}

// offerTable weighs whether t, whose columns have these names, is a table that was.
func (a *aligner) offerTable(t *diagram.Table, names map[string]bool, was *diagram.Table) (r Rename, ok bool) {
	before := columnNames(was)
	shared := 0
	for name := range before {
		if names[name] {
			shared++
		}
	}
	score := float64(shared) / float64(len(names)+len(before)-shared)
	isNear := a.base != nil && (near(was.Pos, t.Pos) || near(a.base.Tables[was.ID].Pos, t.Pos))
	if score < leastShared || !isNear && shared < manyColumns && !sharedWord(naming.Words(was.Name), naming.Words(t.Name)) {
		return r, false
	}
	why := fmt.Sprintf("%d of %d columns are the same", shared, max(len(names), len(before)))
	if isNear {
		why += ", at the same place"
	}
	return Rename{What: diagram.KindTable, Old: was.ID, New: a.newID(diagram.KindTable, t.ID, a.inTheirs()[t.ID]),
		OldName: was.Name, NewName: t.Name, Score: score, Why: why}, true
}

func near(a, b diagram.Point) bool {
	return math.Abs(a.X-b.X) <= nearby && math.Abs(a.Y-b.Y) <= nearby
}

func sharedWord(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// bestOnly keeps the best offers, so that each object is in one of them at most.
func bestOnly(offers []Rename) []Rename {
	slices.SortFunc(offers, func(x, y Rename) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.Old, y.Old), cmp.Compare(x.New, y.New))
	})
	used := map[diagram.ID]bool{}
	return slices.DeleteFunc(offers, func(r Rename) bool {
		if used[r.Old] || used[r.New] {
			return true
		}
		used[r.Old], used[r.New] = true, true
		return false
	})
}

// candidate is a column that may be another: its place in its table and its words.
type candidate struct {
	*diagram.Column
	at    int
	words []string
}

// candidates lists columns that pass, no more than mostRivals.
func candidates(columns []*diagram.Column, pass func(*diagram.Column) bool) []candidate {
	var list []candidate
	for i, c := range columns {
		if pass(c) && len(list) < mostRivals {
			list = append(list, candidate{c, i, naming.Words(c.Name)})
		}
	}
	return list
}

// columnOffers finds columns that are new in a table and much like one that is gone from
// it. Without a base, which would tell what is gone, names need a word in common, and so
// do rows of a drawing that are two shapes.
func (a *aligner) columnOffers(t, twin *diagram.Table) []Rename {
	added := candidates(t.Columns, func(c *diagram.Column) bool { return a.toMine.twin(diagram.KindColumn, c.ID) == "" })
	if len(added) == 0 {
		return nil
	}
	gone := candidates(twin.Columns, func(c *diagram.Column) bool {
		if a.base != nil && (a.base.Tables[twin.ID] == nil || a.base.Tables[twin.ID].Column(c.ID) == nil) {
			return false
		}
		return !a.toMine.isTaken(diagram.KindColumn, c.ID)
	})
	var offers []Rename
	for _, was := range gone {
		for _, c := range added {
			follows := was.at > 0 && c.at > 0 &&
				a.toMine.twin(diagram.KindColumn, t.Columns[c.at-1].ID) == twin.Columns[was.at-1].ID
			score, why := a.weighColumns(was, c, follows)
			if score >= leastScore {
				offers = append(offers, Rename{What: diagram.KindColumn, Old: was.ID, New: a.newID(diagram.KindColumn, c.ID, a.inTheirs()[c.ID]),
					Table: t.Name, OldName: was.Name, NewName: c.Name, Score: score, Why: strings.Join(why, ", ")})
			}
		}
	}
	return bestOnly(offers)
}

// weighColumns weighs whether two columns are one by words, type and place, and says why.
// follows tells that they stand behind the same column.
func (a *aligner) weighColumns(was, now candidate, follows bool) (score float64, why []string) {
	switch {
	case len(was.words) > 0 && slices.Equal(was.words, now.words):
		score += weightSpelt
		why = append(why, "the same words")
	case sharedWord(was.words, now.words):
		score += weightWord
		why = append(why, "a word in common")
	case a.base == nil, was.Source != "" && now.Source != "":
		return 0, nil // not known to be gone, or drawn anew
	}
	switch {
	case sameFamily(was.Column, now.Column):
		score += weightType
		why = append(why, "the same type")
	case was.Type == "" && now.Type == "":
		score += weightNoType
	}
	if follows || was.at == now.at {
		score += weightPlace
		why = append(why, "the same place")
	}
	return min(score, 1), why
}
