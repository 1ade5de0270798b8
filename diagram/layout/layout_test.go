package layout_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// requireApart fails when two cards stand closer than the gutter, or one is not at a real
// place.
func requireApart(t *testing.T, d *diagram.Diagram, gutter float64) {
	t.Helper()
	tables := d.SortedTables()
	for i, a := range tables {
		require.False(t, math.IsNaN(a.Pos.X) || math.IsNaN(a.Pos.Y) || math.IsInf(a.Pos.X, 0) || math.IsInf(a.Pos.Y, 0), a.Name)
		b := a.Box()
		wide := diagram.Rect{X: b.X - gutter + .01, Y: b.Y - gutter + .01, W: b.W + 2*gutter - .02, H: b.H + 2*gutter - .02}
		for _, o := range tables[:i] {
			require.False(t, wide.Meets(o.Box()), "%s %v and %s %v", a.Name, b, o.Name, o.Box())
		}
	}
}

func TestArrangeKeepsCardsApartAndOnTheGrid(t *testing.T) {
	for _, c := range []struct{ tables, references int }{{1, 0}, {1, 2}, {2, 1}, {3, 3}, {12, 14}, {40, 70}, {90, 200}, {160, 260}, {400, 300}} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%d tables %d references %d", c.tables, c.references, seed), func(t *testing.T) {
				d := random(seed, c.tables, c.references)
				pos := arrange(t, d, layout.Options{})
				require.Len(t, pos, c.tables)
				d = layout.Moved(d, pos)
				requireApart(t, d, layout.Gutter)
				b := d.Bounds()
				require.Zero(t, b.X)
				require.Zero(t, b.Y)
				for _, p := range pos {
					require.Zero(t, math.Mod(p.X, diagram.GridSize))
					require.Zero(t, math.Mod(p.Y, diagram.GridSize))
				}
				if c.tables >= 40 {
					require.InDelta(t, 1.4, b.W/b.H, .8, "the shape of %v", b)
				}
			})
		}
	}
}

func TestArrangeDependsOnTheModelOnly(t *testing.T) {
	for _, n := range []int{10, 60, 300} {
		d := random(5, n, n*3/2)
		want := arrange(t, d, layout.Options{})
		require.Equal(t, want, arrange(t, d, layout.Options{}), "the same diagram again")
		require.Equal(t, want, arrange(t, shuffled(d, 9), layout.Options{}), "put together in another order")
		require.Equal(t, want, arrange(t, layout.Moved(d, place(t, d, []diagram.ID{"table1"})), layout.Options{}), "from other places")
	}
}

func TestArrangeLargeIsolatedAndTallTables(t *testing.T) {
	d := diagram.New()
	for i := range 1000 {
		d.AddTable(&diagram.Table{ID: diagram.ID(fmt.Sprint("t", i)), Name: fmt.Sprint("t", i)})
	}
	tall := &diagram.Table{ID: "tall", Name: "tall"}
	for i := range 300 {
		tall.Columns = append(tall.Columns, &diagram.Column{ID: columnID("tall", fmt.Sprint(i))})
	}
	d.AddTable(tall)
	requireApart(t, layout.Moved(d, arrange(t, d, layout.Options{})), layout.Gutter)
	require.Empty(t, arrange(t, diagram.New(), layout.Options{}))
}

func TestArrangeLeavesPinnedTables(t *testing.T) {
	d := random(3, 60, 90)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	pinned := map[diagram.ID]diagram.Point{"table3": {X: 1003, Y: 507}, "table20": {X: -340, Y: 80}, "table41": {X: 2200, Y: 1500}}
	d = layout.Moved(d, pinned)
	for id := range pinned {
		tb := *d.Tables[id]
		tb.Pinned = true
		d.Tables[id] = &tb
	}
	pos := arrange(t, d, layout.Options{})
	require.Len(t, pos, 57)
	for id := range pinned {
		require.NotContains(t, pos, id)
	}
	requireApart(t, layout.Moved(d, pos), layout.Gutter)
}

func TestArrangeLeavesManyPinnedTables(t *testing.T) {
	d := random(3, 60, 90)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	for i, id := range keys(d)[:40] {
		tb := *d.Tables[id]
		tb.Pinned, tb.Pos = true, diagram.Point{X: float64(i%8) * 450, Y: float64(i/8) * 700}
		d.Tables[id] = &tb
	}
	pos := arrange(t, d, layout.Options{})
	require.Len(t, pos, 20)
	requireApart(t, layout.Moved(d, pos), layout.Gutter)
}

func TestArrangeSelectionLeavesTheRest(t *testing.T) {
	d := random(4, 80, 120)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	only := []diagram.ID{"table10", "table11", "table12", "table13", "table14", "missing", "table10"}
	pos := arrange(t, d, layout.Options{Only: only})
	require.Len(t, pos, 5)
	requireApart(t, layout.Moved(d, pos), layout.Gutter)
}

func TestKeepFetchesWhatIsAstray(t *testing.T) {
	d := random(6, 50, 70)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	pos := arrange(t, layout.Moved(d, map[diagram.ID]diagram.Point{"table7": {X: 9000, Y: 4000}}), layout.Options{Keep: true})
	b := d.Bounds()
	require.Less(t, pos["table7"].X, b.X+b.W, "it is back among the others")
	for id, p := range pos {
		require.True(t, id == "table7" || p == d.Tables[id].Pos, "%s stays", id)
	}
	requireApart(t, layout.Moved(d, pos), layout.Gutter)
}

func TestKeepSpreadsWhatIsCrowded(t *testing.T) {
	d := random(6, 50, 70)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	crowded := map[diagram.ID]diagram.Point{}
	for id, tb := range d.Tables {
		crowded[id] = diagram.Point{X: tb.Pos.X * .7, Y: tb.Pos.Y * .7}
	}
	pos := arrange(t, layout.Moved(d, crowded), layout.Options{Keep: true})
	requireApart(t, layout.Moved(d, pos), layout.Gutter)
	pairs, turned := 0, 0
	for a, p := range pos {
		for b, q := range pos {
			if d.Tables[a].Pos.X < d.Tables[b].Pos.X {
				pairs++
				if p.X > q.X {
					turned++
				}
			}
		}
	}
	require.Less(t, turned, pairs/20, "pairs of cards that stand the other way round, of %d", pairs)
}

func TestKeepArrangesAHeapAfresh(t *testing.T) {
	d := random(6, 50, 70)
	require.Equal(t, arrange(t, d, layout.Options{}), arrange(t, d, layout.Options{Keep: true}))
	require.Empty(t, arrange(t, diagram.New(), layout.Options{Keep: true}))
}

func TestModulesStandTogether(t *testing.T) {
	d := readSample(t, "../../testdata/layout/modules.txt")
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	boxes := map[diagram.ID]diagram.Rect{}
	for _, tb := range d.Tables {
		boxes[tb.Module] = boxes[tb.Module].Union(tb.Box())
	}
	for a, x := range boxes {
		for b, y := range boxes {
			require.False(t, a != b && x.Meets(y), "%s and %s", a, b)
		}
	}
	d.AddFrame(&diagram.Frame{ID: "f", Module: "catalog"})
	d.AddFrame(&diagram.Frame{ID: "g", Size: diagram.Size{W: 10, H: 10}})
	frames := layout.Frames(d, nil)
	require.Len(t, frames, 1)
	in := boxes["catalog"]
	require.Equal(t, diagram.Rect{X: in.X - 40, Y: in.Y - 40, W: in.W + 80, H: in.H + 80}, frames["f"])
}

func TestSchemasStandTogetherWhereThereAreNoModules(t *testing.T) {
	d := random(21, 60, 90)
	for i, name := range []string{"sales", "stock", "staff"} {
		d.AddSchema(&diagram.Schema{ID: diagram.ID(name), Name: name})
		for j, id := range keys(d) {
			if j%3 == i {
				d.Tables[id].Schema = diagram.ID(name)
			}
		}
	}
	around := func(d *diagram.Diagram) map[diagram.ID]diagram.Rect {
		boxes := map[diagram.ID]diagram.Rect{}
		for _, tb := range d.Tables {
			boxes[tb.Schema] = boxes[tb.Schema].Union(tb.Box())
		}
		return boxes
	}
	boxes := around(layout.Moved(d, arrange(t, d, layout.Options{})))
	require.Len(t, boxes, 3)
	for a, x := range boxes {
		for b, y := range boxes {
			require.False(t, a != b && x.Meets(y), "%s and %s", a, b)
		}
	}
	d.AddModule(&diagram.Module{ID: "m", Name: "m"})
	d.Tables["table1"].Module = "m"
	boxes = around(layout.Moved(d, arrange(t, d, layout.Options{})))
	require.True(t, boxes["sales"].Meets(boxes["stock"]), "modules count more than schemas")
}

func TestTidyOfASelectionLeavesOtherFramesAndNotes(t *testing.T) {
	d := readSample(t, "../../testdata/layout/modules.txt")
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	var in []diagram.ID
	for _, tb := range d.SortedTables() {
		if tb.Module == "catalog" {
			in = append(in, tb.ID)
		} else if tb.Module != "" && d.Frames["other"] == nil {
			d.AddFrame(&diagram.Frame{ID: "other", Module: tb.Module, Size: diagram.Size{W: 10, H: 10}})
		}
	}
	d.AddFrame(&diagram.Frame{ID: "catalog", Module: "catalog", Size: diagram.Size{W: 10, H: 10}})
	heap := map[diagram.ID]diagram.Point{}
	for _, id := range in {
		heap[id] = diagram.Point{X: 9000, Y: 9000}
	}
	d = layout.Moved(d, heap)
	to := tidy(t, d, layout.Options{Only: in})
	require.NotEmpty(t, to.Tables)
	for id := range to.Tables {
		require.Contains(t, in, id)
	}
	require.Contains(t, to.Frames, diagram.ID("catalog"))
	require.NotContains(t, to.Frames, diagram.ID("other"))
	after := to.In(d)
	requireApart(t, after, layout.Gutter)
	require.Equal(t, diagram.Size{W: 10, H: 10}, d.Frames["catalog"].Size, "the diagram itself is as it was")
	f := after.Frames["catalog"]
	for _, id := range in {
		b := after.Tables[id].Box()
		require.True(t, b.X >= f.Pos.X && b.Right() <= f.Pos.X+f.Size.W && b.Y >= f.Pos.Y && b.Bottom() <= f.Pos.Y+f.Size.H, id)
	}
	again := tidy(t, tidy(t, d, layout.Options{}).In(d), layout.Options{})
	require.Empty(t, again.Tables, "what is tidy stays")
	require.Empty(t, again.Frames)
}

func TestNotesFollowTheirTables(t *testing.T) {
	d := readSample(t, "../../testdata/layout/shop.txt")
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	at := d.Tables["users"].Pos
	d.AddNote(&diagram.Note{ID: "n", About: "users", Pos: diagram.Point{X: at.X, Y: at.Y - 60}, Size: diagram.Size{W: 100, H: 40}})
	d.AddNote(&diagram.Note{ID: "covered", About: "tags", Pos: d.Tables["orders"].Pos, Size: diagram.Size{W: 100, H: 40}})
	pos := map[diagram.ID]diagram.Point{"users": {X: at.X + 5000, Y: at.Y + 300}}
	notes := layout.Notes(d, pos)
	require.Equal(t, diagram.Point{X: at.X + 5000, Y: at.Y + 240}, notes["n"])
	require.Contains(t, notes, diagram.ID("covered"), "a note that hides a card moves away")
	moved := d.Notes["covered"]
	box := diagram.Rect{X: notes["covered"].X, Y: notes["covered"].Y, W: moved.Size.W, H: moved.Size.H}
	for _, tb := range layout.Moved(d, pos).Tables {
		require.False(t, box.Meets(tb.Box()), tb.Name)
	}
}

func TestPlacePutsNewTablesBesideTheirNeighbours(t *testing.T) {
	d := random(8, 100, 150)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	for i, neighbour := range []diagram.ID{"table5", "table50", ""} {
		id := diagram.ID(fmt.Sprint("new", i))
		d.AddTable(&diagram.Table{ID: id, Name: string(id), Columns: []*diagram.Column{{ID: columnID(string(id), "id")}}})
		if neighbour != "" {
			d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(id, diagram.ZeroMany, neighbour, diagram.One)})
		}
	}
	pos := place(t, d, []diagram.ID{"new0", "new1", "new2"})
	require.Len(t, pos, 3)
	after := layout.Moved(d, pos)
	requireApart(t, after, layout.Gutter)
	near := d.Tables["table5"].Pos
	require.Less(t, math.Abs(pos["new0"].X-near.X)+math.Abs(pos["new0"].Y-near.Y), 2500.0)
	require.Equal(t, arrange(t, d, layout.Options{}), place(t, d, keys(d)), "a diagram of new tables is arranged")
}

func TestPlaceOfManyTablesLeavesTheOthers(t *testing.T) {
	d := random(9, 900, 1300)
	first := keys(d)[:30]
	for i, id := range first {
		d = layout.Moved(d, map[diagram.ID]diagram.Point{id: {X: float64(i%6) * 400, Y: float64(i/6) * 600}})
	}
	pos := place(t, d, keys(d)[30:])
	require.Len(t, pos, 870)
	requireApart(t, layout.Moved(d, pos), layout.Gutter)
}

func keys(d *diagram.Diagram) []diagram.ID {
	var ids []diagram.ID
	for _, t := range d.SortedTables() {
		ids = append(ids, t.ID)
	}
	return ids
}
