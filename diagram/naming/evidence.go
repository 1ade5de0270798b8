package naming

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

func pairOf(a, b *table) [2]diagram.ID { return [2]diagram.ID{a.ID, b.ID} }

// evidence says in words what a match rests on, for and against.
func (v *View) evidence(m match) []string {
	key := m.parent.Name + "." + m.key.Name
	list := append(make([]string, 0, 4), v.nameEvidence(m, key))
	if m.kind != byNamesake && m.kind != byEnding {
		if n := v.taughtTo(m); n > 0 {
			list = append(list, diagram.Counted(n, "other column")+" of this name "+verb(n, "refers", "refer")+" to "+key)
		}
	}
	if n := v.drawn[pairOf(m.child, m.parent)]; n > 0 {
		list = append(list, fmt.Sprintf("A line is drawn between %s and %s", m.child.Name, m.parent.Name))
	}
	if m.column.Type != "" && m.key.Type != "" {
		if v.sameType(m.column.Type, m.key.Type) {
			list = append(list, "Types agree: "+m.column.Type+" and "+m.key.Type)
		} else if !compatible(m.column.class, v.classOf(m.key.Type)) {
			list = append(list, "Types differ: "+m.column.Type+" and "+m.key.Type)
		} else {
			list = append(list, "Types can be compared: "+m.column.Type+" and "+m.key.Type)
		}
	}
	switch {
	case len(m.parent.pk) == 1 && m.parent.pk[0] == m.key.ID:
		list = append(list, key+" is the single primary key")
	case slices.Contains(m.parent.unique, m.key.ID):
		list = append(list, key+" is unique")
	default:
		list = append(list, fmt.Sprintf("%s looks like the key of %s, but is not declared as one", key, m.parent.Name))
	}
	if m.same > 1 {
		list = append(list, fmt.Sprintf("The name fits %s as well", diagram.Counted(m.same-1, "other table")))
	}
	if n := v.refusals(m.column); n > 0 {
		list = append(list, fmt.Sprintf("Of %s of this name people said that %s to nothing", diagram.Counted(n, "other column"), verb(n, "it refers", "they refer")))
	}
	if polymorphic(m.child, m.column) {
		list = append(list, "A column beside it says which table is meant, so it may refer to several")
	}
	return list
}

// nameEvidence says how the name leads to the table.
func (v *View) nameEvidence(m match, key string) string {
	name, base := m.parent.Name, m.column.base
	role := strings.Join(base[:min(m.dropped, len(base))], " ")
	affix := " + key"
	if m.column.marked == unmarked {
		affix = ""
	}
	switch m.kind {
	case byKeyName:
		return "Same name as " + key
	case byRoleKey, byKeyRole:
		if m.after {
			words := m.column.plain.words
			return fmt.Sprintf("Name is name of %s + role %s", key, strings.Join(words[max(0, len(words)-m.dropped):], " "))
		}
		return fmt.Sprintf("Name is role %s + name of %s", strings.Join(m.column.plain.words[:min(m.dropped, len(m.column.plain.words))], " "), key)
	case byTable:
		return "Name is table " + name + affix
	case byRoleTable, byRoleAfter:
		if m.after {
			return fmt.Sprintf("Name is table %s + role %s%s", name, strings.Join(base[max(0, len(base)-m.dropped):], " "), affix)
		}
		if role == "" || m.dropped >= len(base) {
			return fmt.Sprintf("Name ends in table %s%s", name, affix)
		}
		return fmt.Sprintf("Name is role %s + table %s%s", role, name, affix)
	case byTableTail:
		return fmt.Sprintf("Name is the end of table %s%s", name, affix)
	case byRoleTail:
		return fmt.Sprintf("Name is role %s + the end of table %s%s", role, name, affix)
	case byTableHead:
		return fmt.Sprintf("Name is the beginning of table %s%s", name, affix)
	case byContext:
		return fmt.Sprintf("Name of its own table + %s is table %s", strings.Join(base, " "), name)
	case bySelfRole:
		return fmt.Sprintf("%s is a role of a row of the same table", m.column.Name)
	case bySelfPair:
		return fmt.Sprintf("%s is one of two roles in a table that relates rows of %s", m.column.Name, name)
	case byPerson:
		return fmt.Sprintf("%s is a role of a person, and %s is the table of people", m.column.Name, name)
	case byStemKey:
		return fmt.Sprintf("Same name as %s behind the prefixes of both tables", key)
	case byAbbreviation, byShortWord, byPrefix:
		return fmt.Sprintf("Name is short for table %s%s", name, affix)
	case byAnyOrder:
		return fmt.Sprintf("Name is table %s with its words in another order%s", name, affix)
	case byStem:
		return fmt.Sprintf("Name is table %s without its last word%s", name, affix)
	case byInitials:
		return fmt.Sprintf("Name is the initials of table %s%s", name, affix)
	case byEnding:
		return fmt.Sprintf("%s that end in %s refer to %s", diagram.Counted(m.taught, "other column"), base[len(base)-1], key)
	case byNamesake:
		return fmt.Sprintf("%s of this name %s to %s", diagram.Counted(m.taught, "other column"), verb(m.taught, "refers", "refer"), key)
	}
	return ""
}

// taughtTo counts the declared foreign keys of the same column name to the same table.
func (v *View) taughtTo(m match) int {
	n := 0
	for _, d := range v.taught(v.declared, taughtName, m.column.compact) {
		if d.t == m.parent && d.key == m.key.ID {
			n += d.n
		}
	}
	return n
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
