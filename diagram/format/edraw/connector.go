package edraw

import "crowsfoot/diagram"

// connector is what makes a shape a line.
type connector struct {
	ends [2]lineEnd // begin and end
	path []diagram.Point
	box  diagram.Rect // around the path
}

// lineEnd is the begin or the end of a line.
type lineEnd struct {
	at    diagram.Point
	arrow int
	// glued is the shape that the drawing says the end sticks to, or nil; point is the
	// connection point of that shape, or 0.
	glued *shape
	point int
	// formula names the glued shape where no Connect row does.
	formula string
	// many is true when a crow's foot was drawn there by hand.
	many bool
}

// length returns the distance between the ends.
func (c *connector) length() float64 { return distance(c.ends[0].at, c.ends[1].at) }
