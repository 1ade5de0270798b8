package edraw

import (
	"math"

	"crowsfoot/diagram"
)

// A sheet of A4 across, in page units, and the layer that shapes are on.
const (
	sheetWidth  = 1122.52
	sheetHeight = 793.701
	layerID     = "2"
)

// leanRows is the number of rows of tables from which the cells of a drawing are written
// without a look of their own: they would take most of what a drawing may have of elements.
const leanRows = 2_000

// rows counts the rows of all tables.
func (s *sheet) rows() int {
	n := 0
	for _, c := range s.tables {
		n += len(c.rows)
	}
	return n
}

// page returns pages/page1.xml.
func (s *sheet) page() []byte {
	s.shift()
	m := newMarkup()
	m.lean = s.rows() > leanRows
	name := diagram.CutName(s.d.Name)
	if name == "" {
		name = "Page-1"
	}
	m.open("Page", "ID", "100", "Type", "Page", "Name", name, "Zoom", "1", "Unit", "mm", "PrePaper", "13")
	m.pageFrame(s.extent())
	for i := range s.frames {
		m.frame(firstID+i, &s.frames[i])
	}
	for _, c := range s.tables {
		m.table(s, c)
	}
	for _, l := range s.strokes {
		m.line(l)
	}
	for _, c := range s.diamonds {
		m.diamond(s, c)
	}
	for _, c := range s.ovals {
		m.oval(c)
	}
	for i := range s.notes {
		m.note(s.newID(), &s.notes[i])
	}
	m.connects(s.strokes)
	m.close("Page")
	return m.Bytes()
}

// pageFrame writes what a page has besides its shapes, for a drawing of this extent: whole
// sheets, as many as it needs.
func (m *markup) pageFrame(b diagram.Rect) {
	across := max(1, math.Ceil((b.Right()+margin)/sheetWidth))
	down := max(1, math.Ceil((b.Bottom()+margin)/sheetHeight))
	m.open("PageProps")
	m.measure("Width", across*sheetWidth)
	m.measure("Height", down*sheetHeight)
	m.values("UnitWidth", "210", "UnitHeight", "297", "PageBreakWidth", num(sheetWidth), "PageBreakHeight", num(sheetHeight),
		"Portrait", "FALSE", "AutoSize", "TRUE", "PageBreakLeft", "0", "PageBreakTop", "0", "PageBreakRight", num(across), "PageBreakBottom", num(down),
		"ScrollX", "0.5", "ScrollY", "0.5", "GridBeginX", "0", "GridBeginY", "0", "OrgDirection", "1")
	m.close("PageProps")
	m.open("Layout")
	m.values("JumpMode", "1", "JumpStyle", "0", "JumpSize", "6", "NumbLevel", "0", "mmMajor", "20", "mmMinor", "10",
		"OrgVerDist", "20", "OrgHorDist", "20", "OrgHorAss", "8", "HpScale", "50", "HpPrecistion", "0.0", "HpDispMode", "0")
	m.close("Layout")
	m.open("OrgFieldDisplay", "ShowPhoto", "FALSE", "NoSize", "FALSE", "PhotoPos", "0", "Width", "120", "Height", "60", "PhotoLinePos", "0", "TextVertical", "FALSE")
	for _, f := range [][2]string{{"1", "Name"}, {"2", "Title"}, {"6", "Department"}} {
		m.open("OrgField", "Show", "TRUE", "ID", f[0], "Name", f[1], "NameU", f[1], "Flag", "0", "Title", "FALSE")
		m.value("Value", "", "U", "STR")
		m.leaf("Font", "Family", font, "Size", "9", "Color", "#444444")
		m.close("OrgField")
	}
	m.close("OrgFieldDisplay")
	m.leaf("OrgFields")
	m.leaf("FillFormat", "Type", "None")
	m.value("BGFromTheme", "1")
	m.leaf("PrintSetup", "FittoSheet", "FALSE", "Zoom", "100", "Width", "210", "Height", "297", "Unit", "mm",
		"LeftMargin", "10", "RightMargin", "10", "TopMargin", "10", "BottomMargin", "10")
	m.open("Layers")
	m.leaf("Layer", "Name", "Background", "ID", "1", "Invisible", "FALSE", "Lock", "TRUE", "Print", "TRUE", "Active", "FALSE", "Background", "TRUE", "Snap", "TRUE")
	m.leaf("Layer", "Name", "Layer-1", "ID", layerID, "Invisible", "FALSE", "Lock", "FALSE", "Print", "TRUE", "Active", "TRUE", "Background", "FALSE", "Snap", "TRUE")
	m.close("Layers")
	m.open("Theme", "ID", themeID, "Name", themeName)
	m.values("ThemeColor", colorsID, "ThemeEffect", effectID, "ThemeText", textID, "ThemeConnector", connectorID)
	m.close("Theme")
	m.open("MMTheme", "ID", "40", "Rainbow", "0", "Name", "Vitality")
	m.values("ThemeColor", "47", "ThemeEffect", "40", "ThemeText", "40", "ThemeShape", "40")
	m.close("MMTheme")
}

// values writes elements that say a value each: names and values in turn.
func (m *markup) values(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		m.value(pairs[i], pairs[i+1])
	}
}
