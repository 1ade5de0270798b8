package render

import (
	"math"

	"crowsfoot/diagram"
)

// cardView is a table, drawn from its own top left corner.
type cardView struct {
	move              string // the transformation to its place
	label             string
	frame             rectView
	spine, spineColor string
	head, fill        string
	headLine, keyLine string // below the header, and below the key
	inner             string // a second border, or a diamond
	twigs             string // from ovals to the frame
	ovals             []ovalView
	name              textView
	nameSize, ink     string
	nameAnchor        string
	tail              textView // what kind of table, at the right of the header
	rows              []rowView
	title             rectView // stands for the name in a small picture
	bars              []rectView
}

// ovalView is one attribute of an entity.
type ovalView struct {
	label, x, y, rx, ry string
	name                textView
	weight, under       string
}

// rowView is one column of a table.
type rowView struct {
	label    string
	glyph    string // key, reference, unique or nothing
	glyphAt  string
	second   string // where the reference glyph of a key column stands, or nothing
	name     textView
	weight   string
	under    string // a line below the name of a key
	typ      textView
	dotY     string
	nullable bool
	dotX     string
}

// Places on a card from the left border, and from the right one.
const (
	spineWidth  = 4.0
	nameAt      = 14.0
	bareAt      = 14.0 // the name of a row that has no glyph
	glyphAt     = 14.0
	columnAt    = 36.0
	typeEnd     = 22.0
	dotFromEdge = 11.5
)

var (
	headStyle = style{bold: true, size: 14}
	rowStyle  = style{size: 13}
	keyStyle  = style{bold: true, size: 13}
	typeStyle = style{mono: true, size: 11.5}
	tailStyle = style{size: 11}
)

// cardFonts are the fonts of a card.
type cardFonts struct{ head, row, key, typ style }

// fontsOf returns the fonts of this density.
func fontsOf(d diagram.Density) cardFonts {
	if d == diagram.Compact {
		return cardFonts{style{bold: true, size: 13}, style{size: 12}, style{bold: true, size: 12}, style{mono: true, size: 11}}
	}
	return cardFonts{headStyle, rowStyle, keyStyle, typeStyle}
}

func (s *scene) addCards(d *diagram.Diagram) {
	s.fonts = fontsOf(s.look.Density)
	s.rowSize, s.typeSize = num(s.fonts.row.size), num(s.fonts.typ.size)
	for _, t := range d.SortedTables() {
		s.cards = append(s.cards, s.newCard(d, t))
	}
}

func (s *scene) newCard(d *diagram.Diagram, t *diagram.Table) cardView {
	b, shape := s.box(t), s.shapes[t.ID]
	colors := moduleColors{s.lineDim, s.card, s.ink}
	if m := d.Modules[t.Module]; m != nil {
		if c, ok := s.modules[m.Color]; ok {
			colors = c
		}
	}
	name := clean(t.Name)
	r := s.radius(shape)
	v := cardView{
		move: "translate(" + num(b.X) + " " + num(b.Y) + ")", label: name,
		frame: newRect(0, shape.Top, b.W, shape.Bottom-shape.Top, r), fill: s.card, ink: s.ink,
		spine: spinePath(shape.Top, shape.Bottom, r), spineColor: colors.spine,
	}
	switch s.level {
	case levelBlocks:
		v.fill = blend(colors.spine, s.card, .6)
		return v
	case levelBars:
		v.fill, v.ink = s.card, blend(s.ink, s.card, .75)
		s.smallCard(&v, t, b)
		return v
	}
	room := b.W - nameAt - 12
	header := s.look.Header()
	middle := shape.Head + header/2
	if t.Kind == diagram.KindView && s.look.Notation != diagram.Chen {
		v.tail = textView{x: num(b.W - 11), y: num(middle + 4.5), text: "view"}
		room -= tailStyle.width("view") + 8
	}
	if shape.Top == 0 && !shape.Ovals {
		v.head = headPath(b.W, header, r, shape.Height <= header)
		if shape.Height > header {
			v.headLine = "M0 " + num(header) + "H" + num(b.W)
		}
	}
	font := s.fonts.head
	v.name, v.nameSize = newText(nameAt, middle+5, font.cut(name, room), font, room), num(font.size)
	switch s.look.Notation {
	case diagram.IDEF1X:
		if n := len(shape.Order); shape.Keys < n {
			v.keyLine = "M0 " + num(header+s.look.Row()*float64(shape.Keys)) + "H" + num(b.W)
		}
	case diagram.Chen:
		v.name, v.nameAnchor = newText(b.W/2, middle+5, font.cut(name, room), font, room), "middle"
		v.inner = innerPath(shape, b.W, header)
	}
	for k, i := range shape.Order {
		if shape.Ovals {
			s.addOval(&v, t, t.Columns[i], shape, s.look.RowBox(shape, k, b.W), b.W)
		} else {
			v.rows = append(v.rows, s.newRow(t, t.Columns[i], b.W, header+s.look.Row()*(float64(k)+.5)))
		}
	}
	return v
}

// radius is that of a card's corners: in IDEF1X tables that depend on others are round, in
// a Chen drawing only attributes are.
func (s *scene) radius(shape diagram.Shape) float64 {
	switch {
	case s.look.Notation == diagram.IDEF1X && shape.Dependent:
		return 2 * diagram.CardRadius
	case s.look.Notation == diagram.CrowsFoot:
		return diagram.CardRadius
	}
	return 0
}

// innerPath is the second border of an entity that depends on others, or the diamond of one
// that joins them.
func innerPath(shape diagram.Shape, w, header float64) string {
	const inside = 3.5
	var p pen
	switch {
	case shape.Joins:
		p.to('M', spineWidth, shape.Top+header/2)
		p.to('L', w/2, shape.Top)
		p.to('L', w, shape.Top+header/2)
		p.to('L', w/2, shape.Top+header)
		p.WriteByte('Z')
	case shape.Dependent:
		p.to('M', spineWidth+inside, shape.Top+inside)
		p.to('H', w-inside)
		p.to('V', shape.Bottom-inside)
		p.to('H', spineWidth+inside)
		p.WriteByte('Z')
	}
	return p.String()
}

// addOval draws an attribute beside its entity, and the line between them.
func (s *scene) addOval(v *cardView, t *diagram.Table, c *diagram.Column, shape diagram.Shape, b diagram.Rect, width float64) {
	key := t.InPrimaryKey(c.ID)
	font, weight := s.fonts.row, "450"
	if key {
		font, weight = s.fonts.key, "600"
	}
	x, y := b.X+b.W/2, b.Y+b.H/2
	room := b.W - 18
	name := font.cut(clean(c.Name), room)
	o := ovalView{
		label: rowLabel(clean(c.Name), clean(c.Type), key, s.foreign[c.ID], false, !t.NotNull(c)),
		x:     num(x), y: num(y), rx: num(b.W / 2), ry: num(b.H / 2), name: newText(x, y+4.5, name, font, room), weight: weight,
	}
	if key {
		o.under = underline(x-font.width(name)/2, y+6.5, font.width(name))
	}
	v.ovals = append(v.ovals, o)
	var p pen
	switch {
	case x < width/2:
		p.to('M', b.Right(), y)
		p.to('H', width/2)
	case x > width/2:
		p.to('M', b.X, y)
		p.to('H', width/2)
	default:
		p.to('M', x, y)
	}
	if y < shape.Top {
		p.to('V', shape.Top)
	} else {
		p.to('V', shape.Bottom)
	}
	v.twigs += p.String()
}

func underline(x, y, w float64) string {
	var p pen
	p.to('M', x, y)
	p.to('H', x+w)
	return p.String()
}

// smallCard fills in a table of a small picture: a dark bar for the name, and a light one
// for each name and type of a row. Letters would be too small to be read.
func (s *scene) smallCard(v *cardView, t *diagram.Table, b diagram.Rect) {
	v.title = newRect(nameAt, 13, barWidth(headStyle, t.Name, b.W*.7), 11, 3)
	for i, c := range t.Columns {
		y := diagram.HeaderHeight + diagram.RowHeight*float64(i) + 10
		v.bars = append(v.bars, newRect(nameAt, y, barWidth(rowStyle, c.Name, b.W*.5), 8, 3))
		if w := barWidth(typeStyle, c.Type, b.W*.25); c.Type != "" {
			v.bars = append(v.bars, newRect(b.W-dotFromEdge-w, y, w, 8, 3))
		}
	}
}

// barWidth is how wide a text would be, within limits.
func barWidth(font style, text string, limit float64) float64 {
	return math.Min(limit, math.Max(24, font.width(text)))
}

func (s *scene) newRow(t *diagram.Table, c *diagram.Column, width, middle float64) rowView {
	key, foreign := t.InPrimaryKey(c.ID), s.foreign[c.ID]
	unique := !key && t.IsUnique([]diagram.ID{c.ID})
	nullable := !t.NotNull(c)
	glyphs := s.look.Notation == diagram.CrowsFoot
	r := rowView{
		glyphAt: "translate(" + num(glyphAt) + " " + num(middle-7) + ") scale(.875)",
		dotX:    num(width - dotFromEdge), dotY: num(middle), nullable: nullable, weight: "450",
	}
	font, typeFont := s.fonts.row, s.fonts.typ
	if key {
		r.weight, font = "600", s.fonts.key
	}
	at, tail := bareAt, ""
	switch {
	case s.look.Notation == diagram.IDEF1X:
		tail = keyWords(foreign, unique)
	case !glyphs:
	case key:
		r.glyph = "key"
	case foreign:
		r.glyph = "reference"
	case unique:
		r.glyph = "unique"
	}
	if glyphs {
		at = columnAt
	}
	room := width - at - typeEnd - 10 - font.width(tail)
	both := glyphs && key && foreign
	if both {
		room -= 19
	}
	name, typ := clean(c.Name), clean(c.Type)
	nameWidth, typeWidth := font.width(name), typeFont.width(typ)
	if nameWidth+typeWidth > room {
		// The name matters more: it gets up to three quarters, and what the type leaves.
		nameWidth = math.Min(nameWidth, math.Max(room*.75, room-typeWidth))
		name, typ = font.cut(name, nameWidth), typeFont.cut(typ, room-nameWidth)
	}
	taken := font.width(name) + typeFont.width(typ)
	share := room / math.Max(taken, 1)
	r.name = newText(at, middle+4.5, name+tail, font, font.width(name)*share+font.width(tail))
	r.typ = newText(width-typeEnd, middle+4, typ, typeFont, typeFont.width(typ)*share)
	if both {
		r.name = newText(at, middle+4.5, name, font, 0)
		r.second = "translate(" + num(at+font.width(name)+5) + " " + num(middle-6) + ") scale(.75)"
	}
	if key && s.look.Notation == diagram.Chen {
		r.under = underline(at, middle+7, font.width(name))
	}
	r.label = rowLabel(clean(c.Name), clean(c.Type), key, foreign, unique && !foreign, nullable)
	return r
}

// keyWords is what IDEF1X writes behind the name of a foreign or an alternate key.
func keyWords(foreign, unique bool) string {
	text := ""
	if foreign {
		text += " (FK)"
	}
	if unique {
		text += " (AK)"
	}
	return text
}

// rowLabel says in words what the glyphs of a row say.
func rowLabel(name, typ string, key, foreign, unique, nullable bool) string {
	text := name
	if typ != "" {
		text += " " + typ
	}
	for _, f := range []struct {
		on   bool
		word string
	}{{key, "primary key"}, {foreign, "foreign key"}, {unique, "unique"}, {nullable, "nullable"}, {!nullable, "not null"}} {
		if f.on {
			text += ", " + f.word
		}
	}
	return text
}

// spinePath is the coloured strip at the left of a frame, inside its round corners.
func spinePath(top, bottom, r float64) string {
	var p pen
	if r < spineWidth {
		p.to('M', 0, top)
		p.to('H', spineWidth)
		p.to('V', bottom)
		p.to('H', 0)
		p.WriteByte('Z')
		return p.String()
	}
	cut := r - math.Sqrt(r*r-(r-spineWidth)*(r-spineWidth))
	p.to('M', spineWidth, top+cut)
	p.to('A', r, r, 0, 0, 0, 0, top+r)
	p.to('V', bottom-r)
	p.to('A', r, r, 0, 0, 0, spineWidth, bottom-cut)
	p.WriteByte('Z')
	return p.String()
}

// headPath is the ground of the header; without rows below it all its corners are round.
func headPath(w, h, r float64, alone bool) string {
	var p pen
	p.to('M', 0, r)
	p.to('A', r, r, 0, 0, 1, r, 0)
	p.to('H', w-r)
	p.to('A', r, r, 0, 0, 1, w, r)
	if alone {
		p.to('V', h-r)
		p.to('A', r, r, 0, 0, 1, w-r, h)
		p.to('H', r)
		p.to('A', r, r, 0, 0, 1, 0, h-r)
	} else {
		p.to('V', h)
		p.to('H', 0)
	}
	p.WriteByte('Z')
	return p.String()
}
