package tally_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/tally"
)

func TestTally(t *testing.T) {
	c := tally.New[string]()
	c.Add("a", 1)
	c.Add("b", 2)
	c.Begin()
	c.Add("a", -1)
	c.Add("b", -1)
	c.Add("c", 1)
	c.Add("d", 1)
	c.Add("d", -1)
	require.Equal(t, tally.Counts[string]{"b": 1, "c": 1}, c.All(), "what there is none of is left out")
	require.Equal(t, map[string]int{"a": 1, "b": 2, "c": 0, "d": 0}, c.Before())
	require.ElementsMatch(t, []string{"a", "c"}, c.Changed(tally.Some))
	require.ElementsMatch(t, []string{"a", "b", "c"}, c.Changed(func(n int) int { return n }))
	c.End()
	c.Add("e", 1)
	require.Empty(t, c.Before())
	require.Equal(t, 1, c.Of("e"))
}
