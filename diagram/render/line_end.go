package render

import (
	"fmt"
	"math"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// The ends of lines in IDEF1X and Chen drawings, as distances from the card's edge along
// the line; static/js/view/paint/line_end.js draws the same.
const (
	dotRadius   = 5.0
	capHalf     = 6.0 // half the size of the diamond at a parent
	letterAlong = 9.0
	letterUp    = 6.0
)

// end draws the end number k of a relationship at the beginning of the line, in the
// notation of the picture.
func (s *scene) end(v *lineView, feet *pen, line []diagram.Point, rel *diagram.Relationship, k int, done map[string]bool) {
	c := card(rel, k)
	if s.look.Notation == diagram.CrowsFoot {
		s.leave(v, feet, line, c, done)
		return
	}
	if rel.Inheritance {
		return
	}
	at := line[0]
	dx, dy := towards(at, line[1])
	letter := ""
	if s.look.Notation == diagram.Chen {
		letter = count(rel, k)
	} else {
		switch {
		case k == 0 || c.IsMany() || c == diagram.Unknown:
			letter = map[diagram.Cardinality]string{diagram.OneMany: "P", diagram.ZeroOne: "Z", diagram.One: "1"}[c]
			v.dots = append(v.dots, rectView{x: num(at.X + dx*dotRadius), y: num(at.Y + dy*dotRadius), r: num(dotRadius)})
		case c == diagram.ZeroOne:
			v.caps += diamondPath(diagram.Point{X: at.X + dx*capHalf, Y: at.Y + dy*capHalf}, capHalf, capHalf)
		}
	}
	x, y := at.X+dx*letterAlong, at.Y-letterUp
	// Lines to one end share its letter.
	if key := fmt.Sprint("letter ", letter, x, y); letter != "" && !done[key] {
		done[key] = true
		v.marks = append(v.marks, textView{x: num(x), y: num(y), text: letter})
	}
}

// count is the letter of a Chen drawing at the end number k: 1, or N, M and P for the
// first, second and third many of the relationship.
func count(rel *diagram.Relationship, k int) string {
	switch c := card(rel, k); {
	case c.IsOne():
		return "1"
	case !c.IsMany():
		return ""
	}
	n := 0
	for _, e := range rel.Ends[:k] {
		if e.Card.IsMany() {
			n++
		}
	}
	if n > 2 {
		n = 0
	}
	return "NMP"[n : n+1]
}

// The diamond of a Chen drawing.
const (
	verbHeight = 32.0
	verbMax    = 110.0
	letterRoom = 36.0 // for the letters at both ends of a piece that a diamond stands on
	verbInside = 4.0  // how far inside the second border of an identifying relationship is
)

// addVerb puts the diamond of a relationship on its line, with what it says.
func (s *scene) addVerb(v *lineView, rel *diagram.Relationship, r *layout.Route, text string, number int, room *room) {
	if text == "" {
		text = "has"
	}
	short := pillStyle.cut(text, verbMax)
	w, h := pillStyle.width(short)*1.3+22, verbHeight
	at, ok := r.Centre()
	if !ok {
		if len(r.Points) < 2 {
			return
		}
		if !hasRoom(r.Points, w+letterRoom, h) {
			// Between two cards that stand close the diamond is a small one.
			w, h = pillStyle.width(short)*1.1+12, verbHeight-4
		}
		at = room.label(r.Points, number, w, h)
		if rel.Ends[0].Table == rel.Ends[1].Table {
			// A line to the table that it comes from goes round the diamond.
			at.X += w / 2
		}
	}
	p := pillView{
		shape: diamondPath(at, w/2, h/2), fill: s.card, edge: s.ink3, ink: s.ink2, anchor: "middle", tooltip: text, size: "12",
		text: textView{x: num(at.X), y: num(at.Y + 4.3), text: short},
	}
	if rel.Identifying {
		p.shape += diamondPath(at, w/2-verbInside*w/h, h/2-verbInside)
	}
	v.pills = append(v.pills, p)
}

// hasRoom tells whether a piece of the line is this long, if level or upright.
func hasRoom(line []diagram.Point, level, upright float64) bool {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		need := upright
		if a.Y == b.Y {
			need = level
		}
		if math.Abs(a.X-b.X)+math.Abs(a.Y-b.Y) >= need {
			return true
		}
	}
	return false
}

// diamondPath is a diamond by its middle and half its width and height.
func diamondPath(at diagram.Point, w, h float64) string {
	var p pen
	p.to('M', at.X-w, at.Y)
	p.to('L', at.X, at.Y-h)
	p.to('L', at.X+w, at.Y)
	p.to('L', at.X, at.Y+h)
	p.WriteByte('Z')
	return p.String()
}
