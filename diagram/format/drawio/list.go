package drawio

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// list reads a swimlane whose children are rows: draw.io's "List" and "Entity" shapes,
// and UML classes. Pools, system boundaries and other frames give nil.
func (r *reader) list(c *mxgraph.Cell) *entity {
	stack := c.Style.Get("childLayout") == "stackLayout" && c.Style.Get("horizontalStack") != "1"
	var rows, rules, parts []*mxgraph.Cell
	for _, child := range c.Children {
		switch {
		case !child.Vertex || child.OnEdge:
		case child.Style.Is("line"):
			rules = append(rules, child)
		case child.Style.Is("swimlane"):
			parts = append(parts, child)
		case !isRowShape(child):
			return nil
		case child.H > maxRowHeight && len(child.Label().Lines) < 2 && !stack:
			return nil
		default:
			rows = append(rows, child)
		}
	}
	if len(parts) > 0 {
		if rows = withParts(rows, parts); rows == nil {
			return nil
		}
	} else if !stack && !tiles(c, rows) {
		return nil
	}
	e := &entity{cell: c, form: formList, name: title(c), box: boxOf(c)}
	e.named = e.name != ""
	if len(rows) == 0 && !e.named {
		return nil
	}
	sortByY(rows)
	if len(rules) > 0 {
		e.kind = diagram.KindClass
	}
	r.takeAll(e, c)
	g := grid{}
	for _, row := range rows {
		below := false // a rule of a class: methods come after it
		for _, rule := range rules {
			below = below || row.Y > rule.Y
		}
		r.listRow(e, row, below, &g)
	}
	g.vote()
	if g.key >= 0 && !g.hasKeys && len(g.rows) > 0 && g.name < 0 {
		g.name, g.key = 0, -1
	}
	g.columns(r, e)
	e.inOrder()
	return e
}

// withParts adds the rows of parts to the rows of a list: frames inside a list that has
// rows of its own are sections of it. Frames that hold anything else, or stand in a frame
// without rows, are tables of their own, and the answer is nil. Sections that describe
// indexes have no columns.
func withParts(rows, parts []*mxgraph.Cell) []*mxgraph.Cell {
	if len(rows) == 0 {
		return nil
	}
	for _, part := range parts {
		for _, child := range part.Children {
			if child.Vertex && !isRowShape(child) {
				return nil
			}
			if child.Vertex && !strings.Contains(strings.ToLower(part.Text()), "index") {
				rows = append(rows, child)
			}
		}
	}
	return rows
}

// maxRowHeight is the height in pixels above which a child with one line is a box in a
// frame rather than a row.
const maxRowHeight = 80

// rowShapes are the shapes that rows of lists have.
var rowShapes = map[string]bool{"": true, "text": true, "partialRectangle": true, "label": true, "rect": true, "rectangle": true,
	"rounded": true, "html": true, "whiteSpace": true, "tableRow": true, "edgeLabel": true}

func isRowShape(c *mxgraph.Cell) bool {
	if c.Style.Is("swimlane") || c.Style.Is("table") || c.Style.Is("group") {
		return false
	}
	return rowShapes[c.Style.Shape()]
}

// tiles tells whether rows fill a frame from top to bottom, side by side with nothing.
func tiles(frame *mxgraph.Cell, rows []*mxgraph.Cell) bool {
	if len(rows) == 0 {
		return false
	}
	rows = append([]*mxgraph.Cell(nil), rows...)
	sortByY(rows)
	for i, row := range rows {
		if row.W < frame.W/2 || i > 0 && row.Y < rows[i-1].Y+rows[i-1].H/2 {
			return false
		}
	}
	return true
}

// listRow reads one row of a list: a shape with key cells goes to the grid, one with a
// text of several lines gives a column for each of them.
func (r *reader) listRow(e *entity, row *mxgraph.Cell, belowRule bool, g *grid) {
	grow := gridRowOf(row)
	if len(grow.cells) > 1 {
		g.rows = append(g.rows, splitRow(grow)...)
		return
	}
	if len(grow.cells) == 1 && grow.cells[0].cell != row {
		g.rows = append(g.rows, splitRow(grow)...)
		return
	}
	underline, bold := emphasis(row)
	for i, l := range row.Label().Lines {
		if untouched.MatchString(l.Text) {
			r.warn("dropped-row", row, "The row %q of the list %q is a placeholder and was left out.", l.Text, e.name)
			continue
		}
		t := readRow(l.Text, r.ambiguous)
		if t.isMethod && (belowRule || t.hadBullet) {
			r.warn("dropped-row", row, "The method %q of the class %q is no column and was left out.", l.Text, e.name)
			continue
		}
		if isRuler(l.Text) {
			continue
		}
		col := e.addRow(t, row, i)
		if col == nil {
			continue
		}
		col.underlined = underline || l.Underline
		col.emphatic = col.underlined && (bold || l.Bold)
		if len(row.Label().Lines) == 1 {
			r.rows[row] = col
		}
	}
}

// isRuler tells whether a line has neither letters nor digits: "-----", "}]".
func isRuler(s string) bool {
	if _, _, isQuoted := cutQuoted(s); isQuoted {
		return false
	}
	return !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) })
}

// inOrder sorts the columns of a list as they stand on the page; rows with key cells
// were read after the others.
func (e *entity) inOrder() {
	slices.SortStableFunc(e.columns, func(a, b *column) int {
		return cmp.Or(cmp.Compare(a.cell.Y, b.cell.Y), cmp.Compare(a.line, b.line))
	})
}
