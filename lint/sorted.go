package lint

import (
	"slices"

	"crowsfoot/diagram"
)

// inserted puts a thing into a sorted list; one that is there already stays.
func inserted[T any](list []T, thing T, compare func(a, b T) int) []T {
	if n := len(list); n == 0 || compare(list[n-1], thing) < 0 {
		return append(list, thing)
	}
	at, found := slices.BinarySearchFunc(list, thing, compare)
	if found {
		list[at] = thing
		return list
	}
	return slices.Insert(list, at, thing)
}

// removed takes a thing out of a sorted list.
func removed[T any](list []T, thing T, compare func(a, b T) int) []T {
	if at, found := slices.BinarySearchFunc(list, thing, compare); found {
		return slices.Delete(list, at, at+1)
	}
	return list
}

func insert[T any](m map[diagram.ID][]T, id diagram.ID, thing T, compare func(a, b T) int) {
	m[id] = inserted(m[id], thing, compare)
}

func remove[T any](m map[diagram.ID][]T, id diagram.ID, thing T, compare func(a, b T) int) {
	if list := removed(m[id], thing, compare); len(list) > 0 {
		m[id] = list
	} else {
		delete(m, id)
	}
}
