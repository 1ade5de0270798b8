package merge

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// ref names an object. IDs of one file are unique in their kind at least.
type ref struct {
	kind diagram.Kind
	id   diagram.ID
}

// matcher finds out which objects of one diagram are which of another. Each object has
// one twin at most; what has one already is left alone, so that several rules and several
// matchers can work one after the other, the surest first.
type matcher struct {
	from, to *diagram.Diagram
	// kin are diagrams of one history: two editions of a file, or a file and the diagram
	// that was made of it. Their IDs and sources speak of the same things. IDs of unrelated
	// files may be equal by accident, as draw.io counts its cells from 2.
	kin bool
	// open tells that to is the open diagram that from was made into; there an ID counts for
	// more than names, which people change.
	open bool

	twin  map[ref]diagram.ID // from → to
	taken map[ref]bool       // of to
}

func newMatcher(from, to *diagram.Diagram) *matcher {
	return &matcher{from: from, to: to, twin: map[ref]diagram.ID{}, taken: map[ref]bool{}}
}

func (m *matcher) pair(kind diagram.Kind, from, to diagram.ID) {
	m.twin[ref{kind, from}] = to
	m.taken[ref{kind, to}] = true
}

// twinTable returns the table of to that a table of from is, or nil.
func (m *matcher) twinTable(id diagram.ID) *diagram.Table {
	return m.to.Tables[m.twin[ref{diagram.KindTable, id}]]
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
	for _, r := range rules {
		from = slices.DeleteFunc(slices.Clone(from), func(o *T) bool { return m.twin[ref{k.name, k.id(o)}] != "" })
		to = slices.DeleteFunc(slices.Clone(to), func(o *T) bool { return m.taken[ref{k.name, k.id(o)}] })
		if len(from) == 0 || len(to) == 0 {
			return
		}
		byKey := make(map[string][]*T, len(to))
		for _, o := range to {
			if key := r.key(m.to, o); key != "" {
				byKey[key] = append(byKey[key], o)
			}
		}
		var times map[string]int
		if r.unique {
			times = make(map[string]int, len(from))
			for _, o := range from {
				times[r.key(m.from, o)]++
			}
		}
		for _, o := range from {
			key := r.key(m.from, o)
			found := byKey[key]
			if key == "" || r.unique && (times[key] > 1 || len(found) > 1) {
				continue
			}
			i := slices.IndexFunc(found, func(x *T) bool { return r.alike == nil || r.alike(o, x) })
			if i < 0 {
				continue
			}
			m.pair(k.name, k.id(o), k.id(found[i]))
			byKey[key] = slices.Delete(found, i, i+1)
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
	m.keptColumns()
	for _, t := range tables.sorted(m.from) {
		if twin := m.twinTable(t.ID); twin != nil {
			m.columns(t, twin)
		}
	}
	m.movedColumns()
	for _, t := range tables.sorted(m.from) {
		if twin := m.twinTable(t.ID); twin != nil {
			m.parts(t, twin)
		}
	}
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
			object = cmp.Or(m.twin[ref{kinds[object], object}], "?"+object)
		}
		return o.Rule + "\x00" + string(object) + "\x00" + o.Fingerprint
	}
}
