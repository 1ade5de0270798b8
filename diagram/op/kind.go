package op

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// KindSpec is what the table of properties says of one kind of objects.
type KindSpec struct {
	Kind diagram.Kind
	// Parent is KindTable for what belongs to a table, else empty.
	Parent     diagram.Kind
	Properties []Property
}

// Kinds returns the whole table of properties, the diagram's own first.
func Kinds() []KindSpec {
	list := make([]KindSpec, len(specs))
	for i, s := range specs {
		list[i] = KindSpec{s.kind, s.parent, s.properties}
	}
	return list
}

// spec joins a kind's properties with the place where its objects are kept.
type spec struct {
	kind       diagram.Kind
	parent     diagram.Kind
	properties []Property

	is    func(object any) bool
	make  func() any
	clone func(object any) any // shallow: values of properties are replaced, never changed
	head  func(object any) (*diagram.ID, *string)

	// Of kinds that belong to the diagram.
	live func(d *diagram.Diagram, id diagram.ID) (any, bool)
	keep func(d *diagram.Diagram, object any)
	drop func(d *diagram.Diagram, id diagram.ID)
	all  func(d *diagram.Diagram) []any

	// Of kinds that belong to a table.
	children func(t *diagram.Table) []any
	insert   func(t *diagram.Table, object any) // keeps the list sorted; replaces the same ID
	remove   func(t *diagram.Table, id diagram.ID) any
	own      func(t *diagram.Table) // copies the list, so that t shares it with nobody
}

// top declares a kind that belongs to the diagram.
func top[T any](kind diagram.Kind, head func(*T) (*diagram.ID, *string), in func(*diagram.Diagram) map[diagram.ID]*T, properties ...Property) *spec {
	s := base(kind, head, properties)
	s.live = func(d *diagram.Diagram, id diagram.ID) (any, bool) { o, ok := in(d)[id]; return o, ok }
	s.keep = func(d *diagram.Diagram, o any) { id, _ := s.head(o); in(d)[*id] = o.(*T) }
	s.drop = func(d *diagram.Diagram, id diagram.ID) { delete(in(d), id) }
	s.all = func(d *diagram.Diagram) []any {
		list := make([]any, 0, len(in(d)))
		for _, o := range in(d) {
			list = append(list, o)
		}
		slices.SortFunc(list, s.compare)
		return list
	}
	return s
}

// child declares a kind that belongs to a table.
func child[T any](kind diagram.Kind, head func(*T) (*diagram.ID, *string), in func(*diagram.Table) *[]*T, properties ...Property) *spec {
	s := base(kind, head, properties)
	s.parent = diagram.KindTable
	find := func(t *diagram.Table, id diagram.ID) int {
		return slices.IndexFunc(*in(t), func(o *T) bool { at, _ := head(o); return *at == id })
	}
	s.remove = func(t *diagram.Table, id diagram.ID) any {
		i := find(t, id)
		if i < 0 {
			return nil
		}
		o := (*in(t))[i]
		*in(t) = slices.Delete(*in(t), i, i+1)
		return o
	}
	s.insert = func(t *diagram.Table, o any) {
		id, _ := s.head(o)
		s.remove(t, *id)
		i, _ := slices.BinarySearchFunc(*in(t), o, func(have *T, want any) int { return s.compare(have, want) })
		*in(t) = slices.Insert(*in(t), i, o.(*T))
	}
	s.children = func(t *diagram.Table) []any {
		list := make([]any, len(*in(t)))
		for i, o := range *in(t) {
			list[i] = o
		}
		return list
	}
	s.own = func(t *diagram.Table) { *in(t) = slices.Clone(*in(t)) }
	return s
}

func base[T any](kind diagram.Kind, head func(*T) (*diagram.ID, *string), properties []Property) *spec {
	return &spec{
		kind:       kind,
		properties: properties,
		is:         func(o any) bool { _, ok := o.(*T); return ok },
		make:       func() any { return new(T) },
		clone:      func(o any) any { c := *o.(*T); return &c },
		head:       func(o any) (*diagram.ID, *string) { return head(o.(*T)) },
	}
}

// object returns the wire form of an object of this kind.
func (s *spec) object(parent diagram.ID, o any, deleted bool) Object {
	id, order := s.head(o)
	return Object{ID: *id, Kind: s.kind, Parent: parent, Order: *order, Deleted: deleted, Props: s.props(o)}
}

// eachPart calls fn for all that belongs to a table, kind by kind, in order.
func eachPart(t *diagram.Table, fn func(s *spec, part any)) {
	for _, s := range specs {
		if s.children == nil {
			continue
		}
		for _, part := range s.children(t) {
			fn(s, part)
		}
	}
}

// compare sorts siblings by order key, then ID.
func (s *spec) compare(a, b any) int {
	ai, ao := s.head(a)
	bi, bo := s.head(b)
	return cmp.Or(strings.Compare(*ao, *bo), cmp.Compare(*ai, *bi))
}

// property returns the property of this name, or nil.
func (s *spec) property(name string) *Property {
	for i := range s.properties {
		if s.properties[i].Name == name {
			return &s.properties[i]
		}
	}
	return nil
}

// props returns the properties of an object that differ from their defaults.
func (s *spec) props(object any) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	for i := range s.properties {
		p := &s.properties[i]
		if v := encode(p.get(object)); string(v) != p.Default {
			if m == nil {
				m = map[string]json.RawMessage{}
			}
			m[p.Name] = v
		}
	}
	return m
}

func specFor(kind diagram.Kind) *spec {
	for _, s := range specs {
		if s.kind == kind {
			return s
		}
	}
	return nil
}

func specOf(object any) *spec {
	for _, s := range specs {
		if s.is(object) {
			return s
		}
	}
	panic(fmt.Sprintf("op: %T is no object of a diagram", object))
}
