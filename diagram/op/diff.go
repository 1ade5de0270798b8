package op

import (
	"maps"
	"slices"

	"crowsfoot/diagram"
)

// FromDiagram returns the operations that build d in an empty document.
func FromDiagram(d *diagram.Diagram) []Op { return Diff(diagram.New(), d) }

// Diff returns the operations that turn from into to. Objects are met by their IDs;
// deletes come last, so that nothing is put into what goes. The result is the same for
// the same diagrams. In a document that has deleted one of to's tables, its parts come
// back with it, because a snapshot does not tell of what is deleted.
func Diff(from, to *diagram.Diagram) []Op {
	before, after := listing(from), listing(to)
	have, want := byID(before), byID(after)
	var ops []Op
	for _, o := range after {
		if old, ok := have[o.ID]; ok {
			ops = append(ops, changes(old, o)...)
		} else {
			ops = append(ops, Op{Verb: Put, ID: o.ID, Kind: o.Kind, Parent: o.Parent, Order: o.Order, Props: o.Props})
		}
	}
	for _, o := range slices.Backward(before) {
		if _, stays := want[o.ID]; stays {
			continue
		}
		// What belongs to a deleted table goes with it.
		if _, parentStays := want[o.Parent]; o.Parent == "" || parentStays {
			ops = append(ops, DeleteOf(o.ID))
		}
	}
	return ops
}

func listing(d *diagram.Diagram) []Object { return (&Document{live: d}).Objects() }

func byID(list []Object) map[diagram.ID]Object {
	m := make(map[diagram.ID]Object, len(list))
	for _, o := range list {
		m[o.ID] = o
	}
	return m
}

// changes returns what turns one object into another of the same kind.
func changes(old, now Object) []Op {
	var ops []Op
	if old.Order != now.Order || old.Parent != now.Parent {
		o := OrderOf(now.ID, now.Order)
		if old.Parent != now.Parent {
			o.Parent = now.Parent
		}
		ops = append(ops, o)
	}
	names := maps.Clone(old.Props)
	if names == nil {
		names = maps.Clone(now.Props)
	} else {
		maps.Copy(names, now.Props)
	}
	s := specFor(now.Kind)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		before, after := old.Props[name], now.Props[name]
		if after == nil {
			after = []byte(s.property(name).Default)
		}
		if string(before) != string(after) {
			ops = append(ops, Op{Verb: Set, ID: now.ID, Property: name, Value: after})
		}
	}
	return ops
}
