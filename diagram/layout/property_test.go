package layout_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// anyDiagram draws a diagram of any shape: no table at all, tables without columns, several
// relationships between the same pair, tables that refer to themselves, relationships of
// three tables, modules, cards of any width, some of them pinned.
func anyDiagram(t *rapid.T) *diagram.Diagram {
	d := diagram.New()
	n := rapid.IntRange(0, 24).Draw(t, "tables")
	modules := rapid.IntRange(0, 3).Draw(t, "modules")
	for i := range modules {
		d.AddModule(&diagram.Module{ID: diagram.ID(fmt.Sprint("m", i)), Name: fmt.Sprint("m", i)})
	}
	for i := range n {
		name := fmt.Sprint("t", i)
		tb := &diagram.Table{ID: diagram.ID(name), Name: name, Width: rapid.SampledFrom([]float64{0, 0, 160, 480}).Draw(t, "width")}
		if m := rapid.IntRange(-1, modules-1).Draw(t, "module"); m >= 0 {
			tb.Module = diagram.ID(fmt.Sprint("m", m))
		}
		for c := range rapid.IntRange(0, 14).Draw(t, "columns") {
			tb.Columns = append(tb.Columns, &diagram.Column{ID: columnID(name, fmt.Sprint(c)), Name: fmt.Sprint("c", c)})
		}
		d.AddTable(tb)
	}
	if n == 0 {
		return d
	}
	cards := []diagram.Cardinality{diagram.Unknown, diagram.One, diagram.ZeroOne, diagram.Many, diagram.OneMany, diagram.ZeroMany}
	pick := func() *diagram.Table {
		return d.Tables[diagram.ID(fmt.Sprint("t", rapid.IntRange(0, n-1).Draw(t, "end")))]
	}
	for i := range rapid.IntRange(0, 40).Draw(t, "relationships") {
		r := &diagram.Relationship{ID: diagram.ID(fmt.Sprint("r", i)), Directed: rapid.Bool().Draw(t, "directed"),
			Drawn: rapid.SampledFrom([]diagram.Drawing{"", "", "", diagram.DrawnAsLine, diagram.DrawnAsStub}).Draw(t, "drawn")}
		from, to := pick(), pick()
		r.Ends = diagram.Between(from.ID, rapid.SampledFrom(cards).Draw(t, "child"), to.ID, rapid.SampledFrom(cards).Draw(t, "parent"))
		if rapid.IntRange(0, 9).Draw(t, "third") == 0 {
			r.Ends = append(r.Ends, diagram.End{Table: pick().ID, Card: diagram.ZeroMany})
		} else if len(from.Columns) > 0 && len(to.Columns) > 0 && rapid.IntRange(0, 4).Draw(t, "paired") > 0 {
			r.Pairs = []diagram.Pair{{From: rapid.SampledFrom(from.Columns).Draw(t, "from").ID, To: rapid.SampledFrom(to.Columns).Draw(t, "to").ID}}
		}
		d.AddRelationship(r)
	}
	return d
}

// pinSome pins tables at places that do not touch each other.
func pinSome(t *rapid.T, d *diagram.Diagram) map[diagram.ID]diagram.Point {
	at := map[diagram.ID]diagram.Point{}
	for i, tb := range d.SortedTables() {
		if rapid.IntRange(0, 3).Draw(t, "pinned") == 0 {
			p := diagram.Point{X: float64(i%5)*700 + float64(rapid.IntRange(0, 150).Draw(t, "x")), Y: float64(i/5) * 900}
			tb.Pinned, tb.Pos = true, p
			at[tb.ID] = p
		}
	}
	return at
}

func TestAnyDiagramIsLaidOutAndRouted(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := anyDiagram(rt)
		pinned := pinSome(rt, d)
		pos := arrange(t, d, layout.Options{})
		require.Len(rt, pos, len(d.Tables)-len(pinned))
		for id := range pinned {
			require.NotContains(rt, pos, id, "a pinned table stays")
		}
		require.Equal(rt, pos, arrange(t, d, layout.Options{}), "the same again")
		require.Equal(rt, pos, arrange(t, shuffled(d, rapid.Uint64().Draw(rt, "order")), layout.Options{}), "in another order")
		d = layout.Moved(d, pos)
		requireApart(rt, d, layout.Gutter)
		if len(pinned) == 0 {
			requireFramed(rt, d)
		}
		all := routes(t, d)
		requireSound(rt, d, all)
		n, first := through(d, all)
		require.Zero(rt, n, first)
	})
}

// A Router that lived through any changes says what a fresh one says, so that no line runs
// over a card and none lies on another where lines from scratch would not; and what it said
// of the changes adds up to that.
func TestRouterFollowsAnyChanges(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := anyDiagram(rt)
		d = layout.Moved(d, arrange(t, d, layout.Options{}))
		router := layout.NewRouter()
		known := map[diagram.ID]layout.Route{}
		for range rapid.IntRange(1, 12).Draw(rt, "changes") {
			delta, err := router.Update(context.Background(), d)
			require.NoError(rt, err)
			for _, id := range delta.Removed {
				require.Contains(rt, known, id)
				delete(known, id)
			}
			for _, c := range delta.Changed {
				require.NotEqual(rt, known[c.Relationship], c, "no change")
				known[c.Relationship] = c
			}
			want := routes(t, d)
			requireSame(rt, want, router.Routes())
			require.Len(rt, known, len(want))
			for _, r := range want {
				require.Equal(rt, r, known[r.Relationship], "the deltas add up")
			}
			d = changed(rt, d)
		}
	})
}

// changed returns a copy of the diagram with a few changes.
func changed(t *rapid.T, d *diagram.Diagram) *diagram.Diagram {
	d = d.Snapshot()
	for range rapid.IntRange(1, 3).Draw(t, "at once") {
		tables, relationships := d.SortedTables(), d.SortedRelationships()
		if len(tables) == 0 {
			return d
		}
		tb := *rapid.SampledFrom(tables).Draw(t, "table")
		switch rapid.SampledFrom([]string{"drag", "drag", "drop", "grow", "columns", "delete", "add", "relate", "unrelate", "reorder"}).Draw(t, "change") {
		case "drag":
			tb.Pos.X += float64(rapid.IntRange(-60, 60).Draw(t, "dx"))
			tb.Pos.Y += float64(rapid.IntRange(-60, 60).Draw(t, "dy"))
			d.Tables[tb.ID] = &tb
		case "drop": // on another card, it may be
			at := rapid.SampledFrom(tables).Draw(t, "at").Pos
			tb.Pos = diagram.Point{X: at.X + float64(rapid.IntRange(-300, 300).Draw(t, "dx")), Y: at.Y + float64(rapid.IntRange(-300, 300).Draw(t, "dy"))}
			d.Tables[tb.ID] = &tb
		case "grow":
			tb.Width = rapid.SampledFrom([]float64{0, 160, 300, 480}).Draw(t, "width")
			d.Tables[tb.ID] = &tb
		case "columns":
			if n := len(tb.Columns); n > 0 {
				tb.Columns = tb.Columns[rapid.IntRange(0, n).Draw(t, "less"):]
			} else {
				tb.Columns = []*diagram.Column{{ID: columnID(string(tb.ID), "new"), Name: "new"}}
			}
			d.Tables[tb.ID] = &tb
		case "delete":
			delete(d.Tables, tb.ID)
		case "add":
			d.AddTable(&diagram.Table{Pos: diagram.Point{X: tb.Pos.X + 200, Y: tb.Pos.Y + 200}, Name: "new"})
		case "relate":
			d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(tb.ID, diagram.Many, rapid.SampledFrom(tables).Draw(t, "to").ID, diagram.One)})
		case "unrelate":
			if len(relationships) > 0 {
				delete(d.Relationships, rapid.SampledFrom(relationships).Draw(t, "relationship").ID)
			}
		case "reorder":
			if len(relationships) > 1 {
				a, b := *relationships[0], *rapid.SampledFrom(relationships).Draw(t, "relationship")
				a.Order, b.Order = b.Order, a.Order
				d.Relationships[a.ID], d.Relationships[b.ID] = &a, &b
			}
		}
	}
	return d
}

// routed returns the arranged diagram and a router that has its lines.
func routed(t *testing.T, d *diagram.Diagram) (*diagram.Diagram, *layout.Router) {
	t.Helper()
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	router := layout.NewRouter()
	_, err := router.Update(context.Background(), d)
	require.NoError(t, err)
	return d, router
}

// A card that is dragged over others and back leaves all lines as they were.
func TestDraggingThereAndBackLeavesTheLines(t *testing.T) {
	d, router := routed(t, random(3, 120, 200))
	before := router.Routes()
	at := d.Tables["table60"].Pos
	steps := 0
	for _, by := range []float64{30, -30} {
		for range 40 {
			at.X += by
			moved := layout.Moved(d, map[diagram.ID]diagram.Point{"table60": at})
			_, err := router.Update(context.Background(), moved)
			require.NoError(t, err)
			if steps++; steps%10 == 0 {
				all := router.Routes()
				requireSound(t, moved, all)
				want := score(moved, routes(t, moved))
				require.Equal(t, want, score(moved, all), "as good as lines from scratch")
			}
		}
	}
	requireSame(t, before, router.Routes())
}

// Where lines crowd each other, a small change goes far: the lines drawn step by step are
// those from scratch all the same, also when the card is thrown far off and comes back.
func TestDraggingThroughACrowdGivesTheLinesFromScratch(t *testing.T) {
	d, router := routed(t, random(5, 200, 700))
	for i, id := range []diagram.ID{"table0", "table70", "table140"} {
		home := d.Tables[id].Pos
		at := home
		for step := range 24 {
			switch step {
			case 12:
				at = diagram.Point{X: diagram.MaxCoordinate, Y: float64(i) * -diagram.MaxCoordinate / 2}
			case 13:
				at = home
			default:
				at.X, at.Y = at.X+23, at.Y+float64(i-1)*17
			}
			d = layout.Moved(d, map[diagram.ID]diagram.Point{id: at})
			_, err := router.Update(context.Background(), d)
			require.NoError(t, err)
			if step%4 == 0 || step == 13 {
				requireSame(t, routes(t, d), router.Routes(), "%s at step %d", id, step)
			}
		}
	}
}

// within fails when work takes longer; the bounds are far above what it takes, and far
// below what work of another order would.
func within(t *testing.T, limit time.Duration, work func()) {
	t.Helper()
	begin := time.Now()
	work()
	require.Less(t, time.Since(begin), limit)
}

func TestLargeDiagramsTakeBoundedTime(t *testing.T) {
	isolated := diagram.New()
	for i := range 10_000 {
		isolated.AddTable(&diagram.Table{ID: diagram.ID(fmt.Sprint("t", i)), Name: fmt.Sprint("t", i)})
	}
	chain, wheel, many := diagram.New(), diagram.New(), diagram.New()
	for i := range 3000 {
		table(chain, fmt.Sprint("t", i), 0, 0, "id", "next")
		if i > 0 {
			reference(chain, fmt.Sprint("t", i), "next", fmt.Sprint("t", i-1), "id")
		}
	}
	table(wheel, "hub", 0, 0, "id")
	for i := range 400 {
		table(wheel, fmt.Sprint("spoke", i), 0, 0, "id", "hub_id")
		reference(wheel, fmt.Sprint("spoke", i), "hub_id", "hub", "id")
	}
	table(many, "a", 0, 0, "id")
	table(many, "b", 0, 0, "id")
	for i := range 500 {
		c := columnID("b", fmt.Sprint(i))
		many.Tables["b"].Columns = append(many.Tables["b"].Columns, &diagram.Column{ID: c, Name: fmt.Sprint("c", i)})
		parent := []string{"a", "b"}[i%2] // every other one to itself
		reference(many, "b", fmt.Sprint(i), parent, "id")
	}
	for name, d := range map[string]*diagram.Diagram{
		"isolated": isolated, "chain": chain, "wheel of stubs": wheel, "wheel of lines": layout.AllLines(wheel), "between two": many,
	} {
		t.Run(name, func(t *testing.T) {
			within(t, 30*time.Second, func() {
				d := layout.Moved(d, arrange(t, d, layout.Options{}))
				requireApartFast(t, d)
				b := d.Bounds()
				if len(d.Tables) > 2 {
					require.InDelta(t, 1.4, b.W/b.H, .8, "the shape of %v", b)
				}
				all := routes(t, d)
				requireSound(t, d, all)
				if len(d.Tables) <= 500 {
					n, first := through(d, all)
					require.Zero(t, n, first)
				}
			})
		})
	}
}

// requireApartFast is requireApart for many tables: it looks at those near each other only.
func requireApartFast(t *testing.T, d *diagram.Diagram) {
	t.Helper()
	type cell struct{ x, y int }
	at := map[cell][]*diagram.Table{}
	for _, tb := range d.Tables {
		b := tb.Box()
		for x := int(b.X / 1000); x <= int(b.Right()/1000)+1; x++ {
			for y := int(b.Y / 1000); y <= int(b.Bottom()/1000)+1; y++ {
				at[cell{x, y}] = append(at[cell{x, y}], tb)
			}
		}
	}
	for _, list := range at {
		for i, a := range list {
			for _, o := range list[:i] {
				require.False(t, a.Box().Meets(o.Box()), "%s and %s", a.Name, o.Name)
			}
		}
	}
}

// Two lines that have no row in common share no stretch, unless there is no room.
func TestNoTwoLinesLieOnEachOther(t *testing.T) {
	for seed := range uint64(6) {
		d := random(seed, 80, 120)
		d = layout.Moved(d, arrange(t, d, layout.Options{}))
		q := score(d, routes(t, d))
		require.Less(t, q.onEachOther, 40.0, "of %.0f px, seed %d", q.length, seed)
	}
}

// A small edit leaves the picture as it was: only what was touched moves.
func TestSmallEditsMoveLittle(t *testing.T) {
	samples := map[string]*diagram.Diagram{"modules": moduled(t, 5, 60, 80)}
	for _, n := range []int{20, 70, 300} {
		samples[fmt.Sprint(n, " tables")] = random(12, n, n*3/2)
	}
	for _, name := range []string{"pagila", "real-57", "real-371"} {
		file := filepath.Join(corpus, name+".json")
		if _, err := os.Stat(file); err == nil {
			samples[name] = readGraph(t, file)
		}
	}
	for name, d := range samples {
		t.Run(name, func(t *testing.T) {
			d := layout.Moved(d, arrange(t, d, layout.Options{}))
			again := displacement(d, arrange(t, d, layout.Options{Keep: true}))
			require.Less(t, again, 60.0, "a tidy that keeps a tidy picture")
			near := keys(d)[len(d.Tables)/2]
			d.AddTable(&diagram.Table{ID: "new", Name: "new", Module: d.Tables[near].Module})
			d.AddRelationship(&diagram.Relationship{ID: "to-new", Ends: diagram.Between("new", diagram.ZeroMany, near, diagram.One)})
			pos := place(t, d, []diagram.ID{"new"})
			require.Len(t, pos, 1, "no other table moves")
			before := routes(t, d)
			after := layout.Moved(d, pos)
			requireApart(t, after, layout.Gutter)
			changed := 0
			for i, r := range routes(t, after) {
				if fmt.Sprint(before[i].Points) != fmt.Sprint(r.Points) {
					changed++
				}
			}
			require.Less(t, changed, max(15, len(before)/2), "lines that run differently")

			kept := arrange(t, after, layout.Options{Keep: true})
			delete(kept, "new")
			requireApart(t, layout.Moved(after, kept), layout.Gutter)
			mean := displacement(after, kept)
			t.Logf("a card moves %.1f px on average by a tidy that keeps the picture, %.1f px when nothing was new; the new one stood on others: %.1f px", mean, again,
				displacement(after, others(arrange(t, layout.Moved(after, map[diagram.ID]diagram.Point{"new": d.Tables[near].Pos}), layout.Options{Keep: true}))))
			require.Less(t, mean, 60.0)
		})
	}
}

// others leaves the new table out.
func others(pos map[diagram.ID]diagram.Point) map[diagram.ID]diagram.Point {
	delete(pos, "new")
	return pos
}

// displacement is how far a card moves on average, in px.
func displacement(d *diagram.Diagram, pos map[diagram.ID]diagram.Point) float64 {
	sum := 0.0
	for id, p := range pos {
		at := d.Tables[id].Pos
		sum += abs(p.X-at.X) + abs(p.Y-at.Y)
	}
	return sum / float64(len(pos))
}

func abs(v float64) float64 { return max(v, -v) }

func TestCancelledRoutingEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := layout.Routes(ctx, random(1, 2000, 3000))
	require.ErrorIs(t, err, context.Canceled)
}

// Whenever a layout is called off, it ends with the error of its context and without an
// answer.
func TestCancelledLayoutEnds(t *testing.T) {
	for name, d := range map[string]*diagram.Diagram{"plain": random(1, 600, 900), "modules": moduled(t, 6, 600, 900)} {
		for _, at := range []float64{0, .1, .5, .9} {
			t.Run(fmt.Sprint(name, " at ", at), func(t *testing.T) {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				if at == 0 {
					cancel()
				}
				told := 0
				opt := layout.Options{Progress: func(done float64) {
					told++
					if done >= at {
						cancel()
					}
				}}
				pos, err := layout.Arrange(ctx, d, opt)
				require.ErrorIs(t, err, context.Canceled)
				require.Nil(t, pos)
				if at == 0 {
					require.Zero(t, told)
				}
				_, err = layout.Tidy(ctx, d, layout.Options{Keep: true})
				require.ErrorIs(t, err, context.Canceled)
				_, err = layout.Place(ctx, d, keys(d)[:5])
				require.ErrorIs(t, err, context.Canceled)
			})
		}
	}
}

func TestProgressRisesToTheEnd(t *testing.T) {
	for name, d := range map[string]*diagram.Diagram{
		"empty": diagram.New(), "plain": random(1, 600, 900), "modules": moduled(t, 6, 600, 900), "families": families(40), "communities": rings(40, 12),
	} {
		t.Run(name, func(t *testing.T) {
			var told []float64
			opt := layout.Options{Progress: func(done float64) { told = append(told, done) }}
			want := arrange(t, d, layout.Options{})
			require.Equal(t, want, arrange(t, d, opt), "who listens changes nothing")
			require.NotEmpty(t, told)
			require.InDelta(t, 1, told[len(told)-1], 0)
			for i := 1; i < len(told); i++ {
				require.Greater(t, told[i], told[i-1])
			}
			if len(d.Tables) > 100 {
				require.Greater(t, len(told), 10)
			}
		})
	}
}
