package naming

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// kind says how the name of a column leads to a table.
type kind int

const (
	byKeyName      kind = iota // customer_id beside customers.customer_id
	byRoleKey                  // start_station_id beside station.station_id
	byTable                    // customer_id beside customers
	byTableTail                // category_id beside shop_category
	byTableHead                // org_id beside org_unit
	byRoleTable                // billing_address_id beside addresses
	byRoleTail                 // from_unit_id beside org_unit
	byContext                  // type_id in order_attribute beside order_attribute_type
	bySelfRole                 // parent_id
	byPerson                   // created_by beside users
	byStemKey                  // ss_item_sk beside i_item_sk
	byShortWord                // proc_def_id beside process_definition
	byAbbreviation             // dept_id beside department, by the usual short forms
	byPrefix                   // cat_id beside catalogue
	byInitials                 // ou_id beside org_unit
	byStem                     // archive_id beside archiveinfo
	byAnyOrder                 // loan_product_id beside product_loan
	bySelfPair                 // subject_id in feature_relationship beside feature
	byNamesake                 // a foreign key of the same name is declared elsewhere
	byEnding                   // a foreign key of the same last word is declared elsewhere
	byRoleAfter                // id_ciudad_origen beside ciudad
	byKeyRole                  // idpes_mae beside pessoa.idpes
	kinds
)

// match is one way to read one column as a reference.
type match struct {
	child   *table
	column  *column
	parent  *table
	key     *diagram.Column
	kind    kind
	dropped int     // words in front of the table's name that name a role
	role    bool    // the dropped words are known roles
	same    int     // tables that the name fits as well
	related bool    // the key's own name is like its table's
	share   float64 // of the declared namesakes that go the same way
	taught  int     // declared namesakes that go the same way
	after   bool    // the dropped words stand behind the name, not in front of it
	lent    bool    // the key's own name is that of another table
	partly  bool    // the key's own name holds the words of its table or the other way round
	covered bool    // what the name leaves out of the table's name, the child's name says
	person  personClass
	score   float64 // log-odds
}

// matcher gathers the matches of the columns of one table, one column after the other.
type matcher struct {
	v        *View
	t        *table
	c        *column
	list     []match
	evidence list // room for it
}

func (m *matcher) add(k kind, parent *table, key *diagram.Column, more match) {
	if parent == nil || key == nil || parent == m.t && key == m.c.Column {
		return
	}
	more.child, more.column, more.parent, more.key, more.kind = m.t, m.c, parent, key, k
	more.same = max(more.same, 1)
	more.covered = coversRest(m.t.single, m.c.base, parent.core)
	m.list = append(m.list, more)
}

// run finds all ways to read the column.
func (m *matcher) run() {
	m.byKeys()
	m.byTables()
	m.byShortForms()
	m.byRoles()
	m.byRolesAfter()
	m.byTeaching()
}

// coversRest tells whether all words of the table's name that the column leaves out stand
// in the child's name, and at least one does: bucket in copy_bucket_item beside
// copy_bucket.
func coversRest(child, base, parent []string) bool {
	some := false
	for _, w := range parent {
		if slices.Contains(base, w) {
			continue
		}
		if !slices.Contains(child, w) {
			return false
		}
		some = true
	}
	return some
}

// byKeys compares the column with the names of key columns.
func (m *matcher) byKeys() {
	c := m.c
	words := c.plain.single
	if name := c.plain.compact; !genericKeys[name] && !genericKeys[c.plain.raw] {
		m.sameKey(name)
		if c.compact != name {
			m.sameKey(c.compact)
		}
	}
	for i := 1; i < len(words); i++ {
		tail := c.plain.tail(i)
		if genericKeys[tail] || len(tail) < 3 {
			continue
		}
		owners := m.v.findKeys(&m.v.byKey, tail)
		for _, o := range owners {
			m.add(byRoleKey, o.t, o.c, match{dropped: i, role: m.v.dictionary.roles[words[i-1]] || m.v.dictionary.roles[words[0]], same: len(owners), related: o.related, partly: o.partly})
		}
		if len(owners) > 0 {
			break
		}
	}
	if m.t.prefix != "" {
		m.byStems()
	}
}

func (m *matcher) sameKey(name string) {
	owners := m.v.findKeys(&m.v.byKey, name)
	n, root := 0, false
	for _, o := range owners {
		if o.t != m.t {
			n++
		}
		root = root || o.related
	}
	for _, o := range owners {
		m.add(byKeyName, o.t, o.c, match{same: n, related: o.related, partly: o.partly, lent: !o.related && (root || m.v.lent(o.t, o.c))})
	}
}

// lent tells whether the key of a table bears the name of another table: the rows are
// parts of that one's.
func (v *View) lent(t *table, key *diagram.Column) bool {
	c := v.columns[key.ID]
	if c == nil || c.marked != strongly {
		return false
	}
	found := v.find(&v.byName, c.name)
	return len(found) > 0 && !slices.Contains(found, t)
}

// keyNamesTable tells whether the key's name is its table's name and an affix, and
// whether one of the two holds the other.
func (v *View) keyNamesTable(t *table, key *diagram.Column) (whole, partly bool) {
	s := v.split(key.Name)
	c := column{Column: key, split: s, plain: s}
	if len(s.words) == 0 {
		return false, false
	}
	v.findBase(&c)
	base := c.name
	if base == t.compact || base == t.short {
		return true, true
	}
	if v.dictionary.expanded(c.base, base) == v.dictionary.expanded(t.core, t.short) {
		return true, true
	}
	if len(base) > 2 && len(c.base) == 1 && c.marked != unmarked && strings.HasPrefix(t.short, base) {
		return true, true // id_prod of products
	}
	// did is short for the domain's id, uid for the user_profile's.
	if rest, ok := strings.CutPrefix(s.raw, "id"); ok && len(rest) > 2 && strings.HasPrefix(t.short, rest) {
		return true, true // idprod of products
	}
	for _, mark := range [...]string{"id", "no", "num", "code", "key", "nr"} {
		if short, ok := strings.CutSuffix(s.raw, mark); ok && short != "" && len(short) < len(t.short) {
			if strings.HasPrefix(t.short, short) || len(t.core) > 1 && short == string(initials(nil, t.core)) ||
				len(short) > 2 && isSkeleton(short, t.short) {
				return true, true
			}
			break
		}
	}
	return false, len(base) > 2 && (strings.Contains(t.compact, base) || strings.Contains(base, t.short))
}

// byStems compares behind the prefixes that all columns of both tables have.
func (m *matcher) byStems() {
	words := m.c.plain.single
	for i := range words {
		tail := m.c.plain.tail(i)
		if len(tail) < 2 || genericKeys[tail] {
			continue
		}
		owners := m.v.findKeys(&m.v.byStem, tail)
		for _, o := range owners {
			if o.t != m.t || i > 0 {
				m.add(byStemKey, o.t, o.c, match{dropped: i, same: len(owners)})
			}
		}
		if len(owners) > 0 {
			return
		}
	}
}

// byTables compares the column with the names of tables.
func (m *matcher) byTables() {
	base := m.c.base
	if len(base) == 0 || len(base) == 1 && genericKeys[base[0]] && len(m.v.find(&m.v.byName, base[0])) == 0 && m.c.marked != strongly {
		return
	}
	for i := range base {
		name := m.c.tail(i)
		if len(name) < 2 {
			break
		}
		role := i > 0 && (m.v.dictionary.roles[base[i-1]] || m.v.dictionary.roles[base[0]] || rolesAfter[base[i-1]] || base[i-1] == m.t.compact || base[i-1] == m.t.short)
		exact, tails := m.v.find(&m.v.byName, name), m.v.find(&m.v.byTail, name)
		if i == 0 && len(exact) == 0 && m.c.marked != unmarked {
			exact = m.foreignNumber()
		}
		if len(exact) == 0 && len(tails) == 0 {
			continue
		}
		k, kt := byTable, byTableTail
		if i > 0 {
			k, kt = byRoleTable, byRoleTail
		}
		for _, t := range exact {
			m.add(k, t, t.key, match{dropped: i, role: role, same: len(exact), related: true})
		}
		others := 0
		for _, t := range tails {
			if t.key != nil && t.short != name && t.compact != name {
				others++
			}
		}
		if others <= 12 {
			for _, t := range tails {
				if t.short != name && t.compact != name {
					m.add(kt, t, t.key, match{dropped: i, role: role, same: others + len(exact)})
				}
			}
		}
		break
	}
	m.byContextAndHead()
	m.byTailTogether()
}

// foreignNumber returns the tables that a column means whose last word is a plural by the
// rules of another language: kunden_id beside kunde.
func (m *matcher) foreignNumber() []*table {
	last := m.c.base[len(m.c.base)-1]
	head := m.c.name[:len(m.c.name)-len(last)]
	for _, other := range foreignSingulars(last) {
		if found := m.v.find(&m.v.byName, head+other); len(found) > 0 {
			return found
		}
	}
	return nil
}

// byRolesAfter reads a role that stands behind the name of the table or its key, as it
// does in Romance languages, in Indonesian and in Vietnamese.
func (m *matcher) byRolesAfter() {
	base := m.c.base
	if len(m.v.find(&m.v.byName, m.c.name)) > 0 {
		return
	}
	for n := len(base) - 1; n > 0; n-- {
		k, role := byRoleAfter, known(base[n])
		if !role && !m.c.leading {
			continue
		}
		name := m.c.name[:len(m.c.name)-len(m.c.tail(n))]
		found := m.v.find(&m.v.byName, name)
		whole := len(found) > 0
		if !whole {
			found = m.v.find(&m.v.byTail, name)
		}
		if rolesAfter[base[n]] && whole {
			k = byRoleTable
		}
		for _, t := range found {
			m.add(k, t, t.key, match{dropped: len(base) - n, role: role, same: len(found), after: true, related: whole})
		}
		if len(found) > 0 {
			break
		}
	}
	words := m.c.plain.single
	for n := len(words) - 1; n > 0; n-- {
		name := m.c.plain.joined(words[:n])
		if len(name) < 3 || genericKeys[name] {
			continue
		}
		k, owners := byKeyRole, m.v.findKeys(&m.v.byKey, name)
		if rolesAfter[words[n]] {
			k = byRoleKey
		}
		for _, o := range owners {
			m.add(k, o.t, o.c, match{dropped: len(words) - n, role: known(words[n]), after: true, same: len(owners), related: o.related, partly: o.partly})
		}
		if len(owners) > 0 {
			return
		}
	}
}

// known tells whether a word says in which role a table is meant.
func known(w string) bool {
	return roles[w] || rolesAfter[w] || selfRoles[w] || personRoles[w] || pairEnds[w]
}

// byContextAndHead reads type_id of order_attribute as order_attribute_type, and org_id
// as org_unit.
func (m *matcher) byContextAndHead() {
	var r room
	name := m.c.name
	tw := m.t.single
	for n, head := len(tw), m.t.compact; n > 0; n-- {
		if n < len(tw) {
			head = head[:len(head)-len(tw[n])]
		}
		for _, t := range m.v.findJoined(&m.v.byName, append(append(r[:0], head...), name...)) {
			m.add(byContext, t, t.key, match{dropped: len(tw) - n})
		}
	}
	if heads := m.v.find(&m.v.byHead, name); len(heads) > 0 && len(heads) <= 6 && len(name) > 2 {
		for _, t := range heads {
			m.add(byTableHead, t, t.key, match{same: len(heads)})
		}
	}
}

// byTailTogether finds a table's name at the end of a word that is written together.
func (m *matcher) byTailTogether() {
	if m.c.marked == unmarked || len(m.c.base) == 0 {
		return
	}
	last := m.c.base[len(m.c.base)-1]
	for i := 1; i+4 <= len(last); i++ {
		if list := m.v.find(&m.v.byName, last[i:]); len(list) > 0 {
			for _, t := range list {
				m.add(byRoleTable, t, t.key, match{dropped: len(m.c.base), role: m.v.dictionary.roles[last[:i]], same: len(list)})
			}
			return
		}
	}
}

// byTeaching follows the declared foreign keys of columns with the same name, and, where
// the name alone leads nowhere, of columns with the same last word. The key of the own
// table learns nothing, nor do names that many tables use for things of their own.
func (m *matcher) byTeaching() {
	c := m.c
	if m.t.isWholeKey(c.Column) || ownNames[c.plain.raw] {
		return
	}
	m.follow(byNamesake, m.v.taught(m.v.declared, taughtName, c.compact))
	if n := len(c.base); n > 0 && (c.marked != unmarked || c.class != text && m.v.bareSteps() > 3) && !genericKeys[c.base[n-1]] {
		m.follow(byEnding, m.v.taught(m.v.endings, taughtEnding, c.base[n-1]))
	}
}

func (m *matcher) follow(k kind, list []declaredTarget) {
	for _, d := range list {
		m.add(k, d.t, d.column(), match{share: quarter(d.n, d.all), taught: d.n})
	}
}
