package normal

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Set is a set of attributes, numbered from 0. Sets that meet each other must have been
// made for the same size. A set is never changed once others can see it.
type Set []uint64

// NewSet makes a set of these attributes out of size.
func NewSet(size int, members ...int) Set {
	s := make(Set, (size+63)/64)
	for _, i := range members {
		s.add(i)
	}
	return s
}

// Full makes the set of all attributes.
func Full(size int) Set {
	s := NewSet(size)
	for i := range size {
		s.add(i)
	}
	return s
}

func (s Set) add(i int)    { s[i>>6] |= 1 << (i & 63) }
func (s Set) remove(i int) { s[i>>6] &^= 1 << (i & 63) }

// Has tells whether the attribute is in the set.
func (s Set) Has(i int) bool { return s[i>>6]&(1<<(i&63)) != 0 }

// Len is the number of attributes.
func (s Set) Len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// Empty tells whether there are none.
func (s Set) Empty() bool { return s.Len() == 0 }

// Members lists the attributes, rising.
func (s Set) Members() []int {
	list := make([]int, 0, s.Len())
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			list = append(list, i<<6+bits.TrailingZeros64(w))
		}
	}
	return list
}

// Equal tells whether both hold the same attributes.
func (s Set) Equal(o Set) bool { return slices.Equal(s, o) }

// Within tells whether o holds all of s.
func (s Set) Within(o Set) bool {
	for i, w := range s {
		if w&^o[i] != 0 {
			return false
		}
	}
	return true
}

// Meets tells whether they share an attribute.
func (s Set) Meets(o Set) bool {
	for i, w := range s {
		if w&o[i] != 0 {
			return true
		}
	}
	return false
}

// Union holds what either holds.
func (s Set) Union(o Set) Set { return s.with(o, func(a, b uint64) uint64 { return a | b }) }

// And holds what both hold.
func (s Set) And(o Set) Set { return s.with(o, func(a, b uint64) uint64 { return a & b }) }

// Minus holds what s holds and o does not.
func (s Set) Minus(o Set) Set { return s.with(o, func(a, b uint64) uint64 { return a &^ b }) }

func (s Set) with(o Set, join func(a, b uint64) uint64) Set {
	out := make(Set, len(s))
	for i, w := range s {
		out[i] = join(w, o[i])
	}
	return out
}

// without returns the set less one attribute.
func (s Set) without(i int) Set {
	out := slices.Clone(s)
	out.remove(i)
	return out
}

// key is the set as a key of a map.
func (s Set) key() string {
	b := make([]byte, 0, 8*len(s))
	for _, w := range s {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return string(b)
}

// holdsAny tells whether one of the sets lies within s.
func (s Set) holdsAny(sets []Set) bool {
	return slices.ContainsFunc(sets, func(o Set) bool { return o.Within(s) })
}
