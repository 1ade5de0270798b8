package naming

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestReadsForgetNothingAndClaimLittle(t *testing.T) {
	for _, n := range []int{1, 3, 64, 300, 5000} {
		var r Reads
		for i := range n {
			r.Note(ThingOf('n', strconv.Itoa(i)))
			r.Note(ThingOf('n', strconv.Itoa(i/2))) // again
		}
		s := r.Seal()
		for i := range n {
			require.True(t, s.Has(ThingOf('n', strconv.Itoa(i))), "%d of %d", i, n)
		}
		claimed := 0
		for i := range 20_000 {
			if s.Has(ThingOf('m', strconv.Itoa(i))) {
				claimed++
			}
		}
		require.Less(t, claimed, 20, "of 20,000 with %d things", n)
		require.Nil(t, r.Seal(), "sealing empties")
	}
	var none *Reads
	none.Note(1)
	require.False(t, none.Seal().Has(1))
}
