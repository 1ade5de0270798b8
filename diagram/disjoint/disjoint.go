// Package disjoint keeps sets of numbers that are joined one by one and never parted: a
// union-find with path halving.
package disjoint

// Sets are sets of the numbers from 0 on, each number with another of its set, or itself.
type Sets []int32

// New returns n sets of one number each.
func New(n int) Sets {
	s := make(Sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

// Find returns the number that stands for the set of i: the smallest in it.
func (s Sets) Find(i int) int {
	for int(s[i]) != i {
		s[i] = s[s[i]]
		i = int(s[i])
	}
	return i
}

// Join makes the sets of a and b one.
func (s Sets) Join(a, b int) {
	a, b = s.Find(a), s.Find(b)
	s[max(a, b)] = int32(min(a, b))
}
