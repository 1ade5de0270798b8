package drawio_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

// TestChen draws entities in a row with rhombs between them and ovals around them, and
// puts the cardinalities on the lines or loose beside them. Whichever way, the reading is
// the same.
func TestChen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &pen{}
		p.WriteString(`<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>`)
		entities := rapid.IntRange(2, 5).Draw(t, "entities")
		var want []string
		for i := range entities {
			x := 40 + 600*i
			id := fmt.Sprintf("n%d", i)
			p.cell(id, fmt.Sprintf("Thing %d", i), "rounded=0;html=1;", "1", x, 400, 120, 40)
			want = append(want, p.ovals(t, id, i, x)...)
		}
		for i := range entities - 1 {
			want = append(want, p.rhomb(t, i))
		}
		p.WriteString(`</root></mxGraphModel>`)
		src, err := drawio.Read([]byte(p.String()))
		require.NoError(t, err)

		d := src.Pages[0].Diagram
		require.Len(t, d.Tables, entities)
		var got []string
		for _, table := range d.Tables {
			for _, c := range table.Columns {
				got = append(got, fmt.Sprintf("%s.%s key %v", table.Name, c.Name, table.InPrimaryKey(c.ID)))
			}
		}
		for _, r := range d.Relationships {
			ends := []string{endOf(d, r.Ends[0]), endOf(d, r.Ends[1])}
			slices.Sort(ends)
			got = append(got, r.Name+": "+strings.Join(ends, ", "))
		}
		slices.Sort(want)
		slices.Sort(got)
		require.Equal(t, want, got)
	})
}

func endOf(d *diagram.Diagram, e diagram.End) string {
	return d.Tables[e.Table].Name + " " + string(e.Card)
}

func (p *pen) join(id, from, to, label string, along float64) {
	fmt.Fprintf(p, `<mxCell id="%s" style="endArrow=none;html=1;" edge="1" parent="1" source="%s" target="%s"><mxGeometry relative="1" as="geometry"/></mxCell>`, id, from, to)
	if label != "" {
		fmt.Fprintf(p, `<mxCell id="%s-l" value="%s" style="edgeLabel;html=1;" vertex="1" connectable="0" parent="%s"><mxGeometry x="%g" relative="1" as="geometry"/></mxCell>`, id, label, id, along)
	}
}

// ovals draws attributes above an entity, the first as its key, the last sometimes
// without a line.
func (p *pen) ovals(t *rapid.T, entity string, number, x int) (want []string) {
	n := rapid.IntRange(2, 3).Draw(t, "ovals")
	loose := rapid.Bool().Draw(t, "an oval without a line")
	for i := range n {
		id, name, style := fmt.Sprintf("%s-o%d", entity, i), fmt.Sprintf("part_%d", i), "ellipse;html=1;"
		if i == 0 {
			style += "fontStyle=4;"
		}
		p.cell(id, name, style, "1", x-100+100*i, 320, 90, 40)
		if !loose || i < n-1 {
			p.join(id+"e", id, entity, "", 0)
		}
		want = append(want, fmt.Sprintf("Thing %d.%s key %v", number, name, i == 0))
	}
	return want
}

// rhomb draws a relationship between an entity and the next one.
func (p *pen) rhomb(t *rapid.T, i int) string {
	id, x := fmt.Sprintf("r%d", i), 40+600*i+310
	p.cell(id, fmt.Sprintf("joins %d", i), "rhombus;html=1;", "1", x, 390, 100, 60)
	cards := map[string]diagram.Cardinality{"1": diagram.One, "N": diagram.Many, "m": diagram.Many, "*": diagram.Many}
	var ends []string
	for side := range 2 {
		text := rapid.SampledFrom([]string{"1", "N", "m", "*"}).Draw(t, "card")
		entity := fmt.Sprintf("n%d", i+side)
		left, right := 40+600*i+120, x // the way from the entity to the rhomb
		if side == 1 {
			left, right = x+100, 40+600*(i+1)
		}
		label, along := text, rapid.Float64Range(-.9, .9).Draw(t, "along")
		if rapid.Bool().Draw(t, "loose") {
			label = ""
			at := rapid.IntRange(left+10, right-30).Draw(t, "x")
			p.cell(fmt.Sprintf("%s-t%d", id, side), text, "text;html=1;", "1", at, 420-rapid.IntRange(-10, 50).Draw(t, "above"), 20, 20)
		}
		if rapid.Bool().Draw(t, "from the rhomb") {
			p.join(fmt.Sprintf("%s-%d", id, side), id, entity, label, along)
		} else {
			p.join(fmt.Sprintf("%s-%d", id, side), entity, id, label, along)
		}
		ends = append(ends, fmt.Sprintf("Thing %d %s", i+side, cards[text]))
	}
	slices.Sort(ends)
	return fmt.Sprintf("joins %d: %s", i, strings.Join(ends, ", "))
}
