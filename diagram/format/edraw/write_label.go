package edraw

import (
	"cmp"
	"slices"

	"crowsfoot/diagram"
)

const (
	labelLetters = 9 // points
	labelHeight  = 20.0
)

// labelSize is the room that a text of a line takes.
func labelSize(text string) diagram.Size {
	return diagram.Size{W: 8 + textWidth(text, labelLetters), H: labelHeight}
}

// name writes the name of a relationship on its line, where it hides no card. A name that
// finds no such place, as those of constraints in a dense drawing, stands in the name of
// the shape only.
func (s *sheet) name(l *stroke, name string) {
	text := labelText(name)
	if text == "" {
		return
	}
	size := labelSize(text)
	for _, at := range places(l.points) {
		box := diagram.Rect{X: at.X - size.W/2, Y: at.Y - size.H/2, W: size.W, H: size.H}
		if !slices.ContainsFunc(s.cardList, func(c *card) bool { return c.box.Meets(box) }) {
			l.labels = append(l.labels, lineLabel{text, at})
			return
		}
	}
	l.sentence.name = diagram.CutName(name)
}

// places returns where a text may stand on a line: halfway, and in the middle of each
// piece, the longest first.
func places(way []diagram.Point) []diagram.Point {
	var pieces []int
	for i := 1; i < len(way); i++ {
		pieces = append(pieces, i)
	}
	length := func(i int) float64 { return distance(way[i-1], way[i]) }
	slices.SortStableFunc(pieces, func(a, b int) int { return cmp.Compare(length(b), length(a)) })
	out := []diagram.Point{halfway(way)}
	for _, i := range pieces {
		out = append(out, diagram.Point{X: (way[i-1].X + way[i].X) / 2, Y: (way[i-1].Y + way[i].Y) / 2})
	}
	return out
}

// halfway returns the point in the middle of a way.
func halfway(way []diagram.Point) diagram.Point {
	left := 0.0
	for i := 1; i < len(way); i++ {
		left += distance(way[i-1], way[i])
	}
	left /= 2
	for i := 1; i < len(way); i++ {
		if d := distance(way[i-1], way[i]); d < left {
			left -= d
		} else if d > 0 {
			f := left / d
			return diagram.Point{X: way[i-1].X + f*(way[i].X-way[i-1].X), Y: way[i-1].Y + f*(way[i].Y-way[i-1].Y)}
		}
	}
	return way[0]
}
