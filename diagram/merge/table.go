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

// partsOf finds all parts of one kind. An ID that two tables use counts for the first.
func partsOf[T any](k *kind[T], d *diagram.Diagram) map[diagram.ID]placed[T] {
	all := make(map[diagram.ID]placed[T], len(d.Tables))
	for _, t := range d.SortedTables() {
		for _, o := range *k.of(t) {
			if _, again := all[k.id(o)]; !again {
				all[k.id(o)] = placed[T]{t.ID, o}
			}
		}
	}
	return all
}

// mergeParts merges the parts of one kind and lays them into the tables of out.
func mergeParts[T any](m *merger, k *kind[T]) {
	base, mine, theirs := partsOf(k, m.base), partsOf(k, m.mine), partsOf(k, m.theirs)
	byTable := make(map[diagram.ID]map[diagram.ID]*T, len(m.out.Tables))
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
		case m.left[o.table], inTheirs && m.left[t.table], m.kept[o.table] && !inTheirs, !inBase && !inTheirs:
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
	for id, t := range m.out.Tables {
		before := *k.of(t)
		after := putInOrder(k, k.parts(m.base.Tables[id]), k.parts(m.mine.Tables[id]), k.parts(m.theirs.Tables[id]), byTable[id])
		if slices.Equal(before, after) {
			continue
		}
		c := *t
		*k.of(&c) = after
		m.out.Tables[id] = &c
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
