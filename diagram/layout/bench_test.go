package layout_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/layout"
)

// benchmarked are the diagrams that benchmarks use: random ones, and the real graphs where
// they are here.
func benchmarked(b *testing.B, fn func(b *testing.B, d *diagram.Diagram)) {
	b.Helper()
	for _, n := range []struct{ tables, references int }{{50, 75}, {100, 150}, {1100, 2660}} {
		b.Run(fmt.Sprintf("%d tables, %d references", n.tables, n.references), func(b *testing.B) { fn(b, random(1, n.tables, n.references)) })
	}
	b.Run("1100 tables in 20 modules", func(b *testing.B) { fn(b, moduled(b, 20, 1100, 2660)) })
	for _, name := range []string{"real-57", "gisia", "real-371", "union-real"} {
		b.Run(name, func(b *testing.B) { fn(b, corpusGraph(b, name)) })
	}
}

// corpusGraph reads a real graph, or skips the benchmark where there is none.
func corpusGraph(b *testing.B, name string) *diagram.Diagram {
	b.Helper()
	file := filepath.Join(corpus, name+".json")
	if _, err := os.Stat(file); err != nil {
		b.Skip("the corpus of graphs is not here: " + corpus)
	}
	return readGraph(b, file)
}

// A diagram whose cards stand already is routed from scratch.
func BenchmarkRoutes(b *testing.B) {
	benchmarked(b, func(b *testing.B, d *diagram.Diagram) {
		b.Helper()
		d = layout.Moved(d, arrange(b, d, layout.Options{}))
		diagramtest.PerCPU(b, func() { routes(b, d) })
	})
}

func BenchmarkArrange(b *testing.B) {
	benchmarked(b, func(b *testing.B, d *diagram.Diagram) {
		b.Helper()
		diagramtest.PerCPU(b, func() { arrange(b, d, layout.Options{}) })
	})
}

func BenchmarkArrangeAndRoute(b *testing.B) {
	benchmarked(b, func(b *testing.B, d *diagram.Diagram) {
		b.Helper()
		diagramtest.PerCPU(b, func() { routes(b, layout.Moved(d, arrange(b, d, layout.Options{}))) })
	})
}

// dragged returns the arranged diagram with one more card of ten lines in its midst.
func dragged(b *testing.B, d *diagram.Diagram) (*diagram.Diagram, diagram.ID) {
	b.Helper()
	card := &diagram.Table{ID: "dragged", Name: "dragged", Columns: []*diagram.Column{{ID: columnID("dragged", "id"), Name: "id"}}}
	tables := d.SortedTables()
	d.AddTable(card)
	for i := range 10 {
		d.AddRelationship(&diagram.Relationship{ID: diagram.ID(fmt.Sprint("drag", i)), Directed: true,
			Ends: diagram.Between(card.ID, diagram.ZeroMany, tables[len(tables)/2+i].ID, diagram.One)})
	}
	return layout.Moved(d, arrange(b, d, layout.Options{})), card.ID
}

// A card with ten lines is dragged by small steps along the sides of a square, over other
// cards as well, and all lines follow at each step.
func BenchmarkDrag(b *testing.B) {
	drag := func(b *testing.B, d *diagram.Diagram) {
		b.Helper()
		d, id := dragged(b, d)
		const steps, step = 120, 12.0
		at := d.Tables[id].Pos
		path := make([]*diagram.Diagram, 0, 4*steps)
		for _, by := range [4]diagram.Point{{X: step}, {Y: step}, {X: -step}, {Y: -step}} {
			for range steps {
				at.X, at.Y = at.X+by.X, at.Y+by.Y
				path = append(path, layout.Moved(d, map[diagram.ID]diagram.Point{id: at}))
			}
		}
		router := layout.NewRouter()
		_, err := router.Update(context.Background(), d)
		require.NoError(b, err)
		var took, cpu []time.Duration
		for b.Loop() {
			now := path[len(took)%len(path)]
			begin, beginCPU := time.Now(), diagramtest.CPUTime(b)
			_, err := router.Update(context.Background(), now)
			took, cpu = append(took, time.Since(begin)), append(cpu, diagramtest.CPUTime(b)-beginCPU)
			if err != nil {
				b.Fatal(err)
			}
		}
		report := func(list []time.Duration, unit string) {
			slices.Sort(list)
			b.ReportMetric(list[len(list)/2].Seconds()*1000, "p50-"+unit)
			b.ReportMetric(list[len(list)*95/100].Seconds()*1000, "p95-"+unit)
		}
		report(took, "ms")
		report(cpu, "cpu-ms") // what a busy machine does not distort
	}
	for _, n := range []struct{ tables, references int }{{100, 150}, {1000, 1500}, {1100, 2660}, {5000, 7500}} {
		b.Run(fmt.Sprintf("%d tables, %d references", n.tables, n.references), func(b *testing.B) { drag(b, random(1, n.tables, n.references)) })
	}
	for _, name := range []string{"real-371", "union-real", "synth-1000", "render-1000", "render-5000"} {
		b.Run(name, func(b *testing.B) { drag(b, corpusGraph(b, name)) })
	}
	b.Run("union-real, all lines", func(b *testing.B) { drag(b, layout.AllLines(corpusGraph(b, "union-real"))) })
}
