package format_test

import (
	"runtime/debug"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/format/formattest"

	"github.com/stretchr/testify/require"
)

// maxHostile is the last number of the list that is about files.
const maxHostile = 47

// TestHostile reads the files of the list through the door: they are refused with a
// sentence, or read as what they plainly say with a warning that names the place. None
// takes 300 MB of memory.
func TestHostile(t *testing.T) {
	tested := map[int]bool{10: true} // files that were cut: TestEveryCut
	for _, item := range formattest.Hostile() {
		tested[item.Number] = true
		t.Run(item.String(), func(t *testing.T) {
			data := item.Data()
			var s *diagram.Source
			var err error
			defer debug.SetMemoryLimit(debug.SetMemoryLimit(256 << 20)) // as the server does
			used := formattest.Measure(func() { s, err = format.Read("a file", data, "") })
			if used.Heap > 32<<20 || len(data) > 1<<20 {
				t.Logf("%.1f MB: at most %d MB of heap, %d MB allocated in all, %d ms",
					float64(len(data))/(1<<20), used.Heap>>20, used.Allocated>>20, used.Time.Milliseconds())
			}
			require.Less(t, used.Heap, uint64(formattest.MaxHeap), "heap")
			if item.Code != "" {
				require.Nil(t, s)
				require.Equal(t, item.Code, requireSentence(t, err).Code, err)
				require.Contains(t, err.Error(), item.Says)
				require.Less(t, used.Allocated, uint64(max(60*len(data), 300<<20)), "bytes allocated in all")
				return
			}
			require.NoError(t, err)
			require.NoError(t, formattest.Sound(s))
			require.Equal(t, item.Want, formattest.Describe(s))
			if item.Warning != "" {
				requireWarning(t, s, item)
			}
		})
	}
	for n := 1; n <= maxHostile; n++ {
		require.True(t, tested[n], "number %d is not tested", n)
	}
}

// requireSentence holds an error to what people may read, and returns it.
func requireSentence(t *testing.T, err error) *diagram.Error {
	t.Helper()
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.Contains(t, []diagram.Code{diagram.Unreadable, diagram.TooLarge}, e.Code)
	require.NoError(t, formattest.Sentence(e.Message))
	return e
}

func requireWarning(t *testing.T, s *diagram.Source, item formattest.Item) {
	t.Helper()
	for _, w := range s.Warnings {
		if w.Code == item.Warning && (item.Where == "" || w.Where == item.Where) {
			return
		}
	}
	require.Failf(t, "no such warning", "%s at %s in %v", item.Warning, item.Where, s.Warnings)
}

// TestHostileNumbers reads a drawing whose places are no numbers: they are pulled onto
// the page.
func TestHostileNumbers(t *testing.T) {
	for _, item := range formattest.Hostile() {
		if item.Number != 25 {
			continue
		}
		s, err := format.Read("a file", item.Data(), "")
		require.NoError(t, err)
		table := s.Pages[0].Diagram.SortedTables()[0]
		require.Equal(t, diagram.Point{X: 0, Y: diagram.MaxCoordinate}, table.Pos)
		require.Equal(t, diagram.CardMinWidth, table.Width)
	}
}
