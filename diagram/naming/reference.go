package naming

import (
	"cmp"
	"math"
	"slices"

	"crowsfoot/diagram"
)

// Candidate is a reference that the names, types and keys of a diagram speak for.
type Candidate struct {
	Child         *diagram.Table
	Columns       []*diagram.Column // of Child
	Parent        *diagram.Table
	ParentColumns []*diagram.Column // of Parent, one for each of Columns
	// Confidence is 0 to 1: the share of such candidates that are right, as measured.
	Confidence float64
	// Evidence says in words what the candidate rests on.
	Evidence []string
}

// References returns the references that no foreign key holds yet: for every column the
// best target, when one is more than a guess. They are sorted by table and column.
func (v *View) References() []Candidate {
	var list []Candidate
	for _, t := range v.tables {
		list = append(list, v.referencesOf(t)...)
	}
	return list
}

// ReferencesOf returns the references of one table, sorted by column.
func (v *View) ReferencesOf(table diagram.ID) []Candidate {
	if t := v.byID[table]; t != nil {
		v.reads.Note(t.reading)
		return v.referencesOf(t)
	}
	return nil
}

func (v *View) referencesOf(t *table) []Candidate {
	if t.Kind == diagram.KindView {
		return nil
	}
	var list []Candidate
	for _, c := range t.columns {
		if v.referred[c.ID] > 0 {
			continue
		}
		if best, ok := v.best(t, c); ok && v.confidence(best) >= leastConfidence {
			list = append(list, v.candidate(best))
		}
	}
	return list
}

// leastConfidence is what a candidate needs to be told of.
const leastConfidence = .15

// leastBetween is the same where a line is drawn between the two tables: the line is the
// evidence, and the name has only to single out the column.
const leastBetween = .05

// best returns the likeliest reading of a column.
func (v *View) best(t *table, c *column) (best match, ok bool) {
	for _, m := range v.matches(t, c) {
		if !ok || m.score > best.score {
			best, ok = m, true
		}
	}
	return best, ok
}

// matches returns all readings of a column with their scores.
func (v *View) matches(t *table, c *column) []match {
	if c.class == noKey || len(c.words) == 0 || c.Generated != "" {
		return nil
	}
	m := matcher{v: v, t: t, c: c}
	m.run()
	if len(m.list) == 0 {
		return nil
	}
	about := v.aboutColumn(t, c).score()
	room := make(list, 0, 32)
	kept := m.list[:0]
	for _, x := range m.list {
		if !compatible(c.class, v.classOf(x.key.Type)) {
			// Equal names of some meaning speak louder than a type that is wrong.
			if x.kind != byKeyName || !x.related || v.classOf(x.key.Type) == noKey {
				continue
			}
		}
		room = v.aboutMatch(&x, room[:0])
		x.score = bias + about + room.score()
		if inferred[x.kind] {
			x.score = min(x.score, mostInferred)
		}
		kept = append(kept, x)
	}
	return kept
}

// inferred are the kinds that rest on a role or on a part of a name. However much speaks
// for one, such a reading stays a good guess: a confidence of .88.
var inferred = [kinds]bool{byRoleTable: true, byRoleTail: true, byTableTail: true, byPerson: true, bySelfRole: true}

const mostInferred = 2

func (v *View) confidence(m match) float64 { return 1 / (1 + math.Exp(-m.score)) }

func (v *View) candidate(m match) Candidate {
	return Candidate{
		Child: m.child.Table, Columns: []*diagram.Column{m.column.Column},
		Parent: m.parent.Table, ParentColumns: []*diagram.Column{m.key},
		Confidence: math.Round(v.confidence(m)*1000) / 1000,
		Evidence:   v.evidence(m),
	}
}

// Between returns the references from one table to another that names speak for, the
// likeliest first, one per column of the child; declared ones are not left out. Readers
// of drawings use it to find the columns of a drawn line.
func (v *View) Between(child, parent diagram.ID) []Candidate {
	t, p := v.byID[child], v.byID[parent]
	if t == nil || p == nil {
		return nil
	}
	var list []Candidate
	for _, c := range t.columns {
		var best match
		ok := false
		for _, m := range v.matches(t, c) {
			if m.parent == p && (!ok || m.score > best.score) {
				best, ok = m, true
			}
		}
		if ok && v.confidence(best) >= leastBetween {
			list = append(list, v.candidate(best))
		}
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return list
}
