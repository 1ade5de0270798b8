package merge

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// matcher finds out which objects of one diagram are which of another. Each object has
// one twin at most; what has one already is left alone, so that several rules and several
// matchers can work one after the other, the surest first.
type matcher struct {
	from, to             *diagram.Diagram
	fromTables, toTables []*diagram.Table // in their order
	// kin are diagrams of one history: two editions of a file, or a file and the diagram
	// that was made of it. Their IDs and sources speak of the same things. IDs of unrelated
	// files may be equal by accident, as draw.io counts its cells from 2.
	kin bool
	// open tells that to is the open diagram that from was made into; there an ID counts for
	// more than names, which people change.
	open bool

	// By kind, because IDs of one file are unique in their kind at least.
	twins map[diagram.Kind]map[diagram.ID]diagram.ID // from → to
	taken map[diagram.Kind]map[diagram.ID]bool       // of to
}

func newMatcher(from, to *diagram.Diagram) *matcher {
	m := &matcher{from: from, to: to, twins: map[diagram.Kind]map[diagram.ID]diagram.ID{}, taken: map[diagram.Kind]map[diagram.ID]bool{}}
	for _, kind := range matched {
		n := 0
		switch kind {
		case diagram.KindTable, diagram.KindKey:
			n = len(from.Tables)
		case diagram.KindRelationship:
			n = len(from.Relationships)
		case diagram.KindColumn:
			for _, t := range from.Tables {
				n += len(t.Columns)
			}
		}
		m.twins[kind], m.taken[kind] = make(map[diagram.ID]diagram.ID, n), make(map[diagram.ID]bool, n)
	}
	m.fromTables, m.toTables = tables.sorted(from), tables.sorted(to)
	return m
}

// matched are the kinds of objects that are matched.
var matched = []diagram.Kind{
	diagram.KindSchema, diagram.KindModule, diagram.KindDomain, diagram.KindTable, diagram.KindColumn, diagram.KindKey, diagram.KindIndex,
	diagram.KindCheck, diagram.KindDependency, diagram.KindRelationship, diagram.KindNote, diagram.KindFrame, diagram.KindIgnore,
}

func (m *matcher) pair(kind diagram.Kind, from, to diagram.ID) {
	m.twins[kind][from] = to
	m.taken[kind][to] = true
}

// twin returns the ID of the object of to that an object of from is, or an empty one.
func (m *matcher) twin(kind diagram.Kind, id diagram.ID) diagram.ID { return m.twins[kind][id] }

// isTaken tells whether an object of to is met.
func (m *matcher) isTaken(kind diagram.Kind, id diagram.ID) bool { return m.taken[kind][id] }

// twinTable returns the table of to that a table of from is, or nil.
func (m *matcher) twinTable(id diagram.ID) *diagram.Table {
	return m.to.Tables[m.twin(diagram.KindTable, id)]
}

// rule is one way to meet objects of a kind: those whose keys are equal and not empty.
type rule[T any] struct {
	key func(d *diagram.Diagram, o *T) string
	// alike says whether two objects with equal keys may be one; nil means always.
	alike func(from, to *T) bool
	// unique rules take no key that several objects of one side have.
	unique bool
}

// meet applies rules one after the other to those of both lists that have no twin yet.
func meet[T any](m *matcher, k *kind[T], from, to []*T, rules ...rule[T]) {
	twins, taken := m.twins[k.name], m.taken[k.name]
	from = slices.DeleteFunc(slices.Clone(from), func(o *T) bool { return twins[k.id(o)] != "" })
	to = slices.DeleteFunc(slices.Clone(to), func(o *T) bool { return taken[k.id(o)] })
	for _, r := range rules {
		if len(from) == 0 || len(to) == 0 {
			return
		}
		for _, p := range r.pairs(m, from, to) {
			m.pair(k.name, k.id(from[p[0]]), k.id(to[p[1]]))
		}
		from = slices.DeleteFunc(from, func(o *T) bool { return twins[k.id(o)] != "" })
		to = slices.DeleteFunc(to, func(o *T) bool { return taken[k.id(o)] })
	}
}

// pairs finds the places of objects that are one by the rule.
func (r *rule[T]) pairs(m *matcher, from, to []*T) [][2]int {
	byKey := make(map[string][]int, len(to))
	for i, o := range to {
		if key := r.key(m.to, o); key != "" {
			byKey[key] = append(byKey[key], i)
		}
	}
	if len(byKey) == 0 {
		return nil
	}
	own := make([]string, len(from))
	times := make(map[string]int, len(from))
	for i, o := range from {
		own[i] = r.key(m.from, o)
		times[own[i]]++
	}
	var pairs [][2]int
	for i, o := range from {
		found := byKey[own[i]]
		if r.unique && (times[own[i]] > 1 || len(found) > 1) {
			continue
		}
		at := slices.IndexFunc(found[:min(len(found), mostRivals)], func(j int) bool { return r.alike == nil || r.alike(o, to[j]) })
		if at >= 0 {
			pairs = append(pairs, [2]int{i, found[at]})
			byKey[own[i]] = slices.Delete(found, at, at+1)
		}
	}
	return pairs
}

// meetSame meets those of two lists that stand at one place and are the same, as most
// objects of two editions are.
func meetSame[T any](m *matcher, k *kind[T], from, to []*T, same func(a, b *T) bool) {
	twins, taken := m.twins[k.name], m.taken[k.name]
	for i, o := range from[:min(len(from), len(to))] {
		id, other := k.id(o), k.id(to[i])
		if (!m.kin || id == other) && same(o, to[i]) && twins[id] == "" && !taken[other] {
			m.pair(k.name, id, other)
		}
	}
}

// byID meets objects that have one ID. Without kin there is no such rule.
func byID[T any](m *matcher, k *kind[T], alike func(a, b *T) bool) rule[T] {
	return rule[T]{alike: alike, key: func(_ *diagram.Diagram, o *T) string {
		if !m.kin {
			return ""
		}
		return string(k.id(o))
	}}
}

// lastly meets objects by ID that have nothing else in common, once all other rules have
// been tried: in the open diagram people may have rewritten an object wholly. Of a newer
// edition of a file nobody says so; there it is another object.
func lastly[T any](m *matcher, k *kind[T]) rule[T] {
	return rule[T]{key: func(_ *diagram.Diagram, o *T) string {
		if !m.open {
			return ""
		}
		return string(k.id(o))
	}}
}

// bySource meets objects that were read from one shape of a file.
func bySource[T any](m *matcher, source func(*T) string, alike func(a, b *T) bool) rule[T] {
	return rule[T]{alike: alike, unique: true, key: func(_ *diagram.Diagram, o *T) string {
		if !m.kin {
			return ""
		}
		return source(o)
	}}
}

// run matches everything. What gives names to others comes first.
func (m *matcher) run() {
	meet(m, &schemas, schemas.sorted(m.from), schemas.sorted(m.to), byID(m, &schemas, nil),
		rule[diagram.Schema]{key: func(_ *diagram.Diagram, o *diagram.Schema) string { return "=" + strings.ToLower(o.Name) }})
	meet(m, &modules, modules.sorted(m.from), modules.sorted(m.to), byID(m, &modules, nil),
		rule[diagram.Module]{key: func(_ *diagram.Diagram, o *diagram.Module) string { return "=" + strings.ToLower(o.Name) }})
	meet(m, &domains, domains.sorted(m.from), domains.sorted(m.to), byID(m, &domains, nil),
		rule[diagram.Domain]{key: func(d *diagram.Diagram, o *diagram.Domain) string { return fullName(d, o.Schema, o.Name) }})
	m.tables()
	m.each(m.sameColumns)
	m.keptColumns()
	m.each(m.columns)
	m.movedColumns()
	m.each(m.parts)
	m.relationships()
	noteSource := func(o *diagram.Note) string { return o.Source }
	alikeNotes := func(a, b *diagram.Note) bool { return conclusive(a.Source, b.Source) || shareWord(a.Text, b.Text) }
	meet(m, &notes, notes.sorted(m.from), notes.sorted(m.to), byID(m, &notes, alikeNotes), bySource(m, noteSource, alikeNotes),
		rule[diagram.Note]{key: func(_ *diagram.Diagram, o *diagram.Note) string { return "=" + strings.TrimSpace(o.Text) }},
		lastly(m, &notes))
	frameSource := func(o *diagram.Frame) string { return o.Source }
	alikeFrames := func(a, b *diagram.Frame) bool { return conclusive(a.Source, b.Source) || shareWord(a.Title, b.Title) }
	meet(m, &frames, frames.sorted(m.from), frames.sorted(m.to), byID(m, &frames, alikeFrames), bySource(m, frameSource, alikeFrames),
		rule[diagram.Frame]{key: func(_ *diagram.Diagram, o *diagram.Frame) string { return "=" + strings.ToLower(o.Title) }},
		lastly(m, &frames))
	meet(m, &ignores, ignores.sorted(m.from), ignores.sorted(m.to), byID(m, &ignores, nil),
		rule[diagram.Ignore]{key: m.ignoreKey()})
}

// each calls fn for the tables that have a twin.
func (m *matcher) each(fn func(from, to *diagram.Table)) {
	for _, t := range m.fromTables {
		if twin := m.twinTable(t.ID); twin != nil {
			fn(t, twin)
		}
	}
}

// conclusive tells whether two equal IDs prove that objects are one: they do in files that
// keep our IDs, which have no shapes to name as a source. IDs that are derived from shapes
// say that the shape is the same, but it may show something else now.
func conclusive(a, b string) bool { return a == "" && b == "" }

// shareWord tells whether two texts have a word in common, or one of them has none.
func shareWord(a, b string) bool {
	x, y := naming.Words(a), naming.Words(b)
	return len(x) == 0 || len(y) == 0 || sharedWord(x, y)
}

// fullName is a name with that of its schema, without regard to case.
func fullName(d *diagram.Diagram, schema diagram.ID, name string) string {
	if s := d.Schemas[schema]; s != nil {
		return strings.ToLower(s.Name + "\x00" + name)
	}
	return strings.ToLower("\x00" + name)
}

// ignoreKey names an ignored finding by what it says, once all else is matched.
func (m *matcher) ignoreKey() func(*diagram.Diagram, *diagram.Ignore) string {
	var kinds map[diagram.ID]diagram.Kind
	return func(d *diagram.Diagram, o *diagram.Ignore) string {
		object := o.Object
		if d == m.from {
			if kinds == nil {
				kinds = objectIDs(m.from)
			}
			object = cmp.Or(m.twin(kinds[object], object), "?"+object)
		}
		return o.Rule + "\x00" + string(object) + "\x00" + o.Fingerprint
	}
}
