package merge

import (
	"slices"

	"crowsfoot/diagram"
)

// renumber returns a diagram in which every ID is what now says for it: those of the
// objects themselves and those by which objects speak of others. An empty reference stays
// empty. What may be an object of any kind is asked for with an empty kind. Objects in
// which nothing changes are shared with d, unless deep asks for copies of all.
func renumber(d *diagram.Diagram, deep bool, now func(diagram.Kind, diagram.ID) diagram.ID) *diagram.Diagram {
	r := &renumbering{now: now, deep: deep}
	out := diagram.New()
	out.Settings = d.Settings
	renumberKind(r, &schemas, d, out, nil)
	renumberKind(r, &domains, d, out, func(o *diagram.Domain) { o.Schema = r.ref(diagram.KindSchema, o.Schema) })
	renumberKind(r, &modules, d, out, func(o *diagram.Module) { o.Allows = r.refs(diagram.KindModule, o.Allows) })
	renumberKind(r, &tables, d, out, r.table)
	renumberKind(r, &relationships, d, out, func(o *diagram.Relationship) {
		o.Ends = mapped(o.Ends, func(e diagram.End) diagram.End { e.Table = r.ref(diagram.KindTable, e.Table); return e })
		o.Pairs = mapped(o.Pairs, func(p diagram.Pair) diagram.Pair {
			return diagram.Pair{From: r.ref(diagram.KindColumn, p.From), To: r.ref(diagram.KindColumn, p.To)}
		})
	})
	renumberKind(r, &notes, d, out, func(o *diagram.Note) { o.About = r.ref("", o.About) })
	renumberKind(r, &frames, d, out, func(o *diagram.Frame) { o.Module = r.ref(diagram.KindModule, o.Module) })
	renumberKind(r, &ignores, d, out, func(o *diagram.Ignore) { o.Object = r.ref("", o.Object) })
	return out
}

type renumbering struct {
	now  func(diagram.Kind, diagram.ID) diagram.ID
	deep bool
	n    int // IDs that changed so far
}

func (r *renumbering) ref(kind diagram.Kind, id diagram.ID) diagram.ID {
	if id == "" {
		return ""
	}
	return r.own(kind, id)
}

// own is ref for the ID of an object itself, which no file may leave empty.
func (r *renumbering) own(kind diagram.Kind, id diagram.ID) diagram.ID {
	to := r.now(kind, id)
	if to != id {
		r.n++
	}
	return to
}

func (r *renumbering) refs(kind diagram.Kind, ids []diagram.ID) []diagram.ID {
	return mapped(ids, func(id diagram.ID) diagram.ID { return r.ref(kind, id) })
}

// mapped applies fn to each element; the result is the list itself when nothing changes.
func mapped[T comparable](list []T, fn func(T) T) []T {
	out := list
	for i, v := range list {
		to := fn(v)
		if to != v && &out[0] == &list[0] {
			out = slices.Clone(list)
		}
		if to != v {
			out[i] = to
		}
	}
	return out
}

// renumbered returns a copy of an object, or the object where nothing changes; more
// rewrites what the copy speaks of.
func renumbered[T any](r *renumbering, k *kind[T], o *T, more func(*T)) *T {
	before := r.n
	c := *o
	id, _ := k.head(&c)
	*id = r.own(k.name, *id)
	if more != nil {
		more(&c)
	}
	if r.n == before && !r.deep {
		return o
	}
	return &c
}

// renumberKind renumbers the objects of one kind. They come in their order, so that what
// now answers depends on nothing but the content.
func renumberKind[T any](r *renumbering, k *kind[T], from, to *diagram.Diagram, more func(*T)) {
	for _, o := range k.sorted(from) {
		c := renumbered(r, k, o, more)
		k.in(to)[k.id(c)] = c
	}
}

// renumberParts renumbers what belongs to a table.
func renumberParts[T any](r *renumbering, k *kind[T], t *diagram.Table, more func(*T)) {
	*k.of(t) = mapped(*k.of(t), func(o *T) *T { return renumbered(r, k, o, more) })
}

func (r *renumbering) table(t *diagram.Table) {
	t.Schema, t.Module = r.ref(diagram.KindSchema, t.Schema), r.ref(diagram.KindModule, t.Module)
	renumberParts(r, &columns, t, nil)
	renumberParts(r, &keys, t, func(o *diagram.Key) { o.Columns = r.refs(diagram.KindColumn, o.Columns) })
	renumberParts(r, &indexes, t, func(o *diagram.Index) {
		o.Include = r.refs(diagram.KindColumn, o.Include)
		o.Parts = mapped(o.Parts, func(p diagram.IndexPart) diagram.IndexPart {
			p.Column = r.ref(diagram.KindColumn, p.Column)
			return p
		})
	})
	renumberParts(r, &checks, t, nil)
	renumberParts(r, &dependencies, t, func(o *diagram.Dependency) {
		o.Determinant, o.Dependent = r.refs(diagram.KindColumn, o.Determinant), r.refs(diagram.KindColumn, o.Dependent)
	})
}

// objectIDs returns the IDs of all objects of a diagram, its own included.
func objectIDs(d *diagram.Diagram) map[diagram.ID]diagram.Kind {
	ids := make(map[diagram.ID]diagram.Kind, size(d))
	ids[diagram.RootID] = diagram.KindDiagram
	addIDs(ids, &schemas, d)
	addIDs(ids, &domains, d)
	addIDs(ids, &modules, d)
	addIDs(ids, &tables, d)
	addIDs(ids, &relationships, d)
	addIDs(ids, &notes, d)
	addIDs(ids, &frames, d)
	addIDs(ids, &ignores, d)
	for _, t := range d.Tables {
		addPartIDs(ids, &columns, t)
		addPartIDs(ids, &keys, t)
		addPartIDs(ids, &indexes, t)
		addPartIDs(ids, &checks, t)
		addPartIDs(ids, &dependencies, t)
	}
	return ids
}

func addIDs[T any](ids map[diagram.ID]diagram.Kind, k *kind[T], d *diagram.Diagram) {
	for id := range k.in(d) {
		ids[id] = k.name
	}
}

func addPartIDs[T any](ids map[diagram.ID]diagram.Kind, k *kind[T], t *diagram.Table) {
	for _, o := range *k.of(t) {
		ids[k.id(o)] = k.name
	}
}

// size is about how many objects a diagram has.
func size(d *diagram.Diagram) int {
	n := len(d.Relationships) + len(d.Notes) + len(d.Frames)
	for _, t := range d.Tables {
		n += 1 + len(t.Columns) + len(t.Keys)
	}
	return n
}
