package naming

import (
	"cmp"
	"math"
	"slices"
	"strings"

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

// learnDeclared counts where the declared foreign keys go, by the name of their column.
func (v *View) learnDeclared() {
	for _, r := range v.d.SortedRelationships() {
		if len(r.Ends) == 2 && len(r.Pairs) == 0 {
			v.drawn[[2]diagram.ID{r.Ends[0].Table, r.Ends[1].Table}]++
			v.drawn[[2]diagram.ID{r.Ends[1].Table, r.Ends[0].Table}]++
		}
		_, parent, ok := v.d.ForeignKey(r)
		if !ok {
			continue
		}
		for _, p := range r.Pairs {
			v.referred[p.From] = true
		}
		v.linked[[2]diagram.ID{r.Ends[0].Table, parent.ID}] = true
		to := v.byID[parent.ID]
		if to == nil || len(r.Pairs) != 1 {
			continue
		}
		to.known++
		key := parent.Column(r.Pairs[0].To)
		c := v.columns[r.Pairs[0].From]
		if c == nil || to.key == nil && key == nil {
			continue
		}
		h := v.habits[c.compact]
		h.all++
		switch {
		case c.table == to:
			// Each table means its own rows by such a name, so it teaches no target.
			h.self++
		case coversRest(c.table.single, c.base, to.core):
			h.covered++
			fallthrough
		default:
			teach(v.declared, c.compact, to, key)
		}
		v.habits[c.compact] = h
		if n := len(c.base); n > 0 && c.table != to {
			teach(v.endings, c.base[n-1], to, key)
		}
		if personClassOf(c) >= personAuthor {
			v.peopleVotes[to]++
		}
	}
	keepUsual(v.declared)
	keepUsual(v.endings)
	// How often columns bear the name of a table tells the tables that others refer to.
	for _, t := range v.tables {
		for _, c := range t.columns {
			if c.marked == unmarked {
				continue
			}
			for i := range c.base {
				if found := v.byName[c.tail(i)]; len(found) > 0 {
					for _, p := range found {
						if p != t {
							p.known++
						}
					}
					break
				}
			}
		}
	}
}

// keepUsual leaves only targets that a fifth or more of the namesakes go to: five at most.
func keepUsual(m map[string][]declaredTarget) {
	for name, list := range m {
		all := 0
		for _, d := range list {
			all += d.n
		}
		for i := range list {
			list[i].all = all
		}
		m[name] = slices.DeleteFunc(list, func(d declaredTarget) bool { return 5*d.n < all })
	}
}

// teach counts one more column of this name that refers to a key.
func teach(m map[string][]declaredTarget, name string, to *table, key *diagram.Column) {
	list := m[name]
	if i := slices.IndexFunc(list, func(d declaredTarget) bool { return d.t == to && d.c == key }); i >= 0 {
		list[i].n++
	} else {
		m[name] = append(list, declaredTarget{t: to, c: key, n: 1})
	}
}

// learnPeople chooses the tables that person roles may mean: the one that foreign keys of
// such roles refer to; else by their names, and of tables of one name first the one that
// most columns refer to.
func (v *View) learnPeople() {
	most := 1
	for _, t := range v.tables {
		if n := v.peopleVotes[t]; n > most && t.key != nil {
			most, v.people = n, []*table{t}
		}
	}
	if v.people != nil {
		return
	}
	scores := map[*table]float64{}
	try := func(list []*table, score float64) {
		for _, t := range list {
			if t.key == nil {
				continue
			}
			s := score + .7*steps(t.known)
			if t.login {
				s += 2
			}
			if old, tried := scores[t]; !tried {
				v.people = append(v.people, t)
				scores[t] = s
			} else {
				scores[t] = max(old, s)
			}
		}
	}
	for rank, person := range persons {
		try(v.byName[person], 5-float64(rank)*.7)
		if !plainPersons[person] {
			continue
		}
		try(v.byTail[person], 2-float64(rank)*.5)
		for _, t := range v.tables {
			if len(t.core) == 1 && strings.HasSuffix(t.short, person) && t.short != person {
				try([]*table{t}, 2-float64(rank)*.5)
			}
			if len(t.core) == 1 && strings.HasPrefix(t.short, person) && lightWords[t.short[len(person):]] {
				try([]*table{t}, 2-float64(rank)*.5)
			}
		}
	}
	slices.SortStableFunc(v.people, func(a, b *table) int { return cmp.Compare(scores[b], scores[a]) })
	v.people = v.people[:min(len(v.people), mostPeople)]
}

// mostPeople is how many tables a person role is compared with.
const mostPeople = 3

// References returns the references that no foreign key holds yet: for every column the
// best target, when one is more than a guess. They are sorted by table and column.
func (v *View) References() []Candidate {
	var list []Candidate
	for _, t := range v.tables {
		if t.Kind == diagram.KindView {
			continue
		}
		for _, c := range t.columns {
			if v.referred[c.ID] {
				continue
			}
			if best, confidence := likeliest(v.matches(t, c)); confidence >= leastConfidence {
				list = append(list, v.candidate(best, v.remember(best, confidence)))
			}
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
	for i, m := range list {
		if i == 0 || m.score > best.score {
			best = m
		}
		if !slices.ContainsFunc(list, func(o match) bool { return o.outdoes(m) }) {
			all += math.Exp(m.score)
		}
	}
	if len(list) == 0 {
		return match{}, 0
	}
	return best, math.Exp(best.score) / all
}

// outdoes tells whether another reading leads to the same target and is likelier.
func (m match) outdoes(other match) bool {
	return m.parent == other.parent && m.key == other.key &&
		(m.score > other.score || m.score == other.score && m.kind < other.kind)
}

// remember lowers a confidence to a good guess when people said of two columns or more
// that are like this one that they refer to nothing.
func (v *View) remember(m match, confidence float64) float64 {
	if v.refused[m.column.role(m.child)] > 1 {
		return min(confidence, mostRefused)
	}
	return confidence
}

const mostRefused = .6

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
		kept = append(kept, x)
	}
	return kept
}

func (v *View) candidate(m match, confidence float64) Candidate {
	return Candidate{
		Child: m.child.Table, Columns: []*diagram.Column{m.column.Column},
		Parent: m.parent.Table, ParentColumns: []*diagram.Column{m.key},
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
	for _, c := range t.columns {
		best, confidence := likeliest(slices.DeleteFunc(v.matches(t, c), func(m match) bool { return m.parent != p }))
		if confidence >= leastBetween {
			list = append(list, v.candidate(best, confidence))
		}
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return list
}
