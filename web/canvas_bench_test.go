package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
)

// grid makes a diagram of n tables with ten columns on a grid, and about 1.5 foreign keys
// a table, most of them to neighbours.
func grid(n int) *diagram.Diagram {
	d := diagram.New()
	perRow := 1
	for perRow*perRow < n {
		perRow++
	}
	var tables []*diagram.Table
	for i := range n {
		t := &diagram.Table{
			Name: fmt.Sprintf("table_%d", i), ID: diagram.ID(fmt.Sprintf("t%d", i)),
			Pos: diagram.Point{X: float64(i%perRow) * 340, Y: float64(i/perRow) * 420},
		}
		for c := range 10 {
			id := diagram.ID(fmt.Sprintf("t%dc%d", i, c))
			t.Columns = append(t.Columns, &diagram.Column{ID: id, Name: fmt.Sprintf("column_%d", c), Type: "integer", NotNull: c < 4})
		}
		t.Keys = []*diagram.Key{{ID: diagram.ID(fmt.Sprintf("t%dk", i)), Primary: true, Columns: []diagram.ID{t.Columns[0].ID}}}
		tables = append(tables, d.AddTable(t))
	}
	for i := range n * 3 / 2 {
		from := tables[i%n]
		to := tables[(i%n+[]int{1, perRow, perRow + 1}[i%3]+i/n)%n]
		column := from.Columns[1+i/n+i%3]
		d.AddRelationship(&diagram.Relationship{
			ID:   diagram.ID(fmt.Sprintf("r%d", i)),
			Ends: diagram.Between(from.ID, diagram.ZeroMany, to.ID, diagram.One), Directed: true,
			Pairs: []diagram.Pair{{From: column.ID, To: to.Columns[0].ID}},
		})
	}
	return d
}

// measure pans (or drags a table) one step a frame, and answers the times between frames.
const measure = `(async (frames, step) => {
	const times = [];
	let last = performance.now();
	for (let i = 0; i < frames; i++) {
		step(i);
		await new Promise(requestAnimationFrame);
		const now = performance.now();
		times.push(now - last);
		last = now;
	}
	return times.slice(2).sort((a, b) => a - b);
})`

const pan = `(i => document.querySelector("#canvas").firstElementChild.dispatchEvent(new WheelEvent("wheel", {deltaX: 24, deltaY: i % 60 < 30 ? 16 : -16, bubbles: true, cancelable: true, clientX: 600, clientY: 400})))`

// BenchmarkCanvas opens generated diagrams and pans over them: time to the first picture,
// and time and processor time a frame, of the whole browser. Software drawing on a small
// machine: figures to compare with each other.
func BenchmarkCanvas(b *testing.B) {
	for _, n := range []int{100, 1000, 5000} {
		b.Run(fmt.Sprintf("tables=%d", n), func(b *testing.B) {
			a := start(b)
			id, err := a.hub.Create(b.Context(), room.New{Name: "Grid", Label: "Make", Actor: "owner", Ops: op.FromDiagram(grid(n))})
			require.NoError(b, err)
			br := startBrowser(b)
			for range b.N {
				begin := time.Now()
				w := br.open(a.URL + "/diagrams/" + string(id))
				w.wait(`document.querySelector('[data-testid="table"]') || document.querySelector("#outline .row")`)
				b.ReportMetric(float64(time.Since(begin).Milliseconds()), "ms-open")
				w.run(chromedp.Sleep(2 * time.Second)) // routes and findings arrive
				const frames = 240
				before := browserCPU(b)
				times := eval2[[]float64](w, fmt.Sprintf("%s(%d, %s)", measure, frames, pan))
				b.ReportMetric((browserCPU(b)-before).Seconds()*1000/frames, "cpu-ms/frame")
				b.ReportMetric(times[len(times)/2], "ms/frame-p50")
				b.ReportMetric(times[len(times)*95/100], "ms/frame-p95")
			}
		})
	}
}

// eval2 runs an asynchronous expression.
func eval2[T any](w *tab, expression string) T {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	require.NoError(w.t, err)
	return v
}

// browserCPU is the processor time that the processes of the browser, which are children
// of this one, have used so far.
func browserCPU(b *testing.B) time.Duration {
	b.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	require.NoError(b, err)
	parent, ticks := map[int]int{}, map[int]int{}
	for _, file := range stats {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // ended meanwhile
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		_, rest, _ := strings.Cut(string(text), ") ")
		f := strings.Fields(rest)
		parent[pid], _ = strconv.Atoi(f[1])
		user, _ := strconv.Atoi(f[11])
		system, _ := strconv.Atoi(f[12])
		ticks[pid] = user + system
	}
	family := []int{os.Getpid()}
	sum := 0
	for i := 0; i < len(family); i++ {
		for pid, p := range parent {
			if p == family[i] && !slices.Contains(family, pid) {
				family = append(family, pid)
				sum += ticks[pid]
			}
		}
	}
	return time.Duration(sum) * time.Second / 100
}
