package render

import (
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// addShapes works out the shape of each table in the look.
func (s *scene) addShapes(d *diagram.Diagram) {
	s.foreign, s.shapes = map[diagram.ID]bool{}, make(map[diagram.ID]diagram.Shape, len(d.Tables))
	parents := map[diagram.ID]int{} // foreign keys within the primary key
	for _, r := range d.Relationships {
		child, _, ok := d.ForeignKey(r)
		if !ok {
			continue
		}
		within := 1
		for _, p := range r.Pairs {
			s.foreign[p.From] = true
			if !child.InPrimaryKey(p.From) {
				within = 0
			}
		}
		parents[child.ID] += within
	}
	for id, t := range d.Tables {
		s.shapes[id] = s.look.Shape(t.Kinds(s.foreign), parents[id])
	}
}

// box is the card of a table in the look.
func (s *scene) box(t *diagram.Table) diagram.Rect {
	b := t.Box()
	b.H = s.shapes[t.ID].Height
	return b
}

// fitted returns the routes with their ends where they are in the look: a route is made for
// the plain one. Routes that cannot be fitted stay as they are.
func (s *scene) fitted(d *diagram.Diagram, routes []layout.Route) []layout.Route {
	out := make([]layout.Route, len(routes))
	for i, r := range routes {
		out[i] = r
		rel := d.Relationships[r.Relationship]
		if rel == nil {
			continue
		}
		if len(r.Legs) == 0 && len(r.Points) > 1 {
			last := len(r.Points) - 1
			first, end := s.endY(d, rel, 0, r.Points[0]), s.endY(d, rel, 1, r.Points[last])
			if first == end && rel.Ends[0].Table == rel.Ends[1].Table {
				first, end = first+diagram.EndsApart, end-diagram.EndsApart
			}
			if way, ok := diagram.FitWay(r.Points, first, end); ok {
				out[i].Points = way
			}
			continue
		}
		out[i].Legs = make([][]diagram.Point, len(r.Legs))
		for k, leg := range r.Legs {
			out[i].Legs[k] = leg
			if len(leg) == 0 {
				continue
			}
			y := s.endY(d, rel, k, leg[0])
			if r.Stub {
				level := make([]diagram.Point, len(leg))
				for n, p := range leg {
					level[n] = diagram.Point{X: p.X, Y: y}
				}
				out[i].Legs[k] = level
			} else if way, ok := diagram.FitWay(leg, y, math.NaN()); ok {
				out[i].Legs[k] = way
			}
		}
	}
	return out
}

// endY is the height of the end number k of a line that ends at this point in the plain
// look.
func (s *scene) endY(d *diagram.Diagram, rel *diagram.Relationship, k int, at diagram.Point) float64 {
	if k >= len(rel.Ends) || d.Tables[rel.Ends[k].Table] == nil {
		return at.Y
	}
	t := d.Tables[rel.Ends[k].Table]
	column := diagram.ID("")
	if len(rel.Ends) == 2 && len(rel.Pairs) > 0 {
		column = rel.Pairs[0].From
		if k == 1 {
			column = rel.Pairs[0].To
		}
	}
	shape := s.shapes[t.ID]
	for row, i := range shape.Order {
		if t.Columns[i].ID == column && s.look.Notation != diagram.Chen {
			// Ends that share a row stand apart in it.
			return t.Pos.Y + s.look.EndY(shape, row, rel.Ends[k].Card) + at.Y - t.RowY(i)
		}
	}
	return t.Pos.Y + s.look.EndY(shape, -1, rel.Ends[k].Card)
}
