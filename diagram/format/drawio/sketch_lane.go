package drawio

import (
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// lane draws a table, a list or a pool: the body, and the ground of the title on it.
func (k *sketcher) lane(c *mxgraph.Cell, l look, s diagram.SketchShape) {
	s.Dashed = l.Get("dashed") == "1"
	head := s
	body := l.Get("swimlaneFillColor")
	s.Shaded = isColored(body)
	s.Hollow = !(l.Get("childLayout") != "" || body != "" && body != "none" || rowsOnly(c))
	if l.Get("rounded") == "1" {
		s.Form = diagram.SketchRounded
	}
	size := l.number("startSize", 40)
	vertical := l.Get("horizontal") == "0"
	if vertical {
		size = math.Min(size, s.Box.W)
		head.Box.W = size
	} else {
		size = math.Min(size, s.Box.H)
		head.Box.H = size
	}
	if c.Style.Is("table") {
		s.Inner = tableRules(c, l, size)
	}
	k.out.Add(s)
	if size <= 0 {
		return
	}
	head.Shaded, head.Hollow = true, false
	if l.Get("swimlaneHead") == "0" {
		head.Form = diagram.SketchText
	}
	if !vertical {
		write(&head, c, l)
		k.out.Add(head)
		return
	}
	k.out.Add(head)
	// A title that runs upwards is a text on its side.
	b := head.Box
	title := diagram.SketchShape{Source: c.ID, Form: diagram.SketchText, Angle: head.Angle - 90,
		Box: diagram.Rect{X: b.X + b.W/2 - b.H/2, Y: b.Y + b.H/2 - b.W/2, W: b.H, H: b.W}}
	write(&title, c, l)
	k.out.Add(title)
}

// rowsOnly tells lanes that hold texts and rules alone, as the classes of UML do.
func rowsOnly(c *mxgraph.Cell) bool {
	return len(c.Children) > 0 && !c.Has(func(child *mxgraph.Cell) bool {
		return child.Edge || !(child.Style.Is("text") || child.Style.Is("line") || child.Style.Is("partialRectangle"))
	})
}

// tableRules are the lines between the rows and the columns of a table.
func tableRules(c *mxgraph.Cell, l look, head float64) [][]diagram.Point {
	rows := slices.DeleteFunc(slices.Clone(c.Children), func(r *mxgraph.Cell) bool { return !r.Vertex || r.Hidden || r.OnEdge })
	if len(rows) == 0 {
		return nil
	}
	sortByY(rows)
	var out [][]diagram.Point
	if l.Get("rowLines") != "0" {
		for _, r := range rows[1:] {
			out = append(out, []diagram.Point{{X: c.X, Y: r.Y}, {X: c.Right(), Y: r.Y}})
		}
	}
	if l.Get("columnLines") != "0" {
		for _, cell := range rows[0].Children {
			if cell.Vertex && !cell.Hidden && cell.X > c.X+1 && cell.X < c.Right()-1 {
				out = append(out, []diagram.Point{{X: cell.X, Y: c.Y + head}, {X: cell.X, Y: c.Bottom()}})
			}
		}
	}
	return out
}

// sides draws a row or a cell: no box, but those of its borders that the style keeps.
func sides(s *diagram.SketchShape, l look) {
	b := s.Box
	if !s.Bare {
		corner := [4]diagram.Point{{X: b.X, Y: b.Y}, {X: b.Right(), Y: b.Y}, {X: b.Right(), Y: b.Bottom()}, {X: b.X, Y: b.Bottom()}}
		for i, key := range []string{"top", "right", "bottom", "left"} {
			if l.Get(key) != "0" {
				s.Inner = append(s.Inner, []diagram.Point{corner[i], corner[(i+1)%4]})
			}
		}
	}
	if s.Shaded {
		s.Bare = true
	} else {
		s.Form = diagram.SketchText
	}
}
