package layout_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

func routes(t testing.TB, d *diagram.Diagram) []layout.Route {
	t.Helper()
	r, err := layout.Routes(context.Background(), d)
	require.NoError(t, err)
	return r
}

// requireSound checks what holds for every route: pieces are horizontal or vertical, and
// both ends are at the side of their row.
func requireSound(t *testing.T, d *diagram.Diagram, all []layout.Route) {
	t.Helper()
	for _, r := range all {
		rel := d.Relationships[r.Relationship]
		require.NotNil(t, rel)
		require.NotEmpty(t, r.Lines(), r.Relationship)
		for i, line := range r.Lines() {
			require.GreaterOrEqual(t, len(line), 2)
			for k := 1; k < len(line); k++ {
				require.True(t, line[k-1].X == line[k].X || line[k-1].Y == line[k].Y, "%s: %v", r.Relationship, line)
				require.NotEqual(t, line[k-1], line[k])
			}
			requireEnd(t, d, rel, i, line[0], line[1])
			if len(r.Legs) == 0 {
				requireEnd(t, d, rel, 1, line[len(line)-1], line[len(line)-2])
			}
		}
	}
}

func requireEnd(t *testing.T, d *diagram.Diagram, rel *diagram.Relationship, end int, p, next diagram.Point) {
	t.Helper()
	tb := d.Tables[rel.Ends[end].Table]
	b := tb.Box()
	if next.X < p.X {
		require.Equal(t, b.X, p.X, "%s leaves to the left", rel.ID)
	} else {
		require.Equal(t, b.Right(), p.X, "%s leaves to the right", rel.ID)
	}
	want := b.Y + diagram.HeaderHeight/2
	if len(rel.Pairs) > 0 {
		for i, c := range tb.Columns {
			if c.ID == rel.Pairs[0].From && end == 0 || c.ID == rel.Pairs[0].To && end == 1 {
				want = tb.RowY(i)
			}
		}
	}
	// A foot and bars at one row stand beside each other, and so do the ends of a loop.
	require.Contains(t, []float64{want - 14, want - 7, want, want + 7, want + 14}, p.Y, rel.ID)
}

// through counts the pieces that run over a card.
func through(d *diagram.Diagram, all []layout.Route) (n int, first string) {
	for _, r := range all {
		for _, line := range r.Lines() {
			for k := 1; k < len(line); k++ {
				a, b := line[k-1], line[k]
				for _, tb := range d.Tables {
					c := tb.Box()
					if math.Max(a.X, b.X) > c.X+1 && math.Min(a.X, b.X) < c.Right()-1 && math.Max(a.Y, b.Y) > c.Y+1 && math.Min(a.Y, b.Y) < c.Bottom()-1 {
						n++
						first = fmt.Sprintf("%s over %s: %v", r.Relationship, tb.Name, line)
					}
				}
			}
		}
	}
	return n, first
}

func TestRoutesOfArrangedTablesAreSoundAndFree(t *testing.T) {
	for _, c := range []struct{ tables, references int }{{2, 1}, {10, 14}, {60, 100}, {150, 220}, {300, 450}} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%d tables %d references %d", c.tables, c.references, seed), func(t *testing.T) {
				d := random(seed, c.tables, c.references)
				d = layout.Moved(d, arrange(t, d, layout.Options{}))
				all := routes(t, d)
				require.Len(t, all, c.references)
				requireSound(t, d, all)
				n, first := through(d, all)
				require.Zero(t, n, first)
				require.Equal(t, all, routes(t, d), "the same again")
			})
		}
	}
}

func TestRoutesOfScatteredTablesAreSound(t *testing.T) {
	for seed := range uint64(12) {
		d := random(seed, 60, 120)
		r := rand.New(rand.NewPCG(seed, 3))
		for id, tb := range d.Tables {
			c := *tb
			c.Pos = diagram.Point{X: float64(r.IntN(1500)), Y: float64(r.IntN(1500))} // many on top of each other
			d.Tables[id] = &c
		}
		requireSound(t, d, routes(t, d))
	}
}

// A Router that lived through many changes says what a fresh one says.
func TestRouterUpdateEqualsStartingAfresh(t *testing.T) {
	ctx := context.Background()
	d := random(2, 130, 200)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	router := layout.NewRouter()
	known := map[diagram.ID]layout.Route{}
	r := rand.New(rand.NewPCG(7, 7))
	for step := range 60 {
		d = d.Snapshot()
		tables, rels := d.SortedTables(), d.SortedRelationships()
		tb := tables[r.IntN(len(tables))]
		switch step % 6 {
		case 0, 1, 2:
			d = layout.Moved(d, map[diagram.ID]diagram.Point{tb.ID: {X: tb.Pos.X + float64(r.IntN(800)) - 400, Y: tb.Pos.Y + float64(r.IntN(800)) - 400}})
		case 3:
			delete(d.Tables, tb.ID)
		case 4:
			delete(d.Relationships, rels[r.IntN(len(rels))].ID)
		case 5:
			c := *tb
			c.Columns = append([]*diagram.Column{{ID: diagram.ID(fmt.Sprint("new", step))}}, c.Columns...)
			d.Tables[c.ID] = &c
			id := diagram.ID(fmt.Sprint("extra", step))
			d.AddTable(&diagram.Table{ID: id, Name: string(id), Pos: diagram.Point{X: float64(r.IntN(4000)), Y: float64(r.IntN(3000))}})
			d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(id, diagram.Many, c.ID, diagram.Many)})
		}
		delta, err := router.Update(ctx, d)
		require.NoError(t, err)
		for _, c := range delta.Changed {
			known[c.Relationship] = c
		}
		for _, id := range delta.Removed {
			delete(known, id)
		}
		want := routes(t, d)
		requireSame(t, want, router.Routes(), "step %d", step)
		require.Len(t, known, len(want))
		for _, w := range want {
			require.Equal(t, w, known[w.Relationship], "step %d: the deltas add up", step)
		}
	}
	delta, err := router.Update(ctx, d)
	require.NoError(t, err)
	require.Empty(t, delta.Changed, "nothing changed")
	require.Empty(t, delta.Removed)
}

// requireSame says of the first line that differs what it is, and what it should be.
func requireSame(t require.TestingT, want, got []layout.Route, message ...any) {
	require.Len(t, got, len(want), message...)
	for i := range want {
		require.Equal(t, want[i], got[i], message...)
	}
}

func TestRouterGoesOnAfterACancelledUpdate(t *testing.T) {
	d := random(2, 40, 60)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	router := layout.NewRouter()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := router.Update(ctx, d)
	require.ErrorIs(t, err, context.Canceled)
	_, err = router.Update(context.Background(), d)
	require.NoError(t, err)
	require.Equal(t, routes(t, d), router.Routes())
}

func table(d *diagram.Diagram, name string, x, y float64, columns ...string) *diagram.Table {
	t := &diagram.Table{ID: diagram.ID(name), Name: name, Pos: diagram.Point{X: x, Y: y}}
	for _, c := range columns {
		t.Columns = append(t.Columns, &diagram.Column{ID: columnID(name, c), Name: c})
	}
	return d.AddTable(t)
}

func reference(d *diagram.Diagram, child, column, parent, target string) *diagram.Relationship {
	return d.AddRelationship(&diagram.Relationship{ID: diagram.ID(child + "." + column), Directed: true,
		Ends:  diagram.Between(diagram.ID(child), diagram.ZeroMany, diagram.ID(parent), diagram.One),
		Pairs: []diagram.Pair{{From: columnID(child, column), To: columnID(parent, target)}}})
}

func TestAlignedTablesInARowAreNotDrawnStraightThrough(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "id", "c_id")
	table(d, "b", 300, 0, "id", "x")
	table(d, "c", 600, 28, "id")
	reference(d, "a", "c_id", "c", "id")
	all := routes(t, d)
	requireSound(t, d, all)
	n, first := through(d, all)
	require.Zero(t, n, first)
}

// However far the way round is, no line runs over a card.
func TestATableOfManyRowsIsGoneRound(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 8000, "id", "c_id")
	table(d, "c", 800, 8028, "id")
	names := make([]string, 600)
	for i := range names {
		names[i] = fmt.Sprint("column", i)
	}
	table(d, "b", 400, 0, names...)
	reference(d, "a", "c_id", "c", "id")
	all := routes(t, d)
	requireSound(t, d, all)
	n, first := through(d, all)
	require.Zero(t, n, first)
}

func TestFacingRowsAreJoinedStraight(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "id", "b_id")
	table(d, "b", 400, 28, "id")
	reference(d, "a", "b_id", "b", "id")
	r := routes(t, d)[0]
	require.Equal(t, []diagram.Point{{X: 220, Y: 78}, {X: 400, Y: 78}}, r.Points)
	require.Equal(t, int8(1), r.FromSide)
	require.Equal(t, int8(-1), r.ToSide)
}

func TestParallelLinesStandApart(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "id", "x", "y", "z")
	table(d, "b", 400, 300, "id", "u", "v")
	reference(d, "a", "x", "b", "id")
	reference(d, "a", "y", "b", "u")
	reference(d, "a", "z", "b", "v")
	all := routes(t, d)
	requireSound(t, d, all)
	var xs []float64
	for _, r := range all {
		require.Len(t, r.Points, 4)
		xs = append(xs, r.Points[1].X)
		require.Empty(t, r.Over, "no order of the tracks but one is free of crossings")
		require.GreaterOrEqual(t, r.Points[1].X-220, layout.FirstCorner)
		require.GreaterOrEqual(t, 400-r.Points[1].X, layout.FirstCorner)
	}
	require.Equal(t, xs[0]-layout.TrackGap, xs[1])
	require.Equal(t, xs[1]-layout.TrackGap, xs[2])
}

func TestLinesToOneKeyShareTheirLastStretch(t *testing.T) {
	d := diagram.New()
	table(d, "users", 400, 0, "id")
	table(d, "orders", 0, 200, "user_id")
	table(d, "visits", 0, 400, "user_id")
	reference(d, "orders", "user_id", "users", "id")
	reference(d, "visits", "user_id", "users", "id")
	all := routes(t, d)
	require.Equal(t, all[0].Points[1].X, all[1].Points[1].X)
	require.Equal(t, all[0].Points[3], all[1].Points[3])
}

func TestSelfReferencesLoopOnTheRight(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "id", "parent_id", "root_id")
	reference(d, "a", "parent_id", "a", "id")
	reference(d, "a", "root_id", "a", "id")
	d.AddRelationship(&diagram.Relationship{ID: "z", Ends: diagram.Between("a", diagram.Many, "a", diagram.Many)})
	all := routes(t, d)
	requireSound(t, d, all)
	require.Len(t, all, 3)
	for _, r := range all {
		require.Equal(t, [2]int8{1, 1}, [2]int8{r.FromSide, r.ToSide})
	}
	require.NotEqual(t, all[0].Points[1].X, all[1].Points[1].X, "side by side")
}

func TestCrossingsAreReportedOnTheLaterLine(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "e_id")
	table(d, "e", 800, 0, "id")
	table(d, "b", 300, -300, "c_id")
	table(d, "c", 300, 300, "id")
	reference(d, "a", "e_id", "e", "id")
	reference(d, "b", "c_id", "c", "id")
	all := routes(t, d)
	require.Empty(t, all[0].Over)
	require.Equal(t, []diagram.Point{{X: all[1].Points[1].X, Y: 50}}, all[1].Over)
}

func TestReferencesToAHubAreStubs(t *testing.T) {
	d := diagram.New()
	table(d, "hub", 0, 0, "id")
	for i := range 150 {
		name := fmt.Sprint("t", i)
		table(d, name, 400, float64(i)*200, "id", "hub_id")
		if i < 20 {
			reference(d, name, "hub_id", "hub", "id")
		}
	}
	require.Equal(t, map[diagram.ID]int{"hub": 20}, layout.Hubs(d))
	for _, r := range routes(t, d) {
		require.True(t, r.Stub)
		require.Empty(t, r.Points)
		require.Len(t, r.Legs, 2)
		require.Equal(t, 220.0, r.Legs[1][0].X)
		require.Equal(t, 220.0+layout.FirstCorner, r.Legs[1][1].X)
		require.Equal(t, 400.0, r.Legs[0][0].X)
		_, ok := r.Centre()
		require.False(t, ok)
	}
	d.Relationships["t3.hub_id"].Drawn = diagram.DrawnAsLine
	for _, r := range routes(t, d) {
		require.Equal(t, r.Relationship != "t3.hub_id", r.Stub)
	}
	for _, r := range routes(t, layout.AllLines(d)) {
		require.False(t, r.Stub)
	}
	require.Equal(t, diagram.DrawnByDefault, d.Relationships["t0.hub_id"].Drawn, "the diagram is as it was")
	delete(d.Relationships, "t0.hub_id")
	d.Relationships["t7.hub_id"].Drawn = diagram.DrawnAsStub
	for _, r := range routes(t, d) {
		require.Equal(t, r.Relationship == "t7.hub_id", r.Stub, "19 references make no hub")
	}
}

// What a relationship says of its drawing changes its route, and nothing else does.
func TestRouterFollowsTheDrawing(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "id", "b_id")
	table(d, "b", 500, 0, "id")
	reference(d, "a", "b_id", "b", "id")
	router := layout.NewRouter()
	for _, drawn := range []diagram.Drawing{diagram.DrawnByDefault, diagram.DrawnAsStub, diagram.DrawnAsLine} {
		d = d.Snapshot()
		r := *d.Relationships["a.b_id"]
		r.Drawn = drawn
		d.Relationships[r.ID] = &r
		delta, err := router.Update(context.Background(), d)
		require.NoError(t, err)
		require.Len(t, delta.Changed, 1, drawn)
		require.Equal(t, drawn == diagram.DrawnAsStub, delta.Changed[0].Stub)
	}
}

func TestRelationshipsOfThreeTablesMeetInAFreeCentre(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "id")
	table(d, "b", 800, 0, "id")
	table(d, "c", 400, 600, "id")
	table(d, "in_the_way", 400, 200, "id", "x")
	d.AddRelationship(&diagram.Relationship{ID: "r", Ends: []diagram.End{{Table: "a"}, {Table: "b"}, {Table: "c"}}})
	all := routes(t, d)
	requireSound(t, d, all)
	r := all[0]
	require.Len(t, r.Legs, 3)
	centre, ok := r.Centre()
	require.True(t, ok)
	for _, leg := range r.Legs {
		require.Equal(t, centre, leg[len(leg)-1])
	}
	require.False(t, d.Tables["in_the_way"].Box().Contains(centre))
	n, first := through(d, all)
	require.Zero(t, n, first)
}

func TestRelationshipsWithoutTheirTablesHaveNoRoute(t *testing.T) {
	d := diagram.New()
	table(d, "a", 0, 0, "id")
	d.AddRelationship(&diagram.Relationship{ID: "gone", Ends: diagram.Between("a", diagram.Many, "missing", diagram.One)})
	d.AddRelationship(&diagram.Relationship{ID: "half", Ends: []diagram.End{{Table: "a"}}})
	d.AddRelationship(&diagram.Relationship{ID: "none"})
	require.Empty(t, routes(t, d))
}

func TestFarAwayTablesDoNotHang(t *testing.T) {
	d := random(1, 30, 40)
	d = layout.Moved(d, map[diagram.ID]diagram.Point{
		"table0": {X: diagram.MaxCoordinate, Y: diagram.MaxCoordinate}, "table5": {X: -diagram.MaxCoordinate, Y: -diagram.MaxCoordinate},
	})
	requireSound(t, d, routes(t, d))
}

func TestHeapedTablesDoNotHang(t *testing.T) {
	d := random(1, 3000, 4500) // all of them at 0,0
	all := routes(t, d)
	require.Len(t, all, 4500)
	requireSound(t, d, all)
}

func TestRouteOnTheWire(t *testing.T) {
	in := []layout.Route{
		{Relationship: "r1", Points: []diagram.Point{{X: 1.26, Y: 2}, {X: 30.74, Y: 2}}, FromSide: 1, ToSide: -1, Over: []diagram.Point{{X: 7, Y: 2}}},
		{Relationship: "r2", Stub: true, Legs: [][]diagram.Point{{{X: 0, Y: 0}, {X: 28, Y: 0}}, {{X: 90, Y: 5}, {X: 62, Y: 5}}}, FromSide: 1, ToSide: -1},
	}
	b, err := json.Marshal(in)
	require.NoError(t, err)
	require.Equal(t, `[{"id":"r1","points":[[1.5,2],[30.5,2]],"over":[[7,2]]},{"id":"r2","points":[],"legs":[[[0,0],[28,0]],[[90,5],[62,5]]],"stub":true}]`, string(b))
	var out []layout.Route
	require.NoError(t, json.Unmarshal(b, &out))
	in[0].Points[0].X, in[0].Points[1].X = 1.5, 30.5
	require.Equal(t, in, out)
	require.Error(t, json.Unmarshal([]byte(`[{"id":1}]`), &out))
}
