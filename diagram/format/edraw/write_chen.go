package edraw

import "crowsfoot/diagram"

// diamond writes a relationship of three ends or more, or with attributes.
func (m *markup) diamond(s *sheet, c *card) {
	master, name := diamondMaster, diamondMaster
	if c.relationship.Identifying {
		master = identifyingMaster
	}
	if len(c.relationship.Ends) == 2 {
		name = sentenceOf(s.d, c.relationship).String()
	}
	m.openShape("Shape", c.id, master, name)
	m.chen(c, look{mask: maskShape, fill: headFill, line: lineInk})
	m.outline(sizeOf(c.box), diamondCorners)
	m.value("ShapeStyle", "1")
	m.close("Shape")
}

// oval writes an attribute of a relationship.
func (m *markup) oval(c *card) {
	m.openShape("Ellipse", c.id, ovalMaster, ovalMaster)
	m.chen(c, look{mask: maskText &^ 64, fill: paper, line: lineInk})
	m.ellipse(sizeOf(c.box))
	m.close("Shape")
}

// chen writes what diamonds and ovals have in common.
func (m *markup) chen(c *card, l look) {
	m.transform(c.box)
	m.library(libChen)
	m.open("CPoints")
	for i, p := range []corner{{0, .5}, {.5, 0}, {1, .5}, {.5, 1}} { // as in card.sides
		m.pointOf(i+1, sizeOf(c.box), p)
	}
	m.close("CPoints")
	m.leaf("Misc")
	m.look(l)
	if c.text != "" {
		m.texts(sizeOf(c.box), writing{text: c.text})
	}
}

// ellipse writes the outline of an oval as four Bézier curves, as the program does.
func (m *markup) ellipse(size diagram.Size) {
	const near, far = 0.223858, 0.776142 // of a quarter of a circle
	m.openGeometry(false)
	m.at("MoveTo", size, corner{0, .5})
	for _, c := range [4][3]corner{ // the end, and the two handles before it
		{{.5, 0}, {0, near}, {near, 0}},
		{{1, .5}, {far, 0}, {1, near}},
		{{.5, 1}, {1, far}, {far, 1}},
		{{0, .5}, {near, 1}, {0, far}},
	} {
		m.open("CurveTo")
		for i, name := range [3][2]string{{"X", "Y"}, {"A", "B"}, {"C", "D"}} {
			m.share(name[0], size.W, c[i].x, "1")
			m.share(name[1], size.H, c[i].y, "2")
		}
		m.close("CurveTo")
	}
	m.closeGeometry()
}
