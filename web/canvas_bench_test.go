package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
)

// perRow is how many tables of a grid stand side by side.
func perRow(n int) int {
	across := 1
	for across*across < n {
		across++
	}
	return across
}

// heldTable is the number of the table in the middle of a grid: the one that is dragged.
func heldTable(n int) int { return (perRow(n)/2)*perRow(n) + perRow(n)/2 }

// grid makes a diagram of n tables with ten columns on a grid, and about 1.5 foreign keys
// a table, most of them to neighbours. The table in the middle has ten lines.
func grid(n int) *diagram.Diagram {
	d := diagram.New()
	across := perRow(n)
	var tables []*diagram.Table
	for i := range n {
		t := &diagram.Table{
			Name: fmt.Sprintf("table_%d", i), ID: diagram.ID(fmt.Sprintf("t%d", i)),
			Pos: diagram.Point{X: float64(i%across) * 340, Y: float64(i/across) * 420},
		}
		for c := range 10 {
			id := diagram.ID(fmt.Sprintf("t%dc%d", i, c))
			t.Columns = append(t.Columns, &diagram.Column{ID: id, Name: fmt.Sprintf("column_%d", c), Type: "integer", NotNull: c < 4})
		}
		t.Keys = []*diagram.Key{{ID: diagram.ID(fmt.Sprintf("t%dk", i)), Primary: true, Columns: []diagram.ID{t.Columns[0].ID}}}
		tables = append(tables, d.AddTable(t))
	}
	lines := 0
	relate := func(from, to *diagram.Table, column int) {
		d.AddRelationship(&diagram.Relationship{
			ID:   diagram.ID(fmt.Sprintf("r%d", lines)),
			Ends: diagram.Between(from.ID, diagram.ZeroMany, to.ID, diagram.One), Directed: true,
			Pairs: []diagram.Pair{{From: from.Columns[column].ID, To: to.Columns[0].ID}},
		})
		lines++
	}
	held, has := heldTable(n), 0
	for i := range n * 3 / 2 {
		from, to := i%n, (i%n+[]int{1, across, across + 1}[i%3]+i/n)%n
		if from == held || to == held {
			has++
		}
		relate(tables[from], tables[to], 1+i/n+i%3)
	}
	for i := has; i < 10; i++ {
		relate(tables[(held+[]int{1, -1, across, -across, across - 1, 1 - across, 2, -2}[i%8]+n)%n], tables[held], 8)
	}
	return d
}

// benchSizes are the diagrams of the benchmark, in tables, and flowSizes those that
// the rival is measured with.
var (
	benchSizes = []int{100, 500, 1000, 5000}
	flowSizes  = []int{100, 500, 1000}
)

// rounds is how often each thing is measured; the best is told, since the machine has
// other things to do.
const rounds = 3

// BenchmarkCanvas opens generated diagrams and does with them what people do, one event a
// frame at 60 Hz: the time from navigation to the first picture of the cards and to the
// whole diagram, the longest task on the way, the JavaScript heap; and for each gesture
// the processor time of the whole browser for a frame, and the times between frames.
// Software drawing on a small machine: figures to compare with each other.
func BenchmarkCanvas(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprintf("tables=%d", n), func(b *testing.B) {
			a := start(b)
			id, err := a.hub.Create(b.Context(), room.New{Name: "Grid", Label: "Make", Actor: "owner", Ops: op.FromDiagram(grid(n))})
			require.NoError(b, err)
			a.derived(id)
			br := startBrowser(b)
			var w *tab
			b.Run("open", func(b *testing.B) {
				for b.Loop() {
					w = measureOpening(b, br, a.URL+"/diagrams/"+string(id))
				}
			})
			if w == nil {
				b.Skip("gestures need an open diagram")
			}
			measureGestures(b, w, fmt.Sprintf(`[data-testid="table"][data-table-name="table_%d"]`, heldTable(n)), 120)
		})
	}
}

// BenchmarkXyflow does the same to @xyflow/react, with nodes like our cards.
func BenchmarkXyflow(b *testing.B) {
	page := flowPage(b)
	for _, n := range flowSizes {
		b.Run(fmt.Sprintf("tables=%d", n), func(b *testing.B) {
			srv := httptest.NewServer(page(n))
			b.Cleanup(srv.Close)
			br := startBrowser(b)
			w := br.openBench(srv.URL)
			w.wait(`document.querySelector(".react-flow__node .head")`)
			measureGestures(b, w, fmt.Sprintf(`[data-id="t%d"] .head`, heldTable(n)), 40)
		})
	}
}

// derived waits until routes and findings are there.
func (a *app) derived(id diagram.ID) {
	a.t.Helper()
	require.Eventually(a.t, func() bool {
		info, err := a.hub.Store.Info(a.t.Context(), id)
		return err == nil && info.Findings.Known
	}, time.Minute, 20*time.Millisecond)
}

// opening is how a page opened, in ms since the navigation.
type opening struct {
	Cards, Whole   float64
	Longest, Tasks float64 // the longest task, and all of more than 50 ms, by the clock
}

func measureOpening(b *testing.B, br *browser, url string) *tab {
	b.Helper()
	var last *tab
	best := opening{Cards: 1e9, Whole: 1e9, Longest: 1e9, Tasks: 1e9}
	heap := 1e9
	for range rounds {
		if last != nil {
			last.close()
		}
		last = br.openBench(url)
		last.wait(`bench.start.whole`)
		last.run(chromedp.Sleep(2 * time.Second)) // routes and findings arrive
		o := eval[opening](last, `bench.start`)
		best = opening{min(best.Cards, o.Cards), min(best.Whole, o.Whole), min(best.Longest, o.Longest), min(best.Tasks, o.Tasks)}
		_, err := chromedp.Call(last.ctx, heapprofiler.CollectGarbage, cdp.Empty{})
		require.NoError(b, err)
		use, err := chromedp.Call(last.ctx, runtime.GetHeapUsage, cdp.Empty{})
		require.NoError(b, err)
		heap = min(heap, use.UsedSize)
	}
	cpu := longestTask(last, func() {
		last.run(chromedp.Reload())
		last.wait(`bench.start.whole`)
		last.run(chromedp.Sleep(2 * time.Second))
	})
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(best.Cards, "ms-cards")
	b.ReportMetric(best.Whole, "ms-whole")
	b.ReportMetric(best.Longest, "ms-longest-task")
	b.ReportMetric(cpu, "cpu-ms-longest-task")
	b.ReportMetric(best.Tasks, "ms-in-long-tasks")
	b.ReportMetric(heap/1e6, "MB-heap")
	return last
}

// openBench opens a tab that has the gestures.
func (b *browser) openBench(url string) *tab {
	b.t.Helper()
	script, err := os.ReadFile("../static/bench/gestures.js")
	require.NoError(b.t, err)
	w := b.open("about:blank")
	_, err = chromedp.Call(w.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: string(script)})
	require.NoError(b.t, err)
	w.run(chromedp.Navigate(url))
	return w
}

// measureGestures measures each gesture as a benchmark of its own.
func measureGestures(b *testing.B, w *tab, card string, frames int) {
	whole := eval2[float64](w, "bench.look(0)")
	for _, g := range []struct {
		name string
		from float64 // zoom, 0 for everything in view
	}{{"pan", 0.4}, {"drag", 0.4}, {"zoom", 1}, {"whole", 0}} {
		b.Run(g.name, func(b *testing.B) {
			cpu, p50, p95 := 1e9, 1e9, 1e9
			for b.Loop() {
				for range rounds {
					eval2[float64](w, fmt.Sprintf("bench.look(%g)", g.from))
					before := browserCPU(b)
					times := eval2[[]float64](w, fmt.Sprintf("bench.gesture(%q, {frames: %d, to: %g, card: %q})", g.name, frames, max(whole, 0.02), card))
					cpu = min(cpu, (browserCPU(b)-before).Seconds()*1000/float64(frames))
					p50, p95 = min(p50, times[len(times)/2]), min(p95, times[len(times)*95/100])
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(cpu, "cpu-ms/frame")
			b.ReportMetric(p50, "ms/frame-p50")
			b.ReportMetric(p95, "ms/frame-p95")
		})
	}
}

// flowPage bundles the rival's page, and returns what serves it with a grid of n tables.
func flowPage(b *testing.B) func(n int) http.Handler {
	b.Helper()
	if _, err := os.Stat("../static/bench/node_modules/@xyflow/react"); err != nil {
		b.Skip("@xyflow/react is not installed; make bench installs it")
	}
	dir := b.TempDir()
	built := api.Build(api.BuildOptions{
		EntryPoints: []string{"../static/bench/flow.mjs"}, Outdir: dir, Bundle: true, Write: true,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Define: map[string]string{"process.env.NODE_ENV": `"production"`},
	})
	require.Empty(b, built.Errors)
	return func(n int) http.Handler {
		graph, err := json.Marshal(flowGraph(grid(n)))
		require.NoError(b, err)
		mux := http.NewServeMux()
		mux.Handle("/", http.FileServer(http.Dir(dir)))
		mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprintf(w, `<!doctype html><link rel="icon" href="data:"><link rel="stylesheet" href="flow.css"><body style="margin:0"><div id="root" style="width:100vw;height:100vh"></div><script>window.graph = %s</script><script src="flow.js"></script>`, graph)
		})
		return mux
	}
}

// flowGraph is a diagram in the form of static/bench/flow.mjs.
func flowGraph(d *diagram.Diagram) map[string]any {
	type m = map[string]any
	var tables, edges []m
	place := map[diagram.ID]int{} // of each column in its table
	for _, t := range d.SortedTables() {
		var columns []m
		for i, c := range t.Columns {
			place[c.ID] = i
			columns = append(columns, m{"name": c.Name, "type": c.Type})
		}
		tables = append(tables, m{"id": t.ID, "name": t.Name, "x": t.Pos.X, "y": t.Pos.Y, "columns": columns})
	}
	for _, r := range d.SortedRelationships() {
		p := r.Pairs[0]
		edges = append(edges, m{"id": r.ID, "from": r.Ends[0].Table, "to": r.Ends[1].Table, "fromColumn": place[p.From], "toColumn": place[p.To]})
	}
	return m{"tables": tables, "edges": edges}
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
func browserCPU(b testing.TB) time.Duration {
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
