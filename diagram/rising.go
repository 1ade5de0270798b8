package diagram

import "sort"

// Rising returns the places, of n in a list, of a longest run that rises, in which each
// one is less than the next; the run need not be of neighbours. It is what can stay where
// it is when the rest of the list is put in order.
func Rising(n int, less func(a, b int) bool) []int {
	ends := make([]int, 0, n) // ends[l] is the place that ends the best run of length l+1
	previous := make([]int, n)
	for i := range n {
		l := sort.Search(len(ends), func(l int) bool { return !less(ends[l], i) })
		previous[i] = -1
		if l > 0 {
			previous[i] = ends[l-1]
		}
		if l == len(ends) {
			ends = append(ends, i)
		} else {
			ends[l] = i
		}
	}
	for l := len(ends) - 2; l >= 0; l-- {
		ends[l] = previous[ends[l+1]]
	}
	return ends
}
