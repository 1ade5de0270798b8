package edraw

import (
	"strings"

	"crowsfoot/diagram"
)

// note writes a free text.
func (m *markup) note(id int, n *diagram.Note) {
	l := look{mask: maskText, fill: fillOf(n.Color, noteFill), line: noteLine}
	w := writing{text: lines(n.Text), align: alignLeft, top: true}
	m.remark("TextBlock", id, noteMaster, diagram.Rect{X: n.Pos.X, Y: n.Pos.Y, W: n.Size.W, H: n.Size.H}, w, l)
}

// frame writes a titled area, which lies behind all else.
func (m *markup) frame(id int, f *diagram.Frame) {
	l := look{mask: maskText, fill: fillOf(f.Color, ""), line: frameLine}
	w := writing{text: nameText(f.Title), style: boldBit, align: alignLeft, top: true}
	m.remark("Rectangle", id, frameMaster, diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H}, w, l)
}

func (m *markup) remark(typ string, id int, master string, b diagram.Rect, w writing, l look) {
	m.openShape(typ, id, master, master)
	m.transform(b)
	m.leaf("Misc")
	m.look(l)
	if w.text != "" {
		m.texts(sizeOf(b), w)
	}
	m.outline(sizeOf(b), rectangleCorners)
	m.close("Shape")
}

// lines returns a text with the breaks that the reader knows.
func lines(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
}
