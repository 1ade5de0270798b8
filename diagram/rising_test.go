package diagram_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

func TestRising(t *testing.T) {
	for _, c := range []struct{ list, want []int }{
		{nil, []int{}},
		{[]int{7}, []int{0}},
		{[]int{3, 1, 2}, []int{1, 2}},
		{[]int{1, 5, 2, 3, 4, 0}, []int{0, 2, 3, 4}},
		{[]int{2, 2, 2}, []int{2}},
		{[]int{3, 2, 1}, []int{2}},
	} {
		got := diagram.Rising(len(c.list), func(a, b int) bool { return c.list[a] < c.list[b] })
		require.Len(t, got, len(c.want), "%v", c.list)
		for i := 1; i < len(got); i++ {
			require.Less(t, c.list[got[i-1]], c.list[got[i]])
		}
		require.ElementsMatch(t, c.want, got)
	}
}
