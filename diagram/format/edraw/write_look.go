package edraw

import "strconv"

// The colours of a drawing, alpha first.
const (
	paper     = "#ffffffff"
	ink       = "#ff1c2029"
	hairline  = "#ffd3d1cc"
	headFill  = "#ffeef1f5"
	lineInk   = "#ff5a5f68"
	noteFill  = "#fffdf4d2"
	noteLine  = "#ffe5d4a0"
	frameLine = "#ff8792a0"
)

// moduleFills are the titles of tables by the colour of their module, frames too.
var moduleFills = map[string]string{
	"azure": "#ffe8f3fd", "teal": "#ffe5f5f2", "amber": "#fff9efe5", "slate": headFill,
	"olive": "#fff2f2e5", "vermilion": "#fffdedeb", "violet": "#fff4eefb", "rose": "#fffbedf4",
}

// fillOf returns the fill for a colour by name, or another one where it has none.
func fillOf(color, other string) string {
	if fill := moduleFills[color]; fill != "" {
		return fill
	}
	return other
}

// look is how a shape is filled and lined. Empty colours are none.
type look struct {
	// mask says which parts differ from the theme; its bits were read from real drawings:
	// see the constants.
	mask       int
	fill, line string
	weight     float64 // 0 means 1
	dashed     bool
	begin, end int // arrow heads
	arrows     int // their size; 0 means 4
}

// Masks of shapes. Those of lines are a sum: arrows and dashes are taken from the theme
// where their bits are not set.
const (
	maskTable     = 2051
	maskHeader    = 2307
	maskShape     = 2357
	maskText      = 115
	maskLine      = 99
	maskDashes    = 1 << 15
	maskArrows    = 1 << 16
	patternSolid  = "1"
	patternDashed = "2"
)

// look writes a ShapeFormat.
func (m *markup) look(l look) {
	m.open("ShapeFormat", "QuickMask", strconv.Itoa(l.mask))
	if l.fill == "" {
		m.leaf("FillFormat", "Type", "None")
	} else {
		m.solid("FillFormat", l.fill)
	}
	m.lineFormat(l)
	m.close("ShapeFormat")
}

// lineFormat writes how a shape is lined, and that it has no shadow.
func (m *markup) lineFormat(l look) {
	m.open("LineFormat")
	m.measure("LineWeight", max(l.weight, 1))
	m.value("LineCap", "Flat")
	pattern := patternSolid
	if l.dashed {
		pattern = patternDashed
	}
	m.leaf("LinePattern", "ID", pattern)
	size := l.arrows
	if size == 0 {
		size = 4
	}
	m.leaf("BeginArrow", "ID", strconv.Itoa(l.begin), "Size", strconv.Itoa(size))
	m.leaf("EndArrow", "ID", strconv.Itoa(l.end), "Size", strconv.Itoa(size))
	if l.line == "" {
		m.leaf("LineFill", "Type", "None")
	} else {
		m.solid("LineFill", l.line)
	}
	m.close("LineFormat")
	m.open("EffectFormat")
	m.leaf("Shadow", "Mode", "0")
	m.close("EffectFormat")
}

func (m *markup) solid(tag, color string) {
	m.open(tag, "Type", "Solid")
	m.value("Color", color)
	m.close(tag)
}
