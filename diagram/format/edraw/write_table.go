package edraw

import "crowsfoot/diagram"

// Masks of the texts in the cells of a table.
const (
	maskHeaderText = 213248
	maskRowText    = 196864
)

// table writes a table: a title over the whole width, then for each row a cell with the
// name and one with the type. Each row has a connection point on either side.
func (m *markup) table(s *sheet, c *card) {
	master := kindMasters[c.table.Kind]
	m.openShape("Table", c.id, master, master, "Traits", "0")
	m.transform(c.box)
	m.library(libEntity)
	m.open("CPoints")
	size := sizeOf(c.box)
	for i, p := range []corner{{.5, 1}, {.5, 0}, {1, .5}, {0, .5}} {
		m.pointOf(i+1, size, p)
	}
	for row := range len(c.rows) + 1 {
		y := rowMiddle(row) / size.H
		m.pointOf(rowPoint(row, -1), size, corner{0, y})
		m.pointOf(rowPoint(row, 1), size, corner{1, y})
	}
	m.close("CPoints")
	m.open("Protection")
	m.value("LockRotate", "TRUE")
	m.close("Protection")
	m.leaf("Misc")
	body := look{mask: maskTable, fill: paper, line: hairline}
	m.look(body)
	m.open("TableCells")
	header := look{mask: maskHeader, fill: headFill, line: hairline}
	if o := s.d.Modules[c.table.Module]; o != nil {
		header.fill = fillOf(o.Color, headFill)
	}
	m.cell(diagram.Rect{W: size.W, H: diagram.HeaderHeight}, writing{text: c.text, style: boldBit, mask: maskHeaderText}, header)
	for i, r := range c.rows {
		box := diagram.Rect{Y: diagram.HeaderHeight + diagram.RowHeight*float64(i), W: c.split, H: diagram.RowHeight}
		w := writing{text: r.name, size: c.size, align: alignLeft, mask: maskRowText}
		if r.key {
			w.style = underlineBit
		}
		m.cell(box, w, body)
		box.X, box.W = c.split, size.W-c.split
		m.cell(box, writing{text: r.typ, size: c.size, align: alignLeft, mask: maskRowText}, body)
	}
	m.close("TableCells")
	m.leaf("BtnAndClr", "ClrBtns", "0;0;0", "BtnSelClr", "#ffffff;#ffffff;#ffffff")
	m.value("TableTheme", "-1")
	m.close("Shape")
}

// cell writes a cell of a table; its box is relative to the table.
func (m *markup) cell(b diagram.Rect, w writing, l look) {
	m.open("TableCell", "Borders", "15", "Traits", "0", "IsUserCrl", "0")
	m.leaf("Position", "X", num(b.X), "Y", num(b.Y), "Width", num(b.W), "Height", num(b.H))
	m.margins(5, 3)
	m.textBlock(w)
	if !m.lean || l.mask == maskHeader {
		m.look(l)
	}
	m.close("TableCell")
}
