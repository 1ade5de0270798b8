package edraw

import (
	"fmt"
	"strconv"

	"crowsfoot/diagram"
)

// line writes a line. Its ends are glued twice, as the program does it: by the formulas of
// their coordinates, and by the rows of connects.
func (m *markup) line(l *stroke) {
	begin, end := l.points[0], l.points[len(l.points)-1]
	name := lineMaster
	if l.sentence != nil {
		name = l.sentence.String()
	}
	m.openShape("ConnectLine", l.id, lineMaster, name)
	m.open("ConPoints")
	for i, at := range [2]diagram.Point{begin, end} {
		side := [2]string{"Begin", "End"}[i]
		m.measure(side+"X", at.X, "F", l.ends[i].formula("X"))
		m.measure(side+"Y", at.Y, "F", l.ends[i].formula("Y"))
	}
	m.close("ConPoints")
	w, h := end.X-begin.X, end.Y-begin.Y
	m.open("Transform")
	m.measure("Width", w, "F", "EndX-BeginX")
	m.measure("Height", h, "F", "EndY-BeginY")
	m.value("Angle", "0", "F", "GUARD(0)")
	m.measure("GPinX", (begin.X+end.X)/2, "F", "(BeginX+EndX)*0.5")
	m.measure("GPinY", (begin.Y+end.Y)/2, "F", "(BeginY+EndY)*0.5")
	m.measure("LocPinX", w/2, "R", "0.5", "M", "1")
	m.measure("LocPinY", h/2, "R", "0.5", "M", "2")
	m.value("FlipX", "0", "F", "GUARD(FALSE)")
	m.value("FlipY", "0", "F", "GUARD(FALSE)")
	for i, tag := range [2]string{"BeginTag", "EndTag"} {
		m.value(tag, "1", "F", fmt.Sprintf("Shape%d.XTrans", l.ends[i].card.id))
	}
	m.close("Transform")
	m.leaf("Misc")
	m.look(l.look())
	m.lineLabels(l, begin)
	m.openGeometry(true)
	for i, p := range l.points {
		tag := "LineTo"
		if i == 0 {
			tag = "MoveTo"
		}
		m.open(tag)
		m.measure("X", p.X-begin.X)
		m.measure("Y", p.Y-begin.Y)
		m.close(tag)
	}
	m.closeGeometry()
	style := "2"
	if l.straight {
		style = "0"
	}
	m.leaf("ConnectorLayout", "Relayout", "TRUE", "IgnoreJump", "FALSE", "Style", style)
	m.close("Shape")
}

// lineMaster is the master of all lines that no stencil has.
const lineMaster = "ConnectLine"

func (l *stroke) look() look {
	k := look{mask: maskLine | maskArrows, line: lineInk, dashed: l.dashed, begin: l.heads[0], end: l.heads[1], arrows: 3}
	if l.dashed {
		k.mask |= maskDashes
	}
	return k
}

// formula computes a coordinate from the connection point that an end is glued to.
func (t anchor) formula(axis string) string {
	return fmt.Sprintf("PNT%[1]s(Parent.LOCPNT(Shape%[2]d.PARPNT(Shape%[2]d.CPoints.X%[3]d,Shape%[2]d.CPoints.Y%[3]d)))", axis, t.card.id, t.point)
}

// lineLabels writes the texts of a line, each placed from its begin on.
func (m *markup) lineLabels(l *stroke, begin diagram.Point) {
	if len(l.labels) == 0 {
		return
	}
	m.open("Texts")
	for i, t := range l.labels {
		name := "T" + strconv.Itoa(i+1)
		m.open("Text", "ID", strconv.Itoa(i+1), "Name", name, "ExtendMode", "2")
		size := labelSize(t.text)
		m.open("Transform")
		m.measure("Width", size.W, "F", "GUARD(TEXTWIDTH(Text."+name+"))")
		m.measure("Height", size.H, "F", "GUARD(TEXTHEIGHT(Text."+name+"))")
		m.value("Angle", "0")
		m.measure("GPinX", t.at.X-begin.X)
		m.measure("GPinY", t.at.Y-begin.Y)
		m.textPin(name, size)
		m.close("Transform")
		m.textBlock(writing{text: t.text, size: labelLetters, behind: "#ffffff"})
		m.close("Text")
	}
	m.close("Texts")
}

// connects writes the glue of all lines.
func (m *markup) connects(strokes []*stroke) {
	if len(strokes) == 0 {
		return
	}
	const beginPart, endPart, pointPart = 9, 12, 100
	m.open("Connects")
	for _, l := range strokes {
		for i, part := range [2]int{beginPart, endPart} {
			t := l.ends[i]
			m.leaf("Connect", "FromShape", strconv.Itoa(l.id), "FromPart", strconv.Itoa(part), "FromName", "",
				"ToShape", strconv.Itoa(t.card.id), "ToPart", strconv.Itoa(pointPart+t.point), "ToName", "Pt"+strconv.Itoa(t.point))
		}
	}
	m.close("Connects")
}
