package format_test

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

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
			used := measure(func() { s, err = format.Read("a file", data, "") })
			if used.heap > 32<<20 || len(data) > 1<<20 {
				t.Logf("%.1f MB: at most %d MB of heap, %d MB allocated in all, %d ms",
					float64(len(data))/(1<<20), used.heap>>20, used.allocated>>20, used.time.Milliseconds())
			}
			require.Less(t, used.heap, uint64(300<<20), "heap")
			if item.Code != "" {
				require.Nil(t, s)
				requireSentence(t, err)
				require.Contains(t, err.Error(), item.Says)
				require.Equal(t, item.Code, err.(*diagram.Error).Code, err)
				require.Less(t, used.allocated, uint64(max(60*len(data), 300<<20)), "bytes allocated in all")
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

// requireSentence holds an error to what people may read.
func requireSentence(t *testing.T, err error) {
	t.Helper()
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.Contains(t, []diagram.Code{diagram.Unreadable, diagram.TooLarge}, e.Code)
	require.NoError(t, formattest.Sentence(e.Message))
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

// usage is what a call cost.
type usage struct {
	heap      uint64 // the most bytes in use at once, with what was not collected yet
	allocated uint64 // bytes in all
	time      time.Duration
}

// measure runs f with the memory limit of the server.
func measure(f func()) usage {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(256 << 20))
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}, {Name: "/gc/heap/allocs:bytes"}}
	var u usage
	look := func() {
		metrics.Read(sample)
		u.heap = max(u.heap, sample[0].Value.Uint64()+sample[1].Value.Uint64())
		u.allocated = sample[2].Value.Uint64()
	}
	look()
	before, start := u.allocated, time.Now()
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				look()
			}
		}
	}()
	f()
	u.time = time.Since(start)
	close(done)
	<-watched
	look()
	u.allocated -= before
	return u
}
