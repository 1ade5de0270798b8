package merge

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// kind says where the objects of one kind are kept: in the diagram, or, for what belongs
// to a table, in the table.
type kind[T any] struct {
	name diagram.Kind
	head func(*T) (*diagram.ID, *string)
	in   func(*diagram.Diagram) map[diagram.ID]*T
	of   func(*diagram.Table) *[]*T
}

var (
	schemas = kind[diagram.Schema]{
		name: diagram.KindSchema,
		head: func(o *diagram.Schema) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Schema { return d.Schemas },
	}
	domains = kind[diagram.Domain]{
		name: diagram.KindDomain,
		head: func(o *diagram.Domain) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Domain { return d.Domains },
	}
	modules = kind[diagram.Module]{
		name: diagram.KindModule,
		head: func(o *diagram.Module) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Module { return d.Modules },
	}
	tables = kind[diagram.Table]{
		name: diagram.KindTable,
		head: func(o *diagram.Table) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Table { return d.Tables },
	}
	relationships = kind[diagram.Relationship]{
		name: diagram.KindRelationship,
		head: func(o *diagram.Relationship) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Relationship { return d.Relationships },
	}
	notes = kind[diagram.Note]{
		name: diagram.KindNote,
		head: func(o *diagram.Note) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Note { return d.Notes },
	}
	frames = kind[diagram.Frame]{
		name: diagram.KindFrame,
		head: func(o *diagram.Frame) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Frame { return d.Frames },
	}
	ignores = kind[diagram.Ignore]{
		name: diagram.KindIgnore,
		head: func(o *diagram.Ignore) (*diagram.ID, *string) { return &o.ID, &o.Order },
		in:   func(d *diagram.Diagram) map[diagram.ID]*diagram.Ignore { return d.Ignores },
	}

	columns = kind[diagram.Column]{
		name: diagram.KindColumn,
		head: func(o *diagram.Column) (*diagram.ID, *string) { return &o.ID, &o.Order },
		of:   func(t *diagram.Table) *[]*diagram.Column { return &t.Columns },
	}
	keys = kind[diagram.Key]{
		name: diagram.KindKey,
		head: func(o *diagram.Key) (*diagram.ID, *string) { return &o.ID, &o.Order },
		of:   func(t *diagram.Table) *[]*diagram.Key { return &t.Keys },
	}
	indexes = kind[diagram.Index]{
		name: diagram.KindIndex,
		head: func(o *diagram.Index) (*diagram.ID, *string) { return &o.ID, &o.Order },
		of:   func(t *diagram.Table) *[]*diagram.Index { return &t.Indexes },
	}
	checks = kind[diagram.Check]{
		name: diagram.KindCheck,
		head: func(o *diagram.Check) (*diagram.ID, *string) { return &o.ID, &o.Order },
		of:   func(t *diagram.Table) *[]*diagram.Check { return &t.Checks },
	}
	dependencies = kind[diagram.Dependency]{
		name: diagram.KindDependency,
		head: func(o *diagram.Dependency) (*diagram.ID, *string) { return &o.ID, &o.Order },
		of:   func(t *diagram.Table) *[]*diagram.Dependency { return &t.Dependencies },
	}
)

// id returns the object's ID, or an empty one for nil.
func (k *kind[T]) id(o *T) diagram.ID {
	if o == nil {
		return ""
	}
	id, _ := k.head(o)
	return *id
}

// order returns the object's order key.
func (k *kind[T]) order(o *T) string {
	_, order := k.head(o)
	return *order
}

// compare sorts siblings by order key, then ID.
func (k *kind[T]) compare(a, b *T) int {
	ai, ao := k.head(a)
	bi, bo := k.head(b)
	return cmp.Or(strings.Compare(*ao, *bo), cmp.Compare(*ai, *bi))
}

// sorted returns the diagram's objects of this kind in their order.
func (k *kind[T]) sorted(d *diagram.Diagram) []*T {
	all := k.in(d)
	list := make([]*T, 0, len(all))
	for _, o := range all {
		list = append(list, o)
	}
	slices.SortFunc(list, k.compare)
	return list
}

// parts returns what belongs to the table of this kind, in order; none for nil.
func (k *kind[T]) parts(t *diagram.Table) []*T {
	if t == nil {
		return nil
	}
	list := *k.of(t)
	if !slices.IsSortedFunc(list, k.compare) {
		list = slices.SortedFunc(slices.Values(list), k.compare)
	}
	return list
}

// ids returns the IDs of a list of objects.
func (k *kind[T]) ids(list []*T) []diagram.ID {
	ids := make([]diagram.ID, len(list))
	for i, o := range list {
		ids[i] = k.id(o)
	}
	return ids
}
