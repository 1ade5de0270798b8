package merge

import (
	"slices"

	"crowsfoot/diagram"
)

// mergeTables merges the tables and then what belongs to them, kind by kind. Parts are met
// across tables, so that a column that one side moved to another table moves.
func (m *merger) mergeTables() {
	builtUpon := map[diagram.ID]bool{}
	for id, r := range m.mine.Relationships {
		if m.base.Relationships[id] == nil {
			for _, e := range r.Ends {
				builtUpon[e.Table] = true
			}
		}
	}
	mergeKind(m, &tables, &way[diagram.Table]{
		changed: func(base, now *diagram.Table) bool {
			return tableChanged(base, now) || m.mine.Tables[now.ID] == now && builtUpon[now.ID]
		},
	})
	// From here on the tables of out are the merger's own or shared as they were; parts
	// are laid into copies.
	mergeParts(m, &columns)
	mergeParts(m, &keys)
	mergeParts(m, &indexes)
	mergeParts(m, &checks)
	mergeParts(m, &dependencies)
}

// tableChanged tells whether somebody worked on a table or on what belongs to it. Places,
// sources and the order of columns do not count.
func tableChanged(base, now *diagram.Table) bool {
	return base != now && (differ(base, now, quiet) ||
		partsChanged(&columns, base, now) || partsChanged(&keys, base, now) || partsChanged(&indexes, base, now) ||
		partsChanged(&checks, base, now) || partsChanged(&dependencies, base, now))
}

func partsChanged[T any](k *kind[T], base, now *diagram.Table) bool {
	before, after := *k.of(base), *k.of(now)
	if len(before) != len(after) {
		return true
	}
	was := make(map[diagram.ID]*T, len(before))
	for _, o := range before {
		was[k.id(o)] = o
	}
	return slices.ContainsFunc(after, func(o *T) bool {
		b := was[k.id(o)]
		return b == nil || differ(b, o, quiet)
	})
}

// placed is a part with its table.
type placed[T any] struct {
	table diagram.ID
	part  *T
}

// partsOf finds all parts of one kind in some tables. An ID that two tables use counts for
// the first.
func partsOf[T any](k *kind[T], d *diagram.Diagram, tables []diagram.ID) map[diagram.ID]placed[T] {
	all := make(map[diagram.ID]placed[T], len(tables))
	for _, id := range tables {
		t := d.Tables[id]
		if t == nil {
			continue
		}
		for _, o := range *k.of(t) {
			if _, again := all[k.id(o)]; !again {
				all[k.id(o)] = placed[T]{id, o}
			}
		}
	}
	return all
}

// mergeParts merges the parts of one kind and lays them into the tables of out. A table
// that has the same parts in the same order on all sides is merged part by part; this is
// what most tables are.
func mergeParts[T any](m *merger, k *kind[T]) {
	var rest []diagram.ID
	seen := map[diagram.ID]bool{}
	for _, d := range []*diagram.Diagram{m.mine, m.theirs, m.base} {
		for id := range d.Tables {
			if !seen[id] {
				seen[id] = true
				if !mergeSameParts(m, k, id) {
					rest = append(rest, id)
				}
			}
		}
	}
	slices.Sort(rest)
	mergeMovedParts(m, k, rest)
}

// mergeSameParts merges the parts of a table one by one, if all sides have the same.
func mergeSameParts[T any](m *merger, k *kind[T], id diagram.ID) bool {
	out, mine, theirs, base := m.out.Tables[id], m.mine.Tables[id], m.theirs.Tables[id], m.base.Tables[id]
	if out == nil || mine == nil || theirs == nil || m.left[id] {
		return false
	}
	list, newer := *k.of(mine), *k.of(theirs)
	sameID := func(a, b *T) bool { return k.id(a) == k.id(b) }
	if !slices.EqualFunc(list, newer, sameID) || base != nil && !slices.EqualFunc(list, *k.of(base), sameID) {
		return false
	}
	merged := list
	for i, o := range list {
		var b *T
		if base != nil {
			b = (*k.of(base))[i]
		}
		part, clashes := mergeProperties(b, o, newer[i], m.careful, nil)
		m.note(k.id(o), clashes)
		if part != o {
			if &merged[0] == &list[0] {
				merged = slices.Clone(list)
			}
			merged[i] = part
		}
	}
	if !slices.Equal(*k.of(out), merged) {
		c := *out
		*k.of(&c) = merged
		m.out.Tables[id] = &c
	}
	return true
}

// mergeMovedParts merges the parts of tables among which parts come, go and move.
func mergeMovedParts[T any](m *merger, k *kind[T], tables []diagram.ID) {
	base, mine, theirs := partsOf(k, m.base, tables), partsOf(k, m.mine, tables), partsOf(k, m.theirs, tables)
	byTable := make(map[diagram.ID]map[diagram.ID]*T, len(tables))
	add := func(id diagram.ID, p placed[T]) {
		if m.out.Tables[p.table] == nil {
			return
		}
		if byTable[p.table] == nil {
			byTable[p.table] = map[diagram.ID]*T{}
		}
		byTable[p.table][id] = p.part
	}
	for id, o := range mine {
		b, inBase := base[id]
		t, inTheirs := theirs[id]
		switch {
		case m.left[o.table], inTheirs && m.left[t.table], !inTheirs && (!inBase || m.own[id] || m.kept[o.table]):
			add(id, o)
		case !inTheirs:
			if differ(b.part, o.part, quiet) {
				m.lost[id] = true
			}
		default:
			merged, clashes := mergeProperties(b.part, o.part, t.part, m.careful, nil)
			m.note(id, clashes)
			home := o.table
			if inBase && t.table != b.table && m.out.Tables[t.table] != nil || m.out.Tables[home] == nil {
				home = t.table
			}
			add(id, placed[T]{home, merged})
		}
	}
	for id, t := range theirs {
		if _, inMine := mine[id]; inMine || m.left[t.table] {
			continue
		}
		b, inBase := base[id]
		if !inBase || m.returned[t.table] || t.table != b.table || differ(b.part, t.part, quiet) {
			add(id, t)
		}
	}
	for _, id := range tables {
		t := m.out.Tables[id]
		if t == nil {
			continue
		}
		newer := m.theirs.Tables[id]
		if m.left[id] {
			newer = nil
		}
		before := *k.of(t)
		after := putInOrder(k, k.parts(m.base.Tables[id]), k.parts(m.mine.Tables[id]), k.parts(newer), byTable[id])
		if !slices.Equal(before, after) {
			c := *t
			*k.of(&c) = after
			m.out.Tables[id] = &c
		}
	}
}

// columnHomes returns the table of each column.
func columnHomes(d *diagram.Diagram) map[diagram.ID]diagram.ID {
	homes := map[diagram.ID]diagram.ID{}
	for _, t := range d.Tables {
		for _, c := range t.Columns {
			homes[c.ID] = t.ID
		}
	}
	return homes
}
