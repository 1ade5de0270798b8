package drawio_test

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

// drawnTable is a table that the property test draws.
type drawnTable struct {
	name    string
	columns []drawnColumn // the first is the primary key
}

type drawnColumn struct {
	name, typ string
	refersTo  int // number of a table, or -1
}

// pen writes cells of a drawing.
type pen struct {
	strings.Builder
	rows map[string]string // the cell to glue a line to, by table and column
}

func (p *pen) cell(id, value, style, parent string, x, y, w, h int) {
	var text strings.Builder
	_ = xml.EscapeText(&text, []byte(value))
	fmt.Fprintf(p, `<mxCell id="%s" value="%s" style="%s" vertex="1" parent="%s"><mxGeometry x="%d" y="%d" width="%d" height="%d" as="geometry"/></mxCell>`,
		id, text.String(), style, parent, x, y, w, h)
}

func mark(t drawnTable, i int) string {
	switch {
	case i == 0:
		return "PK"
	case t.columns[i].refersTo >= 0:
		return "FK"
	}
	return ""
}

// line is a column as people write it on one line.
func (t drawnTable) line(i int) string {
	text := t.columns[i].name + " " + t.columns[i].typ
	if m := mark(t, i); m != "" {
		text += " (" + m + ")"
	}
	return text
}

// styles draw one table at a place; each is one way to draw tables with draw.io.
var styles = map[string]func(p *pen, id string, t drawnTable, x, y int){
	"native table": func(p *pen, id string, t drawnTable, x, y int) { p.native(id, t, x, y, "shape=tableRow;horizontal=0;") },
	"table of 2020": func(p *pen, id string, t drawnTable, x, y int) {
		p.native(id, t, x, y, "shape=partialRectangle;collapsible=0;")
	},
	"three cells": func(p *pen, id string, t drawnTable, x, y int) {
		p.cell(id, t.name, "shape=table;startSize=30;container=1;childLayout=tableLayout;html=1;", "1", x, y, 240, 30+30*len(t.columns))
		for i, c := range t.columns {
			row := fmt.Sprintf("%s-%d", id, i)
			p.cell(row, "", "shape=tableRow;horizontal=0;", id, 0, 30+30*i, 240, 30)
			for j, text := range []string{mark(t, i), c.name, c.typ} {
				p.cell(fmt.Sprintf("%s-%d", row, j), text, "shape=partialRectangle;connectable=0;html=1;", row, 80*j, 0, 80, 30)
			}
			p.rows[id+c.name] = row
		}
	},
	"list": func(p *pen, id string, t drawnTable, x, y int) {
		p.cell(id, t.name, "swimlane;childLayout=stackLayout;startSize=26;horizontalStack=0;", "1", x, y, 200, 26+26*len(t.columns))
		for i, c := range t.columns {
			row := fmt.Sprintf("%s-%d", id, i)
			p.cell(row, t.line(i), "text;align=left;portConstraint=eastwest;", id, 0, 26+26*i, 200, 26)
			p.rows[id+c.name] = row
		}
	},
	"list with key cells": func(p *pen, id string, t drawnTable, x, y int) {
		p.cell(id, t.name, "swimlane;childLayout=stackLayout;startSize=26;horizontalStack=0;", "1", x, y, 200, 26+30*len(t.columns))
		for i, c := range t.columns {
			row := fmt.Sprintf("%s-%d", id, i)
			p.cell(row, c.name+" "+c.typ, "shape=partialRectangle;spacingLeft=34;", id, 0, 26+30*i, 200, 30)
			p.cell(row+"k", mark(t, i), "shape=partialRectangle;part=1;", row, 0, 0, 30, 30)
			p.rows[id+c.name] = row
		}
	},
	"one body": func(p *pen, id string, t drawnTable, x, y int) {
		p.cell(id, t.name, "swimlane;childLayout=stackLayout;startSize=26;horizontalStack=0;", "1", x, y, 200, 26+20*len(t.columns))
		p.cell(id+"-b", t.body("\n"), "align=left;verticalAlign=top;", id, 0, 26, 200, 20*len(t.columns))
	},
	"one box": func(p *pen, id string, t drawnTable, x, y int) {
		p.cell(id, t.name+"\n"+t.body("\n"), "rounded=0;whiteSpace=wrap;", "1", x, y, 200, 20+20*len(t.columns))
	},
	"card with a rule": func(p *pen, id string, t drawnTable, x, y int) {
		p.cell(id, "<p><b>"+t.name+"</b></p><hr/><p>"+t.body("<br/>")+"</p>", "verticalAlign=top;overflow=fill;html=1;", "1", x, y, 200, 20+20*len(t.columns))
	},
	"HTML table": func(p *pen, id string, t drawnTable, x, y int) {
		text := "<div>" + t.name + "</div><table>"
		for i, c := range t.columns {
			text += "<tr><td>" + mark(t, i) + "</td><td>" + c.name + " " + c.typ + "</td></tr>"
		}
		p.cell(id, text+"</table>", "overflow=fill;html=1;", "1", x, y, 200, 20+20*len(t.columns))
	},
	"boxes on top of each other": func(p *pen, id string, t drawnTable, x, y int) {
		p.cell(id, t.name, "rounded=0;fontStyle=1;html=1;", "1", x, y, 200, 30)
		for i, c := range t.columns {
			row := fmt.Sprintf("%s-%d", id, i)
			p.cell(row, t.line(i), "rounded=0;html=1;", "1", x, y+30+30*i, 200, 30)
			p.rows[id+c.name] = row
		}
	},
}

func (p *pen) native(id string, t drawnTable, x, y int, rowStyle string) {
	p.cell(id, t.name, "shape=table;startSize=30;container=1;childLayout=tableLayout;html=1;", "1", x, y, 200, 30+30*len(t.columns))
	for i, c := range t.columns {
		row := fmt.Sprintf("%s-%d", id, i)
		p.cell(row, "", rowStyle, id, 0, 30+30*i, 200, 30)
		p.cell(row+"k", mark(t, i), "shape=partialRectangle;connectable=0;html=1;", row, 0, 0, 30, 30)
		p.cell(row+"n", c.name+" "+c.typ, "shape=partialRectangle;connectable=0;html=1;", row, 30, 0, 170, 30)
		p.rows[id+c.name] = row
	}
}

func (t drawnTable) body(between string) string {
	lines := make([]string, len(t.columns))
	for i := range t.columns {
		lines[i] = t.line(i)
	}
	return strings.Join(lines, between)
}

// drawnSchema draws some tables that refer to tables before them.
func drawnSchema(t *rapid.T) []drawnTable {
	nouns := []string{"author", "bookshelf", "customer", "delivery", "employee", "factory", "garden", "hospital"}
	names := rapid.Permutation(nouns).Draw(t, "names")[:rapid.IntRange(2, 5).Draw(t, "tables")]
	attributes := []string{"title", "colour", "weight", "remark", "rank", "phone"}
	types := []string{"int", "varchar(40)", "timestamp", "decimal(10,2)", "boolean"}
	tables := make([]drawnTable, 0, len(names))
	for i, name := range names {
		table := drawnTable{name: name + "s", columns: []drawnColumn{{"id", "int", -1}}}
		for _, a := range rapid.Permutation(attributes).Draw(t, "attributes")[:rapid.IntRange(1, 4).Draw(t, "columns")] {
			table.columns = append(table.columns, drawnColumn{a, rapid.SampledFrom(types).Draw(t, "type"), -1})
		}
		for to := range i {
			if rapid.Bool().Draw(t, "refers") || to == i-1 {
				table.columns = append(table.columns, drawnColumn{names[to] + "_id", "int", to})
			}
		}
		tables = append(tables, table)
	}
	return tables
}

// TestStyles draws one schema in each style and expects the same reading, whatever the
// lines are glued to, if to anything, and in whichever direction they were drawn.
func TestStyles(t *testing.T) {
	for name, draw := range styles {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				tables := drawnSchema(t)
				p := &pen{rows: map[string]string{}}
				p.WriteString(`<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>`)
				for i, table := range tables {
					x, y := place(i)
					draw(p, fmt.Sprintf("t%d", i), table, x, y)
				}
				for i, table := range tables {
					for _, c := range table.columns {
						if c.refersTo >= 0 {
							p.reference(t, i, c)
						}
					}
				}
				p.WriteString(`</root></mxGraphModel>`)
				src, err := drawio.Read([]byte(p.String()))
				require.NoError(t, err)
				requireDrawn(t, tables, src.Pages[0])
			})
		})
	}
}

// reference draws a line with a crow's foot at the child.
func (p *pen) reference(t *rapid.T, child int, c drawnColumn) {
	from, to := fmt.Sprintf("t%d", child), fmt.Sprintf("t%d", c.refersTo)
	if row := p.rows[from+c.name]; row != "" && rapid.Bool().Draw(t, "glued to rows") {
		from, to = row, p.rows[to+"id"]
	}
	start, end := "ERzeroToMany", "ERmandOne"
	tables := [2]int{child, c.refersTo}
	if rapid.Bool().Draw(t, "from the parent") {
		from, to, start, end = to, from, end, start
		tables[0], tables[1] = tables[1], tables[0]
	}
	fmt.Fprintf(p, `<mxCell id="e-%d-%s" style="startArrow=%s;endArrow=%s;html=1;" edge="1" parent="1"`, child, c.name, start, end)
	var points string
	for i, glue := range []string{from, to} {
		name := []string{"source", "target"}[i]
		if rapid.IntRange(0, 3).Draw(t, "loose") > 0 {
			fmt.Fprintf(p, ` %s="%s"`, name, glue)
			continue
		}
		// A loose end a few pixels to the left of the table's title.
		x, y := place(tables[i])
		points += fmt.Sprintf(`<mxPoint x="%d" y="%d" as="%sPoint"/>`, x-rapid.IntRange(0, 10).Draw(t, "gap"), y+15, name)
	}
	fmt.Fprintf(p, `><mxGeometry relative="1" as="geometry">%s</mxGeometry></mxCell>`, points)
}

// place is where a table is drawn.
func place(table int) (x, y int) { return 40 + 400*table, 40 + 60*(table%2) }

func requireDrawn(t *rapid.T, tables []drawnTable, page *diagram.Page) {
	d := page.Diagram
	require.Len(t, d.Tables, len(tables))
	var want, got []string
	for _, table := range tables {
		for i, c := range table.columns {
			want = append(want, fmt.Sprintf("%s.%s %s key %v", table.name, c.name, c.typ, i == 0))
			if c.refersTo >= 0 {
				want = append(want, fmt.Sprintf("%s(%s) many to one %s(id)", table.name, c.name, tables[c.refersTo].name))
			}
		}
	}
	for _, table := range d.Tables {
		for _, c := range table.Columns {
			got = append(got, fmt.Sprintf("%s.%s %s key %v", table.Name, c.Name, strings.ReplaceAll(c.Type, ", ", ","), table.InPrimaryKey(c.ID)))
		}
	}
	for _, r := range d.Relationships {
		child, parent, ok := d.ForeignKey(r)
		if !ok {
			got = append(got, "a line without columns")
			continue
		}
		require.True(t, r.Ends[0].Card.IsMany() && r.Ends[1].Card.IsOne())
		got = append(got, fmt.Sprintf("%s(%s) many to one %s(%s)", child.Name, strings.Join(child.Names(r.FromColumns()), ","),
			parent.Name, strings.Join(parent.Names(r.ToColumns()), ",")))
	}
	slices.Sort(want)
	slices.Sort(got)
	require.Equal(t, want, got)
}
