package layout_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// cpuTime is the processor time that this process has taken, in all its threads.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// perCPU runs work over and over and reports its processor time in milliseconds.
func perCPU(b *testing.B, work func()) {
	b.Helper()
	begin := cpuTime(b)
	for b.Loop() {
		work()
	}
	b.ReportMetric((cpuTime(b)-begin).Seconds()*1000/float64(b.N), "cpu-ms/op")
}

// benchmarked are the diagrams that benchmarks use: random ones, and the real graphs where
// they are here.
func benchmarked(b *testing.B, fn func(b *testing.B, d *diagram.Diagram)) {
	b.Helper()
	for _, n := range []struct{ tables, references int }{{50, 75}, {100, 150}, {1100, 2660}} {
		b.Run(fmt.Sprintf("%d tables, %d references", n.tables, n.references), func(b *testing.B) { fn(b, random(1, n.tables, n.references)) })
	}
	b.Run("1100 tables in 20 modules", func(b *testing.B) { fn(b, moduled(b, 20, 1100, 2660)) })
	for _, name := range []string{"real-57", "gisia", "real-371", "union-real"} {
		file := filepath.Join(corpus, name+".json")
		b.Run(name, func(b *testing.B) {
			if _, err := os.Stat(file); err != nil {
				b.Skip("the corpus of graphs is not here: " + corpus)
			}
			fn(b, readGraph(b, file))
		})
	}
}

func BenchmarkArrange(b *testing.B) {
	benchmarked(b, func(b *testing.B, d *diagram.Diagram) {
		b.Helper()
		perCPU(b, func() { arrange(b, d, layout.Options{}) })
	})
}

func BenchmarkArrangeAndRoute(b *testing.B) {
	benchmarked(b, func(b *testing.B, d *diagram.Diagram) {
		b.Helper()
		perCPU(b, func() { routes(b, layout.Moved(d, arrange(b, d, layout.Options{}))) })
	})
}

// A card with ten lines is dropped at one place after the other.
func BenchmarkDrop(b *testing.B) {
	for _, tables := range []int{100, 300, 1000} {
		b.Run(fmt.Sprint(tables, " tables"), func(b *testing.B) {
			d := random(1, tables, tables*3/2)
			card := &diagram.Table{ID: "dropped", Name: "dropped", Columns: []*diagram.Column{{ID: columnID("dropped", "id"), Name: "id"}}}
			d.AddTable(card)
			for i := range 10 {
				d.AddRelationship(&diagram.Relationship{ID: diagram.ID(fmt.Sprint("drop", i)), Directed: true,
					Ends: diagram.Between(card.ID, diagram.ZeroMany, diagram.ID(fmt.Sprint("table", tables/2+i)), diagram.One)})
			}
			d = layout.Moved(d, arrange(b, d, layout.Options{}))
			at := d.Tables["dropped"].Pos
			router := layout.NewRouter()
			_, err := router.Update(context.Background(), d)
			require.NoError(b, err)
			var took []time.Duration
			cpu := cpuTime(b)
			for b.Loop() {
				n := float64(len(took) % 20)
				moved := layout.Moved(d, map[diagram.ID]diagram.Point{"dropped": {X: at.X + 20*n, Y: at.Y - 20*n}})
				begin := time.Now()
				_, err := router.Update(context.Background(), moved)
				took = append(took, time.Since(begin))
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric((cpuTime(b)-cpu).Seconds()*1000/float64(b.N), "cpu-ms/op")
			slices.Sort(took)
			b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
		})
	}
}
