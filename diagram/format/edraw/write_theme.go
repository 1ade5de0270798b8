package edraw

import "strconv"

// The theme that pages refer to. EdrawMax takes colours and fonts of new shapes from it;
// all that is written here has its own.
const (
	themeID, colorsID, effectID, connectorID, textID = "36", "83", "36", "54", "3"
	themeName                                        = "General"
)

// writeTheme returns theme.xml: one theme with the elements that the program expects.
func writeTheme() []byte {
	m := newMarkup()
	m.open("Themes")
	m.open("Theme", "ID", themeID, "Name", themeName)
	m.open("ThemeColor", "Shadow", "#21000000", "ID", colorsID, "Name", "Crowsfoot")
	m.colorScheme("#ff016fb8", "#ff004b43", "#ffcd8102", "#ff8792a0", "#ff575604", "#ffcf4d4e", "#ffb173e3", "#ff9b407a")
	m.colorScheme("#ff388cf0", "#ff268d75", "#ffa97516", "#ffc3c9da", "#ffc9ea87", "#fff7976b", "#ffd39ffd", "#ffcc79b6")
	m.close("ThemeColor")
	m.open("ThemeEffect", "ID", effectID, "Name", themeName)
	for _, l := range []look{
		{fill: paper, line: ink, weight: 1.667}, {fill: headFill, line: hairline}, {fill: headFill, line: headFill, weight: 3},
		{fill: paper, line: ink}, {fill: hairline, line: ink, weight: 2.333}, {fill: ink, line: ink},
	} {
		l.mask = -1
		m.look(l)
	}
	m.open("FontColor")
	for i := range 8 {
		color := ink
		if i == 5 {
			color = paper // on the dark one of the looks above
		}
		m.value("Color", color)
	}
	m.close("FontColor")
	m.close("ThemeEffect")
	m.open("ThemeConnector", "ID", connectorID, "Name", "General 1")
	m.open("ConnectorScheme")
	m.lineFormat(look{line: ink, end: 4, arrows: 3})
	m.close("ConnectorScheme")
	m.close("ThemeConnector")
	m.open("ThemeText", "VAlign", "Center", "ID", textID, "Name", "Arial", "TextFormatMask", "0", "TabStop", "80")
	m.value("Color", "#ff000000")
	m.leaf("Character", "IX", "0", "Family", font, "Size", "9", "Color", "#000000")
	m.leaf("Paragraph", "IX", "0", "SpLine", "100", "Align", alignCenter, "IndFirst", "0", "IndLeft", "0", "IndRight", "0")
	m.margins(4, 4)
	m.open("FontSchemeLst")
	for i := range 8 {
		flag := "0"
		if i == 5 {
			flag = "1"
		}
		m.open("FontScheme", "FontName", font, "FontSize", "16", "Flag", flag)
		m.value("Color", "#ff000000")
		m.close("FontScheme")
	}
	m.close("FontSchemeLst")
	m.close("ThemeText")
	m.close("Theme")
	m.close("Themes")
	return m.Bytes()
}

func (m *markup) colorScheme(accents ...string) {
	var attributes []string
	for i, a := range accents {
		attributes = append(attributes, "Accent"+strconv.Itoa(i+1), a)
	}
	m.leaf("ColorScheme", attributes...)
}
