package naming

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/tally"
)

// teaching is what the relationships of a diagram say about its names.
type teaching struct {
	declared    map[string]*lessons  // by the whole name of a column
	endings     map[string]*lessons  // by the last word without key affix
	peopleVotes tally.Counts[*table] // foreign keys that say who did something
	drawn       map[[2]diagram.ID]int
	linked      tally.Counts[[2]diagram.ID] // child and parent of a foreign key

	taughtBy map[diagram.ID]*lesson      // by the relationship
	byChild  map[diagram.ID][]diagram.ID // relationships by their child
	unsorted map[*lessons]bool           // whose usual targets are to be found again
	people   []*table                    // that person roles may mean, the likeliest first
}

func newTeaching() teaching {
	return teaching{
		declared:    map[string]*lessons{},
		endings:     map[string]*lessons{},
		peopleVotes: tally.Counts[*table]{},
		drawn:       map[[2]diagram.ID]int{},
		linked:      tally.Counts[[2]diagram.ID]{},
		taughtBy:    map[diagram.ID]*lesson{},
		byChild:     map[diagram.ID][]diagram.ID{},
		unsorted:    map[*lessons]bool{},
	}
}

// lesson is what one relationship teaches.
type lesson struct {
	drawn    bool
	ends     [2]diagram.ID
	isKey    bool      // it is a foreign key
	referred []*column // where it starts from
	to       *table    // of a foreign key of one column
	key      diagram.ID
	name     string // of the column; empty when nothing is learned from it
	self     bool   // it refers to its own table
	covered  bool   // the name of its table holds the parent's
	ending   string
	person   bool
}

// lessons are where the foreign keys of columns of one name go.
type lessons struct {
	count habit // as counted so far
	habit habit // as settled
	all   []declaredTarget
	usual []declaredTarget // those that a fifth or more go to: five at most
}

// declaredTarget is where foreign keys of columns of one name go.
type declaredTarget struct {
	t      *table
	key    diagram.ID
	n, all int // how many, and how many of that name
}

// column is the column that the foreign keys refer to, or nil.
func (d *declaredTarget) column() *diagram.Column { return d.t.Column(d.key) }

// lessonOf returns what a relationship teaches, or nil.
func (v *View) lessonOf(r *diagram.Relationship) *lesson {
	l := &lesson{}
	if len(r.Ends) == 2 {
		l.ends = [2]diagram.ID{r.Ends[0].Table, r.Ends[1].Table}
		l.drawn = len(r.Pairs) == 0
	}
	if _, parent, ok := v.d.ForeignKey(r); ok {
		l.isKey = true
		for _, p := range r.Pairs {
			if c := v.columns[p.From]; c != nil {
				l.referred = append(l.referred, c)
			}
		}
		if to := v.byID[parent.ID]; to != nil && len(r.Pairs) == 1 {
			l.to, l.key = to, r.Pairs[0].To
			if c := v.columns[r.Pairs[0].From]; c != nil {
				l.name, l.self = c.compact, c.table == to
				l.covered = !l.self && coversRest(c.table.single, c.base, to.core)
				if n := len(c.base); n > 0 && !l.self {
					l.ending = c.base[n-1]
				}
				l.person = personClassOf(c) >= personAuthor
			}
		}
	}
	if !l.drawn && !l.isKey {
		return nil
	}
	return l
}

// teach learns what a relationship teaches; nil is nothing.
func (v *View) teach(r *diagram.Relationship, l *lesson) {
	if l == nil {
		return
	}
	v.taughtBy[r.ID] = l
	v.byChild[l.ends[0]] = append(v.byChild[l.ends[0]], r.ID)
	v.learn(l, 1)
}

// forget takes back what a relationship taught.
func (v *View) forget(id diagram.ID) {
	l := v.taughtBy[id]
	if l == nil {
		return
	}
	v.learn(l, -1)
	delete(v.taughtBy, id)
	list := v.byChild[l.ends[0]]
	if at := slices.Index(list, id); at >= 0 {
		v.byChild[l.ends[0]] = slices.Delete(list, at, at+1)
	}
}

// learn counts a lesson in (1) or out (-1).
func (v *View) learn(l *lesson, by int) {
	if l.drawn {
		v.drawn[[2]diagram.ID{l.ends[0], l.ends[1]}] += by
		v.drawn[[2]diagram.ID{l.ends[1], l.ends[0]}] += by
	}
	for _, c := range l.referred {
		c.referred += by
	}
	if l.isKey {
		v.linked.Add(l.ends, by)
	}
	if l.to == nil {
		return
	}
	v.makeKnown(l.to, by)
	if l.name != "" {
		v.count(v.declared, l.name, l, by)
		h := &v.declared[l.name].count
		h.all += by
		if l.self {
			h.self += by
		}
		if l.covered {
			h.covered += by
		}
	}
	if l.ending != "" {
		v.count(v.endings, l.ending, l, by)
	}
	if l.person {
		v.peopleVotes.Add(l.to, by)
	}
}

func (v *View) count(m map[string]*lessons, name string, l *lesson, by int) {
	x := m[name]
	if x == nil {
		x = &lessons{}
		m[name] = x
	}
	v.unsorted[x] = true
	if l.self {
		return // each table means its own rows by such a name, so it teaches no target
	}
	at := slices.IndexFunc(x.all, func(d declaredTarget) bool { return d.t == l.to && d.key == l.key })
	if at < 0 {
		x.all = append(x.all, declaredTarget{t: l.to, key: l.key, n: by})
		return
	}
	if x.all[at].n += by; x.all[at].n == 0 {
		x.all = slices.Delete(x.all, at, at+1)
	}
}

// settle works out what many lessons and names together say.
func (v *View) settle() {
	for x := range v.unsorted {
		x.keepUsual()
	}
	clear(v.unsorted)
	v.learnPeople()
}

// keepUsual leaves only targets that a fifth or more of the namesakes go to.
func (x *lessons) keepUsual() {
	all := 0
	for _, d := range x.all {
		all += d.n
	}
	x.habit, x.usual = x.count, nil
	for _, d := range x.all {
		if d.all = all; 5*d.n >= all {
			x.usual = append(x.usual, d)
		}
	}
	slices.SortFunc(x.usual, func(a, b declaredTarget) int {
		return cmp.Or(cmp.Compare(b.n, a.n), compareTables(a.t, b.t), cmp.Compare(a.key, b.key))
	})
}

// taught returns where the foreign keys of a name usually go.
func (v *View) taught(m map[string]*lessons, kind byte, name string) []declaredTarget {
	if v.reads != nil {
		v.reads.Note(ThingOf(kind, name))
	}
	x := m[name]
	if x == nil {
		return nil
	}
	for _, d := range x.usual {
		v.note(d.t)
	}
	return x.usual
}

// learnPeople chooses the tables that person roles may mean: the one that foreign keys of
// such roles refer to; else by their names, and of tables of one name first the one that
// most columns refer to.
func (v *View) learnPeople() {
	v.people = nil
	most := 1
	for t, n := range v.peopleVotes {
		if t.key != nil && (n > most || n == most && v.people != nil && before(t, v.people[0])) {
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
		try(v.find(&v.byName, person), 5-float64(rank)*.7)
		if !plainPersons[person] {
			continue
		}
		try(v.find(&v.byTail, person), 2-float64(rank)*.5)
		for _, t := range v.tables {
			if len(t.core) != 1 {
				continue
			}
			if strings.HasSuffix(t.short, person) && t.short != person {
				try([]*table{t}, 2-float64(rank)*.5)
			}
			if strings.HasPrefix(t.short, person) && lightWords[t.short[len(person):]] {
				try([]*table{t}, 2-float64(rank)*.5)
			}
		}
	}
	slices.SortStableFunc(v.people, func(a, b *table) int { return cmp.Compare(scores[b], scores[a]) })
	v.people = v.people[:min(len(v.people), mostPeople)]
}

// mostPeople is how many tables a person role is compared with.
const mostPeople = 3

// whoIsMeant returns the tables that person roles may mean, the likeliest first.
func (v *View) whoIsMeant() []*table {
	if v.reads != nil {
		v.reads.Note(ThingOf(peopleThing, ""))
		v.note(v.people...)
	}
	return v.people
}

// bareSteps is how usual it is here that a column is named like a table without any mark,
// markedSteps the same with a mark; in steps.
func (v *View) bareSteps() float64 {
	v.noteUse()
	return steps(v.bare)
}

func (v *View) markedSteps() float64 {
	v.noteUse()
	return steps(v.marked)
}

func (v *View) noteUse() {
	if v.reads != nil {
		v.reads.Note(ThingOf(bareThing, ""))
	}
}

// makeKnown counts one more (1) or less (-1) who knows a table.
func (b *book) makeKnown(t *table, by int) {
	if b.fameBefore != nil {
		if _, kept := b.fameBefore[t]; !kept {
			b.fameBefore[t] = steps(t.known)
		}
	}
	t.known += by
}
