package drawio

import (
	"strconv"

	"crowsfoot/diagram"
)

// The sizes in pixels of rhombs and ovals. Small ovals mean other things in Chen's
// notation.
const (
	rhombWidth, rhombHeight = 120.0, 60.0
	ovalWidth, ovalHeight   = 120.0, 40.0
	ovalGap                 = 20.0
)

const (
	rhombStyle = "shape=rhombus;perimeter=rhombusPerimeter;whiteSpace=wrap;html=1;align=center;"
	ovalStyle  = "ellipse;whiteSpace=wrap;html=1;align=center;"
	legStyle   = "edgeStyle=none;html=1;rounded=0;startArrow=none;startFill=0;endFill=0;"
)

// rhomb draws a relationship as Chen does: a rhomb in the middle of its tables, a line to
// each of them, and its attributes in ovals below.
func (s *sheet) rhomb(r *diagram.Relationship) {
	what, style := hintPlain, rhombStyle
	if r.Directed {
		what = hintChild
	}
	if r.Identifying {
		style += "double=1;"
	}
	middle := diagram.Point{}
	for _, e := range r.Ends {
		box := s.boxes[e.Table]
		middle.X += (box.X + box.W/2) / float64(len(r.Ends))
		middle.Y += (box.Y + box.H/2) / float64(len(r.Ends))
	}
	// Several rhombs of the same tables lie beside each other.
	n := s.rhombs[middle]
	s.rhombs[middle]++
	box := diagram.Rect{X: middle.X - rhombWidth/2 + float64(n)*(rhombWidth+ovalGap), Y: middle.Y - rhombHeight/2, W: rhombWidth, H: rhombHeight}
	id := s.newCell(r.ID)
	s.vertex(r.ID, id, label(lineName(r.Name)), style+hintKey+"="+what+";", s.layer, box)
	for i, e := range r.Ends {
		leg := legStyle + "endArrow=" + endMarker(e.Card) + ";" + hintKey + "=" + hintLeg + ";"
		s.edge("", id+".end"+strconv.Itoa(i+1), label(lineName(e.Role)), leg, id, s.cells[e.Table])
	}
	for i, a := range r.Attributes {
		oval := id + ".attribute" + strconv.Itoa(i+1)
		text, _ := columnText(column{name: shown(a.Name), typ: shownType(a.Type)}, nil)
		x := box.X + float64(i)*(ovalWidth+ovalGap) - float64(len(r.Attributes)-1)*(ovalWidth+ovalGap)/2
		s.vertex("", oval, label(text), ovalStyle, s.layer, diagram.Rect{X: x, Y: box.Bottom() + ovalGap, W: ovalWidth, H: ovalHeight})
		s.edge("", oval+".line", "", legStyle+"endArrow=none;"+hintKey+"="+hintMember+";", id, oval)
	}
}
