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
	// Confidence is 0 to 1: the share of such candidates that are right, as fitted to
	// public schemas.
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
	if t := v.table(table); t != nil {
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
	m := matcher{v: v, t: t}
	for _, c := range t.columns {
		if c.referred > 0 {
			continue
		}
		if best, confidence := likeliest(m.matches(c)); confidence >= leastConfidence {
			list = append(list, v.candidate(best, v.remember(best, confidence)))
		}
	}
	return list
}

// leastConfidence is what a candidate needs to be told of. Below it more candidates are
// wrong than telling of them is worth.
const leastConfidence = .28

// leastBetween is the same where a line is drawn between the two tables: the line is the
// evidence, and the name has only to single out the column.
const leastBetween = .05

// likeliest returns the best of some readings of a column and its confidence: how likely
// it is beside the other targets and beside no reference at all. The confidence is 0 when
// there is none.
func likeliest(list []match) (best match, confidence float64) {
	all := 1.0 // no reference
	if len(list) == 0 {
		return match{}, 0
	}
	at := 0
	for i := range list {
		if list[i].score > list[at].score {
			at = i
		}
		if !outdone(list, i) {
			all += math.Exp(list[i].score)
		}
	}
	best = list[at]
	confidence = math.Exp(best.score) / all
	if best.isPlain() {
		confidence = max(confidence, plainlySaid)
	}
	return best, confidence
}

// plainlySaid is the least confidence of what could hardly be said more plainly: product_id
// beside the one table called products, whose key is its id. It may be a sketch that says
// nothing else yet.
const plainlySaid = .42

// isPlain tells whether a name is exactly that of one table and the mark of a key, where
// that table has a key to refer to.
func (m *match) isPlain() bool {
	return m.kind == byTable && m.dropped == 0 && m.same == 1 && m.column.marked == strongly && m.parent != m.child &&
		m.parent.proof == primaryKey && m.key == m.parent.key && !m.child.isWholeKey(m.column.Column)
}

// outdone tells whether another reading leads to the same target as the i-th and is
// likelier.
func outdone(list []match, i int) bool {
	m := &list[i]
	for j := range list {
		o := &list[j]
		if o.parent == m.parent && o.key == m.key && (o.score > m.score || o.score == m.score && o.kind < m.kind) {
			return true
		}
	}
	return false
}

// remember lowers a confidence to a good guess when people said of two columns or more
// that are like this one that they refer to nothing.
func (v *View) remember(m match, confidence float64) float64 {
	if v.refusals(m.column) > 1 {
		return min(confidence, mostRefused)
	}
	return confidence
}

const mostRefused = .6

// matches returns all readings of a column with their scores, until the next call.
func (m *matcher) matches(c *column) []match {
	if c.class == noKey || len(c.words) == 0 || c.Generated != "" {
		return nil
	}
	v := m.v
	m.c, m.list = c, m.list[:0]
	m.run()
	if len(m.list) == 0 {
		return nil
	}
	m.evidence = v.aboutColumn(m.t, c, m.evidence[:0])
	about := m.evidence.score()
	kept := m.list[:0]
	for _, x := range m.list {
		if !compatible(c.class, v.classOf(x.key.Type)) {
			// Equal names of some meaning speak louder than a type that is wrong.
			if x.kind != byKeyName || !x.related || v.classOf(x.key.Type) == noKey {
				continue
			}
		}
		m.evidence = v.aboutMatch(&x, m.evidence[:0])
		x.score = bias + about + m.evidence.score()
		kept = append(kept, x)
	}
	return kept
}

func (v *View) candidate(m match, confidence float64) Candidate {
	ends := [2]*diagram.Column{m.column.Column, m.key}
	return Candidate{
		Child: m.child.Table, Columns: ends[0:1:1],
		Parent: m.parent.Table, ParentColumns: ends[1:2:2],
		Confidence: math.Round(confidence*1000) / 1000,
		Evidence:   v.evidence(m),
	}
}

// Between returns the references from one table to another that names speak for, the
// likeliest first, one per column of the child; declared ones are not left out. Other
// tables that a column may mean as well take nothing from its confidence. Readers of
// drawings use it to find the columns of a drawn line.
func (v *View) Between(child, parent diagram.ID) []Candidate {
	t, p := v.byID[child], v.byID[parent]
	if t == nil || p == nil {
		return nil
	}
	var list []Candidate
	m := matcher{v: v, t: t}
	for _, c := range t.columns {
		best, confidence := likeliest(slices.DeleteFunc(m.matches(c), func(m match) bool { return m.parent != p }))
		if confidence >= leastBetween {
			list = append(list, v.candidate(best, confidence))
		}
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return list
}
