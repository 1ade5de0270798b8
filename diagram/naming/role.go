package naming

import (
	"slices"
	"strings"
)

// personClass says how plainly a name is the role of a person.
type personClass int

const (
	noPerson     personClass = iota
	personRole               // manager_id
	personAgent              // revoker_id: who does something
	personAuthor             // creator_id, owner_id
	personBy                 // created_by
	personNamed              // closed_by_user_id beside app_users
)

// byRoles reads roles without the name of a table.
func (m *matcher) byRoles() {
	c, base := m.c, m.c.base
	if len(base) == 0 || len(base) > 4 {
		return
	}
	if m.t.key != nil && (c.marked != unmarked || c.class != text || m.v.classOf(m.t.key.Type) == text) {
		for i, w := range base {
			if selfRoles[w] && (i == 0 || i == len(base)-1) {
				m.add(bySelfRole, m.t, m.t.key, match{role: plainSelfRoles[w] && len(base) == 1, dropped: len(base) - 1})
				break
			}
		}
		if len(base) > 1 && plainSelfRoles[c.plain.raw] {
			m.add(bySelfRole, m.t, m.t.key, match{role: true}) // reports_to
		}
	}
	m.bySelfPair()
	for _, people := range m.v.whoIsMeant() {
		class := m.personClass(people)
		if class == noPerson || c.marked == unmarked && class != personBy && c.class == text {
			continue
		}
		m.add(byPerson, people, people.key, match{person: class, dropped: len(base) - 1})
	}
}

// bySelfPair reads the two ends in a table that relates the rows of one other table.
func (m *matcher) bySelfPair() {
	base, tw := m.c.base, m.t.single
	if len(base) == 0 || slices.ContainsFunc(base, func(w string) bool { return !pairEnds[w] }) {
		return
	}
	n := len(tw) - 1
	if n < 1 || !relationWords[tw[n]] {
		return
	}
	for i := range n {
		if found := m.v.find(&m.v.byName, m.t.joined(tw[i:n])); len(found) > 0 {
			for _, t := range found {
				m.add(bySelfPair, t, t.key, match{same: len(found), dropped: i})
			}
			return
		}
	}
}

// personClass reads the role of a row of the table of people out of the name.
func (m *matcher) personClass(people *table) personClass {
	if last := m.c.base[len(m.c.base)-1]; last == people.single[len(people.single)-1] && personNames[last] {
		return personNamed
	}
	return personClassOf(m.c)
}

// personClassOf reads the role of a person out of a name, without regard to tables.
func personClassOf(c *column) personClass {
	base, words := c.base, c.plain.words
	if len(base) == 0 || len(words) == 0 {
		return noPerson
	}
	last, first := base[len(base)-1], words[0]
	switch {
	case last == "user" || last == "usr":
		return personNamed
	case first == "order" || first == "group" || first == "sort":
		return noPerson
	case endsInBy(words) || endsInBy(base):
		return personBy
	case authors[last] || len(base) > 1 && authors[base[0]]:
		return personAuthor
	case personRoles[last] || personRoles[base[0]]:
		return personRole
	case c.marked != unmarked && len(last) > 5 && !things[last] &&
		(strings.HasSuffix(last, "er") || strings.HasSuffix(last, "or") || strings.HasSuffix(last, "ee")):
		return personAgent
	}
	return noPerson
}

// endsInBy tells whether a name ends in by: created_by, createdby.
func endsInBy(words []string) bool {
	last := words[len(words)-1]
	if last == "by" {
		return len(words) > 1
	}
	if bys[last] {
		return len(words) > 1 && personRoles[words[0]]
	}
	return len(last) > 5 && strings.HasSuffix(last, "by") && last != "standby" && last != "nearby"
}
