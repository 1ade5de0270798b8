package format_test

import (
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
)

// sheet returns a page with a table at x for each of names.
func sheet(page string, x float64, names ...string) *diagram.Page {
	p := diagram.NewPage(page)
	p.Positioned = true
	for _, name := range names {
		p.Diagram.AddTable(&diagram.Table{Name: name, Pos: diagram.Point{X: x}, Columns: []*diagram.Column{{Name: "id"}}})
	}
	return p
}

func TestChoosePage(t *testing.T) {
	empty, one, two := sheet("Cover", 0), sheet("Shop", 0, "a", "b"), sheet("Stock", 0, "c")
	several := &diagram.Source{Pages: []*diagram.Page{empty, one, two}}

	p, err := format.ChoosePage(&diagram.Source{Pages: []*diagram.Page{empty, one}}, 0, false)
	require.NoError(t, err)
	require.Same(t, one, p, "the only page with tables")

	p, err = format.ChoosePage(several, 3, false)
	require.NoError(t, err)
	require.Same(t, two, p)

	p, err = format.ChoosePage(&diagram.Source{Pages: []*diagram.Page{empty}}, 0, false)
	require.NoError(t, err)
	require.Same(t, empty, p)

	p, err = format.ChoosePage(&diagram.Source{}, 0, true)
	require.NoError(t, err)
	require.Empty(t, p.Diagram.Tables)

	_, err = format.ChoosePage(several, 0, false)
	require.EqualError(t, err, `The file has several pages with tables: 2 "Shop" (2 tables), 3 "Stock" (1 table); choose one with --page, or take all with --merge.`)
	_, err = format.ChoosePage(several, 4, false)
	require.EqualError(t, err, `There is no page 4; the file has 1 "Cover" (0 tables), 2 "Shop" (2 tables), 3 "Stock" (1 table).`)
	_, err = format.ChoosePage(several, -1, false)
	require.Error(t, err)
	_, err = format.ChoosePage(&diagram.Source{}, 1, false)
	require.EqualError(t, err, `There is no page 1; the file has no pages.`)
}

func TestMergePages(t *testing.T) {
	left, right := sheet("Left", 100, "a", "b"), sheet("Right", -500, "a")
	left.Diagram.Name = "both"
	for _, p := range []*diagram.Page{left, right} {
		s := p.Diagram.AddSchema(&diagram.Schema{Name: "sales"})
		m := p.Diagram.AddModule(&diagram.Module{Name: "core"})
		for _, table := range p.Diagram.Tables {
			table.Schema, table.Module = s.ID, m.ID
		}
		p.Diagram.AddNote(&diagram.Note{Text: p.Name})
	}
	table := right.Diagram.SortedTables()[0]
	right.Guess(table.ID, "it looks so")
	right.ForeignMarks[table.Columns[0].ID] = true

	p, err := format.ChoosePage(&diagram.Source{Pages: []*diagram.Page{left, right}}, 0, true)
	require.NoError(t, err)
	d := p.Diagram
	require.Equal(t, "both", d.Name)
	require.Len(t, d.Schemas, 1)
	require.Len(t, d.Modules, 1)
	require.Len(t, d.Notes, 2)
	require.True(t, p.Positioned)
	var names []string
	for _, table := range d.SortedTables() {
		names = append(names, table.Name)
		require.NotNil(t, d.Schemas[table.Schema])
		require.NotNil(t, d.Modules[table.Module])
	}
	require.Equal(t, []string{"a", "b", "a"}, names, "tables of equal name stay apart, in the order of the pages")
	moved := d.Tables[table.ID]
	for _, other := range left.Diagram.Tables {
		require.False(t, moved.Box().Meets(other.Box()))
	}
	require.InDelta(t, -500, table.Pos.X, 0, "the page itself stays as it is")
	require.True(t, p.Readings[table.ID].Guessed)
	require.True(t, p.ForeignMarks[table.Columns[0].ID])

	_, err = format.ChoosePage(&diagram.Source{Pages: []*diagram.Page{left, left}}, 0, true)
	require.Error(t, err, "objects of two pages never share an ID")
}
