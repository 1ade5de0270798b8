package naming

import (
	"strings"
)

// byShortForms compares short forms.
func (m *matcher) byShortForms() {
	c, base := m.c, m.c.base
	if len(base) == 0 || len(base) == 1 && genericKeys[base[0]] {
		return
	}
	for i := range base {
		if !m.v.dictionary.abbreviates(base[i:]) {
			break
		}
		name := m.v.dictionary.expanded(base[i:], c.tail(i))
		found := m.v.find(&m.v.byName, name)
		whole := len(found) > 0
		if !whole {
			found = m.v.find(&m.v.byTail, name)
		}
		for _, t := range found {
			m.add(byAbbreviation, t, t.key, match{dropped: i, same: len(found), related: whole})
		}
		if len(found) > 0 {
			break
		}
	}
	var r room
	name := c.name
	if len(name) >= 3 {
		if found := m.v.startingWith(name, 4); len(found) > 0 {
			for _, t := range found {
				m.add(byPrefix, t, t.key, match{same: len(found)})
			}
		}
	}
	if len(base) > 1 {
		for _, t := range m.v.findJoined(&m.v.byWords, anyOrder(r[:0], base)) {
			if t.short != name {
				m.add(byAnyOrder, t, t.key, match{})
			}
		}
	}
	if found := m.v.find(&m.v.byLight, name); len(found) > 0 {
		for _, t := range found {
			m.add(byStem, t, t.key, match{same: len(found)})
		}
	}
	m.wordStarts(base)
	if last := base[len(base)-1]; len(last) >= 2 && len(last) <= 4 && c.marked != unmarked {
		found := m.v.find(&m.v.byShort, last)
		for _, t := range found {
			if len(t.core) > 1 {
				m.add(byInitials, t, t.key, match{same: len(found), dropped: len(base) - 1})
			}
		}
	}
}

// wordStarts compares word by word: proc_def with process_definition.
func (m *matcher) wordStarts(base []string) {
	var r room
	var found []*table
	for _, t := range m.v.findJoined(&m.v.byShort, initials(r[:0], base)) {
		if len(t.core) == len(base) && t.short != m.c.name && shortens(base, t.core) {
			found = append(found, t)
		}
	}
	for _, t := range found {
		m.add(byShortWord, t, t.key, match{same: len(found)})
	}
}

// shortens tells whether each word of a is a short form of the word of b, or the other
// way round when that is plainly short.
func shortens(a, b []string) bool {
	for i := range a {
		short, long := a[i], b[i]
		if len(short) > len(long) {
			short, long = long, short
		}
		if short == long || len(short) >= 3 && strings.HasPrefix(long, short) && (short == a[i] || len(short) < 5) {
			continue
		}
		if len(short) < 3 || !isSkeleton(short, long) {
			return false
		}
	}
	return true
}

// isSkeleton tells whether short is made of letters of long in their order, beginning
// with its first and mostly consonants: dprt and department.
func isSkeleton(short, long string) bool {
	if short[0] != long[0] || len(short)*2 > len(long)+3 {
		return false
	}
	j := 1
	for i := 1; i < len(short); i++ {
		if strings.IndexByte("aeiou", short[i]) >= 0 && i > 1 {
			return false
		}
		at := strings.IndexByte(long[j:], short[i])
		if at < 0 {
			return false
		}
		j += at + 1
	}
	return true
}
