package layout

import (
	"encoding/json"
	"slices"

	"crowsfoot/diagram"
)

// Result is the layout of a diagram as the command line prints it: crowsfoot layout
// --json. Names are as in the diagram; a table of a named schema is "schema.table".
type Result struct {
	Tables []PlacedTable `json:"tables"`
	Edges  []DrawnEdge   `json:"edges"`
	Bounds Bounds        `json:"bounds"`
}

// PlacedTable is a card, by its top left corner, in world units.
type PlacedTable struct {
	Name   string  `json:"name"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// DrawnEdge is a line from the child to the parent. A relationship with more than two
// ends gives one edge for each further end, whose points run by way of the centre.
type DrawnEdge struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Points Points `json:"points"`
	Stub   bool   `json:"stub"`
}

// Bounds is the box around all cards, notes and frames.
type Bounds struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// Points is a polyline that is written as [[x,y],…], rounded to half a pixel.
type Points []diagram.Point

// MarshalJSON writes the points.
func (p Points) MarshalJSON() ([]byte, error) { return appendPoints(nil, p), nil }

// UnmarshalJSON reads the points.
func (p *Points) UnmarshalJSON(b []byte) error {
	var in [][2]float64
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*p = pointsOf(in)
	return nil
}

// NewResult puts the diagram's positions and these routes in the form of the command line.
// Edges of the same two tables come in the order of their relationships.
func NewResult(d *diagram.Diagram, routes []Route) Result {
	b := d.Bounds()
	res := Result{Tables: []PlacedTable{}, Edges: []DrawnEdge{}, Bounds: Bounds{b.X, b.Y, b.W, b.H}}
	name := func(id diagram.ID) string {
		t := d.Tables[id]
		if t == nil {
			return ""
		}
		if s := d.Schemas[t.Schema]; s != nil {
			return s.Name + "." + t.Name
		}
		return t.Name
	}
	for _, t := range d.SortedTables() {
		b := t.Box()
		res.Tables = append(res.Tables, PlacedTable{name(t.ID), b.X, b.Y, b.W, b.H})
	}
	for _, r := range routes {
		rel := d.Relationships[r.Relationship]
		if rel == nil || len(rel.Ends) < 2 {
			continue
		}
		from := name(rel.Ends[0].Table)
		switch {
		case r.Stub || len(r.Legs) == 0:
			e := DrawnEdge{From: from, To: name(rel.Ends[1].Table), Points: r.Points, Stub: r.Stub}
			if r.Stub && len(r.Legs) > 0 {
				e.Points = r.Legs[0]
			}
			res.Edges = append(res.Edges, e)
		default:
			for i := 1; i < len(r.Legs) && i < len(rel.Ends); i++ {
				back := slices.Clone(r.Legs[i])
				slices.Reverse(back)
				points := straighten(slices.Concat(r.Legs[0], back))
				res.Edges = append(res.Edges, DrawnEdge{From: from, To: name(rel.Ends[i].Table), Points: points})
			}
		}
	}
	return res
}
