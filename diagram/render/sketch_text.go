package render

import (
	"math"

	"crowsfoot/diagram"
)

// sketchTextView is one line of text of a shape.
type sketchTextView struct {
	textView
	size, anchor, weight, slope, under string
}

const (
	sketchPad  = 4.0   // between a border and the letters
	sketchFree = 900.0 // the most that a text without a box takes
	leastScale = .75   // how much smaller letters become before words are cut
	wideLines  = 1.2   // from line to line, as a share of the letters
	tightLines = 1.02  // where there is no room
)

// share is how much of its width a form has for letters.
var share = map[diagram.SketchForm]float64{
	diagram.SketchEllipse: .9, diagram.SketchDiamond: .78, diagram.SketchTriangle: .6, diagram.SketchHexagon: .85,
}

// addTexts breaks the texts of a shape into lines and places them. Rules between them go
// to the strokes. The place of all is returned.
func (view *sketchShapeView) addTexts(s *diagram.SketchShape, rules *pen) diagram.Rect {
	if len(s.Text) == 0 {
		return diagram.Rect{}
	}
	box := s.TextBox
	if box == (diagram.Rect{}) {
		box = s.Box
	}
	font := style{size: s.Size}
	if font.size == 0 {
		font.size = 12
	}
	lines, room := fitLines(s, box, &font)
	units := 0.0 // lines, and rules as halves of lines
	for _, l := range lines {
		units++
		if l.Rule {
			units += .5
		}
	}
	lineHeight := font.size * wideLines
	if !isFree(s) {
		lineHeight = max(font.size*tightLines, min(lineHeight, box.H/units))
	}
	height := units * lineHeight
	y := box.Y + (box.H-height)/2
	switch {
	case s.Top:
		y = box.Y + sketchPad
	case s.Bottom:
		y = box.Bottom() - height - sketchPad
	}
	if s.Form != diagram.SketchLine && s.Form != diagram.SketchText {
		y = math.Max(y, box.Y+1)
	}
	t := sketchTextView{anchor: "middle", size: num(font.size)}
	x := box.X + box.W/2
	switch {
	case s.Left:
		t.anchor, x = "start", box.X+sketchPad
	case s.Right:
		t.anchor, x = "end", box.Right()-sketchPad
	}
	widest, top := 0.0, y
	for _, l := range lines {
		if l.Rule {
			rules.polyline([]diagram.Point{{X: s.Box.X, Y: y + lineHeight/4}, {X: s.Box.Right(), Y: y + lineHeight/4}})
			y += lineHeight / 2
		}
		if l.Text != "" {
			line := t
			font.bold = l.Bold
			line.textView = newText(x, y+lineHeight/2+font.size*.35, l.Text, font, room)
			line.setFont(l)
			view.texts = append(view.texts, line)
			widest = math.Max(widest, font.width(l.Text))
		}
		y += lineHeight
	}
	switch t.anchor {
	case "middle":
		x -= widest / 2
	case "end":
		x -= widest
	}
	return diagram.Rect{X: x, Y: top, W: widest, H: height}
}

// isFree tells texts that may stand out of their box.
func isFree(s *diagram.SketchShape) bool {
	return (s.Form == diagram.SketchText || s.Form == diagram.SketchLine) && !s.Clip
}

func (t *sketchTextView) setFont(l diagram.TextLine) {
	if l.Bold {
		t.weight = "600"
	}
	if l.Italic {
		t.slope = "italic"
	}
	if l.Underline {
		t.under = "underline"
	}
}

// fitLines breaks and shortens lines to their box, and makes the font a little smaller
// where that saves words. It tells how wide a line may be.
func fitLines(s *diagram.SketchShape, box diagram.Rect, font *style) (lines []diagram.TextLine, room float64) {
	free := isFree(s)
	wrap := s.Wrap && box.W > 2*font.size
	room = sketchFree
	pad := 1.0
	if s.Left || s.Right {
		pad = sketchPad
	}
	part := 1.0
	if p, ok := share[s.Form]; ok {
		part = p
	}
	if !free || wrap {
		room = math.Max(0, box.W*part-2*pad)
	}
	texts := make([]diagram.TextLine, len(s.Text))
	widest := 0.0
	for i, l := range s.Text {
		l.Text = clean(l.Text)
		texts[i] = l
		f := style{bold: l.Bold, size: font.size}
		if wrap {
			widest = math.Max(widest, f.longestWord(l.Text))
		} else {
			widest = math.Max(widest, f.width(l.Text))
		}
	}
	if widest > room {
		font.size *= math.Max(leastScale, room/widest)
	}
	most := len(texts) + 400
	if !free {
		most = max(1, int((box.H+font.size*.2)/(font.size*tightLines)))
	}
	out := lines
	for _, l := range texts {
		if len(out) >= most {
			out[most-1].Text = ellipsis(out[most-1].Text)
			break
		}
		f := style{bold: l.Bold, size: font.size}
		if !wrap || l.Text == "" {
			l.Text = f.cut(l.Text, room+.5)
			out = append(out, l)
			continue
		}
		// Other programs measure with narrower fonts; so a line may be a little longer.
		for i, piece := range f.wrap(l.Text, room*1.04, most-len(out)) {
			l.Text = piece
			l.Rule = l.Rule && i == 0
			out = append(out, l)
		}
	}
	return out, room
}

// ellipsis marks that something follows that is not shown.
func ellipsis(text string) string {
	if text == "" || text[len(text)-1] == '.' {
		return text + " …"
	}
	return text + "…"
}

// longestWord returns the width of the word that can't be broken.
func (s style) longestWord(text string) float64 {
	widest, word := 0.0, 0.0
	for _, r := range text {
		if r == ' ' {
			word = 0
			continue
		}
		word += s.advance(r)
		widest = math.Max(widest, word)
	}
	return widest
}
