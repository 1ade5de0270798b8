package disjoint_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram/disjoint"
)

// Two numbers are in one set when a chain of joins leads from one to the other.
func TestSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		s := disjoint.New(n)
		smallest := make([]int, n) // of each set, told by all its numbers
		for i := range smallest {
			smallest[i] = i
		}
		for range rapid.IntRange(0, 12).Draw(t, "joins") {
			a, b := rapid.IntRange(0, n-1).Draw(t, "a"), rapid.IntRange(0, n-1).Draw(t, "b")
			s.Join(a, b)
			from, to := max(smallest[a], smallest[b]), min(smallest[a], smallest[b])
			for i := range smallest {
				if smallest[i] == from {
					smallest[i] = to
				}
			}
			for i := range smallest {
				require.Equal(t, smallest[i], s.Find(i))
			}
		}
	})
}
