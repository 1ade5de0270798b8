package drawio

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// drawRelationship draws a new relationship.
func (p *patch) drawRelationship(r *diagram.Relationship) {
	n := len(p.root.Child)
	p.sheet.relationship(r)
	p.changed = p.changed || len(p.root.Child) > n
	p.markForeign(r)
}

// markForeign marks the columns of a new foreign key where their rows have key cells.
func (p *patch) markForeign(r *diagram.Relationship) {
	child, _, ok := p.d.ForeignKey(r)
	if !ok {
		return
	}
	for _, id := range r.FromColumns() {
		col := p.columns[id]
		if col == nil || col.keyCell == nil || col.mark.foreign || p.gone[col.cell] || p.entities[child.ID] == nil || col.cell == p.entities[child.ID].cell {
			continue
		}
		at := p.textOf(col.keyCell)
		if _, isMark := readKeyMark(joined(at)); isMark && !strings.Contains(joined(at), "FK") {
			p.replaceAll(at, markWith(joined(at), "FK", true))
			col.mark.foreign = true
		}
	}
}

// deleteRelationship takes a relationship off the page, with lines that say the same.
func (p *patch) deleteRelationship(id diagram.ID) {
	rel := p.relations[id]
	if rel == nil {
		return
	}
	p.erase(rel)
	for _, other := range p.r.relations {
		if other.into == rel {
			p.erase(other)
		}
	}
}

func (p *patch) erase(rel *relation) {
	switch {
	case rel.part != "": // a triangle stays for the other subtypes
		for _, n := range p.r.chen.joined[rel.cell] {
			if p.r.owner[n.shape].whole() == rel.ends[0].entity {
				p.remove(n.line.cell)
			}
		}
	case rel.line != nil:
		p.remove(rel.line.cell)
	default:
		for _, n := range p.r.chen.joined[rel.cell] {
			p.remove(n.line.cell)
			if p.r.isAttribute(n.shape) {
				p.remove(n.shape)
			}
		}
		p.remove(rel.cell)
	}
}

// changeRelationship brings a relationship from what the page says to what it should say.
func (p *patch) changeRelationship(old, now *diagram.Relationship) {
	rel := p.relations[now.ID]
	if rel == nil || p.sameDrawn(old, now) {
		return
	}
	flipped := len(old.Ends) == 2 && len(now.Ends) == 2 && old.Ends[0].Table != now.Ends[0].Table &&
		old.Ends[0].Table == now.Ends[1].Table && old.Ends[1].Table == now.Ends[0].Table
	if flipped {
		turned := *old
		turned.Ends = []diagram.End{old.Ends[1], old.Ends[0]}
		old = &turned
		rel.swap()
	}
	if !p.canChange(rel, old, now) {
		p.deleteRelationship(now.ID)
		// Its data went with its cell.
		p.sheet.data[now.ID] = objectsByCell(p.d)[now.ID]
		p.drawRelationship(now)
		return
	}
	cardsDiffer := !slices.EqualFunc(old.Ends, now.Ends, func(a, b diagram.End) bool { return a.Card == b.Card })
	for i := range now.Ends {
		if old.Ends[i].Card != now.Ends[i].Card || p.first != nil && cardsDiffer {
			p.setCard(rel, i, now.Ends[i].Card)
		}
	}
	if shown(old.Name) != shown(now.Name) {
		p.nameLine(rel, now.Name)
	}
	if rel.line == nil {
		p.setAttributes(rel, old, now)
		if old.Identifying != now.Identifying {
			p.setStyle(rel.cell, "double", map[bool]string{true: "1"}[now.Identifying])
		}
		if len(now.Ends) == 2 && (old.Directed != now.Directed || !slices.Equal(old.Pairs, now.Pairs) || flipped || p.first != nil) {
			p.setHint(rel, now, map[bool]string{true: hintChild, false: hintPlain}[now.Directed])
		}
		return
	}
	if !slices.Equal(old.Pairs, now.Pairs) || old.Directed != now.Directed || flipped || p.first != nil {
		p.glue(rel, now)
	}
}

// sameDrawn tells whether two relationships are drawn in the same way.
func (p *patch) sameDrawn(old, now *diagram.Relationship) bool {
	return slices.EqualFunc(old.Ends, now.Ends, func(a, b diagram.End) bool { return a.Table == b.Table && a.Card == b.Card }) &&
		slices.Equal(sortedPairs(old), sortedPairs(now)) && old.Directed == now.Directed && old.Inheritance == now.Inheritance && old.Identifying == now.Identifying &&
		shown(old.Name) == shown(now.Name) && slices.Equal(shownAttributes(old), shownAttributes(now))
}

func sortedPairs(r *diagram.Relationship) []diagram.Pair {
	pairs := slices.Clone(r.Pairs)
	slices.SortFunc(pairs, func(a, b diagram.Pair) int {
		return strings.Compare(string(a.From)+string(a.To), string(b.From)+string(b.To))
	})
	return pairs
}

func shownAttributes(r *diagram.Relationship) []diagram.Attribute {
	list := make([]diagram.Attribute, len(r.Attributes))
	for i, a := range r.Attributes {
		list[i] = diagram.Attribute{Name: shown(a.Name), Type: shownType(a.Type)}
	}
	return list
}

// canChange tells whether the cells of a relationship can be made to say what it should.
// Others are drawn anew.
func (p *patch) canChange(rel *relation, old, now *diagram.Relationship) bool {
	sameTables := slices.EqualFunc(old.Ends, now.Ends, func(a, b diagram.End) bool { return a.Table == b.Table })
	if !sameTables || old.Inheritance != now.Inheritance || rel.part != "" || p.gone[rel.cell] {
		return false
	}
	if rel.line == nil { // a rhomb: it has no rows and no sides
		return len(now.Pairs) == 0 && (slices.Equal(old.Pairs, now.Pairs) && old.Directed == now.Directed || len(now.Ends) == 2)
	}
	return !rel.line.spliced && len(now.Ends) == 2 && len(now.Attributes) == len(old.Attributes) && !slices.ContainsFunc(rel.ends, func(e relationEnd) bool { return e.line == nil })
}

// setCard gives an end of a relationship another marker. Texts that said the cardinality
// say the new one, or go.
func (p *patch) setCard(rel *relation, i int, card diagram.Cardinality) {
	if rel.inheritance || i >= len(rel.ends) || rel.ends[i].line == nil {
		return
	}
	end := rel.ends[i]
	l, key := end.line, [2]string{"startArrow", "endArrow"}[end.at]
	fill := [2]string{"startFill", "endFill"}[end.at]
	if p.first == nil && l.ends[end.at].byText && p.sayCard(l, end.at, card) {
		return
	}
	p.dropCards(l)
	if l.cell.Style.Get(key) != endMarker(card) {
		p.setStyle(l.cell, key, endMarker(card))
		p.setStyle(l.cell, fill, "0")
	}
	if card == diagram.Unknown && hint(l.cell) == "" {
		p.setStyle(l.cell, hintKey, p.hintOf(rel))
	}
}

// hintOf is the hint that says what a relationship's line means as it is.
func (p *patch) hintOf(rel *relation) string {
	switch {
	case rel.line == nil:
		return hintLeg
	case len(rel.pairs) > 0:
		return hintForeignKey
	case rel.directed:
		return hintChild
	}
	return hintPlain
}

// cardTexts are the usual texts for cardinalities.
var cardTexts = map[diagram.Cardinality]string{diagram.One: "1", diagram.ZeroOne: "0..1", diagram.Many: "N", diagram.OneMany: "1..*", diagram.ZeroMany: "0..*"}

// sayCard changes the one label of a line that speaks of this end.
func (p *patch) sayCard(l *line, at int, card diagram.Cardinality) bool {
	var only *mxgraph.Cell
	for _, c := range l.cell.Children {
		if _, _, isCard := endCard(joined(c)); isCard && (c.Along < 0) == (at == 0) && c.Along != 0 {
			if only != nil || strings.HasPrefix(joined(c), "(") {
				return false
			}
			only = c
		}
	}
	if only == nil || cardTexts[card] == "" {
		return false
	}
	p.replaceAll(only, cardTexts[card])
	return true
}

// dropCards takes the texts off a line that say cardinalities, and makes markers of those
// at the other end.
func (p *patch) dropCards(l *line) {
	for i := range l.ends {
		key := [2]string{"startArrow", "endArrow"}[i]
		if l.ends[i].byText && l.ends[i].card != diagram.Unknown && !strings.HasPrefix(l.cell.Style.Get(key), "ER") {
			p.setStyle(l.cell, key, endMarker(l.ends[i].card))
		}
	}
	for _, c := range append([]*mxgraph.Cell{l.cell}, l.cell.Children...) {
		text := joined(c)
		_, _, isEnd := endCard(text)
		_, _, isWhole := wholeCards(text)
		switch {
		case !isEnd && !isWhole:
		case c == l.cell:
			p.replaceAll(c, "")
		default:
			p.remove(c)
		}
	}
}

// nameLine writes another name on a line or into a rhomb.
func (p *patch) nameLine(rel *relation, name string) {
	at := rel.cell
	if rel.line != nil && shown(joined(at)) != rel.name {
		for _, c := range rel.cell.Children {
			if shown(joined(c)) == rel.name && rel.name != "" {
				at = c
			}
		}
	}
	p.replaceAll(p.textOf(at), lineName(name))
}

// glue lets a line end where its relationship says, and says so with a hint.
func (p *patch) glue(rel *relation, now *diagram.Relationship) {
	what, at := hintPlain, [2]string{p.sheet.cells[now.Ends[0].Table], p.sheet.cells[now.Ends[1].Table]}
	_, _, isKey := p.d.ForeignKey(now)
	switch {
	case isKey:
		what, at = hintForeignKey, [2]string{p.sheet.cells[now.Pairs[0].From], p.sheet.cells[now.Pairs[0].To]}
		if at[0] == p.sheet.cells[now.Ends[0].Table] || at[1] == p.sheet.cells[now.Ends[1].Table] {
			what = hintChild // a row is no shape
		}
	case now.Directed:
		what = hintChild
	}
	for i, end := range rel.ends {
		if end.shapeID() == at[i] {
			continue
		}
		key, style := endKeys[end.at], [2]string{"exit", "entry"}[end.at]
		rel.cell.Core().CreateAttr(key, at[i])
		p.changed = true
		if rel.cell.Style.Has(style + "Y") {
			p.setStyle(rel.cell, style+"Y", "0.5")
		}
	}
	p.setHint(rel, now, what)
	for _, other := range p.r.relations {
		if other.into == rel && hint(other.cell) == hintPair {
			p.erase(other)
		}
	}
	if what == hintForeignKey {
		for i := 1; i < len(now.Pairs); i++ {
			p.sheet.pairLine(now, i, rel.cell.ID)
			p.changed = true
		}
	}
	p.markForeign(now)
}

// setHint says with a hint what a relationship's cell means.
func (p *patch) setHint(rel *relation, now *diagram.Relationship, what string) {
	p.setStyle(rel.cell, hintKey, what)
	childAt := ""
	if now.Directed && p.isTurned(rel) {
		childAt = "target"
	}
	p.setStyle(rel.cell, childAtKey, childAt)
}

// isTurned tells whether the first end of a relationship is not the first of its line, or
// of the lines of its rhomb.
func (p *patch) isTurned(rel *relation) bool {
	if rel.line != nil {
		return rel.ends[0].at == 1
	}
	for _, n := range p.r.chen.joined[rel.cell] {
		if e := p.r.owner[n.shape].whole(); e != nil {
			return e != rel.ends[0].entity
		}
	}
	return false
}

// shapeID is the ID of the cell that a line's end is glued to, or "".
func (e relationEnd) shapeID() string {
	if c := e.line.cell.Source; e.at == 0 && c != nil {
		return c.ID
	}
	if c := e.line.cell.Target; e.at == 1 && c != nil {
		return c.ID
	}
	return ""
}

// setAttributes brings the ovals of a rhomb to what they should say.
func (p *patch) setAttributes(rel *relation, old, now *diagram.Relationship) {
	had, want := shownAttributes(old), shownAttributes(now)
	var style, line string
	for _, n := range p.r.chen.joined[rel.cell] {
		if !p.r.isAttribute(n.shape) {
			continue
		}
		style, line = n.shape.Core().SelectAttrValue("style", ""), n.line.cell.Core().SelectAttrValue("style", "")
		says := p.r.attributesOf(n.shape)
		if len(says) == 1 && slices.Contains(had, says[0]) && !slices.Contains(want, says[0]) {
			p.remove(n.line.cell)
			p.remove(n.shape)
		}
	}
	if style == "" {
		style, line = ovalStyle, legStyle+"endArrow=none;"
	}
	for i, a := range want {
		if slices.Contains(had, a) {
			continue
		}
		id := p.fresh(rel.cell.ID + ".attribute")
		box := diagram.Rect{X: rel.cell.X + float64(i)*(ovalWidth+ovalGap), Y: rel.cell.Bottom() + ovalGap, W: ovalWidth, H: ovalHeight}
		text, _ := columnText(column{name: a.Name, typ: a.Type}, nil)
		p.sheet.vertex("", id, p.escaped(style, text), style, p.sheet.layer, box)
		p.sheet.edge("", p.fresh(id+".line"), "", line, rel.cell.ID, id)
		p.changed = true
	}
}

// escaped writes a text for a cell of this style.
func (p *patch) escaped(style, text string) string {
	if mxgraph.ReadStyle(style).Get("html") == "1" {
		return label(text)
	}
	return text
}
