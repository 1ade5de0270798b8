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
	// Confidence is 0 to 1: the share of such candidates that are right, as measured.
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
		teach(v.declared, c.compact, to, key)
		if n := len(c.base); n > 0 && c.marked != unmarked {
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
			list[i].share = float64(list[i].n) / float64(all)
		}
		m[name] = slices.DeleteFunc(list, func(d declaredTarget) bool { return d.share < .2 })
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

// learnPeople chooses the table that person roles mean: the one that foreign
// keys of such roles refer to; else by its name, and among tables of one name the one that
// most columns refer to.
func (v *View) learnPeople() {
	most := 1
	for _, t := range v.tables {
		if n := v.peopleVotes[t]; n > most && t.key != nil {
			most, v.people = n, t
		}
	}
	if v.people != nil {
		return
	}
	best := math.Inf(-1)
	tried := map[*table]bool{}
	try := func(list []*table, score float64) {
		for _, t := range list {
			if t.key == nil {
				continue
			}
			tried[t] = true
			if s := score + math.Log1p(float64(t.known)); s > best {
				best, v.people = s, t
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
	v.otherPeople = max(0, len(tried)-1)
}

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
			if best, ok := v.best(t, c); ok && v.confidence(best) >= leastConfidence {
				list = append(list, v.candidate(best))
			}
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
