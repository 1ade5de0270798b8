package edraw

import (
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

const (
	font        = "Arial"
	alignLeft   = "1"
	alignCenter = "4"
	textInk     = "191919"
)

// writing is a text and how it is set.
type writing struct {
	text   string // lines
	size   int    // of the letters in points; 0 means 10
	style  int    // boldBit and others
	align  string // empty means centred
	top    bool   // it begins at the top of its box
	mask   int    // which parts differ from the theme
	behind string // colour behind the letters, or empty
}

// textBlock writes a TextBlock: the styles, then a pp for each line.
func (m *markup) textBlock(w writing) {
	vertical, align, size := "Center", w.align, w.size
	if w.top {
		vertical = "Top"
	}
	if align == "" {
		align = alignCenter
	}
	if size == 0 {
		size = 10
	}
	m.open("TextBlock", "VAlign", vertical, "TextFormatMask", strconv.Itoa(w.mask), "TabStop", "80")
	m.value("Color", "#ff"+textInk)
	character := []string{"IX", "0", "Family", font, "Size", strconv.Itoa(size)}
	if w.style != 0 {
		character = append(character, "Style", strconv.Itoa(w.style))
	}
	character = append(character, "Color", "#"+textInk)
	if w.behind != "" {
		character = append(character, "BkColor", w.behind)
	}
	m.leaf("Character", character...)
	m.leaf("Paragraph", "IX", "0", "SpLine", "100", "Align", align, "IndFirst", "0", "IndLeft", "0", "IndRight", "0", "SpaceBefore", "0", "SpaceAfter", "0")
	m.margins(4, 4)
	m.open("Text")
	for line := range strings.SplitSeq(w.text, "\n") {
		if line == "" {
			m.leaf("pp", "PX", "0", "CX", "0")
			continue
		}
		m.open("pp", "PX", "0", "CX", "0")
		m.text("tp", line, "CX", "0")
		m.close("pp")
	}
	m.close("Text")
	m.close("TextBlock")
}

func (m *markup) margins(sides, ends float64) {
	m.leaf("Margins", "Left", num(sides), "Right", num(sides), "Top", num(ends), "Bottom", num(ends))
}

// texts writes the one text of a shape that fills it, or an empty one.
func (m *markup) texts(size diagram.Size, w writing) {
	m.open("Texts")
	m.open("Text", "ID", "1", "Name", "T1", "ExtendMode", "0")
	m.open("Transform")
	m.measure("Width", size.W, "R", "1", "M", "1")
	m.measure("Height", size.H, "R", "1", "M", "2")
	m.value("Angle", "0")
	m.measure("GPinX", size.W/2, "R", "0.5", "M", "1")
	m.measure("GPinY", size.H/2, "R", "0.5", "M", "2")
	m.textPin("T1", size)
	m.close("Transform")
	m.textBlock(w)
	m.close("Text")
	m.close("Texts")
}

// textPin writes where a text is held: in its middle.
func (m *markup) textPin(name string, size diagram.Size) {
	m.measure("LocPinX", size.W/2, "F", "Text."+name+".Width*0.5")
	m.measure("LocPinY", size.H/2, "F", "Text."+name+".Height*0.5")
	m.value("TxtField", "", "U", "STR")
}

// textWidth estimates the width of a line of letters of a size in points, in page units.
func textWidth(s string, points int) float64 {
	em := float64(points) * 96 / 72
	w := 0.0
	for _, r := range s {
		switch {
		case r >= 0x1100: // scripts of broad letters
			w += em
		case strings.ContainsRune("iljtfr.,:;'|!()[] ", r):
			w += .32 * em
		case r >= 'A' && r <= 'Z' || strings.ContainsRune("mwMW@%", r):
			w += .7 * em
		default:
			w += .55 * em
		}
	}
	return w
}
