package merge

import "crowsfoot/diagram"

// renumber returns a deep copy of a diagram in which every ID is what now says for it:
// those of the objects themselves and those by which objects speak of others. An empty
// reference stays empty. What may be an object of any kind is asked for with an empty kind.
func renumber(d *diagram.Diagram, now func(diagram.Kind, diagram.ID) diagram.ID) *diagram.Diagram {
	r := renumbering(now)
	out := diagram.New()
	out.Settings = d.Settings
	renumberKind(r, &schemas, d, out, nil)
	renumberKind(r, &domains, d, out, func(o *diagram.Domain) { o.Schema = r.ref(diagram.KindSchema, o.Schema) })
	renumberKind(r, &modules, d, out, func(o *diagram.Module) { o.Allows = r.refs(diagram.KindModule, o.Allows) })
	renumberKind(r, &tables, d, out, r.table)
	renumberKind(r, &relationships, d, out, r.relationship)
	renumberKind(r, &notes, d, out, func(o *diagram.Note) { o.About = r.ref("", o.About) })
	renumberKind(r, &frames, d, out, func(o *diagram.Frame) { o.Module = r.ref(diagram.KindModule, o.Module) })
	renumberKind(r, &ignores, d, out, func(o *diagram.Ignore) { o.Object = r.ref("", o.Object) })
	return out
}

type renumbering func(diagram.Kind, diagram.ID) diagram.ID

func (r renumbering) ref(kind diagram.Kind, id diagram.ID) diagram.ID {
	if id == "" {
		return ""
	}
	return r(kind, id)
}

func (r renumbering) refs(kind diagram.Kind, ids []diagram.ID) []diagram.ID {
	if len(ids) == 0 {
		return ids
	}
	out := make([]diagram.ID, len(ids))
	for i, id := range ids {
		out[i] = r.ref(kind, id)
	}
	return out
}

// renumberKind copies the objects of one kind; more rewrites what a copy speaks of. They
// come in their order, so that what now answers depends on nothing but the content.
func renumberKind[T any](r renumbering, k *kind[T], from, to *diagram.Diagram, more func(*T)) {
	out := k.in(to)
	for _, o := range k.sorted(from) {
		c := *o
		id, _ := k.head(&c)
		*id = r(k.name, *id)
		if more != nil {
			more(&c)
		}
		out[*id] = &c
	}
}

// renumberParts copies what belongs to a table.
func renumberParts[T any](r renumbering, k *kind[T], t *diagram.Table, more func(*T)) {
	list := *k.of(t)
	out := make([]*T, len(list))
	for i, o := range list {
		c := *o
		id, _ := k.head(&c)
		*id = r(k.name, *id)
		if more != nil {
			more(&c)
		}
		out[i] = &c
	}
	*k.of(t) = out
}

func (r renumbering) table(t *diagram.Table) {
	t.Schema, t.Module = r.ref(diagram.KindSchema, t.Schema), r.ref(diagram.KindModule, t.Module)
	renumberParts(r, &columns, t, nil)
	renumberParts(r, &keys, t, func(o *diagram.Key) { o.Columns = r.refs(diagram.KindColumn, o.Columns) })
	renumberParts(r, &indexes, t, func(o *diagram.Index) {
		o.Include = r.refs(diagram.KindColumn, o.Include)
		parts := make([]diagram.IndexPart, len(o.Parts))
		for i, p := range o.Parts {
			parts[i] = p
			parts[i].Column = r.ref(diagram.KindColumn, p.Column)
		}
		o.Parts = parts
	})
	renumberParts(r, &checks, t, nil)
	renumberParts(r, &dependencies, t, func(o *diagram.Dependency) {
		o.Determinant, o.Dependent = r.refs(diagram.KindColumn, o.Determinant), r.refs(diagram.KindColumn, o.Dependent)
	})
}

func (r renumbering) relationship(o *diagram.Relationship) {
	ends := make([]diagram.End, len(o.Ends))
	for i, e := range o.Ends {
		ends[i] = e
		ends[i].Table = r.ref(diagram.KindTable, e.Table)
	}
	pairs := make([]diagram.Pair, len(o.Pairs))
	for i, p := range o.Pairs {
		pairs[i] = diagram.Pair{From: r.ref(diagram.KindColumn, p.From), To: r.ref(diagram.KindColumn, p.To)}
	}
	o.Ends, o.Pairs = ends, pairs
}

// objectIDs returns the IDs of all objects of a diagram, its own included.
func objectIDs(d *diagram.Diagram) map[diagram.ID]diagram.Kind {
	ids := map[diagram.ID]diagram.Kind{diagram.RootID: diagram.KindDiagram}
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
