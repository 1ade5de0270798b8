package drawio

import (
	"strconv"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

func parseNumber(s string) (float64, error) { return strconv.ParseFloat(s, 64) }

// write puts the label of a cell on a shape, where the style places it.
func write(s *diagram.SketchShape, c *mxgraph.Cell, l look) {
	if l.Get("noLabel") == "1" || l.Get("textOpacity") == "0" {
		return
	}
	s.Text = textLines(c, l)
	s.Size = l.number("fontSize", 12)
	s.Left, s.Right = l.get("align") == "left", l.get("align") == "right"
	s.Top, s.Bottom = l.get("verticalAlign") == "top", l.get("verticalAlign") == "bottom"
	s.Wrap = l.Get("whiteSpace") == "wrap"
	s.Clip = l.Get("overflow") == "hidden" || l.Get("overflow") == "fill"
	s.TextBox = textBox(s.Box, l)
}

// textBox is the place of the label of a box: in it, less the room that the style keeps
// free, or beside it.
func textBox(box diagram.Rect, l look) diagram.Rect {
	left, right := l.number("spacingLeft", 0), l.number("spacingRight", 0)
	top, bottom := l.number("spacingTop", 0), l.number("spacingBottom", 0)
	if left+right >= box.W {
		left, right = 0, 0
	}
	if top+bottom >= box.H {
		top, bottom = 0, 0
	}
	in := diagram.Rect{X: box.X + left, Y: box.Y + top, W: box.W - left - right, H: box.H - top - bottom}
	// Beside the box there is no limit; a few boxes wide reads well.
	switch l.get("labelPosition") {
	case "left":
		in.X -= box.W
	case "right":
		in.X += box.W
	}
	switch l.get("verticalLabelPosition") {
	case "top":
		in.Y -= box.H
	case "bottom":
		in.Y += box.H
	}
	if in.Y != box.Y+top && in.W < 160 {
		in.X, in.W = in.X-(160-in.W)/2, 160
	}
	if in == box {
		return diagram.Rect{} // the usual case
	}
	return in
}

// textLines are the lines of a label. The cells of a row of an HTML table stand on one
// line.
func textLines(c *mxgraph.Cell, l look) []diagram.TextLine {
	font := int(l.number("fontStyle", 0))
	var out []diagram.TextLine
	var before *mxgraph.Line
	lines := c.Label().Lines
	for i := range lines {
		line := &lines[i]
		if before != nil && line.Row > 0 && line.Row == before.Row && line.Cell != before.Cell {
			out[len(out)-1].Text += "  " + line.Text
		} else {
			out = append(out, diagram.TextLine{
				Text: line.Text, Bold: line.Bold || line.Header || font&mxgraph.Bold != 0, Italic: font&mxgraph.Italic != 0,
				Underline: line.Underline || font&mxgraph.Underline != 0,
				Rule:      before != nil && line.Section != before.Section || before != nil && line.Row > 0 && before.Row == 0,
			})
		}
		before = line
	}
	return out
}
