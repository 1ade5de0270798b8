package render

import (
	"slices"

	"crowsfoot/diagram"
)

// sketchFrame returns the part of the page to show: all of it, but for a few shapes that
// lie so far off that the others could not be made out. It counts those.
func sketchFrame(shapes []diagram.SketchShape) (frame diagram.Rect, far int) {
	const least, reach = 20, 1500.0
	boxes := make([]diagram.Rect, len(shapes))
	for i := range shapes {
		boxes[i] = shapes[i].Extent()
		frame = frame.Union(boxes[i])
	}
	if len(boxes) < least {
		return frame, 0
	}
	left, right := middleRange(boxes, func(b diagram.Rect) (float64, float64) { return b.X, b.Right() })
	top, bottom := middleRange(boxes, func(b diagram.Rect) (float64, float64) { return b.Y, b.Bottom() })
	near := diagram.Rect{X: left - reach, Y: top - reach, W: right - left + 2*reach, H: bottom - top + 2*reach}
	if frame.W < 3*near.W && frame.H < 3*near.H {
		return frame, 0
	}
	frame = diagram.Rect{}
	for _, b := range boxes {
		if b.X < near.X || b.Y < near.Y || b.Right() > near.Right() || b.Bottom() > near.Bottom() {
			far++
			continue
		}
		frame = frame.Union(b)
	}
	return frame, far
}

// middleRange is where nearly all boxes lie along an axis.
func middleRange(boxes []diagram.Rect, along func(diagram.Rect) (from, to float64)) (from, to float64) {
	low, high := make([]float64, len(boxes)), make([]float64, len(boxes))
	for i, b := range boxes {
		low[i], high[i] = along(b)
	}
	slices.Sort(low)
	slices.Sort(high)
	out := len(boxes) / 20
	return low[out], high[len(high)-1-out]
}
