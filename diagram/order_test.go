package diagram_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
)

func TestOrderFixture(t *testing.T) {
	data, err := os.ReadFile("../testdata/order.json")
	require.NoError(t, err)
	var f struct {
		At      [][2]any
		Between [][3]string
	}
	require.NoError(t, json.Unmarshal(data, &f))
	for _, c := range f.At {
		require.Equal(t, c[1], diagram.OrderAt(int(c[0].(float64))))
	}
	for _, c := range f.Between {
		require.Equal(t, c[2], diagram.OrderBetween(c[0], c[1]), "between %q and %q", c[0], c[1])
	}
}

func TestOrderBetweenKeepsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := []string{diagram.OrderAt(0)}
		for range rapid.IntRange(1, 60).Draw(t, "inserts") {
			i := rapid.IntRange(0, len(keys)).Draw(t, "at")
			a, b := "", ""
			if i > 0 {
				a = keys[i-1]
			}
			if i < len(keys) {
				b = keys[i]
			}
			k := diagram.OrderBetween(a, b)
			require.True(t, diagram.ValidOrder(k), "%q between %q and %q", k, a, b)
			keys = slices.Insert(keys, i, k)
		}
		require.True(t, slices.IsSorted(keys), "%q", keys)
		require.Len(t, slices.Compact(slices.Clone(keys)), len(keys))
	})
}

func TestOrderAtIsSorted(t *testing.T) {
	var keys []string
	for i := range 5000 {
		keys = append(keys, diagram.OrderAt(i))
	}
	require.True(t, slices.IsSorted(keys))
}
