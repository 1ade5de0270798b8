// Package tally counts things that come and go, and tells which counts changed.
package tally

// Counts says how many there are of each thing; what there is none of is left out.
type Counts[K comparable] map[K]int

// Add counts a thing in (by above 0) or out.
func (c Counts[K]) Add(key K, by int) {
	if n := c[key] + by; n == 0 {
		delete(c, key)
	} else {
		c[key] = n
	}
}

// Tally is counts that remember how many there were before, from Begin to End.
type Tally[K comparable] struct {
	counts Counts[K]
	before map[K]int // of what was counted since Begin; nil outside
}

// New returns an empty tally.
func New[K comparable]() Tally[K] { return Tally[K]{counts: Counts[K]{}} }

// Of returns how many there are of a thing.
func (t *Tally[K]) Of(key K) int { return t.counts[key] }

// All returns the counts, to be read only.
func (t *Tally[K]) All() Counts[K] { return t.counts }

// Add counts a thing in (by above 0) or out.
func (t *Tally[K]) Add(key K, by int) {
	if t.before != nil {
		if _, known := t.before[key]; !known {
			t.before[key] = t.counts[key]
		}
	}
	t.counts.Add(key, by)
}

// Begin starts to remember.
func (t *Tally[K]) Begin() { t.before = map[K]int{} }

// Before returns how many there were at Begin of what was counted since, to be read only.
func (t *Tally[K]) Before() map[K]int { return t.before }

// End stops to remember.
func (t *Tally[K]) End() { t.before = nil }

// Changed returns what was counted since Begin where view sees another number now.
func (t *Tally[K]) Changed(view func(int) int) []K {
	var changed []K
	for key, was := range t.before {
		if view(was) != view(t.counts[key]) {
			changed = append(changed, key)
		}
	}
	return changed
}

// Some sees only whether there are any.
func Some(n int) int { return min(n, 1) }
