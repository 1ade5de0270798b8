package diagram_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
)

// card adds a table with so many columns.
func card(p *diagram.Page, name string, x, y float64, columns int) {
	t := &diagram.Table{Name: name, Pos: diagram.Point{X: x, Y: y}, Width: 160}
	for range columns {
		t.Columns = append(t.Columns, &diagram.Column{})
	}
	p.Diagram.AddTable(t)
}

// places are the positions of the tables in their order.
func places(p *diagram.Page) (list []diagram.Point) {
	for _, t := range p.Diagram.SortedTables() {
		list = append(list, t.Pos)
	}
	return list
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		name  string
		cards func(p *diagram.Page)
		scale diagram.Point
		want  []diagram.Point
	}{
		{"nothing there", func(*diagram.Page) {}, diagram.Point{X: 1, Y: 1}, nil},
		{"room enough", func(p *diagram.Page) {
			card(p, "a", 40, 40, 2)
			card(p, "b", 240, 40, 2)
		}, diagram.Point{X: 1, Y: 1}, []diagram.Point{{X: 40, Y: 40}, {X: 240, Y: 40}}},
		{"too close below", func(p *diagram.Page) {
			card(p, "a", 40, 40, 4) // 148 high
			card(p, "b", 40, 152, 1)
			card(p, "c", 400, 264, 1)
		}, diagram.Point{X: 1, Y: 1.5}, []diagram.Point{{X: 40, Y: 60}, {X: 40, Y: 228}, {X: 400, Y: 396}}},
		{"too close beside", func(p *diagram.Page) {
			card(p, "a", 0, 0, 4)
			card(p, "b", 90, 10, 4)
		}, diagram.Point{X: 2, Y: 1}, []diagram.Point{{X: 0, Y: 0}, {X: 180, Y: 10}}},
		{"one upon the other", func(p *diagram.Page) {
			card(p, "a", 0, 0, 4)
			card(p, "b", 0, 0, 4)
		}, diagram.Point{X: 1, Y: 1}, []diagram.Point{{X: 0, Y: 0}, {X: 0, Y: 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := diagram.NewPage("")
			c.cards(p)
			scale := p.Room()
			require.Equal(t, c.scale, scale)
			p.Spread(scale)
			require.Equal(t, c.want, places(p))
		})
	}
}

func TestSpreadTakesNotesAndFramesAlong(t *testing.T) {
	p := diagram.NewPage("")
	card(p, "a", 0, 0, 4)
	card(p, "b", 0, 112, 1)
	n := p.Diagram.AddNote(&diagram.Note{Pos: diagram.Point{X: 10, Y: 100}, Size: diagram.Size{W: 80, H: 20}})
	f := p.Diagram.AddFrame(&diagram.Frame{Pos: diagram.Point{X: 0, Y: 0}, Size: diagram.Size{W: 200, H: 100}})
	p.Spread(p.Room())
	require.Equal(t, diagram.Point{X: 10, Y: 150}, n.Pos)
	require.Equal(t, diagram.Size{W: 80, H: 20}, n.Size)
	require.Equal(t, diagram.Size{W: 200, H: 150}, f.Size)
}

func TestRescaled(t *testing.T) {
	raw := diagram.NewPage("")
	card(raw, "a", 0, 0, 4)
	card(raw, "b", 33, 112, 1)
	n := raw.Diagram.AddNote(&diagram.Note{Pos: diagram.Point{X: 7, Y: 101}})
	d := raw.Diagram.Snapshot()
	page := diagram.NewPage("")
	page.Diagram = diagram.New()
	for _, x := range d.SortedTables() {
		c := *x
		page.Diagram.AddTable(&c)
	}
	moved := *n
	page.Diagram.AddNote(&moved)
	was, now := diagram.Point{X: 1, Y: 1.37}, diagram.Point{X: 1.21, Y: 1}
	page.Spread(was)
	spread := places(page)
	require.NotEqual(t, places(raw), spread)

	b := page.Diagram.SortedTables()[1]
	b.Pos.X += 100 // a person moved it
	again := diagram.NewPage("")
	again.Diagram = page.Diagram.Rescaled(raw.Diagram, was, now)
	require.Equal(t, []diagram.Point{{X: 0, Y: 0}, {X: 161, Y: 112}}, places(again))
	require.Equal(t, diagram.Point{X: 8, Y: 101}, again.Diagram.Notes[n.ID].Pos)
	require.Equal(t, b.Pos.X, page.Diagram.SortedTables()[1].Pos.X, "the diagram itself stays")

	b.Pos.X -= 100
	again.Diagram = page.Diagram.Rescaled(raw.Diagram, was, diagram.Point{})
	require.Equal(t, places(raw), places(again), "and back to the very places of the file")
}
