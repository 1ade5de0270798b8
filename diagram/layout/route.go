package layout

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"crowsfoot/diagram"
)

// Route is the way of one relationship's line over the canvas.
type Route struct {
	// Relationship is the ID of the relationship that is drawn.
	Relationship diagram.ID
	// Points is the polyline from Ends[0] to Ends[1]: it starts and ends on the border of
	// a card, and every piece is horizontal or vertical. It is empty when Legs is not.
	Points []diagram.Point
	// Legs is used where one polyline does not do. Legs[i] starts at Ends[i]: it runs to
	// the common centre of a relationship with three or more ends, or, when Stub is true,
	// it is a short piece that ends in the open beside the card.
	Legs [][]diagram.Point
	// FromSide and ToSide say on which side of their cards the two ends are: -1 left,
	// +1 right, 0 for relationships that have not two ends.
	FromSide, ToSide int8
	// Stub is true for references to a hub: the line is not drawn, each end has a short
	// piece with a label instead.
	Stub bool
	// Over are the points where this line passes over a line that is drawn earlier; the
	// look gives it a halo in the ground colour there. Joins are not in it, and neither are
	// crossings so near to a corner of the lower line that a halo would tear it.
	Over []diagram.Point
}

// Centre returns the point where the legs of a relationship with three or more ends meet.
func (r *Route) Centre() (p diagram.Point, ok bool) {
	if r.Stub || len(r.Legs) == 0 || len(r.Legs[0]) == 0 {
		return p, false
	}
	leg := r.Legs[0]
	return leg[len(leg)-1], true
}

// Lines returns the polylines of the route: its Points, or its Legs.
func (r *Route) Lines() [][]diagram.Point {
	if len(r.Legs) > 0 {
		return r.Legs
	}
	if len(r.Points) > 0 {
		return [][]diagram.Point{r.Points}
	}
	return nil
}

// half rounds to the half pixel, the precision of the wire.
func half(v float64) float64 { return math.Round(v*2) / 2 }

// MarshalJSON writes the wire form {"id","points":[[x,y],…]} with "legs", "stub" and
// "over" where they say something; coordinates are rounded to half a pixel.
func (r Route) MarshalJSON() ([]byte, error) {
	b := append(make([]byte, 0, 96), `{"id":`...)
	id, err := json.Marshal(string(r.Relationship))
	if err != nil {
		return nil, err
	}
	b = append(b, id...)
	b = appendPoints(append(b, `,"points":`...), r.Points)
	if len(r.Legs) > 0 {
		b = append(b, `,"legs":[`...)
		for i, leg := range r.Legs {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendPoints(b, leg)
		}
		b = append(b, ']')
	}
	if r.Stub {
		b = append(b, `,"stub":true`...)
	}
	if len(r.Over) > 0 {
		b = appendPoints(append(b, `,"over":`...), r.Over)
	}
	return append(b, '}'), nil
}

func appendPoints(b []byte, points []diagram.Point) []byte {
	b = append(b, '[')
	for i, p := range points {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		b = strconv.AppendFloat(b, half(p.X), 'f', -1, 64)
		b = append(b, ',')
		b = strconv.AppendFloat(b, half(p.Y), 'f', -1, 64)
		b = append(b, ']')
	}
	return append(b, ']')
}

// UnmarshalJSON reads the wire form. The sides come from the first and last piece.
func (r *Route) UnmarshalJSON(b []byte) error {
	var w struct {
		ID     diagram.ID     `json:"id"`
		Points [][2]float64   `json:"points"`
		Legs   [][][2]float64 `json:"legs"`
		Stub   bool           `json:"stub"`
		Over   [][2]float64   `json:"over"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("read route: %w", err)
	}
	*r = Route{Relationship: w.ID, Points: pointsOf(w.Points), Stub: w.Stub, Over: pointsOf(w.Over)}
	for _, leg := range w.Legs {
		r.Legs = append(r.Legs, pointsOf(leg))
	}
	r.setSides()
	return nil
}

// setSides takes the sides from the direction of the end pieces.
func (r *Route) setSides() {
	from, to := r.Points, r.Points
	if len(r.Legs) == 2 {
		from, to = r.Legs[0], []diagram.Point{{}, {}}
		if n := len(r.Legs[1]); n >= 2 {
			to = []diagram.Point{r.Legs[1][1], r.Legs[1][0]}
		}
	}
	if len(from) >= 2 && len(to) >= 2 {
		r.FromSide = sideOf(from[1].X - from[0].X)
		r.ToSide = sideOf(to[len(to)-2].X - to[len(to)-1].X)
	}
}

func sideOf(dx float64) int8 {
	if dx < 0 {
		return -1
	}
	return 1
}

func pointsOf(in [][2]float64) []diagram.Point {
	if len(in) == 0 {
		return nil
	}
	out := make([]diagram.Point, len(in))
	for i, p := range in {
		out[i] = diagram.Point{X: p[0], Y: p[1]}
	}
	return out
}
