package naming

import (
	"hash/maphash"
	"sync/atomic"

	"crowsfoot/diagram"
)

// Thing stands for one thing that can be looked up: a name, a table, the foreign keys of
// a table. Two things may share a number, which costs time and nothing else.
type Thing uint64

// The kinds of things beside those of the indexes.
const (
	taughtName   = 'j' // where foreign keys of columns of a name go
	taughtEnding = 'k' // the same of a last word
	peopleThing  = 'P' // which table is that of people
	bareThing    = 'B' // how usual it is to name columns like tables, with a mark or without
	refusedThing = 'r' // how often people refused a reference of a name
	loginThing   = 'l' // whether some table holds what people log in with
	sharingThing = 's' // whether too many do
	prefixThing  = 'p' // which tables begin with a word
	wordThing    = 'w' // whether a word stands alone in some name
)

// seed differs from run to run; things are never stored.
var seed = maphash.MakeSeed()

// ThingOf returns what stands for a thing of this kind and name.
func ThingOf(kind byte, name string) Thing {
	return max(1, Thing(maphash.String(seed, name)^(uint64(kind)+1)*0x9e3779b97f4a7c15))
}

// ThingOfTable stands for all that is in a table.
func ThingOfTable(id diagram.ID) Thing { return ThingOf('T', string(id)) }

// Reads gathers what somebody looks up, so that he can be asked to look again when one of
// these things changes. A nil one gathers nothing; the zero value is ready.
type Reads struct {
	slots []Thing // open addressing, 0 is free; their number is a power of two
	n     int
}

// Note adds a thing.
func (r *Reads) Note(t Thing) {
	if r == nil {
		return
	}
	if 2*r.n >= len(r.slots) {
		r.grow()
	}
	mask := uint(len(r.slots) - 1)
	for i := uint(t) & mask; ; i = (i + 1) & mask {
		switch r.slots[i] {
		case t:
			return
		case 0:
			r.slots[i] = t
			r.n++
			return
		}
	}
}

func (r *Reads) grow() {
	old := r.slots
	r.slots, r.n = make([]Thing, max(64, 2*len(old))), 0
	for _, t := range old {
		if t != 0 {
			r.Note(t)
		}
	}
}

// Seal returns what was gathered in little room, adds it to what anybody asked, and empties
// r for the next.
func (r *Reads) Seal(all *Asked) Seen {
	if r == nil || r.n == 0 {
		return nil
	}
	words := 8
	for words*64 < r.n*bitsForEach {
		words *= 2
	}
	s := make(Seen, words)
	for i, t := range r.slots {
		if t != 0 {
			s.mark(t)
			all.add(t)
			r.slots[i] = 0
		}
	}
	r.n = 0
	return s
}

// Seen is a set of things. It may claim a thing that was never put in, about once in forty
// thousand times, but forgets none: a Bloom filter.
type Seen []uint64

const (
	bitsForEach = 32
	marksEach   = 6
)

func (s Seen) mark(t Thing) {
	mask := uint64(len(s)*64 - 1)
	at, step := uint64(t), uint64(t)>>32|1
	for range marksEach {
		s[at&mask/64] |= 1 << (at % 64)
		at += step
	}
}

// Has tells whether the thing is in the set.
func (s Seen) Has(t Thing) bool {
	if len(s) == 0 {
		return false
	}
	mask := uint64(len(s)*64 - 1)
	at, step := uint64(t), uint64(t)>>32|1
	for range marksEach {
		if s[at&mask/64]&(1<<(at%64)) == 0 {
			return false
		}
		at += step
	}
	return true
}

// HasAny tells whether one of the things is in the set.
func (s Seen) HasAny(things []Thing) bool {
	for _, t := range things {
		if s.Has(t) {
			return true
		}
	}
	return false
}

// Asked is what anybody looked up, ever. It may claim things that nobody did, but forgets
// none. Several may add to it at once. The zero value is ready.
type Asked struct{ bits [1 << 16]uint64 }

func (a *Asked) places(t Thing) (x, y uint64) {
	return uint64(t) % (64 << 16), (uint64(t) >> 32) * 0x9e3779b9 % (64 << 16)
}

func (a *Asked) add(t Thing) {
	x, y := a.places(t)
	for _, at := range [2]uint64{x, y} {
		if word := &a.bits[at/64]; atomic.LoadUint64(word)&(1<<(at%64)) == 0 {
			atomic.OrUint64(word, 1<<(at%64))
		}
	}
}

// Among returns those of some things that somebody may have looked up.
func (a *Asked) Among(things []Thing) []Thing {
	kept := things[:0:0]
	for _, t := range things {
		x, y := a.places(t)
		if a.bits[x/64]&(1<<(x%64)) != 0 && a.bits[y/64]&(1<<(y%64)) != 0 {
			kept = append(kept, t)
		}
	}
	return kept
}
