package render

// Theme names one of the three palettes.
type Theme string

// The themes. Contrast has black lines on white, and wider ones.
const (
	Light    Theme = "light"
	Dark     Theme = "dark"
	Contrast Theme = "contrast"
)

// ThemeNamed returns the theme of this name, or Light for a name it does not know.
func ThemeNamed(name string) Theme {
	if t := Theme(name); t == Dark || t == Contrast {
		return t
	}
	return Light
}

// palette holds the colours of a theme, the same values as static/css has.
type palette struct {
	canvas, card, head             string
	hairline, hairlineCard         string
	ink, ink2, ink3, line, lineDim string
	note, noteLine, noteInk        string
	stroke                         float64 // width of lines
	frameEdge                      float64 // share of the module's colour in its frame's border
	modules                        map[string]moduleColors
}

// moduleColors are the three shades of one module colour.
type moduleColors struct{ spine, tint, ink string }

func (t Theme) palette() palette {
	switch t {
	case Dark:
		return darkPalette
	case Contrast:
		return contrastPalette
	}
	return lightPalette
}

var lightPalette = palette{
	canvas: "#f7f5f2", card: "#ffffff", head: "#fbfaf7",
	hairline: "#e1dfdc", hairlineCard: "#d3d1cc",
	ink: "#1c2029", ink2: "#434851", ink3: "#636870", line: "#787c84", lineDim: "#bbbec3",
	note: "#fdf4d2", noteLine: "#e5d4a0", noteInk: "#4b3a1d",
	stroke: 1.5, frameEdge: .32,
	modules: map[string]moduleColors{
		"azure":     {"#016fb8", "#e8f3fd", "#034e84"},
		"teal":      {"#004b43", "#e5f5f2", "#00594f"},
		"amber":     {"#cd8102", "#f9efe5", "#6b4101"},
		"slate":     {"#8792a0", "#eef1f5", "#434d59"},
		"olive":     {"#575604", "#f2f2e5", "#504f00"},
		"vermilion": {"#cf4d4e", "#fdedeb", "#842528"},
		"violet":    {"#b173e3", "#f4eefb", "#5f3381"},
		"rose":      {"#9b407a", "#fbedf4", "#79275d"},
	},
}

var darkPalette = palette{
	canvas: "#0f1115", card: "#1f2126", head: "#25282d",
	hairline: "#2b2d33", hairlineCard: "#393c42",
	ink: "#ebedf0", ink2: "#c0c2c8", ink3: "#969aa1", line: "#7e828a", lineDim: "#3d4046",
	note: "#38311c", noteLine: "#5a4f2f", noteInk: "#e5daba",
	stroke: 1.5, frameEdge: .32,
	modules: map[string]moduleColors{
		"azure":     {"#388cf0", "#131b24", "#9dc7fe"},
		"teal":      {"#268d75", "#0f1e19", "#83d8bf"},
		"amber":     {"#a97516", "#20190e", "#e6bd81"},
		"slate":     {"#c3c9da", "#181a1f", "#bec4d5"},
		"olive":     {"#c9ea87", "#181c11", "#b8ce8d"},
		"vermilion": {"#f7976b", "#231712", "#f6b294"},
		"violet":    {"#d39ffd", "#1d1722", "#d5b5f1"},
		"rose":      {"#cc79b6", "#21161e", "#ebaed9"},
	},
}

var contrastPalette = palette{
	canvas: "#ffffff", card: "#ffffff", head: "#ffffff",
	hairline: "#000000", hairlineCard: "#000000",
	ink: "#000000", ink2: "#000000", ink3: "#2b2b2b", line: "#000000", lineDim: "#5c5c5c",
	note: "#fffbe0", noteLine: "#000000", noteInk: "#000000",
	stroke: 2, frameEdge: 1,
	modules: map[string]moduleColors{
		"azure":     {"#017aec", "#ffffff", "#003670"},
		"teal":      {"#044a48", "#ffffff", "#014140"},
		"amber":     {"#a17204", "#ffffff", "#4b3301"},
		"slate":     {"#56636f", "#ffffff", "#2e3944"},
		"olive":     {"#545201", "#ffffff", "#3c3a02"},
		"vermilion": {"#531600", "#ffffff", "#631d01"},
		"violet":    {"#3b1654", "#ffffff", "#482463"},
		"rose":      {"#c639a7", "#ffffff", "#5f114f"},
	},
}
