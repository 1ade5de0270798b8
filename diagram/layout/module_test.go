package layout_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// moduled is a random diagram whose tables stand in so many modules, but for some that
// stand in none.
func moduled(t testing.TB, modules, tables, references int) *diagram.Diagram {
	t.Helper()
	d := random(31, tables, references)
	for i := range modules {
		d.AddModule(&diagram.Module{ID: diagram.ID(fmt.Sprint("m", i)), Name: fmt.Sprint("m", i)})
	}
	for i, id := range keys(d) {
		if i%11 > 0 {
			d.Tables[id].Module = diagram.ID(fmt.Sprint("m", i*modules/tables))
		}
	}
	return d
}

// families is a diagram of tables of three names: each refers to another of its name, some
// to one of another name.
func families(each int) *diagram.Diagram {
	d := diagram.New()
	names := []string{"auth", "shop", "blog"}
	for i := range each {
		for n, name := range names {
			id := fmt.Sprintf("%s_%c%c", name, 'a'+i/26, 'a'+i%26)
			table(d, id, 0, 0, "id", "parent", "other")
			if i > 0 {
				reference(d, id, "parent", fmt.Sprintf("%s_%c%c", name, 'a'+(i-1)/5/26, 'a'+(i-1)/5%26), "id")
			}
			if i%20 == 0 {
				reference(d, id, "other", names[(n+1)%3]+"_aa", "id")
			}
		}
	}
	return d
}

// rings is a diagram of groups whose tables refer to each other a lot, and to those of the
// next group a little; nothing but the references tells groups.
func rings(groups, each int) *diagram.Diagram {
	d := diagram.New()
	name := func(g, i int) string { return fmt.Sprint("t", (i*groups+g)*7919%(groups*each)) }
	for g := range groups {
		for i := range each {
			table(d, name(g, i), 0, 0, fmt.Sprint("id", g), "a", "b", "c")
		}
	}
	for g := range groups {
		for i := range each {
			reference(d, name(g, i), "a", name(g, (i+1)%each), fmt.Sprint("id", g))
			reference(d, name(g, i), "b", name(g, (i*i+5)%each), fmt.Sprint("id", g))
		}
		reference(d, name(g, 0), "c", name((g+1)%groups, 1), fmt.Sprint("id", (g+1)%groups))
	}
	return d
}

// requireFramed fails when the frame of a module holds a table of another or meets the
// frame of another.
func requireFramed(t *testing.T, d *diagram.Diagram) {
	t.Helper()
	frames := map[diagram.ID]diagram.Rect{}
	for _, tb := range d.Tables {
		if tb.Module != "" {
			frames[tb.Module] = frames[tb.Module].Union(tb.Box())
		}
	}
	for m, f := range frames {
		frames[m] = diagram.Rect{X: f.X - 40, Y: f.Y - 40, W: f.W + 80, H: f.H + 80}
	}
	for m, f := range frames {
		for _, tb := range d.Tables {
			require.False(t, tb.Module != m && f.Meets(tb.Box()), "%s of module %q in the frame of %q", tb.Name, tb.Module, m)
		}
		for o, other := range frames {
			require.False(t, o != m && f.Meets(other), "frames of %q and %q", m, o)
		}
	}
}

func TestFramesOfModulesHoldTheirTablesOnly(t *testing.T) {
	for _, c := range []struct{ modules, tables, references int }{{1, 12, 14}, {2, 20, 30}, {4, 60, 80}, {7, 200, 260}, {12, 400, 900}} {
		t.Run(fmt.Sprintf("%d modules %d tables", c.modules, c.tables), func(t *testing.T) {
			d := moduled(t, c.modules, c.tables, c.references)
			d = layout.Moved(d, arrange(t, d, layout.Options{}))
			requireApart(t, d, layout.Gutter)
			requireFramed(t, d)
			b := d.Bounds()
			require.InDelta(t, 1.4, b.W/b.H, .8, "the shape of %v", b)

			// New tables: of a module, of none, with and without neighbours there.
			var added []diagram.ID
			for i, near := range keys(d)[:min(9, c.tables)] {
				tb := &diagram.Table{ID: diagram.ID(fmt.Sprint("new", i)), Name: fmt.Sprint("new", i)}
				if i%3 > 0 {
					tb.Module = diagram.ID(fmt.Sprint("m", i%c.modules))
				}
				d.AddTable(tb)
				added = append(added, tb.ID)
				if i%2 == 0 {
					d.AddRelationship(&diagram.Relationship{ID: tb.ID + "-r", Ends: diagram.Between(tb.ID, diagram.ZeroMany, near, diagram.One)})
				}
			}
			placed := layout.Moved(d, place(t, d, added))
			requireApart(t, placed, layout.Gutter)
			requireFramed(t, placed)
			kept := layout.Moved(placed, arrange(t, placed, layout.Options{Keep: true}))
			requireApart(t, kept, layout.Gutter)
			requireFramed(t, kept)
			part := layout.Moved(placed, arrange(t, placed, layout.Options{Only: added[:3]}))
			requireApart(t, part, layout.Gutter)
		})
	}
}

func TestSelectionOfAModuleStaysOutOfOtherFrames(t *testing.T) {
	d := moduled(t, 4, 60, 80)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	var only []diagram.ID
	for _, tb := range d.SortedTables() {
		if tb.Module == "m2" {
			only = append(only, tb.ID)
		}
	}
	d = layout.Moved(d, map[diagram.ID]diagram.Point{only[0]: {X: 9000, Y: 9000}})
	d = layout.Moved(d, arrange(t, d, layout.Options{Only: only}))
	requireApart(t, d, layout.Gutter)
	requireFramed(t, d)
}

// meetings counts the pairs of groups of tables whose bounds meet.
func meetings(d *diagram.Diagram, group func(*diagram.Table) string) int {
	boxes := map[string]diagram.Rect{}
	for _, tb := range d.Tables {
		boxes[group(tb)] = boxes[group(tb)].Union(tb.Box())
	}
	n := 0
	for a, x := range boxes {
		for b, y := range boxes {
			if a < b && x.Meets(y) {
				n++
			}
		}
	}
	return n
}

func TestTablesOfOneNameStandTogether(t *testing.T) {
	byName := func(tb *diagram.Table) string { return tb.Name[:4] }
	d := families(40)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	require.Zero(t, meetings(d, byName))

	// Not where nearly all lines would run from one name to another.
	for i, id := range keys(d) {
		for k := range 2 {
			parent := keys(d)[(i+1+k+i%3*40)%120]
			d.AddRelationship(&diagram.Relationship{ID: diagram.ID(fmt.Sprint(id, k)), Directed: true, Ends: diagram.Between(id, diagram.ZeroMany, parent, diagram.One)})
		}
	}
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	require.NotZero(t, meetings(d, byName))
}

// Groups that nothing but the references tell stand together where that makes a better
// picture.
func TestCommunitiesStandTogether(t *testing.T) {
	d := rings(40, 12)
	d = layout.Moved(d, arrange(t, d, layout.Options{}))
	requireApart(t, d, layout.Gutter)
	b := d.Bounds()
	require.InDelta(t, 1.4, b.W/b.H, .8, "the shape of %v", b)
	require.Less(t, meetings(d, func(tb *diagram.Table) string { return tb.Columns[0].Name }), 30, "of 40 groups")
}
