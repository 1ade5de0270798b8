package merge

import "crowsfoot/diagram"

// Three returns mine with what theirs changed since base. Objects are met by their IDs;
// see Align where the IDs of the three are not of one origin yet.
//
//   - A property that theirs has as base has it is mine's; any other is theirs', whether
//     mine changed it as well or not.
//   - An object that only theirs has comes, one that only mine has stays. What base has and
//     theirs has not is deleted; what base has and mine has not stays deleted, unless
//     theirs changed it since.
//   - Columns and other siblings keep mine's order, unless theirs moved them; new ones
//     follow the one that they follow in theirs.
//   - Relationships, keys and whatever else speaks of columns, tables or other objects that
//     are gone in the result lose that part, or go when nothing is left that makes sense.
//
// Base may be nil: then nothing is deleted, and of an object that both have, theirs gives
// the properties that it says anything for, without places on the canvas.
//
// The three are not changed; the result shares objects with them, as Snapshot does. It may
// have more objects than CheckLimits allows, when both sides together have.
func Three(base, mine, theirs *diagram.Diagram) *diagram.Diagram {
	return newMerger(base, mine, theirs).run()
}

// merger merges one triple of diagrams.
type merger struct {
	base, mine, theirs, out *diagram.Diagram

	// careful is how an open diagram is treated, in which people work: places that they
	// gave stay, and what they changed is not deleted because the file has it no more.
	careful bool
	// own are objects of mine that are not deleted because theirs has them no more.
	own map[diagram.ID]bool
	// left are objects of the diagram that stay as they are in mine.
	left map[diagram.ID]bool

	clashes  map[diagram.ID][]clash // by object, parts of tables included
	kept     map[diagram.ID]bool    // gone from theirs, but stay
	returned map[diagram.ID]bool    // gone from mine, but come back
	follows  map[diagram.ID]bool    // kept or returned for no other reason than what they belong to
	lost     map[diagram.ID]bool    // parts that mine changed and theirs deleted

	dangling map[diagram.ID]bool // see wasDangling
}

func newMerger(base, mine, theirs *diagram.Diagram) *merger {
	return &merger{
		base: base, mine: orEmpty(mine), theirs: orEmpty(theirs), out: diagram.New(),
		clashes: map[diagram.ID][]clash{}, kept: map[diagram.ID]bool{}, returned: map[diagram.ID]bool{},
		follows: map[diagram.ID]bool{}, lost: map[diagram.ID]bool{},
	}
}

// orEmpty returns an empty diagram for none.
func orEmpty(d *diagram.Diagram) *diagram.Diagram {
	if d == nil {
		return diagram.New()
	}
	return d
}

func (m *merger) run() *diagram.Diagram {
	withBase := m.base != nil
	m.base = orEmpty(m.base)
	m.settings(withBase)
	mergeKind(m, &schemas, nil)
	mergeKind(m, &modules, nil)
	mergeKind(m, &domains, nil)
	m.mergeTables()
	m.mergeRelationships()
	mergeKind(m, &notes, nil)
	mergeKind(m, &frames, nil)
	mergeKind(m, &ignores, nil)
	m.mend()
	return m.out
}

// settings merges the properties of the diagram itself. The name of an open diagram is
// its people's: a file that was saved under another name does not rename it.
func (m *merger) settings(withBase bool) {
	m.out.Settings = m.mine.Settings
	if m.left[diagram.RootID] {
		return
	}
	var base *diagram.Settings
	if withBase {
		base = &m.base.Settings
	}
	var besides []string
	if m.mine.Name != "" && (m.careful || !withBase) {
		besides = []string{"name"}
	}
	if !withBase {
		// A file without a history with the diagram says how it is written, not how the
		// diagram is to be shown and checked.
		besides = append(besides, "comment", "notation", "lint")
		if m.mine.Dialect != "" {
			besides = append(besides, "dialect")
		}
	}
	merged, clashes := mergeProperties(base, &m.mine.Settings, &m.theirs.Settings, m.careful, besides)
	m.out.Settings = *merged
	m.note(diagram.RootID, clashes)
}

func (m *merger) note(id diagram.ID, clashes []clash) {
	if len(clashes) > 0 {
		m.clashes[id] = append(m.clashes[id], clashes...)
	}
}

// way is how objects of one kind are merged where that is not by their properties alone.
type way[T any] struct {
	// changed tells whether one side changed an object in what counts as work.
	changed func(base, now *T) bool
	// follows tells whether an object that one side deleted stays, because something stays
	// that the object belongs to; may be nil.
	follows func(o *T, stays map[diagram.ID]bool) bool
	both    func(base, mine, theirs *T) *T
}

// mergeKind merges the objects of one kind that belongs to the diagram; how may be nil.
func mergeKind[T any](m *merger, k *kind[T], how *way[T]) {
	if how == nil {
		how = &way[T]{}
	}
	if how.changed == nil {
		how.changed = func(base, now *T) bool { return differ(base, now, quiet) }
	}
	if how.both == nil {
		how.both = func(base, mine, theirs *T) *T {
			merged, clashes := mergeProperties(base, mine, theirs, m.careful, nil)
			m.note(k.id(mine), clashes)
			return merged
		}
	}
	base, mine, theirs, out := k.in(m.base), k.in(m.mine), k.in(m.theirs), k.in(m.out)
	for id, o := range mine {
		b, t := base[id], theirs[id]
		switch {
		case m.left[id]:
			out[id] = o
			if b != nil && t == nil {
				m.kept[id] = true
			}
		case t != nil:
			out[id] = how.both(b, o, t)
		case b == nil, m.own[id]:
			out[id] = o
		case m.careful && how.changed(b, o):
			out[id] = o
			m.kept[id] = true
		case how.follows != nil && how.follows(o, m.kept):
			out[id] = o
			m.kept[id], m.follows[id] = true, true
		}
	}
	for id, o := range theirs {
		if mine[id] != nil || m.left[id] {
			continue
		}
		switch b := base[id]; {
		case b == nil:
			out[id] = o
		case how.changed(b, o):
			out[id] = o
			m.returned[id] = true
		case how.follows != nil && how.follows(o, m.returned):
			out[id] = o
			m.returned[id], m.follows[id] = true, true
		}
	}
	putInOrder(k, k.sorted(m.base), k.sorted(m.mine), k.sorted(m.theirs), out)
}

// putInOrder gives the objects of out, which are siblings, order keys as weave puts them
// and returns them in that order.
func putInOrder[T any](k *kind[T], base, mine, theirs []*T, out map[diagram.ID]*T) []*T {
	ids := weave(k.ids(base), k.ids(mine), k.ids(theirs), func(id diagram.ID) bool { return out[id] != nil })
	list := make([]*T, len(ids))
	for i, id := range ids {
		list[i] = out[id]
	}
	if isSubsequence(ids, mine, k) {
		return list // whatever the keys are like, they were so before
	}
	had := make(map[diagram.ID]string, len(mine))
	for _, o := range mine {
		had[k.id(o)] = k.order(o)
	}
	have, fromMine := make([]string, len(ids)), false
	for i, id := range ids {
		order, ok := had[id]
		have[i] = order
		fromMine = fromMine || ok
	}
	if !fromMine { // all come from theirs, with keys that go together
		for i, o := range list {
			have[i] = k.order(o)
		}
	}
	for i, order := range orderKeys(ids, have) {
		if order != k.order(list[i]) {
			c := *list[i]
			_, at := k.head(&c)
			*at = order
			list[i] = &c
			out[ids[i]] = &c
		}
	}
	return list
}

// isSubsequence tells whether the IDs stand in the order of the list.
func isSubsequence[T any](ids []diagram.ID, list []*T, k *kind[T]) bool {
	i := 0
	for _, o := range list {
		if i < len(ids) && ids[i] == k.id(o) {
			i++
		}
	}
	return i == len(ids)
}
