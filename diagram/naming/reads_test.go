package naming

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestReadsForgetNothingAndClaimLittle(t *testing.T) {
	var all Asked
	for _, n := range []int{1, 3, 64, 300, 5000} {
		var r Reads
		for i := range n {
			r.Note(ThingOf('n', strconv.Itoa(i)))
			r.Note(ThingOf('n', strconv.Itoa(i/2))) // again
		}
		s := r.Seal(&all)
		for i := range n {
			thing := ThingOf('n', strconv.Itoa(i))
			require.True(t, s.Has(thing), "%d of %d", i, n)
			require.Len(t, all.Among([]Thing{thing}), 1)
		}
		claimed := 0
		for i := range 20_000 {
			if s.Has(ThingOf('m', strconv.Itoa(i))) {
				claimed++
			}
		}
		require.Less(t, claimed, 20, "of 20,000 with %d things", n)
		require.Nil(t, r.Seal(&all), "sealing empties")
	}
	require.Empty(t, all.Among([]Thing{ThingOf('m', "1"), ThingOf('m', "2"), ThingOf('m', "3")}))
	var none *Reads
	none.Note(1)
	require.False(t, none.Seal(&all).Has(1))
}
