package edraw

import (
	"testing"

	"crowsfoot/diagram"

	"github.com/stretchr/testify/require"
)

// TestBent moves the ends of ways to their connection points: what is on the level of an
// end moves with it.
func TestBent(t *testing.T) {
	ends := [2]anchor{{card: &card{}, at: diagram.Point{X: 1, Y: 18}, side: -1}, {card: &card{}, at: diagram.Point{X: .69, Y: -384}, side: -1}}
	for name, way := range map[string][]diagram.Point{
		"four points":                 {{X: 1, Y: 25}, {X: -27, Y: 25}, {X: -27, Y: -391}, {X: .5, Y: -391}},
		"a corner on the last level":  {{X: 1, Y: 25}, {X: -27, Y: 25}, {X: -27, Y: -391}, {X: -27.5, Y: -391}, {X: .5, Y: -391}},
		"a corner on the first level": {{X: 1, Y: 25}, {X: -27, Y: 25}, {X: -28, Y: 25}, {X: -28, Y: -391}, {X: .5, Y: -391}},
		"it leaves upwards":           {{X: 1, Y: 25}, {X: 1, Y: 0}, {X: -27, Y: 0}, {X: -27, Y: -391}, {X: .5, Y: -391}},
		"it begins somewhere else":    {{X: 90, Y: 25}, {X: .5, Y: 25}, {X: .5, Y: -391}},
		"nothing was found":           nil,
	} {
		t.Run(name, func(t *testing.T) {
			got := bent(way, ends)
			require.Equal(t, ends[0].at, got[0])
			require.Equal(t, ends[1].at, got[len(got)-1])
			for i, p := range got[1:] {
				require.True(t, p.X == got[i].X || p.Y == got[i].Y, "%v", got)
			}
		})
	}
}
