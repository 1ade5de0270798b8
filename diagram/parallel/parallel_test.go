package parallel_test

import (
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/parallel"
)

func TestEachReachesAll(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 17, 1000} {
		done := make([]atomic.Int32, n)
		parallel.Each(n, func(i int) { done[i].Add(1) })
		for i := range done {
			require.EqualValues(t, 1, done[i].Load(), "%d of %d", i, n)
		}
	}
}

// What is a worker's own is never used by two at once.
func TestEachWithKeepsWorkersApart(t *testing.T) {
	type counter struct{ n int }
	var all []*counter
	parallel.EachWith(1000, func() *counter {
		c := &counter{}
		all = append(all, c)
		return c
	}, func(_ int, c *counter) { c.n++ })
	sum := 0
	for _, c := range all {
		sum += c.n
	}
	require.Equal(t, 1000, sum)
}

func TestDo(t *testing.T) {
	var a, b bool
	parallel.Do(func() { a = true }, func() { b = true })
	require.True(t, a && b)
}

// A panic reaches the caller, who may know what to do about it.
func TestPanicReachesCaller(t *testing.T) {
	for _, n := range []int{1, 1000} {
		require.PanicsWithValue(t, "no", func() {
			parallel.Each(n, func(i int) {
				if i == n-1 {
					panic("no")
				}
			})
		})
	}
}
