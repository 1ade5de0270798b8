package merge

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

// property is one property of a kind of objects: a field of the Go struct that the wire
// form has, too. Fields are compared as Go values, because writing all three diagrams as
// JSON to compare them would take most of the time of a merge.
type property struct {
	name  string // as on the wire
	index int
}

var propertiesOf sync.Map // reflect.Type → []property

// properties lists the properties of a struct of package diagram, in their order.
func properties[T any]() []property {
	typ := reflect.TypeFor[T]()
	if list, ok := propertiesOf.Load(typ); ok {
		return list.([]property)
	}
	var list []property
	for i := range typ.NumField() {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		if name != "-" {
			list = append(list, property{name, i})
		}
	}
	propertiesOf.Store(typ, list)
	return list
}

// The properties that say where an object is shown, and those that do not count as work
// of people on it: where it is shown, where it comes from and how the tables are grouped.
var (
	places = []string{"pos", "size", "width", "pinned", "drawn"}
	quiet  = append([]string{"source", "module"}, places...)
)

// same tells whether two values of one property are equal. A list that is empty equals
// none.
func same(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.String:
		return a.String() == b.String()
	case reflect.Bool:
		return a.Bool() == b.Bool()
	case reflect.Float64:
		return a.Float() == b.Float()
	case reflect.Slice:
		if a.Len() == 0 || b.Len() == 0 {
			return a.Len() == b.Len()
		}
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// differ tells whether two objects differ in a property that is not among the names.
func differ[T any](a, b *T, besides []string) bool {
	if a == b {
		return false
	}
	x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for _, p := range properties[T]() {
		if !slices.Contains(besides, p.name) && !same(x.Field(p.index), y.Field(p.index)) {
			return true
		}
	}
	return false
}

// clash is a property that both sides changed since base, to different values. The file's
// has won.
type clash struct {
	property     string
	mine, theirs any
}

// mergeProperties merges an object that both sides have, property by property: what
// theirs says otherwise than base comes, all else stays mine's. Without a base object,
// what theirs says comes, and what it does not say (the zero value) stays. Mine's place on
// the canvas stays without a base, and with keepPlaces also when it was changed since
// base. The properties named in besides stay mine's. The result is mine itself when
// nothing changes.
func mergeProperties[T any](base, mine, theirs *T, keepPlaces bool, besides []string) (*T, []clash) {
	if theirs == mine || theirs == base {
		return mine, nil
	}
	var clashes []clash
	m, t := reflect.ValueOf(mine).Elem(), reflect.ValueOf(theirs).Elem()
	var b, out reflect.Value
	if base != nil {
		b = reflect.ValueOf(base).Elem()
	}
	merged := mine
	for _, p := range properties[T]() {
		mv, tv := m.Field(p.index), t.Field(p.index)
		if slices.Contains(besides, p.name) || same(mv, tv) {
			continue
		}
		isPlace := slices.Contains(places, p.name)
		if base == nil {
			if isPlace || tv.IsZero() || isSameName(p.name, mv, tv) || p.name == "source" {
				continue
			}
		} else {
			bv := b.Field(p.index)
			if same(bv, tv) {
				continue
			}
			if !same(bv, mv) {
				if isPlace && keepPlaces {
					continue
				}
				if !slices.Contains(quiet, p.name) {
					clashes = append(clashes, clash{p.name, mv.Interface(), tv.Interface()})
				}
			}
		}
		if merged == mine {
			c := *mine
			merged = &c
			out = reflect.ValueOf(merged).Elem()
		}
		out.Field(p.index).Set(tv)
	}
	return merged, clashes
}

// isSameName tells whether a name differs in case only: names are met without regard to
// it, so that a file that has no history with the diagram does not respell it.
func isSameName(property string, a, b reflect.Value) bool {
	return property == "name" && strings.EqualFold(a.String(), b.String())
}
