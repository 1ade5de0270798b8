package edraw

import (
	"math"
	"regexp"
	"strconv"

	"crowsfoot/diagram"

	"github.com/beevik/etree"
)

// texts returns the texts of a shape in page units, each where it stands.
func (k *sketcher) texts(s *shape) []diagram.SketchShape {
	var out []diagram.SketchShape
	for _, e := range named(child(s.element, "Texts"), "Text") {
		text := diagram.SketchShape{Source: s.id, Form: diagram.SketchText, Box: s.textBox(e)}
		write(&text, e, child(e, "TextFormat"))
		if len(text.Text) == 0 {
			continue
		}
		if s.line == nil {
			if text.Box.W == 0 || text.Box.H == 0 {
				text.Box = s.box
			}
			text.Angle = math.Mod(s.angle+measure(child(e, "Transform"), "Angle"), 360)
			if s.angle != 0 {
				m := turned(middle(text.Box), middle(s.box), s.angle)
				text.Box.X, text.Box.Y = m.X-text.Box.W/2, m.Y-text.Box.H/2
			}
			if math.Abs(math.Remainder(text.Angle, 360)) < .5 {
				text.Angle = 0
			}
		}
		out = append(out, text)
	}
	return out
}

// write puts a text element of either dialect on a shape. The older one has its font and
// its place in a format beside it.
func write(s *diagram.SketchShape, e, format *etree.Element) {
	for _, l := range blockLines(e) {
		line := diagram.TextLine{Text: lineText(l), Underline: underlined(l)}
		for _, r := range l {
			line.Bold, line.Italic = line.Bold || r.Bold, line.Italic || r.Italic
		}
		s.Text = append(s.Text, line)
	}
	if len(s.Text) == 0 {
		return
	}
	s.Wrap = true
	font := readFont(e, format)
	// Letters are measured in points, whatever the unit of the page.
	s.Size = font.points * 96 / 72
	s.Left, s.Right = font.left, font.right
	s.Top, s.Bottom = font.top, font.bottom
}

// textFont is the look of a text as a whole.
type textFont struct {
	points                   float64
	left, right, top, bottom bool
}

var (
	rtfSize  = regexp.MustCompile(`\\fs(\d{1,3})`)
	rtfAlign = regexp.MustCompile(`\\q([lrcj])\b`)
)

func readFont(e, format *etree.Element) textFont {
	f := textFont{points: 9}
	tb := e
	if e != nil && e.Tag != "TextBlock" {
		if inner := child(e, "TextBlock"); inner != nil {
			tb = inner
		}
	}
	// The newer dialect.
	if c := child(tb, "Character"); c != nil {
		if p := number(c.SelectAttrValue("Size", "")); p > 0 {
			f.points = p
		}
	}
	if p := child(tb, "Paragraph"); p != nil {
		align := int(number(p.SelectAttrValue("Align", "4")))
		f.left, f.right = align&1 != 0, align&2 != 0
	}
	if tb != nil {
		v := tb.SelectAttrValue("VAlign", "")
		f.top, f.bottom = v == "Top", v == "Bottom"
	}
	// The older one.
	if format != nil {
		if p := measure(format, "FontHeight"); p > 0 {
			f.points = p
		}
		across, down := value(child(format, "AlignHorizontal")), value(child(format, "AlignVertical"))
		f.left, f.right = across == "Left", across == "Right"
		f.top, f.bottom = down == "Top", down == "Bottom"
	}
	rtf := ""
	if e != nil {
		rtf = e.SelectAttrValue("Rtf", "")
		if rtf == "" && format != nil {
			rtf = e.Text()
		}
	}
	if m := rtfSize.FindStringSubmatch(rtf); m != nil {
		if half, err := strconv.Atoi(m[1]); err == nil && half > 0 {
			f.points = float64(half) / 2
		}
	}
	if m := rtfAlign.FindStringSubmatch(rtf); m != nil {
		f.left, f.right = m[1] == "l" || m[1] == "j", m[1] == "r"
	}
	return f
}

// cellBox is the place of a cell in its table.
func cellBox(e *etree.Element) diagram.Rect {
	if p := child(e, "Position"); p != nil {
		return diagram.Rect{X: number(p.SelectAttrValue("X", "")), Y: number(p.SelectAttrValue("Y", "")), W: number(p.SelectAttrValue("Width", "")), H: number(p.SelectAttrValue("Height", ""))}
	}
	return diagram.Rect{X: measure(e, "X"), Y: measure(e, "Y"), W: measure(e, "Width"), H: measure(e, "Height")}
}
