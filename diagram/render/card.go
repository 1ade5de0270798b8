package render

import (
	"math"

	"crowsfoot/diagram"
)

// cardView is a table, drawn from its own top left corner.
type cardView struct {
	move              string // the transformation to its place
	label             string
	w, h              string
	spine, spineColor string
	head, fill        string
	name              textView
	nameSize, ink     string
	tail              textView // what kind of table, at the right of the header
	rows              []rowView
	title             rectView // stands for the name in a small picture
	bars              []rectView
}

// rowView is one column of a table.
type rowView struct {
	label    string
	glyph    string // key, reference, unique or nothing
	glyphAt  string
	second   string // where the reference glyph of a key column stands, or nothing
	name     textView
	weight   string
	typ      textView
	dotY     string
	nullable bool
	dotX     string
}

// Places on a card from the left border, and from the right one.
const (
	spineWidth  = 4.0
	nameAt      = 14.0
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

func (s *scene) addCards(d *diagram.Diagram) {
	foreign := map[diagram.ID]bool{}
	for _, r := range d.Relationships {
		if _, _, ok := d.ForeignKey(r); ok {
			for _, p := range r.Pairs {
				foreign[p.From] = true
			}
		}
	}
	for _, t := range d.SortedTables() {
		s.cards = append(s.cards, s.newCard(d, t, foreign))
	}
}

func (s *scene) newCard(d *diagram.Diagram, t *diagram.Table, foreign map[diagram.ID]bool) cardView {
	b := t.Box()
	colors := moduleColors{s.lineDim, s.card, s.ink}
	if m := d.Modules[t.Module]; m != nil {
		if c, ok := s.modules[m.Color]; ok {
			colors = c
		}
	}
	name := clean(t.Name)
	v := cardView{
		move: "translate(" + num(b.X) + " " + num(b.Y) + ")", label: name,
		w: num(b.W), h: num(b.H), fill: s.card, ink: s.ink,
		spine: spinePath(b.H), spineColor: colors.spine,
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
	if t.Kind == diagram.KindView {
		v.tail = textView{x: num(b.W - 11), y: "22.5", text: "view"}
		room -= tailStyle.width("view") + 8
	}
	v.head = headPath(b.W, len(t.Columns) == 0)
	v.name, v.nameSize = newText(nameAt, 23, headStyle.cut(name, room), headStyle, room), "14"
	for i, c := range t.Columns {
		v.rows = append(v.rows, newRow(t, c, b.W, diagram.HeaderHeight+diagram.RowHeight*(float64(i)+.5), foreign[c.ID]))
	}
	return v
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

func newRow(t *diagram.Table, c *diagram.Column, width, middle float64, foreign bool) rowView {
	key := t.InPrimaryKey(c.ID)
	nullable := !t.NotNull(c)
	r := rowView{
		glyphAt: "translate(" + num(glyphAt) + " " + num(middle-7) + ") scale(.875)",
		dotX:    num(width - dotFromEdge), dotY: num(middle), nullable: nullable, weight: "450",
	}
	font := rowStyle
	switch {
	case key:
		r.glyph, r.weight, font = "key", "600", keyStyle
	case foreign:
		r.glyph = "reference"
	case t.IsUnique([]diagram.ID{c.ID}):
		r.glyph = "unique"
	}
	room := width - columnAt - typeEnd - 10
	if key && foreign {
		room -= 19
	}
	name, typ := clean(c.Name), clean(c.Type)
	nameWidth, typeWidth := font.width(name), typeStyle.width(typ)
	if nameWidth+typeWidth > room {
		// The name matters more: it gets up to three quarters, and what the type leaves.
		nameWidth = math.Min(nameWidth, math.Max(room*.75, room-typeWidth))
		name, typ = font.cut(name, nameWidth), typeStyle.cut(typ, room-nameWidth)
	}
	taken := font.width(name) + typeStyle.width(typ)
	share := room / math.Max(taken, 1)
	r.name = newText(columnAt, middle+4.5, name, font, font.width(name)*share)
	r.typ = newText(width-typeEnd, middle+4, typ, typeStyle, typeStyle.width(typ)*share)
	if key && foreign {
		r.name = newText(columnAt, middle+4.5, name, font, 0)
		r.second = "translate(" + num(columnAt+font.width(name)+5) + " " + num(middle-6) + ") scale(.75)"
	}
	r.label = rowLabel(clean(c.Name), clean(c.Type), key, foreign, r.glyph == "unique", nullable)
	return r
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

// spinePath is the coloured strip at the left of a card, inside its round corners.
func spinePath(h float64) string {
	const r = diagram.CardRadius
	cut := r - math.Sqrt(r*r-(r-spineWidth)*(r-spineWidth))
	var p pen
	p.to('M', spineWidth, cut)
	p.to('A', r, r, 0, 0, 0, 0, r)
	p.to('V', h-r)
	p.to('A', r, r, 0, 0, 0, spineWidth, h-cut)
	p.WriteByte('Z')
	return p.String()
}

// headPath is the ground of the header; without rows below it all its corners are round.
func headPath(w float64, alone bool) string {
	const r, h = diagram.CardRadius, diagram.HeaderHeight
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
