package room_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store/sqlite"
)

// BenchmarkSubmit is an edit from the room's inbox to the acknowledgement, saved in
// SQLite: 64 editors in one diagram, or spread over as many.
func BenchmarkSubmit(b *testing.B) {
	const editors = 64
	for _, rooms := range []int{1, 64} {
		b.Run(fmt.Sprintf("editors=%d/rooms=%d", editors, rooms), func(b *testing.B) {
			s, err := sqlite.Open(ctx, b.TempDir())
			require.NoError(b, err)
			defer s.Close()
			h := room.NewHub(room.Options{Store: s})
			defer h.Close(ctx)
			open := make([]*room.Room, rooms)
			for i := range open {
				id, err := h.Create(ctx, room.New{Name: "shop", Ops: ops(table("t1", "orders"))})
				require.NoError(b, err)
				open[i], err = h.Room(ctx, id)
				require.NoError(b, err)
			}
			b.ResetTimer()
			report(b, editors, func(editor, i int) error {
				_, err := open[editor%rooms].Submit(ctx, "ann", batch(fmt.Sprintf("e%d:%d", editor, i), rename("t1", fmt.Sprintf("orders_%d", i))))
				return err
			})
		})
	}
}

// report shares b.N calls among workers and reports their rate and latency.
func report(b *testing.B, workers int, do func(worker, i int) error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	for w := range workers {
		wg.Go(func() {
			var mine []time.Duration
			for i := range (b.N + w) / workers {
				start := time.Now()
				if err := do(w, i); err != nil {
					b.Error(err)
					return
				}
				mine = append(mine, time.Since(start))
			}
			mu.Lock()
			took = append(took, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	if b.StopTimer(); len(took) == 0 {
		return
	}
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "batches/s")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkWelcome is what a browser waits for when it opens a diagram of 1,000 tables of
// ten columns, while somebody edits.
func BenchmarkWelcome(b *testing.B) {
	s, err := sqlite.Open(ctx, b.TempDir())
	require.NoError(b, err)
	defer s.Close()
	h := room.NewHub(room.Options{Store: s})
	defer h.Close(ctx)
	list := ops()
	for t := range 1000 {
		id := fmt.Sprintf("t%d", t)
		list = append(list, table(id, "orders_"+id))
		for c := range 10 {
			list = append(list, column(id, fmt.Sprintf("%s_c%d", id, c), fmt.Sprintf("column_%d", c)))
		}
	}
	id, err := h.Create(ctx, room.New{Name: "large", Ops: list})
	require.NoError(b, err)
	r, err := h.Room(ctx, id)
	require.NoError(b, err)
	b.ResetTimer()
	for i := range b.N {
		_, err := r.Submit(ctx, "ann", batch(fmt.Sprintf("s:%d", i), rename("t1", fmt.Sprint(i))))
		require.NoError(b, err)
		c, err := r.Join(ctx, room.Hello{Actor: "ann", After: -1})
		require.NoError(b, err)
		b.SetBytes(int64(len(<-c.Messages())))
		c.Leave()
	}
}
