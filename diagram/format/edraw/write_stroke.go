package edraw

import (
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// stroke is a line that is drawn from one card to another.
type stroke struct {
	id       int
	ends     [2]anchor
	points   []diagram.Point
	straight bool // rather than with right angles
	dashed   bool
	heads    [2]int // arrow heads
	labels   []lineLabel
	sentence *sentence // of a relationship of two ends
}

// anchor is where a line ends: at a connection point of a card.
type anchor struct {
	card  *card
	point int // id of the connection point
	at    diagram.Point
	side  float64 // -1 left, 1 right
}

// lineLabel is a text of a line, and where its middle is.
type lineLabel struct {
	text string
	at   diagram.Point
}

// headOf returns the arrow head for a cardinality, and what must be written beside it: no
// head is known for "at most one" and "any number".
func headOf(c diagram.Cardinality) (head int, label string) {
	switch c {
	case diagram.One:
		return arrowExactlyOne, ""
	case diagram.ZeroOne:
		return arrowOne, "0..1"
	case diagram.Many:
		return arrowMany, ""
	case diagram.OneMany:
		return arrowOneMany, ""
	case diagram.ZeroMany:
		return arrowMany, "0..*"
	}
	return 0, ""
}

// addStroke makes the line of a relationship of two ends.
func (s *sheet) addStroke(r *diagram.Relationship, route layout.Route) {
	a, b := s.cards[r.Ends[0].Table], s.cards[r.Ends[1].Table]
	line := &stroke{id: s.newID(), dashed: !r.Identifying && !r.Inheritance, sentence: sentenceOf(s.d, r)}
	rows := [2]int{}
	if child, parent, ok := s.d.ForeignKey(r); ok {
		rows[0] = 1 + slices.IndexFunc(child.Columns, func(c *diagram.Column) bool { return c.ID == r.Pairs[0].From })
		rows[1] = 1 + slices.IndexFunc(parent.Columns, func(c *diagram.Column) bool { return c.ID == r.Pairs[0].To })
	}
	line.follow(route, a, rows[0], b, rows[1])
	if r.Inheritance {
		line.heads[1] = arrowTriangle
	} else {
		for i := range r.Ends {
			line.mark(i, r.Ends[i].Card)
		}
	}
	s.name(line, r.Name)
	s.strokes = append(s.strokes, line)
}

// addLegs makes the lines from the tables of a relationship to its diamond.
func (s *sheet) addLegs(c *card, routes map[diagram.ID]layout.Route) {
	for i, e := range c.relationship.Ends {
		leg := &stroke{id: s.newID()}
		leg.follow(routes[legID(c.relationship, i)], s.cards[e.Table], 0, c, 0)
		leg.mark(0, e.Card)
		s.strokes = append(s.strokes, leg)
	}
}

// mark draws a cardinality at an end.
func (l *stroke) mark(end int, c diagram.Cardinality) {
	head, label := headOf(c)
	l.heads[end] = head
	if label == "" {
		return
	}
	// Beside the head, and clearly nearer to this end than to the other.
	t := l.ends[end]
	var at diagram.Point
	for _, far := range []float64{30, 20, 12, 4} {
		at = diagram.Point{X: t.at.X + t.side*far, Y: t.at.Y - far*.4}
		if 1.2*distance(at, t.at) < distance(at, l.ends[1-end].at) {
			break
		}
	}
	l.labels = append(l.labels, lineLabel{label, at})
}

// sentenceOf says in words what a line joins.
func sentenceOf(d *diagram.Diagram, r *diagram.Relationship) *sentence {
	out := &sentence{directed: r.Directed}
	tables := [2]*diagram.Table{d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]}
	for i, t := range tables {
		out.tables[i] = diagram.CutName(t.Name)
	}
	if _, _, ok := d.ForeignKey(r); ok {
		for i, ids := range [2][]diagram.ID{r.FromColumns(), r.ToColumns()} {
			names := make([]string, len(tables[i].Columns))
			at := map[diagram.ID]int{}
			for k, c := range tables[i].Columns {
				names[k], at[c.ID] = diagram.CutName(c.Name), k
			}
			for _, id := range ids {
				out.columns[i] = append(out.columns[i], columnWord(names, at[id]))
			}
		}
	}
	return out
}

// tie joins an oval and a diamond by a straight line between the points on their sides that
// are nearest to each other.
func tie(id int, a, b *card) *stroke {
	l := &stroke{id: id, straight: true}
	least := math.Inf(1)
	for _, from := range a.sides() {
		for _, to := range b.sides() {
			if d := distance(from.at, to.at); d < least {
				l.ends, least = [2]anchor{from, to}, d
			}
		}
	}
	l.points = []diagram.Point{l.ends[0].at, l.ends[1].at}
	return l
}

// sides returns the connection points in the middle of the sides of a diamond or an oval.
func (c *card) sides() []anchor {
	m := middle(c.box)
	return []anchor{
		{card: c, point: 1, at: diagram.Point{X: c.box.X, Y: m.Y}, side: -1},
		{card: c, point: 2, at: diagram.Point{X: m.X, Y: c.box.Y}},
		{card: c, point: 3, at: diagram.Point{X: c.box.Right(), Y: m.Y}, side: 1},
		{card: c, point: 4, at: diagram.Point{X: m.X, Y: c.box.Bottom()}},
	}
}

// anchorAt returns the connection point of a row of a table, where 0 is its title, or of a
// diamond, on the left (side -1) or the right.
func (c *card) anchorAt(row int, side float64) anchor {
	t := anchor{card: c, side: side, at: diagram.Point{X: c.box.X, Y: middle(c.box).Y}, point: 1}
	if side > 0 {
		t.at.X, t.point = c.box.Right(), 3
	}
	if c.table != nil {
		t.point = rowPoint(row, side)
		t.at.Y = c.box.Y + rowMiddle(row)
	}
	return t
}

// rowPoint returns the id of the connection point of a row, where 0 is the title.
func rowPoint(row int, side float64) int {
	id := firstRowPoint + 2*row
	if side > 0 {
		id++
	}
	return id
}

// rowMiddle returns how far the middle of a row is below the top of its table.
func rowMiddle(row int) float64 {
	if row == 0 {
		return diagram.HeaderHeight / 2
	}
	return diagram.HeaderHeight + diagram.RowHeight*(float64(row)-.5)
}
